"""Slides for a hall as HTML: every word is set as text or attribute, never as markup; sizes follow the screen in static/presentation/."""

import json
import re
from xml.etree.ElementTree import Element, SubElement, tostring

from charts.words import month_long, number
from geo.published import credit
from reports.binding import bind
from reports.figures.contents import Column, Contents, Fact, Map, Series, Table, cell_text
from reports.picture.frame import frame_note
from reports.picture.map_picture import drawing
from reports.picture.marks import legend_classes, swatch
from reports.picture.spoken import map_in_words
from reports.story.map import picture, shapes
from reports.storyboard.slides import Slide
from ui.presentation.chart import chart

_ROWS_MOST = 10
_COLUMNS_MOST = 4
_SHORT_LABEL = 5  # letters of a class that has room beside another
# Columns that a hall needs of a table that has more; of others the first ones.
_KEPT = {"activities": ("kind", "planned", "done", "participants")}
_RANGE = re.compile(r"(?<=\d) sampai (?=\d)")


def slides_html(contents: Contents, shown: list[Slide]) -> str:
    """The sections of all slides; the shapes of the city stand before them once, the maps refer to them."""
    root = Element("div")
    kinds = {slide.picture.kind for slide in shown if isinstance(slide.picture, Map)}
    for kind in sorted(kinds):
        root.append(shapes(drawing(contents.city_code, kind), kind))
    for position, slide in enumerate(shown, start=1):
        root.append(_section(contents, slide, position, len(shown)))
    bind(root)
    return "".join(tostring(child, encoding="unicode", method="html") for child in root)


def _section(contents: Contents, slide: Slide, position: int, count: int) -> Element:
    look = "bermap" if isinstance(slide.picture, Map) else "gambar" if slide.picture is not None else "pembuka" if slide.key == "title" else "butir"
    section = Element("section", {
        "class": f"slide {look}", "data-key": slide.key, "data-chapter": slide.chapter, "aria-label": f"Slide {position} dari {count}",
        "data-notes": _notes(contents, slide),
    })
    top = SubElement(section, "div", {"class": "top"})
    SubElement(top, "p", {"class": "chapter"}).text = slide.chapter or contents.agency
    if contents.is_simulated:
        SubElement(top, "p", {"class": "simulation"}).text = "DATA SIMULASI"
    SubElement(section, "h2").text = slide.headline
    body = SubElement(section, "div", {"class": "body"})
    if slide.fact is not None:
        body.append(_figure(slide.fact, slide.proof))
    if isinstance(slide.picture, Map):
        _put_map(body, contents, slide.picture)
    elif isinstance(slide.picture, Series):
        SubElement(body, "p", {"class": "caption"}).text = f"{slide.picture.title}{slide.picture.unit_behind}"
        body.append(chart(slide.picture))
    elif isinstance(slide.picture, Table):
        SubElement(body, "p", {"class": "caption"}).text = slide.picture.title
        body.append(_table(slide.picture))
    else:
        _put_points(body, slide)
    foot = SubElement(section, "footer")
    origin = SubElement(foot, "div")
    for line in filter(None, (slide.known, _imprint(contents, slide))):
        SubElement(origin, "p", {"class": "imprint"}).text = line
    SubElement(foot, "p", {"class": "page"}).text = f"{position}/{count}"
    return section


def _figure(fact: Fact, proof: tuple[str, ...]) -> Element:
    """The one number, its unit unless the label says it, what it counts, and what the headline rests on."""
    figure = Element("p", {"class": "figure" if fact.is_shown else "figure word"})
    SubElement(figure, "b").text = fact.text
    unit = fact.said.removeprefix(fact.text).strip()
    if unit and unit.lower() not in fact.label.lower():
        SubElement(figure, "span", {"class": "unit"}).text = unit
    SubElement(figure, "span", {"class": "label"}).text = fact.label
    for line in proof:
        SubElement(figure, "span", {"class": "proof"}).text = line
    return figure


def _put_map(body: Element, contents: Contents, shown: Map) -> None:
    body.append(_legend(shown))
    figure = SubElement(body, "figure")
    SubElement(figure, "figcaption", {"class": "caption"}).text = shown.title
    drawn = drawing(contents.city_code, shown.kind)
    frame = SubElement(figure, "div", {"class": "frame", "data-names": json.dumps(_names(shown, drawn), ensure_ascii=False)})
    made = picture(shown, drawn, shape_key=shown.kind)
    made.attrib = {"class": "map", "viewBox": made.get("viewBox"), "role": "img", "aria-label": map_in_words(shown)}
    frame.append(made)
    figure.append(_origin(contents, drawn))


def _origin(contents: Contents, drawn: dict) -> Element:
    """Edition and source of a map within its picture, beside room for scale and north, which the script draws where the map is to scale; its title says the month."""
    line = Element("p", {"class": "imprint origin"})
    if drawn["kind"] != "tiles":
        SubElement(line, "span", {"class": "scale", "data-km": f"{drawn['km_per_unit']:g}", "aria-hidden": "true"})
    SubElement(line, "span").text = " · ".join(filter(None, (f"edisi {contents.edition_id}", credit(drawn["source"]))))
    return line


def _names(shown: Map, drawn: dict) -> dict[str, list[list] | bool]:
    """Name, middle, inner radius and shape of what must be named, and of what else may be, most room first: kecamatan, or the kelurahan of the one shown.

    `isClose`: a kecamatan is shown alone, and then all of its kelurahan are named.
    """
    focus, units = shown.spec.get("focus"), drawn["units"]
    areas = units if focus else drawn["kecamatan"]
    codes = [code for code, area in units.items() if area["kecamatan_code"] == focus] if focus else drawn["kecamatan"]
    must = [code for code in shown.named if code in units]
    usual = sorted((code for code in codes if code not in must), key=lambda code: -areas[code]["r"])
    listed = {
        key: [[area["name"], round(area["x"], 1), round(area["y"], 1), round(area["r"], 1), f"{shown.kind}-{code}"] for code in part for area in (source[code],)]
        for key, part, source in (("must", must, units), ("usual", usual, areas))
    }
    return {**listed, "isClose": focus is not None}


def _legend(shown: Map) -> Element:
    """Look, meaning and count of each class in as few words as a hall can read."""
    spec = shown.spec
    listed = Element("ul", {"class": "legend"})
    head = SubElement(listed, "li", {"class": "head"})
    SubElement(head, "span")
    SubElement(head, "span")
    SubElement(head, "b").text = "kecamatan" if spec["level"] == "kecamatan" else spec["unit_word"]
    for index, entry in enumerate(legend_classes(spec)):
        label = _short(entry["label"])
        row = SubElement(listed, "li", {"class": "long"} if len(label) > _SHORT_LABEL else {})
        row.append(swatch(entry, f"{shown.key}-ket-{index}"))
        SubElement(row, "span").text = label
        SubElement(row, "b").text = number(entry["count"])
    return listed


def _short(label: str) -> str:
    """'3 sampai 4 anggota, di bawah norma' -> '3–4 anggota'; '0, memenuhi norma' -> 'memenuhi norma'."""
    first, _, rest = label.partition(", ")
    kept = first if re.search(r"[a-z]{3}", first) or not rest else rest
    return _RANGE.sub("–", kept)


def _table(table: Table) -> Element:
    """As many rows and columns as can be read from afar."""
    wanted = _KEPT.get(table.key)
    kept = [index for index, column in enumerate(table.columns) if wanted is None or column.key in wanted][:_COLUMNS_MOST]
    made = Element("table", {"class": "rows", "data-trim": "tr", "data-total": str(max(table.count, len(table.rows))), "data-title": table.title, "aria-label": table.captioned})
    head = SubElement(SubElement(made, "thead"), "tr")
    for index in kept:
        SubElement(head, "th", {"scope": "col", **_side(table.columns[index])}).text = table.columns[index].label
    rows = SubElement(made, "tbody")
    for row in table.rows[:_ROWS_MOST]:
        line = SubElement(rows, "tr")
        for index in kept:
            SubElement(line, "td", _side(table.columns[index])).text = cell_text(row[index], table.columns[index])
    if table.total is not None:
        line = SubElement(SubElement(made, "tfoot"), "tr")
        for index in kept:
            SubElement(line, "td", _side(table.columns[index])).text = cell_text(table.total[index], table.columns[index])
    return made


def _side(column: Column) -> dict[str, str]:
    """Numbers to the right; the kecamatan of a kelurahan is the first to go where the screen is narrow."""
    if column.key == "kecamatan":
        return {"class": "extra"}
    return {"class": "n"} if column.is_number else {}


def _put_points(body: Element, slide: Slide) -> None:
    """Points of a title or decision slide; where data are missing, the sentence that says what would bring them."""
    points = slide.points or (slide.rest,)
    listed = SubElement(body, "ol" if slide.key == "decisions" else "ul", {"class": "points"})
    for point in filter(None, points):
        SubElement(listed, "li").text = point


def _imprint(contents: Contents, slide: Slide) -> str:
    """What a hall must know of the origin in one line: of whom, when, the public view, and what kind of map; edition and dates stand on the title and in the notes."""
    note = frame_note(drawing(contents.city_code, slide.picture.kind), slide.picture.spec.get("focus")) if isinstance(slide.picture, Map) else ""
    return " · ".join(filter(None, (contents.full_name, month_long(contents.period), "tampilan publik", note)))


def _notes(contents: Contents, slide: Slide) -> str:
    """The notes of the slide with the source of its map."""
    source = drawing(contents.city_code, slide.picture.kind)["source"] if isinstance(slide.picture, Map) else ""
    return f"{slide.notes}\nPeta: {source}." if source else slide.notes
