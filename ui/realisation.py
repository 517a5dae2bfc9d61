"""The parts of the page Rencana & realisasi: lines of the PSM, budget codes, what did not go as planned, and the draft of next year."""

from datetime import date

import pandas as pd
import streamlit as st

from charts.colours import SHORTAGE
from charts.map_spec import MapText, scale_map
from charts.words import UNKNOWN, amount, day, is_known, month, month_long, number, rupiah, uncapital
from charts.year_plan import NOT_KNOWN, STATES, by_code, money, total
from data.parameters.next_plan import next_plan_rule
from data.parameters.psm_lines import PsmRule
from data.programme import sub_activities
from reports.next_plan import BASES, DRAFT_FROM_MONTH, HEADERS, PlanFile, Wish, csv_file, draft, workbook
from ui.cards import nothing, plain_table, section
from ui.context import Context
from ui.downloads import XLSX, offer
from ui.lists import show_list
from ui.maps import draw, profile_link

PSM_LINES = {"training": "Pelatihan PSM (bimtek)", "incentive": "Insentif, honor, atau seragam", "other": "Kegiatan PSM lain"}


def parts_of(rows: pd.DataFrame) -> dict[str, pd.Series]:
    """What the page can be narrowed to: the PSM lines, then each programme that has activities. Name -> which rows belong to it."""
    known = sub_activities()
    programme = rows.code.map(lambda code: known[code].programme if code in known else "Tanpa kode atau kode tidak dikenal")
    return {"PSM: pelatihan dan insentif": rows.psm_line.notna(), **{name: programme == name for name in sorted(programme.unique())}}


def show_psm(rows: pd.DataFrame, year: int, rule: PsmRule) -> None:
    """The lines that volunteers ask for first, also where the plan has none."""
    section("PSM: pelatihan dan insentif", f"Dikenali dari topik dan kode {rule.sub_activity_code}.")
    none = (f"tidak ada dalam daftar {year}", "–", "–", "0", "0", "–")
    groups = [(label, rows[rows.psm_line == name]) for name, label in PSM_LINES.items()]
    plain_table(["Bagian", "Pagu", "Realisasi", "Rencana", "Terlaksana", "Peserta"], (
        (label, *_line(group)) if len(group) else (f"{label}: {none[0]}", *none[1:]) for label, group in groups
    ), numeric=(1, 2, 3, 4, 5))


def _line(rows: pd.DataFrame) -> tuple[str, ...]:
    held = rows[rows.is_done_by_then]
    people = _people(total(held.participants_count).total, len(held))
    spent = money(total(held.realised_idr)) if len(held) else "Rp0"
    return money(total(rows.budget_idr)), spent, number(rows.is_of_plan.sum()), number(len(held)), people


def _people(count: float | None, held: int) -> str:
    """Participants of the activities carried out; none where none was."""
    return NOT_KNOWN if held and not is_known(count) else f"{number(count if held else 0)} orang"


def _left(row: tuple) -> str:
    """What is left of the budget of a code, and in how many of its activities an amount is missing."""
    if not is_known(row.left):
        return NOT_KNOWN
    return rupiah(row.left) + (f" ({number(row.missing)} {NOT_KNOWN})" if row.missing else "")


def show_codes(rows: pd.DataFrame) -> None:
    """A row a budget code, the year as a whole."""
    table = by_code(rows)
    st.caption("Sisa pagu dan serapan: pagu setahun terhadap realisasi, dari kegiatan yang kedua angkanya diketahui.")
    columns = ["Kode dan sub kegiatan", "Pagu", "Realisasi", "Sisa pagu", "Serapan", "Rencana", "Terlaksana", "Batal atau lewat", "Peserta"]
    plain_table(columns, (
        (f"{row.code} {row.name}", rupiah(row.budget), rupiah(row.realised) if row.done else "Rp0", _left(row),
         amount(row.pct, "%") if is_known(row.pct) else "–", number(row.planned), number(row.done), number(row.open),
         _people(row.participants, row.done))
        for row in table.itertuples()
    ), numeric=(1, 2, 3, 4, 5, 6, 7, 8))


def show_unused(rows: pd.DataFrame, year: int) -> None:
    """Which codes of the list have no activity."""
    known = sub_activities()
    unused = [line for code, line in known.items() if code not in set(rows.code)]
    with st.expander(f"{number(len(unused))} dari {number(len(known))} sub kegiatan tidak mempunyai kegiatan dalam daftar {year}"):
        plain_table(["Kode", "Sub kegiatan"], ((line.code, line.name) for line in unused))


def show_places(here: Context) -> None:
    """Where planned activities were not carried out; those of the city and of a kecamatan are in no kelurahan."""
    places = here.measure("plan_done")
    places = places.assign(value=places.denominator - places.numerator)
    left, right = st.columns([2, 1], gap="medium")
    with left:

        def lines(row: tuple) -> list[str]:
            if not is_known(row.denominator):
                return [UNKNOWN]
            said = f"{number(row.numerator)} dari {number(row.denominator)} kegiatan rencana terlaksana"
            return [amount(row.value, "belum terlaksana"), said if row.denominator else "tidak ada yang direncanakan di sini"]

        text = MapText(f"Kegiatan rencana yang belum terlaksana, Januari sampai {month(here.period)}", here.source_line, here.unit_word, source="daftar kegiatan", unit="kegiatan")
        draw(here, scale_map(places, text, lines, scale=SHORTAGE), key="peta_rencana", height=400)
    with right:
        behind = places[places.value > 0].sort_values(["value", "place_code"], ascending=[False, True])
        found = f"{number(len(behind))} dari {number(len(places))} {here.unit_word}"
        section("Di mana rencana belum berjalan", f"{found}; kegiatan tingkat kota dan kecamatan tidak termasuk.")
        if behind.empty:
            nothing(f"Tidak ada rencana di {here.unit_word} yang tertinggal.")
        with st.container(key="pk-worst", height=340 if len(behind) > 9 else "content"):
            for row in behind.itertuples():
                behind_by = f"{number(row.value)} dari {number(row.denominator)} belum"
                profile_link(here, row.place_code, f"{row.place_name} ({row.kecamatan_name}) · {behind_by}")


def show_activities(here: Context, rows: pd.DataFrame) -> None:
    """The activities, those that did not go as planned first; one state can be picked."""
    counts = rows.state.value_counts()
    lead = f"Pada akhir {month(here.period)}. Tanggal pembatalan tidak tercatat, jadi yang batal disebut batal sejak awal."
    section("Kegiatan dan keadaannya", lead)
    names = [name for name in STATES if counts.get(name)]
    labels = {f"{STATES[name]} ({number(counts[name])})": name for name in names}
    picked = st.selectbox("Keadaan", ["Semua keadaan", *labels], key="keadaan", label_visibility="collapsed")
    order = ("overdue", "cancelled", "unclear", "done_later", "unplanned", "other_year", "upcoming", "done")
    chosen = rows if picked not in labels else rows[rows.state == labels[picked]]
    chosen = chosen.sort_values("state", key=lambda states: states.map(order.index), kind="stable")
    table = pd.DataFrame({
        "Topik": chosen.topic.fillna(""), "Keadaan": chosen.state.map(STATES), "Rencana": [_month(when) for when in chosen.planned_date],
        "Pelaksanaan": [_day(when) for when in chosen.realised_date], "Pagu (Rp)": chosen.budget_idr, "Realisasi (Rp)": chosen.realised_idr,
        "Tempat": [_place(row, here) for row in chosen.itertuples()], "Sasaran": chosen.target_count, "Peserta": chosen.participants_count,
        "Jenis": chosen.kind_label, "Kode": chosen.code, "ID": chosen.activity_id,
    })
    show_list(table, "Daftar kegiatan dengan keadaannya", missing="–")
    title = f"Rencana dan realisasi {here.period.year} sampai {month(here.period)}"
    offer(table, f"rencana-realisasi-{here.city_code}-{here.period:%Y-%m}", title, here)


def show_draft(here: Context, rows: pd.DataFrame) -> None:
    """Next year's plan from what was not reached, to take along as a file that can be imported again."""
    year, rule = here.period.year + 1, next_plan_rule(here.period)
    section(
        f"Draf rencana {year} dari yang belum tercapai",
        f"Kegiatan yang batal atau lewat, yang pesertanya di bawah {rule.partly_below_pct}% sasaran ({uncapital(rule.decided_by)}), "
        f"dan {here.unit_word} yang tidak terjangkau 12 bulan. Sasaran dan pagu ialah angka tahun {here.period.year}, bukan usulan anggaran.",
    )
    if here.period.month < DRAFT_FROM_MONTH:
        first = date(here.period.year, DRAFT_FROM_MONTH, 1)
        nothing(
            f"Draf dibuat dari bulan {month_long(first)}: sampai {month_long(here.period)} sebagian besar rencana {here.period.year} belum tiba "
            "waktunya. Pilih bulan yang lebih akhir."
        )
        return
    in_place = rows[rows.kelurahan_code.notna()].kind_label.value_counts()
    kinds = list(in_place.index) or sorted(rows.kind_label.unique())
    reach = here.ask("reach")
    is_missed = bool((reach.activity_count == 0).any())
    kind, asked = kinds[0], f"Kegiatan untuk {here.unit_word} yang tidak terjangkau 12 bulan"
    if is_missed:
        kind = st.selectbox(asked, kinds, key="jenis_draf", bind="query-params")
    made = draft(rows, reach, here.period, Wish(kind, rule.partly_below_pct))
    if made.empty:
        nothing(
            f"Tidak ada kegiatan {here.period.year} yang batal, lewat bulan rencana, atau tercatat pesertanya di bawah {rule.partly_below_pct}% sasaran, "
            f"dan semua {here.unit_word} terjangkau dalam 12 bulan; draf kosong."
        )
        return
    counts, money_, used = made.basis.value_counts(), total(made.budget_idr), total(made[made.basis == "partly"].spent_idr)
    used_said = "belum diketahui pemakaiannya" if used.total is None else f"sudah memakai {money(used)}"
    st.markdown(
        f"**{number(len(made))} baris**: " + ", ".join(f"{number(counts[name])} {label}" for name, label in BASES.items() if counts.get(name))
        + f". Jumlah pagu tahun {here.period.year}: **{money(money_)}**; sasaran {amount(total(made.target_count).total, 'orang')}."
        + (f" Yang tercapai sebagian {used_said}." if counts.get("partly") else "")
    )
    show_list(pd.DataFrame({
        "Topik": made.topic.fillna(""), "Jadwal": [month(when) for when in made.month], "Alasan": made.reason,
        "Tempat": [_place(row, here) for row in made.itertuples()], f"Pagu {here.period.year} (Rp)": made.budget_idr, "Sudah terpakai (Rp)": made.spent_idr, f"Sasaran {here.period.year}": made.target_count,
        "Jenis": made.kind_label, "Kode": made.code,
    }), f"Draf rencana {year}", missing=UNKNOWN)
    file = PlanFile(made, year, here.city_name, here.unit_word, here.source_line)
    with st.container(horizontal=True, gap="small"):
        name = f"draf-rencana-{year}-{here.city_code}"
        st.download_button("Unduh draf (Excel)", lambda: workbook(file), f"{name}.xlsx", XLSX, on_click="ignore")
        st.download_button("Unduh draf (CSV)", lambda: csv_file(file), f"{name}.csv", "text/csv", on_click="ignore")
    some = ", ".join(HEADERS[name] for name in ("activity_id", "planned_date", "budget"))
    st.caption(
        f"Kolomnya ({some}, ...) dibaca kembali oleh impor daftar kegiatan sebagai rencana; alasan tiap baris ada di lembar Alasan berkas Excel. "
        "Sunting dahulu, lalu unggah di halaman Impor atau simpan di data/exports."
    )


def _place(row: tuple, here: Context) -> str:
    if is_known(row.kelurahan_name):
        return f"{row.kelurahan_name} ({row.kecamatan_name})"
    return f"Kec. {row.kecamatan_name}" if is_known(row.kecamatan_name) else here.city_name


def _month(when: date) -> str:
    return month(when) if is_known(when) else ""


def _day(when: date) -> str:
    return day(when) if is_known(when) else ""
