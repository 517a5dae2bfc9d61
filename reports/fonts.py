"""The one typeface of everything that leaves the office, with how wide its words are; no font of the machine is needed.

It has – · ▲ ▼ ■ but no ○ ● □: these come from the typefaces that typst carries, where a text has them.
"""

from functools import cache, lru_cache
from pathlib import Path

import font_source_sans_pro
import typst
from PIL import ImageFont

FAMILY = "Source Sans Pro"
FOLDER = Path(font_source_sans_pro.__file__).parent / "files"
_FACES = {400: "SourceSansPro-Regular.ttf", 600: "SourceSansPro-Semibold.ttf", 700: "SourceSansPro-Bold.ttf"}
_MEASURED = 100  # pixels at which widths are measured; they grow in proportion


@cache
def fonts() -> typst.Fonts:
    """The typefaces as every typst document takes them; looked for once a process, and safe to share between threads."""
    return typst.Fonts(include_system_fonts=False, font_paths=[str(FOLDER)])


def text_width(text: str, size: float, weight: int = 400) -> float:
    """Width of one line in the unit of `size`; `weight` is 400, 600 or 700."""
    return _length(text, weight) * size / _MEASURED


def wrapped(text: str, size: float, room: float, weight: int = 400) -> list[str]:
    """The text on as many lines as it takes to stay within `room`; a single word that is too wide stays whole."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and text_width(longer, size, weight) > room:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


@lru_cache(maxsize=8_000)
def _length(text: str, weight: int) -> float:
    return _face(weight).getlength(text)


@cache
def _face(weight: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(FOLDER / _FACES[weight]), _MEASURED)
