"""The run folder as a static STAC catalog: a collection and an item per image."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from osgeo import gdal

from ..core.slots import SECOND
from .faults import said
from .landing import write_json
from .lineage import derived_from, describe_lineage
from .place import area_in_degrees
from .rows import IMAGES, image_row
from .tiff import open_tiff
from .times import format_second

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
_EXTENSIONS = [
    f"https://stac-extensions.github.io/{name}/schema.json"
    for name in ("eo/v1.1.0", "processing/v1.1.0", "projection/v2.0.0")
]
# What STAC has a word of its own for, or what means nothing outside of the folder.
_LEFT_OUT = {"path", "width", "height", "collection"}


def write_catalog(folder: RunFolder) -> tuple[Path, ...]:
    """Write the collection and one item beside each image; return their paths.

    Items of images that are no longer in the tables are removed.

    Raises:
        StoreError: the folder cannot be read or written.
    """
    images = [image for image in folder.read_images() if image.path]
    scenes = {scene.key: scene for scene in folder.read_scenes()}
    usages: dict[str, list[Usage]] = {image.slot: [] for image in images}
    for usage in folder.read_usages():
        if usage.used and usage.slot in usages:
            usages[usage.slot].append(usage)
    with said(f"The STAC catalog of “{folder.path}” could not be written"):
        place = area_in_degrees(folder.area, folder.grid.epsg)
        paths = []
        for image in images:
            item = _item(folder, image, place, scenes, usages[image.slot])
            paths.append((folder.path / str(image.path)).with_suffix(".json"))
            write_json(paths[-1], item)
        for found in (folder.path / "images").glob("*.json"):
            if found not in paths:
                found.unlink()
    collection = folder.path / COLLECTION
    write_json(collection, _collection(folder, images, place, paths))
    return (collection, *paths)


def _collection(
    folder: RunFolder,
    images: Sequence[Image],
    place: BaseGeometry,
    paths: Sequence[Path],
) -> dict[str, Any]:
    start = min((image.start for image in images), default=None)
    end = max((image.end for image in images), default=None)
    return {
        "type": "Collection",
        "stac_version": VERSION,
        "stac_extensions": [_EXTENSIONS[1]],
        "id": _collection_id(folder),
        "title": folder.path.name,
        "description": "One mosaic per time slot, each with the tiles it is made of.",
        # The terms of the source data hold; STAC has no shorter word for that.
        "license": "other",
        "extent": {
            "spatial": {"bbox": [list(place.bounds)]},
            "temporal": {
                "interval": [
                    [
                        start and format_second(start),
                        end and format_second(end - SECOND),
                    ]
                ]
            },
        },
        "providers": [
            {
                "name": "Scene Slots",
                "roles": ["processor"],
                **describe_lineage(folder.run),
            }
        ],
        "links": [
            {"rel": "root", "href": f"./{COLLECTION}", "type": "application/json"},
            *(
                {
                    "rel": "item",
                    "href": f"./{path.relative_to(folder.path).as_posix()}",
                    "type": "application/geo+json",
                    "title": image.slot,
                }
                for image, path in zip(images, paths)
            ),
        ],
        "assets": {
            "tables": {
                "href": "./scene_slots.gpkg",
                "type": "application/geopackage+sqlite3",
                "roles": ["metadata"],
            },
            "run": {
                "href": "./run.json",
                "type": "application/json",
                "roles": ["metadata"],
            },
        },
    }


def _item(
    folder: RunFolder,
    image: Image,
    place: BaseGeometry,
    scenes: dict[str, Scene],
    usages: Sequence[Usage],
) -> dict[str, Any]:
    used = [scenes[one.scene_key] for one in usages if one.scene_key in scenes]
    links = [
        {"rel": rel, "href": f"../{COLLECTION}", "type": "application/json"}
        for rel in ("root", "parent", "collection")
    ]
    return {
        "type": "Feature",
        "stac_version": VERSION,
        "stac_extensions": _EXTENSIONS,
        "id": image.slot,
        "collection": _collection_id(folder),
        "geometry": place.__geo_interface__,
        "bbox": list(place.bounds),
        "properties": {
            **_times(image),
            **_facts(image, used),
            **_position(folder),
            **describe_lineage(folder.run, image),
        },
        "links": [*links, *(derived_from(scene, folder.run) for scene in used)],
        "assets": _assets(folder, image),
    }


def _collection_id(folder: RunFolder) -> str:
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
    facts[f"{_PREFIX}id_is_derived"] = any(scene.id_is_derived for scene in used)
    # What the local hub looks for, should it serve the folder again.
    facts["sample:id_is_derived"] = True
    if image.fetched:
        facts["created"] = format_second(image.fetched)
    if image.cloud_pct is not None:
        facts["eo:cloud_cover"] = float(image.cloud_pct)
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
