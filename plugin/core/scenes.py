"""Scenes: the acquisition tiles of a collection, as Catalog and service name them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from shapely.geometry.base import BaseGeometry

# Gap that separates two passes of one platform and relative orbit: a Sentinel-2 or
# Landsat datatake lasts under 15 minutes, the same orbit comes again after days.
PASS_GAP = timedelta(minutes=15)

_SENTINEL_2 = re.compile(
    r"_N(?P<baseline>\d{4})_R(?P<orbit>\d{3})_T(?P<tile>\d{2}[A-Z]{3})_"
)
_TILE_IN_ID = re.compile(r"_T(?P<tile>\d{2}[A-Z]{3})(?:_|$|\.)")
_TILE_IN_PATH = re.compile(r"/tiles/(\d{1,2})/([A-Z])/([A-Z]{2})/")
_BASELINE_IN_GRANULE = re.compile(r"_N(\d{2})\.(\d{2})$")
_RADAR = re.compile(
    r"S1[A-Z]_(?P<mode>IW|EW|SM|WV)_GRD[A-Z]_\dS(?P<polarization>[DS][VH])_"
)
_LANDSAT = re.compile(r"^L[A-Z]\d{2}_[A-Z0-9]{4}_(\d{3})(\d{3})_")


@dataclass(frozen=True)
class Radar:
    """How a radar scene was taken; None is unknown."""

    orbit_state: str | None = None
    """``ascending`` or ``descending``."""
    polarization: str | None = None
    """``DV`` is VV and VH, ``SV`` is VV alone."""
    mode: str | None = None
    """``IW``, ``EW``, ``SM`` …"""


def find_radar(orbit_state: str | None, *texts: str | None) -> Radar:
    """Return how a radar scene was taken, as far as one of its ids or paths tells."""
    for text in filter(None, texts):
        if found := _RADAR.search(text):
            return Radar(orbit_state, found["polarization"], found["mode"])
    return Radar(orbit_state)


@dataclass(frozen=True)
class Scene:
    """One acquisition tile of a collection; unknown facts are None, never 0."""

    key: str
    """Stable key: product id, else shId, else data path, else time + tile."""
    acquired: datetime
    """Sensing time, aware, UTC."""
    collection: str
    """Catalog id of the collection, such as ``sentinel-2-l2a``."""
    footprint: BaseGeometry | None = None
    """Claimed outline in longitude and latitude (EPSG:4326)."""
    product_id: str | None = None
    """Catalog id without ``.SAFE``."""
    tile_id: str | None = None
    """``tileOriginalId`` of the service, else the product id."""
    cloud_coverage: float | None = None
    """The provider's figure for the whole tile, in percent."""
    platform: str | None = None
    relative_orbit: int | None = None
    tile_name: str | None = None
    """The word people use: ``T33TWL``, or path/row ``199/024``."""
    processing_baseline: str | None = None
    """Digits in the form ``05.09``."""
    sun_zenith: float | None = None
    """Degrees."""
    sh_id: int | None = None
    data_path: str | None = None
    id_is_derived: bool = False
    """True for sample scenes whose id names no product that exists."""
    facts_source: str = "catalog"
    """``userdata``, ``catalog`` or ``both``."""
    radar: Radar | None = None
    """How it was taken, of radar alone; what one request must not mix."""
    parts: tuple[Scene, ...] = ()
    """The tiles of a pass, in time order, where this is more than one of them."""

    def __post_init__(self) -> None:
        """Refuse a time without zone.

        Raises:
            ValueError: ``acquired`` is naive.
        """
        if self.acquired.tzinfo is None:
            message = f"Scene {self.key} has a time without zone."
            raise ValueError(message)


def strip_safe(product_id: str | None) -> str | None:
    """Return the product id without the ``.SAFE`` that some deployments add."""
    if not product_id:
        return None
    return product_id[:-5] if product_id.endswith(".SAFE") else product_id


def find_tile_name(*texts: str | None) -> str | None:
    """Return the tile name found in the first telling id or data path."""
    for text in texts:
        if not text:
            continue
        if found := _TILE_IN_ID.search(text):
            return f"T{found['tile']}"
        if path := _TILE_IN_PATH.search(text):
            return f"T{int(path[1]):02d}{path[2]}{path[3]}"
        if landsat := _LANDSAT.search(text):
            return f"{landsat[1]}/{landsat[2]}"
    return None


def find_relative_orbit(product_id: str | None) -> int | None:
    """Return the relative orbit that a Sentinel-2 product id names."""
    found = _SENTINEL_2.search(product_id or "")
    return int(found["orbit"]) if found else None


def find_baseline(*texts: str | None) -> str | None:
    """Return the processing baseline named in a product or granule id."""
    for text in texts:
        if found := _SENTINEL_2.search(text or ""):
            return f"{found['baseline'][:2]}.{found['baseline'][2:]}"
        if granule := _BASELINE_IN_GRANULE.search(text or ""):
            return f"{granule[1]}.{granule[2]}"
    return None


def scene_key(
    *,
    product_id: str | None,
    sh_id: int | None,
    data_path: str | None,
    acquired: datetime,
    tile_name: str | None,
) -> str:
    """Return the stable key of a scene, from the best fact at hand."""
    if product_id:
        return product_id
    if sh_id is not None:
        return f"shId {sh_id}"
    if data_path:
        return data_path
    return f"{acquired:%Y-%m-%dT%H:%M:%SZ} {tile_name or ''}".strip()


def acquisition_keys(scenes: Iterable[Scene]) -> dict[str, str]:
    """Return the acquisition of each scene by scene key.

    An acquisition is one pass: same platform and relative orbit, gaps under
    15 minutes (without orbit: the gap alone). It is named by its earliest time:
    ``2023-08-15T0958Z``, with platform and orbit behind it where they are known.
    """
    keys: dict[str, str] = {}
    groups: dict[tuple[str, int | None], list[Scene]] = {}
    for scene in scenes:
        group = (scene.platform or "", scene.relative_orbit)
        groups.setdefault(group, []).append(scene)
    for (platform, orbit), members in groups.items():
        suffix = f" {platform}" if platform else ""
        suffix += f" R{orbit:03d}" if orbit is not None else ""
        for one_pass in _split_passes(members):
            name = f"{one_pass[0].acquired:%Y-%m-%dT%H%MZ}{suffix}"
            keys.update((scene.key, name) for scene in one_pass)
    return keys


def superseded(scenes: Sequence[Scene]) -> dict[str, str]:
    """Return the keys of older processings, each with the key that replaces it.

    Same acquisition and same tile with two processing baselines: the higher wins.
    """
    passes = acquisition_keys(scenes)
    best: dict[tuple[str, str], Scene] = {}
    for scene in scenes:
        if scene.tile_name and scene.processing_baseline:
            place = (passes[scene.key], scene.tile_name)
            if place not in best or _newer(scene, best[place]):
                best[place] = scene
    replaced = {}
    for scene in scenes:
        if not (scene.tile_name and scene.processing_baseline):
            continue
        winner = best[passes[scene.key], scene.tile_name]
        if winner.processing_baseline != scene.processing_baseline:
            replaced[scene.key] = winner.key
    return replaced


def merge_facts(catalog: Scene, told: Scene) -> Scene:
    """Return the scene with the service's facts first and the Catalog's behind."""
    return replace(
        catalog,
        tile_id=told.tile_id or catalog.tile_id,
        cloud_coverage=(
            catalog.cloud_coverage
            if told.cloud_coverage is None
            else told.cloud_coverage
        ),
        sh_id=told.sh_id if told.sh_id is not None else catalog.sh_id,
        data_path=told.data_path or catalog.data_path,
        tile_name=catalog.tile_name or told.tile_name,
        processing_baseline=catalog.processing_baseline or told.processing_baseline,
        facts_source="userdata" if catalog.facts_source == "userdata" else "both",
    )


def _split_passes(scenes: Sequence[Scene]) -> list[list[Scene]]:
    passes: list[list[Scene]] = []
    for scene in sorted(scenes, key=lambda one: one.acquired):
        if passes and scene.acquired - passes[-1][-1].acquired < PASS_GAP:
            passes[-1].append(scene)
        else:
            passes.append([scene])
    return passes


def _newer(scene: Scene, other: Scene) -> bool:
    return (scene.processing_baseline or "") > (other.processing_baseline or "")
