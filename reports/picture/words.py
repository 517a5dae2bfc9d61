"""What stands around a map picture: title, legend with counts, scale, north and source."""

from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement

from charts.words import number
from geo.published import credit
from reports.fonts import text_width, wrapped
from reports.picture.labels import LINE, Box
from reports.picture.marks import RULE, legend_classes, paint, symbol

INK, MUTED = "#1d2a33", "#4d5b66"
_LENGTHS = (50, 20, 10, 5, 2, 1, 0.5, 0.2, 0.1, 0.05)  # km of a scale bar
_BAR = 0.16  # of the width: the longest scale bar
_SMALLEST = 0.6  # of the type size: how far a legend shrinks before it is cut
_ROW = 1.35


def draw_heading(root: Element, spec: dict, width: float, font: float) -> float:
    """Title and subtitle; the height they take."""
    y = 0.0
    for said, size, weight, colour in ((spec["title"], font * 1.35, 600, INK), (spec["subtitle"], font * 0.9, 400, MUTED)):
        for line in _phrases(said, size, width - 8, weight):
            y += size * 1.25
            text(root, [line], 4, y - size * 0.3, size, weight, colour)
    return y + font * 0.4


def _phrases(said: str, size: float, room: float, weight: int) -> list[str]:
    """Lines that break between the parts of "a · b · c", within a part only where it is wider than the room."""
    lines: list[str] = []
    for part in said.split(" · "):
        if lines and text_width(f"{lines[-1]} · {part}", size, weight) <= room:
            lines[-1] += f" · {part}"
        else:
            lines += wrapped(part, size, room, weight)
    return lines


def draw_legend(root: Element, spec: dict, frame: Box, where: str | None, font: float) -> Box:
    """The legend right or below, in smaller type where it would not fit; what is left of the frame for the map."""
    if where is None or not legend_classes(spec):
        return frame
    left, top, right, bottom = frame
    laid = _Legend(spec, frame, where, font)
    most = (bottom - top) * (1.0 if where == "right" else 0.5)
    while laid.tall > most and laid.font > font * _SMALLEST:
        laid = _Legend(spec, frame, where, laid.font * 0.92)
    x0 = right - laid.room if where == "right" else left + 4
    y = max(top, (top + bottom - laid.tall) / 2) if where == "right" else bottom - laid.tall
    laid.draw(root, x0, y)
    return (left, top, x0 - font, bottom) if where == "right" else (left, top, right, bottom - laid.tall - font * 0.4)


class _Legend:
    """Rows of swatch, label and count, laid out for a type size."""

    def __init__(self, spec: dict, frame: Box, where: str, font: float) -> None:
        word = "kecamatan" if spec["level"] == "kecamatan" else spec["unit_word"]
        self.font, self.entries = font, legend_classes(spec)
        self.swatch = (font * 1.6, font * 1.05)
        rows = [(entry["label"], f"{number(entry['count'])} {word}") for entry in self.entries]
        width = frame[2] - frame[0]
        widest = max(max(text_width(label, font), text_width(count, font, 600)) for label, count in rows)
        self.room = min(0.36 * width if where == "right" else (width - 8) / 2, widest + self.swatch[0] + font)
        self.lines = [[*wrapped(label, font, self.room - self.swatch[0] - font * 0.6), count] for label, count in rows]
        self.columns = 1 if where == "right" else max(1, int((width - 4) // (self.room + font)))
        heights = [font * (LINE * len(lines) + 0.55) for lines in self.lines]
        self.rows = [max(heights[at : at + self.columns]) for at in range(0, len(heights), self.columns)]
        self.tall = sum(self.rows)

    def draw(self, root: Element, left: float, top: float) -> None:
        """All rows, the first at this corner."""
        group = SubElement(root, "g", {"class": "legend"})
        defs = SubElement(group, "defs")
        font, (wide, high) = self.font, self.swatch
        for index, (entry, lines) in enumerate(zip(self.entries, self.lines, strict=True)):
            row, column = divmod(index, self.columns)
            x, y = left + column * (self.room + font), top + sum(self.rows[:row])
            fill = paint(defs, entry, f"ket-{index}", font / 14)
            SubElement(group, "rect", {
                "x": f"{x:.1f}", "y": f"{y:.1f}", "width": f"{wide:.1f}", "height": f"{high:.1f}", "rx": "3", "stroke": RULE,
                "fill": fill,
            })
            symbol(group, entry, (x + wide / 2, y + high / 2), font * 0.28)
            text(group, lines[:-1], x + wide + font * 0.5, y + font * 0.85, font, 400, INK)
            text(group, lines[-1:], x + wide + font * 0.5, y + font * (0.85 + LINE * (len(lines) - 1)), font, 600, INK)


def foot_height(drawn: dict, said: str, width: float, font: float) -> float:
    """What `draw_foot` takes."""
    beside, below = _foot_words(drawn, said, width, font * 0.8)
    return font * 0.8 * (_ROW * (len(below) + bool(beside or drawn["kind"] != "tiles")) + 0.6)


def draw_foot(root: Element, drawn: dict, said: str, scale: float, corner: tuple[float, float], font: float) -> None:
    """Scale bar and north where the drawing is to scale, what kind of drawing it is, where it comes from, and `said`."""
    width, top = corner
    size = font * 0.8
    base = top + size * 1.5
    beside, below = _foot_words(drawn, said, width, size)
    x = 4.0
    if drawn["kind"] != "tiles":
        x = _scale_bar(root, scale / drawn["km_per_unit"], (x, base), _BAR * width, size)
    for words, weight, colour in beside:
        text(root, [words], x, base, size, weight, colour)
        x += text_width(words, size, weight) + size * 0.3
    for row, (words, weight, colour) in enumerate(below, start=bool(beside or drawn["kind"] != "tiles")):
        text(root, [words], 4, base + row * size * _ROW, size, weight, colour)


def _foot_words(drawn: dict, said: str, width: float, size: float) -> tuple[list, list]:
    """Words beside the scale bar, and those on lines of their own below it."""
    words = [(f"{drawn['note']}.", 600, INK)] if drawn["note"] else []
    words += [(credit(drawn["source"]), 400, MUTED)] if drawn["source"] else []
    taken = sum(text_width(text_, size, weight) + size * 0.3 for text_, weight, _ in words)
    beside = words if taken <= width - 8 - (0.0 if drawn["kind"] == "tiles" else _BAR * width + 7 * size) else []
    lone = [*([] if beside else words), *([(said, 400, MUTED)] if said else [])]
    return beside, [(line, weight, colour) for text_, weight, colour in lone for line in _phrases(text_, size, width - 8, weight)]


def _scale_bar(root: Element, per_km: float, at: tuple[float, float], room: float, size: float) -> float:
    """The longest round length in the room, and north; where what comes next may begin."""
    x, base = at
    length = next((km for km in _LENGTHS if km * per_km <= room), _LENGTHS[-1])
    SubElement(root, "path", {
        "d": f"M{x:.1f} {base - size * 0.5:.1f}v{size * 0.4:.1f}h{length * per_km:.1f}v{-size * 0.4:.1f}", "class": "scale",
        "fill": "none", "stroke": INK, "stroke-width": f"{size * 0.1:.1f}",
    })
    x += length * per_km + size * 0.5
    said = f"{number(length)} km" if length >= 1 else f"{number(length * 1000)} m"
    text(root, [said], x, base, size, 400, INK)
    x += text_width(said, size) + size
    half = size * 0.35
    needle = f"M{x:.1f} {base:.1f}l{half:.1f} {-size:.1f}l{half:.1f} {size:.1f}l{-half:.1f} {-size * 0.25:.1f}z"
    SubElement(root, "path", {"d": needle, "class": "north", "fill": INK})
    text(root, ["U"], x + size * 0.95, base, size, 600, INK)
    return x + size * 2.6


def text(
    parent: Element, lines: Sequence[str], x: float, y: float, size: float, weight: int, colour: str, **more: str,
) -> None:
    """One text; `y` is the base of its first line."""
    looks = {"font-size": f"{size:.1f}", "fill": colour, **({} if weight == 400 else {"font-weight": str(weight)}), **more}
    node = SubElement(parent, "text", {"x": f"{x:.1f}", "y": f"{y:.1f}", **looks})
    if len(lines) == 1:
        node.text = lines[0]
        return
    for row, line in enumerate(lines):
        SubElement(node, "tspan", {"x": f"{x:.1f}", "y": f"{y + row * size * LINE:.1f}"}).text = line
