"""Prepare: search and plan, so that the price is known before anything is fetched."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ..core.collections import find_collection
from ..core.cost import catalog_units
from ..core.errors import InputError
from ..core.outlook import expect
from ..core.plan import Plan, make_plan
from ..core.rhythm import slice_period
from ..core.rules import find_rule
from ..hub.catalog import search
from ..hub.geodesy import from_degrees

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ..core.images import Image
    from ..core.job import Job
    from ..core.scenes import Scene
    from ..hub.service import Service
    from ..hub.transport import Stop


@dataclass(frozen=True)
class Prepared:
    """A job with the plan and the price of every slot."""

    job: Job
    scenes: tuple[Scene, ...]
    """Every scene that the Catalog offers over the area in the period."""
    plans: tuple[Plan, ...]
    """Of each slot, in time order."""
    rows: Mapping[str, Image]
    """Of each slot before anything is fetched, with ``pu_estimated``."""
    search_units: float
    """What the search cost, by the documented formula."""

    @property
    def units(self) -> float:
        """Processing units that the images will cost."""
        return sum(row.pu_estimated or 0.0 for row in self.rows.values())

    @property
    def requests(self) -> int:
        """Process requests of the plan."""
        return sum(row.pieces or 0 for row in self.rows.values())


def prepare(job: Job, service: Service, stop: Stop) -> Prepared:
    """Return the plan of the job; one search, no image.

    Raises:
        InputError: the job cannot be done.
        ServiceError: the search failed; CredentialsError if the account is refused.
        Stopped: ``stop()`` became true.
    """
    job = check(job)
    scenes = search(service, job.collection, job.period, job.grid, stop)
    plans = plan_slots(job, scenes)
    days = (job.period.end - job.period.start).total_seconds() / 86400
    return Prepared(
        job,
        scenes,
        plans,
        {plan.slot.name: expect(job, plan) for plan in plans},
        catalog_units(job.grid.km2, days),
    )


def check(job: Job) -> Job:
    """Return the job with the cloud source that its rule needs.

    Raises:
        InputError: product, rule, resolution and collection do not fit together.
    """
    collection, rule = find_collection(job.collection), find_rule(job.rule)
    if rule.needs_cloud and not collection.has_cloud:
        message = (
            f"{collection.title} has no cloud figure: choose another rule than"
            f" “{rule.title}”."
        )
        raise InputError(message)
    offered = job.product.collections
    if offered and collection.id not in offered:
        message = (
            f"The product “{job.product.title}” is not made for {collection.title}:"
            " choose another."
        )
        raise InputError(message)
    source = collection.cloud_band(job.hub.name)
    if rule.needs_class and source is None:
        message = (
            f"{collection.title} has no band that tells cloud at {job.hub.title}:"
            f" choose another rule than “{rule.title}”."
        )
        raise InputError(message)
    if rule.needs_class and job.cloud_source is None:
        return replace(job, cloud_source=source)
    return job


def plan_slots(job: Job, scenes: Sequence[Scene]) -> tuple[Plan, ...]:
    """Return the plan of every slot of the job, in time order.

    Raises:
        InputError: the period holds no slot.
    """
    slots = slice_period(job.period, job.rhythm, months=job.months, scenes=scenes)
    if not slots:
        message = (
            "There is no acquisition over the area in the period: choose other days"
            " or another place."
        )
        raise InputError(message)
    rule = find_rule(job.rule)
    to_grid = from_degrees(job.grid.epsg)
    return tuple(
        make_plan(slot, scenes, rule, job.grid, job.area, to_grid) for slot in slots
    )
