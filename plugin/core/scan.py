"""The scan before a run: which scenes are read, on what pixels, and what they tell.

An order by the cloud over the area needs the class of every candidate's pixels inside
it, but not of every pixel: a grid of 60 metres or more tells it for a fraction of the
price of an image.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from .clouds import CLOUD_SOURCES, NO_CLASS, cloud_shares
from .cost import process_units
from .coverage import adds_pixel, inside
from .grid import Grid
from .price import candidates

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from shapely.geometry.base import BaseGeometry

    from .plan import Plan
    from .scenes import Scene

COARSE_METRES = 60.0
# More pixels tell a share no better.
_MOST_PIXELS = 512 * 512
# Fewer inside the area tell it badly: then finer ones, as long as they cost no more.
_FEWEST_INSIDE, _FREE_PIXELS = 25, 2621
_MOST_SCENES = 60
T = TypeVar("T")


@dataclass(frozen=True)
class SlotScan:
    """What the scan of one slot told."""

    band: str
    """Of the classes, such as ``SCL``."""
    resolution: float
    """Of its pixels, in units of the CRS."""
    counts: Mapping[str, Mapping[int, int]] = field(default_factory=dict)
    """Pixels inside the area by class, by scene key; of every scene that was read."""

    @property
    def area_cloud(self) -> dict[str, float]:
        """Cloud inside the area in percent, by scene key, where it is known.

        A scene without data inside the area has none: that is unknown, not clear.
        """
        source = CLOUD_SOURCES[self.band]
        shares = {}
        for key, classes in self.counts.items():
            numbers = np.zeros(NO_CLASS + 1, dtype=np.int64)
            for one, count in classes.items():
                numbers[one] = count
            cloud = cloud_shares(numbers, source).cloud
            if cloud is not None:
                shares[key] = cloud
        return shares


def scenes_to_scan(plan: Plan, grid: Grid, area: BaseGeometry) -> tuple[Scene, ...]:
    """Return the scenes whose order is open; none where there is no choice.

    Older processings and scenes that do not claim a pixel of the area are left out.
    """
    found = []
    for scene in candidates(plan):
        outline = plan.footprints.get(scene.key)
        if outline is None or adds_pixel(outline, (), grid, area):
            found.append(scene)
    return tuple(found) if len(found) > 1 else ()


def scan_grid(grid: Grid, area: BaseGeometry, coarsest: float) -> Grid:
    """Return the pixels of a scan: those of the image, so many a side taken together.

    Args:
        grid: of the image; both have one origin.
        area: the asked geometry in the CRS of the grid.
        coarsest: pixel that the collection is rendered in at most, in metres.
    """
    metres = math.sqrt(grid.km2 * 1e6 / grid.pixels)
    factor = max(1, math.ceil(COARSE_METRES / metres - 1e-6))
    factor = max(factor, math.ceil(math.sqrt(grid.pixels / _MOST_PIXELS)))
    factor = max(1, min(factor, int(coarsest / metres)))
    found = _coarser(grid, factor)
    while factor > 1 and inside(area, found).sum() < _FEWEST_INSIDE:
        factor -= 1
        finer = _coarser(grid, factor)
        if finer.pixels > _FREE_PIXELS:
            break
        found = finer
    return found


def scan_units(grid: Grid, scenes: int) -> float:
    """Return the units of the scan of so many scenes."""
    return sum(
        process_units(piece.width, piece.height, bands=1, samples=count)
        for piece in grid.pieces()
        for count in map(len, batches(range(scenes)))
    )


def batches(scenes: Sequence[T]) -> tuple[Sequence[T], ...]:
    """Return the scenes in the groups that one answer has bands for."""
    starts = range(0, len(scenes), _MOST_SCENES)
    return tuple(scenes[start : start + _MOST_SCENES] for start in starts)


def count_inside(classes: np.ndarray, valid: np.ndarray) -> dict[int, int]:
    """Return how many pixels inside have each class; 255 is no data.

    Args:
        classes: of one scene, uint8 ``(height, width)``.
        valid: the pixels inside the asked geometry, of the same shape.
    """
    numbers, counts = np.unique(classes[valid], return_counts=True)
    told = zip(numbers.tolist(), counts.tolist())
    return {number: count for number, count in told if number != NO_CLASS}


def _coarser(grid: Grid, factor: int) -> Grid:
    return Grid(
        grid.epsg,
        grid.x_min,
        grid.y_max,
        grid.resolution * factor,
        math.ceil(grid.width / factor),
        math.ceil(grid.height / factor),
    )
