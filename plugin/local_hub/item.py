"""A scene as an item of the Catalog, in the recorded shape."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .footprint import densified_ring
from .kinds import kind_of
from .times import utc_text

if TYPE_CHECKING:
    from .faults import Faults
    from .scene import Footprint, Scene

EXTENSIONS = [
    "https://stac-extensions.github.io/eo/v1.0.0/schema.json",
    "https://stac-extensions.github.io/projection/v1.0.0/schema.json",
]


def item_of(scene: Scene, faults: Faults, base: str) -> dict[str, Any]:
    """Return the STAC item; `base` is the Catalog's URL."""
    parent = f"{base}/collections/{scene.collection}"
    return {
        "stac_version": "1.0.0",
        "stac_extensions": EXTENSIONS,
        "id": scene.id,
        "type": "Feature",
        "geometry": _geometry(scene.footprint, "urn:ogc:def:crs:OGC::CRS84"),
        "bbox": list(scene.bbox),
        "properties": _properties(scene, faults),
        "assets": {
            "data": {
                "href": scene.data_path,
                "title": "s3",
                "type": "inode/directory",
            }
        },
        "collection": scene.collection,
        "links": [
            {"href": f"{base}/", "rel": "root", "type": "application/json"},
            {
                "href": f"{parent}/items/{scene.id}",
                "rel": "self",
                "type": "application/geo+json",
            },
            {"href": parent, "rel": "parent", "type": "application/json"},
            {"href": parent, "rel": "collection", "type": "application/json"},
        ],
    }


def _properties(scene: Scene, faults: Faults) -> dict[str, Any]:
    kind = kind_of(scene.collection)
    found: dict[str, Any] = {
        "datetime": utc_text(scene.acquired, faults.catalog_seconds),
        "platform": scene.platform,
        "instruments": list(kind.instruments),
        "constellation": kind.constellation,
        "gsd": int(kind.gsd) if kind.gsd == int(kind.gsd) else kind.gsd,
    }
    if scene.cloud_cover is not None:
        found["eo:cloud_cover"] = scene.cloud_cover
    if scene.epsg is not None and scene.native_bbox is not None:
        found["proj:epsg"] = scene.epsg
        found["proj:bbox"] = list(scene.native_bbox)
        ring = densified_ring(scene.native_bbox)
        found["proj:geometry"] = _geometry(
            [[ring[:: (len(ring) - 1) // 4]]], f"urn:ogc:def:crs:EPSG::{scene.epsg}"
        )
    found |= scene.properties
    if scene.id_is_derived:
        found["sample:id_is_derived"] = True
    return {key: v for key, v in found.items() if key not in faults.missing}


def _geometry(polygons: Footprint, crs: str) -> dict[str, Any]:
    return {
        "type": "MultiPolygon",
        "crs": {"type": "name", "properties": {"name": crs}},
        "coordinates": [
            [[[x, y] for x, y in ring] for ring in polygon] for polygon in polygons
        ],
    }
