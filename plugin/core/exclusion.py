"""Exclusion: whether a scene is one of those that a person left out by hand.

The keys that a person chose come from the Catalog. Where a later run hears of the same
scenes from the service alone their ids may be missing, so a scene is also known by what
a product id says of it: tile, time of its datatake or its day, processing baseline.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from functools import lru_cache
from typing import TYPE_CHECKING

from .scenes import find_baseline, find_tile_name

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from .scenes import Scene

# A product is named by the start of its datatake, its tiles are seen after that.
_DATATAKE = timedelta(minutes=30)
_SECOND = timedelta(seconds=1)
_TIME = re.compile(r"_(\d{8})(?:T(\d{6}))?_")


class Exclusion:
    """The scenes that a person left out."""

    def __init__(self, keys: Collection[str]) -> None:
        """Hold keys of scenes, as the Catalog gave them."""
        self._keys = frozenset(keys)
        self._named = [name for name in map(_read, keys) if name is not None]

    def holds(self, scene: Scene) -> bool:
        """Return whether the scene is left out; a pass is if one of its tiles is.

        The service gives the tiles of a radar pass together or not at all.
        """
        return any(self._is_one(one) for one in scene.parts or (scene,))

    def missing(self, scenes: Iterable[Scene]) -> int:
        """Return how many of the keys are those of no scene."""
        scenes = tuple(scenes)
        return sum(
            not any(one.holds(scene) for scene in scenes)
            for one in (Exclusion([key]) for key in self._keys)
        )

    def _is_one(self, scene: Scene) -> bool:
        if scene.key in self._keys or scene.product_id in self._keys:
            return True
        if scene.product_id is not None:
            return False
        return any(name.fits(scene) for name in self._named)


def keys_of(scenes: Iterable[Scene]) -> frozenset[str]:
    """Return the keys to exclude scenes by: a pass is remembered by its tiles.

    Another area may see other tiles of the same pass, and then it has another key.
    """
    return frozenset(part.key for one in scenes for part in one.parts or (one,))


@dataclass(frozen=True)
class _Named:
    """What a product id says of its scene."""

    tile: str
    day: date
    start: datetime | None
    baseline: str | None

    def fits(self, scene: Scene) -> bool:
        """Return whether nothing that is known of the scene says otherwise."""
        if scene.tile_name != self.tile:
            return False
        known = (self.baseline, scene.processing_baseline)
        if None not in known and known[0] != known[1]:
            return False
        if self.start is None:
            return scene.acquired.date() == self.day
        return self.start - _SECOND <= scene.acquired <= self.start + _DATATAKE


@lru_cache(maxsize=4096)
def _read(key: str) -> _Named | None:
    """Return what a product id says, None if it is none that tells tile and time."""
    tile, found = find_tile_name(key), _TIME.search(key)
    if tile is None or found is None:
        return None
    try:
        start = datetime.strptime(found[1] + (found[2] or "000000"), "%Y%m%d%H%M%S")
    except ValueError:
        return None
    start = start.replace(tzinfo=timezone.utc)
    return _Named(tile, start.date(), start if found[2] else None, find_baseline(key))
