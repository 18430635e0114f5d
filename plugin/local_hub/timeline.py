"""The scenes of a source as the script sees them: tiles, orbits, their order."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .declared import Input
    from .job import JobScene, Quirks


@dataclass(frozen=True)
class Group:
    """What one sample is made of: a tile, the tiles of a day, or all (SIMPLE)."""

    scenes: tuple[JobScene, ...]

    @property
    def key(self) -> str:
        """Return a stable name."""
        return "|".join(scene.key for scene in self.scenes)


def groups(source_input: Input) -> list[Group]:
    """Return the samples of an input in mosaicking order."""
    scenes = source_input.source.scenes
    if source_input.mosaicking == "TILE":
        return [Group((scene,)) for scene in scenes]
    if source_input.mosaicking == "SIMPLE":
        since = source_input.source.simple_since
        if since is not None:
            scenes = tuple(scene for scene in scenes if scene.acquired >= since)
        return [Group(scenes)] if scenes else []
    days: dict[str, list[JobScene]] = {}
    for scene in scenes:
        days.setdefault(scene.day, []).append(scene)
    return [Group(tuple(tiles)) for tiles in days.values()]


def shuffled(ordered: Sequence[Group], quirks: Quirks, function: str) -> list[Group]:
    """Return the groups in the order that one function of the script sees."""
    if not quirks.shuffle:
        return list(ordered)
    seed = quirks.shuffle + (function if quirks.shuffle_each else "")

    def place(group: Group) -> str:
        return hashlib.sha256(f"{seed}{group.key}".encode()).hexdigest()

    return sorted(ordered, key=place)


def scenes_value(
    source_input: Input, ordered: Sequence[Group], with_tiles: bool = True
) -> dict[str, Any]:
    """Return `scenes` for TILE (`tiles`) or ORBIT (`orbits`); `{}` for SIMPLE."""
    if source_input.mosaicking == "SIMPLE":
        return {}
    if source_input.mosaicking == "TILE":
        tiles = [_tile(source_input, group.scenes[0]) for group in ordered]
        return {"tiles": [tile | {"__idx": n} for n, tile in enumerate(tiles)]}
    return {
        "orbits": [
            _orbit(source_input, group, with_tiles) | {"__idx": n}
            for n, group in enumerate(ordered)
        ]
    }


def all_tiles(source_input: Input, ordered: Sequence[Group]) -> dict[str, Any]:
    """Return every tile, what `updateOutputMetadata` sees under SIMPLE."""
    scenes = [scene for group in ordered for scene in group.scenes]
    tiles = [_tile(source_input, scene) for scene in scenes]
    return {"tiles": [tile | {"__idx": n} for n, tile in enumerate(tiles)]}


def dated(ordered: Sequence[Group]) -> list[dict[str, Any]]:
    """Return what `updateOutput` sees: one entry with a date per sample."""
    return [
        {"date": group.scenes[0].facts["date"], "__idx": n}
        for n, group in enumerate(ordered)
    ]


def _tile(source_input: Input, scene: JobScene) -> dict[str, Any]:
    return {**scene.facts, **(scene.shape if source_input.bounds else {})}


def _orbit(source_input: Input, group: Group, with_tiles: bool) -> dict[str, Any]:
    day = group.scenes[0].day
    orbit: dict[str, Any] = {
        "dateFrom": f"{day}T00:00:00Z",
        "dateTo": f"{day}T23:59:59Z",
    }
    if with_tiles:
        orbit["tiles"] = [_tile(source_input, scene) for scene in group.scenes]
    return orbit
