"""The curve of covered need against seats as SVG: no script, grey and blue that read on light and dark pages."""

from collections.abc import Sequence
from html import escape

from charts.plan_map import GIVEN
from charts.words import number

_WIDTH, _HEIGHT = 340, 185
_LEFT, _RIGHT, _TOP, _BASE = 38, 14, 28, 152  # room for a label above 100%
_LETTER = 6.6  # width of a bold letter
_LINE, _TEXT, _RULE = "#4f8cd0", "#7d8993", "#9aa5b1"


def curve(points: Sequence[tuple[int, float]], most: float, seats: int, unit: str = "kursi") -> str:
    """Covered need in percent of `most` against `seats`, the present number marked. Empty with fewer than two points."""
    known = sorted({(count, 100 * value / most) for count, value in points}) if most > 0 else []
    if len(known) < 2:
        return ""
    last = known[-1][0] or 1

    def at(count: float, share: float) -> tuple[float, float]:
        return _LEFT + count / last * (_WIDTH - _LEFT - _RIGHT), _BASE - share / 100 * (_BASE - _TOP)

    path = "L".join(f"{x:.1f} {y:.1f}" for x, y in (at(*point) for point in known))
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH}" height="{_HEIGHT}" viewBox="0 0 {_WIDTH} {_HEIGHT}" font-family="sans-serif" '
        f'font-size="11.5" fill="{_TEXT}"><title>{escape(curve_in_words(points, most, unit))}</title>'
    ]
    for share in (0, 50, 100):
        y = at(0, share)[1]
        parts.append(
            f'<path d="M{_LEFT} {y:.1f}H{_WIDTH - _RIGHT}" stroke="{_RULE}" stroke-opacity=".35"/>'
            f'<text x="{_LEFT - 5}" y="{y + 4:.1f}" text-anchor="end">{share}%</text>'
        )
    parts.append(f'<path d="M{path}" fill="none" stroke="{_LINE}" stroke-width="2.5" stroke-linejoin="round"/>')
    here = next((point for point in known if point[0] == seats), None)
    if here is not None:
        x, y = at(*here)
        said = f"{number(here[1])}% dengan {number(seats)} {unit}"
        parts.append(
            f'<path d="M{x:.1f} {_BASE}V{y:.1f}" stroke="{_LINE}" stroke-dasharray="3 3"/>'
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4.5" fill="{GIVEN[2]}" stroke="#fff" stroke-width="1.5"/>'
        )
        label_x, label_y, side = _beside([at(*point) for point in known], x, y, len(said) * _LETTER)
        parts.append(
            f'<text x="{label_x:.1f}" y="{label_y:.1f}" text-anchor="{side}" font-weight="700" fill="{_LINE}" stroke="#fff" '
            f'stroke-width="3" paint-order="stroke">{said}</text>'
        )
    for count in {0, last // 2, last}:
        parts.append(f'<text x="{at(count, 0)[0]:.1f}" y="{_BASE + 16}" text-anchor="middle">{number(count)}</text>')
    parts.append(f'<text x="{_WIDTH - _RIGHT}" y="{_HEIGHT - 4}" text-anchor="end">{escape(unit)}</text></svg>')
    return "".join(parts)


def _beside(line: Sequence[tuple[float, float]], x: float, y: float, width: float) -> tuple[float, float, str]:
    """Where a label stands clear of a line that only rises: right of the point and under it, else left of it and above."""
    low = min(y + 18, _BASE - 6)
    clear = next((at_x for at_x, at_y in line if at_x >= x and at_y < low - 12), x)  # near the base the line has to rise first
    start = max(x + 8, clear)
    return (start, low, "start") if start + width <= _WIDTH else (x - 8, y - 8, "end")


def curve_in_words(points: Sequence[tuple[int, float]], most: float, unit: str = "kursi") -> str:
    """The same for the ear: '30 kursi 41%; 60 kursi 63%'."""
    return "; ".join(f"{number(count)} {unit} {number(100 * value / most)}%" for count, value in sorted(set(points))) if most > 0 else ""
