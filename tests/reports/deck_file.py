"""A deck read back: its pages, the words of a shape, and how much room they take."""

import io
import re
from collections.abc import Iterator
from zipfile import ZipFile

from lxml import etree
from pptx import Presentation
from pptx.oxml.ns import qn
from pptx.presentation import Presentation as Deck
from pptx.shapes.base import BaseShape
from pptx.slide import Slide as Page
from pptx.util import Pt
from python_calamine import CalamineWorkbook

from reports.binding import JOINT, NO_BREAK, NO_BREAK_HYPHEN
from reports.deck.text import LINE, width, wrapped

FOOT = ("Sumber", "Simulasi", "Nomor")


def opened(content: bytes) -> Deck:
    return Presentation(io.BytesIO(content))


def named(page: Page, name: str) -> BaseShape | None:
    return next((shape for shape in page.shapes if shape.name == name), None)


def said(text: str) -> str:
    """A text as it was composed: words bound to each other apart again."""
    return text.replace(NO_BREAK, " ").replace(NO_BREAK_HYPHEN, "-").replace(JOINT, "")


def words_of(page: Page) -> str:
    """Every word of a page but those inside its charts and pictures."""
    texts = [shape.text_frame.text for shape in page.shapes if shape.has_text_frame]
    texts += [cell.text for shape in page.shapes if shape.has_table for row in shape.table.rows for cell in row.cells]
    return said("\n".join(texts))


def sizes(shape: BaseShape) -> set[float]:
    """Type sizes of the runs and fields of a shape, those of its layout where it says nothing."""
    found = {run.font.size.pt for paragraph in shape.text_frame.paragraphs for run in paragraph.runs if run.font.size}
    return found or {_layout_size(shape)}


def overflow(shape: BaseShape) -> float:
    """Points by which the words of a shape are taller or wider than the shape; at most zero where they fit."""
    size = max(sizes(shape))
    taken, widest = 0.0, 0.0
    for paragraph in shape.text_frame.paragraphs:
        if not paragraph.text:
            continue
        is_bold = any(run.font.bold for run in paragraph.runs) or _is_bold(shape)
        indent = int(paragraph._p.pPr.get("marL", 0)) / Pt(1) if paragraph._p.pPr is not None else 0.0
        lines = wrapped(paragraph.text, size, shape.width.pt - indent, is_bold=is_bold)
        taken += len(lines) * size * LINE + (paragraph.space_after.pt if paragraph.space_after else 0.0)
        widest = max(widest, *(width(line, size, is_bold=is_bold) + indent for line in lines))
    last = shape.text_frame.paragraphs[-1]
    taken -= last.space_after.pt if last.space_after else 0.0
    return max(taken - shape.height.pt, widest - shape.width.pt)


def overlaps(page: Page) -> list[tuple[str, str]]:
    """Pairs of shapes that cover each other by more than a point."""
    shapes = list(page.shapes)
    return [
        (one.name, other.name) for index, one in enumerate(shapes) for other in shapes[index + 1:]
        if min(one.left + one.width, other.left + other.width) - max(one.left, other.left) > Pt(1)
        and min(_bottom(one), _bottom(other)) - max(one.top, other.top) > Pt(1)
    ]


def faults_of(content: bytes) -> list[str]:
    """What would make PowerPoint offer a repair: parts twice or unreadable, relations to nowhere, shapes with the same number, charts without their workbook."""
    faults = []
    with ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
        if len(names) != len(set(names)) or archive.testzip():
            faults.append("a part is there twice or damaged")
        for name in names:
            if not name.endswith((".xml", ".rels")):
                continue
            root = etree.fromstring(archive.read(name))
            if name.endswith(".rels"):
                faults += [f"{name}: {target} is missing" for target in _targets(name, root) if target not in names]
            numbers = [element.get("id") for element in root.iter(qn("p:cNvPr"))]
            if len(numbers) != len(set(numbers)):
                faults.append(f"{name}: two shapes have one number")
            if name.endswith(".rels"):
                given = [element.get("Id") for element in root]
                faults += [f"{name}: two relations have one number"] if len(given) != len(set(given)) else []
                continue
            relations = {value for element in root.iter() for key, value in element.attrib.items() if key.startswith("{http://schemas.openxmlformats.org/officeDocument")}
            folder, _, own = name.rpartition("/")
            listed = f"{folder}/_rels/{own}.rels"
            if relations - ({element.get("Id") for element in etree.fromstring(archive.read(listed))} if listed in names else set()):
                faults.append(f"{name}: a relation is not listed")
            if "/charts/chart" in name:
                faults += [f"{name}: {fault}" for fault in _workbook_faults(root, archive, [target for target in _targets(listed, etree.fromstring(archive.read(listed))) if target.endswith(".xlsx")])]
        kinds = etree.fromstring(archive.read("[Content_Types].xml"))
        known = {element.get("PartName") for element in kinds}
        endings = {element.get("Extension") for element in kinds}
        faults += [f"{name} has no type" for name in names if f"/{name}" not in known and name.rsplit(".", 1)[-1] not in endings and name != "[Content_Types].xml"]
    return faults


def _workbook_faults(chart: etree._Element, archive: ZipFile, books: list[str]) -> list[str]:
    """What keeps the numbers behind a chart from being edited: no workbook, or one whose cells are not those that the chart shows."""
    if len(books) != 1:
        return ["no workbook, or several"]
    rows = CalamineWorkbook.from_filelike(io.BytesIO(archive.read(books[0]))).get_sheet_by_index(0).to_python(skip_empty_area=False)
    faults = []
    for shown in chart.iter(qn("c:val")):
        column, first, last = re.fullmatch(r"Sheet1!\$([A-Z])\$(\d+):\$[A-Z]\$(\d+)", shown.find(f".//{qn('c:f')}").text).groups()
        held = [row[ord(column) - ord("A")] for row in rows[int(first) - 1 : int(last)]]
        points = {int(point.get("idx")): float(point.find(qn("c:v")).text) for point in shown.iter(qn("c:pt"))}
        faults += [] if {index: value for index, value in enumerate(held) if value != ""} == points else [f"column {column} of the workbook has other numbers"]
    return faults


def _targets(name: str, root: etree._Element) -> Iterator[str]:
    owner = name.replace("_rels/", "").removesuffix(".rels")
    for relation in root:
        if relation.get("TargetMode") == "External":
            continue
        target, folder = relation.get("Target"), owner.rsplit("/", 1)[0] if "/" in owner else ""
        path = target.lstrip("/") if target.startswith("/") else f"{folder}/{target}".lstrip("/")
        while re.search(r"[^/]+/\.\./", path):
            path = re.sub(r"[^/]+/\.\./", "", path, count=1)
        yield path


def _bottom(shape: BaseShape) -> int:
    return shape.top + (sum(row.height for row in shape.table.rows) if shape.has_table else shape.height)


def _layout_shape(shape: BaseShape) -> BaseShape:
    layout = shape.part.slide.slide_layout
    return next(place for place in layout.placeholders if place.placeholder_format.idx == shape.placeholder_format.idx)


def _layout_size(shape: BaseShape) -> float:
    return int(_layout_shape(shape)._element.find(f".//{qn('a:defRPr')}").get("sz")) / 100


def _is_bold(shape: BaseShape) -> bool:
    return shape.is_placeholder and _layout_shape(shape)._element.find(f".//{qn('a:defRPr')}").get("b") == "1"
