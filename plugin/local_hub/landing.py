"""The Catalog's pages beside the search: landing, collections, single items."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .item import item_of
from .kinds import kind_of
from .offer import offered
from .times import utc_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .faults import Faults
    from .scene import Scene
    from .stac import Catalog

CONFORMANCE = [
    "https://api.stacspec.org/v1.0.0-rc.1/core",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/oas30",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson",
]
ITEM_DEPTH = 4
"""`collections/<id>/items/<id>`."""


def landing(
    path: str, catalog: Catalog, faults: Faults, base: str
) -> dict[str, Any] | None:
    """Return the page of a path below the Catalog, None where there is none."""
    parts = [part for part in path.split("/") if part]
    if not parts:
        return _root(catalog, base)
    if parts == ["conformance"]:
        return {"conformsTo": CONFORMANCE}
    if parts[0] != "collections":
        return None
    if len(parts) == 1:
        pages = [collection_page(name, catalog, base) for name in _names(catalog)]
        return {"collections": pages, "links": []}
    return _below_collection(parts, catalog, faults, base)


def _below_collection(
    parts: list[str], catalog: Catalog, faults: Faults, base: str
) -> dict[str, Any] | None:
    if parts[1] not in _names(catalog):
        return None
    if len(parts) == 2:  # noqa: PLR2004 collections/<id>
        return collection_page(parts[1], catalog, base)
    if parts[2:] == ["queryables"]:
        return _queryables(parts[1], base)
    if len(parts) == ITEM_DEPTH and parts[2] == "items":
        return _item(parts[1], parts[3], catalog, faults, base)
    return None


def collection_page(name: str, catalog: Catalog, base: str) -> dict[str, Any]:
    """Return a STAC collection."""
    scenes = [scene for scene in catalog.scenes if scene.collection == name]
    kind = kind_of(name)
    me = f"{base}/collections/{name}"
    page = {
        "stac_version": "1.0.0",
        "stac_extensions": [],
        "type": "Collection",
        "id": name,
        "title": kind.title,
        "description": f"{len(scenes)} scenes of a local hub",
        "license": "proprietary",
        "providers": [],
        "extent": {
            "spatial": {"bbox": [list(joint_bbox(scenes))]},
            "temporal": {"interval": [list(joint_time(scenes))]},
        },
        "summaries": {
            "instrument": list(kind.instruments),
            "constellation": [kind.constellation],
            "gsd": [kind.gsd],
            "eo:bands": [{"name": band.name} for band in scenes[0].bands],
        },
        "links": [
            {"href": f"{base}/", "rel": "root", "type": "application/json"},
            {"href": me, "rel": "self", "type": "application/json"},
            {"href": f"{me}/items", "rel": "items", "type": "application/geo+json"},
        ],
    }
    if name in catalog.attribution:
        page["sci:citation"] = catalog.attribution[name]
    return page


def joint_bbox(scenes: Sequence[Scene]) -> tuple[float, float, float, float]:
    """Return the bbox of all scenes, degrees."""
    boxes = [scene.bbox for scene in scenes]
    return (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )


def joint_time(scenes: Sequence[Scene]) -> tuple[str, str]:
    """Return the first and the last acquisition."""
    times = [scene.acquired for scene in scenes]
    return utc_text(min(times)), utc_text(max(times))


def _names(catalog: Catalog) -> list[str]:
    return sorted({scene.collection for scene in catalog.scenes})


def _root(catalog: Catalog, base: str) -> dict[str, Any]:
    links = [("self", ""), ("conformance", "conformance"), ("data", "collections")]
    links.append(("search", "search"))
    links += [("child", f"collections/{name}") for name in _names(catalog)]
    return {
        "type": "Catalog",
        "stac_version": "1.0.0",
        "id": "sentinel-hub",
        "title": "Sentinel Hub STAC catalog",
        "description": "A local hub with the interface of Sentinel Hub's catalog",
        "conformsTo": CONFORMANCE,
        "links": [{"href": f"{base}/{path}", "rel": rel} for rel, path in links],
    }


def _queryables(name: str, base: str) -> dict[str, Any]:
    numbers = {"eo:cloud_cover": {"type": "number", "minimum": 0, "maximum": 100}}
    return {
        "$schema": "https://json-schema.org/draft/2019-09/schema",
        "$id": f"{base}/collections/{name}/queryables",
        "type": "object",
        "title": f"Queryables of {name}",
        "properties": numbers if name.startswith(("sentinel-2", "landsat")) else {},
    }


def _item(
    name: str, identifier: str, catalog: Catalog, faults: Faults, base: str
) -> dict[str, Any] | None:
    for scene in offered(catalog.scenes, faults):
        if (scene.collection, scene.id) == (name, identifier):
            return item_of(scene, faults, base)
    return None
