"""Small pictures as SVG text: a line of 24 months, bars of plan and realisation. They need no script in the browser."""

from html import escape

import pandas as pd

from charts.words import is_known, month, number

_WIDTH, _HEIGHT = 160, 36


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
        f'<svg class="pk-spark" viewBox="0 0 {_WIDTH} {_HEIGHT}" preserveAspectRatio="none" role="img" aria-label="{escape(described)}">'
        f'<path d="{"".join(pieces)}"/><circle cx="{end_x}" cy="{end_y}" r="3"/></svg>'
    )


def plan_bars(months: pd.DataFrame) -> str:
    """Planned (outline) and done (fill) by month, with the count on each bar. Columns period, planned_count, done_count."""
    if months.empty:
        return ""
    width, height, base = 640, 132, 108
    slot = width / len(months)
    top = max(float(months[["planned_count", "done_count"]].max().max()), 1.0)
    parts = [f'<svg class="pk-bars" viewBox="0 0 {width} {height}" role="img" aria-label="{escape(_bars_in_words(months))}">']
    for index, row in enumerate(months.itertuples()):
        x = index * slot
        planned, done = (float(value) / top * (base - 22) for value in (row.planned_count, row.done_count))
        parts.append(f"<g><title>{escape(month(row.period))}: {number(row.planned_count)} rencana, {number(row.done_count)} terlaksana</title>")
        parts.append(f'<rect class="plan" x="{x + slot * .14:.1f}" y="{base - planned:.1f}" width="{slot * .72:.1f}" height="{planned:.1f}"/>')
        parts.append(f'<rect class="done" x="{x + slot * .24:.1f}" y="{base - done:.1f}" width="{slot * .52:.1f}" height="{done:.1f}"/>')
        parts.append(f'<text x="{x + slot / 2:.1f}" y="{base - max(planned, done) - 5:.1f}">{number(row.done_count)}</text>')
        parts.append(f'<text class="axis" x="{x + slot / 2:.1f}" y="{base + 16}">{escape(month(row.period).split()[0])}</text></g>')
    return "".join([*parts, "</svg>"])


def _bars_in_words(months: pd.DataFrame) -> str:
    return "; ".join(f"{month(row.period)} {number(row.done_count)} dari {number(row.planned_count)}" for row in months.itertuples())
