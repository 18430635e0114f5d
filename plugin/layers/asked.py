"""The asked area: a place on the map as the grid of a run and the shape inside it."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import shapely
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsGeometry,
    QgsRectangle,
    QgsWkbTypes,
)

from ..core.antimeridian import join_at_antimeridian, repair, split_at_antimeridian
from ..core.area import check_epsg, utm_epsg
from ..core.errors import InputError
from ..core.grid import Grid, snap
from ..core.sentences import say
from .area import check_size, extent_grid
from .shapes import project_shape

if TYPE_CHECKING:
    from qgis.core import QgsCoordinateTransformContext
    from shapely.geometry.base import BaseGeometry

_DEGREES = 4326
_OWN = 0
# In these the world ends at 180 degrees; the other systems run on beyond.
_ENDS_AT_180 = (3857, _DEGREES)
# Beyond so many degrees from its middle a UTM zone is no map any more.
_UTM_REACH = 30.0
_UTM = (range(32601, 32661), range(32701, 32761))


@dataclass(frozen=True)
class Place:
    """Where a run is asked for."""

    extent: QgsRectangle
    crs: QgsCoordinateReferenceSystem
    """Of extent and geometry; any that QGIS can transform."""
    context: QgsCoordinateTransformContext
    """How the project wants coordinates transformed."""
    geometry: QgsGeometry | None = None
    """Polygons inside the extent; None asks for all of it."""
    name: str = ""
    """Of the feature that it comes from."""
    known: dict[int, BaseGeometry] = field(default_factory=dict, compare=False)
    """Its polygons by the code of a CRS, as far as they were worked out; 0 is its own
    CRS."""


def place_of(
    geometry: QgsGeometry,
    crs: QgsCoordinateReferenceSystem,
    context: QgsCoordinateTransformContext,
    name: str = "",
) -> Place:
    """Return the place of polygons."""
    return Place(geometry.boundingBox(), crs, context, QgsGeometry(geometry), name)


def ask(
    place: Place, resolution: float, epsg: int | None = None
) -> tuple[Grid, BaseGeometry]:
    """Return the grid that holds a place, and the asked geometry in its CRS.

    Args:
        place: an extent, or polygons.
        resolution: in units of the grid's CRS.
        epsg: the grid's CRS, None for the UTM zone of the middle.

    Raises:
        InputError: the place is empty, infinite, too large or not transformable, or
            the service does not deliver in the CRS.
    """
    if place.geometry is None:
        if epsg in _ENDS_AT_180:
            _check_reach(epsg, *_longitudes(place))
        grid = extent_grid(place.extent, place.crs, resolution, place.context, epsg)
        return grid, shapely.box(*grid.bounds)
    spread = join_at_antimeridian(_project(place, _DEGREES))
    if spread.is_empty:
        raise InputError(_around_a_pole())
    west, south, east, north = spread.bounds
    if epsg is None:
        epsg = utm_epsg((west + east) / 2, (south + north) / 2)
    _check_reach(check_epsg(epsg), west, east)
    area = _project(place, epsg)
    grid = snap(area.bounds, resolution, epsg)
    check_size(grid)
    return grid, area


def zones(place: Place, grid: Grid) -> int:
    """Return over how many UTM zones a place reaches, 1 where that does not matter."""
    if not any(grid.epsg in one for one in _UTM):
        return 1
    if place.geometry is None:
        shape = shapely.box(*grid.bounds)
        source = QgsCoordinateReferenceSystem(f"EPSG:{grid.epsg}")
        spread = project_shape(shape, source, _DEGREES, place.context)
    else:
        spread = _project(place, _DEGREES)
    spread = join_at_antimeridian(spread)
    if spread.is_empty:
        return 1
    west, _, east, _ = spread.bounds
    return int(math.ceil(east / 6.0) - math.floor(west / 6.0))


def _shape(place: Place) -> BaseGeometry:
    if _OWN not in place.known:
        place.known[_OWN] = _flat_shape(place)
    return place.known[_OWN]


def _flat_shape(place: Place) -> BaseGeometry:
    """Return the polygons of a place, flat and valid.

    Raises:
        InputError: there is none, or its place on Earth is not known.
    """
    if not place.crs.isValid():
        message = say(
            "The area has no coordinate reference system, so its place on Earth is not"
            " known: set one in the layer's properties."
        )
        raise InputError(message)
    shape = _polygons(place.geometry)
    if shape is None:
        message = say("The area is empty: choose or draw another one.")
        raise InputError(message)
    if place.crs.isGeographic():
        shape = split_at_antimeridian(shape)
        if shape.is_empty:
            raise InputError(_around_a_pole())
    return shape


def _polygons(geometry: QgsGeometry | None) -> BaseGeometry | None:
    """Return polygons without arcs, heights and measures, None where there is none."""
    if geometry is None or geometry.isEmpty():
        return None
    flat = geometry.constGet().segmentize()
    flat.dropZValue()
    flat.dropMValue()
    if QgsWkbTypes.geometryType(flat.wkbType()) != QgsWkbTypes.PolygonGeometry:
        return None
    shape = shapely.from_wkb(bytes(flat.asWkb()))
    if not np.isfinite(shapely.get_coordinates(shape)).all():
        return None
    valid = shape if shape.is_valid else repair(shape)
    return valid if valid.area > 0 else None


def _longitudes(place: Place) -> tuple[float, float]:
    """Return the westernmost and easternmost degree of an extent."""
    if place.extent.isEmpty() or not place.extent.isFinite() or not place.crs.isValid():
        return 0.0, 0.0  # said by whoever makes a grid of it
    corners = place.extent
    west_to_east = shapely.box(
        corners.xMinimum(), corners.yMinimum(), corners.xMaximum(), corners.yMaximum()
    )
    shape = project_shape(west_to_east, place.crs, _DEGREES, place.context)
    west, _, east, _ = join_at_antimeridian(shape).bounds
    return west, east


def _project(place: Place, epsg: int) -> BaseGeometry:
    """Return the polygons of a place in another CRS; worked out once."""
    if epsg not in place.known:
        place.known[epsg] = project_shape(_shape(place), place.crs, epsg, place.context)
    return place.known[epsg]


def _check_reach(epsg: int, west: float, east: float) -> None:
    """Refuse what the CRS cannot hold in one piece.

    Raises:
        InputError: it cannot.
    """
    if epsg in _ENDS_AT_180 and (east > 180.0 or west < -180.0):  # noqa: PLR2004  degrees
        message = say(
            f"The area crosses the 180th meridian, where EPSG:{epsg} ends: choose the"
            " UTM zone."
        )
        raise InputError(message)
    if any(epsg in one for one in _UTM):
        middle = epsg % 100 * 6.0 - 183.0
        turns = round(((west + east) / 2 - middle) / 360.0) * 360.0
        if max(east - turns - middle, middle - west + turns) > _UTM_REACH:
            message = say(
                f"The area is too wide for the UTM zone EPSG:{epsg}: choose a smaller"
                " one, or another CRS."
            )
            raise InputError(message)


def _around_a_pole() -> str:
    return say(
        "The area runs around a pole: choose a smaller one, or a polar CRS and the"
        " extent of the map."
    )
