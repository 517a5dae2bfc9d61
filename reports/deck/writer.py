"""The deck: an editable PowerPoint of the storyboard on the template of the agency."""

import io
from collections.abc import Callable, Iterable
from concurrent.futures import Executor, ThreadPoolExecutor
from datetime import datetime, time
from functools import cache
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

from pptx.presentation import Presentation as Deck

from charts.words import month_long, number
from reports.deck.map import Drawings
from reports.deck.slide import add_slide
from reports.deck.template import open_template
from reports.figures.contents import Contents
from reports.storyboard.slides import slides
from reports.writing import target

_DRAWERS = 4  # maps that are drawn at once
_USUAL_MB = 1.0  # of the deck of one kecamatan, its maps mostly
Progress = Callable[[int, int, str], None]  # decks done, decks in all, name of the one just done


def write_deck(contents: Contents, path: Path, *, variant: str | None = None, template: Path | None = None) -> Path:
    """Write the deck to `path`. UserError for a template that lacks something and a folder that refuses the file."""
    content = deck(contents, variant=variant, template=template)
    with target(path) as file:
        file.write(content)
    return path


def write_decks(
    each: Iterable[Contents], count: int, path: Path, *, variant: str | None = None, template: Path | None = None,
    progress: Progress = lambda *_: None,
) -> Path:
    """Write one zip with the deck of each of `count` kecamatan. Nothing is left at `path` when one of them fails."""
    with target(path) as file, ZipFile(file, "w", ZIP_STORED) as archive:  # a pptx is compressed already
        for done, contents in enumerate(each, start=1):
            name = f"{contents.kecamatan_code} {contents.kecamatan_name}, {contents.city_name}, {contents.period:%Y-%m}.pptx"
            archive.writestr(name, deck(contents, variant=variant, template=template))
            progress(done, count, contents.kecamatan_name)
    return path


def expected(count: int) -> str:
    """What to expect of a zip, said before it is made: '30 paparan, kira-kira 30 MB.'"""
    return f"{number(count)} paparan, kira-kira {number(count * _USUAL_MB)} MB."


def deck(contents: Contents, *, variant: str | None = None, template: Path | None = None, drawers: Executor | None = None) -> bytes:
    """The deck as a file: `variant` musda, kecamatan or satu; without one, what the contents speak of decides. `drawers` draw the maps."""
    variant = variant or ("kecamatan" if contents.kecamatan_code else "musda")
    made = open_template(template)
    drawings = Drawings(contents.city_code, drawers or _drawers())
    for position, slide in enumerate(slides(contents, variant), start=1):
        add_slide(made, contents, slide, position, drawings)
    drawings.put()
    _describe(made, contents)
    content = io.BytesIO()
    made.save(content)
    return content.getvalue()


@cache
def _drawers() -> Executor:
    """One for the process, however many ask for a deck at once."""
    return ThreadPoolExecutor(_DRAWERS, thread_name_prefix="peta")


def _describe(made: Deck, contents: Contents) -> None:
    about = made.core_properties
    about.title = f"{contents.place_name}, {month_long(contents.period)}"
    about.subject, about.keywords, about.comments = "Relawan sosial dan PPKS", f"edisi {contents.edition_id}", contents.source_line
    about.author = about.last_modified_by = contents.agency
    about.language = "id-ID"
    about.created = about.modified = datetime.combine(contents.as_of, time())
