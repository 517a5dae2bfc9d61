"""The scorecard as drawn: what moved, who is worst, the grid with its words, from frames that can be checked by eye."""

import json

import pandas as pd
import pytest

from charts.scorecard import MOVES, STATES, figure, grid, legend, moved, worst

NAMES = ["column_id", "kecamatan_code", "kecamatan_name", "value", "state", "move"]
COLUMNS = [{"id": name, "name": name.upper(), "unit": "%", "hint": f"tentang {name}"} for name in "ab"]
ANDIR, BOJONG, CIDADAP = ("01", "Andir"), ("02", "Bojong"), ("03", "Cidadap")


def cells(*rows: tuple) -> pd.DataFrame:
    """column, place, value, state and move of each cell."""
    spread = [(column, *place, value, state, move) for column, place, value, state, move in rows]
    return pd.DataFrame(spread, columns=NAMES).astype({"state": object, "move": object})


USUAL = cells(
    ("a", ANDIR, 50.0, "short", "worse"), ("b", ANDIR, None, None, None), ("a", BOJONG, 100.0, "reached", "better"), ("b", BOJONG, 80.0, "watch", "same"),
)


def test_a_state_is_told_by_symbol_and_word_and_a_move_by_arrow_and_word() -> None:
    first, second = grid(USUAL, COLUMNS, "Des 2024", set(), None)["rows"]
    texts = [cell["text"] for cell in (*first["cells"], *second["cells"])]
    assert texts == ["▲ kurang 50% ↘", "– tidak ada data", "● tercapai 100% ↗", "◐ waspada 80% →"]
    assert all(f"{symbol} {word}" in legend("Des 2024") for symbol, word, _ in STATES.values())
    assert all(f"{arrow} {word}" in legend("Des 2024") for arrow, word in MOVES.values() if arrow)


def test_what_is_not_known_has_a_cell_without_a_number() -> None:
    spec = grid(USUAL, COLUMNS, "Des 2024", set(), None)
    unknown = spec["rows"][0]["cells"][1]
    assert unknown["value"] is None and unknown["spoken"] == "Andir, B: tidak ada data" and json.dumps(spec, allow_nan=False)


def test_a_value_that_cannot_be_compared_has_no_arrow_but_says_so() -> None:
    new = cells(("a", ANDIR, 0.0, "short", None))
    cell = grid(new, COLUMNS[:1], "Des 2024", set(), None)["rows"][0]["cells"][0]
    assert (cell["text"], cell["spoken"], cell["value"]) == ("▲ kurang 0%", "Andir, A: kurang 0%, tanpa pembanding sejak Des 2024", 0.0)


def test_an_open_action_marks_its_cell_alone_and_is_spoken() -> None:
    spec = grid(USUAL, COLUMNS, "Des 2024", {("01", "a")}, ("02", "b"))
    marks = {(row["code"], cell["isMarked"], "ada tindakan terbuka" in cell["spoken"]) for row in spec["rows"] for cell in row["cells"]}
    assert marks == {("01", True, True), ("01", False, False), ("02", False, False)} and spec["selected"] == ["02", "b"]


def test_the_kecamatan_with_the_most_short_values_stands_first_then_by_name() -> None:
    found = cells(
        ("a", ANDIR, 90.0, "reached", None), ("b", ANDIR, 1.0, "short", None), ("a", CIDADAP, 1.0, "short", None), ("b", CIDADAP, 1.0, "short", None),
        ("a", BOJONG, None, None, None), ("b", BOJONG, 1.0, "short", None),
    )
    assert [(row["name"], row["short"]) for row in grid(found, COLUMNS, "Des 2024", set(), None)["rows"]] == [("Cidadap", 2), ("Andir", 1), ("Bojong", 1)]


def test_the_columns_stand_in_the_order_given() -> None:
    spec = grid(USUAL, COLUMNS[::-1], "Des 2024", set(), None)
    assert [column["id"] for column in spec["columns"]] == ["b", "a"] and spec["rows"][0]["cells"][1]["value"] == 50.0
    assert spec["columns"][0]["hint"] == "tentang b"


@pytest.mark.parametrize(("moves", "said"), [
    (["better", "better", "worse", "same", None], "↗ 2 nilai lebih baik, ↘ 1 nilai lebih buruk dari Des 2024"),
    (["worse", "same"], "↘ 1 nilai lebih buruk dari Des 2024"), (["same", None], "tidak ada nilai yang berubah dari Des 2024"), ([None, None], ""),
])
def test_what_moved_is_counted_and_without_a_comparison_nothing_is_said(moves: list[str | None], said: str) -> None:
    assert moved(cells(*(("a", ANDIR, 1.0, "watch", move) for move in moves)), "Des 2024") == said


def test_the_worst_is_counted_against_its_known_values_and_those_as_bad_are_told() -> None:
    assert worst(USUAL) == ("Andir", 1, 1, 0), "one of its two values is not known"
    both = cells(("a", BOJONG, 1.0, "short", None), ("b", BOJONG, 1.0, "watch", None), ("a", ANDIR, 1.0, "short", None), ("a", CIDADAP, 9.0, "reached", None))
    assert worst(both) == ("Andir", 1, 1, 1)


def test_where_nothing_is_short_or_known_nobody_is_worst() -> None:
    assert worst(cells(("a", ANDIR, 1.0, "watch", None), ("b", ANDIR, 1.0, "reached", None))) is None
    assert worst(cells(("a", ANDIR, None, None, None))) is None


def test_a_figure_has_a_decimal_where_it_says_more() -> None:
    assert [figure(value, "%") for value in (66.66, 60.0, 59.04, 0.0, None)] == ["66,7%", "60%", "59%", "0%", "–"]
    assert figure(298.71, "PPKS per anggota") == "299"
