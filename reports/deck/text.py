"""How much room text takes on a slide: widths of Arial (and of Liberation Sans, which has the same) in points."""

from collections.abc import Iterable

from reports.binding import JOINT, NO_BREAK, NO_BREAK_HYPHEN

LINE = 1.17  # height of a line by type size; Arial itself wants 1.149
_REGULAR = (
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556, 556,
    556, 278, 278, 584, 584, 584,
    556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944,
    667, 667, 611, 278, 278, 278,
    469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500,
    722, 500, 500, 500, 334, 260,
    334, 584,
)
_BOLD = (
    278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556, 556,
    556, 333, 333, 584, 584, 584,
    611, 975, 722, 722, 722, 722, 667, 611, 778, 722, 278, 556, 722, 611, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944,
    667, 667, 611, 333, 278, 333,
    584, 556, 333, 556, 611, 556, 611, 556, 333, 611, 611, 278, 278, 556, 278, 889, 611, 611, 611, 611, 389, 556, 333, 611, 556,
    778, 556, 556, 500, 389, 280,
    389, 584,
)
_OTHERS = {NO_BREAK: 278, NO_BREAK_HYPHEN: 333, JOINT: 0, "–": 556, "—": 1000, "·": 333, "²": 333, "…": 1000, "“": 500, "”": 500, "’": 278}
_UNLISTED = 1000  # arrows and signs of other fonts: never too narrow


def width(text: str, size: float, *, is_bold: bool = False) -> float:
    """Points that a line of text takes."""
    table = _BOLD if is_bold else _REGULAR
    return size / 1000 * sum(table[ord(letter) - 32] if " " <= letter <= "~" else _OTHERS.get(letter, _UNLISTED) for letter in text)


def wrapped(text: str, size: float, room: float, *, is_bold: bool = False) -> list[str]:
    """The lines into which a text falls within `room` points; a word wider than the room has a line of its own."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.split(" "):
            longer = f"{line} {word}" if line else word
            if line and width(longer, size, is_bold=is_bold) > room:
                lines.append(line)
                longer = word
            line = longer
        lines.append(line)
    return lines


def height(paragraphs: Iterable[str], size: float, room: float, *, is_bold: bool = False, after: float = 0.0) -> float:
    """Points that paragraphs take within `room`, each followed by `after` points."""
    return sum(len(wrapped(paragraph, size, room, is_bold=is_bold)) * size * LINE + after for paragraph in paragraphs)


def fits(text: str, size: float, room: tuple[float, float], *, is_bold: bool = False) -> bool:
    """Whether a text stands within width and height, no word broken."""
    lines = wrapped(text, size, room[0], is_bold=is_bold)
    return len(lines) * size * LINE <= room[1] + 0.5 and all(width(line, size, is_bold=is_bold) <= room[0] for line in lines)


def largest(text: str, sizes: Iterable[float], room: tuple[float, float], *, is_bold: bool = False) -> float:
    """The first of the sizes, largest first, at which a text fits; the last when none does."""
    size = 0.0
    for size in sizes:
        if fits(text, size, room, is_bold=is_bold):
            break
    return size


def cut(text: str, size: float, room: float, *, is_bold: bool = False) -> str:
    """The text on one line, its end replaced by an ellipsis where it is too long."""
    if width(text, size, is_bold=is_bold) <= room:
        return text
    while text and width(f"{text}…", size, is_bold=is_bold) > room:
        text = text[:-1].rstrip()
    return f"{text}…"


def kept_whole(text: str, size: float, room: float) -> str:
    """A line of parts 'a · b · c' that is broken between parts alone, as far as each has room on a line: no edition number falls into two."""
    whole = [part.replace(" ", NO_BREAK).replace("-", NO_BREAK_HYPHEN) for part in text.split(" · ")]
    return " · ".join(bound if width(bound, size) <= room else part for part, bound in zip(text.split(" · "), whole, strict=True))


def without_widow(text: str, size: float, room: float, *, is_bold: bool = False) -> str:
    """The text with its last two words bound to each other where the last would stand on a line alone."""
    lines = wrapped(text, size, room, is_bold=is_bold)
    is_alone = len(lines) > 1 and not {" ", NO_BREAK} & set(lines[-1])
    return NO_BREAK.join(text.rsplit(" ", 1)) if is_alone else text
