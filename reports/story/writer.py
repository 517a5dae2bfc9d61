"""The story: one HTML file with words, maps, charts and tables, complete in itself, that opens on any phone without a network."""

import base64
import hashlib
from functools import cache
from pathlib import Path
from xml.etree.ElementTree import Element, SubElement, tostring

from charts.words import capital, month_long
from data.paths import ROOT
from geo.published import credit
from reports.binding import bind
from reports.explanation import beside, headline_facts, quality_tables
from reports.figures.contents import Contents, Map, Series, Table
from reports.picture.frame import frame_note
from reports.picture.map_picture import drawing
from reports.story.chart import chart, series_key
from reports.story.map import legend, named, picture, shapes
from reports.story.table import folded, rows, terms
from reports.storyboard.slides import Slide, chapters, slides
from reports.writing import target

_PARTS = Path(__file__).parent
_WALK = ROOT / "static" / "map" / "walk.js"  # how the arrow keys go from one area to the next, shared with the map of the pages
_TABLE_MOST = 12  # rows of a table that stands open among the words
_COLUMNS_MOST = 5  # columns of one that stands beside another message


def write_story(contents: Contents, path: Path) -> Path:
    """Write the story to `path`. UserError when the folder cannot be written."""
    with target(path) as file:
        file.write(story(contents).encode("utf-8"))
    return path


def story(contents: Contents) -> str:
    """The story as text. Every word of it is set as text or attribute, never as markup."""
    page = Element("html", {"lang": "id"})
    _head(page, contents)
    body = SubElement(page, "body")
    shown = slides(contents)
    places = {}
    for each in _maps(shown):
        places.setdefault(each.kind, f"g{len(places)}")
    for kind, name in places.items():
        body.append(shapes(drawing(contents.city_code, kind), name))
    if contents.is_simulated:
        mark = SubElement(body, "p", {"class": "simulation", "role": "note"})
        mark.text = "DATA SIMULASI "
        SubElement(mark, "span").text = "orang dan angkanya rekaan, untuk mencoba produk"
    _opening(body, contents, shown)
    main = SubElement(body, "main")
    _search(main, contents)
    for position, (chapter, group) in enumerate(chapters(shown)):
        section = SubElement(main, "section", {"id": f"bab{position}"})
        SubElement(section, "h2").text = chapter
        grid = SubElement(section, "div", {"class": "slides"})
        for slide in group:
            grid.append(_told(contents, slide, places, is_first=slide is shown[1]))
    section = SubElement(main, "section", {"id": "tabel"})
    SubElement(section, "h2").text = "Tabel, definisi, dan sumber"
    told = {slide.picture.key for slide in shown if isinstance(slide.picture, Table)}
    section.extend([*(folded(table) for key, table in contents.tables.items() if key not in told), terms(contents), *map(folded, quality_tables(contents))])
    _closing(body, contents)
    bind(body)
    SubElement(body, "div", {"class": "tip", "aria-hidden": "true"})
    SubElement(body, "p", {"class": "live unseen", "aria-live": "polite"})
    SubElement(body, "script").text = _script()
    return "<!DOCTYPE html>\n" + tostring(page, encoding="unicode", method="html")


def _head(page: Element, contents: Contents) -> None:
    head = SubElement(page, "head")
    SubElement(head, "meta", {"charset": "utf-8"})
    SubElement(head, "meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"})
    SubElement(head, "meta", {"http-equiv": "Content-Security-Policy", "content": _policy()})
    SubElement(head, "meta", {"name": "referrer", "content": "no-referrer"})
    SubElement(head, "meta", {"name": "color-scheme", "content": "light dark"})
    SubElement(head, "meta", {"name": "author", "content": contents.agency})
    SubElement(head, "title").text = f"{contents.place_name}, {month_long(contents.period)}"
    SubElement(head, "link", {"rel": "icon", "href": "data:,"})
    SubElement(head, "style").text = _style()


def _opening(body: Element, contents: Contents, shown: list[Slide]) -> None:
    header = SubElement(body, "header")
    SubElement(header, "p", {"class": "agency"}).text = contents.agency
    SubElement(header, "p", {"class": "agency"}).text = "Relawan sosial dan kebutuhan layanan (PPKS)"
    SubElement(header, "h1").text = contents.full_name
    if contents.occasion:
        SubElement(header, "p", {"class": "occasion"}).text = ". ".join(contents.occasion.lines)
    SubElement(header, "p", {"class": "when"}).text = f"Keadaan {month_long(contents.period)}. Norma: {contents.norm.name}."
    SubElement(header, "p", {"class": "lead"}).text = shown[0].told
    listed = SubElement(header, "ul", {"class": "facts"})
    for fact in headline_facts(contents):
        entry = SubElement(listed, "li", {"data-fact": fact.key})
        SubElement(entry, "span", {"class": "label"}).text = fact.label
        big = SubElement(entry, "span", {"class": "big" if fact.is_shown else "big word"})
        big.text = fact.text
        if beside(fact):
            big.text += " "
            SubElement(big, "span", {"class": "unit"}).text = beside(fact)
    parts = SubElement(SubElement(header, "nav", {"aria-label": "Bagian"}), "ol")
    for position, chapter in enumerate([*(chapter for chapter, _ in chapters(shown)), None]):
        link = SubElement(SubElement(parts, "li"), "a", {"href": f"#bab{position}" if chapter else "#tabel"})
        link.text = chapter or "Tabel dan sumber"


def _search(main: Element, contents: Contents) -> None:
    form = SubElement(main, "div", {"class": "search", "hidden": "hidden"})
    SubElement(form, "label", {"for": "cari"}).text = f"Cari {contents.unit_word} Anda"
    SubElement(form, "input", {"id": "cari", "type": "search", "list": "tempat", "autocomplete": "off", "spellcheck": "false"})
    SubElement(form, "datalist", {"id": "tempat"})
    SubElement(form, "div", {"class": "found", "aria-live": "polite"})


def _told(contents: Contents, slide: Slide, places: dict[str, str], *, is_first: bool) -> Element:
    """One message: its sentence, what else is to be said, picture, formula and source."""
    is_broad = isinstance(slide.picture, Table) and len(slide.picture.columns) > _COLUMNS_MOST
    told = Element("article", {"class": "one wide" if is_broad or is_first and isinstance(slide.picture, Map) else "one", "data-slide": slide.key})
    SubElement(told, "h3").text = slide.sentence
    if slide.rest and not slide.points:
        SubElement(told, "p").text = slide.rest
    for line in slide.added:
        SubElement(told, "p", {"class": "note"}).text = line
    if slide.points:
        points = SubElement(told, "ol", {"class": "points"})
        for point in slide.points:
            SubElement(points, "li").text = point
    told.extend(_pictured(contents, slide, places))
    if slide.origins and slide.picture is not None:
        details = SubElement(told, "details", {"class": "source"})
        SubElement(details, "summary").text = "Rumus dan sumber"
        for said in slide.origins:
            SubElement(details, "p").text = said
    return told


def _pictured(contents: Contents, slide: Slide, places: dict[str, str]) -> list[Element]:
    shown = slide.picture
    if isinstance(shown, Map):
        figure = Element("figure", {"data-map": shown.key})
        frame = SubElement(figure, "div", {"class": "withlegend"})
        drawn = drawing(contents.city_code, shown.kind)
        made = picture(shown, drawn, shape_key=places[shown.kind])
        made.extend(named(shown, drawn))
        frame.append(made)
        frame.append(legend(shown))
        SubElement(figure, "figcaption").text = ". ".join(filter(None, [shown.spec["title"], frame_note(drawn, shown.spec.get("focus")), credit(drawn["source"])]))
        return [figure]
    if isinstance(shown, Series):
        figure = Element("figure", {"data-series": shown.key})
        SubElement(figure, "figcaption").text = shown.captioned
        looks = series_key(shown)
        figure.extend([*([looks] if looks is not None else []), chart(shown)])
        return [figure]
    if isinstance(shown, Table):
        caption = Element("p", {"class": "note"})
        caption.text = shown.captioned
        return [*([caption] if len(shown.rows) <= _TABLE_MOST else []), rows(shown) if len(shown.rows) <= _TABLE_MOST else folded(shown)]
    return []


def _closing(body: Element, contents: Contents) -> None:
    footer = SubElement(body, "footer")
    for said in (
        contents.source_line, f"{capital(contents.newest)}.", contents.quality.ledger_line,
        f"Norma: {contents.norm.name}. {contents.norm.decided_by}.",
        "Angka orang yang membutuhkan layanan di sini adalah tampilan publik: angka kecil disembunyikan, selebihnya dibulatkan.",
    ):
        if said:
            SubElement(footer, "p").text = said
    SubElement(SubElement(footer, "noscript"), "p").text = "Penampil ini tidak menjalankan skrip; angka di balik peta ada di tabel. Buka berkas ini di peramban untuk mengetuk peta."


def _maps(shown: list[Slide]) -> list[Map]:
    return [slide.picture for slide in shown if isinstance(slide.picture, Map)]


def _policy() -> str:
    """Nothing from anywhere: only the script and the style that stand in this file, known by their digests."""
    return f"default-src 'none'; script-src '{_digest(_script())}'; style-src '{_digest(_style())}'; img-src data:; base-uri 'none'; form-action 'none'"


def _digest(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode()}"


@cache
def _style() -> str:
    return (_PARTS / "story.css").read_text(encoding="utf-8")


@cache
def _script() -> str:
    walk = _WALK.read_text(encoding="utf-8").replace("export ", "")
    return f'"use strict";\n{{\n{walk}\n{(_PARTS / "story.js").read_text(encoding="utf-8")}\n}}'
