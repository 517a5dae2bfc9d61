"""The template that comes with the project: master, layouts, theme fonts and colours.

Made anew by `python -m reports template --out data/templates/paparan.pptx`. An agency copies that file, puts its name, logo and colours into
the slide master with PowerPoint or LibreOffice, and names the copy with --template. `LAYOUTS` is what such a file must keep: layouts and
placeholders are found by these names.
"""

import io
from dataclasses import dataclass
from datetime import datetime

from lxml import etree
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.presentation import Presentation as Deck
from pptx.util import Inches

from charts.colours import AT, BELOW, DONE, EMPTY, NEED, QUIET

WIDTH, HEIGHT, MARGIN = 12_192_000 / 914_400, 7.5, 0.6  # inches
FONT = "Arial"  # on every office computer, and Liberation Sans has the same widths where it is not
_INNER = WIDTH - 2 * MARGIN
_COLOURS = {
    "dk1": "1c2b33", "lt1": "ffffff", "dk2": "4d5d66", "lt2": "f3f5f6", "accent1": DONE[1:], "accent2": NEED[3][1:],
    "accent3": BELOW[0][1:], "accent4": EMPTY.fill[1:], "accent5": AT.fill[1:], "accent6": QUIET[1:], "hlink": DONE[1:], "folHlink": NEED[3][1:],
}
_NAMESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_LEAST_GROUP = (
    '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/>'
    '<a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>'
)


@dataclass(frozen=True, slots=True)
class Place:
    """A placeholder of a layout: left, top, width, height in inches, type size in points, colour of the theme."""

    name: str
    kind: str
    idx: int
    box: tuple[float, float, float, float]
    size: int = 20
    colour: str = "tx1"
    is_bold: bool = False
    align: str = "l"
    anchor: str = "t"
    prompt: str = ""


@dataclass(frozen=True, slots=True)
class Shape:
    """A plain rectangle behind everything, in inches and a colour of the theme."""

    box: tuple[float, float, float, float]
    colour: str


@dataclass(frozen=True, slots=True)
class Layout:
    """A layout under the name by which the deck finds it."""

    name: str
    places: tuple[Place, ...]
    shapes: tuple[Shape, ...] = ()
    has_logo: bool = False


_FOOT = (
    Place("Sumber", "ftr", 20, (MARGIN, 6.93, 9.4, 0.47), 14, "tx2", anchor="ctr", prompt="Sumber, edisi, dan tampilan publik"),
    Place("Simulasi", "body", 21, (10.1, 6.93, 1.85, 0.47), 16, "accent4", True, "r", "ctr", "DATA SIMULASI"),
    Place("Nomor", "sldNum", 22, (12.05, 6.93, WIDTH - MARGIN - 12.05, 0.47), 16, "tx2", align="r", anchor="ctr"),
)
_HEAD = (
    Place("Judul", "title", 0, (MARGIN, 0.72, _INNER, 1.14), 32, is_bold=True, prompt="Satu kalimat, paling banyak 14 kata"),
    Place("Bab", "body", 10, (MARGIN, 0.36, _INNER, 0.32), 16, "accent1", True, anchor="ctr", prompt="Bab"),
)
LAYOUTS = (
    Layout("Pembuka", (
        Place("Judul", "title", 0, (1.2, 2.0, 10.9, 1.9), 44, is_bold=True, anchor="b", prompt="Judul paparan"),
        Place("Poin", "body", 13, (1.2, 4.15, 10.9, 2.6), 24, "tx2", prompt="Keterangan"),
        *_FOOT,
    ), (Shape((0, 0, 0.45, HEIGHT), "accent1"),), has_logo=True),
    Layout("Angka dan gambar", (
        *_HEAD,
        Place("Angka", "body", 11, (MARGIN, 2.1, 3.0, 1.1), 60, "accent1", True, anchor="b", prompt="1.234"),
        Place("Keterangan", "body", 12, (MARGIN, 3.28, 3.0, 3.5), 20, prompt="Keterangan angka"),
        Place("Gambar", "obj", 15, (3.85, 1.98, WIDTH - MARGIN - 3.85, 4.9), prompt="Peta, grafik, atau tabel"),
        *_FOOT,
    )),
    Layout("Gambar", (*_HEAD, Place("Gambar", "obj", 15, (MARGIN, 1.98, _INNER, 4.9), prompt="Peta, grafik, atau tabel"), *_FOOT)),
    Layout("Poin", (*_HEAD, Place("Poin", "body", 13, (MARGIN, 2.1, _INNER, 4.7), 26, prompt="Pokok pikiran"), *_FOOT)),
    Layout("Satu halaman", (
        Place("Judul", "title", 0, (MARGIN, 0.4, _INNER, 1.14), 32, is_bold=True, prompt="Satu kalimat, paling banyak 14 kata"),
        Place("Poin", "body", 13, (MARGIN, 1.72, 5.9, 5.1), 18, prompt="Pokok pikiran"),
        Place("Angka", "body", 11, (6.95, 1.6, 1.5, 0.8), 48, "accent1", True, anchor="ctr", prompt="1.234"),
        Place("Keterangan", "body", 12, (8.65, 1.6, WIDTH - MARGIN - 8.65, 0.8), 18, anchor="ctr", prompt="Keterangan angka"),
        Place("Gambar", "obj", 15, (6.95, 2.5, WIDTH - MARGIN - 6.95, 4.35), prompt="Peta atau grafik"),
        *_FOOT,
    )),
)


def template_bytes() -> bytes:
    """The template of the project as a file without slides."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(WIDTH), Inches(HEIGHT)
    _drop_leftovers(deck)
    master = deck.slide_masters[0]
    for spare in list(master.slide_layouts)[len(LAYOUTS):]:
        master.slide_layouts.remove(spare)
    for layout, made in zip(master.slide_layouts, LAYOUTS, strict=True):
        layout.part._element = parse_xml(_layout_xml(made))
    _put_master(master)
    _put_theme(master.part.part_related_by(RELATIONSHIP_TYPE.THEME))
    deck.notes_master  # noqa: B018 - made at the first question, and then every deck need not make its own
    about = deck.core_properties
    about.title, about.author, about.last_modified_by = "Templat paparan", "Pantau Kesos", "Pantau Kesos"
    about.created = about.modified = datetime(2026, 1, 1)
    content = io.BytesIO()
    deck.save(content)
    return content.getvalue()


def _drop_leftovers(deck: Deck) -> None:
    """Printer settings and the preview picture of the library's own template."""
    for owner in (deck.part, deck.part.package):
        relations = owner.rels if hasattr(owner, "rels") else owner._rels
        for relation in list(relations.values()):
            if relation.reltype in (RELATIONSHIP_TYPE.PRINTER_SETTINGS, RELATIONSHIP_TYPE.THUMBNAIL):
                relations.pop(relation.rId)


def _put_theme(part: object) -> None:
    """Colours and fonts of the project in the theme."""
    theme = etree.fromstring(part.blob)
    theme.set("name", "Pantau Kesos")
    colours = theme.find(f".//{qn('a:clrScheme')}")
    colours.set("name", "Pantau Kesos")
    for name, value in _COLOURS.items():
        slot = colours.find(qn(f"a:{name}"))
        slot[:] = [etree.Element(qn("a:srgbClr"), val=value.upper())]
    for latin in theme.iterfind(f".//{qn('a:fontScheme')}/*/{qn('a:latin')}"):
        latin.set("typeface", FONT)
    part._blob = etree.tostring(theme, xml_declaration=True, encoding="UTF-8", standalone=True)


def _put_master(master: object) -> None:
    """Shapes and type of the master; its list of layouts stays."""
    layout_ids = master.element.find(qn("p:sldLayoutIdLst"))
    places = (_HEAD[0], Place("Isi", "body", 1, (MARGIN, 1.98, _INNER, 4.9), 20, prompt="Isi"), _FOOT[0], _FOOT[2])
    element = parse_xml(
        f'<p:sldMaster {_NAMESPACES}><p:cSld><p:bg><p:bgRef idx="1001"><a:schemeClr val="bg1"/></p:bgRef></p:bg><p:spTree>{_LEAST_GROUP}'
        f'{"".join(_place_xml(place, number) for number, place in enumerate(places, 2))}</p:spTree></p:cSld>'
        '<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3" accent4="accent4" '
        'accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/>'
        f'<p:txStyles><p:titleStyle>{_level(1, 32, "+mj", is_bold=True)}</p:titleStyle>'
        f'<p:bodyStyle>{"".join(_level(number, 20, "+mn") for number in range(1, 6))}</p:bodyStyle>'
        f'<p:otherStyle>{"".join(_level(number, 18, "+mn") for number in range(1, 6))}</p:otherStyle></p:txStyles></p:sldMaster>'
    )
    element.insert(2, layout_ids)
    master.part._element = element


def _level(number: int, size: int, font: str, *, is_bold: bool = False) -> str:
    return (
        f'<a:lvl{number}pPr marL="0" indent="0" algn="l" rtl="0" eaLnBrk="1" latinLnBrk="0" hangingPunct="1"><a:lnSpc><a:spcPct val="100000"/></a:lnSpc>'
        f'<a:spcBef><a:spcPts val="0"/></a:spcBef><a:buNone/><a:defRPr lang="id-ID" sz="{100 * size}" b="{int(is_bold)}" kern="1200">'
        f'<a:solidFill><a:schemeClr val="tx1"/></a:solidFill><a:latin typeface="{font}-lt"/><a:ea typeface="{font}-ea"/><a:cs typeface="{font}-cs"/>'
        f'</a:defRPr></a:lvl{number}pPr>'
    )


def _layout_xml(layout: Layout) -> str:
    shapes = "".join(_shape_xml(shape, number) for number, shape in enumerate(layout.shapes, 50))
    places = "".join(_place_xml(place, number) for number, place in enumerate(layout.places, 2))
    logo = _logo_xml((1.2, 0.6), 0.34, 60) if layout.has_logo else ""
    return (
        f'<p:sldLayout {_NAMESPACES} preserve="1" userDrawn="1"><p:cSld name="{layout.name}"><p:spTree>{_LEAST_GROUP}{shapes}{logo}{places}</p:spTree></p:cSld>'
        '<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>'
    )


def _shape_xml(shape: Shape, number: int) -> str:
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="Bidang {number}"/><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr>{_xfrm(shape.box)}'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill><a:schemeClr val="{shape.colour}"/></a:solidFill><a:ln><a:noFill/></a:ln></p:spPr>'
        '<p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:endParaRPr lang="id-ID"/></a:p></p:txBody></p:sp>'
    )


def _logo_xml(corner: tuple[float, float], side: float, number: int) -> str:
    """The mark of the project as three hexagons, to be replaced by the logo of the agency; `side` of one hexagon in inches."""
    across, down = side * 3**0.5, 2 * side
    gap = 0.1 * side
    left, top = corner
    middles = ((left + across + gap / 2, top + down / 2), (left + across / 2, top + 1.25 * down + gap), (left + 1.5 * across + gap, top + 1.25 * down + gap))
    parts = "".join(
        # A hexagon of PowerPoint lies on its side; its box is that of the shape before it is turned.
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number + index}" name="Logo {index}"/><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr>'
        f'<p:spPr>{_xfrm((x - down / 2, y - across / 2, down, across), turned=True)}<a:prstGeom prst="hexagon"><a:avLst><a:gd name="adj" fmla="val 28868"/>'
        f'<a:gd name="vf" fmla="val 115470"/></a:avLst></a:prstGeom><a:solidFill><a:schemeClr val="{colour}"/></a:solidFill><a:ln><a:noFill/></a:ln></p:spPr></p:sp>'
        for index, ((x, y), colour) in enumerate(zip(middles, ("accent1", "accent5", "accent3"), strict=True), 1)
    )
    frame = _xfrm((left, top, 2 * across + gap, 1.75 * down + gap))
    inner = frame.replace('<a:xfrm rot="0">', "").replace("</a:xfrm>", "").replace("a:off", "a:chOff").replace("a:ext", "a:chExt")
    return (
        f'<p:grpSp><p:nvGrpSpPr><p:cNvPr id="{number}" name="Logo"/><p:cNvGrpSpPr/><p:nvPr userDrawn="1"/></p:nvGrpSpPr>'
        f'<p:grpSpPr>{frame.replace("</a:xfrm>", inner + "</a:xfrm>")}</p:grpSpPr>{parts}</p:grpSp>'
    )


def _place_xml(place: Place, number: int) -> str:
    idx = f' idx="{place.idx}"' if place.idx else ""
    kind = "" if place.kind == "obj" else f' type="{place.kind}"'
    text = (
        '<a:fld id="{C1FF6DA9-008F-8B48-92A6-B652298478BF}" type="slidenum"><a:rPr lang="id-ID"/><a:t>‹#›</a:t></a:fld>'
        if place.kind == "sldNum" else f'<a:r><a:rPr lang="id-ID"/><a:t>{place.prompt}</a:t></a:r>'
    )
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{place.name}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph{kind}{idx}/></p:nvPr></p:nvSpPr>'
        f'<p:spPr>{_xfrm(place.box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>'
        f'<p:txBody><a:bodyPr vert="horz" wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="{place.anchor}"><a:noAutofit/></a:bodyPr>'
        f'<a:lstStyle><a:lvl1pPr marL="0" indent="0" algn="{place.align}"><a:buNone/><a:defRPr lang="id-ID" sz="{100 * place.size}" b="{int(place.is_bold)}">'
        f'<a:solidFill><a:schemeClr val="{place.colour}"/></a:solidFill></a:defRPr></a:lvl1pPr></a:lstStyle><a:p>{text}</a:p></p:txBody></p:sp>'
    )


def _xfrm(box: tuple[float, float, float, float], *, turned: bool = False) -> str:
    left, top, width, height = (Inches(side) for side in box)
    return f'<a:xfrm rot="{5_400_000 if turned else 0}"><a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
