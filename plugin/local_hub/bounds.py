"""The place a request asks for: CRS, bbox, geometry and pixel grid, validated."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from osgeo import osr

from .checks import as_object, is_number
from .errors import bad_payload, bad_request
from .footprint import Box, densified_ring, lonlat, to_lonlat, valid_polygons

if TYPE_CHECKING:
    from .jsonvalue import Json
    from .kinds import Kind
    from .scene import Footprint

MAX_SIDE = 2500
DEFAULT_SIDE = 256
CRS84 = 4326
DEGREE = 111_319.49079327358
"""Metres of a degree on the equator."""
NATIONAL = (
    "2154 2180 2193 3003 3004 3005 3006 3031 3035 3161 3346 3413 3416 3578 3580 3765 "
    "3794 3844 3912 3995 4026 5514 28992 32184"
)
ALLOWED = frozenset(
    [4326, 3857, *range(32601, 32661), *range(32701, 32761)]
    + [int(code) for code in NATIONAL.split()]
)


@dataclass(frozen=True)
class Grid:
    """The pixels of an answer, north up."""

    epsg: int
    bbox: Box
    width: int
    height: int
    geometry: Footprint | None = None
    """What to render, in the grid's CRS; nothing lies outside."""

    def to_job(self) -> dict[str, Any]:
        """Return what a worker needs."""
        return {
            "epsg": self.epsg,
            "bbox": list(self.bbox),
            "width": self.width,
            "height": self.height,
            "geometry": self.geometry,
        }


@dataclass(frozen=True)
class Bounds:
    """The bounds of a request, without pixels."""

    epsg: int
    bbox: Box
    geometry: Footprint | None

    def outline_lonlat(self) -> Footprint:
        """Return the asked place as polygons in CRS84."""
        if self.epsg == CRS84:
            return self.geometry or [[densified_ring(self.bbox)]]
        transform = to_lonlat(spatial_reference(self.epsg))
        if self.geometry is None:
            return [[densified_ring(self.bbox, transform)]]
        return [
            [[(x, y) for x, y, _ in transform.TransformPoints(ring)] for ring in part]
            for part in self.geometry
        ]


def spatial_reference(epsg: int) -> osr.SpatialReference:
    """Return a CRS with x, easting or longitude first."""
    if epsg == CRS84:
        return lonlat()
    crs = osr.SpatialReference()
    crs.ImportFromEPSG(epsg)
    crs.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    return crs


def parse_bounds(data: Json) -> Bounds:
    """Return the bounds of a request.

    Raises:
        HubError: they are missing or malformed, or the CRS is not served.
    """
    if not isinstance(data, dict) or not (data.get("bbox") or data.get("geometry")):
        raise bad_payload(
            "Either bbox or geometry must be provided.", "input->bounds->bbox"
        )
    properties = as_object(data.get("properties"), "input->bounds->properties")
    epsg = parse_crs(properties.get("crs"))
    geometry = _geometry(data.get("geometry"))
    bbox = _bbox(data.get("bbox")) if data.get("bbox") else _bbox_of(geometry)
    return Bounds(epsg, bbox, geometry)


def parse_crs(text: Json) -> int:
    """Return the EPSG code of an OGC CRS URL; CRS84 counts as 4326.

    Raises:
        HubError: the service does not serve this CRS.
    """
    if text is None or re.fullmatch(r"https?://www\.opengis\.net/.*/CRS84", str(text)):
        return CRS84
    found = re.fullmatch(r"https?://www\.opengis\.net/def/crs/EPSG/0/(\d+)", str(text))
    if not found or int(found.group(1)) not in ALLOWED:
        raise bad_payload(
            f"CRS {text} is not supported.", "input->bounds->properties->crs"
        )
    return int(found.group(1))


def parse_grid(bounds: Bounds, output: dict[str, Any], parent: str = "output") -> Grid:
    """Return the pixel grid of a request.

    Raises:
        HubError: the size is given twice or is out of range.
    """
    by_size = output.get("width") is not None or output.get("height") is not None
    by_step = output.get("resx") is not None or output.get("resy") is not None
    if by_size and by_step:
        raise bad_payload(
            "Only width and height or resx and resy can be set at the same time."
        )
    west, south, east, north = bounds.bbox
    sides = []
    for side, step, extent in (
        ("width", "resx", east - west),
        ("height", "resy", north - south),
    ):
        if by_step:
            sides.append(_side_of_step(output, side, step, extent, parent))
        else:
            sides.append(_side(output, side, parent))
    return Grid(bounds.epsg, bounds.bbox, sides[0], sides[1], bounds.geometry)


def check_resolution(grid: Grid, kind: Kind) -> None:
    """Refuse a pixel that is coarser than the collection allows.

    Raises:
        HubError: the pixel is too coarse.
    """
    limit = kind.metres_per_pixel
    size = metres_per_pixel(grid)
    if limit is not None and size > limit:
        raise bad_request(
            f"Your request of {size:.2f} meters per pixel exceeds the limit "
            f"{limit:.2f} meters per pixel of the collection {kind.code}. Please "
            "revise the resolution (or corresponding width/height) to make sure it "
            "is in supported range."
        )


def metres_per_pixel(grid: Grid) -> float:
    """Return the longer side of a pixel in metres."""
    west, south, east, north = grid.bbox
    across, down = (east - west) / grid.width, (north - south) / grid.height
    if grid.epsg == CRS84:
        shrink = math.cos(math.radians((south + north) / 2))
        across, down = across * DEGREE * shrink, down * DEGREE
    return max(across, down)


def _geometry(data: Json) -> Footprint | None:
    if data is None:
        return None
    found = valid_polygons(data)
    if found is None:
        raise bad_payload(
            "Geometry must be a Polygon or a MultiPolygon.", "input->bounds->geometry"
        )
    return found


def _bbox(data: Json) -> Box:
    numbers = isinstance(data, list) and all(is_number(v) for v in data)
    if not numbers or len(data) != 4:  # noqa: PLR2004 two corners
        raise bad_payload("bbox must hold four numbers.", "input->bounds->bbox")
    west, south, east, north = (float(v) for v in data)
    if west >= east or south >= north:
        raise bad_payload(
            "bbox must be [minx, miny, maxx, maxy].", "input->bounds->bbox"
        )
    return (west, south, east, north)


def _bbox_of(geometry: Footprint | None) -> Box:
    points = [point for polygon in geometry or [] for point in polygon[0]]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return _bbox([min(xs), min(ys), max(xs), max(ys)] if points else None)


def _side(output: dict[str, Any], side: str, parent: str) -> int:
    value = output.get(side, DEFAULT_SIDE)
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise bad_payload(f"`{side}` must be at least 1.", f"{parent}->{side}")
    if value > MAX_SIDE:
        raise bad_payload(
            f"`{side} = {value}` is larger than allowed {MAX_SIDE}.\n",
            f"{parent}->{side}",
        )
    return value


def _side_of_step(
    output: dict[str, Any], side: str, step: str, extent: float, parent: str
) -> int:
    other = "resy" if step == "resx" else "resx"
    value: Json = output.get(step, output.get(other))
    if not is_number(value) or not value > 0:
        raise bad_payload(f"`{step}` must be positive.", f"{parent}->{step}")
    pixels: int = max(1, math.floor(extent / value + 0.5))
    if pixels > MAX_SIDE:
        raise bad_payload(
            f"`{side} = {pixels}`, calculated from {step}, is larger than allowed "
            f"{MAX_SIDE}.\n",
            f"{parent}->{step}",
        )
    return pixels
