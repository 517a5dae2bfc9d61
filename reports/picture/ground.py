"""On whose ground a point of a picture lies: the counterpart of static/map/ground.js for pictures that no browser draws."""

from collections.abc import Mapping

import numpy as np
from PIL import Image, ImageChops, ImageDraw

from reports.picture.frame import rings

_CELL, _FINER = 2.0, 4  # screen pixels, and how much finer outlines are drawn


class Ground:
    """The areas of a picture on a grid that is laid once and asked for any number of boxes.

    `paths`: code -> outline in the units of the drawing; a point of it is at `origin` + `scale` * point of the picture, of which `size` pixels are asked.
    `pixel`: one of the screen. A point that no area has is nobody's.
    """

    def __init__(self, paths: Mapping[str, str], *, scale: float, origin: tuple[float, float], size: tuple[float, float], pixel: float) -> None:
        self._cell = _CELL * pixel
        self._across, self._down = (max(1, int(np.ceil(length / self._cell))) for length in size)
        masks = {code: self._mask(path, scale, origin) for code, path in paths.items()}
        self._points = {code: np.argwhere(mask) for code, mask in masks.items()}
        self._sums = {code: _summed(mask) for code, mask in masks.items()}
        self._anybody = _summed(np.logical_or.reduce(list(masks.values()))) if masks else _summed(np.zeros((self._down, self._across), bool))

    def _mask(self, path: str, scale: float, origin: tuple[float, float]) -> np.ndarray:
        """The cells whose middle an area has; a ring within another is a hole. Drawn finer than it is kept, as a drawn line belongs to both its sides."""
        whole = Image.new("1", (_FINER * self._across, _FINER * self._down))
        for ring in rings(path):
            one = Image.new("1", whole.size)
            points = [(_FINER * (origin[0] + scale * x) / self._cell - 0.5, _FINER * (origin[1] + scale * y) / self._cell - 0.5) for x, y in ring]
            ImageDraw.Draw(one).polygon(points, fill=1)
            whole = ImageChops.logical_xor(whole, one)
        return np.asarray(whole, dtype=bool)[_FINER // 2 :: _FINER, _FINER // 2 :: _FINER]

    def spread(self, owner: str, most: int) -> np.ndarray:
        """At most so many points of the picture spread over an area, (n, 2); none where no cell is its own."""
        rows, columns = self._points[owner][:: max(1, -(-len(self._points[owner]) // most))].T
        return (np.column_stack([columns, rows]) + 0.5) * self._cell

    def shares(self, owner: str, boxes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """How much of each box (n, 4) lies on the ground of its owner and how much on that of others, from 0 to 1; the rest is nobody's."""
        cells = boxes / self._cell
        left, right = (np.clip(cells[:, side], 0, self._across) for side in (0, 2))
        top, bottom = (np.clip(cells[:, side], 0, self._down) for side in (1, 3))
        size = np.maximum(1e-9, (right - left) * (bottom - top))
        own, all_ = (
            (_at(sums, bottom, right) - _at(sums, top, right) - _at(sums, bottom, left) + _at(sums, top, left)) / size
            for sums in (self._sums[owner], self._anybody)
        )
        return own, np.maximum(0.0, all_ - own)


def _at(sums: np.ndarray, rows: np.ndarray, columns: np.ndarray) -> np.ndarray:
    """The sums at points within cells: as a cell belongs to one area, they grow evenly through it."""
    row, column = rows.astype(int), columns.astype(int)
    below, right = np.minimum(row + 1, sums.shape[0] - 1), np.minimum(column + 1, sums.shape[1] - 1)
    down, across = rows - row, columns - column
    upper = sums[row, column] * (1 - across) + sums[row, right] * across
    lower = sums[below, column] * (1 - across) + sums[below, right] * across
    return upper * (1 - down) + lower * down


def _summed(mask: np.ndarray) -> np.ndarray:
    """Of each corner of a cell the cells above and to the left of it."""
    return np.pad(mask, ((1, 0), (1, 0))).cumsum(axis=0, dtype=np.int32).cumsum(axis=1, dtype=np.int32)
