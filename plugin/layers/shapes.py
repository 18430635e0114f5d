"""Shapes: polygons between shapely and QGIS, between CRSs, and on the map."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsDistanceArea,
    QgsGeometry,
    QgsRectangle,
)

from ..core.antimeridian import join_at_antimeridian, repair, split_at_antimeridian
from ..core.errors import InputError
from ..core.sentences import say
from ..hub.geodesy import bounds_in_degrees

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from qgis.core import QgsCoordinateTransformContext
    from shapely.geometry.base import BaseGeometry

    from ..core.grid import Grid

_DEGREES = 4326
_SQUARE_METRES_PER_KM2 = 1e6
# Points along the longest side: straight edges are curves in another CRS.
_EDGE_POINTS = 200


def project_shape(
    shape: BaseGeometry,
    source: QgsCoordinateReferenceSystem,
    epsg: int,
    context: QgsCoordinateTransformContext,
) -> BaseGeometry:
    """Return a shape in another CRS, its edges densified.

    Raises:
        InputError: it cannot be placed there.
    """
    target = QgsCoordinateReferenceSystem(f"EPSG:{epsg}")
    if source == target:
        return shape
    sides = shapely.bounds(shapely.get_parts(shape))
    step = (sides[:, 2:] - sides[:, :2]).max() / _EDGE_POINTS
    dense = to_qgis(shapely.segmentize(shape, step))
    message = say(
        f"The area in {source.authid() or 'its CRS'} cannot be placed in"
        f" {target.authid()}: choose a smaller one, or another CRS."
    )
    try:
        dense.transform(QgsCoordinateTransform(source, target, context))
    except QgsCsException as error:
        raise InputError(message) from error
    moved = shapely.from_wkb(bytes(dense.asWkb()))
    if not np.isfinite(shapely.get_coordinates(moved)).all():
        raise InputError(message)
    if epsg == _DEGREES:
        moved = split_at_antimeridian(moved)
    return moved if moved.is_valid else repair(moved)


def to_qgis(shape: BaseGeometry) -> QgsGeometry:
    """Return a shape as QGIS holds it."""
    geometry = QgsGeometry()
    geometry.fromWkb(shape.wkb)
    return geometry


def km2_of(
    area: BaseGeometry, epsg: int, context: QgsCoordinateTransformContext
) -> float:
    """Return the size on the ellipsoid of an area in a CRS."""
    measure = QgsDistanceArea()
    measure.setSourceCrs(QgsCoordinateReferenceSystem(f"EPSG:{epsg}"), context)
    measure.setEllipsoid("EPSG:7030")
    return float(measure.measureArea(to_qgis(area))) / _SQUARE_METRES_PER_KM2


def degrees_of(
    areas: Iterable[BaseGeometry], epsg: int, context: QgsCoordinateTransformContext
) -> BaseGeometry:
    """Return areas in a CRS as one shape in longitude and latitude, cut at 180."""
    source = QgsCoordinateReferenceSystem(f"EPSG:{epsg}")
    turned = [project_shape(area, source, _DEGREES, context) for area in areas]
    return split_at_antimeridian(shapely.unary_union(turned))


def crosses_180(grid: Grid) -> bool:
    """Return whether a grid lies over the 180th meridian."""
    return len(bounds_in_degrees(grid)) > 1


def map_extent(
    grid: Grid,
    areas: Sequence[BaseGeometry],
    crs: QgsCoordinateReferenceSystem,
    context: QgsCoordinateTransformContext,
) -> QgsRectangle:
    """Return the extent of a map in any CRS that shows areas in the grid's CRS.

    Raises:
        InputError: the CRS does not reach there.
    """
    whole = shapely.box(*shapely.total_bounds(areas))
    if crs.isGeographic() and crosses_180(grid):
        west, south, east, north = join_at_antimeridian(
            degrees_of([whole], grid.epsg, context)
        ).bounds
        return QgsRectangle(west, south, east, north)
    source = QgsCoordinateReferenceSystem(f"EPSG:{grid.epsg}")
    transform = QgsCoordinateTransform(source, crs, context)
    try:
        return transform.transformBoundingBox(to_qgis(whole).boundingBox())
    except QgsCsException as error:
        message = say(
            f"The area cannot be shown in {crs.authid()}: choose another map CRS."
        )
        raise InputError(message) from error
