"""Passes: what is one scene where the service gives samples by day, not by tile.

Of Sentinel-1 the service gives one sample for each UTC day, so a scene value can name
no tile. All tiles of a day are one scene here, a pass, and its ``parts`` are the tiles.
Radar seen from the other side, or in other polarisations, is another picture: one kind
alone is planned.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

import shapely

from .errors import InputError
from .scenes import Radar
from .sentences import say

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from datetime import date

    from .scenes import Scene

T = TypeVar("T")
BOTH = "both"
_DIRECTIONS = ("ascending", "descending", BOTH)
# S5P_OFFL_L2__NO2____20180103T112233_…: the quantity, filled up with underscores.
_MEASURED = re.compile(r"S5P_[A-Z]{4}_L2__(?P<measured>[A-Z0-9_]{6})_")
# Bands of each polarisation that scenes are taken in.
_BANDS = {"DV": ("VV", "VH"), "DH": ("HH", "HV"), "SV": ("VV",), "SH": ("HH",)}
_RADAR_BANDS = frozenset(("VV", "VH", "HH", "HV"))


def merge_days(scenes: Iterable[Scene]) -> tuple[Scene, ...]:
    """Return one scene for each UTC day, in time order; a lone tile stays itself."""
    days: dict[date, list[Scene]] = {}
    for scene in sorted(scenes, key=lambda one: (one.acquired, one.key)):
        days.setdefault(scene.acquired.date(), []).append(scene)
    return tuple(_merge(parts) for parts in days.values())


def keep_measured(
    scenes: Iterable[Scene], measured: Collection[str]
) -> tuple[Scene, ...]:
    """Return the scenes that hold a quantity, as far as their ids tell.

    Args:
        scenes: the candidates.
        measured: names of quantities; none where every scene holds all.
    """

    def holds(scene: Scene) -> bool:
        found = _MEASURED.search(scene.product_id or "")
        return found is None or found["measured"].strip("_") in measured

    return tuple(one for one in scenes if not measured or holds(one))


def choose_kind(
    scenes: Sequence[Scene], bands: Collection[str], direction: str | None = None
) -> tuple[tuple[Scene, ...], tuple[Scene, ...]]:
    """Return the scenes that go together, and those that are left out.

    Mode, polarisation and direction are those that most scenes have. Scenes that are
    not radar go together all.

    Args:
        scenes: the candidates of a run.
        bands: what the product reads.
        direction: ``ascending``, ``descending`` or ``both``; None to choose.

    Raises:
        InputError: no scene has the bands, or there is no such direction.
    """
    if direction not in (None, *_DIRECTIONS):
        message = say(
            f"There is no direction “{direction}”: use {', '.join(_DIRECTIONS)}."
        )
        raise InputError(message)
    needed = _RADAR_BANDS.intersection(bands)
    fitting = [one for one in scenes if needed.issubset(_shown(one))]
    if scenes and not fitting:
        found = sorted({one.radar.polarization or "" for one in scenes if one.radar})
        message = say(
            f"No scene over the area has {' and '.join(sorted(needed))} (they are"
            f" taken in {', '.join(found)}): choose another product."
        )
        raise InputError(message)
    asked = [one for one in fitting if _goes(one, direction)]
    kinds = Counter(_kind(one, direction) for one in asked)
    best = min(kinds, key=lambda kind: (-kinds[kind], kind), default=None)
    kept = tuple(one for one in asked if _kind(one, direction) == best)
    keys = {one.key for one in kept}
    return kept, tuple(one for one in scenes if one.key not in keys)


def same_radar(scenes: Iterable[Scene]) -> Radar:
    """Return what all scenes have in common; None where they differ."""
    facts = [scene.radar or Radar() for scene in scenes]
    return Radar(
        _only(fact.orbit_state for fact in facts),
        _only(fact.polarization for fact in facts),
        _only(fact.mode for fact in facts),
    )


def _merge(parts: Sequence[Scene]) -> Scene:
    first = parts[0]
    if len(parts) == 1:
        return first
    outlines = [part.footprint for part in parts]
    is_known = all(outline is not None for outline in outlines)
    return replace(
        first,
        key=" + ".join(part.key for part in parts),
        footprint=shapely.union_all(outlines) if is_known else None,
        product_id=None,
        tile_id=", ".join(part.tile_id or part.key for part in parts),
        cloud_coverage=None,
        platform=_only(part.platform for part in parts),
        relative_orbit=_only(part.relative_orbit for part in parts),
        tile_name=_only(part.tile_name for part in parts),
        processing_baseline=_only(part.processing_baseline for part in parts),
        sun_zenith=None,
        sh_id=None,
        data_path=None,
        id_is_derived=any(part.id_is_derived for part in parts),
        radar=same_radar(parts) if first.radar else None,
        parts=tuple(parts),
    )


def _only(facts: Iterable[T]) -> T | None:
    """Return the one fact that all agree on."""
    found = set(facts)
    return found.pop() if len(found) == 1 else None


def _shown(scene: Scene) -> Collection[str]:
    """Return the radar bands of a scene; all of them where it does not say."""
    told = scene.radar.polarization if scene.radar else None
    return _BANDS.get(told, (told,)) if told else _RADAR_BANDS


def _goes(scene: Scene, direction: str | None) -> bool:
    """Return whether a scene is of the direction, as far as is known."""
    told = scene.radar.orbit_state if scene.radar else None
    return told is None or direction in (None, BOTH, told)


def _kind(scene: Scene, direction: str | None) -> tuple[str, str, str]:
    radar = scene.radar or Radar()
    side = "" if direction == BOTH else radar.orbit_state or ""
    return radar.mode or "", radar.polarization or "", side
