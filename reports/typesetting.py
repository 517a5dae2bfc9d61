"""Templates of typst as pages: made from data, never from markup, and the same data on the same day give the same pages."""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from pathlib import Path

import typst

from reports.binding import JOINT, NO_BREAK_HYPHEN, bound_in
from reports.fonts import fonts

_PLAIN = frozenset({"fonts", "name", "table", "tables", "quality", "facts"})  # names of fonts and pictures; tables and numbers in frames, which are narrow


def pdf_of(template: Path, inputs: Mapping[str, str], made_on: date) -> bytes:
    """The pages as one PDF."""
    made_at = int(datetime.combine(made_on, time(), UTC).timestamp())
    return typst.compile(str(template), root=str(template.parent), font_paths=fonts(), timestamp=made_at, sys_inputs=dict(inputs), format="pdf")


def sentences_pdf(template: Path, inputs: Mapping[str, str], made_on: date) -> bytes:
    """The same with the sentences of its `data` bound, so that no line ends within a number and what it counts."""
    data = json.dumps(bound_in(json.loads(inputs["data"]), _PLAIN), ensure_ascii=False)
    # The typeface of the paper has no such hyphen, and that of another family beside it looks like a fault.
    return pdf_of(template, {**inputs, "data": data.replace(NO_BREAK_HYPHEN, f"-{JOINT}")}, made_on)
