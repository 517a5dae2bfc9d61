"""The reason of one value of the scorecard: its parts, its thresholds, its year, and the kelurahan behind it."""

import pandas as pd
import streamlit as st

from charts.list_reach import LOOKS_BACK
from charts.scorecard import MOVES, STATES, figure
from charts.visits import last_day
from charts.words import LISTS, capital, day, is_known, month, month_long, number
from data.parameters.scorecard import Column, threshold
from ui.cards import nothing, section
from ui.context import Context
from ui.lists import show_list
from ui.maps import profile_link
from ui.norms import standing
from ui.reach import reach_of
from ui.scorecard.reads import ENDING, LISTS_OF, parts

_LINKS = 6
# What to import where a list is missing, if that is not the list alone.
_TO_IMPORT = {"attendance": "daftar hadir bimtek, atau daftar anggota dengan tanggal pelatihan terakhir"}


def worded(text: str, here: Context) -> str:
    """A text of the parameters with the word this city has for its units."""
    return text.replace("kelurahan/desa", here.unit_word)


def limits(column: Column, here: Context) -> str:
    """The thresholds of a column, and who set them."""
    limit = threshold(column.id, here.city_code, here.period)
    target, least = figure(limit.target, column.unit), figure(limit.least, column.unit)
    said = f"Tercapai mulai {target}, kurang di bawah {least}" if column.better == "higher" else f"Tercapai sampai {target}, kurang di atas {least}"
    return f"{said}. {limit.decided_by}, berlaku sejak {month(limit.valid_from)}."


def show_reason(here: Context, cell: pd.Series, column: Column) -> None:
    """What the value is made of, then the places behind it."""
    symbol, word, _ = STATES[cell.state]
    section(f"{cell.kecamatan_name}: {column.name}", worded(column.meaning, here))
    numerator, denominator = (worded(part, here) for part in column.parts)
    if cell.state is None:
        nothing(f"Tidak ada data untuk {here.month}: {_lacking(here, cell, column, denominator)}.")
    else:
        parted = f"{number(cell.numerator)} {numerator} {'dari' if column.unit == '%' else 'dibagi'} {number(cell.denominator)} {denominator}"
        st.markdown(f"**{symbol} {word}: {figure(cell.value, column.unit)}**  \n{parted}, {_span(here, column)}.  \n{_year(here, cell, column)}")
    st.caption(limits(column, here))
    _show_places(here, cell, column)
    st.page_link(column.page, label="Buka halaman yang merincinya", query_params=_link(here, cell, column))


def _lacking(here: Context, cell: pd.Series, column: Column, denominator: str) -> str:
    """Why a value is not known: nothing to divide by, no list, or a list that ends before the month does."""
    everywhere = parts(here.edition_id, here.city_code, here.norm, here.period, column)
    # What is planned has a row only where something is: none here, beside some elsewhere, is zero and not unknown.
    has_no_row = column.id == "activities_done" and not (everywhere.kecamatan_code == cell.kecamatan_code).any()
    if cell.denominator == 0 or (has_no_row and everywhere.denominator.notna().any()):
        return f"tidak ada {denominator} di sini"
    return _listless(here, column) or f"{denominator} tidak diketahui"


def _listless(here: Context, column: Column) -> str:
    """The list behind a column that is missing, has not begun, is too young, or ends before the month does; '' where none is."""
    latest = here.ask("freshness").set_index("subject").latest_date
    for subject in LISTS_OF[column.id]:
        if (subject, column.id) == ("ppks_count", "ppks_per_member") and subject not in latest and "ppks_case" in latest:
            subject = "ppks_case"
        name, reach = LISTS[subject], reach_of(here, subject)
        if reach is None or not is_known(latest.get(subject)):
            return f"belum ada {name}; impor {_TO_IMPORT.get(subject, name)}"
        if reach.is_before or (subject in ENDING and reach.is_after):
            return reach.limit
        listed, months = LOOKS_BACK.get(column.id, ("", 0))
        if subject == listed and (young := reach.young(months)):
            return f"{name} {here.city_name} {young}"
        if subject in ENDING and latest[subject] < pd.Timestamp(last_day(here.period)) and column.id not in LOOKS_BACK:
            return f"{name} berakhir {day(latest[subject])}; impor daftar sampai akhir {month_long(here.period)}"
    return ""


def _together(names: list[str]) -> str:
    return " dan ".join(part for part in (", ".join(names[:-1]), names[-1]) if part)


def show_empty_columns(here: Context, cells: pd.DataFrame, columns: tuple[Column, ...]) -> None:
    """The columns in which nothing is known, with the list that would fill them; a list that ended is said above already."""
    said = {reach.limit for subject in ENDING if (reach := reach_of(here, subject)) and not reach.is_within}
    reasons: dict[str, list[str]] = {}
    for column in columns:
        if cells[cells.column_id == column.id].state.isna().all() and (reason := _listless(here, column)) and reason not in said:
            reasons.setdefault(reason, []).append(column.name)
    if reasons:
        st.caption("  \n".join(f"Kolom {_together(names)} kosong: {reason}." for reason, names in reasons.items()))


def _span(here: Context, column: Column) -> str:
    if column.months == 1:
        return f"keadaan {here.month}"
    return f"{column.months} bulan sampai {here.month}"


def _year(here: Context, cell: pd.Series, column: Column) -> str:
    since = month(here.year_ago)
    move = cell.move if is_known(cell.move) else None
    if move is None:
        return f"Belum ada pembanding {since}."
    arrow, word = MOVES[move]
    return f"{arrow} {word} dari {since} ({figure(cell.before, column.unit)})."


def _show_places(here: Context, cell: pd.Series, column: Column) -> None:
    """The kelurahan of the kecamatan, the ones that weigh down first."""
    found = parts(here.edition_id, here.city_code, here.norm, here.period, column)
    found = found[found.kecamatan_code == cell.kecamatan_code]
    names = here.ask("kelurahan").set_index("kelurahan_code").kelurahan_name
    found = found.assign(name=found.kelurahan_code.map(names).fillna("Seluruh kecamatan"))
    # What is carried by nobody has no value and weighs most: it stands first where less is better.
    alone = (found.value.isna() & (found.numerator > 0) & (found.denominator.fillna(0) == 0)) if column.better == "lower" else found.value.isna() & False
    ranked = found.assign(is_alone=alone).sort_values(
        ["is_alone", "value", "name"], ascending=[False, column.better == "higher", True], na_position="last",
    )
    against = _against_norm(here) if column.id == "norm_met" else None
    if against is not None:
        ranked = ranked.assign(lack=ranked.kelurahan_code.map(against.lack))
        ranked = ranked.sort_values(["lack", "name"], ascending=[False, True], na_position="last")
    numerator, denominator = (capital(worded(part, here)) for part in column.parts)
    is_yes_or_no = bool((found.denominator.dropna() == 1).all()) and bool(found.numerator.dropna().isin([0, 1]).all())
    if is_yes_or_no and found.denominator.notna().any():
        told = ranked.numerator.map({0.0: "▲ tidak", 1.0: "● ya"}).fillna("tidak ada data")
        table = pd.DataFrame({here.unit_word.capitalize(): ranked.name, numerator: told})
        if against is not None:
            table["Anggota terhadap norma"] = ranked.kelurahan_code.map(against.said)
    else:
        value = "Nilai (%)" if column.unit == "%" else f"Nilai ({column.unit})"
        table = pd.DataFrame({
            here.unit_word.capitalize(): ranked.name, numerator: ranked.numerator, denominator: ranked.denominator, value: ranked.value,
        })
    show_list(
        table, f"{column.name} menurut {here.unit_word}", decimals={name: 1 for name in table if name.startswith("Nilai")},
        missing="–" if ranked.is_alone.any() else "tidak ada data",
    )
    if ranked.is_alone.any():
        st.caption("–: tidak ada data; atau tidak dapat dibagi, karena penyebutnya nol.")
    lacking = ranked[ranked.kelurahan_code.notna() & (ranked.value.notna() | ranked.is_alone)]
    if column.better == "higher":
        lacking = lacking[lacking.numerator < lacking.denominator]
    with st.container(key="pk-places", horizontal=True, gap="medium"):
        for row in lacking.head(_LINKS).itertuples():
            profile_link(here, row.kelurahan_code, f"Profil {row.name}")


def _against_norm(here: Context) -> pd.DataFrame:
    """Members of each kelurahan against what the norm asks: lack, and `said` as '2 dari 5, kurang 3'."""
    units = standing(here, here.norm).units.set_index("place_code")
    said = [
        f"{number(row.have)} dari {number(row.need)}{f', kurang {number(row.lack)}' if row.lack else ''}" if is_known(row.lack) else None
        for row in units.itertuples()
    ]
    return units.assign(said=pd.Series(said, index=units.index, dtype=object))


def _link(here: Context, cell: pd.Series, column: Column) -> dict[str, str]:
    return here.link(kecamatan=cell.kecamatan_name) if column.page == "pages/cakupan.py" else here.link()
