"""Maps of the story: one SVG a map, drawn whole without a script; the shapes of a city stand in the page once."""

from xml.etree.ElementTree import Element, SubElement

from charts.words import UNKNOWN, number
from reports.figures.contents import Map
from reports.picture.frame import focus_box
from reports.picture.map_picture import names_layer
from reports.picture.marks import is_pale, legend_classes, paint, swatch, symbol, symbol_radius

_NOBODY = "#ffffff"
_SCREENS = {"phone": ((350.0, 580.0), 12.5), "desk": ((520.0, 580.0), 14.0)}  # pixels of the room for a map, and of its type


def shapes(drawing: dict, key: str) -> Element:
    """The shapes of a drawing, invisible, to be used by any number of maps under the ids `key`-code."""
    store = Element("svg", {"class": "store", "width": "0", "height": "0", "aria-hidden": "true"})
    defs = SubElement(store, "defs")
    for areas in (drawing["units"], drawing["kecamatan"]):
        for code, area in areas.items():
            SubElement(defs, "path", {"id": f"{key}-{code}", "d": area["d"], "vector-effect": "non-scaling-stroke"})
    SubElement(defs, "path", {"id": f"{key}-batas", "d": "".join(area["d"] for area in drawing["kecamatan"].values()), "vector-effect": "non-scaling-stroke"})
    SubElement(defs, "path", {"id": f"{key}-tepi", "d": drawing["outline"], "vector-effect": "non-scaling-stroke"})
    return store


def picture(shown: Map, drawing: dict, *, shape_key: str) -> Element:
    """The drawn map. Each area carries name, value and further lines as its title; a kecamatan is shown alone, its city around it."""
    spec, focus = shown.spec, shown.spec.get("focus")
    areas = drawing["kecamatan"] if spec["level"] == "kecamatan" else drawing["units"]
    left, top, right, bottom = focus_box(drawing["kecamatan"][focus]) if focus else (0, 0, drawing["width"], drawing["height"])
    edge = max(right - left, bottom - top) * (0.06 if focus else 0.006)
    scale = (right - left + 2 * edge) / 600
    drawn = Element("svg", {
        "class": "map", "viewBox": f"{left - edge:g} {top - edge:g} {right - left + 2 * edge:g} {bottom - top + 2 * edge:g}",
        "role": "group", "tabindex": "0",
        "data-shapes": shape_key, "data-title": spec["title"], "aria-label": f"{spec['title']}. Panah memilih wilayah tetangga.",
    })
    defs = SubElement(drawn, "defs")
    fills = [paint(defs, entry, f"{shown.key}-{index}", scale) for index, entry in enumerate(spec["classes"])]
    units, marks = SubElement(drawn, "g"), SubElement(drawn, "g", {"class": "marks"})
    for code, area in areas.items():
        if focus and area.get("kecamatan_code") != focus:
            SubElement(units, "use", {"href": f"#{shape_key}-{code}", "class": "around"})
            continue
        class_index, value, lines = spec["units"].get(code, (None, UNKNOWN, ()))
        entry = spec["classes"][class_index] if class_index is not None else None
        place = area["name"]
        if spec["level"] != "kecamatan":
            place += f", Kec. {drawing['kecamatan'][area['kecamatan_code']]['name']}"
        unit = SubElement(units, "use", {
            "href": f"#{shape_key}-{code}", "class": "unit pale" if entry is None or is_pale(entry["fill"]) else "unit",
            "fill": fills[class_index] if entry else _NOBODY, "data-code": code, "data-x": f"{area['x']:g}", "data-y": f"{area['y']:g}",
        })
        is_told = entry is None or _is_said(entry["label"], (value, *lines))
        SubElement(unit, "title").text = "\n".join([place, value, *([] if is_told else [entry["label"]]), *lines])
        radius = symbol_radius(area["r"], scale)
        if entry and radius:
            symbol(marks, entry, (area["x"], area["y"]), radius)
    for name in ("batas", "tepi"):
        SubElement(drawn, "use", {"href": f"#{shape_key}-{name}", "class": name})
    return drawn


def named(shown: Map, drawing: dict) -> list[Element]:
    """The names of the places of a map, once for a phone and once for a desk, of which the page shows the one that fits."""
    layers = []
    for screen, (room, font) in _SCREENS.items():
        layer = names_layer(shown.spec, drawing, room=room, font_px=font, named=shown.named)
        layer.attrib |= {"class": f"names {screen}", "aria-hidden": "true"}
        layers.append(layer)
    return layers


def _is_said(label: str, lines: tuple[str, ...]) -> bool:
    """Whether one of the lines says the label of a class: '0%' says '0', 'kurang 3 orang' says 'kurang 3', 'memenuhi norma' says '0, memenuhi norma'."""
    return any(line == label or line.startswith((f"{label} ", f"{label}%")) or label.endswith(f", {line}") for line in lines)


def legend(shown: Map) -> Element:
    """What each look means and how many areas have it."""
    spec = shown.spec
    listed = Element("ul", {"class": "legend", "aria-label": "Keterangan peta"})
    word = "kecamatan" if spec["level"] == "kecamatan" else spec["unit_word"]
    for index, entry in enumerate(legend_classes(spec)):
        row = SubElement(listed, "li")
        row.append(swatch(entry, f"{shown.key}-s{index}"))
        SubElement(row, "span").text = entry["label"]
        SubElement(row, "b").text = f"{number(entry['count'])} {word}"
    return listed
