"""Geodesy: coordinates between degrees and the CRS of a grid."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from ..core.errors import InputError
from ..core.sentences import say

if TYPE_CHECKING:
    from ..core.area import Transform
    from ..core.grid import Grid

Bounds = tuple[float, float, float, float]
"""West, south, east, north in degrees."""

_WGS84 = 4326
# Points along each edge of a grid: between them an edge of 100 km bends by centimetres.
_EDGE_POINTS = 100


def from_degrees(epsg: int) -> Transform:
    """Return the function that turns ``(n, 2)`` lon, lat into x, y of the CRS."""
    return _transform(_WGS84, epsg)


def to_degrees(epsg: int) -> Transform:
    """Return the function that turns ``(n, 2)`` x, y of the CRS into lon, lat."""
    return _transform(epsg, _WGS84)


def bounds_in_degrees(grid: Grid) -> tuple[Bounds, ...]:
    """Return the box of degrees that holds the grid; two where it crosses 180°.

    Raises:
        InputError: the grid lies where its CRS does not reach.
    """
    bounds = _transformer(grid.epsg, _WGS84).transform_bounds(
        *grid.bounds, densify_pts=_EDGE_POINTS
    )
    if not all(math.isfinite(bound) for bound in bounds):
        message = say(
            f"The area lies outside of what EPSG:{grid.epsg} can show: choose another"
            " CRS."
        )
        raise InputError(message)
    west, south, east, north = bounds
    if west <= east:
        return ((west, south, east, north),)
    return ((west, south, 180.0, north), (-180.0, south, east, north))


def _transform(source: int, target: int) -> Transform:
    transformer = _transformer(source, target)

    def transform(coordinates: np.ndarray) -> np.ndarray:
        return np.column_stack(
            transformer.transform(coordinates[:, 0], coordinates[:, 1])
        )

    return transform


@lru_cache(maxsize=32)
def _transformer(source: int, target: int) -> Any:  # noqa: ANN401  pyproj is untyped
    from pyproj import Transformer  # noqa: PLC0415  see catalog.py

    return Transformer.from_crs(source, target, always_xy=True)
