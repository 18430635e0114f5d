"""Top-up: what a lying outline kept out of a plan, found by what has come."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

from .coverage import inside as claimed_by
from .errors import Stopped
from .plan import NEVER

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from .grid import Grid
    from .plan import Plan
    from .scenes import Scene

# So many pixels are tested one by one.
_FEW = 100_000


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
    stop: Callable[[], bool] = lambda: False,
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
        stop: whether to stop.

    Raises:
        Stopped: ``stop()`` became true.
    """
    done = set(asked)
    chosen: list[Scene] = []
    waiting = np.zeros(ranks.shape, dtype=bool)
    taken = np.zeros(ranks.shape, dtype=bool)
    worst = int(ranks.max(initial=0, where=inside))
    for rank, scene in enumerate(plan.offered[:worst]):
        if scene.key in done or plan.skipped.get(scene.key) in NEVER:
            continue
        if stop():
            raise Stopped
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


def _claimed(
    plan: Plan, scene: Scene, suspects: np.ndarray, grid: Grid, reach: float
) -> np.ndarray | None:
    """Return which of the suspect pixels the scene claims, None if it claims none."""
    count = np.count_nonzero(suspects)
    outline = plan.footprints.get(scene.key)
    if not count or outline is None:
        return suspects if count else None
    if reach > 0:
        outline = outline.buffer(reach)
    if count > _FEW:
        # Point by point a large hole would take a hundred bytes a pixel.
        claimed = suspects & claimed_by(outline, grid)
    else:
        rows, columns = np.nonzero(suspects)
        x = grid.x_min + (columns + 0.5) * grid.resolution
        y = grid.y_max - (rows + 0.5) * grid.resolution
        shapely.prepare(outline)
        claimed = np.zeros(suspects.shape, dtype=bool)
        claimed[rows, columns] = shapely.intersects_xy(outline, x, y)
    return claimed if claimed.any() else None
