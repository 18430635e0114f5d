"""One image as a STAC item: when, where, of what, and by which process."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from osgeo import gdal

from ..core.slots import SECOND
from ..core.times import format_second
from .lineage import derived_from, describe_lineage
from .rows import IMAGES, image_row
from .tiff import open_tiff

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

    from ..core.images import Image, Usage
    from ..core.scenes import Scene
    from .folder import RunFolder

COLLECTION = "collection.json"
VERSION = "1.1.0"
_PREFIX = "scene_slots:"
_TIFF = "image/tiff; application=geotiff"
# By the prefix of their fields; a document names those whose fields it has.
EXTENSIONS = {
    prefix: f"https://stac-extensions.github.io/{name}/schema.json"
    for prefix, name in (
        ("eo", "eo/v1.1.0"),
        ("processing", "processing/v1.1.0"),
        ("proj", "projection/v2.0.0"),
    )
}
# What STAC has a word of its own for, or what means nothing outside of the folder.
_LEFT_OUT = {"path", "width", "height", "collection"}


def describe_item(
    folder: RunFolder,
    image: Image,
    place: BaseGeometry,
    scenes: dict[str, Scene],
    usages: Sequence[Usage],
) -> dict[str, Any]:
    """Return the STAC item of an image.

    Args:
        folder: of the run.
        image: with a path.
        place: the area in degrees.
        scenes: by key.
        usages: of the image, the used ones; where that is not known, all candidates.

    Raises:
        RuntimeError: the image cannot be read.
    """
    used = [scenes[one.scene_key] for one in usages if one.scene_key in scenes]
    origins = [
        derived_from(scenes[one.scene_key], folder.run, is_certain=bool(one.used))
        for one in usages
        if one.scene_key in scenes
    ]
    properties = {
        **_times(image),
        **_facts(image, used),
        **_position(folder),
        **describe_lineage(folder.run, image),
    }
    links = [
        {"rel": rel, "href": f"../{COLLECTION}", "type": "application/json"}
        for rel in ("root", "parent", "collection")
    ]
    return {
        "type": "Feature",
        "stac_version": VERSION,
        "stac_extensions": [
            address
            for prefix, address in EXTENSIONS.items()
            if any(name.startswith(f"{prefix}:") for name in properties)
        ],
        "id": image.slot,
        "collection": collection_id(folder),
        "geometry": place.__geo_interface__,
        "bbox": list(place.bounds),
        "properties": properties,
        "links": [*links, *origins],
        "assets": _assets(folder, image),
    }


def collection_id(folder: RunFolder) -> str:
    """Return the id of the run's collection."""
    job = folder.run.get("job", {})
    words = ("scene-slots", job.get("collection"), job.get("product"))
    return "-".join(str(word) for word in words if word)


def _times(image: Image) -> dict[str, Any]:
    """Return one date where there is one acquisition, else only the span."""
    first, last = image.first_acquired, image.last_acquired
    is_one = first is not None and image.acquisitions == 1
    return {
        "datetime": format_second(first) if first and is_one else None,
        "start_datetime": format_second(first or image.start),
        "end_datetime": format_second(last or image.end - SECOND),
    }


def _facts(image: Image, used: Sequence[Scene]) -> dict[str, Any]:
    row = image_row(image)
    facts: dict[str, Any] = {
        _PREFIX + name: _plain(row[name])
        for name in IMAGES
        if row[name] is not None and name not in _LEFT_OUT
    }
    facts["title"] = f"{image.slot} {image.product}"
    # Of the item's own id, which is that of a slot and of no product; the local hub,
    # should it serve the folder again, looks for it. Links tell it of the scenes.
    facts["sample:id_is_derived"] = True
    if image.fetched:
        facts["created"] = format_second(image.fetched)
    for name, share in (
        ("eo:cloud_cover", image.cloud_pct),
        ("eo:snow_cover", image.snow_pct),
    ):
        if share is not None:
            facts[name] = float(share)
    platforms = {scene.platform for scene in used if scene.platform}
    if len(platforms) == 1:
        facts["platform"] = platforms.pop()
    return facts


def _position(folder: RunFolder) -> dict[str, Any]:
    grid = folder.grid
    return {
        "proj:code": f"EPSG:{grid.epsg}",
        "proj:bbox": list(grid.bounds),
        "proj:shape": [grid.height, grid.width],
        "proj:transform": [
            *(grid.resolution, 0, grid.x_min),
            *(0, -grid.resolution, grid.y_max),
        ],
    }


def _assets(folder: RunFolder, image: Image) -> dict[str, Any]:
    path = folder.path / str(image.path)
    assets: dict[str, Any] = {
        "image": {
            "href": f"./{path.name}",
            "type": _TIFF,
            "title": image.product,
            "roles": ["data"],
            "bands": _bands(path),
        }
    }
    for name, title in (
        ("scene", "Tile of each pixel"),
        ("cloud", "Class of each pixel"),
    ):
        beside = path.with_name(f"{path.stem}.{name}.tif")
        if beside.is_file():
            assets[name] = {
                "href": f"./{beside.name}",
                "type": _TIFF,
                "title": title,
                "roles": ["metadata"],
            }
    return assets


def _bands(path: Path) -> list[dict[str, Any]]:
    dataset = open_tiff(str(path))
    bands = []
    for number in range(1, dataset.RasterCount + 1):
        band = dataset.GetRasterBand(number)
        kind = gdal.GetDataTypeName(band.DataType).lower().replace("byte", "uint8")
        bands.append({"name": band.GetDescription() or str(number), "data_type": kind})
    return bands


def _plain(cell: object) -> object:
    return format_second(cell) if isinstance(cell, datetime) else cell
