"""The antimeridian: footprints in degrees that cross it, however they are written."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import shapely
from shapely.affinity import translate

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

_TURN, _HALF_TURN = 360.0, 180.0


def split_at_antimeridian(geometry: BaseGeometry) -> BaseGeometry:
    """Return a geometry in degrees with every longitude within ±180.

    An edge that jumps by more than 180 degrees is read as crossing the antimeridian,
    and longitudes beyond ±180 as the places that they name; either way the parts east
    and west of it come back as parts of their own. A geometry that lies within ±180
    without jumps comes back as it is. One whose outline runs around a pole has no
    polygon in degrees: it comes back empty.
    """
    if not _crosses(geometry):
        return geometry
    polygons = [_unwrap(one) for one in _polygons(geometry)]
    if any(one.is_empty for one in polygons):
        return shapely.Polygon()
    return shapely.unary_union([part for one in polygons for part in _cut(one)])


def join_at_antimeridian(geometry: BaseGeometry) -> BaseGeometry:
    """Return a geometry in degrees whose parts lie side by side, beyond 180 if need be.

    Around the Earth the widest gap between its parts is left open. It is empty where
    an outline runs around a pole.
    """
    split = split_at_antimeridian(geometry)
    west, _, east, _ = split.bounds
    if not east - west > _HALF_TURN:
        return split
    parts = sorted(_polygons(split), key=lambda one: float(one.bounds[0]))
    # The gap before each part; before the first it lies behind the last.
    gaps, reached = [], max(one.bounds[2] for one in parts) - _TURN
    for part in parts:
        gaps.append(part.bounds[0] - reached)
        reached = max(reached, part.bounds[2])
    first = int(np.argmax(gaps))
    moved = [translate(one, xoff=_TURN) for one in parts[:first]]
    return shapely.unary_union([*parts[first:], *moved])


def repair(geometry: BaseGeometry) -> BaseGeometry:
    """Return a valid geometry that claims all that either reading of it claims."""
    readings = (shapely.make_valid(geometry), geometry.buffer(0))
    return shapely.unary_union(
        [polygon for reading in readings for polygon in _flat_polygons(reading)]
    )


def _crosses(geometry: BaseGeometry) -> bool:
    if geometry.is_empty:
        return False
    west, _, east, _ = geometry.bounds
    if west < -_HALF_TURN or east > _HALF_TURN:
        return True
    return east - west > _HALF_TURN and any(
        np.abs(np.diff(shapely.get_coordinates(ring)[:, 0])).max(initial=0) > _HALF_TURN
        for one in _polygons(geometry)
        for ring in (one.exterior, *one.interiors)
    )


def _polygons(geometry: BaseGeometry) -> list[BaseGeometry]:
    return [one for one in shapely.get_parts(geometry) if one.geom_type == "Polygon"]


def _unwrap(polygon: BaseGeometry) -> BaseGeometry:
    """Return a polygon without jumps, its longitudes maybe beyond ±180."""
    rings = [
        _unwrap_ring(shapely.get_coordinates(ring))
        for ring in (polygon.exterior, *polygon.interiors)
    ]
    shell, *holes = rings
    if any(abs(ring[0, 0] - ring[-1, 0]) > _HALF_TURN for ring in rings):
        return shapely.Polygon()
    middle = (shell[:, 0].min() + shell[:, 0].max()) / 2
    for hole in holes:
        hole[:, 0] += _TURN * np.rint((middle - hole[:, 0].mean()) / _TURN)
    unwrapped = shapely.Polygon(shell, holes)
    return unwrapped if unwrapped.is_valid else repair(unwrapped)


def _unwrap_ring(coordinates: np.ndarray) -> np.ndarray:
    ring = coordinates.copy()
    turns = np.rint(np.diff(ring[:, 0]) / _TURN)
    ring[1:, 0] -= _TURN * np.cumsum(turns)
    return ring


def _cut(polygon: BaseGeometry) -> list[BaseGeometry]:
    """Return the parts of a polygon in each turn of the Earth, moved within ±180."""
    west, _, east, _ = polygon.bounds
    first = math.floor((west + _HALF_TURN) / _TURN)
    last = math.ceil((east + _HALF_TURN) / _TURN)
    parts = []
    for turn in range(first, last):
        shift = turn * _TURN
        world = shapely.box(shift - _HALF_TURN, -90.0, shift + _HALF_TURN, 90.0)
        part = shapely.intersection(polygon, world)
        parts += _polygons(translate(part, xoff=-shift))
    return parts


def _flat_polygons(geometry: BaseGeometry) -> list[BaseGeometry]:
    # make_valid nests a MultiPolygon in a collection with the lines it found.
    return [
        polygon for part in shapely.get_parts(geometry) for polygon in _polygons(part)
    ]
