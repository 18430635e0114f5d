"""Where a scene lies: CRS84 footprint and bbox, native CRS and extent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from osgeo import gdal, osr

from .checks import is_number

if TYPE_CHECKING:
    from .jsonvalue import Json
    from .scene import Footprint, StoredBand

Box = tuple[float, float, float, float]
AREAS = ("Polygon", "MultiPolygon")
MIN_CORNERS = 3
EDGE_POINTS = 9
"""Points a side of an outline that is made from an extent."""


@dataclass(frozen=True)
class Position:
    """The position of a scene."""

    bbox: Box
    footprint: Footprint
    epsg: int | None
    native_bbox: Box


def describe_position(item: dict[str, Any], band: StoredBand) -> Position:
    """Return the item's position; what it does not say is taken from the raster."""
    dataset = gdal.Open(band.path)
    native = _extent(dataset)
    geometry = item.get("geometry")
    if geometry:
        footprint = polygons(geometry)
    else:
        way = to_lonlat(dataset.GetSpatialRef())
        footprint = [[densified_ring(native, way)]]
    points = [point for polygon in footprint for point in polygon[0]]
    bbox = (
        min(x for x, _ in points),
        min(y for _, y in points),
        max(x for x, _ in points),
        max(y for _, y in points),
    )
    return Position(bbox, footprint, _epsg(item, dataset), native)


def polygons(geometry: dict[str, Any]) -> Footprint:
    """Return the polygons of a GeoJSON Polygon or MultiPolygon."""
    parts = geometry["coordinates"]
    if geometry["type"] == "Polygon":
        parts = [parts]
    return [[[(p[0], p[1]) for p in ring] for ring in polygon] for polygon in parts]


def valid_polygons(geometry: Json) -> Footprint | None:
    """Return the polygons of what may be GeoJSON, None if it makes no shape."""
    is_area = isinstance(geometry, dict) and geometry.get("type") in AREAS
    try:
        parts = polygons(geometry) if is_area else []
    except (LookupError, TypeError):
        return None
    rings = [ring for part in parts for ring in part]
    are_points = all(is_number(v) for ring in rings for p in ring for v in p)
    if not parts or not all(parts) or not are_points:
        return None
    return parts if all(len(set(ring)) >= MIN_CORNERS for ring in rings) else None


def densified_ring(
    box: Box, transform: osr.CoordinateTransformation | None = None
) -> list[tuple[float, float]]:
    """Return the closed outline of an extent, transformed."""
    west, south, east, north = box
    corners = [(west, north), (west, south), (east, south), (east, north)]
    ring = []
    for (x0, y0), (x1, y1) in zip(corners, corners[1:] + corners[:1]):
        steps = [step / (EDGE_POINTS - 1) for step in range(EDGE_POINTS - 1)]
        ring += [(x0 + (x1 - x0) * t, y0 + (y1 - y0) * t) for t in steps]
    ring.append(ring[0])
    if transform is None:
        return ring
    return [(x, y) for x, y, _ in transform.TransformPoints(ring)]


def to_lonlat(crs: osr.SpatialReference) -> osr.CoordinateTransformation:
    """Return the way from a CRS to longitude, latitude."""
    crs = crs.Clone()
    crs.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    return osr.CoordinateTransformation(crs, lonlat())


def lonlat() -> osr.SpatialReference:
    """Return WGS 84 with longitude first."""
    crs = osr.SpatialReference()
    crs.ImportFromEPSG(4326)
    crs.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    return crs


def _extent(dataset: gdal.Dataset) -> Box:
    x, dx, _, y, _, dy = dataset.GetGeoTransform()
    return (x, y + dy * dataset.RasterYSize, x + dx * dataset.RasterXSize, y)


def _epsg(item: dict[str, Any], dataset: gdal.Dataset) -> int | None:
    properties = item.get("properties") or {}
    stated = properties.get("proj:epsg") or properties.get("proj:code")
    if stated:
        return int(str(stated).rpartition(":")[2])
    # Asked last: making the reference takes longer than opening the file.
    code = dataset.GetSpatialRef().GetAuthorityCode(None)
    return int(code) if code else None
