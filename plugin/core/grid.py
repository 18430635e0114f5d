"""The one pixel grid of a run, and the pieces that fit one request."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from .errors import InputError
from .sentences import say

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_SIDE = 2500
"""Pixels a side that one Process request may have (service-facts 2.1)."""
_DEGREES_EPSG = 4326
_KM_PER_DEGREE = 111.195
_MOST_LONGITUDE, _MOST_LATITUDE = 180.0, 90.0


@dataclass(frozen=True)
class Grid:
    """Square pixels, north up, origin at the upper left corner.

    ``x_min``, ``y_max`` and ``resolution`` are in units of the CRS (metres, or
    degrees for EPSG:4326).
    """

    epsg: int
    x_min: float
    y_max: float
    resolution: float
    width: int
    height: int

    def __post_init__(self) -> None:
        """Refuse a grid without pixels, or off the Earth.

        Raises:
            InputError: no pixel, or no finite position, or no degrees.
        """
        numbers = (self.x_min, self.y_max, self.resolution)
        if not all(math.isfinite(number) for number in numbers):
            message = say("The area is not finite: zoom the map to a place first.")
            raise InputError(message)
        if self.resolution <= 0:
            message = say("The resolution must be greater than 0.")
            raise InputError(message)
        if self.width < 1 or self.height < 1:
            message = say("The area is empty: zoom the map to a place first.")
            raise InputError(message)
        if self.epsg == _DEGREES_EPSG:
            _check_degrees(self.bounds, self.resolution)

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """``(x_min, y_min, x_max, y_max)`` in the CRS."""
        return (
            self.x_min,
            self.y_max - self.height * self.resolution,
            self.x_min + self.width * self.resolution,
            self.y_max,
        )

    @property
    def geotransform(self) -> tuple[float, float, float, float, float, float]:
        """GDAL's six numbers."""
        return (self.x_min, self.resolution, 0.0, self.y_max, 0.0, -self.resolution)

    @property
    def pixels(self) -> int:
        """Number of pixels."""
        return self.width * self.height

    @property
    def unit_metres(self) -> float:
        """Metres in a unit of the CRS; in degrees, about."""
        return _KM_PER_DEGREE * 1000 if self.epsg == _DEGREES_EPSG else 1.0

    @property
    def km2(self) -> float:
        """Area on the ground in square kilometres; in degrees, about."""
        side = self.resolution
        if self.epsg == _DEGREES_EPSG:
            middle = math.radians(self.y_max - self.height * self.resolution / 2)
            return self.pixels * (side * _KM_PER_DEGREE) ** 2 * math.cos(middle)
        return self.pixels * side**2 / 1e6

    def centres_x(self, start: int, stop: int) -> np.ndarray:
        """Return x of the pixel centres of the columns ``[start, stop)``."""
        return self.x_min + (np.arange(start, stop) + 0.5) * self.resolution

    def centres_y(self, start: int, stop: int) -> np.ndarray:
        """Return y of the pixel centres of the rows ``[start, stop)``."""
        return self.y_max - (np.arange(start, stop) + 0.5) * self.resolution

    def pieces(self, max_side: int = MAX_SIDE) -> Iterator[Piece]:
        """Yield the pieces of the grid, row by row from the upper left."""
        rows, columns = _cuts(self.height, max_side), _cuts(self.width, max_side)
        for top, bottom in zip(rows, rows[1:]):
            for left, right in zip(columns, columns[1:]):
                yield Piece(self, left, top, right - left, bottom - top)


@dataclass(frozen=True)
class Piece:
    """A window of the grid that fits one request: offset and size in pixels."""

    grid: Grid
    column: int
    row: int
    width: int
    height: int

    def to_grid(self) -> Grid:
        """Return the piece as a grid of its own."""
        grid = self.grid
        return Grid(
            grid.epsg,
            grid.x_min + self.column * grid.resolution,
            grid.y_max - self.row * grid.resolution,
            grid.resolution,
            self.width,
            self.height,
        )

    @property
    def window(self) -> tuple[slice, slice]:
        """Rows and columns of the piece in an array of the whole grid."""
        return (
            slice(self.row, self.row + self.height),
            slice(self.column, self.column + self.width),
        )


def snap(
    bounds: tuple[float, float, float, float], resolution: float, epsg: int
) -> Grid:
    """Return the smallest grid on multiples of the resolution that holds the bounds.

    Args:
        bounds: ``(x_min, y_min, x_max, y_max)`` in the CRS of ``epsg``.
        resolution: pixel size in units of the CRS.
        epsg: code of the CRS.

    Raises:
        InputError: the bounds are empty or not finite, or the resolution is not
            positive.
    """
    if not all(math.isfinite(number) for number in bounds):
        message = say("The area is not finite: zoom the map to a place first.")
        raise InputError(message)
    x_min, y_min, x_max, y_max = bounds
    if x_max <= x_min or y_max <= y_min:
        message = say("The area is empty: zoom the map to a place first.")
        raise InputError(message)
    if not (math.isfinite(resolution) and resolution > 0):
        message = say("The resolution must be greater than 0.")
        raise InputError(message)
    left, right = _floor(x_min / resolution), _ceil(x_max / resolution)
    bottom, top = _floor(y_min / resolution), _ceil(y_max / resolution)
    return Grid(
        epsg,
        left * resolution,
        top * resolution,
        resolution,
        right - left,
        top - bottom,
    )


def _check_degrees(bounds: tuple[float, float, float, float], slack: float) -> None:
    """Refuse what is no place; its edge may lie a pixel beyond, as grids are snapped.

    Raises:
        InputError: some latitude or longitude does not exist.
    """
    west, south, east, north = bounds
    if max(-south, north) > _MOST_LATITUDE + slack:
        message = say(
            "The area goes beyond a pole: latitudes lie between -90 and 90 degrees."
        )
        raise InputError(message)
    if max(-west, east) > _MOST_LONGITUDE + slack:
        message = say(
            "The area goes beyond 180 degrees east or west: choose the UTM zone, or"
            " fetch both sides by themselves."
        )
        raise InputError(message)


def _cuts(length: int, max_side: int) -> list[int]:
    count = math.ceil(length / max_side)
    return [length * part // count for part in range(count + 1)]


# An edge that lies on the grid but for rounding must not add a pixel.
_SLACK = 1e-6


def _floor(number: float) -> int:
    return math.floor(number + _SLACK)


def _ceil(number: float) -> int:
    return math.ceil(number - _SLACK)
