"""Parts: the windows of a piece in which each of its scenes is worth asking for.

A request bills every scene at every pixel. Where tiles or orbits meet inside the area,
each scene is needed on its own side alone: apart, two requests may cost half of one.
But requests are counted, too, and the quotas of an account hold as many of them as of
units: what is apart must save more than a part of a unit.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from .coverage import inside

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from shapely.geometry.base import BaseGeometry

    from .grid import Grid
    from .plan import Plan
    from .scenes import Scene

    Units = Callable[[int, int, int], float]

REQUEST_UNITS = 0.25
"""What a request more must save, in processing units."""
# Outlines of real scenes are off by less along the edge of an orbit: two scenes that
# meet are both asked for in between.
_MARGIN_METRES = 300.0
# So many scenes over one piece make a composite of small windows: not worth the time.
_MOST_SCENES = 24
# Pixels a side on which windows are found.
_MOST_SIDE = 512


@dataclass(frozen=True)
class Part:
    """Scenes of one request, best first, and the window of the piece it is for."""

    scenes: tuple[Scene, ...]
    rows: tuple[int, int]
    """Half-open."""
    columns: tuple[int, int]
    """Half-open."""

    @property
    def height(self) -> int:
        """In pixels."""
        return self.rows[1] - self.rows[0]

    @property
    def width(self) -> int:
        """In pixels."""
        return self.columns[1] - self.columns[0]


def split_piece(
    plan: Plan,
    scenes: Sequence[Scene],
    grid: Grid,
    area: BaseGeometry,
    units: Units,
) -> tuple[Part, ...]:
    """Return the requests of a piece, the cheapest way to have every scene.

    Args:
        plan: of the slot.
        scenes: those that the piece needs, best first.
        grid: the pixels of the piece.
        area: the asked geometry in the CRS of the grid.
        units: price of a request of some width, height and number of scenes.
    """
    whole = Part(tuple(scenes), (0, grid.height), (0, grid.width))
    known = all(scene.key in plan.footprints for scene in scenes)
    if not known or plan.depth > 1 or not 1 < len(scenes) <= _MOST_SCENES:
        return (whole,)
    price = units(grid.width, grid.height, len(scenes))
    if price - units(grid.width, grid.height, 1) <= REQUEST_UNITS:
        return (whole,)  # no split could save so much
    parts = _join(_alone(plan, scenes, grid, area), scenes, units)
    return parts if len(parts) > 1 else (whole,)


def _alone(
    plan: Plan, scenes: Sequence[Scene], grid: Grid, area: BaseGeometry
) -> list[Part]:
    """Return each scene with the window of what no better one surely has.

    In a large piece that is seen on some of its pixels, and a little too large.
    """
    step = math.ceil(max(grid.width, grid.height) / _MOST_SIDE)
    coarse = replace(
        grid,
        resolution=grid.resolution * step,
        width=math.ceil(grid.width / step),
        height=math.ceil(grid.height / step),
    )
    more = coarse.resolution if step > 1 else 0.0
    margin = _MARGIN_METRES / grid.unit_metres + grid.resolution + more
    left = inside(area.buffer(more) if more else area, coarse)
    parts = []
    for scene in scenes:
        outline = plan.footprints[scene.key]
        wanted = left & inside(outline.buffer(margin), coarse)
        if wanted.any():
            rows = _extent(wanted.any(1), step, grid.height)
            parts.append(Part((scene,), rows, _extent(wanted.any(0), step, grid.width)))
        left &= ~inside(outline.buffer(-margin), coarse)
    return parts


def _extent(line: np.ndarray, step: int, length: int) -> tuple[int, int]:
    """Return the half-open range of pixels that holds what is true."""
    at = np.flatnonzero(line)
    return int(at[0]) * step, min((int(at[-1]) + 1) * step, length)


def _join(parts: list[Part], scenes: Sequence[Scene], units: Units) -> tuple[Part, ...]:
    """Put parts together, the pair that gains most first, as long as one gains."""
    order = {scene.key: rank for rank, scene in enumerate(scenes)}

    def price(part: Part) -> float:
        return REQUEST_UNITS + units(part.width, part.height, len(part.scenes))

    def together(one: Part, other: Part) -> Part:
        both = sorted((*one.scenes, *other.scenes), key=lambda scene: order[scene.key])
        return Part(
            tuple(both),
            (min(one.rows[0], other.rows[0]), max(one.rows[1], other.rows[1])),
            (
                min(one.columns[0], other.columns[0]),
                max(one.columns[1], other.columns[1]),
            ),
        )

    while len(parts) > 1:
        gains = [
            (price(one) + price(other) - price(together(one, other)), one, other)
            for one, other in combinations(parts, 2)
        ]
        gain, one, other = max(gains, key=lambda entry: entry[0])
        if gain < 0:
            break
        joined = together(one, other)
        parts = [joined if part is one else part for part in parts if part is not other]
    return tuple(parts)
