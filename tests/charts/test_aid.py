"""Aid against its criteria, on figures that can be checked with a pencil."""

import pandas as pd

from charts.aid import missed, missed_share, not_reached


def counts(unit: str = "KELUARGA", **places: dict[str, int]) -> pd.DataFrame:
    rows = [(place, unit, decile, count) for place, found in places.items() for decile, count in found.items()]
    return pd.DataFrame(rows, columns=["kelurahan_code", "unit", "decile", "value_count"])


def proposals(**places: tuple[int, int]) -> pd.DataFrame:
    return pd.DataFrame([(place, *found) for place, found in places.items()], columns=["kelurahan_code", "open_count", "accepted_since_count"])


def test_recipients_without_a_rank_are_neither_inside_nor_outside() -> None:
    table = missed(counts(A={"1": 10, "4": 5, "5": 3, "6-10": 2, "nonaktif": 1, "belum peringkat": 7}), 4)
    row = table.iloc[0]
    assert (row.inside, row.outside, row.inactive, row.unranked, row.ranked) == (15, 5, 1, 7, 21)
    assert missed_share(table) == 100 * 6 / 21


def test_a_count_of_all_deciles_together_says_nothing() -> None:
    total = counts(A={"1": 10}).assign(decile=[None])
    assert missed(total, 4).empty and missed_share(missed(total, 4)) is None


def test_who_is_not_reached_is_a_range_because_nobody_knows_who_the_proposals_are() -> None:
    register = counts(A={"1": 30, "2": 20, "3": 99}, B={"1": 5, "2": 5})
    aid = counts(A={"1": 10, "2": 5, "6-10": 4}, B={"1": 8, "2": 4})
    found = not_reached(register, aid, proposals(A=(3, 2), B=(1, 0)), 2).set_index("kelurahan_code")
    assert (found.loc["A"].listed, found.loc["A"].received, found.loc["A"].least, found.loc["A"].most) == (50, 15, 30, 35)
    assert (found.loc["B"].least, found.loc["B"].most, bool(found.loc["B"].is_over)) == (0, 0, True)


def test_a_missing_decile_leaves_the_kelurahan_out() -> None:
    found = not_reached(counts(A={"1": 30, "2": 20}, B={"1": 5, "2": 6}), counts(A={"1": 10}, B={"1": 1, "2": 1}), proposals(A=(0, 0), B=(0, 0)), 2)
    assert found.kelurahan_code.tolist() == ["B"]


def test_persons_are_never_set_against_families() -> None:
    register = pd.concat([counts(A={"1": 30}), counts("ORANG", A={"1": 90})])
    assert not_reached(register, counts("ORANG", A={"1": 10}), proposals(A=(0, 0)), 1).most.tolist() == [80]


def test_proposals_of_families_are_not_taken_from_persons() -> None:
    found = not_reached(counts("ORANG", A={"1": 90}), counts("ORANG", A={"1": 10}), proposals(A=(7, 3)), 1)
    assert found.most.tolist() == [80] and found.least.isna().all() and not found.is_over.any()
