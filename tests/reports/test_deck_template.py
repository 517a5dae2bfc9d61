"""Templates of an agency: found by the names of their layouts, emptied of sample slides, refused with what they lack."""

import io
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest
from lxml import etree
from pptx import Presentation
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.presentation import Presentation as Deck
from pptx.util import Emu

from data.errors import UserError
from reports.deck.standard import LAYOUTS, template_bytes
from reports.deck.template import TEMPLATE, layout_named, open_template
from reports.deck.writer import deck
from tests.reports.deck_file import faults_of, named, opened
from tests.reports.sample_contents import sample


def _changed(folder: Path, change: Callable[[Deck], None]) -> Path:
    """The template of the project as somebody left it."""
    made = Presentation(TEMPLATE)
    change(made)
    made.save(folder / "dinas.pptx")
    return folder / "dinas.pptx"


def _parts(content: bytes) -> dict[str, bytes]:
    with ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_template_in_the_project_is_the_one_that_the_command_makes() -> None:
    assert _parts(TEMPLATE.read_bytes()) == _parts(template_bytes())


def test_the_template_is_wide_empty_and_valid() -> None:
    made = opened(template_bytes())
    assert (made.slide_width, made.slide_height, len(made.slides)) == (12_192_000, 6_858_000, 0)
    assert [layout.name for layout in made.slide_layouts] == [layout.name for layout in LAYOUTS]
    assert not faults_of(template_bytes())


def test_a_template_without_a_layout_says_which_and_what_there_is(tmp_path: Path) -> None:
    path = _changed(tmp_path, lambda made: made.slide_layouts.remove(layout_named(made, "Poin")))
    with pytest.raises(UserError, match=r"dinas\.pptx belum lengkap:\n  Tata letak 'Poin' tidak ada; yang ada: 'Pembuka', 'Angka dan gambar', 'Gambar', 'Satu halaman'\."):
        open_template(path)


def test_a_template_without_placeholders_says_where_they_are_missing(tmp_path: Path) -> None:
    def change(made: Deck) -> None:
        for place in list(layout_named(made, "Angka dan gambar").placeholders):
            if place.name in ("Angka", "Sumber"):
                place._element.getparent().remove(place._element)

    with pytest.raises(UserError, match=r"Tata letak 'Angka dan gambar' tidak punya tempat penampung bernama 'Angka', 'Sumber'\."):
        open_template(_changed(tmp_path, change))


@pytest.mark.parametrize("content", [b"", b"bukan PowerPoint", b"PK\x03\x04rusak"])
def test_a_file_that_is_no_powerpoint_is_refused_in_one_sentence(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "logo.potx"
    path.write_bytes(content)
    with pytest.raises(UserError, match=r"Templat logo\.potx tidak dapat dibuka sebagai PowerPoint.*Simpan templat itu sebagai \.pptx"):
        open_template(path)


def test_a_missing_template_is_named(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"Templat tidak-ada\.pptx tidak dapat dibuka"):
        open_template(tmp_path / "tidak-ada.pptx")


def test_a_workbook_is_no_template(tmp_path: Path) -> None:
    with ZipFile(tmp_path / "tabel.pptx", "w") as archive:
        archive.writestr("[Content_Types].xml", '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>')
        archive.writestr("xl/workbook.xml", "<workbook/>")
    with pytest.raises(UserError, match=r"tidak dapat dibuka sebagai PowerPoint"):
        open_template(tmp_path / "tabel.pptx")


@pytest.mark.usefixtures("sample_warehouse")
def test_sample_slides_and_sections_of_a_template_do_not_come_along(tmp_path: Path) -> None:
    def change(made: Deck) -> None:
        made.slides.add_slide(made.slide_layouts[0]).shapes.title.text = "Contoh lama"
        made.slides.add_slide(made.slide_layouts[1]).notes_slide.notes_text_frame.text = "Catatan lama"
        made.part._element.append(parse_xml(
            '<p:extLst xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"><p:ext uri="{521415D9-36F7-43E2-AB2F-B90AF26B5E84}">'
            '<p14:sectionLst xmlns:p14="http://schemas.microsoft.com/office/powerpoint/2010/main"><p14:section name="Lama" id="{0}">'
            '<p14:sldIdLst><p14:sldId id="256"/></p14:sldIdLst></p14:section></p14:sectionLst></p:ext></p:extLst>'
        ))

    content = deck(sample(), template=_changed(tmp_path, change))
    assert not faults_of(content)
    parts = _parts(content)
    assert not [name for name, part in parts.items() if b"Contoh lama" in part or b"Catatan lama" in part or b"sectionLst" in part]
    assert len([name for name in parts if name.startswith("ppt/slides/slide")]) == len(opened(content).slides)
    assert len([name for name in parts if name.startswith("ppt/notesSlides/notesSlide")]) == len(opened(content).slides)


@pytest.mark.usefixtures("sample_warehouse")
def test_colours_places_and_logo_of_the_agency_are_those_of_its_template(tmp_path: Path) -> None:
    def change(made: Deck) -> None:
        layout = layout_named(made, "Angka dan gambar")
        picture = next(place for place in layout.placeholders if place.name == "Gambar")
        picture.left = Emu(picture.left + 500_000)
        picture.width = Emu(picture.width - 500_000)
        next(iter(layout_named(made, "Pembuka")._element.iter(qn("p:grpSp")))).find(qn("p:nvGrpSpPr")).find(qn("p:cNvPr")).set("name", "Lambang kota")

    path = _changed(tmp_path, change)
    made = opened(deck(sample(), template=path))
    place = next(place for place in layout_named(made, "Angka dan gambar").placeholders if place.name == "Gambar")
    page = next(page for page in made.slides if page._element.cSld.get("name") == "coverage")
    assert (named(page, "Gambar").left, named(page, "Gambar").width) == (place.left, place.width)
    assert b"Lambang kota" in etree.tostring(layout_named(made, "Pembuka")._element)
