"""The words of a slide in its placeholders: headline, number, points, footer; each in the largest type that has room."""

from pptx.enum.dml import MSO_THEME_COLOR
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.shapes.base import BaseShape
from pptx.slide import Slide as Page
from pptx.util import Emu, Pt

from reports.binding import bound
from reports.deck.box import Box
from reports.deck.text import LINE, fits, height, kept_whole, largest, width, without_widow, wrapped
from reports.figures.contents import Contents, Fact
from reports.storyboard.slides import Slide

HEADLINE_SIZES = (36, 34, 32)
OPENING_SIZES = (44, 40, 36, 32)
NUMBER_SIZES = (66, 60, 54, 48, 44, 40, 36, 32, 28, 24)
CAPTION_SIZES = (22, 20, 18, 16)
POINT_SIZES = (28, 26, 24, 22, 20, 18, 16)
COVER_SIZES = (*POINT_SIZES, 15, 14, 13, 12)  # the name of a meeting may be long
PAGE_SIZES = (18, 17, 16, 15, 14, 13, 12)  # of the one page, which is read on paper
SMALL, LINE_SIZE = 16, 18
_GAP = 8.0  # points between a number and the words beside it
FOOT_SIZES = (14, 13, 12, 11, 10, 9)
OPENING, DECISIONS, ASKED = "title", "decisions", "Diminta:"
SIMULATION = "DATA SIMULASI"
PUBLIC = "Tampilan publik: angka kecil disembunyikan"
_AFTER, _PAGE_AFTER = 0.55, 0.35  # room after a paragraph, by type size; the latter on the one page
_INDENT = 1.5  # of the type size, before a counted point


def put_headline(shape: BaseShape, slide: Slide) -> float:
    """The headline; how many points the rest must give way where it needs more lines than its place has."""
    room, text = Box.of(shape).points, bound(slide.headline)
    size = largest(text, OPENING_SIZES if slide.key == OPENING else HEADLINE_SIZES, room, is_bold=True)
    put(shape, [without_widow(text, size, room[0], is_bold=True)], size)
    over = max(0.0, height([text], size, room[0], is_bold=True) - room[1])
    if over:
        _place(shape, Box.of(shape)._replace(height=Emu(shape.height + Pt(over))))
    return over


def put_fact(figure: BaseShape, caption: BaseShape, slide: Slide, down: float) -> None:
    """The one number large, its unit, what it is and what the headline rests on beside or underneath."""
    fact = slide.fact
    if fact is None:
        remove(figure)
        remove(caption)
        return
    size = next((size for size in NUMBER_SIZES if fits(fact.text, size, Box.of(figure).points, is_bold=True)), NUMBER_SIZES[-1])
    put(figure, [fact.text], size)
    named = _named(fact)
    said = [bound(text) for text in (*named, *slide.proof)]
    box = Box.of(caption).lowered(down)
    after = _AFTER / 2 if len(said) > 1 else 0.0
    size = _size(said, CAPTION_SIZES, box, after=after)
    put(caption, said, size, after=after * size, colours={place: MSO_THEME_COLOR.TEXT_2 for place in range(1, len(named))})
    if down:
        _place(figure, Box.of(figure)._replace(top=Emu(figure.top + Pt(down))))
        _place(caption, box)


def add_fact_line(page: Page, slide: Slide, box: Box) -> float:
    """Number, what it is and what the headline rests on, over a picture that takes the whole width; the points the line takes."""
    fact, size, beside = slide.fact, NUMBER_SIZES[-1], bound(" · ".join([*_named(slide.fact), *slide.proof]))
    across, down = width(fact.text, size, is_bold=True) + 4, (size - LINE_SIZE) * 0.9  # both stand on one line
    room = box.width.pt - across - _GAP
    needed = max(size * LINE, down + height([beside], LINE_SIZE, room))
    number = _add_box(page, "Angka", Box(box.left, box.top, Pt(across), Pt(needed)))
    put(number, [fact.text], size, colours={0: MSO_THEME_COLOR.ACCENT_1})
    number.text_frame.paragraphs[0].runs[0].font.bold = True
    place = Box(Emu(box.left + Pt(across + _GAP)), Emu(box.top + Pt(down)), Pt(room), Pt(needed - down))
    put(_add_box(page, "Keterangan", place), [beside], LINE_SIZE)
    return needed


def _add_box(page: Page, name: str, box: Box) -> BaseShape:
    """An empty text box without margins."""
    shape = page.shapes.add_textbox(*box)
    shape.name = name
    frame = shape.text_frame
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    return shape


def _named(fact: Fact) -> list[str]:
    """Unit and label of a number; the label alone where it says the unit."""
    says_unit = not fact.is_shown or fact.unit in ("", "%") or fact.unit.lower() in fact.label.lower()
    return [fact.label] if says_unit else [fact.unit, fact.label]


def put_points(shape: BaseShape, slide: Slide, down: float) -> None:
    """The points, decisions counted, what is asked on the one page bold. Where data are missing, what would bring them."""
    points = [bound(point) for point in slide.points] or [bound(text) for text in [slide.rest] if text]
    if not points:
        remove(shape)
        return
    is_page, is_counted = slide.picture is not None, slide.key == DECISIONS and len(points) > 1
    bold = [is_page and point.startswith(ASKED) for point in points]
    box = Box.of(shape).lowered(down)
    after = _PAGE_AFTER if is_page or slide.key == OPENING and len(points) > 4 else _AFTER
    sizes = PAGE_SIZES if is_page else COVER_SIZES if slide.key == OPENING else POINT_SIZES
    size = _size(points, sizes, box, after=after, indent=is_counted * _INDENT, bold=bold)
    if down:
        _place(shape, box)
    room = box.width.pt - is_counted * _INDENT * size
    put(shape, [without_widow(point, size, room, is_bold=is_bold) for point, is_bold in zip(points, bold, strict=True)], size, after=after * size)
    for paragraph, is_bold in zip(shape.text_frame.paragraphs, bold, strict=True):
        if is_bold:
            paragraph.runs[0].font.bold = True
        if is_counted:
            _count(paragraph._p.get_or_add_pPr(), Pt(_INDENT * size))


def put_foot(places: dict[str, BaseShape], contents: Contents, known: str, number: int) -> None:
    """The agency and edition over the view and in how many places there are data, the page number, and that the data are invented where they are."""
    source = places["Sumber"]
    room = Box.of(source).points
    said = [kept_whole(line, FOOT_SIZES[0], room[0]) for line in (contents.issued, " · ".join(filter(None, (PUBLIC, known))))]
    size = largest("\n".join(said), FOOT_SIZES, room)
    source.text_frame.clear()
    put(source, said, size)
    places["Nomor"]._element.find(f".//{qn('a:t')}").text = str(number)
    if contents.is_simulated:
        put(places["Simulasi"], [SIMULATION], SMALL)
    else:
        remove(places["Simulasi"])


def add_words(page: Page, name: str, text: str, box: Box) -> float:
    """Small words at the top of a box, outside the placeholders; the points they take."""
    text = without_widow(bound(text), SMALL, box.width.pt)
    needed = height([text], SMALL, box.width.pt)
    shape = _add_box(page, name, box._replace(height=Pt(needed)))
    put(shape, [text], SMALL, colours={0: MSO_THEME_COLOR.TEXT_2})
    return needed


def put(shape: BaseShape, paragraphs: list[str], size: float, *, after: float = 0.0, colours: dict[int, MSO_THEME_COLOR] | None = None) -> None:
    """Paragraphs of one size; `colours` of some of them by position."""
    frame = shape.text_frame
    for index, text in enumerate(paragraphs):
        paragraph = frame.paragraphs[0] if index == 0 else frame.add_paragraph()
        paragraph.space_after = Pt(after)
        run = paragraph.add_run()
        run.text, run.font.size = text, Pt(size)
        run._r.get_or_add_rPr().set("lang", "id-ID")
        if colours and index in colours:
            run.font.color.theme_color = colours[index]


def remove(shape: BaseShape) -> None:
    """Take a shape off its slide."""
    shape._element.getparent().remove(shape._element)


def _size(paragraphs: list[str], sizes: tuple[int, ...], box: Box, *, after: float, indent: float = 0.0, bold: list[bool] | None = None) -> int:
    """The largest of the sizes at which all paragraphs have room and no bound words are wider than it, else the smallest; `after` and `indent` by type size."""
    across, room = box.points
    weights = bold or [False] * len(paragraphs)
    for size in sizes:
        needed = sum(height([text], size, across - indent * size, is_bold=is_bold, after=after * size) for text, is_bold in zip(paragraphs, weights, strict=True))
        lines = [(line, is_bold) for text, is_bold in zip(paragraphs, weights, strict=True) for line in wrapped(text, size, across - indent * size, is_bold=is_bold)]
        if needed - after * size <= room and all(width(line, size, is_bold=is_bold) <= across - indent * size for line, is_bold in lines):
            return size
    return sizes[-1]


def _count(properties: object, indent: Emu) -> None:
    properties.set("marL", str(indent))
    properties.set("indent", str(-indent))
    for element in (f'<a:buFont {nsdecls("a")} typeface="+mj-lt"/>', f'<a:buAutoNum {nsdecls("a")} type="arabicPeriod"/>'):
        properties.append(parse_xml(element))


def _place(shape: BaseShape, box: Box) -> None:
    shape.left, shape.top, shape.width, shape.height = box
