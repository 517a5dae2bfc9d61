"""The map as a picture without a browser: SVG text for pages of paper, PNG for slides. It looks like the one of static/map."""

import json
import re
from dataclasses import replace
from functools import lru_cache
from math import inf
from statistics import median
from xml.etree.ElementTree import Element, SubElement, tostring

import typst

from data import paths
from geo.published import KINDS, available
from reports.fonts import FAMILY, fonts
from reports.picture.frame import focus_box, frame_note
from reports.picture.ground import Ground
from reports.picture.labels import LINE, Box, Placed, Wanted, place, touches
from reports.picture.marks import border, paint, symbol, symbol_radius
from reports.picture.seats import seat
from reports.picture.words import INK, MUTED, RULE, draw_foot, draw_heading, draw_legend, foot_height, text

_NOBODY = {"id": "", "label": "Tidak ada data", "fill": "#ffffff", "pattern": "none", "symbol": "none"}
_AROUND = "#eceff1"  # the city around a kecamatan in focus
_OWN = 2.8  # of its inner radius: how wide a name may be that stands in its area alone
_FIRST = 1e6  # larger than any room: what the map is about is named before its neighbours
_WIDEST = 1.15  # how much wider than ours the typefaces of browsers are
_SCREEN = 13  # pixels of the type on a screen: lines and symbols keep their proportion to the type


def drawing(city_code: str, kind: str | None = None) -> dict | None:
    """The drawing of a city, of a kind or of its best one; None where there is none."""
    kinds = available(city_code)
    found = kind if kind in kinds else next(iter(kinds), None)
    if found is None or found not in KINDS:
        return None
    path = paths.geometry() / f"{city_code}.{found}.json"
    return _read(str(path), path.stat().st_mtime_ns)


@lru_cache(maxsize=8)
def _read(path: str, _: int) -> dict:
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def map_svg(
    spec: dict, drawn: dict, *, size: tuple[int, int] = (1600, 900), legend: str | None = "right", labels: str = "kecamatan",
    focus: str | None = None, title: bool = True, foot: str = "whole", font_px: float = 22, named: tuple[str, ...] = (),
) -> str:
    """A map of charts/map_spec.py as SVG of `size` pixels; type, lines and symbols grow with `font_px`.

    `legend` stands right or below; `labels`: kecamatan, kelurahan or none; `focus`, or that of the spec: code of a kecamatan that
    fills the frame with the names of its kelurahan, the city around it grey. Units that the spec does not mention are drawn as
    unknown. `named`: codes of kelurahan that are named whatever else is. `foot`: 'whole' has scale, north and source, and the subtitle where there is no title;
    'captioned' scale, north and where the borders come from, for a page that says the rest; 'none' nothing.
    """
    width, height = size
    asked = focus or spec.get("focus")
    focus = asked if asked in drawn["kecamatan"] else None
    root = Element("svg", {
        "xmlns": "http://www.w3.org/2000/svg", "viewBox": f"0 0 {width} {height}", "width": str(width), "height": str(height),
        "font-family": FAMILY, "font-size": f"{font_px:g}", "fill": INK, "role": "img",
    })
    SubElement(root, "title").text = f"{spec['title']}. {spec['subtitle']}"
    SubElement(root, "rect", {"width": str(width), "height": str(height), "fill": "#ffffff"})
    ground = SubElement(root, "g")
    is_captioned = foot == "captioned"
    said, told = "" if title or is_captioned else spec["subtitle"], {**drawn, "note": "" if is_captioned else frame_note(drawn, focus)}
    top = draw_heading(root, spec, width, font_px) if title else 0.0
    bottom = height - (foot_height(told, said, width, font_px) if foot != "none" else 0.0)
    frame = draw_legend(root, spec, (0.0, top, float(width), bottom), legend, font_px)
    fit = _Fit(drawn, frame, focus)
    marks = _draw(ground, spec, drawn, fit, focus, labels == "kelurahan" or (focus is not None and labels != "none"), font_px)
    if focus is not None:
        _cover(ground, fit.frame, size)
    if labels != "none":
        names = _names(spec, drawn, fit, labels, focus, font_px, [box for _, box in marks], named)
        for mark, box in marks:
            if any(touches(box, name.box) for name in names):
                mark.clear()  # half a symbol under a name says nothing; the hatching of the area does
        _write(root, names, font_px)
    if foot != "none":
        draw_foot(root, told, said, fit.scale, (width, bottom), font_px)
    return tostring(root, encoding="unicode")


def names_layer(spec: dict, drawn: dict, *, room: tuple[float, float], font_px: float, named: tuple[str, ...] = ()) -> Element:
    """The names of a map that a page shows in at most so many pixels, in the units of its drawing: kecamatan, or the kelurahan of the one in focus; first
    of all the kelurahan `named`. They have room for the widest typeface of a browser."""
    asked = spec.get("focus")
    focus = asked if asked in drawn["kecamatan"] else None
    left, top, right, bottom = focus_box(drawn["kecamatan"][focus]) if focus else (0.0, 0.0, drawn["width"], drawn["height"])
    scale = min(room[0] / (right - left), room[1] / (bottom - top))
    fit, wide = _Fit(drawn, (0.0, 0.0, scale * (right - left), scale * (bottom - top)), focus), _WIDEST * font_px
    placed = _names(spec, drawn, fit, "kecamatan", focus, wide, _symbols(spec, drawn, fit, focus, font_px), named)
    layer = Element("g", {"transform": fit.inverse})
    _write(layer, [replace(label, size=label.size / _WIDEST) for label in placed], font_px)
    return layer


def _symbols(spec: dict, drawn: dict, fit: "_Fit", focus: str | None, font: float) -> list[Box]:
    """Where the symbols of the areas stand that are not lifted to make room for a name."""
    boxes = []
    for code, area in _areas(spec, drawn).items():
        radius = symbol_radius(area["r"] * fit.scale, font / _SCREEN)
        if radius and _entry(spec, code)["symbol"] != "none" and focus in (None, area.get("kecamatan_code", code)):
            x, y = fit.at(area)
            boxes.append((x - radius, y - radius, x + radius, y + radius))
    return boxes


def svg_to_png(svg: str, width_px: int = 1600) -> bytes:
    """The SVG as PNG, `width_px` wide; any number of threads may ask at once."""
    found = re.match(r'<svg[^>]*? width="([\d.]+)" height="([\d.]+)"', svg)
    if found is None:
        raise ValueError("an SVG without width and height")
    width, height = map(float, found.groups())
    page = (
        f'#set page(width: {width:g}pt, height: {height:g}pt, margin: 0pt)\n'
        f'#image(bytes(sys.inputs.picture), format: "svg", width: {width:g}pt)'
    )
    # A page of so many points at 72 dots to the inch is so many pixels. A typst.Compiler kept for all would fail with
    # "Already borrowed" as soon as two threads draw at once; the fonts are what is worth keeping.
    return typst.compile(page.encode(), format="png", ppi=72 * width_px / width, sys_inputs={"picture": svg}, font_paths=fonts())


class _Fit:
    """How the drawing lies in its frame."""

    def __init__(self, drawn: dict, frame: Box, focus: str | None) -> None:
        left, top, right, bottom = focus_box(drawn["kecamatan"][focus]) if focus else (0.0, 0.0, drawn["width"], drawn["height"])
        margin = 0.06 * max(right - left, bottom - top) if focus else 0.0
        left, top, right, bottom = left - margin, top - margin, right + margin, bottom + margin
        inset = 4
        self.frame = (frame[0] + inset, frame[1] + inset, frame[2] - inset, frame[3] - inset)
        room = (self.frame[2] - self.frame[0], self.frame[3] - self.frame[1])
        self.scale = max(1e-6, min(room[0] / (right - left), room[1] / (bottom - top)))
        self._x = self.frame[0] + (room[0] - self.scale * (right - left)) / 2 - self.scale * left
        self._y = self.frame[1] + (room[1] - self.scale * (bottom - top)) / 2 - self.scale * top

    @property
    def origin(self) -> tuple[float, float]:
        """Where the origin of the drawing lies in the picture."""
        return self._x, self._y

    @property
    def transform(self) -> str:
        return f"translate({self._x:.2f} {self._y:.2f}) scale({self.scale:.5f})"

    @property
    def inverse(self) -> str:
        """From pixels of the frame back to the units of the drawing."""
        return f"scale({1 / self.scale:.5f}) translate({-self._x:.2f} {-self._y:.2f})"

    def box(self, area: dict) -> Box:
        left, top, right, bottom = (self.scale * value for value in area["box"])
        return self._x + left, self._y + top, self._x + right, self._y + bottom

    def around(self, area: dict, part: float) -> Box:
        """The middle of an area, as wide as this part of its inner radius to each side."""
        (x, y), room = self.at(area), part * self.scale * area["r"]
        return x - room, y - room, x + room, y + room

    def at(self, area: dict) -> tuple[float, float]:
        return self._x + self.scale * area["x"], self._y + self.scale * area["y"]


def _draw(
    parent: Element, spec: dict, drawn: dict, fit: _Fit, focus: str | None, is_close: bool, font: float,
) -> list[tuple[Element, Box]]:
    """Areas, borders and symbols; the symbols with their boxes. Where areas carry their names, the symbol stands above the name."""
    world = SubElement(parent, "g", {"transform": fit.transform, "stroke-linejoin": "round"})
    defs = SubElement(world, "defs")
    line = font / _SCREEN / fit.scale
    fills = [paint(defs, entry, f"kelas-{index}", line) for index, entry in enumerate(spec["classes"])]
    marks = Element("g", {"class": "marks"})
    boxes = []
    seen = {code for code, area in drawn["kecamatan"].items() if touches(fit.box(area), fit.frame)}
    for code, area in _areas(spec, drawn).items():
        entry = _entry(spec, code)
        kecamatan_code = area.get("kecamatan_code", code)
        if kecamatan_code not in seen:
            continue
        if focus not in (None, kecamatan_code):
            around = {"data-code": code, "fill": _AROUND}
            _shape(world, area["d"], "unit around", "#ffffff", line, **around)
            continue
        look = {"fill": fills[spec["units"][code][0]], "stroke": border(entry)} if entry is not _NOBODY else {
            "fill": entry["fill"], "stroke": RULE, "stroke-dasharray": f"{2 * line:.4g} {3 * line:.4g}",
        }
        _shape(world, area["d"], "unit", look.pop("stroke"), 0.8 * line, **{"data-code": code}, **look)
        radius = symbol_radius(area["r"] * fit.scale, font / _SCREEN)
        if radius and entry["symbol"] != "none":
            x, y = fit.at(area)
            y -= _lift(area["r"] * fit.scale, font) if is_close or spec["level"] == "kecamatan" else 0.0
            mark = SubElement(marks, "g")
            symbol(mark, entry, (x, y), radius)
            boxes.append((mark, (x - radius, y - radius, x + radius, y + radius)))
    for area in (drawn["kecamatan"][code] for code in sorted(seen)):
        _shape(world, area["d"], "kecamatan", INK, 1.3 * line, **{"stroke-opacity": ".8"})
    _shape(world, drawn["outline"], "outline", INK, 1.8 * line)
    if focus is not None:
        for width, colour in ((5, "#ffffff"), (2.6, INK)):
            _shape(world, drawn["kecamatan"][focus]["d"], "focus", colour, width * line)
    parent.append(marks)
    return boxes


def _shape(parent: Element, path: str, name: str, stroke: str, width: float, *, fill: str = "none", **more: str) -> None:
    SubElement(parent, "path", {"d": path, "class": name, "fill": fill, "stroke": stroke, "stroke-width": f"{width:.4g}", **more})


def _cover(parent: Element, frame: Box, size: tuple[int, int]) -> None:
    """White over what lies outside the frame: with a clip path typst would draw the whole city, far larger than the picture."""
    left, top, right, bottom = frame
    width, height = size
    hole = f"M{left:.1f} {top:.1f}V{bottom:.1f}H{right:.1f}V{top:.1f}z"
    around = f"M0 0H{width}V{height}H0z"
    SubElement(parent, "path", {"d": around + hole, "class": "cover", "fill": "#ffffff", "fill-rule": "evenodd"})


def _areas(spec: dict, drawn: dict) -> dict:
    return drawn["kecamatan"] if spec["level"] == "kecamatan" else drawn["units"]


def _entry(spec: dict, code: str) -> dict:
    index = spec["units"].get(code, (None,))[0]
    return _NOBODY if index is None else spec["classes"][index]


def _lift(room: float, font: float) -> float:
    return min(0.55 * font, 0.45 * room)


def _names(spec: dict, drawn: dict, fit: _Fit, labels: str, focus: str | None, font: float, symbols: list[Box], must: tuple[str, ...]) -> list[Placed]:
    """Kecamatan over the city, after the kelurahan that must be named; kelurahan where they are asked for or a kecamatan is in focus."""
    if labels == "kelurahan" or focus is not None:
        return _close_names(spec, drawn, fit, focus, font, symbols, must)
    pixel = font / _SCREEN
    first = _messages(drawn, fit, font, must)
    usual = []
    for code, area in drawn["kecamatan"].items():
        x, y = fit.at(area)
        rank, weight = (_FIRST, 700) if code in must else (0.0, 600)
        drop = _drop(spec, code, area, fit, font) if spec["level"] == "kecamatan" else 0.0
        usual.append(Wanted(area["name"], x, y, inf, inf, inf, rank, font * 0.82, weight, drop, is_quiet=bool(first), owner=code))
    ground = _ground(tuple((code, area["d"]) for code, area in drawn["kecamatan"].items()), fit.scale, fit.origin, fit.frame[2:], pixel)
    return seat([*first, *(one for one in usual if one.rank)], [one for one in usual if not one.rank], fit.frame, symbols, ground, pixel=pixel)


@lru_cache(maxsize=8)
def _ground(paths: tuple[tuple[str, str], ...], scale: float, origin: tuple[float, float], size: tuple[float, float], pixel: float) -> Ground:
    # kept: the maps of one deck often have the same frame
    return Ground(dict(paths), scale=scale, origin=origin, size=size, pixel=pixel)


def _drop(spec: dict, code: str, area: dict, fit: _Fit, font: float) -> float:
    """How far below the middle of an area its name stands: below its symbol, where it has one."""
    radius = symbol_radius(area["r"] * fit.scale, font / _SCREEN)
    return radius + font * 0.3 if radius and _entry(spec, code)["symbol"] != "none" else 0.0


def _close_names(spec: dict, drawn: dict, fit: _Fit, focus: str | None, font: float, symbols: list[Box], must: tuple[str, ...]) -> list[Placed]:
    """The areas of the spec, or those of the kecamatan in focus and its neighbours."""
    carries = _areas(spec, drawn)
    named = {code: area for code, area in carries.items() if focus in (None, code, area.get("kecamatan_code"))}
    usual = median(area["r"] for area in named.values()) * fit.scale
    size, weight = font * (1.0 if usual > 2.5 * font else 0.82), 400 if carries is drawn["units"] else 600
    wanted = []
    for code, area in named.items():
        x, y = fit.at(area)
        room = area["r"] * fit.scale
        width, reach = (2.15, 0.3) if drawn["kind"] == "tiles" else (3.2, 0.9)
        # Alone on its map a kelurahan without room for its name has it beside the kecamatan, not over its neighbours.
        widest = _OWN * room if focus is not None else max(width * room, 4.5 * size)
        wanted.append(Wanted(
            area["name"], x, y, room=widest, snug=2.0 * room, reach=reach * room, rank=room + (_FIRST if code in must else 0), size=size,
            weight=700 if code in must else weight, drop=_drop(spec, code, area, fit, font), is_led=focus is not None,
        ))
    if focus is not None:
        for code, area in drawn["kecamatan"].items():
            x, y = fit.at(area)
            room = area["r"] * fit.scale
            if code != focus:
                wanted.append(Wanted(area["name"], x, y, 4 * room, 2 * room, room, -1 / room, font * 0.82, 600, is_quiet=True))
    return place(wanted, fit.frame, symbols, areas=[] if focus is None else [fit.around(area, _OWN / 2) for area in named.values()])


def _messages(drawn: dict, fit: _Fit, font: float, must: tuple[str, ...]) -> list[Wanted]:
    """The kelurahan that the map is about, each beside with a line to it where its own area has no room."""
    wanted = []
    for area in (drawn["units"][code] for code in must if code in drawn["units"]):
        x, y = fit.at(area)
        room = area["r"] * fit.scale
        wanted.append(Wanted(area["name"], x, y, room=2.2 * room, snug=inf, reach=0.2 * room, rank=_FIRST, size=font, weight=700, owner=area["kecamatan_code"]))
    return wanted


def _write(root: Element, placed: list[Placed], font: float) -> None:
    group = SubElement(root, "g", {"class": "names", "text-anchor": "middle"})
    for label in placed:
        if label.leader:
            x, y, to_x, to_y = label.leader
            rounded = {"stroke-linecap": "round"}
            for width, colour in ((0.18, "#ffffff"), (0.06, INK)):
                _shape(group, f"M{x:.1f} {y:.1f}L{to_x:.1f} {to_y:.1f}", "leader", colour, font * width, **rounded)
            _shape(group, f"M{x:.1f} {y:.1f}h.01", "leader", INK, font * 0.17, **rounded)
    for label in placed:
        size, lines = label.size, label.lines
        halo = {
            "stroke": "#ffffff", "stroke-opacity": ".9", "stroke-width": f"{size * 0.24:.2f}", "stroke-linejoin": "round",
            "paint-order": "stroke",
        }
        colour = MUTED if label.wanted.is_quiet else INK
        first = label.y - (len(lines) - 1) / 2 * size * LINE + size * 0.35
        text(group, lines, label.x, first, size, label.wanted.weight, colour, **halo)
