"""The report: A4 pages with summary, maps, tables, definitions and ledger, made by typst from data and never from markup."""

import json
from dataclasses import replace
from pathlib import Path

from charts.words import day_long, month_long
from reports.document.pictures import Pictures
from reports.document.tables import paper_table
from reports.explanation import beside, headline_facts, quality_tables, rules
from reports.figures.contents import Contents, Table
from reports.fonts import FAMILY
from reports.storyboard.slides import Slide, chapters, slides
from reports.typesetting import sentences_pdf
from reports.writing import target

_TEMPLATE = Path(__file__).with_name("document.typ")
_SUBJECT = "Relawan sosial dan kebutuhan layanan (PPKS)"
_ASKED = "decisions"  # what is asked stands in the summary, where the head of the agency reads first


def write_document(contents: Contents, path: Path) -> Path:
    """Write the PDF to `path`; the same contents give the same pages. UserError when the folder cannot be written."""
    with target(path) as file:
        file.write(sentences_pdf(_TEMPLATE, inputs(contents), contents.as_of))
    return path


def inputs(contents: Contents) -> dict[str, str]:
    """What the template is given: its words and numbers as JSON under `data`, each picture as SVG under its own name."""
    pictures = Pictures(contents)
    told = [slide for slide in slides(contents) if slide.key != "title"]
    norm = contents.norm
    data = {
        "title": f"{_SUBJECT}, {contents.full_name}, {month_long(contents.period)}",
        "agency": contents.agency, "place": contents.place_name,
        "subject": _SUBJECT, "period": f"Keadaan {month_long(contents.period)}", "occasion": list(contents.occasion.lines) if contents.occasion else [], "is_simulated": contents.is_simulated,
        "simulated": "Orang dan angkanya rekaan, untuk mencoba produk.", "fonts": [FAMILY], "cover_map": pictures.cover(),
        "about": [
            ["Norma", norm.name], ["Dasar norma", norm.decided_by], ["Data terakhir", day_long(contents.as_of)], ["Edisi data", contents.edition_id],
            ["Tampilan", "publik: angka kecil orang yang membutuhkan layanan disembunyikan"],
        ],
        "foot": contents.imprint, "rules": rules(),
        "facts": [
            {"label": fact.label, "text": fact.text, "is_word": not fact.is_shown, "beside": beside(fact)}
            for fact in headline_facts(contents)
        ],
        "summary": [slide.headline for slide in told if slide.key != _ASKED],
        "asked": _asked(told), "chapters": [
            {"title": chapter, "items": [_item(slide, pictures) for slide in group]}
            for chapter, group in chapters([slide for slide in told if slide.key != _ASKED])
        ],
        "tables": [paper_table(table) for table in _noted_once(_tables(contents, told))],
        "definitions": [
            {"title": one.title, "why": one.why, "rows": [
                ["Cara hitung", one.formula], ["Satuan", f"{one.unit}; {one.direction}"], ["Sumber", one.source],
            ]} for one in contents.definitions
        ],
        "ledger_line": f"Setiap baris berkas yang dibaca berakhir di tepat satu tempat: {contents.quality.ledger_line}.",
        "quality": [paper_table(table) for table in quality_tables(contents)],
    }
    return {"data": json.dumps(data, ensure_ascii=False), **pictures.drawn}


def _item(slide: Slide, pictures: Pictures) -> dict:
    """A message: its sentence, what else there is to say, its picture."""
    picture = pictures.of(slide.picture)
    rest = "" if picture["kind"] == "table" and picture["table"]["note"] == slide.rest else slide.rest
    return {"headline": slide.sentence, "said": [*([rest] if rest else []), *slide.added], "picture": picture}


def _asked(told: list[Slide]) -> dict:
    found = next((slide for slide in told if slide.key == _ASKED), None)
    return {"title": found.chapter, "headline": found.headline, "points": list(found.points)} if found else {"title": "", "headline": "", "points": []}


def _noted_once(tables: list[Table]) -> list[Table]:
    """The tables with a note only where the one before does not say the same."""
    before = ["", *(table.note for table in tables)]
    return [replace(table, note="") if table.note == said else table for table, said in zip(tables, before, strict=False)]


def _tables(contents: Contents, told: list[Slide]) -> list[Table]:
    """The tables that no message shows already."""
    keys = {slide.picture.key for slide in told if isinstance(slide.picture, Table)}
    return [table for key, table in contents.tables.items() if key not in keys and table.rows]
