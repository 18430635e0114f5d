"""The work of a check: a script tried over the scenes of a local hub."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from ..core.collections import find_collection
from ..core.grid import Grid
from ..core.job import Job
from ..core.slots import Period
from ..core.times import parse_time
from ..hub.geodesy import from_degrees
from ..hub.patience import Patience
from ..hub.service import Service
from ..pipeline.trial import Trial, try_script
from .certificates import GuardedTransport

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..core.product import Product
    from ..hub.transport import Stop
    from .local_hub import LocalHub
    from .task import Work

_SIDE = 96
"""Pixels: seen at a glance, and done in one."""
_SUMMER = Period(date(2018, 6, 1), date(2018, 8, 31))
"""The sample scenes have a dozen here, clear ones and cloudy ones."""
_PATIENCE = Patience(attempts=2, first_wait=0.2)


def trial_work(product: Product, collection: str, local: LocalHub) -> Work:
    """Return the work that tries a script; it returns `Trial`.

    Call it in the main thread.

    Args:
        product: the script.
        collection: id of a collection that the hub has.
        local: a hub that runs.
    """
    transport = GuardedTransport()
    job = trial_job(product, collection, local)
    service = Service(local.hub, local.credentials, transport, _PATIENCE)

    def work(*, stop: Stop, **_: object) -> Trial:
        trial = try_script(job, service, stop)
        return replace(trial, product=product)

    return work


def trial_job(product: Product, collection: str, local: LocalHub) -> Job:
    """Return the job of a few pixels in the middle of the scenes of a hub."""
    facts = local.collections[collection]
    known = find_collection(collection)
    grid = _grid(facts, known.resolution)
    return Job(
        hub=local.hub,
        collection=collection,
        product=product,
        rule="leastCC" if known.has_cloud else "mostRecent",
        period=_period(facts),
        rhythm="1 part",
        grid=grid,
        area=shapely.box(*grid.bounds),
        folder=Path(),
    )


def _grid(facts: Mapping[str, Any], resolution: float) -> Grid:
    west, south, east, north = facts["bbox"]
    corners = np.array([(west, south), (west, north), (east, south), (east, north)])
    epsg = int(facts["epsg"])
    placed = from_degrees(epsg)(corners)
    low, high = placed.min(axis=0), placed.max(axis=0)
    width, height = (
        max(1, min(_SIDE, int(side))) for side in (high - low) / resolution
    )
    x, y = (low + high) / 2
    return Grid(
        epsg,
        round((x - width * resolution / 2) / resolution) * resolution,
        round((y + height * resolution / 2) / resolution) * resolution,
        resolution,
        width,
        height,
    )


def _period(facts: Mapping[str, Any]) -> Period:
    first, last = (parse_time(facts[name]).date() for name in ("start", "end"))
    if first <= _SUMMER.first_day and _SUMMER.last_day <= last:
        return _SUMMER
    return Period(first, last + timedelta(days=1))
