"""Frame in, drawing instructions out: states, counts, looks."""

import colorsys
from itertools import combinations

import pandas as pd
import pytest

from charts.colours import ABOVE, AT, BELOW, EMPTY, HIDDEN, NEED, NO_DATA, SHORTAGE, Look, coverage_look
from charts.map_spec import MapText, coverage_map, idle_breaks, scale_map, shortage_map
from charts.plan_map import STATES
from charts.silence import LOOKS
from charts.time_map import _change_look
from charts.visits import MAP_CLASSES
from charts.words import amount
from data.paths import ROOT
from reports.picture.marks import STROKES

TEXT = MapText("Anggota aktif", "Kota Solok", "kelurahan", "daftar")


def frame(values: list[float | None], hidden: tuple[int, ...] = ()) -> pd.DataFrame:
    return pd.DataFrame({"place_code": [f"u{index}" for index in range(len(values))], "value": pd.array(values, dtype="Float64").to_numpy(dtype=float, na_value=float("nan")),
                         "is_hidden": [index in hidden for index in range(len(values))]})


def lines(row: tuple) -> list[str]:
    return [str(row.value), "kedua"]


def test_each_state_of_coverage_has_its_own_look_and_count() -> None:
    spec = coverage_map(frame([0, 1, 2, 3, 4, 5, 6, 9, None], hidden=()), 5, TEXT, lines)
    shown = {entry["label"]: entry for entry in spec["classes"]}
    assert [entry["count"] for entry in spec["classes"]] == [1, 2, 2, 1, 2, 1]
    assert shown["0 anggota, kosong"]["symbol"] == "circle" and shown["5 anggota, pas norma"]["symbol"] == "disc"
    assert shown["Tidak ada data"]["pattern"] == "dots"
    looks = [(entry["pattern"], entry["symbol"]) for entry in spec["classes"]]
    assert len({looks[0], looks[1], looks[3], looks[4], looks[5]}) == 5, "states must differ without colour"
    assert spec["units"]["u8"][0] == len(spec["classes"]) - 1, "a unit without a number is in the class without data"


def test_a_norm_that_differs_by_place_has_the_same_states_with_their_counts() -> None:
    rows = frame([0, 5, 6, 12, 13, None, 3, 0, 4], hidden=(8,))
    asked = pd.Series([12.0, 12, 12, 12, 12, 12, float("nan"), 0, 12], index=rows.place_code)
    spec = coverage_map(rows, asked, TEXT, lines)
    assert [(entry["label"], entry["count"]) for entry in spec["classes"]] == [
        ("0 anggota, kosong", 1), ("kurang dari setengah norma", 1), ("setengah norma atau lebih, belum terpenuhi", 1), ("pas norma", 2), ("di atas norma", 1),
        ("Tidak ada data", 2), ("Disembunyikan", 1),
    ]
    assert [spec["units"][code][0] for code in rows.place_code] == [0, 1, 2, 3, 4, 5, 5, 3, 6], "nobody asked for and nobody there is at the norm"
    fixed = coverage_map(frame([0, 1, 3, 5, 6, None]), 5, TEXT, lines)
    look = lambda entry: (entry["fill"], entry["pattern"], entry["symbol"])  # noqa: E731
    assert [look(entry) for entry in spec["classes"][:6]] == [look(entry) for entry in fixed["classes"]], "one meaning, one look"


def test_the_legend_counts_those_whom_the_norm_counts() -> None:
    rows = frame([0, 1, 2])
    for asked in (1, pd.Series(1.0, index=rows.place_code)):
        labels = [entry["label"] for entry in coverage_map(rows, asked, TEXT, lines, "PSM")["classes"]]
        assert labels[0] == "0 PSM, kosong" and not any("anggota" in label for label in labels)


def test_the_six_states_are_told_apart_by_a_pattern_that_fits_an_area_of_any_size() -> None:
    patterns = [look.pattern for look in (EMPTY, coverage_look("below", 0, 2), AT, ABOVE, NO_DATA, HIDDEN)]
    assert len(set(patterns)) == 6


@pytest.mark.parametrize("looks", [
    [look for _, _, look in MAP_CLASSES], list(LOOKS.values()), list(STATES.values()),
    [_change_look(key, 3) for key in (("fall", 2), ("zero", 0), ("rise", 2), ("rounding", 0), ("no_data", 0), ("hidden", 0))],
], ids=["visits", "silence", "plan", "change"])
def test_the_states_of_each_other_map_are_told_apart_by_a_pattern_and_drawn_alike_on_screen_and_paper(looks: list[Look]) -> None:
    patterns = [look.pattern for look in looks]
    assert len(set(patterns)) == len(patterns), "colour or a symbol alone does not tell the smallest kelurahan"
    script = (ROOT / "static" / "map" / "marks.js").read_text(encoding="utf-8")
    assert all(pattern == "none" or f'{pattern}: {{ d: "{STROKES[pattern][0]}"' in script for pattern in patterns)


def test_an_unknown_value_is_not_the_class_of_zero() -> None:
    spec = coverage_map(frame([0, None]), 5, TEXT, lines)
    assert spec["units"]["u0"][0] != spec["units"]["u1"][0]


def test_hidden_values_have_a_class_of_their_own() -> None:
    spec = scale_map(frame([None, 4, 9, 12], hidden=(0,)), TEXT, lines, scale=NEED)
    assert spec["classes"][spec["units"]["u0"][0]]["pattern"] == "crosshatch"


@pytest.mark.parametrize("values", [[None, None], [3, 3, 3], [0, 0], [7], [0, 1], [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 400]])
def test_a_scale_survives_ties_constants_and_missing_values(values: list[float | None]) -> None:
    spec = scale_map(frame(values), TEXT, lines, scale=NEED)
    assert sum(entry["count"] for entry in spec["classes"]) == len(values)
    assert all(entry["fill"].startswith("#") for entry in spec["classes"])


def read(text: str) -> float:
    return float(text.replace(".", "").replace(",", "."))


@pytest.mark.parametrize("method", ["quantile", "equal", "fisher_jenks", "own"])
@pytest.mark.parametrize("values", [
    [6.94, 7.2, 9.96, 12.3, 14.44, 14.5, 14.6, 40.0, 99.5, 137.2], [0.0, 0.05, 0.31, 0.318, 0.994, 0.996, 1.0, 2.25, 9.97, 10.4], [1.0, 2.0, 3.0, 30.0, 31.0, 90.0],
])
def test_each_number_as_it_is_said_lies_in_the_class_that_it_has(values: list[float], method: str) -> None:
    spec = scale_map(frame(values), TEXT, lambda row: [amount(row.value, "").strip()], scale=NEED, method=method, breaks=(2, 12.5) if method == "own" else ())
    ranges = [entry["label"].split(" sampai ") for entry in spec["classes"] if entry["id"].startswith("range")]
    for position, said, _ in spec["units"].values():
        label = spec["classes"][position]["label"]
        ends = [read(end) for end in label.split(" sampai ")]
        assert ends[0] <= read(said) <= ends[-1], f"{said} stands in the class {label}"
    assert all(read(one[-1]) < read(other[0]) for one, other in zip(ranges, ranges[1:], strict=False)), "no end stands in two classes"


def test_the_ends_of_a_class_are_as_fine_as_the_numbers_beside_them() -> None:
    spec = scale_map(frame([6.94, 7.2, 12.3, 14.6, 137.2]), TEXT, lines, scale=NEED, most=2)
    assert [entry["label"] for entry in spec["classes"]] == ["6,9 sampai 12", "13 sampai 137", "Tidak ada data"]


def test_nobody_missing_looks_like_the_norm_met() -> None:
    spec = shortage_map(frame([0, 2, 5, 9]), TEXT, lines)
    assert spec["classes"][spec["units"]["u0"][0]]["fill"] == AT.fill


def test_one_legend_serves_all_months() -> None:
    pooled = pd.Series([1.0, 5.0, 20.0, 80.0, 160.0])
    first = scale_map(frame([1, 5]), TEXT, lines, scale=NEED, pooled=pooled)
    second = scale_map(frame([80, 160]), TEXT, lines, scale=NEED, pooled=pooled)
    assert len(first["classes"]) == len(second["classes"])


def lightness(colour: str) -> float:
    red, green, blue = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    return 0.2126 * red**2.2 + 0.7152 * green**2.2 + 0.0722 * blue**2.2


@pytest.mark.parametrize("scale", [NEED, SHORTAGE])
def test_a_sequential_scale_grows_darker_step_by_step_in_grey_print(scale: tuple[str, ...]) -> None:
    steps = [lightness(colour) for colour in scale]
    assert all(lighter - darker > 0.035 for lighter, darker in zip(steps, steps[1:], strict=False))


# Machado et al. 2009, severity 1.0: how the two common kinds of colour blindness mix red, green and blue.
BLINDNESS = {
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
}


def seen(colour: str, kind: str | None) -> tuple[float, ...]:
    """A colour as these eyes see it; None for eyes that see all colours."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    return tuple(parts) if kind is None else tuple(sum(weight * part for weight, part in zip(row, parts, strict=True)) for row in BLINDNESS[kind])


@pytest.mark.parametrize("kind", BLINDNESS)
def test_the_states_of_coverage_stay_apart_for_colour_blind_eyes(kind: str) -> None:
    colours = [EMPTY.fill, *BELOW, AT.fill, ABOVE.fill, NO_DATA.fill, HIDDEN.fill]
    for one, other in combinations(colours, 2):
        distance = sum((a - b) ** 2 for a, b in zip(seen(one, kind), seen(other, kind), strict=True)) ** 0.5
        assert distance > 0.12, f"{one} and {other} look alike"


def test_need_and_coverage_never_meet_as_red_and_green() -> None:
    hues = [colorsys.rgb_to_hsv(*(int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)))[0] * 360 for colour in NEED]
    assert all(240 < hue < 300 for hue in hues), "need is one purple scale"


def test_a_norm_of_one_has_one_state_below_it() -> None:
    spec = coverage_map(frame([0, 1, 2]), 1, TEXT, lines)
    assert [entry["count"] for entry in spec["classes"]] == [1, 1, 1, 0]
    assert coverage_look("below", 0, 1).symbol == "triangle"


def test_need_without_members_is_a_state_of_its_own_and_no_missing_number() -> None:
    rows = frame([None, 4, None, None], hidden=(3,)).assign(numerator=[20.0, 8.0, float("nan"), 20.0], denominator=[0.0, 2.0, 0.0, 0.0])
    spec = scale_map(rows, TEXT, lines, scale=NEED)
    found = {code: spec["classes"][unit[0]] for code, unit in spec["units"].items()}
    assert [found[code]["label"] for code in rows.place_code] == ["Tidak ada anggota", "4", "Tidak ada data", "Disembunyikan"]
    assert found[rows.place_code[0]]["symbol"] == EMPTY.symbol and found[rows.place_code[0]]["count"] == 1
    assert "Tidak ada anggota" not in [entry["label"] for entry in scale_map(frame([None, 4]), TEXT, lines, scale=NEED)["classes"]]


@pytest.mark.parametrize(("breaks", "said"), [
    ((10, 20), ""), ((10, 900), "Batas 900 tidak membagi apa pun, karena angka yang ada 5 sampai 40. Batas lain tetap dipakai."),
    ((1, 40), "Batas 1; 40 tidak membagi apa pun, karena angka yang ada 5 sampai 40. Semua angka menjadi satu kelas."),
])
def test_own_limits_that_divide_nothing_are_told(breaks: tuple[float, ...], said: str) -> None:
    values = pd.Series([0, 5, 12, 40, float("nan")])
    assert idle_breaks(values, breaks) == said
    assert "tidak ada angka di atas nol" in idle_breaks(pd.Series([0.0]), breaks)
