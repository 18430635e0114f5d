"""The run folder as a static STAC catalog: a collection and an item per image."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..core.slots import SECOND
from ..core.times import format_second
from .faults import said
from .landing import write_json
from .lineage import describe_lineage
from .place import area_in_degrees
from .stac_item import COLLECTION, EXTENSIONS, VERSION, collection_id, describe_item

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

    from ..core.images import Image, Usage
    from .folder import RunFolder


def has_catalog(folder: RunFolder) -> bool:
    """Return whether the collection is there; it is written last."""
    return (folder.path / COLLECTION).is_file()


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
        if usage.used is not False and usage.slot in usages:
            usages[usage.slot].append(usage)
    with said(f"The STAC catalog of “{folder.path}” could not be written"):
        place = area_in_degrees(folder.area, folder.grid.epsg)
        paths = []
        for image in images:
            item = describe_item(folder, image, place, scenes, usages[image.slot])
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
        "stac_extensions": [EXTENSIONS["processing"]],
        "id": collection_id(folder),
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
