"""How sure: the raw rate beside the smoothed one, and ranks as ranges."""

import pandas as pd
import streamlit as st

from charts.colours import NEED
from charts.map_spec import scale_map, shown_values
from charts.rank_ranges import rank_range, ranges, why_small_jump
from charts.words import amount, is_known, number
from ui.cards import headline, nothing, section
from ui.lists import show_list
from ui.maps import choose_geometry, draw
from ui.need.choice import Need
from ui.need.margins import digits_of
from ui.need.offers import offer_analysis
from ui.need.plain import missing_word, show_chosen, show_needs_internal
from ui.need.reads import certainty
from ui.terms import DENOMINATORS, NEED_MEASURES, meaning

_ONE = {"ppks_per_1000": "orang", "dtks_per_1000": "orang", "ppks_per_member": "anggota"}  # what one more or less changes a rate that can be smoothed


def show_certain(need: Need, chosen: str | None) -> None:
    """Sentence, the raw map beside the smoothed one, the ranges of the first places, all of them as a list."""
    if need.name not in _ONE:
        return _show_plain(need)
    if need.hidden_count:
        return show_needs_internal(need, "angka yang diperhalus dan kisaran peringkat")
    places, found = certainty(need)
    headline(_sentence(places, found.is_even, found.count, need))
    st.caption(f"{need.basis}. {why_small_jump(places, need.unit, _ONE[need.name], DENOMINATORS[need.name].said)}")
    _show_maps(need, places, found.count)
    left, right = st.columns([3, 2], gap="medium")
    with left:
        if found.is_even:
            nothing("Perbedaan antar tempat tidak melebihi kebetulan: tidak ada peringkat yang dapat dipercaya.")
        else:
            section("Lima belas tertinggi", f"Titik: diperhalus, garis: 9 dari 10 kemungkinan, lingkaran: apa adanya; {need.measured_in}.")
            shown = places.assign(label=[_short(places, row) for row in places.itertuples()])
            st.plotly_chart(ranges(shown, need.unit), config={"displayModeBar": False}, key="kisaran", alt="Kisaran lima belas angka tertinggi")
    with right:
        show_chosen(need, places, chosen, lambda row: [*_raw_lines(need, row, found.count), *_rank_said(row, found.count)])
    _show_rows(need, places, found.count)
    offer_analysis(need, "diperhalus", "angka diperhalus dan kisaran peringkat", _public_table)


def _show_plain(need: Need) -> None:
    """A measure that is no rate of people has nothing to smooth; those of this city that have are a tap away."""
    same = [(label, name) for label, name in NEED_MEASURES.items() if name in _ONE and (need.kind_name is None or not name.startswith("dtks"))]
    offered = [label for label, name in same if _can_be_smoothed(need.of_measure(name))]
    headline(f"{need.title}: tidak ada yang perlu diperhalus.")
    hidden = ", atau angkanya disembunyikan pada tampilan publik" if need.is_public else ""
    way = "pilih ukuran lain" if offered else f"untuk kota dan jenis ini ukuran seperti itu belum ada datanya{hidden}"
    nothing(f"Menghaluskan angka hanya berlaku untuk perbandingan terhadap penduduk atau anggota. {meaning(need.name).title} dihitung apa adanya; {way}.")
    if not offered:
        return
    with st.container(horizontal=True):
        for label in offered:
            st.button(f"Lihat {label}", key=f"lihat_{label}", on_click=st.session_state.__setitem__, args=("ukuran", label))


def _can_be_smoothed(need: Need) -> bool:
    return need.has_values and not need.hidden_count


def _show_maps(need: Need, places: pd.DataFrame, count: int) -> None:
    """The raw and the smoothed values side by side, in one set of classes fitted on both; each legend counts its own places."""
    shape = choose_geometry(need.here) if need.level == "kelurahan" else None
    st.caption("Kelas warna kedua peta sama, dihitung dari angka apa adanya dan angka yang diperhalus bersama-sama.")
    both = places.assign(raw=places.value)
    smooth = both.assign(value=both.smoothed)
    pooled = pd.Series([*shown_values(both), *shown_values(smooth)], dtype=object)  # a smoothed value may lie beyond every raw one
    maps = ((", apa adanya", both, _raw_lines, "peta_apa_adanya"), (", diperhalus", smooth, _lines, "peta_diperhalus"))
    for column, (about, shown, lines, key) in zip(st.columns(2, gap="medium"), maps, strict=True):
        spec = scale_map(shown, need.text(about), lambda row, lines=lines: lines(need, row, count), scale=NEED, pooled=pooled)
        with column:
            draw(need.here, {**spec, "download": need.is_public}, key=key, kind=shape, height=400)


def _raw_lines(need: Need, row: tuple, count: int) -> list[str]:
    """The same places the other way round: the raw value first, the smoothed one behind it."""
    said = need.lines(row)
    return [*said, f"diperhalus {need.spoken(row.smoothed)}"] if is_known(row.smoothed) else said


def _sentence(places: pd.DataFrame, is_even: bool, count: int, need: Need) -> str:
    if not count:
        return f"{need.title}: belum dapat dihitung."
    if is_even:
        return f"Perbedaan antar {need.unit_word} tidak melebihi kebetulan; peringkatnya tidak berarti."
    first = places.iloc[0]
    sure = int((places.last_rank <= 10).sum())
    if need.is_public:
        return f"Mungkin tertinggi setelah diperhalus: {need.label(first)}, peringkat {rank_range(first.first_rank, first.last_rank, count)}."
    top = f"; {number(sure) if sure else 'tidak satu pun'} hampir pasti termasuk sepuluh besar" if count > 15 else ""
    return f"Tertinggi setelah diperhalus: {need.label(first)}, peringkat {rank_range(first.first_rank, first.last_rank, count)}{top}."


def _lines(need: Need, row: tuple, count: int) -> list[str]:
    if not is_known(row.smoothed):
        return [amount(None, need.unit)]
    return [need.spoken(row.smoothed), f"apa adanya {need.spoken(row.raw)}", *_rank_said(row, count)]


def _rank_said(row: tuple, count: int) -> list[str]:
    return [f"peringkat {rank_range(row.first_rank, row.last_rank, count)}"] if is_known(row.smoothed) else []


def _short(places: pd.DataFrame, row: tuple) -> str:
    """The name alone where it is the only one, so that a phone has room for the chart."""
    return row.place_name if (places.place_name == row.place_name).sum() == 1 else f"{row.place_name} ({row.kecamatan_name})"


def _show_rows(need: Need, places: pd.DataFrame, count: int) -> None:
    section("Daftar menurut angka yang diperhalus", "Peringkat sebagai kisaran yang memuat 9 dari 10 kemungkinan. Kisaran ini hanya tentang kebetulan pada angka kecil, "
            "bukan tentang rekap yang salah hitung.")
    decimals = 1 if places.smoothed.max() >= 10 else 2 if places.smoothed.max() >= 1 else 3
    if need.is_public:  # no more digits than any of them has
        decimals = digits_of(pd.concat([places.smoothed, places.value]), decimals)
    table = _table(need, places, count)
    show_list(table, "Angka diperhalus dan peringkat", decimals=dict.fromkeys(table.columns[2:6], decimals), missing=missing_word(need))


def _table(need: Need, places: pd.DataFrame, count: int) -> pd.DataFrame:
    return pd.DataFrame({
        "Tempat": places.place_name, "Kecamatan": places.kecamatan_name, f"Diperhalus ({need.unit})": places.smoothed, f"Apa adanya ({need.unit})": places.value,
        "Kisaran dari": places.low, "Kisaran sampai": places.high, "Peringkat": [rank_range(row.first_rank, row.last_rank, count) for row in places.itertuples()],
    })


def _public_table(public: Need) -> pd.DataFrame:
    places, found = certainty(public)
    table = _table(public, places, found.count)
    table.insert(2, "Kode", places.place_code)
    return table
