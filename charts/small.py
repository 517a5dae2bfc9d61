"""Small pictures as SVG: a line of 24 months, bars of plan and realisation. They need no script in the browser.

Greys and blue-green that read on a light and on a dark page alike: a picture does not know the theme around it.
"""

from html import escape

import pandas as pd

from charts.colours import PLAN
from charts.words import is_known, month, number

_WIDTH, _HEIGHT = 220, 30
_LINE, _TEXT = "#2b9a94", "#7d8993"


def spark(values: list[float | None], described: str) -> str:
    """A line through the known values; unknown months leave a gap. `described` is read aloud in its place."""
    known = [float(value) for value in values if is_known(value)]
    if len(known) < 2:
        return ""
    low, high = min(known), max(known)
    spread = high - low or 1.0
    step = (_WIDTH - 8) / (len(values) - 1)
    pieces, pen = [], "M"
    for index, value in enumerate(values):
        if not is_known(value):
            pen = "M"
            continue
        pieces.append(f"{pen}{4 + index * step:.1f} {_HEIGHT - 5 - (float(value) - low) / spread * (_HEIGHT - 10):.1f}")
        pen = "L"
    end_x, end_y = pieces[-1][1:].split()
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH}" height="{_HEIGHT}" viewBox="0 0 {_WIDTH} {_HEIGHT}" preserveAspectRatio="none"><title>{escape(described)}</title>'
        f'<path d="{"".join(pieces)}" fill="none" stroke="{_LINE}" stroke-width="2" stroke-linejoin="round" vector-effect="non-scaling-stroke"/>'
        f'<circle cx="{end_x}" cy="{end_y}" r="3" fill="{_LINE}"/></svg>'
    )


def plan_bars(months: pd.DataFrame) -> str:
    """Planned (outline) and done (fill) by month, with the count on each bar. Columns period, planned_count, done_count."""
    if months.empty:
        return ""
    width, height, base = 640, 132, 108
    slot = width / len(months)
    top = max(float(months[["planned_count", "done_count"]].max().max()), 1.0)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" font-family="sans-serif" '
        f'font-size="13" text-anchor="middle" fill="{_TEXT}"><title>{escape(bars_in_words(months))}</title>'
    ]
    for index, row in enumerate(months.itertuples()):
        x = index * slot
        planned, done = (float(value) / top * (base - 22) for value in (row.planned_count, row.done_count))
        parts.append(f'<rect fill="none" stroke="{PLAN}" stroke-width="1.2" x="{x + slot * .14:.1f}" y="{base - planned:.1f}" width="{slot * .72:.1f}" height="{planned:.1f}"/>')
        parts.append(f'<rect fill="{_LINE}" x="{x + slot * .24:.1f}" y="{base - done:.1f}" width="{slot * .52:.1f}" height="{done:.1f}"/>')
        parts.append(f'<text x="{x + slot / 2:.1f}" y="{base - max(planned, done) - 5:.1f}">{number(row.done_count)}</text>')
        parts.append(f'<text x="{x + slot / 2:.1f}" y="{base + 16}">{escape(month(row.period).split()[0])}</text>')
    return "".join([*parts, "</svg>"])


def bars_in_words(months: pd.DataFrame) -> str:
    """The same for the ear: 'Jan 2024 3 dari 4; ...'."""
    return "; ".join(f"{month(row.period)} {number(row.done_count)} dari {number(row.planned_count)}" for row in months.itertuples())
