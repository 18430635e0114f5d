"""Reach: how far the data of a slot go beyond the outlines that are claimed for them.

An outline that claims more than its data is found out by the pixels that are missing.
One that claims less hides a better scene where another has won, and nothing in the
answer tells. But outlines of one collection lie alike: as soon as a scene that was
fetched is seen beyond its own outline, those that were skipped are taken to reach
twice as far beyond theirs, and are asked for where that matters. So a run equals the
unplanned one, pixel for pixel, as long as no skipped outline falls short of its data
by more than twice the shortest-coming that its image shows. It costs nothing where
outlines hold; to be sure without such a sign every skipped scene would have to be
read, at a price that a plan is there to save.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from .blocks import blocks_of, count_values
from .coverage import inside as claimed_by
from .errors import Stopped

if TYPE_CHECKING:
    from collections.abc import Callable

    from .grid import Grid
    from .plan import Plan

_FACTOR = 2.0
# The distance of so many of the pixels outside is enough for the largest.
_POINTS = 4096


def find_reach(
    plan: Plan,
    values: np.ndarray,
    inside: np.ndarray,
    grid: Grid,
    slack: float,
    stop: Callable[[], bool] = lambda: False,
) -> float:
    """Return how far skipped scenes may reach beyond their outlines, 0 if not at all.

    Args:
        plan: of the slot.
        values: value of the scene of each pixel, ``(height, width)``.
        inside: pixels of the asked geometry, ``(height, width)``.
        grid: of these pixels, the whole or a piece.
        slack: distance in units of the CRS up to which a pixel beyond an outline is
            but a matter of rounding.
        stop: whether to stop.

    Raises:
        Stopped: ``stop()`` became true.
    """
    keys = {value: key for key, value in plan.values.items()}
    farthest = 0.0
    for value in count_values(values, inside):
        if stop():
            raise Stopped
        outline = plan.footprints.get(keys.get(value, ""))
        if outline is None:
            continue
        won = inside & (values == value)
        beyond = won & ~claimed_by(outline.buffer(slack, join_style="mitre"), grid)
        farthest = max(farthest, _farthest(beyond, grid, outline))
    return _FACTOR * farthest


def _farthest(pixels: np.ndarray, grid: Grid, outline: shapely.Geometry) -> float:
    count = np.count_nonzero(pixels)
    if not count:
        return 0.0
    rows, columns = _some(pixels, max(count // _POINTS, 1))
    points = shapely.points(
        grid.x_min + (columns + 0.5) * grid.resolution,
        grid.y_max - (rows + 0.5) * grid.resolution,
    )
    return float(shapely.distance(outline, points).max())


def _some(pixels: np.ndarray, step: int) -> tuple[np.ndarray, np.ndarray]:
    """Return rows and columns of every so many of the pixels."""
    found, skip = [], 0
    for top, bottom in blocks_of(len(pixels)):
        rows, columns = np.nonzero(pixels[top:bottom])
        found.append((rows[skip::step] + top, columns[skip::step]))
        skip = (skip - rows.size) % step
    rows, columns = (np.concatenate(parts) for parts in zip(*found))
    return rows, columns
