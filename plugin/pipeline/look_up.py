"""Look up: the candidates of a run, from the Catalog or, without one, by asking."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ..core.collections import Mode, find_collection
from ..core.cost import catalog_units
from ..core.errors import CredentialsError, ServiceError
from ..core.sentences import say
from ..hub.catalog import search
from .discover import can_discover, discover

if TYPE_CHECKING:
    from ..core.job import Job
    from ..core.scenes import Scene
    from ..hub.service import Service
    from ..hub.transport import Stop
    from .crowd import Pool


@dataclass(frozen=True)
class Found:
    """The candidates of a run and what it took to find them."""

    scenes: tuple[Scene, ...]
    units: float
    planless: str | None = None
    """Why their outlines are not known, a sentence."""


def look_up(job: Job, service: Service, pool: Pool, stop: Stop) -> Found:
    """Return the scenes of the period over the grid, of all collections of a script.

    Raises:
        ServiceError: neither told; CredentialsError if the account is refused.
        Stopped: ``stop()`` became true.
    """
    names = [source.collection for source in job.product.sources] or [job.collection]
    found = Found((), 0.0)
    for name in dict.fromkeys(names):
        more = _look_up(replace(job, collection=name), service, pool, stop)
        planless = found.planless or more.planless
        scenes = (*found.scenes, *more.scenes)
        found = Found(scenes, found.units + more.units, planless)
    return found


def _look_up(job: Job, service: Service, pool: Pool, stop: Stop) -> Found:
    """Return the scenes of one collection.

    A collection without time has none, and the Catalog is not asked.
    Where the Catalog fails or has none, the Process API tells them, without outlines.

    Raises:
        ServiceError: neither told; CredentialsError if the account is refused.
        Stopped: ``stop()`` became true.
    """
    collection = find_collection(job.collection)
    if collection.mode is Mode.STATIC:
        return Found((), 0.0)
    days = (job.period.end - job.period.start).total_seconds() / 86400
    units = catalog_units(job.grid.km2, days)
    failure: ServiceError | None = None
    try:
        scenes = search(service, job.collection, job.period, job.grid, stop)
    except ServiceError as error:
        if isinstance(error, CredentialsError) or not can_discover(collection):
            raise
        scenes, failure, units = (), error, 0.0
    if scenes or not can_discover(collection):
        return Found(scenes, units)
    return _discovered(job, service, pool, stop, units, failure)


def _discovered(
    job: Job,
    service: Service,
    pool: Pool,
    stop: Stop,
    units: float,
    failure: ServiceError | None,
) -> Found:
    collection = find_collection(job.collection)
    try:
        told, charged = discover(job, collection, service, pool, stop)
    except ServiceError:
        if failure is None:
            return Found((), units)  # the Catalog did answer
        raise
    if failure is None and not told:
        return Found((), units + charged)
    return Found(told, units + charged, _sentence(collection.title, failure, len(told)))


def _sentence(title: str, failure: ServiceError | None, count: int) -> str:
    why = (
        say(f"The Catalog has no scene of {title} here, though there are some.")
        if failure is None
        else say(f"The Catalog could not be asked: {failure}")
    )
    if not count:
        return say(f"{why} The hub tells of no scene there, either.")
    if count == 1:
        return say(f"{why} The hub tells of one scene there, which is asked for.")
    return say(
        f"{why} Without a plan all {count} scenes are asked for, which may cost more."
    )
