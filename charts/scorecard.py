"""The scorecard as what the browser draws: kecamatan by indicator, three states that can be told without colour, and how each moved."""

import pandas as pd

from charts.colours import AT, NO_DATA, SHORTAGE
from charts.words import is_known, number

# Symbol, word and fill of each state; None is not known.
STATES: dict[str | None, tuple[str, str, str]] = {
    "reached": ("●", "tercapai", AT.fill), "watch": ("◐", "waspada", SHORTAGE[0]), "short": ("▲", "kurang", SHORTAGE[1]),
    None: ("–", "tidak ada data", NO_DATA.fill),
}
MOVES: dict[str | None, tuple[str, str]] = {
    "better": ("↗", "lebih baik"), "same": ("→", "tetap"), "worse": ("↘", "lebih buruk"), None: ("", "tanpa pembanding"),
}


def figure(value: float | None, unit: str) -> str:
    """A value of the scorecard with one decimal where that says more: '45,5%', '60%', '299'."""
    if not is_known(value):
        return "–"
    text = number(value, 0 if abs(value) > 100 or round(float(value), 1) == round(float(value)) else 1)
    return f"{text}%" if unit == "%" else text


def grid(cells: pd.DataFrame, columns: list[dict[str, str]], since: str, marked: set[tuple[str, str]], selected: tuple[str, str] | None) -> dict:
    """What static/rapor draws. `cells`: a row a kecamatan and column with column_id, kecamatan_code, kecamatan_name, value, state, move;
    `columns`: id, name, unit, hint in their order; `marked`: (kecamatan, column) with an open action; `since`: the month of the moves.

    The kecamatan with the most short values stands first.
    """
    short = cells[cells.state == "short"].groupby("kecamatan_code").size()
    names = cells.drop_duplicates("kecamatan_code").assign(short=lambda rows: rows.kecamatan_code.map(short).fillna(0).astype(int))
    names = names.sort_values(["short", "kecamatan_name"], ascending=[False, True])
    by_cell = {(row.kecamatan_code, row.column_id): row for row in cells.itertuples()}
    return {
        "label": f"Rapor kecamatan, dibandingkan dengan {since}",
        "columns": [{"id": column["id"], "name": column["name"], "hint": column["hint"]} for column in columns],
        "rows": [
            {"code": row.kecamatan_code, "name": row.kecamatan_name, "short": row.short, "cells": [
                _cell(by_cell[row.kecamatan_code, column["id"]], column, since, (row.kecamatan_code, column["id"]) in marked) for column in columns
            ]}
            for row in names.itertuples()
        ],
        "selected": list(selected) if selected else None,
    }


def _cell(row: tuple, column: dict[str, str], since: str, is_marked: bool) -> dict:
    state = row.state if is_known(row.state) else None
    move = row.move if is_known(row.move) else None
    (symbol, word, fill), (arrow, moved) = STATES[state], MOVES[move]
    value = figure(row.value, column["unit"])
    text = f"{symbol} {word} {value} {arrow}".strip() if state else f"{symbol} {word}"
    spoken = f"{row.kecamatan_name}, {column['name']}: {word}{f' {value}, {moved} sejak {since}' if state else ''}"
    return {
        "text": text, "symbol": symbol, "brief": number(row.value, 0) if state else "", "fill": fill, "spoken": f"{spoken}{'; ada tindakan terbuka' if is_marked else ''}", "isMarked": is_marked,
        "value": float(row.value) if is_known(row.value) else None,
    }


def legend(since: str) -> str:
    """The key in one line."""
    states = " · ".join(f"{symbol} {word}" for symbol, word, _ in STATES.values())
    moves = ", ".join(f"{arrow} {word}" for arrow, word in MOVES.values() if arrow)
    return f"{states}. {moves} dari {since}. Sudut gelap: ada tindakan terbuka."


def moved(cells: pd.DataFrame, since: str) -> str:
    """How many values came nearer to their target or fell back; empty where nothing can be compared."""
    counts = cells.move.value_counts()
    parts = [f"{MOVES[move][0]} {number(int(counts[move]))} nilai {MOVES[move][1]}" for move in ("better", "worse") if move in counts]
    if parts:
        return f"{', '.join(parts)} dari {since}"
    return f"tidak ada nilai yang berubah dari {since}" if "same" in counts else ""


def worst(cells: pd.DataFrame) -> tuple[str, int, int, int] | None:
    """The kecamatan with the most short values: its name, how many of its known ones, and how many others have as many; None without any."""
    known = cells[cells.state.notna()]
    counts = known[known.state == "short"].groupby(["kecamatan_code", "kecamatan_name"]).size()
    if counts.empty:
        return None
    most = counts[counts == counts.max()]
    code, name = sorted(most.index, key=lambda key: key[1])[0]
    return name, int(counts.max()), int((known.kecamatan_code == code).sum()), len(most) - 1


def worst_said(cells: pd.DataFrame) -> str:
    """The end of the headline: where the most values fall short, or that it is the same everywhere; '' where nothing does."""
    found = worst(cells)
    if found is None:
        return ""
    name, count, of, others = found
    if others and others + 1 == cells.kecamatan_code.nunique():
        return f"; di semua kecamatan sama banyak ({number(count)} nilai)"
    return f"; terbanyak di {name} ({number(count)} dari {number(of)}{f', bersama {number(others)} kecamatan lain' if others else ''})"
