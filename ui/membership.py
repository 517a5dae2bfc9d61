"""Who is a member: the register, trainings by PPKS kind, and whom information reached. Counts only, never a name or a card's number."""

import pandas as pd
import streamlit as st

from charts.colours import DONE, NEED, SHORTAGE
from charts.map_spec import MapText, scale_map
from charts.words import amount, day, is_known, month, number
from data.parameters.beside import ppks_list
from planning.topics import topic_of
from ui.cards import bars, nothing, plain_table, section
from ui.context import Context
from ui.downloads import offer
from ui.lists import show_list
from ui.maps import draw
from ui.member_cards import Cards
from ui.reach import reach_of

_USUAL = ("bimtek", "rakor", "kie")  # that none of these was held is worth a row


def show_register(table: pd.DataFrame, numbered: pd.Series, cards: Cards, year: int) -> None:
    """The register by kind: who is active, who came and went this year, of whom the status is not known, and whose number is (`numbered`, by kind)."""
    section("Daftar anggota menurut unsur", "Yang bertugas di seluruh kecamatan disebut tersendiri; mereka tidak punya kelurahan.")
    counts = table.set_index("kind_name")[["active_count", "kecamatan_count", "joined_count", "left_count", "unknown_count"]]
    counts = counts.assign(number_count=numbered.reindex(counts.index).fillna(0))  # a kind without active members has nobody with a number
    rows = [*counts.itertuples(), ("Jumlah", *counts.sum())]
    plain_table(["Unsur", "Aktif", "Di kecamatan", f"Bergabung {year}", f"Keluar {year}", "Status tidak diketahui", "Nomor anggota tercatat"], (
        (name, *map(number, found)) for name, *found in rows
    ), numeric=(1, 2, 3, 4, 5, 6))
    notes = ["Nomor anggota hanya dihitung, tidak disimpan."] if cards.numbered else []
    notes += [f"{number(undated)} anggota aktif tanpa tanggal bergabung dihitung sejak awal."] if (undated := int(table.undated_count.sum())) else []
    if cards.is_past:
        notes.append(f"Bulan lampau dihitung dari tanggal bergabung dan keluar pada {cards.listed}; yang keluar dan tidak disebut lagi di situ tidak terhitung.")
    if notes:
        st.caption(" ".join(notes))


def trained_by_kind(here: Context) -> pd.DataFrame | None:
    """Active members trained for each PPKS kind of the city's list, from topics that name the kind; None where no attendance list is kept.

    Columns ppks_code, ppks_name, member_count, place_count (kelurahan with such a member), last_date; the order of the regulation.
    """
    seats = here.ask("member_topics")
    if seats.empty:
        return None
    seats = seats.assign(ppks_code=[topic_of(topic).ppks_codes for topic in seats.topic]).explode("ppks_code")
    found = seats.groupby("ppks_code").agg(
        member_count=("volunteer_id", "nunique"), place_count=("kelurahan_code", "nunique"), last_date=("last_date", "max")
    )
    kinds = ppks_list(here.city_code, here.period).kinds
    table = pd.DataFrame({"ppks_code": [kind.code for kind in kinds], "ppks_name": [kind.name for kind in kinds]}).join(found, on="ppks_code")
    return table.assign(member_count=table.member_count.fillna(0).astype(int), place_count=table.place_count.fillna(0).astype(int))


def show_trained(here: Context, table: pd.DataFrame | None) -> None:
    """The city's own list of kinds, each with the members trained for it."""
    listed = ppks_list(here.city_code, here.period)
    section(f"Anggota terlatih menurut {number(len(listed.kinds))} jenis PPKS", f"Daftar jenis: {listed.decided_by}.")
    if table is None:
        none = "Belum ada daftar hadir bimtek. Impor daftar kegiatan dan daftar hadirnya untuk tahu jenis PPKS mana yang punya anggota terlatih."
        reach = reach_of(here, "attendance")
        nothing(reach.not_shown if reach is not None and reach.is_before else none)
        return
    left, right = st.columns(2, gap="medium")
    with left:
        reached = table[table.member_count > 0].sort_values(["member_count", "ppks_code"], ascending=[False, True])
        section(f"Ada anggota terlatih: {number(len(reached))} jenis", "Anggota aktif yang hadir pada bimtek yang topiknya menyebut jenis itu.")
        bars((
            (row.ppks_name, row.member_count, f"{number(row.member_count)} orang · {number(row.place_count)} {here.unit_word}")
            for row in reached.itertuples()
        ), DONE)
    with right:
        counted = here.ask("ppks_composition").set_index("ppks_code").persons_count
        without = table[table.member_count == 0].assign(people_count=lambda rows: rows.ppks_code.map(counted))
        without = without.sort_values(["people_count", "ppks_code"], ascending=[False, True])
        section(f"Belum ada: {number(len(without))} jenis", "Yang paling banyak PPKS-nya lebih dahulu (orang atau keluarga tercatat).")
        bars((
            (row.ppks_name, row.people_count if is_known(row.people_count) else 0, number(row.people_count)) for row in without.itertuples()
        ), NEED[3])
    st.caption(
        f"{number(_generally_trained(here))} anggota aktif pernah mengikuti bimtek umum (dasar, lanjutan, pendataan), yang tidak mengkhususkan satu "
        "jenis pun. Pelatihan sebelum daftar hadir ada tidak diketahui topiknya."
    )


def _generally_trained(here: Context) -> int:
    seats = here.ask("member_topics")
    return int(seats[[not topic_of(topic).ppks_codes for topic in seats.topic]].volunteer_id.nunique())


def show_meetings(here: Context, months: int) -> None:
    """Trainings, coordination meetings and KIE: held, aimed at, counted, on the attendance list; nothing where no list speaks of those months."""
    told = _told_months(here, months)
    section(f"Informasi yang disampaikan dalam {len(told) or months} bulan", "Peserta termasuk warga dan tamu. Kehadiran anggota menurut daftar hadir: yang datang dua kali dihitung dua kali.")
    if not told:
        reach = reach_of(here, "activity")
        none = f"Belum ada daftar kegiatan dalam {months} bulan sampai {here.month}, jadi jumlahnya tidak diketahui. Impor daftar kegiatan."
        nothing(none if reach is None or reach.is_within else reach.not_shown)
        return
    table = here.ask("member_meetings", months=months)
    plain_table(["Kegiatan", "Terlaksana", "Sasaran", "Peserta", "Punya daftar hadir", "Kehadiran anggota"], (
        (
            row.label, number(row.held_count), number(row.target_count), number(row.participants_count),
            f"{number(row.listed_count)} dari {number(row.held_count)}" if row.held_count else "–", number(row.present_count),
        ) for row in table.itertuples() if row.held_count or row.kind_code in _USUAL
    ), numeric=(1, 2, 3, 4, 5))
    if len(told) < months:
        st.caption(f"Daftar kegiatan hanya memuat {month(told[0])} sampai {month(told[-1])}; bulan lain tidak diketahui dan tidak dihitung.")


def _told_months(here: Context, months: int) -> list[pd.Timestamp]:
    """The months up to the chosen one of which the list of activities speaks."""
    listed = here.measure("activities", "city", trend=True)
    recent = listed.period > pd.Timestamp(here.period) - pd.DateOffset(months=months)
    return sorted(listed.period[recent & listed.numerator.notna()])


def listed_since(here: Context, months: int) -> str:
    """The day of the first attendance list where it lies within the months asked for; '' where the lists are older than that."""
    since = here.ask("member_list").first_list_date[0]
    start = pd.Timestamp(here.period) - pd.DateOffset(months=months - 1)
    return day(since) if is_known(since) and since >= start else ""


def within(here: Context, months: int) -> str:
    """'dalam 12 bulan', fewer where the list of activities ends before; since the first attendance list where that is later."""
    since = listed_since(here, months)
    return f"sejak {since}" if since else f"dalam {len(_told_months(here, months)) or months} bulan"


def show_absent_kinds(here: Context, absence: pd.DataFrame, months: int) -> None:
    """Who was at none, by kind of member; newcomers told apart."""
    section(f"Tidak pernah hadir {within(here, months)}", "Anggota aktif yang tidak tercatat hadir di bimtek, rakor, atau KIE mana pun.")
    table = absence.groupby("kind_name")[["active_count", "absent_count", "newcomer_count"]].sum().sort_values("active_count", ascending=False)
    plain_table(["Unsur", "Aktif", "Tidak pernah hadir", "Di antaranya anggota baru"], (
        (
            name, number(row.active_count), f"{number(row.absent_count)} ({amount(100 * row.absent_count / row.active_count, '%')})",
            number(row.newcomer_count),
        ) for name, row in table.iterrows()
    ), numeric=(1, 2, 3))
    since = listed_since(here, months)
    late = f" Daftar hadir baru ada sejak {since}; kehadiran sebelumnya tidak diketahui." if since else ""
    st.caption(f"Anggota baru bergabung dalam {months} bulan itu, jadi kesempatannya lebih sedikit.{late}")


def show_absent_map(here: Context, absence: pd.DataFrame, months: int) -> None:
    """Where the members are who were at none; those of a whole kecamatan are in the ranking and the list only."""
    by_unit = absence.dropna(subset=["kelurahan_code"]).groupby("kelurahan_code")[["active_count", "absent_count"]].sum()
    units = here.ask("kelurahan")
    places = units.assign(place_code=units.kelurahan_code, value=units.kelurahan_code.map(by_unit.absent_count).fillna(0.0), is_hidden=False)

    def lines(row: tuple) -> list[str]:
        active = by_unit.active_count.get(row.place_code, 0)
        return [f"{number(row.value)} anggota tidak pernah hadir", f"dari {number(active)} anggota aktif" if active else "belum ada anggota aktif"]

    text = MapText(f"Anggota aktif yang tidak pernah hadir {within(here, months)} sampai {here.month}", here.source_line, here.unit_word, source="daftar anggota dan daftar hadir", unit="anggota")
    draw(here, scale_map(places, text, lines, scale=SHORTAGE), key="peta_hadir", height=430)


def show_absent_places(absence: pd.DataFrame, months: int) -> None:
    """The fifteen places with the most such members; a kecamatan is said to be one."""
    rows = _by_place(absence).query("absent_count > 0").sort_values(["absent_count", "active_count", "name"], ascending=[False, True, True])
    section("Terbanyak tidak hadir", f"{number(len(rows))} tempat tugas punya anggota yang tidak tercatat hadir.")
    if rows.empty:
        nothing(f"Semua anggota aktif tercatat hadir sedikitnya sekali dalam {months} bulan.")
    shown = rows.head(15).itertuples(index=False)
    bars(((row.name, row.absent_count, f"{number(row.absent_count)} dari {number(row.active_count)}") for row in shown), SHORTAGE[2])


def show_list_of_places(here: Context, absence: pd.DataFrame, months: int, *, is_past: bool) -> None:
    """Members, those never present, newcomers and cards of each place and kind, with the download; without what is not known at all.

    Of a month before the list (`is_past`) cards say nothing.
    """
    section("Daftar menurut tempat tugas dan unsur")
    table = pd.DataFrame({
        "Tempat tugas": _names(absence), "Kecamatan": absence.kecamatan_name,
        "Kode": absence.kelurahan_code.where(absence.kelurahan_code.notna(), absence.kecamatan_code), "Unsur": absence.kind_name,
        "Aktif": absence.active_count, f"Tidak hadir {within(here, months)}": absence.absent_count, "Anggota baru": absence.newcomer_count,
        **({} if is_past else {"Kartu kedaluwarsa": absence.expired_count, "Kartu habis ≤ 3 bulan": absence.expiring_count}),
    })
    table = table.drop(columns=[name for name in table.select_dtypes("number") if table[name].isna().all()])
    show_list(table, "Anggota menurut tempat tugas dan unsur")
    name = f"keanggotaan-{here.city_code}-{here.period:%Y-%m}-{months}-bulan"
    offer(table, name, f"Anggota aktif{', kehadirannya ' + within(here, months) if has_lists(absence) else ''}{'' if is_past else ', dan kartunya'}", here)


def _names(absence: pd.DataFrame) -> pd.Series:
    return absence.kelurahan_name.where(absence.kelurahan_code.notna(), "Seluruh kec. " + absence.kecamatan_name)


def _by_place(absence: pd.DataFrame) -> pd.DataFrame:
    inside = absence.kelurahan_code.notna()
    label = (absence.kelurahan_name + " (" + absence.kecamatan_name + ")").where(inside, _names(absence))
    return absence.assign(name=label).groupby("name", as_index=False)[["active_count", "absent_count"]].sum()


def has_lists(absence: pd.DataFrame) -> bool:
    """Whether the city kept an attendance list in the months asked for."""
    return len(absence) > 0 and is_known(absence.absent_count.iloc[0])
