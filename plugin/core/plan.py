"""Plan: the fewest scenes that fill the area of a slot, in the order of the rule."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .area import Transform, project
from .coverage import adds_pixel
from .images import Use
from .rules import Setting
from .scenes import superseded

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from shapely.geometry.base import BaseGeometry

    from .grid import Grid
    from .rules import Rule
    from .scenes import Scene
    from .slots import Slot

# Scenes with these reasons are not asked for even where a pixel is missing.
NEVER = (Use.SUPERSEDED, Use.EXCLUDED)


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

    Where the clearest sample of a pixel wins these are all that claim a pixel of the
    piece: with fewer the same pixel might have another winner in a larger piece.

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
        elif adds_pixel(outline, covered, grid, area):
            needed.append(scene)
            if plan.depth == 1:
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
