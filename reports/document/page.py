"""One A4 page for the head of the agency: the answer, the numbers, the map, and every decision that is asked."""

import json
from pathlib import Path

from charts.words import month_long
from reports.document.pictures import Pictures
from reports.explanation import beside, headline_facts
from reports.figures.contents import Contents, Map
from reports.fonts import FAMILY
from reports.storyboard import decisions
from reports.storyboard.notes import sources
from reports.storyboard.slides import PAGE_METRICS, slides, summary
from reports.typesetting import sentences_pdf
from reports.writing import target

_TEMPLATE = Path(__file__).with_name("page.typ")


def write_page(contents: Contents, path: Path) -> Path:
    """Write the page to `path`; the same contents give the same page. UserError when the folder cannot be written."""
    with target(path) as file:
        file.write(sentences_pdf(_TEMPLATE, inputs(contents), contents.as_of))
    return path


def inputs(contents: Contents) -> dict[str, str]:
    """What the template is given: its words as JSON under `data`, the map, where there is one, as SVG under `map`."""
    pictures, page = Pictures(contents), slides(contents, "satu")[0]
    asked = slides(contents)[-1]
    name = pictures.of(page.picture)["note"] if isinstance(page.picture, Map) else ""
    drawn = {"map": pictures.drawn[page.picture.key]} if name else {}
    data = {
        "title": f"{contents.full_name}, {month_long(contents.period)}, satu halaman", "agency": contents.agency, "fonts": [FAMILY],
        "state": f"{f'{contents.place_name}. ' if contents.kecamatan_name else ''}Keadaan {month_long(contents.period)}; {contents.newest}",
        "is_simulated": contents.is_simulated, "occasion": list(contents.occasion.lines) if contents.occasion else [], "headline": page.headline,
        "norm": f"{contents.norm_line}." if contents.norm_undecided else "",
        "facts": [{"label": fact.label, "text": fact.text, "is_word": not fact.is_shown, "beside": beside(fact)} for fact in headline_facts(contents)],
        "map": name, "points": list(dict.fromkeys(one.short for one in summary(contents))),
        "asked": {"title": asked.chapter, "headline": asked.headline, "points": list(asked.points)},
        "foot": [
            *([] if contents.norm_undecided else [f"Norma: {contents.norm.name} ({contents.norm.decided_by})."]),
            f"Sumber: {'; '.join(sources(contents, _metrics(contents)))}.",
            *([f"{page.known}."] if page.known else []),
            f"{contents.source_line}. Tampilan publik: angka kecil orang yang membutuhkan layanan disembunyikan, yang lain dibulatkan.",
        ],
    }
    return {"data": json.dumps(data, ensure_ascii=False), **drawn}


def _metrics(contents: Contents) -> tuple[str, ...]:
    """The indicators and counts whose numbers stand on the page."""
    rate = contents.facts["ppks_rate"]
    return (*PAGE_METRICS, *(() if rate.state == "missing" else (rate.source,)), *decisions.metrics(contents))
