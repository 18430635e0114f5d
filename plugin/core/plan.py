"""Plan: the fewest scenes that fill the area of a slot, in the order of the rule."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import shapely

from .area import Transform, project
from .coverage import adds_pixel
from .images import Use
from .rules import Setting
from .scenes import superseded

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from shapely.geometry.base import BaseGeometry

    from .grid import Grid
    from .rules import Rule
    from .scenes import Scene
    from .slots import Slot


# Scenes with these reasons are not asked for even where a pixel is missing.
_NEVER = (Use.SUPERSEDED, Use.EXCLUDED)


@dataclass(frozen=True)
class Plan:
    """What one slot will ask for, and why the other scenes are left out."""

    slot: Slot
    offered: tuple[Scene, ...]
    """Every scene of the slot over the area, best first."""
    planned: tuple[Scene, ...]
    """Those that are asked for, best first."""
    skipped: Mapping[str, Use]
    """Reason by scene key, of every offered scene that is not planned."""
    footprints: Mapping[str, BaseGeometry] = field(repr=False)
    """Outlines in the CRS of the grid by scene key, where they are known."""
    depth: int = 1
    """Of the rule; above 1 the clearest sample of a pixel wins."""
    timeless: bool = False
    """One image that has no scenes: nothing is planned, and yet it is asked for."""
    grid: Grid | None = None
    """What it was made for, where that is known."""

    @property
    def is_asked(self) -> bool:
        """Whether there is anything to fetch."""
        return self.timeless or bool(self.planned)

    @property
    def values(self) -> dict[str, int]:
        """Value of each offered scene in the scene raster, by scene key.

        Planned scenes have 1 + their position in the plan; the others follow in the
        order of the rule, so that a value never depends on what arrives first.
        """
        rest = (scene for scene in self.offered if scene.key in self.skipped)
        return {
            scene.key: value for value, scene in enumerate((*self.planned, *rest), 1)
        }

    @property
    def ranks(self) -> dict[str, int]:
        """Position of each offered scene in the total order, by scene key."""
        return {scene.key: rank for rank, scene in enumerate(self.offered)}


def make_plan(
    slot: Slot,
    scenes: Iterable[Scene],
    rule: Rule,
    grid: Grid,
    area: BaseGeometry,
    to_grid: Transform,
    area_cloud: Mapping[str, float] | None = None,
) -> Plan:
    """Return the plan of a slot: walk the order, keep what adds a pixel.

    Args:
        slot: the interval.
        scenes: candidates; those outside the slot are left out.
        rule: the total order.
        grid: the pixels of the image.
        area: the asked geometry in the CRS of the grid.
        to_grid: from degrees to the CRS of the grid.
        area_cloud: cloud inside the area in percent by scene key, for rules that ask.
    """
    offered = rule.order(
        (scene for scene in scenes if slot.holds(scene.acquired)),
        Setting(slot, area_cloud or {}),
    )
    footprints = _outlines(offered, to_grid)
    reasons = dict.fromkeys(superseded(offered), Use.SUPERSEDED)
    planned: list[Scene] = []
    covered: list[BaseGeometry] = []
    for scene in offered:
        if scene.key in reasons:
            continue
        outline = footprints.get(scene.key)
        if outline is None:
            planned.append(scene)  # nothing is claimed, so nothing can be ruled out
        elif adds_pixel(outline, covered, grid, area, rule.depth):
            planned.append(scene)
            covered.append(outline)
        elif adds_pixel(outline, (), grid, area):
            reasons[scene.key] = Use.COVERED
        else:
            reasons[scene.key] = Use.NO_DATA
    return Plan(
        slot, offered, tuple(planned), reasons, footprints, rule.depth, grid=grid
    )


def plan_piece(plan: Plan, grid: Grid, area: BaseGeometry) -> tuple[Scene, ...]:
    """Return the planned scenes that a piece of the image needs, best first.

    Args:
        plan: of the slot.
        grid: the pixels of the piece.
        area: the asked geometry in the CRS of the grid.
    """
    if grid == plan.grid:
        return plan.planned
    needed: list[Scene] = []
    covered: list[BaseGeometry] = []
    for scene in plan.planned:
        outline = plan.footprints.get(scene.key)
        if outline is None:
            needed.append(scene)
        elif adds_pixel(outline, covered, grid, area, plan.depth):
            needed.append(scene)
            covered.append(outline)
    return tuple(needed)


def _outlines(scenes: Iterable[Scene], to_grid: Transform) -> dict[str, BaseGeometry]:
    """Return the outlines that are known; one that cannot be projected is not."""
    outlines = {
        scene.key: project(scene.footprint, to_grid)
        for scene in scenes
        if scene.footprint is not None
    }
    return {key: outline for key, outline in outlines.items() if not outline.is_empty}


@dataclass(frozen=True)
class TopUp:
    """Scenes to ask for once more, and the window of the grid that needs them."""

    scenes: tuple[Scene, ...]
    rows: tuple[int, int]
    """Half-open."""
    columns: tuple[int, int]
    """Half-open."""


def find_top_up(
    plan: Plan,
    ranks: np.ndarray,
    inside: np.ndarray,
    grid: Grid,
    asked: Iterable[str],
    reach: float = 0.0,
    windows: Mapping[str, tuple[slice, slice]] | None = None,
) -> TopUp | None:
    """Return the scenes that a lying footprint kept out, or None if all is right.

    A pixel is suspect if it is missing, or if its winner ranks behind a scene that was
    not asked for and that claims the pixel. Of the scenes that claim suspect pixels
    the best ones are taken until each of those pixels is claimed.

    Args:
        plan: the plan of the slot.
        ranks: rank of the winner of each pixel, ``(height, width)``; a number beyond
            all ranks where the pixel is missing.
        inside: pixels of the asked geometry, ``(height, width)``.
        grid: the grid of these pixels, the whole or a piece.
        asked: keys of the scenes that were asked for already.
        reach: how far beyond its outline a scene is taken to reach, in units of the
            CRS; see `reach.py`.
        windows: rows and columns where further scenes were asked for, by scene key.
    """
    done = set(asked)
    chosen: list[Scene] = []
    waiting = np.zeros(ranks.shape, dtype=bool)
    taken = np.zeros(ranks.shape, dtype=bool)
    worst = int(ranks.max(initial=0, where=inside))
    for rank, scene in enumerate(plan.offered[:worst]):
        if scene.key in done or plan.skipped.get(scene.key) in _NEVER:
            continue
        suspects = inside & (ranks > rank) & ~taken
        if windows and scene.key in windows:
            suspects[windows[scene.key]] = False
        claimed = _claimed(plan, scene, suspects, grid, reach)
        if claimed is not None:
            chosen.append(scene)
            taken |= claimed
            waiting |= claimed
    if not chosen:
        return None
    # The service, too, takes a tile to be where its outline is: the window meets it.
    more = math.ceil(reach / grid.resolution) + 1 if reach > 0 else 0
    return TopUp(
        tuple(chosen), _extent(waiting.any(1), more), _extent(waiting.any(0), more)
    )


def _extent(line: np.ndarray, more: int) -> tuple[int, int]:
    """Return the half-open range that holds what is true, and so many more a side."""
    at = np.flatnonzero(line)
    return max(int(at[0]) - more, 0), min(int(at[-1]) + 1 + more, line.size)


def planned_footprints(plan: Plan, scenes: Sequence[Scene]) -> list[BaseGeometry]:
    """Return the known outlines of the scenes in the CRS of the grid."""
    return [plan.footprints[one.key] for one in scenes if one.key in plan.footprints]


def _claimed(
    plan: Plan, scene: Scene, suspects: np.ndarray, grid: Grid, reach: float
) -> np.ndarray | None:
    """Return which of the suspect pixels the scene claims, None if it claims none."""
    rows, columns = np.nonzero(suspects)
    if not rows.size:
        return None
    outline = plan.footprints.get(scene.key)
    if outline is not None:
        if reach > 0:
            outline = outline.buffer(reach)
        x = grid.x_min + (columns + 0.5) * grid.resolution
        y = grid.y_max - (rows + 0.5) * grid.resolution
        shapely.prepare(outline)
        hit = shapely.intersects_xy(outline, x, y)
        rows, columns = rows[hit], columns[hit]
    if not rows.size:
        return None
    claimed = np.zeros(suspects.shape, dtype=bool)
    claimed[rows, columns] = True
    return claimed
