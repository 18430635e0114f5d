"""The wish: what the driver inside QGIS shall do, as plain values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...plugin.core.area import utm_epsg
from ...plugin.local_hub.samples import sample_folder
from .place import find_place

if TYPE_CHECKING:
    from .options import Options

WINDOW = (1300, 1080)
"""Pixels; the map in it is about as wide as high, as the sample scenes are."""
UNIT_LIMIT = 1_000_000.0
"""Nobody is there to answer, and the local hub's units are play money."""
DEGREES = "EPSG:4326"


def make_wish(options: Options) -> dict[str, Any]:
    """Return the form, the map's place and the files to leave.

    Raises:
        InputError: the catalog holds no scene of the collection.
        SampleError: the sample scenes cannot be made.
    """
    bbox, bbox_crs = options.bbox, options.crs or DEGREES
    if bbox is None:
        catalog = options.scenes or sample_folder()
        bbox = find_place(catalog, options.collection, options.period)
        bbox_crs = DEGREES
    return {
        "form": {
            "first_day": options.period.first_day.isoformat(),
            "last_day": options.period.last_day.isoformat(),
            "rhythm": options.rhythm,
            "collection": options.collection,
            "product": options.product,
            "rule": options.rule,
            "resolution": options.resolution,
            "hub": "local",
            "scenes_folder": str(options.scenes or ""),
            "folder": str(options.out),
            "unit_limit": UNIT_LIMIT,
        },
        "bbox": bbox,
        "bbox_crs": bbox_crs,
        "map_crs": options.crs or _zone(bbox),
        "project": str(options.out / "project.qgz"),
        "picture": str(options.out / "map.png") if options.screenshot else None,
        "window": WINDOW,
    }


def _zone(bbox: tuple[float, float, float, float]) -> str:
    """Return the UTM zone of a box in degrees."""
    west, south, east, north = bbox
    return f"EPSG:{utm_epsg((west + east) / 2, (south + north) / 2)}"
