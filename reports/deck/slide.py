"""One slide of the storyboard on its layout: words in the placeholders, the picture where the template wants it, notes underneath."""

from copy import deepcopy
from dataclasses import replace

from pptx.oxml.ns import qn
from pptx.presentation import Presentation as Deck
from pptx.shapes.base import BaseShape
from pptx.slide import Slide as Page
from pptx.slide import SlideLayout
from pptx.util import Emu, Pt

from reports.deck import chart as deck_chart
from reports.deck import table as deck_table
from reports.deck.box import Box, describe
from reports.deck.map import Drawings
from reports.deck.template import layout_named
from reports.deck.text import height
from reports.deck.words import OPENING, SMALL, add_fact_line, add_words, put, put_fact, put_foot, put_headline, put_points, remove
from reports.figures.contents import Contents, Map, Series, Table
from reports.picture.spoken import series_in_words
from reports.storyboard.slides import Slide

_UNDER, _GAP = 4.0, 6.0  # points under the title of a picture, and between a table and its note
_FEW_ROWS = 4
_REST = "Selengkapnya di buku kerja (xlsx)."
_LEFT_OUT = "Ditampilkan 10 dari 100 baris dan 10 dari 12 kolom; selengkapnya di buku kerja (xlsx)."


def add_slide(deck: Deck, contents: Contents, slide: Slide, number: int, drawings: Drawings) -> Page:
    """The slide at the end of the deck; `number` is printed on it, its map is ordered from `drawings`."""
    layout = _layout_of(deck, slide)
    page = deck.slides.add_slide(layout)
    places = {shape.name: shape for shape in _own_places(page, layout)}
    down = put_headline(places["Judul"], slide)
    if "Bab" in places:
        put(places["Bab"], [slide.chapter], SMALL)
    if "Poin" in places:
        is_cover = slide.key == OPENING
        put_points(places["Poin"], replace(slide, points=(contents.agency, *slide.points)) if is_cover else slide, down)
    if "Angka" in places:
        put_fact(places["Angka"], places["Keterangan"], slide, down)
    if "Gambar" in places:
        box = Box.of(places["Gambar"]).lowered(down)
        remove(places["Gambar"])
        if "Angka" not in places and slide.fact is not None:
            box = box.lowered(add_fact_line(page, slide, box) + _GAP)
        picture = _that_fits(slide.picture, box)
        _put_picture(page, box, picture, drawings)
        if picture is not slide.picture:
            slide = replace(slide, origins=tuple(line.replace(slide.picture.captioned, picture.captioned) for line in slide.origins))
    put_foot(places, contents, slide.known, number)
    page.notes_slide.notes_text_frame.text = slide.notes
    page._element.cSld.set("name", slide.key)
    return page


def _layout_of(deck: Deck, slide: Slide) -> SlideLayout:
    """The layout on which a slide stands; a picture that wants the whole width has its number on a line above."""
    if slide.picture is None:
        return layout_named(deck, "Pembuka" if slide.key == OPENING else "Poin")
    if slide.points:
        return layout_named(deck, "Satu halaman")
    beside = layout_named(deck, "Angka dan gambar")
    box = Box.of(next(place for place in beside.placeholders if place.name.strip() == "Gambar"))
    return layout_named(deck, "Gambar") if slide.fact is None or _is_wide(slide.picture, box) else beside


def _is_wide(picture: Map | Series | Table, box: Box) -> bool:
    """Whether a picture would suffer in this box, beside a number."""
    if isinstance(picture, Table):
        inside = box.shortened(height([picture.captioned], SMALL, box.width.pt) + _UNDER + _note_height(picture.note, box))
        is_small = len(picture.rows) <= _FEW_ROWS and len(picture.columns) > _FEW_ROWS  # in the whole width it has larger type
        return is_small or deck_table.needed_width(picture) > box.width.pt or not deck_table.room_for(picture, inside)
    return isinstance(picture, Series) and deck_chart.is_wide(picture, box.width.pt)


def _own_places(page: Page, layout: SlideLayout) -> list[BaseShape]:
    """The placeholders of the page under the names of the layout, its footer among them, which the library leaves out."""
    for place in layout.placeholders:
        if place.element.ph.get("type") in ("ftr", "sldNum"):
            copied = deepcopy(place._element)
            copied.find(qn("p:spPr")).clear()
            copied.txBody.find(qn("a:lstStyle")).clear()
            copied.find(qn("p:nvSpPr")).find(qn("p:cNvPr")).set("id", str(max(shape.shape_id for shape in page.shapes) + 1))
            page.shapes._spTree.append(copied)
    names = {place.placeholder_format.idx: place.name.strip() for place in layout.placeholders}
    shapes = list(page.placeholders)
    for shape in shapes:
        shape.name = names[shape.placeholder_format.idx]
    return shapes


def _that_fits(picture: Map | Series | Table, box: Box) -> Map | Series | Table:
    """The picture as it finds room in the box under its title: of a list of the largest as many as can stand there."""
    if not isinstance(picture, Table):
        return picture
    inside = box.shortened(height([picture.captioned], SMALL, box.width.pt) + _UNDER)
    if deck_table.room_for(picture, inside.shortened(_note_height(picture.note, box))):
        return picture
    note = f"{picture.note} {_REST}".strip()
    fewer = deck_table.shortened(picture, inside.shortened(_note_height(note, box)))
    return picture if fewer is picture else replace(fewer, note=note)


def _put_picture(page: Page, box: Box, picture: Map | Series | Table, drawings: Drawings) -> None:
    """The picture under its exact title, native but for maps, with words for those who cannot see it."""
    caption = drawings.caption(picture) if isinstance(picture, Map) else f"{picture.captioned}{picture.unit_behind if isinstance(picture, Series) else ''}"
    used = add_words(page, "Judul gambar", caption, box)
    box = box.lowered(used + _UNDER)
    if isinstance(picture, Table):
        describe(_put_table(page, picture, box), deck_table.spoken(picture))
    elif isinstance(picture, Map):
        drawings.order(page, picture, box)
    else:
        describe(deck_chart.add_chart(page, picture, box), series_in_words(picture))


def _put_table(page: Page, table: Table, box: Box) -> BaseShape:
    """The table with its note underneath, which also says what had no room."""
    inside = box.shortened(_note_height(table.note, box))
    if not deck_table.room_for(table, inside):
        inside = box.shortened(_note_height(f"{table.note} {_LEFT_OUT}", box))
    frame, left_out = deck_table.add_table(page, table, inside)
    note = f"{table.note} {left_out}".strip()
    if note:
        bottom = frame.top + sum(row.height for row in frame.table.rows)
        add_words(page, "Catatan", note, box._replace(top=Emu(bottom + Pt(_GAP))))
    return frame


def _note_height(note: str, box: Box) -> float:
    return height([note], SMALL, box.width.pt) + _GAP if note else 0.0
