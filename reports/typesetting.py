"""Templates of typst as pages: made from data, never from markup, and the same data on the same day give the same pages."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from pathlib import Path

import typst

from reports.fonts import fonts


def pdf_of(template: Path, inputs: Mapping[str, str], made_on: date) -> bytes:
    """The pages as one PDF."""
    made_at = int(datetime.combine(made_on, time(), UTC).timestamp())
    return typst.compile(str(template), root=str(template.parent), font_paths=fonts(), timestamp=made_at, sys_inputs=dict(inputs), format="pdf")
