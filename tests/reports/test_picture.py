"""Maps as pictures: one area a unit in the look of its class, names that can be read, nothing lost on the way to PNG."""

import re
import struct
from concurrent.futures import ThreadPoolExecutor
from itertools import combinations
from xml.etree.ElementTree import Element, fromstring

import pytest

from data import paths
from data.reference import cities
from geo import published
from reports.fonts import FAMILY, fonts, text_width, wrapped
from reports.picture.labels import LINE, Wanted, place, touches
from reports.picture.map_picture import drawing, map_svg, svg_to_png
from reports.picture.marks import STROKES, SYMBOLS, border, paint

SVG = "{http://www.w3.org/2000/svg}"
TITLE, SUBTITLE = "Anggota aktif per kelurahan, Des 2025", "DATA SIMULASI · Kota Contoh · edisi x"
CLASSES = [
    {"id": "zero-0", "label": "0 anggota, kosong", "count": 1, "fill": "#8c3b0c", "pattern": "none", "symbol": "circle"},
    {"id": "above-1", "label": "1 anggota ke atas", "count": 2, "fill": "#1f7f7a", "pattern": "none", "symbol": "square"},
    {"id": "hidden-2", "label": "Disembunyikan", "count": 1, "fill": "#ffffff", "pattern": "crosshatch", "symbol": "none"},
]


def unit(column: int, row: int, name: str, kecamatan: str) -> dict:
    """A square of 100 by 100."""
    x, y = 100 * column, 100 * row
    return {"d": f"M{x} {y}l100 0 0 100-100 0z", "x": x + 50, "y": y + 50, "r": 50, "name": name, "kecamatan_code": kecamatan}


def drawn(kind: str = "boundaries") -> dict:
    units = {
        "1.1.1": unit(0, 0, "Satu", "1.1"), "1.1.2": unit(1, 0, "Dua <Tiga> & \"Empat\"", "1.1"),
        "1.2.1": unit(0, 1, "Cisaranten Kulon Wetan Kidul", "1.2"), "1.2.2": unit(1, 1, "Lima", "1.2"),
        "1.2.3": unit(2, 1, "Enam", "1.2"),
    }
    kecamatan = {
        "1.1": {"d": "M0 0l200 0 0 100-200 0z", "x": 100, "y": 50, "r": 60, "name": "Utara", "box": [0, 0, 200, 100]},
        "1.2": {"d": "M0 100l300 0 0 100-300 0z", "x": 150, "y": 150, "r": 60, "name": "Selatan", "box": [0, 100, 300, 200]},
    }
    return {
        "kind": kind, "width": 300, "height": 200, "km_per_unit": 0.01, "source": "Dinas Contoh", "note": "", "units": units,
        "kecamatan": kecamatan, "outline": "M0 0l200 0 0 100 100 0 0 100-300 0z",
    }


def spec(level: str = "kelurahan") -> dict:
    """Values of four of the five units."""
    values = {
        "1.1.1": [0, "0 anggota", []], "1.1.2": [1, "4 anggota", []], "1.2.1": [1, "7 anggota", []],
        "1.2.2": [2, "disembunyikan", []],
    }
    return {
        "title": TITLE, "subtitle": SUBTITLE, "level": level, "unit_word": "kelurahan",
        "classes": CLASSES, "units": values if level == "kelurahan" else {"1.1": [0, "0", []], "1.2": [1, "9", []]},
    }


def areas(root: Element) -> dict[str, Element]:
    return {path.get("data-code"): path for path in root.iter(f"{SVG}path") if "unit" in (path.get("class") or "").split()}


def said(root: Element) -> list[str]:
    """Each text as a reader sees it, its lines joined by spaces."""
    return [" ".join(node.itertext()) for node in root.iter(f"{SVG}text")]


def boxes(root: Element) -> list[tuple[str, tuple[float, float, float, float]]]:
    """Each line of text with the box it takes."""
    found = []
    for group in [root, *root.iter(f"{SVG}g")]:
        is_middle = group.get("text-anchor") == "middle"
        for node in group.findall(f"{SVG}text"):
            size, weight = float(node.get("font-size")), int(node.get("font-weight", 400))
            for line in node.findall(f"{SVG}tspan") or [node]:
                wide = text_width(line.text, size, weight)
                x, y = float(line.get("x")) - (wide / 2 if is_middle else 0), float(line.get("y"))
                found.append((line.text, (x, y - size * 0.75, x + wide, y - size * 0.75 + size * LINE - 0.2)))
    return found


def names(root: Element) -> list[str]:
    (group,) = [group for group in root.iter(f"{SVG}g") if group.get("class") == "names"]
    return said(group)


def given_spec(drawn_city: dict, level: str = "kelurahan") -> dict:
    """Every unit of a real drawing in one of five looks, in turn."""
    more = [{**CLASSES[0], "fill": "#f3b56b", "symbol": "triangle"}, {**CLASSES[2], "pattern": "dots", "fill": "#dedede"}]
    looks = [*CLASSES, *more]
    areas_ = drawn_city["units"] if level == "kelurahan" else drawn_city["kecamatan"]
    return {**spec(level), "classes": looks, "units": {code: [index % len(looks), "", []] for index, code in enumerate(areas_)}}


def test_every_unit_is_drawn_once_in_the_fill_of_its_class() -> None:
    found = areas(fromstring(map_svg(spec(), drawn())))
    assert set(found) == {"1.1.1", "1.1.2", "1.2.1", "1.2.2", "1.2.3"}
    assert [found[code].get("fill") for code in ("1.1.1", "1.1.2", "1.2.1")] == ["#8c3b0c", "#1f7f7a", "#1f7f7a"]


def test_a_hidden_unit_is_hatched_and_an_unknown_one_is_dashed() -> None:
    root = fromstring(map_svg(spec(), drawn()))
    found = areas(root)
    assert found["1.2.2"].get("fill") == "url(#kelas-2)"
    assert [node.get("id") for node in root.iter(f"{SVG}pattern")].count("kelas-2") == 1
    assert found["1.2.3"].get("stroke-dasharray")
    assert found["1.1.1"].get("stroke-dasharray") is None


@pytest.mark.parametrize("where", ["right", "below"])
def test_the_legend_says_each_class_with_its_count(where: str) -> None:
    words = said(fromstring(map_svg(spec(), drawn(), legend=where)))
    assert {entry["label"] for entry in CLASSES} <= set(words)
    assert (words.count("1 kelurahan"), words.count("2 kelurahan")) == (2, 1)


def test_without_a_legend_the_map_has_the_whole_width() -> None:
    assert not {entry["label"] for entry in CLASSES} & set(said(fromstring(map_svg(spec(), drawn(), legend=None))))


def test_title_subtitle_source_scale_and_north_stand_in_the_picture() -> None:
    words = said(fromstring(map_svg(spec(), drawn())))
    assert {TITLE, SUBTITLE, "Sumber peta: Dinas Contoh", "U"} <= set(words)
    assert any(text.endswith((" km", " m")) for text in words)


def test_equal_tiles_have_neither_scale_nor_north() -> None:
    root = fromstring(map_svg(spec(), drawn("tiles")))
    assert not [path for path in root.iter(f"{SVG}path") if path.get("class") in ("scale", "north")]
    assert "U" not in said(root)


def test_without_a_title_the_foot_says_date_and_edition() -> None:
    words = said(fromstring(map_svg(spec(), drawn(), title=False)))
    assert SUBTITLE in words
    assert TITLE not in words


def test_on_a_slide_that_says_the_rest_the_foot_is_scale_north_and_where_the_borders_come_from() -> None:
    root = fromstring(map_svg(spec(), drawn(), title=False, foot="captioned"))
    assert {path.get("class") for path in root.iter(f"{SVG}path")} >= {"scale", "north"}
    assert "Sumber peta: Dinas Contoh" in said(root) and not {TITLE, SUBTITLE} & set(said(root))
    bare = fromstring(map_svg(spec(), drawn(), title=False, foot="none"))
    assert not [path for path in bare.iter(f"{SVG}path") if path.get("class") in ("scale", "north")] and "U" not in said(bare)


def test_names_with_marks_of_markup_stay_text() -> None:
    root = fromstring(map_svg(spec(), drawn(), labels="kelurahan", size=(1600, 1000)))
    assert "Dua <Tiga> & \"Empat\"" in names(root)


def test_a_picture_needs_nothing_from_elsewhere() -> None:
    text = map_svg(spec(), drawn())
    assert "href" not in text and "@import" not in text and text.count("http") == 1, "only the name of the SVG language"


def test_a_kecamatan_in_focus_carries_all_its_names_and_the_city_around_is_grey() -> None:
    root = fromstring(map_svg(spec(), drawn(), focus="1.1"))
    found = areas(root)
    assert found["1.2.1"].get("class") == "unit around" and found["1.2.1"].get("fill") not in {entry["fill"] for entry in CLASSES}
    assert found["1.1.1"].get("fill") == "#8c3b0c"
    assert {"Satu", "Dua <Tiga> & \"Empat\""} <= set(names(root))
    assert "Lima" not in names(root)


def test_the_focus_of_the_spec_counts_and_an_unknown_one_shows_the_city() -> None:
    assert map_svg({**spec(), "focus": "1.1"}, drawn()) == map_svg(spec(), drawn(), focus="1.1")
    assert map_svg(spec(), drawn(), focus="9.9") == map_svg(spec(), drawn())


def test_values_of_kecamatan_colour_kecamatan() -> None:
    root = fromstring(map_svg(spec("kecamatan"), drawn()))
    assert set(areas(root)) == {"1.1", "1.2"}
    assert "1 kecamatan" in said(root)


def test_a_spec_without_classes_or_units_is_still_a_picture() -> None:
    root = fromstring(map_svg({**spec(), "classes": [], "units": {}}, drawn()))
    assert all(path.get("stroke-dasharray") for path in areas(root).values())


@pytest.mark.parametrize("city_code", [city.city_code for city in cities()])
@pytest.mark.parametrize("how", [
    {}, {"labels": "kelurahan", "size": (2400, 1700)}, {"legend": "below", "size": (1000, 1100), "font_px": 26},
    {"title": False, "size": (640, 420)},
])
def test_no_words_of_a_city_overlap_or_are_cut(city_code: str, how: dict) -> None:
    width, height = how.get("size", (1600, 900))
    for kind in published.drawn(city_code):
        city = drawing(city_code, kind)
        root = fromstring(map_svg(given_spec(city), city, **how))
        found = boxes(root)
        (marks,) = [group for group in root.iter(f"{SVG}g") if group.get("class") == "marks"]
        spots = [tuple(map(float, re.search(r"translate\((\S+) (\S+)\)", mark.get("transform")).groups())) for mark in marks.iter(f"{SVG}path")]
        assert not [text for text, box in found for x, y in spots if box[0] < x < box[2] and box[1] < y < box[3]], f"{kind}: a name lies on a symbol"
        overlaps = [(one, other) for (one, box), (other, another) in combinations(found, 2) if touches(box, another)]
        assert not overlaps, kind
        assert not [text for text, box in found if box[0] < 0 or box[1] < -1 or box[2] > width + 0.5 or box[3] > height], kind


@pytest.mark.parametrize("city_code", [city.city_code for city in cities()])
def test_every_kelurahan_of_a_kecamatan_in_focus_is_named(city_code: str) -> None:
    for kind in published.drawn(city_code):
        city = drawing(city_code, kind)
        for code in city["kecamatan"]:
            written = names(fromstring(map_svg(given_spec(city), city, focus=code)))
            own = {unit["name"] for unit in city["units"].values() if unit["kecamatan_code"] == code}
            assert not own - set(written), (kind, code)


@pytest.mark.parametrize("city_code", [city.city_code for city in cities()])
def test_every_kecamatan_of_a_city_is_named_on_a_slide(city_code: str) -> None:
    for kind in published.drawn(city_code):
        city = drawing(city_code, kind)
        written = names(fromstring(map_svg(given_spec(city), city)))
        assert sorted(written) == sorted(area["name"] for area in city["kecamatan"].values()), kind


def test_names_never_touch_one_another_nor_leave_the_frame() -> None:
    spots = [(f"Kelurahan Nomor {index}", 40 * (index % 9), 25 * (index // 9), 100 - index) for index in range(81)]
    wanted = [Wanted(name, x, y, 200, 80, 30, rank, 14, 400) for name, x, y, rank in spots]
    placed = place(wanted, (0, 0, 360, 225))
    assert 5 < len(placed) < 81
    assert all(label.box[0] >= 0 and label.box[1] >= 0 and label.box[2] <= 360 and label.box[3] <= 225 for label in placed)
    assert not [one for one, other in combinations(placed, 2) if touches(one.box, other.box)]


def test_a_name_gives_way_to_a_symbol() -> None:
    wanted = Wanted("Utara", 100, 100, 200, 200, 40, 1, 16, 400)
    assert place([wanted], (0, 0, 200, 200))[0].y == 100
    (label,) = place([wanted], (0, 0, 200, 200), [(95, 95, 105, 105)])
    assert not touches(label.box, (95, 95, 105, 105))


def test_a_long_name_is_broken_where_one_line_would_leave_its_area() -> None:
    (label,) = place([Wanted("Cisaranten Kulon", 200, 100, 300, 90, 20, 1, 16, 400)], (0, 0, 400, 200))
    assert label.lines == ("Cisaranten", "Kulon")


def test_a_name_without_room_stands_outside_with_a_line_to_its_point() -> None:
    here = [Wanted(name, x, 100, 300, 90, 0, rank, 16, 400, is_led=True) for name, x, rank in (("Satu", 222, 0), ("Dua", 200, 1))]
    first, second = place(here, (0, 0, 400, 200))
    assert (first.wanted.text, first.leader) == ("Dua", None)
    assert second.leader[:2] == (222, 100)


@pytest.mark.parametrize("city_code", [city.city_code for city in cities()])
def test_what_a_map_is_about_is_named_whatever_else_is_and_nothing_touches_it(city_code: str) -> None:
    for kind in published.drawn(city_code):
        city = drawing(city_code, kind)
        must = tuple(list(city["units"])[:: max(1, len(city["units"]) // 6)][:6])
        written = names(fromstring(map_svg(given_spec(city), city, named=must, font_px=45)))
        assert {city["units"][code]["name"] for code in must} <= set(written), kind


def test_the_png_has_the_asked_width_and_the_proportion_of_the_svg() -> None:
    content = svg_to_png(map_svg(spec(), drawn(), size=(800, 600)), 1600)
    assert content.startswith(b"\x89PNG\r\n")
    assert struct.unpack(">II", content[16:24]) == (1600, 1200)


def test_many_threads_get_each_their_own_picture() -> None:
    pictures = [map_svg({**spec(), "title": f"Peta {index}"}, drawn(), size=(400, 300)) for index in range(8)]
    with ThreadPoolExecutor(4) as crew:
        assert list(crew.map(lambda svg: svg_to_png(svg, 400), pictures)) == [svg_to_png(svg, 400) for svg in pictures]


def test_the_symbols_and_hatchings_of_the_browser_are_those_of_a_picture() -> None:
    script = (paths.ROOT / "static" / "map" / "marks.js").read_text(encoding="utf-8")
    shapes = dict(re.findall(r'^  (\w+): "(M[^"]+)"', script, re.MULTILINE))
    strokes = {name: (d, width) for name, d, width in re.findall(r'(\w+): \{ d: "([^"]+)", width: ([\d.]+) \}', script)}
    assert shapes == SYMBOLS and strokes == STROKES and {"triangle", "wedge"} <= set(SYMBOLS)


def test_a_plain_class_needs_no_hatching() -> None:
    defs = Element("defs")
    assert paint(defs, CLASSES[0], "a", 1.0) == "#8c3b0c"
    assert not len(defs)


def test_a_border_can_be_seen_on_each_kind_of_fill() -> None:
    assert len({border(CLASSES[0]), border(CLASSES[2]), border({**CLASSES[0], "fill": "#f6f4fa"})}) == 3


@pytest.mark.parametrize("weight", [400, 600, 700])
def test_the_typeface_is_at_hand_and_can_be_measured(weight: int) -> None:
    assert weight in {font.weight for font in fonts().fonts() if font.family == FAMILY and font.style == "normal"}
    assert text_width("kelurahan", 20, weight) == pytest.approx(2 * text_width("kelurahan", 10, weight))


def test_a_text_is_broken_between_words_only() -> None:
    assert wrapped("satu dua tiga", 10, text_width("satu dua", 10) + 0.1) == ["satu dua", "tiga"]
    assert wrapped("panjangsekali", 10, 5) == ["panjangsekali"]
    assert wrapped("", 10, 5) == [""]
