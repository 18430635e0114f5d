"""The map's extent as the grid of a run."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsDistanceArea,
    QgsGeometry,
    QgsRectangle,
)

from ..core.area import check_epsg, utm_epsg
from ..core.errors import InputError
from ..core.grid import Grid, snap
from ..core.numbers import grouped
from ..core.sentences import say

if TYPE_CHECKING:
    from qgis.core import QgsCoordinateTransformContext

LARGEST = 30_000
"""Pixels a side that an image may have; above, one slot would fill a disk."""
_SQUARE_METRES_PER_KM2 = 1e6


def extent_grid(
    extent: QgsRectangle,
    crs: QgsCoordinateReferenceSystem,
    resolution: float,
    context: QgsCoordinateTransformContext,
    epsg: int | None = None,
) -> Grid:
    """Return the grid that holds an extent of the map.

    Args:
        extent: in ``crs``.
        crs: any that QGIS can transform.
        resolution: in units of the grid's CRS.
        context: how the project wants coordinates transformed.
        epsg: the grid's CRS, None for the UTM zone of the extent's centre.

    Raises:
        InputError: the extent is empty, infinite, not transformable or too large, or
            the service does not deliver in the CRS.
    """
    _check(extent, crs)
    if epsg is None:
        centre = QgsRectangle(extent.center(), extent.center())
        place = _transform(centre, crs, _crs(4326), context)
        epsg = utm_epsg(place.xMinimum(), place.yMinimum())
    bounds = _transform(extent, crs, _crs(check_epsg(epsg)), context)
    grid = snap(
        (bounds.xMinimum(), bounds.yMinimum(), bounds.xMaximum(), bounds.yMaximum()),
        resolution,
        epsg,
    )
    check_size(grid)
    return grid


def grid_extent(
    grid: Grid,
    crs: QgsCoordinateReferenceSystem,
    context: QgsCoordinateTransformContext,
) -> QgsRectangle:
    """Return the box that holds the grid, in any CRS."""
    return _transform(QgsRectangle(*grid.bounds), _crs(grid.epsg), crs, context)


def degrees_extent(
    bbox: tuple[float, float, float, float],
    crs: QgsCoordinateReferenceSystem,
    context: QgsCoordinateTransformContext,
) -> QgsRectangle:
    """Return a box in longitude and latitude as an extent of the map."""
    return _transform(QgsRectangle(*bbox), _crs(4326), crs, context)


def area_km2(grid: Grid, context: QgsCoordinateTransformContext) -> float:
    """Return the area of the grid on the ellipsoid."""
    measure = QgsDistanceArea()
    measure.setSourceCrs(_crs(grid.epsg), context)
    measure.setEllipsoid("EPSG:7030")
    rectangle = QgsGeometry.fromRect(QgsRectangle(*grid.bounds))
    return float(measure.measureArea(rectangle)) / _SQUARE_METRES_PER_KM2


def _check(extent: QgsRectangle, crs: QgsCoordinateReferenceSystem) -> None:
    corners = (
        extent.xMinimum(),
        extent.yMinimum(),
        extent.xMaximum(),
        extent.yMaximum(),
    )
    if not all(math.isfinite(corner) for corner in corners):
        message = say("The map's extent is not finite: zoom the map to a place first.")
        raise InputError(message)
    if extent.isNull() or extent.isEmpty():
        message = say("The map's extent is empty: zoom the map to a place first.")
        raise InputError(message)
    if not crs.isValid():
        message = say(
            "The map has no coordinate reference system, so its place on Earth is not"
            " known: set one in the project's properties."
        )
        raise InputError(message)


def check_size(grid: Grid) -> None:
    """Refuse a grid that is too large for a run.

    Raises:
        InputError: it is, with what would fit.
    """
    side = max(grid.width, grid.height)
    if side > LARGEST:
        # One significant step above the least resolution that fits.
        fitting = grid.resolution * side / (LARGEST - 2)
        width, height, largest = map(grouped, (grid.width, grid.height, LARGEST))
        message = say(
            f"The area is {width} by {height} pixels, more than {largest} a side:"
            f" choose a smaller one, or larger pixels: a resolution of at least"
            f" {_round_up(fitting):g}."
        )
        raise InputError(message)


def _round_up(number: float) -> float:
    """Return the number rounded up to two significant digits."""
    step = 10.0 ** (math.floor(math.log10(number)) - 1)
    return math.ceil(number / step) * step


def _transform(
    box: QgsRectangle,
    source: QgsCoordinateReferenceSystem,
    target: QgsCoordinateReferenceSystem,
    context: QgsCoordinateTransformContext,
) -> QgsRectangle:
    transform = QgsCoordinateTransform(source, target, context)
    try:
        if box.isEmpty():
            point = transform.transform(box.center())
            found = QgsRectangle(point, point)
        else:
            # QGIS densifies the edges: they are curves in the other CRS.
            found = transform.transformBoundingBox(box)
    except QgsCsException as error:
        raise InputError(_unplaced(source, target)) from error
    if not math.isfinite(
        found.xMinimum() + found.yMinimum() + found.xMaximum() + found.yMaximum()
    ):
        raise InputError(_unplaced(source, target))
    return found


def _unplaced(
    source: QgsCoordinateReferenceSystem, target: QgsCoordinateReferenceSystem
) -> str:
    return say(
        f"The map's extent in {source.authid() or 'its CRS'} cannot be placed in"
        f" {target.authid()}: zoom in to the area that you want."
    )


def _crs(epsg: int) -> QgsCoordinateReferenceSystem:
    return QgsCoordinateReferenceSystem(f"EPSG:{epsg}")
