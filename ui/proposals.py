"""The parts of the page Usulan: how long proposals wait and where, who is meant but not reached, and aid that missed its aim."""

from dataclasses import dataclass
from datetime import date

import pandas as pd
import streamlit as st

from charts.aid import missed, missed_share, not_reached
from charts.colours import NEED
from charts.map_spec import MapText, scale_map
from charts.survival import Curve, days_said, waiting_lines
from charts.trend import two_registers
from charts.words import amount, is_known, month, number
from data.parameters import disclosure_rule
from data.parameters.aid import aid_rule
from queries.proposals import public_proposals
from ui.cards import bars, figure, nothing, plain_table, section
from ui.context import Context
from ui.downloads import offer
from ui.lists import show_list
from ui.maps import draw, profile_link
from ui.reach import reach_of

NO_BAR = {"displayModeBar": False}
_SHARES = (("separuh", 0.5), ("90%", 0.9))
UNITS = {"KELUARGA": "keluarga", "ORANG": "orang"}
_COUNTS = {
    "proposed_count": "Diusulkan", "accepted_count": "Diterima", "rejected_count": "Ditolak", "revision_count": "Perlu perbaikan",
    "unknown_count": "Status tidak terbaca", "open_count": "Belum dijawab", "open_90_count": "Belum dijawab lebih dari 90 hari",
}


def show_months(here: Context) -> None:
    """Proposals by month of both registers, each for itself."""
    section("Usulan per bulan", "Dua register, dua deret: DTKS berakhir dan DTSEN mulai dari nol; keduanya tidak disambung dan tidak dijumlahkan.")
    st.plotly_chart(two_registers(here.ask("proposal_months")), config=NO_BAR, key="usulan_bulan",
                    alt="Usulan per bulan, DTKS dan DTSEN sebagai dua deret terpisah")


def show_times(curves: dict[str, Curve]) -> None:
    """What is read off the curves, for the ear."""
    plain_table(["Waktu sampai dijawab", *curves], (
        ("usulan", *(number(curve.case_count) for curve in curves.values())),
        *((f"{label} dijawab dalam", *(days_said(curve.days_until(share)) for curve in curves.values())) for label, share in _SHARES),
    ), numeric=tuple(range(1, len(curves) + 1)))


def show_waiting(curves: dict[str, Curve]) -> None:
    """How long the proposals wait, those without an answer included."""
    section("Waktu sampai dijawab", "Persen usulan yang belum dijawab menurut hari sejak diusulkan.")
    said = "; ".join(f"{name}: separuh {days_said(curve.days_until(0.5))}, 90% {days_said(curve.days_until(0.9))}" for name, curve in curves.items())
    lines = waiting_lines(curves, thing="usulan", done="dijawab", since="diusulkan")
    st.plotly_chart(lines, config=NO_BAR, key="waktu", alt=f"Persen usulan yang belum dijawab. {said}")
    st.caption(
        "Yang belum dijawab ikut dihitung selama sudah menunggu (Kaplan-Meier); rata-rata dari yang sudah dijawab saja melupakan yang paling lama "
        "menunggu."
    )


def answered_within(villages: pd.DataFrame, period: date) -> int:
    """The months up to the chosen one in which answers are counted: twelve, or as many as the register is old."""
    first = villages.first_date.min()
    return min(12, 12 * (period.year - first.year) + period.month - first.month + 1)


def show_villages(here: Context, villages: pd.DataFrame, register: str) -> None:
    """Map and ranking of proposals that wait too long, then the list by kelurahan."""
    places = here.measure("proposals_open_90", register=register)
    left, right = st.columns([2, 1], gap="medium")
    with left:
        by_code = villages.set_index("kelurahan_code")

        def lines(row: tuple) -> list[str]:
            found = by_code.loc[row.place_code]
            waiting = f"{number(found.open_count)} belum dijawab dari {number(found.proposed_count)} usulan"
            return [f"{number(row.value)} usulan lebih dari 90 hari", waiting]

        text = MapText(f"Usulan {register} yang belum dijawab lebih dari 90 hari, {here.month}", here.source_line, here.unit_word, source="daftar usulan", unit="usulan")
        draw(here, {**scale_map(places, text, lines, scale=NEED), "download": False}, key="peta_usulan", height=430)
    with right:
        waiting = villages[villages.open_90_count > 0].sort_values(["open_90_count", "kelurahan_code"], ascending=[False, True])
        section("Menunggu lebih dari 90 hari", f"{number(len(waiting))} dari {number(len(villages))} {here.unit_word}.")
        if waiting.empty:
            nothing(f"Tidak ada usulan {register} yang menunggu lebih dari 90 hari.")
        with st.container(key="pk-worst", height=380 if len(waiting) > 10 else "content"):
            for row in waiting.itertuples():
                profile_link(here, row.kelurahan_code, f"{row.kelurahan_name} ({row.kecamatan_name}) · {number(row.open_90_count)}")
    section(f"Usulan {register} per {here.unit_word}", f"Sejak usulan pertama, keadaan akhir {month(here.period)}.")
    villages = villages.sort_values(["open_90_count", "open_count", "kelurahan_code"], ascending=[False, False, True])
    answered = villages.accepted_count + villages.rejected_count + villages.revision_count
    show_list(pd.DataFrame({
        "Kelurahan/desa": villages.kelurahan_name, "Kecamatan": villages.kecamatan_name, "Diusulkan": villages.proposed_count,
        "Diterima": villages.accepted_count, "Ditolak": villages.rejected_count, "Perlu perbaikan": villages.revision_count,
        "Belum dijawab": villages.open_count, "Lebih dari 90 hari": villages.open_90_count,
        "Diterima dari yang dijawab sejak awal (%)": 100 * villages.accepted_count / answered.where(answered > 0),
    }), f"Usulan {register} per {here.unit_word}", missing="belum ada jawaban")
    reach = reach_of(here, "proposal")
    if reach is None or reach.last > here.period:
        last = "" if reach is None else f" ({month(reach.last)})"
        st.caption(f"Yang dapat diunduh hanya keadaan terakhir daftar usulan{last}: jumlah menurut status dari dua bulan dapat saling dikurangkan.")
        return
    offer(download_of(villages, register, here.month), f"usulan-{register.lower()}-{here.city_code}-{here.period:%Y-%m}",
          f"Usulan {register} menurut status, tampilan publik: angka kecil disembunyikan, yang lain dibulatkan", here,
          "Unduh CSV: usulan menurut status, tampilan publik")


def download_of(villages: pd.DataFrame, register: str, month_said: str) -> pd.DataFrame:
    """The list of the screen as it may leave: counts in the public view, without the share, which would tell them."""
    shown = public_proposals(villages.sort_values("kelurahan_code"), disclosure_rule(date.today()))
    counts = {label: shown[name] for name, label in _COUNTS.items()}
    hidden = pd.DataFrame(counts).isna().any(axis=1)
    return pd.DataFrame({
        "Kode": shown.kelurahan_code, "Kelurahan/desa": shown.kelurahan_name, "Kecamatan": shown.kecamatan_name, "Register": register,
        "Keadaan akhir": month_said, **counts,
        "Keterangan": hidden.map({True: "kosong karena angka kecil disembunyikan", False: ""}),
    })


@dataclass(frozen=True, slots=True)
class Aim:
    """A programme with its recipients by decile, and up to which decile it is meant."""

    label: str
    rows: pd.DataFrame
    highest: int

    @property
    def unit(self) -> str:
        return UNITS[self.rows.unit.iloc[0]]


def choose_aim(here: Context, aid: pd.DataFrame) -> tuple[str, dict[str, Aim]]:
    """The programme the reader picks, and every programme with its bound: the dated one, for the picked one what the reader sets."""
    section("Bantuan menurut desil", "Yang ditandai ialah batas desil yang berlaku; batas lain dapat dicoba.")
    labels = dict(aid[["label", "programme"]].drop_duplicates().itertuples(index=False))
    left, right = st.columns(2, gap="medium")
    with left:
        picked = st.segmented_control("Program bantuan", list(labels), default=next(iter(labels)), required=True, key="program", bind="query-params")
    rule = aid_rule(labels[picked], here.period)
    with right:
        bound = st.segmented_control(
            "Untuk desil 1 sampai", [1, 2, 3, 4, 5], default=rule.highest_decile, required=True, key=f"desil_{rule.programme}", bind="query-params"
        )
    st.caption(f"Batas desil {picked} {rule.source}.")
    bounds = {label: aid_rule(code, here.period).highest_decile for label, code in labels.items()} | {picked: bound}
    return picked, {label: Aim(label, aid[aid.programme == code], bounds[label]) for label, code in labels.items()}


def aid_figures(register: pd.DataFrame, aim: Aim, proposals: pd.DataFrame) -> list[str]:
    """The two answers below in one look: how many are meant and not reached, and which part of the aid missed its aim."""
    table = not_reached(register, aim.rows, proposals, aim.highest) if len(register) else register
    is_bounded = len(table) > 0 and bool(table.least.notna().all())
    many = (_range(table.least.sum(), table.most.sum()) if is_bounded else f"paling banyak {number(table.most.sum())}") if len(table) else ""
    outside = missed(aim.rows, aim.highest)
    share, sums = missed_share(outside), outside.sum(numeric_only=True)
    return [
        figure(f"Layak, belum menerima {aim.label}, belum diusulkan", f"{many} {aim.unit}" if many else "–",
               f"menurut desil 1–{aim.highest}; tempatnya di bawah" if many else "DTSEN menurut desil belum lengkap"),
        figure(f"Bantuan {aim.label} yang meleset", amount(share, "%") if is_known(share) else "–",
               f"{number(sums.outside + sums.inactive)} dari {number(sums.ranked)} penerima yang desilnya diketahui" if is_known(share)
               else "penerima tidak disebut menurut desil"),
    ]


def words_of_the_page() -> str:
    """What the bounds of the page rest on, and where they can be changed."""
    return (
        "**90 hari**: usulan produk ini, bukan ketentuan. Sama untuk semua kota supaya dapat dibandingkan; tidak dapat diubah di parameter.  \n"
        "**Batas desil** tiap program: bertanggal di data/parameters/aid.toml; dinas menetapkan batasnya sendiri di situ, dengan tanggal berlaku.  \n"
        f"**Angka yang disembunyikan** pada unduhan: ambangnya bertanggal di data/parameters/disclosure.toml (sekarang 1 sampai {disclosure_rule(date.today()).hidden_up_to})."
    )


def show_not_reached(here: Context, register: pd.DataFrame, aim: Aim, proposals: pd.DataFrame) -> None:
    """Meant by the programme, not receiving it and not proposed, by kelurahan and as a range."""
    section(
        f"Menurut desil layak, belum menerima {aim.label}, dan belum diusulkan",
        "Desil baru syarat pertama: komponen keluarga dan kuota program tidak ada dalam data ini, jadi ini tempat mencari, bukan daftar penerima.",
    )
    if register.empty:
        missing = f"DTSEN menurut desil {here.city_name} untuk {here.month} belum ada"
        nothing(f"Belum dapat dihitung: {missing}. Impor rekap DTSEN menurut desil per kelurahan.")
        return
    table = not_reached(register, aim.rows, proposals, aim.highest)
    if table.empty:
        lacking = f"desil 1 sampai {aim.highest} tidak lengkap di DTSEN atau pada penerima {aim.label}"
        nothing(f"Belum dapat dihitung: {lacking}. Impor keduanya menurut desil.")
        return
    names = proposals.set_index("kelurahan_code").kelurahan_name
    listed_in, received_in = month(register.data_period.iloc[0]), month(aim.rows.data_period.iloc[0])
    over = f" Di {number(table.is_over.sum())} {here.unit_word} penerima lebih banyak daripada yang terdata; di sana dihitung nol."
    is_bounded = bool(table.least.notna().all())
    between = _range(table.least.sum(), table.most.sum()) if is_bounded else f"Paling banyak {number(table.most.sum())}"
    lower = (
        f"Batas bawah juga dikurangi {number(table.proposed.sum())} usulan DTSEN yang masih terbuka atau diterima sesudah hitungan itu, "
        "sebab tidak tercatat apakah mereka termasuk."
    ) if is_bounded else "Batas bawahnya tidak diketahui: satu usulan dapat berisi sekeluarga, jadi tidak dikurangkan dari hitungan orang."
    st.markdown(
        f"**{between} {aim.unit}** di {number(len(table))} dari {here.unit_count} {here.unit_word}: "
        f"{number(table.listed.sum())} terdata di DTSEN desil 1 sampai {aim.highest} ({listed_in}), "
        f"dikurangi {number(table.received.sum())} penerima di desil itu ({received_in}). "
        f"{lower}{over if table.is_over.any() else ''}"
    )
    top = table.sort_values(["most", "kelurahan_code"], ascending=[False, True]).head(15)
    bars(((names[row.kelurahan_code], row.most, _range(row.least, row.most)) for row in top.itertuples()), NEED[3])


def show_missed(here: Context, aims: dict[str, Aim], picked: str) -> None:
    """Recipients outside the criteria by programme, and by kelurahan for the picked one."""
    section("Bantuan yang meleset", "Penerima di luar desil yang dimaksud atau nonaktif di DTSEN, dari penerima yang desilnya diketahui.")
    tables = {label: missed(aim.rows, aim.highest) for label, aim in aims.items()}
    told = [(aims[label], table, table.sum(numeric_only=True)) for label, table in tables.items() if len(table)]
    ranked = "Penerima yang desilnya diketahui"
    plain_table(["Program", "Keadaan", "Untuk desil", ranked, "Di luar desil", "Nonaktif", "Meleset", "Belum diperingkat"], (
        (aim.label, month(aim.rows.data_period.iloc[0]), f"1–{aim.highest}", amount(sums.ranked, aim.unit), number(sums.outside),
         number(sums.inactive), amount(missed_share(table), "%"), number(sums.unranked))
        for aim, table, sums in told
    ), numeric=(3, 4, 5, 6, 7))
    untold = [label for label, table in tables.items() if table.empty]
    if untold:
        nothing(f"{', '.join(untold)}: penerima tidak disebut menurut desil, jadi belum dapat dinilai. Impor penerima bantuan menurut desil.")
    table = tables[picked]
    if len(table):
        st.markdown(f"**{picked}**, {min(15, len(table))} {here.unit_word} dengan bagian meleset tertinggi")
        table = table.assign(missed_count=table.outside + table.inactive)
        table = table.assign(share=100 * table.missed_count / table.ranked.where(table.ranked > 0))
        top = table.dropna(subset="share").sort_values(["share", "kelurahan_code"], ascending=[False, True]).head(15)
        names = here.ask("kelurahan").set_index("kelurahan_code").kelurahan_name
        bars((
            (names[row.kelurahan_code], row.share, f"{amount(row.share, '%')} ({number(row.missed_count)} dari {number(row.ranked)})")
            for row in top.itertuples()
        ), NEED[2], whole=100)
    st.caption("Angka per kelurahan hanya untuk dibaca di sini; jumlah penerima tidak dapat diunduh.")


def _range(least: float, most: int) -> str:
    return number(most) if least == most or not is_known(least) else f"{number(least)}–{number(most)}"
