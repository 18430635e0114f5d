"""Areas: the coordinate systems the service accepts, and footprints on the grid."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
import shapely

from .antimeridian import repair, split_at_antimeridian
from .errors import InputError
from .sentences import say

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

Transform = Callable[[np.ndarray], np.ndarray]
"""Coordinates ``(n, 2)`` in one CRS to ``(n, 2)`` in another, x before y."""

# The Process API's list (service-facts 2.1); any other CRS is answered with 400.
_OTHER_CODES = (
    2154, 2180, 2193, 3003, 3004, 3005, 3006, 3031, 3035, 3161, 3346, 3413, 3416,
    3578, 3580, 3765, 3794, 3844, 3857, 3912, 3995, 4026, 4326, 5514, 28992, 32184,
)  # fmt: skip
ACCEPTED_EPSG = frozenset((*range(32601, 32661), *range(32701, 32761), *_OTHER_CODES))

# Footprints are rectangles of a projection: their edges are curves in degrees.
_DENSIFY_DEGREES = 0.02
# UTM has no zones beyond these latitudes.
_UTM_SOUTH, _UTM_NORTH = -80.0, 84.0


def check_epsg(epsg: int) -> int:
    """Return the code if the service accepts it.

    Raises:
        InputError: it does not.
    """
    if epsg not in ACCEPTED_EPSG:
        message = say(
            f"The service does not deliver images in EPSG:{epsg}: choose the UTM zone,"
            " EPSG:3857 or EPSG:4326."
        )
        raise InputError(message)
    return epsg


def utm_epsg(longitude: float, latitude: float) -> int:
    """Return the code of the UTM zone of a place, in degrees.

    Raises:
        InputError: the place is no place on Earth, or too near a pole.
    """
    if not (math.isfinite(longitude) and math.isfinite(latitude)):
        message = say("The area is not finite: zoom the map to a place first.")
        raise InputError(message)
    if not _UTM_SOUTH <= latitude <= _UTM_NORTH:
        message = say(
            "The area is too near a pole for a UTM zone: choose EPSG:3413 or"
            " EPSG:3995 in the north, EPSG:3031 in the south."
        )
        raise InputError(message)
    zone = int((longitude + 180.0) % 360.0 // 6.0) + 1
    return (32600 if latitude >= 0 else 32700) + zone


def project(geometry: BaseGeometry, transform: Transform) -> BaseGeometry:
    """Return a geometry in degrees on the grid's CRS, its edges densified before.

    Footprints over the antimeridian may be split there, go beyond ±180 degrees, or
    jump from one side to the other. The result is empty where no outline can be told:
    around a pole, or where the CRS does not reach.
    """
    split = split_at_antimeridian(geometry)
    # GEOS repairs what it densifies, and half of an outline may be lost by that.
    whole = split if split.is_valid else repair(split)
    dense = shapely.segmentize(whole, _DENSIFY_DEGREES)
    projected = shapely.transform(dense, transform)
    if not np.isfinite(shapely.get_coordinates(projected)).all():
        return shapely.Polygon()
    return projected if projected.is_valid else repair(projected)
