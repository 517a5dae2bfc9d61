"""The maps that read more than one thing: classes, counts, looks and sentences."""

from itertools import combinations

import numpy as np
import pandas as pd
import pytest

from analysis.pairing import paired
from charts.cluster_map import around, cluster_groups, cluster_headline, cluster_map, cluster_meaning, with_neighbours
from charts.colours import CLUSTERS, FALLEN, HIDDEN, NO_DATA, PAIR, RISEN, SAME, ZERO
from charts.map_spec import MapText, scale_map
from charts.pair_map import pair_headline, pair_map, third_counts
from charts.plan_map import GIVEN, STATES
from charts.rank_ranges import SHOWN, rank_range, ranges, why_small_jump
from charts.silence import LOOKS
from charts.time_map import change_decimals, change_headline, change_map, change_said, direction, month_series
from charts.visits import MAP_CLASSES
from tests.charts.test_map_spec import BLINDNESS, lightness, seen

TEXT = MapText("PPKS", "Kota Solok", "kelurahan", "daftar")
NAN = float("nan")


def lines(row: tuple) -> list[str]:
    return [str(row.value), "kedua"]


def cells(need: list[float], members: list[float], hidden: tuple[int, ...] = (), kecamatan: str = "AAABBC") -> pd.DataFrame:
    return paired(pd.DataFrame({
        "place_code": [f"u{at}" for at in range(len(need))], "place_name": [f"Nama {at}" for at in range(len(need))],
        "kecamatan_name": list(kecamatan)[: len(need)], "need": need, "value": need, "members": members, "is_hidden": [at in hidden for at in range(len(need))],
    }))


def test_the_nine_cells_and_what_stands_apart_count_every_place_once() -> None:
    found = cells([1, 2, 3, 0, NAN, 9], [100, 60, 20, 50, 50, 50], hidden=(5,))
    spec = pair_map(found, TEXT, lines, "per km²")
    assert sum(entry["count"] for entry in spec["classes"]) == len(found)
    for code, (position, value, more) in spec["units"].items():
        assert 0 <= position < len(spec["classes"]) and more == ["kedua"] and value, code
    counted = pd.Series([unit[0] for unit in spec["units"].values()]).value_counts()
    assert all(counted.get(at, 0) == entry["count"] for at, entry in enumerate(spec["classes"]))
    assert [entry["label"] for entry in spec["classes"][9:]] == ["Tidak ada PPKS", "Tidak ada data", "Disembunyikan"]
    assert spec["classes"][spec["units"]["u2"][0]]["label"] == "Kebutuhan tinggi, relawan sedikit"
    assert spec["square"]["rows"]["names"][2] == ["tinggi", "3"] and spec["square"]["columns"]["names"][0] == ["sedikit", "20"]


def test_each_third_is_said_with_its_places() -> None:
    found = cells([1, 2, 3, 40, 50, 60, 0], [100, 20, 20, 20, 20, 300, 50], kecamatan="AAABBCC")
    needs, members = (found.loc[found.state == "cell", third].value_counts().reindex(range(3), fill_value=0).tolist() for third in ("need_third", "member_third"))
    assert third_counts(found) == f"kebutuhan {needs[0]}, {needs[1]}, dan {needs[2]}; relawan {members[0]}, {members[1]}, dan {members[2]}" and needs != members


def test_the_ranges_around_the_square_share_no_end() -> None:
    spec = pair_map(cells([20.2, 39.6, 40.3, 107.9, 108.2, 227], [0, 80, 100, 160, 180, 360]), TEXT, lines, "per 1.000 penduduk")
    assert [name[1] for name in spec["square"]["rows"]["names"]] == ["20,2–39,6", "40,3–107,9", "108,2–227,0"]
    assert [name[1] for name in spec["square"]["columns"]["names"]] == ["0–80", "100–160", "180–360"]


def test_an_empty_third_says_no_range() -> None:
    spec = pair_map(cells([4, 4, 4], [1, 2, 3]), TEXT, lines, "orang")
    assert [name[1] for name in spec["square"]["rows"]["names"]] == ["–", "4", "–"]


@pytest.mark.parametrize(("need", "members", "sentence"), [
    ([9, 8, 1, 2, 3, 1], [0, 0, 5, 5, 5, 5], "2 dari 6 kelurahan berkebutuhan tinggi tetapi relawannya sedikit, semuanya di Kecamatan A."),
    ([1, 2, 3, 4, 5, 6], [6, 5, 4, 3, 2, 1], "2 dari 6 kelurahan berkebutuhan tinggi tetapi relawannya sedikit, di Kecamatan B dan C."),
    ([1, 2, 3, 4, 5, 6], [1, 2, 3, 4, 5, 6], "Tidak ada dari 6 kelurahan yang berkebutuhan tinggi dan sekaligus sedikit relawannya."),
    ([9, 1, NAN, 2, 3, 1], [0, 5, 5, 5, 5, 5], "1 dari 5 kelurahan yang dapat dinilai berkebutuhan tinggi tetapi relawannya sedikit, di Kecamatan A."),
    ([NAN, NAN], [1, 2], "Kebutuhan dan relawan belum dapat dibaca bersama: salah satunya belum ada datanya."),
])
def test_the_sentence_of_the_corner(need: list[float], members: list[float], sentence: str) -> None:
    assert pair_headline(cells(need, members), "kelurahan") == sentence


def test_the_kecamatan_with_most_of_the_corner_is_named() -> None:
    need, members = [9, 9, 9, 9, *range(1, 9)], [0, 0, 0, 0, *range(5, 13)]
    assert pair_headline(cells(need, members, kecamatan="AABAxxxxxxxx"), "kelurahan").endswith("sedikit; terbanyak di Kecamatan A (3).")
    assert pair_headline(cells(need, members, kecamatan="ABABxxxxxxxx"), "kelurahan").endswith("sedikit; terbanyak di Kecamatan A dan B (masing-masing 2).")


def test_the_corners_of_the_square_are_told_without_colour() -> None:
    corners = [PAIR[2][0], PAIR[2][2], PAIR[0][0], PAIR[0][2]]
    assert len({look.symbol for look in corners}) == 4
    assert [look.symbol for row in PAIR for look in row].count("triangle") == 1, "the corner alone has its symbol"
    assert min((lightness(look.fill), look.symbol) for row in PAIR for look in row)[1] == "triangle", "and is the darkest in grey print"


def test_each_of_the_nine_is_told_in_grey_print_by_its_pattern_or_by_how_dark_it_is() -> None:
    grey = lambda look: 255 * lightness(look.fill) ** (1 / 2.2)  # noqa: E731
    looks = [*(look for row in PAIR for look in row), ZERO, NO_DATA, HIDDEN]
    for one, other in combinations(looks, 2):
        assert one.pattern != other.pattern or abs(grey(one) - grey(other)) > 25, f"{one} and {other} print alike"


@pytest.mark.parametrize("kind", [None, *BLINDNESS])
@pytest.mark.parametrize("looks", [
    [look.fill for row in PAIR for look in row] + [NO_DATA.fill, HIDDEN.fill],
    list({look.fill for look in CLUSTERS.values()}),
    [*RISEN, *FALLEN, SAME.fill, NO_DATA.fill],
    [look.fill for _, _, look in MAP_CLASSES],
    [look.fill for look in LOOKS.values()],
    [*GIVEN, *(STATES[state].fill for state in ("none", "nobody", "excluded"))],
    [*GIVEN, *(STATES[state].fill for state in ("met", "waiting", "unknown", "excluded"))],
], ids=["square", "clusters", "change", "visits", "silence", "seats", "recruits"])
def test_the_classes_stay_apart_for_colour_blind_eyes(kind: str | None, looks: list[str]) -> None:
    for one, other in combinations(looks, 2):
        assert sum((a - b) ** 2 for a, b in zip(seen(one, kind), seen(other, kind), strict=True)) ** 0.5 > 0.12, f"{one} and {other} look alike"


def clusters(states: list[str], values: list[float]) -> pd.DataFrame:
    judged = [NAN if state in ("unknown", "alone") else 0.5 for state in states]
    return pd.DataFrame({"place_code": [f"u{at}" for at in range(len(states))], "place_name": [f"Nama {at}" for at in range(len(states))], "state": states,
                         "value": values, "p": judged, "side": np.sign(np.array(values) - np.nanmean(values))})


LINE = [(f"u{at}", f"u{at + 1}") for at in range(9)]


def test_groups_are_said_by_their_greatest_place_and_shown_with_their_neighbours() -> None:
    found = clusters(["high", "high", "plain", "plain", "low", "plain", "high_among_low", "unknown"], [8, 9, 6, 4, 1, 2, 7, NAN])
    assert cluster_headline(found, LINE, "kelurahan") == (
        "1 kelompok kelurahan dengan kebutuhan tinggi sekitar Nama 1; 1 kelompok kelurahan dengan kebutuhan rendah sekitar Nama 4; "
        "1 kelurahan berbeda dari semua tetangganya."
    )
    high, = cluster_groups(found, LINE, "high")
    assert list(high.place_code) == ["u0", "u1"] and list(around(found, LINE, high).place_code) == ["u2"]
    low, = cluster_groups(found, LINE, "low")
    assert list(around(found, LINE, low).place_code) == ["u3", "u5"]
    said = found.assign(value=[5, 5, 6, 4, 9, 2, 7, NAN])
    assert list(around(said, LINE, said[said.state == "high"]).place_code) == ["u2"], "the side is that of the figures that were judged, not of what is said of them"
    assert "1 kelurahan tanpa data tidak ikut dinilai." in cluster_meaning(found, "kelurahan")
    spec = cluster_map(found, TEXT, lines)
    assert {entry["label"]: entry["count"] for entry in spec["classes"]}["Inti kelompok kelurahan dengan kebutuhan tinggi"] == 2
    assert sum(entry["count"] for entry in spec["classes"]) == len(found)


def test_the_neighbours_that_make_a_group_are_outlined_on_the_map_and_told_by_the_legend() -> None:
    found = clusters(["high", "high", "plain", "plain", "low", "plain", "high_among_low", "unknown"], [8, 9, 6, 4, 1, 2, 7, NAN])
    spec = cluster_map(with_neighbours(found, LINE), TEXT, lines)
    named = {code for state in ("high", "low") for group in cluster_groups(found, LINE, state) for code in around(found, LINE, group).place_code}
    assert {code for code, (position, *_) in spec["units"].items() if spec["classes"][position].get("edge")} == named == {"u2", "u3", "u5"}
    assert {entry["label"]: entry["count"] for entry in spec["classes"] if entry.get("edge")} == {
        "Tetangga kelompok tinggi, angkanya juga di atas rata-rata": 1, "Tetangga kelompok rendah, angkanya juga di bawah rata-rata": 2,
    }
    assert cluster_headline(with_neighbours(found, LINE), LINE, "kelurahan") == cluster_headline(found, LINE, "kelurahan")


def test_no_group_is_said_with_what_it_means() -> None:
    found = clusters(["plain"] * 4, [1, 2, 3, 4])
    assert cluster_headline(found, LINE, "desa/kelurahan") == "Tidak ada kelompok desa/kelurahan yang menonjol."
    assert "tersebar" in cluster_meaning(found, "desa/kelurahan")
    assert cluster_headline(clusters(["alone"], [1]), [], "kelurahan").startswith("Kelompok belum dapat dinilai: dibutuhkan paling sedikit 10 kelurahan")


@pytest.mark.parametrize(("first", "last", "said"), [(3, 17, "ke-3 sampai ke-17 dari 151"), (1, 1, "ke-1 dari 151"), (NAN, NAN, "")])
def test_a_rank_is_said_as_a_range(first: float, last: float, said: str) -> None:
    assert rank_range(first, last, 151) == said


def test_the_chart_of_ranges_shows_the_first_fifteen_from_the_top() -> None:
    rows = pd.DataFrame({"label": [f"N{at}" for at in range(20)], "value": range(20, 0, -1), "smoothed": [*range(20, 2, -1), NAN, NAN], "low": 1.0, "high": 30.0})
    figure = ranges(rows, "per km²")
    assert len(figure.data[0].y) == SHOWN and figure.data[0].y[-1] == "N0" and figure.data[0].x[-1] == 20
    assert figure.data[0].error_x.array[-1] == 10 and figure.data[0].error_x.arrayminus[-1] == 19


def test_why_small_places_jump_names_the_smallest_and_the_largest() -> None:
    rows = pd.DataFrame({"place_name": ["A", "B", "C"], "exposure": [500.0, 40_000, NAN], "step": [2.0, 0.025, NAN]})
    said = why_small_jump(rows, "per 1.000 penduduk", "orang", "penduduk")
    assert "di A (500 penduduk) satu orang mengubah angkanya 2 per 1.000 penduduk, di B (40.000 penduduk) hanya 0,025" in said
    assert why_small_jump(rows.head(1), "per km²", "orang", "penduduk") == ""


def month_frame(values: list[float], hidden: tuple[int, ...] = ()) -> pd.DataFrame:
    return pd.DataFrame({"place_code": [f"u{at}" for at in range(len(values))], "value": values, "is_hidden": [at in hidden for at in range(len(values))]})


def test_every_month_has_the_same_classes_and_its_own_counts() -> None:
    months = [("Des 2023", "lama", month_frame([0, 5, 20, NAN])), ("Des 2024", "baru", month_frame([3, NAN, 80, 160], hidden=(1,)))]
    spec = month_series(months, TEXT, lines, [0, 1])
    assert [frame["label"] for frame in spec["frames"]] == ["Des 2023", "Des 2024"] and spec["small"] == [0, 1]
    for at, (frame, (_, source, places)) in enumerate(zip(spec["frames"], months, strict=True)):
        assert frame["subtitle"] == source and sum(frame["counts"]) == len(places) and len(frame["counts"]) == len(spec["classes"])
        assert pd.Series([unit[at][0] for unit in spec["units"].values()]).value_counts().to_dict() == {at: many for at, many in enumerate(frame["counts"]) if many}
    assert [entry["count"] for entry in spec["classes"]] == spec["frames"][-1]["counts"]
    assert [unit[2] for unit in spec["units"]["u0"]] == [["Des 2023: kedua"], ["Des 2024: kedua"]] and spec["units"]["u0"][0][:2] == [0, "0.0"]


def test_a_place_that_a_month_does_not_have_is_none_there() -> None:
    spec = month_series([("Des 2023", "", month_frame([1, 2])), ("Des 2024", "", month_frame([1, 2, 3]))], TEXT, lines, [0, 1])
    assert spec["units"]["u2"][0] is None and spec["units"]["u2"][1][1] == "3"


def test_a_change_says_arrow_and_word_and_hides_what_is_hidden() -> None:
    spec = change_map(month_frame([-20, -5, 0, 5, 40, NAN, NAN], hidden=(6,)).assign(is_rounding=False), TEXT, lines)
    labels = [entry["label"] for entry in spec["classes"]]
    assert labels[0].startswith("▼ turun") and "tetap" in labels and any(label.startswith("▲ naik") for label in labels)
    assert labels[-2:] == ["Tidak ada data", "Disembunyikan"] and sum(entry["count"] for entry in spec["classes"]) == 7
    symbols = {entry["label"].split()[0]: entry["symbol"] for entry in spec["classes"]}
    assert symbols["▼"] == "wedge" and symbols["▲"] == "triangle" and symbols["tetap"] == "none"
    falls = [entry["fill"] for entry in spec["classes"] if entry["symbol"] == "wedge"]
    assert [lightness(fill) for fill in falls] == sorted(lightness(fill) for fill in falls), "the greater fall is darker"


def test_the_same_shade_is_the_same_size_up_and_down_and_ends_are_sizes_that_there_are() -> None:
    changes = month_frame([-145, -60, -20, -10, 0, 10, 15, 30, 45, 130]).assign(is_rounding=False)
    spec = change_map(changes, TEXT, lines)
    labels = [entry["label"] for entry in spec["classes"]]
    assert labels == [
        "▼ turun 60 sampai 145", "▼ turun 20", "▼ turun 10", "tetap", "▲ naik 10 sampai 15", "▲ naik 30 sampai 45", "▲ naik 130", "Tidak ada data",
    ]
    fills = [entry["fill"] for entry in spec["classes"]]
    assert fills[:3] == list(reversed(FALLEN)) and fills[4:7] == list(RISEN)
    assert [entry["count"] for entry in spec["classes"]] == [2, 1, 1, 1, 2, 2, 1, 0]


@pytest.mark.parametrize(("value", "decimals", "said"), [
    (12.4, 0, "▲ naik 12 per km²"), (-3.25, 1, "▼ turun 3,3 per km²"), (-9.8, 0, "▼ turun 10 per km²"), (0.3, 0, "▲ naik kurang dari 1 per km²"),
    (0.0, 0, "tetap"), (NAN, 0, "tidak dapat dibandingkan"),
])
def test_a_change_is_said_with_its_unit(value: float, decimals: int, said: str) -> None:
    assert change_said(value, "per km²", decimals) == said


def test_a_change_is_said_as_finely_as_its_class() -> None:
    changes = month_frame([-104, -9.8, -3, -1.2, 0, 20, 57.4]).assign(is_rounding=False)
    spec = change_map(changes, TEXT, lambda row: [change_said(row.value, "", change_decimals(changes))])
    for position, said, _ in spec["units"].values():
        label = spec["classes"][position]["label"]
        assert said.split()[:2] == label.split()[:2]
        ends = [int(word) for word in label.split() if word.isdigit()]
        assert not ends or min(ends) <= int(said.split()[-1]) <= max(ends), f"{said} stands in the class {label}"


def test_the_sentence_of_a_change_counts_what_cannot_be_compared() -> None:
    rows = month_frame([-20, -5, 0, 5, NAN]).assign(is_rounding=False)
    assert change_headline(rows, "kelurahan", "Des 2023", "Des 2024") == "Dari 5 kelurahan: 1 naik, 2 turun, 1 tetap dari Des 2023 ke Des 2024; 1 tidak dapat dibandingkan."
    assert "tidak dapat dibandingkan" in change_headline(month_frame([NAN]).assign(is_rounding=False), "kelurahan", "Des 2023", "Des 2024")


def test_a_difference_within_the_rounding_is_a_class_of_its_own_and_no_change() -> None:
    changes = month_frame([-20, -5, 0, 5, 40, NAN]).assign(is_rounding=[False, True, True, True, False, False])
    spec = change_map(changes, TEXT, lines)
    shown = [(entry["label"], entry["count"]) for entry in spec["classes"]]
    assert shown == [("▼ turun 20", 1), ("▲ naik 40", 1), ("dalam pembulatan", 3), ("Tidak ada data", 1)]
    assert [spec["units"][code][0] for code in changes.place_code] == [0, 2, 2, 2, 1, 3]
    assert change_headline(changes, "kelurahan", "A", "B") == "Dari 6 kelurahan: 1 naik, 1 turun dari A ke B; 3 dalam pembulatan; 1 tidak dapat dibandingkan."
    alone = changes[changes.is_rounding]
    assert change_headline(alone, "kelurahan", "A", "B") == "Dari 3 kelurahan: tidak satu pun berubah melebihi pembulatan dari A ke B; 3 dalam pembulatan."
    assert [direction(row) for row in changes.itertuples()] == ["turun", *["dalam pembulatan"] * 3, "naik", ""]


@pytest.mark.parametrize(("method", "counts"), [("quantile", [2, 2, 2, 2, 2]), ("equal", [0, 0, 0, 1, 9]), ("fisher_jenks", [1, 2, 2, 2, 3])])
def test_a_map_is_cut_by_the_method_of_choice(method: str, counts: list[int]) -> None:
    values = np.array([1, 2, 3, 4, 5, 6, 7, 8, 9, 100.0])
    spec = scale_map(month_frame(list(values)), TEXT, lines, scale=("#eeeeee", "#aaaaaa", "#777777", "#444444", "#111111"), method=method)
    *ranged, unknown = (entry["count"] for entry in spec["classes"])
    assert sorted(ranged) == counts and unknown == 0


def test_own_breaks_are_the_ends_of_the_classes() -> None:
    spec = scale_map(month_frame([10, 50, 51, 100, 300]), TEXT, lines, scale=("#eeeeee", "#111111"), method="own", breaks=(50, 100))
    assert [entry["label"] for entry in spec["classes"]] == ["10 sampai 50", "51 sampai 100", "101 sampai 300", "Tidak ada data"]
    assert [entry["count"] for entry in spec["classes"]] == [2, 2, 1, 0]
