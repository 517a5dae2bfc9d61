"""The curve of covered need against seats as SVG: no script, grey and blue that read on light and dark pages."""

from collections.abc import Sequence
from html import escape

from charts.plan_map import GIVEN
from charts.words import number

_WIDTH, _HEIGHT = 340, 168
_LEFT, _RIGHT, _TOP, _BASE = 38, 14, 14, 138
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
        parts.append(f'<path d="M{_LEFT} {y:.1f}H{_WIDTH - _RIGHT}" stroke="{_RULE}" stroke-opacity=".35"/><text x="{_LEFT - 5}" y="{y + 4:.1f}" text-anchor="end">{share}%</text>')
    parts.append(f'<path d="M{path}" fill="none" stroke="{_LINE}" stroke-width="2.5" stroke-linejoin="round"/>')
    here = next((point for point in known if point[0] == seats), None)
    if here is not None:
        x, y = at(*here)
        side, shift = ("end", -8) if x > _WIDTH * 0.6 else ("start", 8)
        parts.append(f'<path d="M{x:.1f} {_BASE}V{y:.1f}" stroke="{_LINE}" stroke-dasharray="3 3"/><circle cx="{x:.1f}" cy="{y:.1f}" r="4.5" fill="{GIVEN[2]}" stroke="#fff" stroke-width="1.5"/>')
        parts.append(f'<text x="{x + shift:.1f}" y="{min(y + (18 if side == "start" else 36), _BASE - 6):.1f}" text-anchor="{side}" font-weight="700" fill="{_LINE}" stroke="#fff" stroke-width="3" paint-order="stroke">{number(here[1])}% dengan {number(seats)} {unit}</text>')
    for count in {0, last // 2, last}:
        parts.append(f'<text x="{at(count, 0)[0]:.1f}" y="{_BASE + 16}" text-anchor="middle">{number(count)}</text>')
    parts.append(f'<text x="{_WIDTH - _RIGHT}" y="{_HEIGHT - 1}" text-anchor="end">{escape(unit)}</text></svg>')
    return "".join(parts)


def curve_in_words(points: Sequence[tuple[int, float]], most: float, unit: str = "kursi") -> str:
    """The same for the ear: '30 kursi 41%; 60 kursi 63%'."""
    return "; ".join(f"{number(count)} {unit} {number(100 * value / most)}%" for count, value in sorted(set(points))) if most > 0 else ""
