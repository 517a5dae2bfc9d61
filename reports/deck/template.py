"""The PowerPoint template of the agency: opened, emptied of its sample slides, and checked for the layouts a deck needs."""

from pathlib import Path
from zipfile import BadZipFile

from lxml.etree import XMLSyntaxError
from pptx import Presentation
from pptx.exc import PackageNotFoundError
from pptx.oxml.ns import qn
from pptx.presentation import Presentation as Deck
from pptx.slide import SlideLayout

from data.errors import UserError
from data.paths import ROOT
from reports.deck.standard import LAYOUTS

TEMPLATE = ROOT / "data" / "templates" / "paparan.pptx"
_ADVICE = "Mulailah dari salinan data/templates/paparan.pptx, atau betulkan di Tampilan > Master Slide."
# Lists of the presentation that name its slides; a deck without those slides would be repaired by PowerPoint.
_SLIDE_LISTS = ("sectionLst", "custShowLst")


def open_template(path: Path | None = None) -> Deck:
    """A deck without slides on this template, the one of the project unless named. UserError says what the file lacks."""
    path = path or TEMPLATE
    try:
        deck = Presentation(path)
    except (PackageNotFoundError, BadZipFile, XMLSyntaxError, KeyError, ValueError, OSError) as error:
        raise UserError(
            f"Templat {path.name} tidak dapat dibuka sebagai PowerPoint. Simpan templat itu sebagai .pptx (bukan .potx atau .ppt), lalu ulangi."
        ) from error
    faults = _faults(deck)
    if faults:
        raise UserError(f"Templat {path.name} belum lengkap:\n" + "\n".join(f"  {fault}" for fault in faults) + f"\n{_ADVICE}")
    _drop_slides(deck)
    return deck


def layout_named(deck: Deck, name: str) -> SlideLayout:
    """The layout of this name; `open_template` made sure that it is there."""
    return next(layout for layout in deck.slide_layouts if layout.name.strip() == name)


def _faults(deck: Deck) -> list[str]:
    """Every layout and placeholder that is missing, as sentences."""
    present = {layout.name.strip(): layout for layout in deck.slide_layouts}
    faults = []
    for wanted in LAYOUTS:
        if wanted.name not in present:
            there = ", ".join(f"'{name}'" for name in present) or "tidak ada satu pun"
            faults.append(f"Tata letak '{wanted.name}' tidak ada; yang ada: {there}.")
            continue
        names = {place.name.strip() for place in present[wanted.name].placeholders}
        lacking = [place.name for place in wanted.places if place.name not in names]
        if lacking:
            faults.append(f"Tata letak '{wanted.name}' tidak punya tempat penampung bernama {', '.join(map(repr, lacking))}.")
    return faults


def _drop_slides(deck: Deck) -> None:
    """Take the slides of the template out, and what refers to them."""
    listed = deck.slides._sldIdLst
    for slide_id in list(listed):
        deck.part.drop_rel(slide_id.rId)
        listed.remove(slide_id)
    root = deck.part._element
    for element in list(root.iter()):
        if isinstance(element.tag, str) and element.tag.rpartition("}")[2] in _SLIDE_LISTS:
            owner = element.getparent()
            owner.remove(element)
            if owner.tag == qn("p:ext"):
                owner.getparent().remove(owner)
