"""Footprints: the outline that a Catalog item claims, in degrees within ±180.

An item gives its outline twice: in degrees, and in the projection of the tile. The
edges of a tile are straight in its projection, so between the same corners a straight
line in degrees runs up to 240 m beside a Sentinel-2 tile's edge of 110 km. Where both
outlines have the same corners the edges are therefore taken from the projection.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from shapely.errors import ShapelyError
from shapely.geometry import shape

from ..core.antimeridian import split_at_antimeridian
from .geodesy import from_degrees, to_degrees

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shapely.geometry.base import BaseGeometry

# Metres between the points of an edge: a bend of centimetres is left.
_EDGE_STEP = 2000.0
# Metres by which the corners of the two outlines may differ.
_SAME_CORNER = 20.0
# Longitudes may go once around beyond 180 degrees; no latitude goes beyond a pole.
_WORLD = shapely.box(-540.0, -90.0, 540.0, 90.0)
_UTM = (range(32601, 32661), range(32701, 32761))
_DAMAGED = (
    *(ShapelyError, ValueError, TypeError, AttributeError, LookupError),
    OverflowError,  # of numbers beyond all floats
)


def parse_footprint(item: Mapping[str, Any]) -> BaseGeometry | None:
    """Return the outline of a STAC item, None where it tells no area."""
    footprint = _area(item.get("geometry"))
    if footprint is None or not _WORLD.covers(shapely.box(*footprint.bounds)):
        return None
    split = split_at_antimeridian(_bent(footprint, item.get("properties") or {}))
    return None if split.is_empty else split


def _area(geometry: object) -> BaseGeometry | None:
    """Return a GeoJSON geometry, None where it is damaged or has no area."""
    if not isinstance(geometry, dict):
        return None
    try:
        found = shapely.force_2d(shape(geometry))
    except _DAMAGED:
        return None
    usable = found.geom_type in ("Polygon", "MultiPolygon") and found.area > 0
    finite = np.isfinite(shapely.get_coordinates(found)).all()
    return found if usable and finite else None


def _bent(footprint: BaseGeometry, properties: Mapping[str, Any]) -> BaseGeometry:
    """Return the footprint with edges that are straight in the item's projection."""
    projected = _area(properties.get("proj:geometry"))
    epsg = _utm(properties.get("proj:epsg"))
    if projected is None or not projected.is_valid or epsg is None:
        return footprint
    corners = shapely.get_coordinates(projected)
    claimed = shapely.get_coordinates(footprint)
    if corners.shape != claimed.shape:
        return footprint
    off = np.abs(from_degrees(epsg)(claimed) - corners).max()
    if not off <= _SAME_CORNER:
        return footprint
    dense = shapely.segmentize(projected, _EDGE_STEP)
    return shapely.transform(dense, to_degrees(epsg))


def _utm(epsg: object) -> int | None:
    """Return the code of a UTM zone, the projection of every tile that has one."""
    if isinstance(epsg, int) and any(epsg in zones for zones in _UTM):
        return epsg
    return None
