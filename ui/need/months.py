"""The measure through time: a slider over the recaps, the years beside each other, and the difference between two months."""

from datetime import date

import pandas as pd
import streamlit as st

from analysis.through_time import changed, year_ends
from charts.colours import FALLEN, RISEN
from charts.time_map import ROUNDING_WORD, change_decimals, change_headline, change_map, change_said, direction, month_series
from charts.words import month, number
from ui.cards import bars, headline, nothing, section
from ui.downloads import offer
from ui.lists import show_list
from ui.maps import choose_geometry, draw
from ui.need.choice import HIDDEN_LINES, Need
from ui.need.margins import digits_of
from ui.need.offers import NOTE, say_what_leaves
from ui.need.plain import missing_word, show_chosen
from ui.need.reads import recaps
from ui.terms import meaning

_MOST = 24  # months sent to the browser at once


def show_months(need: Need, chosen: str | None) -> None:
    """Sentence, the map with its slider, and the change between two of its months."""
    months = _months(need)
    if len(months) < 2:
        headline(f"{need.title}: baru satu rekap yang ada angkanya sampai {need.here.month}, belum ada yang dapat dibandingkan.")
        nothing("Impor rekap tahun lain untuk melihat perubahannya, atau pilih bulan yang lebih baru di atas.")
        return
    answer = st.container()
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        shape = choose_geometry(need.here) if need.level == "kelurahan" else None
        first, last = _two_months(list(months))
    changes = changed(months[first][1], months[last][1])
    with answer:
        headline(change_headline(changes, need.unit_word, first, last))
        if skipped := [month(day) for day in recaps(need).tail(_MOST).data_period if month(day) not in months]:
            st.caption(f"Rekap yang tidak ikut karena ukuran ini belum dapat dihitung pada bulannya, misalnya karena penduduknya belum diketahui: {', '.join(skipped)}.")
    left, right = st.columns(2, gap="medium")
    with left:
        text = need.words(f"{need.title}, menurut bulan rekap", need.here.period)
        series = [(label, need.source_at(day), places) for label, (day, places) in months.items()]
        spec = month_series(series, text, need.lines, year_ends([day for day, _ in months.values()]))
        draw(need.here, {**spec, "download": need.is_public}, key="peta_bulan", kind=shape, height=430)
    with right:
        _show_change(need, changes, chosen, (first, last), months[last][0], shape)
    _show_rows(need, changes, first, last)


def _months(need: Need) -> dict[str, tuple[date, pd.DataFrame]]:
    """Label of each recap with values -> its month and its places, oldest first."""
    found = {}
    for row in recaps(need).tail(_MOST).itertuples():
        places = need.at(row.period.date())
        if places.value.notna().any():
            found[month(row.data_period)] = (row.data_period.date(), places)
    return found


def _two_months(labels: list[str]) -> tuple[str, str]:
    """The two months to compare, the last recap and the one before it unless others are chosen."""
    first = st.selectbox("Selisih dari", labels[:-1], index=len(labels) - 2, key="dari", bind="query-params", width=170)
    later = labels[labels.index(first) + 1:]
    last = st.selectbox("sampai", later, index=len(later) - 1, key="sampai", bind="query-params", width=170)
    return first, last


def _show_change(need: Need, changes: pd.DataFrame, chosen: str | None, between: tuple[str, str], until: date, shape: str | None) -> None:
    first, last = between
    text = need.words(f"Selisih {need.title}, {first} ke {last}", until)
    decimals = change_decimals(changes)

    def lines(row: tuple) -> list[str]:
        if row.is_hidden:
            return HIDDEN_LINES
        return [f"{ROUNDING_WORD}, mungkin tidak berubah" if row.is_rounding else change_said(row.value, need.unit, decimals), f"{first}: {need.spoken(row.value_before)}", f"{last}: {need.spoken(row.value_now)}"]

    draw(need.here, {**change_map(changes, text, lines), "download": need.is_public}, key="peta_selisih", kind=shape, height=430)
    show_chosen(need, changes, chosen, lines)
    section("Perubahan terbesar", f"{first} ke {last}, {need.measured_in}.")
    real = changes[~changes.is_rounding]
    risen, fallen = real[real.value > 0].nlargest(5, "value"), real[real.value < 0].nsmallest(5, "value")
    rows = [*risen.itertuples(), *fallen.itertuples()]
    colours = [RISEN[1]] * len(risen) + [FALLEN[1]] * len(fallen)
    bars(((need.label(row), abs(row.value), change_said(row.value, "", decimals)) for row in rows), colours)
    for word, many in (("naik", risen), ("turun", fallen)):
        if many.empty:
            st.caption(f"Tidak ada yang {word}{' melebihi ketidakpastiannya' if need.is_public else ''}.")
    if changes.is_rounding.any():
        st.caption(f"{number(changes.is_rounding.sum())} {need.unit_word} {ROUNDING_WORD}: angka pada tampilan publik hanya sekitar, dan selisihnya tidak lebih besar "
                   "daripada ketidakpastian kedua bulan. Mungkin tidak ada yang berubah di sana.")


def _show_rows(need: Need, changes: pd.DataFrame, first: str, last: str) -> None:
    """The list behind the two maps; its download has every recap, in the public view."""
    section("Daftar di balik peta", f"{need.measured_in.capitalize()}.")
    rows = pd.DataFrame({
        "Tempat": changes.place_name, "Kecamatan": changes.kecamatan_name, first: changes.value_before, last: changes.value_now, "Selisih": changes.value,
        "Perubahan": [direction(row) for row in changes.itertuples()],
    })
    most = 2 if meaning(need.name).scale else 0
    decimals = dict.fromkeys((first, last, "Selisih"), digits_of(pd.concat([rows[first], rows[last]]), most) if need.is_public else most)
    show_list(rows, f"{need.title} menurut bulan", decimals=decimals, missing=missing_word(need))
    public = _months(need.public())
    if not public:
        st.caption("Tidak dapat diunduh: pada tampilan publik tidak ada satu pun angka yang ditampilkan.")
        return
    say_what_leaves(need)
    offer(_public_table(public, first, last), f"menurut-bulan-{need.file_name}", f"{need.title} menurut bulan rekap ({NOTE})", need.here)


def _public_table(months: dict[str, tuple[date, pd.DataFrame]], first: str, last: str) -> pd.DataFrame:
    """Every place with its value in each month, the change between the two, and where something is hidden."""
    _, newest = next(reversed(months.values()))
    table = pd.DataFrame({"Tempat": newest.place_name, "Kecamatan": newest.kecamatan_name, "Kode": newest.place_code})
    hidden = pd.Series(False, index=table.index)
    for label, (_, places) in months.items():
        there = places.set_index("place_code").reindex(newest.place_code)
        table[label] = there.value.to_numpy()
        hidden |= there.is_hidden.eq(True).to_numpy()
    if first in months and last in months:
        changes = changed(months[first][1], months[last][1]).set_index("place_code").reindex(newest.place_code)
        table[f"Selisih {first} ke {last}"] = changes.value.to_numpy()
        table["Ketidakpastian selisih (±)"] = changes.doubt.where(changes.value.notna()).to_numpy()
        table[f"Perubahan {first} ke {last}"] = [direction(row) for row in changes.itertuples()]
    return table.assign(Keterangan=hidden.map({True: "ada bulan yang disembunyikan (angka kecil)", False: ""}))
