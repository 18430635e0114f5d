"""Read a static STAC catalog of GeoTIFFs; say what is wrong with each bad scene."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .assets import read_bands
from .footprint import describe_position
from .itemchecks import SceneError, check_item
from .kinds import kind_of
from .scene import Scene
from .times import parse_moment

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

PASSED_ON = ("sar:", "sat:", "s1:", "s5p:", "view:", "landsat:")
ORBIT_STATE = {"ASCENDING": "ascending", "DESCENDING": "descending"}


@dataclass(frozen=True)
class Catalog:
    """The scenes of a folder, newest first, and a sentence per scene left out."""

    scenes: tuple[Scene, ...]
    problems: tuple[str, ...]
    attribution: dict[str, str]
    """Of each collection that states one."""


def read_catalog(folder: Path) -> Catalog:
    """Return all scenes that can be served.

    Raises:
        SceneError: there is no catalog, or nothing in it can be served.
    """
    if not folder.exists():
        raise SceneError(f"{folder} does not exist.")
    scenes: dict[tuple[str, str], Scene] = {}
    problems: list[str] = []
    attribution: dict[str, str] = {}
    for item in _items(folder, problems, attribution):
        try:
            scene = _scene(*item)
        except SceneError as error:
            problems.append(f"{item[0].name}: {error}")
            continue
        if scenes.setdefault((scene.collection, scene.id), scene) is not scene:
            problems.append(f"{item[0].name}: the id {scene.id} exists already.")
    if not scenes:
        reason = " ".join(problems) or "It holds no STAC item."
        raise SceneError(f"{folder} cannot be served. {reason}")
    ordered = sorted(scenes.values(), key=lambda s: (s.acquired, s.id), reverse=True)
    return Catalog(tuple(ordered), tuple(problems), attribution)


def _items(
    folder: Path, problems: list[str], attribution: dict[str, str]
) -> Iterator[tuple[Path, dict[str, Any], str | None]]:
    """Walk the links from the root; without a root file take every item below."""
    roots = [folder] if folder.is_file() else _roots(folder)
    seen: set[Path] = set()
    waiting: list[tuple[Path, str | None]] = [(path, None) for path in roots]
    while waiting:
        path, collection = waiting.pop(0)
        path = path.resolve()
        if path in seen:
            continue
        seen.add(path)
        data = _load(path, problems)
        if data is None:
            continue
        if data.get("type") == "Feature":
            yield path, data, collection
            continue
        if data.get("type") == "Collection":
            collection = str(data.get("id"))
            _note_attribution(data, attribution)
        waiting += [(child, collection) for child in _children(path, data)]


def _roots(folder: Path) -> list[Path]:
    for name in ("catalog.json", "collection.json"):
        if (folder / name).is_file():
            return [folder / name]
    return sorted(folder.rglob("*.json"))


def _load(path: Path, problems: list[str]) -> dict[str, Any] | None:
    try:
        data = json.loads(path.read_text("utf-8"))
    except OSError:
        problems.append(f"{path} is linked but cannot be read.")
        return None
    except (ValueError, RecursionError):
        problems.append(f"{path.name}: this is not JSON.")
        return None
    return data if isinstance(data, dict) else None


def _children(path: Path, data: dict[str, Any]) -> list[Path]:
    found = data.get("links")
    links = found if isinstance(found, list) else []
    names = [
        str(link.get("href"))
        for link in links
        if isinstance(link, dict) and link.get("rel") in ("child", "item")
    ]
    return [
        path.parent / name for name in names if "://" not in name and "\0" not in name
    ]


def _note_attribution(data: dict[str, Any], attribution: dict[str, str]) -> None:
    text = data.get("sci:citation") or data.get("attribution")
    if isinstance(text, str):
        attribution[str(data.get("id"))] = text


def _scene(path: Path, item: dict[str, Any], collection: str | None) -> Scene:
    check_item(item)
    properties = item.get("properties") or {}
    name = str(item.get("collection") or collection or path.parent.name)
    kind = kind_of(name)
    bands = read_bands(path, item, kind)
    position = describe_position(item, bands[0])
    granule = properties.get("sample:granule") or properties.get("s2:granule_id")
    cloud = properties.get("eo:cloud_cover")
    return Scene(
        id=str(item.get("id") or path.stem),
        collection=name,
        acquired=_acquired(properties),
        bbox=position.bbox,
        footprint=position.footprint,
        epsg=position.epsg,
        native_bbox=position.native_bbox,
        cloud_cover=None if cloud is None else float(cloud),
        platform=properties.get("platform"),
        granule=granule,
        id_is_derived=bool(properties.get("sample:id_is_derived", False)),
        properties=_passed_on(properties),
        bands=bands,
    )


def _acquired(properties: dict[str, Any]) -> datetime:
    text = properties.get("datetime") or properties.get("start_datetime")
    try:
        return parse_moment(str(text))
    except ValueError:
        raise SceneError(f"its datetime {text!r} is not a time.") from None


def _passed_on(properties: dict[str, Any]) -> dict[str, Any]:
    kept = {k: v for k, v in properties.items() if k.startswith(PASSED_ON)}
    state = ORBIT_STATE.get(str(properties.get("sample:orbitDirection")))
    if state:
        kept.setdefault("sat:orbit_state", state)
    renamed = {
        "sample:acquisitionMode": "sar:instrument_mode",
        "sample:polarization": "s1:polarization",
    }
    for source, target in renamed.items():
        if source in properties:
            kept.setdefault(target, properties[source])
    return kept
