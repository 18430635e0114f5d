"""Which scenes a hub offers, and which of them match a request."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from shapely.affinity import scale
from shapely.geometry import MultiPolygon, Polygon

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from shapely.geometry.base import BaseGeometry

    from .faults import Faults
    from .request import Source
    from .scene import Footprint, Scene

OLDER_BASELINE = "N0001"
BASELINE = re.compile(r"_N\d{4}_")


def offered(scenes: Iterable[Scene], faults: Faults) -> list[Scene]:
    """Return the scenes as the hub claims them to be."""
    claimed = [_claimed(scene, faults) for scene in scenes]
    if not faults.duplicates:
        return claimed
    return [twin for scene in claimed for twin in (scene, _duplicate(scene))]


def to_shape(footprint: Footprint) -> BaseGeometry:
    """Return a footprint as a valid geometry."""
    shape = MultiPolygon([Polygon(rings[0], rings[1:]) for rings in footprint])
    return shape if shape.is_valid else shape.buffer(0)


def from_shape(shape: BaseGeometry) -> Footprint:
    """Return the footprint of a geometry."""
    parts = getattr(shape, "geoms", [shape])
    return [
        [list(part.exterior.coords), *(list(ring.coords) for ring in part.interiors)]
        for part in parts
    ]


def matching(
    scenes: Sequence[Scene], source: Source, outline: BaseGeometry
) -> list[Scene]:
    """Return the scenes of a source that touch a place, in mosaicking order."""
    found = [
        scene
        for scene in scenes
        if scene.collection == source.kind.id
        and (source.kind.timeless or _is_within(scene, source))
        and (scene.cloud_cover is None or scene.cloud_cover <= source.max_cloud)
        and _passes(scene, source)
        and to_shape(scene.footprint).intersects(outline)
    ]
    found.sort(key=lambda scene: scene.id, reverse=True)
    found.sort(key=lambda scene: scene.acquired, reverse=source.order != "leastRecent")
    if source.order == "leastCC":
        found.sort(key=lambda s: 101.0 if s.cloud_cover is None else s.cloud_cover)
    return found


def _is_within(scene: Scene, source: Source) -> bool:
    after = source.begin is None or source.begin <= scene.acquired
    return after and (source.end is None or scene.acquired <= source.end)


def _passes(scene: Scene, source: Source) -> bool:
    """Return whether a scene passes the filters of Sentinel-1."""
    wanted = {
        "sat:orbit_state": source.filters.get("orbitDirection"),
        "sar:instrument_mode": source.filters.get("acquisitionMode"),
        "s1:polarization": source.filters.get("polarization"),
        "s1:resolution": source.filters.get("resolution"),
        "s1:timeliness": source.filters.get("timeliness"),
    }
    return all(
        value is None
        or key not in scene.properties
        or str(scene.properties[key]).upper() == str(value).upper()
        for key, value in wanted.items()
    )


def _claimed(scene: Scene, faults: Faults) -> Scene:
    if faults.footprints == "true":
        return scene
    shape, share = to_shape(scene.footprint), 2 * faults.footprint_margin
    if faults.footprints == "more":
        shape = scale(shape.envelope, 1 + share, 1 + share)
    else:
        shape = shape.intersection(scale(shape, 1 - share, 1 - share))
    if shape.is_empty:
        return scene
    west, south, east, north = (float(v) for v in shape.bounds)
    bbox = (west, south, east, north)
    return replace(scene, footprint=from_shape(shape), bbox=bbox)


def _duplicate(scene: Scene) -> Scene:
    name = BASELINE.sub(f"_{OLDER_BASELINE}_", scene.id)
    return replace(scene, id=name if name != scene.id else f"{scene.id}-older")
