"""The pictures and sentences of a plan: frame in, dictionary, SVG or words out."""

import re

import numpy as np
import pytest

from charts.map_spec import MapText
from charts.plan_curve import curve, curve_in_words
from charts.plan_map import Spot, Words, given_map
from charts.plan_words import Measured, compared, norm_met, one_more, percent, recruits_headline, seats_headline

TEXT = MapText("Kursi", "Des 2025", "kelurahan", "daftar")
WORDS = Words("kursi", {"none": "tanpa kursi", "nobody": "tanpa calon"})


def spot(code: str, count: int, state: str = "none") -> Spot:
    return Spot(code, count, state, f"{count} kursi", [])


def labels(spec: dict) -> dict[str, int]:
    return {shown["label"]: shown["count"] for shown in spec["classes"]}


def test_every_unit_of_a_plan_map_has_its_class_and_the_counts_add_up() -> None:
    spec = given_map([spot("a", 0), spot("b", 1), spot("c", 2), spot("d", 0, "nobody")], TEXT, WORDS)
    assert labels(spec) == {"tanpa kursi": 1, "tanpa calon": 1, "1 kursi": 1, "2 kursi": 1}
    assert [spec["classes"][spec["units"][code][0]]["label"] for code in "abcd"] == ["tanpa kursi", "1 kursi", "2 kursi", "tanpa calon"]


def test_many_seats_share_the_last_class_and_each_step_is_darker() -> None:
    spec = given_map([spot(str(count), count) for count in range(1, 9)], TEXT, WORDS)
    assert list(labels(spec)) == ["1 kursi", "2 kursi", "3 kursi", "4 kursi ke atas"] and labels(spec)["4 kursi ke atas"] == 5
    light = [sum(int(shown["fill"][at : at + 2], 16) for at in (1, 3, 5)) for shown in spec["classes"]]
    assert light == sorted(light, reverse=True)


def test_maps_of_a_row_share_one_legend() -> None:
    few = given_map([spot("a", 1)], TEXT, WORDS, 3)
    many = given_map([spot("a", 3)], TEXT, WORDS, 3)
    assert [shown["fill"] for shown in few["classes"]] == [shown["fill"] for shown in many["classes"]]


def test_a_plan_without_seats_has_a_map_without_them() -> None:
    assert labels(given_map([spot("a", 0)], TEXT, WORDS)) == {"tanpa kursi": 1}


def test_the_curve_marks_the_present_number_and_is_read_aloud() -> None:
    svg = curve([(10, 30.0), (20, 50.0), (40, 60.0)], 100.0, 20)
    assert "50% dengan 20 kursi" in svg and "<title>10 kursi 30%; 20 kursi 50%; 40 kursi 60%</title>" in svg
    assert len(re.findall(r"<circle", svg)) == 1


@pytest.mark.parametrize("seats", [1, 40, 151, 300, 500])
@pytest.mark.parametrize("rise", [0.05, 0.5, 1.0])
def test_the_label_of_the_curve_stays_in_the_picture_and_off_the_line(seats: int, rise: float) -> None:
    svg = curve([(count, count**rise) for count in sorted({0, 5, 30, 120, 300, 450, 500, seats})], 500.0**rise, seats)
    x, y, side, said = re.search(r'<text x="([\d.]+)" y="([\d.]+)" text-anchor="(\w+)" font-weight="700"[^>]*>([^<]+)', svg).groups()
    length, right, foot = len(said) * 6.6, float(x), float(y)
    left, right = (right, right + length) if side == "start" else (right - length, right)
    assert 0 <= left and right <= int(re.search(r'viewBox="0 0 (\d+)', svg)[1]) and foot > 12
    line = [tuple(map(float, point.split())) for point in re.search(r'<path d="M([^"]+)" fill="none"', svg)[1].split("L")]
    xs, ys = zip(*line, strict=True)
    under = np.interp(np.linspace(left, right, 200), xs, ys, left=999, right=999)
    assert not ((under > foot - 9) & (under < foot)).any()


@pytest.mark.parametrize(("points", "most"), [([], 10.0), ([(1, 1.0)], 10.0), ([(1, 1.0), (2, 2.0)], 0.0)])
def test_a_curve_of_nothing_is_no_picture(points: list, most: float) -> None:
    assert curve(points, most, 1) == "" and (most or curve_in_words(points, most) == "")


def test_headlines_say_one_none_all_and_unfilled() -> None:
    plan = Measured(40, 20, 30, 20, 12.34)
    assert seats_headline(plan, 40, 151, "kelurahan", "pelatihan") == "40 kursi menjangkau 20 dari 151 kelurahan dan menutup 12% kebutuhan."
    assert seats_headline(plan, 50, 151, "kelurahan", "pelatihan").startswith("40 dari 50 kursi terisi, menjangkau 20")
    assert seats_headline(Measured(13, 13, 0, 5, 34.0), 13, 13, "kelurahan", "utusan") == "13 utusan, dari semua 13 kelurahan."
    assert seats_headline(Measured(0, 0, 0, 0, None), 5, 13, "kelurahan", "pelatihan") == "Belum ada yang dapat diundang menurut aturan ini."
    assert recruits_headline(9, 9, 9, 0, "desa/kelurahan") == "9 orang direkrut di 9 desa/kelurahan; kekurangan habis."
    assert recruits_headline(0, 0, 0, 0, "kelurahan").startswith("Tidak ada kekurangan")


def test_comparisons_name_what_is_not_known() -> None:
    plan, simple = Measured(40, 20, 30, 20, 12.0), Measured(40, 26, 26, 18, 9.6)
    assert compared(plan, simple, None, "pelatihan") == "Aturan sederhana 9,6%; daftar hadir tahun lalu belum ada."
    assert compared(plan, simple, simple, "utusan").startswith(
        "12% dari nilai semua calon; aturan sederhana 9,6%, daftar tahun lalu (40 orang)"
    )
    assert (percent(None), percent(100.0), percent(0.0)) == ("–", "100%", "0%")
    assert "tidak menambah apa pun" in one_more(0.0, None, "pelatihan")
    assert one_more(44.4, 0.25, "pelatihan") == "Satu kursi lagi menambah 44,4 poin, 0,25% dari kebutuhan."
    assert one_more(44.4, 0.25, "utusan").endswith("0,25% dari nilai semua calon.")
    assert norm_met(5, 5, "kelurahan").startswith("Yang memenuhi norma tetap 5")
