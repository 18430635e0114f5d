"""Price: what a planned slot will cost, at least and at most.

The formula multiplies by "the number of data samples per pixel", and no document says
whether that is the mean over the pixels or the number of scenes: the estimate takes the
scenes, the least the mean.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

from .cost import process_units
from .parts import Part, split_piece
from .plan import NEVER, plan_piece

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .grid import Grid
    from .job import Job
    from .plan import Plan
    from .scenes import Scene

# Points a side at which claims are counted: enough for a mean.
_POINTS = 48


@dataclass(frozen=True)
class Price:
    """Processing units of one slot by the documented formula."""

    least: float = 0.0
    """If the mean number of samples a pixel is billed."""
    planned: float = 0.0
    """If every planned scene is billed at every pixel: the estimate."""
    worst: float = 0.0
    """If every candidate that is not superseded has to be asked for in the end."""
    cloud: float = 0.0
    """What the cloud band makes of the estimate, or would make of it: the price of a
    checkbox. 0 where the product reads that band anyway."""
    scan: float = 0.0
    """What is read before, to order the scenes by their cloud over the area; part of
    the first three."""
    requests: int = 0
    """Planned, without those of the scan."""

    def times(self, factor: float) -> Price:
        """Return the price where a hub charges a multiple of the formula."""
        return Price(
            self.least * factor,
            self.planned * factor,
            self.worst * factor,
            self.cloud * factor,
            self.scan * factor,
            self.requests,
        )

    def add(self, other: Price) -> Price:
        """Return the price of both."""
        return Price(
            self.least + other.least,
            self.planned + other.planned,
            self.worst + other.worst,
            self.cloud + other.cloud,
            self.scan + other.scan,
            self.requests + other.requests,
        )


def sum_prices(prices: Iterable[Price]) -> Price:
    """Return the price of all together."""
    total = Price()
    for price in prices:
        total = total.add(price)
    return total


def price_slot(job: Job, plan: Plan, *, extra_bands: int = 1, scan: float = 0) -> Price:
    """Return the price of a slot.

    Args:
        job: the run as asked.
        plan: of the slot.
        extra_bands: input bands that the cloud source adds to the product's own.
        scan: units of the scan before, if there is one.
    """
    pieces = [
        _price_piece(job, plan, piece.to_grid(), extra_bands)
        for piece in job.grid.pieces()
    ]
    return sum_prices([Price(scan, scan, scan, 0.0, scan), *pieces])


def _price_piece(job: Job, plan: Plan, grid: Grid, extra_bands: int) -> Price:
    planned = needed(job, plan, grid)
    if not planned and not plan.timeless:
        return Price()

    parts = piece_parts(job, plan, grid, planned)
    plain = job.product.input_bands
    bands = plain + (extra_bands if job.cloud_source is not None else 0)

    def planned_units(bands: int) -> float:
        return sum(
            _units(job, part.width, part.height, _samples(job, part.scenes), bands)
            for part in parts
        )

    size = (grid.width, grid.height)
    whole = sum(len(part.scenes) for part in parts if (part.width, part.height) == size)
    others = len(tuple(candidates(plan))) - whole if job.names_scenes else 0
    mean = _mean_samples(plan, planned, grid)
    estimate = planned_units(bands)
    return Price(
        least=min(_units(job, *size, mean, bands), estimate),
        planned=estimate,
        # Each is asked for at most once more, alone over at most the whole piece.
        worst=estimate + others * _units(job, *size, 1, bands),
        cloud=planned_units(plain + extra_bands) - planned_units(plain),
        requests=len(parts),
    )


def piece_parts(
    job: Job, plan: Plan, grid: Grid, scenes: Sequence[Scene]
) -> tuple[Part, ...]:
    """Return the requests of a piece for the scenes that it needs."""
    if not job.names_scenes:
        return (Part(tuple(scenes), (0, grid.height), (0, grid.width)),)

    def units(width: int, height: int, samples: int) -> float:
        return _units(job, width, height, samples, job.product.input_bands)

    return split_piece(plan, scenes, grid, job.area, units)


def _units(job: Job, width: int, height: int, samples: float, bands: int) -> float:
    wide = job.product.sample_type == "FLOAT32"
    return process_units(width, height, bands=bands, samples=samples, wide=wide)


def needed(job: Job, plan: Plan, grid: Grid) -> tuple[Scene, ...]:
    """Return the planned scenes that are asked for over a piece of the image."""
    if not job.names_scenes:
        # The script chooses by itself, of all that reach the piece.
        box = shapely.box(*grid.bounds)
        return tuple(
            scene
            for scene in plan.planned
            if (outline := plan.footprints.get(scene.key)) is None
            or outline.intersects(box)
        )
    return plan_piece(plan, grid, job.area)


def _samples(job: Job, scenes: Sequence[Scene]) -> float:
    """Return how many samples the scenes make: a script may ask for days.

    Of several collections it is the mean over all bands; each of them counts anew.
    """
    sources = job.product.sources
    if not sources:
        return _count(job.product.mosaicking, scenes)
    total = 0
    for source in sources:
        own = [scene for scene in scenes if scene.collection == source.collection]
        is_simple = source.mosaicking == "SIMPLE"
        total += source.bands * (1 if is_simple else _count(source.mosaicking, own))
    return len(sources) * total / job.product.input_bands


def _count(mosaicking: str, scenes: Sequence[Scene]) -> int:
    if mosaicking == "ORBIT":
        return len({scene.acquired.date() for scene in scenes})
    return len(scenes)


def candidates(plan: Plan) -> Iterable[Scene]:
    """Yield the scenes that a slot may have to ask for, best first."""
    for scene in plan.offered:
        if plan.skipped.get(scene.key) not in NEVER:
            yield scene


def _mean_samples(plan: Plan, planned: Sequence[Scene], grid: Grid) -> float:
    """Return how many of the scenes claim a pixel, in the mean, but at least 1."""
    x = np.linspace(*grid.bounds[::2], _POINTS * 2 + 1)[1::2]
    y = np.linspace(*grid.bounds[1::2], _POINTS * 2 + 1)[1::2]
    points = np.meshgrid(x, y)
    mean = 0.0
    for scene in planned:
        outline = plan.footprints.get(scene.key)
        if outline is None:
            mean += 1.0
            continue
        shapely.prepare(outline)
        mean += float(shapely.intersects_xy(outline, *points).mean())
    return max(mean, 1.0)
