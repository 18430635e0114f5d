"""Windows: the pixels of a raster that belong to a point or a polygon."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from .faults import known

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shapely.geometry.base import BaseGeometry

MAX_PIXELS = 4_000_000
"""That are read of one band at once; of a larger window only every n-th."""


@dataclass(frozen=True)
class Window:
    """A part of a raster, and which of its pixels count."""

    column: int
    row: int
    width: int
    height: int
    step: int
    """Of each so many columns and rows one is read."""
    inside: np.ndarray
    """bool ``(rows, columns)`` of what is read."""

    @property
    def pixels(self) -> int:
        """Number of pixels that count, among those that are read."""
        return int(np.count_nonzero(self.inside))


def window_of(
    place: BaseGeometry,
    size: tuple[int, int],
    geotransform: Sequence[float],
    most: int = MAX_PIXELS,
) -> Window:
    """Return the pixels of a raster whose centre is inside the place.

    Of a place that holds no centre it is the pixel in its middle; none outside.

    Args:
        place: point or polygon in the CRS of the raster.
        size: columns and rows of the raster.
        geotransform: GDAL's six numbers, north up.
        most: pixels to read at once.
    """
    west, width, _, north, _, height = geotransform
    x_min, y_min, x_max, y_max = place.bounds
    left = max(0, math.floor((x_min - west) / width))
    right = min(size[0], math.ceil((x_max - west) / width))
    top = max(0, math.floor((y_max - north) / height))
    bottom = min(size[1], math.ceil((y_min - north) / height))
    if left < right and top < bottom and place.area:
        columns, rows = right - left, bottom - top
        step = math.ceil(math.sqrt(columns * rows / most))
        x = west + (left + _middles(columns, step)) * width
        y = north + (top + _middles(rows, step)) * height
        shapely.prepare(place)
        inside = shapely.contains_xy(place, *np.meshgrid(x, y))
        if inside.any():
            return Window(left, top, columns, rows, step, inside)
    return _middle_pixel(place, size, geotransform)


def read_window(band: Any, window: Window) -> np.ndarray:  # noqa: ANN401  GDAL's
    """Return the values of the pixels that count, in one dimension.

    Raises:
        RuntimeError: GDAL cannot read them.
    """
    if not window.inside.size:
        return np.empty(0, np.uint8)
    rows, columns = window.inside.shape
    values = known(
        band.ReadAsArray(
            window.column,
            window.row,
            window.width,
            window.height,
            buf_xsize=columns,
            buf_ysize=rows,
        )
    )
    chosen: np.ndarray = np.asarray(values)[window.inside]
    return chosen


def _middles(length: int, step: int) -> np.ndarray:
    """Return where the middles lie of what is read along one side, in pixels."""
    count = math.ceil(length / step)
    return (np.arange(count) + 0.5) * (length / count)


def _middle_pixel(
    place: BaseGeometry, size: tuple[int, int], geotransform: Sequence[float]
) -> Window:
    point = shapely.point_on_surface(place)
    west, width, _, north, _, height = geotransform
    column, row = (point.x - west) / width, (point.y - north) / height
    if 0 <= column < size[0] and 0 <= row < size[1]:
        one = np.ones((1, 1), dtype=bool)
        return Window(int(column), int(row), 1, 1, 1, one)
    return Window(0, 0, 0, 0, 1, np.zeros((0, 0), dtype=bool))
