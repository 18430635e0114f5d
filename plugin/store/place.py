"""The area of a run in longitude and latitude."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely
from osgeo import osr

from .tiff import reference_of

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

_DEGREES = 4326
# Points along the longest side: edges that are straight on the map bend in degrees.
_POINTS = 50


def area_in_degrees(area: BaseGeometry, epsg: int) -> BaseGeometry:
    """Return the area in EPSG:4326, longitude first, its edges densified.

    Raises:
        RuntimeError: the CRS is unknown or cannot be transformed.
    """
    if epsg == _DEGREES:
        return area
    west, south, east, north = area.bounds
    step = max(east - west, north - south) / _POINTS
    change = osr.CoordinateTransformation(reference_of(epsg), reference_of(_DEGREES))

    def turn(points: np.ndarray) -> np.ndarray:
        return np.array(change.TransformPoints(points.tolist()))[:, :2]

    turned: BaseGeometry = shapely.transform(shapely.segmentize(area, step), turn)
    return turned
