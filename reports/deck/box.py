"""Where a thing stands on a slide, in the units of PowerPoint."""

from typing import NamedTuple

from pptx.oxml.ns import qn
from pptx.util import Emu, Length, Pt


class Box(NamedTuple):
    """Left, top, width and height; unpacks into the arguments of python-pptx."""

    left: Length
    top: Length
    width: Length
    height: Length

    @classmethod
    def of(cls, shape: object) -> "Box":
        """The place of a shape; of a placeholder without a place of its own that of its layout, which is looked for once and not for each side."""
        inherits = shape.is_placeholder and shape._element.spPr.find(qn("a:xfrm")) is None
        given = shape._base_placeholder if inherits else shape
        return cls(*(Emu(side) for side in (given.left, given.top, given.width, given.height)))

    @property
    def points(self) -> tuple[float, float]:
        """Width and height in points."""
        return self.width.pt, self.height.pt

    def lowered(self, points: float) -> "Box":
        """The same with its top lower and its bottom where it was."""
        down = Pt(points)
        return Box(self.left, Emu(self.top + down), self.width, Emu(self.height - down))

    def shortened(self, points: float) -> "Box":
        """The same with its bottom higher."""
        return self._replace(height=Emu(self.height - Pt(points)))


def describe(shape: object, spoken: str) -> None:
    """Name the picture of a slide, and say it in words for those who cannot see it."""
    shape.name = "Gambar"
    shape._element._nvXxPr.cNvPr.set("descr", spoken)
