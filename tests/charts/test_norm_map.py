"""States against a norm, and one map under several norms."""

import pytest

from charts.colours import NEED, scale_look
from charts.map_spec import MapText
from charts.norm_map import NormLayer, norms_map
from charts.standings import MET, STANDINGS, standing
from geo.breaks import HIDDEN

TEXT = MapText("Anggota terhadap norma", "Kota", "kelurahan", source="")


@pytest.mark.parametrize(("value", "asked", "state"), [
    (7, 5, "above"), (5, 5, "at"), (3, 5, "near"), (5, 10, "near"), (4, 9, "far"), (1, 5, "far"), (0, 5, "empty"), (0, 0, "at"), (None, 5, "unknown"),
    (3, float("nan"), "unknown"), (float("nan"), 0, "unknown"), (HIDDEN, 5, "hidden"),
])
def test_a_place_has_one_state_and_unknown_is_not_empty(value: float | str | None, asked: float, state: str) -> None:
    assert standing(value, asked) == state and state in STANDINGS
    assert (state in MET) == (STANDINGS[state][0] in ("at", "above"))


def test_each_norm_has_its_own_counts_under_the_same_classes() -> None:
    layers = [
        NormLayer("Lima", "1 dari 2 kelurahan", {"a": "at", "b": "empty"}, {"a": ["5 anggota", "memenuhi norma 5"], "b": ["0 anggota", "kurang 5"]}, "daftar anggota"),
        NormLayer("Beban", "belum dapat dinilai", {"a": "near"}, {}, "", is_kept=False),
    ]
    spec = norms_map(layers, ["a", "b", "c"], TEXT)
    states = [state for state in STANDINGS if state != "hidden"]
    assert [entry["id"] for entry in spec["classes"]] == states, "a class of hidden places only where some are hidden"
    assert spec["units"]["a"] == [[states.index("at"), "5 anggota", ["memenuhi norma 5"]], [states.index("near"), "", []]]
    assert spec["units"]["c"] == [[states.index("unknown"), "", []]] * 2
    for at, frame in enumerate(spec["frames"]):
        assert frame["counts"] == [[unit[at][0] for unit in spec["units"].values()].count(position) for position in range(len(states))]
    assert [(frame["label"], frame["note"], frame["source"], frame["download"]) for frame in spec["frames"]] == [
        ("Lima", "1 dari 2 kelurahan", "daftar anggota", True), ("Beban", "belum dapat dinilai", "", False),
    ]
    assert [entry["count"] for entry in spec["classes"]] == spec["frames"][0]["counts"] and (spec["first"], spec["slider"], spec["small"]) == (0, False, [0, 1])
    hidden = norms_map([NormLayer("Lima", "", {"a": "hidden"}, {}, "")], ["a"], TEXT)
    assert hidden["classes"][-1]["id"] == "hidden" and hidden["classes"][-1]["count"] == 1


def test_a_norm_by_kecamatan_counts_kecamatan() -> None:
    layer = NormLayer("TKSK", "1 dari 2 kecamatan", dict.fromkeys("ab", "at") | {"c": "empty"}, {}, "", by_kecamatan=True, unit_states=("at", "empty"))
    frame, = norms_map([layer], ["a", "b", "c"], TEXT)["frames"]
    states = [state for state in STANDINGS if state != "hidden"]
    assert (frame["unit_word"], sum(frame["counts"]), frame["counts"][states.index("at")]) == ("kecamatan", 2, 1) and "menurut kecamatannya" in frame["subtitle"]


def test_one_range_alone_is_neither_much_nor_little() -> None:
    alone = scale_look("range", 0, 1)
    assert alone.fill == NEED[2] and alone.fill not in (scale_look("range", 0, 2).fill, scale_look("range", 1, 2).fill)
