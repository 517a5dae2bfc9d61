"""Rapor & tindakan: which kecamatan falls short on what, why, and what is done about it."""

import pandas as pd
import streamlit as st

from charts.scorecard import grid, legend, moved, worst_said
from charts.words import month, number
from data.errors import UserError
from data.parameters.scorecard import columns
from planning.actions.verdict import Answer
from ui.cards import figure, figures, headline
from ui.context import Context, context
from ui.reach import show_not_reached
from ui.scorecard.acting import read_actions, show_actions, show_opening
from ui.scorecard.grid import draw_grid
from ui.scorecard.reads import ENDING, cells_of
from ui.scorecard.reason import limits, show_empty_columns, show_reason, worded

HIDDEN = {"bind": "query-params", "label_visibility": "collapsed"}


def answer(here: Context, cells: pd.DataFrame) -> None:
    """How many values fall short, and where the most do."""
    known, short = int(cells.state.notna().sum()), int((cells.state == "short").sum())
    headline(
        f"{number(short)} dari {number(known)} nilai di {number(cells.kecamatan_code.nunique())} kecamatan masih kurang{worst_said(cells)}.",
        moved(cells, month(here.year_ago)),
    )


def show_figures(cells: pd.DataFrame, found: list[Answer] | None) -> None:
    """States of the values, and how the actions stand where they can be read."""
    open_ones = [one for one in found or () if one.is_open]
    late = sum(one.late_days > 0 for one in open_ones)
    counts = cells.state.value_counts()
    verdicts = pd.Series([one.verdict for one in open_ones], dtype=object).value_counts()
    states = [
        figure("▲ Kurang", number(int(counts.get("short", 0))), f"◐ {number(int(counts.get('watch', 0)))} waspada"),
        figure("● Tercapai", number(int(counts.get("reached", 0))), f"{number(int(cells.state.isna().sum()))} tanpa data"),
    ]
    done, better, same, worse, waiting = (number(int(verdicts.get(word, 0))) for word in ("done", "better", "same", "worse", "waiting"))
    kept = [
        figure("Tindakan terbuka", number(len(open_ones)), f"{number(late)} lewat tenggat; {number(len(found or ()) - len(open_ones))} sudah diakhiri"),
        figure("Yang terbuka, menurut data", f"{done} selesai", f"{better} membaik, {same} tetap, {worse} memburuk, {waiting} menunggu data baru"),
    ]
    figures(states if found is None else [*states, *kept])


def choose(cells: pd.DataFrame) -> tuple[str, str] | None:
    """The chosen value, by a tap on the table or by name; part of the URL."""
    names = dict(zip(cells.kecamatan_name, cells.kecamatan_code, strict=True))
    measures = {column.name: column.id for column in columns()}
    left, right = st.columns(2, gap="small")
    with left:
        kecamatan = st.selectbox("Kecamatan", sorted(names), index=None, placeholder="Ketuk nilai, atau pilih kecamatan", key="kecamatan", **HIDDEN)
    with right:
        measure = st.selectbox("Ukuran", list(measures), index=None, placeholder="dan ukurannya", key="nilai", **HIDDEN)
    return (names[kecamatan], measures[measure]) if kecamatan and measure else None


def show(here: Context) -> None:
    """The answer, the table, the reason of one value with its actions, all actions."""
    cells = cells_of(here)
    if cells.state.isna().all():
        raise UserError(
            f"Rapor {here.city_name} pada {here.month} belum dapat dihitung. "
            "Impor daftar anggota, rekap PPKS, daftar PPKS menurut nama, atau daftar kegiatan."
        )
    answer(here, cells)
    show_not_reached(here, *ENDING)
    show_empty_columns(here, cells, columns())
    found = read_actions(here)
    show_figures(cells, found)
    names = {row.kecamatan_code: row.kecamatan_name for row in cells.itertuples()}
    titles = {column.id: column.name for column in columns()}
    open_ones = [one for one in found or () if one.is_open]
    marked = {(one.action.finding.kecamatan_code, one.action.finding.column_id) for one in open_ones}
    place = st.container()
    with st.container(key="pk-no-print-choose"):
        chosen = choose(cells)
    with place:
        st.caption(f"{here.source_line} · norma: {here.norm.name}  \n{legend(month(here.year_ago))}")
        described = [{"id": column.id, "name": column.name, "unit": column.unit, "hint": worded(column.meaning, here)} for column in columns()]
        draw_grid(grid(cells, described, month(here.year_ago), marked, chosen), key="rapor",
                  on_click=lambda code, column: st.session_state.update(kecamatan=names[code], nilai=titles[column]))
    if chosen:
        cell = cells[(cells.kecamatan_code == chosen[0]) & (cells.column_id == chosen[1])].iloc[0]
        column = next(column for column in columns() if column.id == chosen[1])
        with st.container(key="pk-no-print-reason"):
            left, right = st.columns([3, 2], gap="medium")
        with left:
            show_reason(here, cell, column)
        with right:
            show_opening(here, cell, column, [
                one for one in open_ones if (one.action.finding.kecamatan_code, one.action.finding.column_id) == chosen
            ])
    if found is not None:
        with st.container(key="pk-actions"):
            show_actions(here, found)
    with st.container(key="pk-no-print-terms"), st.popover("Definisi dan ambang"):
        for column in columns():
            st.markdown(f"**{column.name}**  \n{worded(column.meaning, here)}  \n{limits(column, here)}")


show(context())
