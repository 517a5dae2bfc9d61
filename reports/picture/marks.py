"""Fill, hatching and symbol of a class as SVG: the looks of static/map/marks.js, for pictures that no browser draws."""

from xml.etree.ElementTree import Element, SubElement

SIZE = 7  # of a hatching tile, in screen pixels
STROKES = {
    "hatch": ("M-1 8L8 -1M-1 1L1 -1M6 8L8 6", "0.9"),
    "counterhatch": ("M-1 -1L8 8M6 -1L8 1M-1 6L1 8", "0.9"),
    "crosshatch": ("M-1 8L8 -1M-1 1L1 -1M6 8L8 6M-1 -1L8 8M6 -1L8 1M-1 6L1 8", "0.8"),
    "grid": ("M0 3.5H7M3.5 0V7", "1"),
    "lines": ("M0 1.75H7M0 5.25H7", "0.7"),
    "bars": ("M1.75 0V7M5.25 0V7", "0.7"),
    "dots": ("M1.8 1.8h.01M5.3 5.3h.01", "1.7"),
}
SYMBOLS = {
    "circle": "M-1 0A1 1 0 1 1 1 0A1 1 0 1 1 -1 0Z",
    "disc": "M-1 0A1 1 0 1 1 1 0A1 1 0 1 1 -1 0Z",
    "triangle": "M0 -1.1L1.1 0.85L-1.1 0.85Z",
    "wedge": "M0 1.1L1.1 -0.85L-1.1 -0.85Z",
    "square": "M-0.9 -0.9H0.9V0.9H-0.9Z",
}
RULE = "#7b8790"
_DARK, _LIGHT, _STROKE = "#1d2a33", "#ffffff", "#5c6b76"


def is_pale(fill: str) -> bool:
    """True of fills on which a white border cannot be seen."""
    return _lightness(fill) > 0.8


def border(entry: dict) -> str:
    """The colour of a border that can be seen on a class: white gets lost on pale fills, anything pale in a hatching."""
    if entry["pattern"] in STROKES and _lightness(entry["fill"]) > 0.6:
        return RULE
    return "#a9b3ba" if is_pale(entry["fill"]) else "#ffffff"


def symbol_radius(room: float, pixel: float) -> float:
    """Radius of the symbol of an area with so much room around its middle, 0 where none fits; `pixel` is one of the screen."""
    return 0.0 if room < 4.6 * pixel else min(5.2 * pixel, max(2.4 * pixel, room * 0.34))


def ink(fill: str) -> str:
    """Dark or light, whichever reads on a fill."""
    return _DARK if _lightness(fill) > 0.3 else _LIGHT


def paint(defs: Element, entry: dict, name: str, scale: float) -> str:
    """The paint of a class; a hatching is added to `defs` under `name`, `scale` units of the drawing to a screen pixel."""
    if entry["pattern"] not in STROKES:
        return entry["fill"]
    path, width = STROKES[entry["pattern"]]
    tile = SubElement(defs, "pattern", {
        "id": name, "width": str(SIZE), "height": str(SIZE), "patternUnits": "userSpaceOnUse",
        "patternTransform": f"scale({scale:.4g})",
    })
    SubElement(tile, "rect", {"width": str(SIZE), "height": str(SIZE), "fill": entry["fill"]})
    SubElement(tile, "path", {
        "d": path, "stroke-width": width, "stroke-linecap": "round", "fill": "none",
        **({"stroke": _STROKE} if ink(entry["fill"]) == _DARK else {"stroke": _LIGHT, "stroke-opacity": ".6"}),
    })
    return f"url(#{name})"


def symbol(parent: Element, entry: dict, at: tuple[float, float], radius: float) -> None:
    """The symbol of a class, nothing where it has none; on a hatching it has some plain ground around it."""
    if entry["symbol"] not in SYMBOLS:
        return
    colour = ink(entry["fill"])
    place = {"d": SYMBOLS[entry["symbol"]], "transform": f"translate({at[0]:.1f} {at[1]:.1f}) scale({radius:.3g})"}
    if entry["pattern"] in STROKES:
        SubElement(parent, "path", {**place, "class": "ground", "fill": entry["fill"], "stroke": entry["fill"], "stroke-width": ".9", "stroke-linejoin": "round"})
    look = {"fill": "none", "stroke": colour, "stroke-width": ".35"} if entry["symbol"] == "circle" else {"fill": colour}
    SubElement(parent, "path", {**place, "class": "symbol", **look})


def legend_classes(spec: dict) -> list[dict]:
    """The classes that a legend explains: those in which there is a place."""
    return [entry for entry in spec["classes"] if entry["count"]]


def swatch(entry: dict, name: str) -> Element:
    """The look of a class beside its meaning in a page; `name` is that of its hatching, which must be there once."""
    drawn = Element("svg", {"class": "swatch", "width": "28", "height": "18", "viewBox": "0 0 28 18", "aria-hidden": "true"})
    fill = paint(SubElement(drawn, "defs"), entry, name, 1.0)
    SubElement(drawn, "rect", {"x": ".5", "y": ".5", "width": "27", "height": "17", "rx": "3", "stroke": RULE, "fill": fill})
    symbol(drawn, entry, (14, 9), 4.6)
    return drawn


def _lightness(fill: str) -> float:
    red, green, blue = (int(fill[start : start + 2], 16) / 255 for start in (1, 3, 5))
    return 0.2126 * red**2.2 + 0.7152 * green**2.2 + 0.0722 * blue**2.2
