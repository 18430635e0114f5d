"""Prepare: search and plan, so that the price is known before anything is fetched."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timezone
from typing import TYPE_CHECKING

from ..core.collections import find_collection
from ..core.errors import InputError, Stopped
from ..core.exclusion import Exclusion
from ..core.outlook import expect
from ..core.plan import Plan, make_plan
from ..core.price import price_slot
from ..core.product import Family
from ..core.rhythm import slice_period
from ..core.rules import find_rule
from ..core.scan import scan_grid, scan_units, scenes_to_scan
from ..core.sentences import say
from ..core.slots import leave_out
from ..hub.geodesy import from_degrees
from ..hub.quota import read_units_left
from .crowd import Alone, Pool
from .earlier import find_earlier, has_run, read_earlier
from .look_up import Found, look_up
from .modes import is_timeless, plan_by_mode, timeless_plan, together
from .prepared import Prepared
from .resume import as_it_is, known_scans, resume
from .script import as_it_runs, bands_of, make_plain, make_plain_again

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ..core.calibration import Calibration, Key
    from ..core.job import Job
    from ..core.scenes import Scene
    from ..core.slots import Slot
    from ..hub.service import Service
    from ..hub.transport import Stop
    from .earlier import Earlier
    from .scan import Scanned

__all__ = ["Prepared", "check", "plan_again", "plan_slots", "prepare"]

_FREE = "local"
"""The hub where every unit is free."""


def prepare(
    job: Job,
    service: Service,
    stop: Stop,
    pool: Pool | None = None,
    calibrations: Mapping[Key, Calibration] | None = None,
) -> Prepared:
    """Return the plan of the job; one search, no image.

    What the job's folder holds already is kept. If that is all, and no search can
    change it, there is none. If the Catalog fails or knows no scene, the scenes are
    asked of the Process API, and the run goes on without a plan (`Prepared.planless`).

    Args:
        job: the run as asked.
        service: the hub as the account sees it.
        stop: whether to stop.
        pool: threads for requests; None does them one after the other.
        calibrations: what earlier runs tell of prices, by hub and collection.

    Raises:
        InputError: the job cannot be done.
        ServiceError: the search failed; CredentialsError if the account is refused.
        Stopped: ``stop()`` became true.
    """
    job = as_it_runs(check(job))
    earlier = find_earlier(job)
    if earlier is not None and earlier.answers(job):
        ready = make_plain_again(job, earlier.run)
        if ready is not None:
            return as_it_is(ready, earlier)
    job, units = make_plain(job, service, stop)
    searched = datetime.now(timezone.utc)
    found = look_up(job, service, pool or Alone(), stop)
    prepared = Prepared(
        job,
        found.scenes,
        (),
        {},
        units + found.units,
        planless=_planless(job, found),
        factor=_factor(job, earlier, calibrations or {}),
        scanned=_known_scans(job, earlier),
        searched=searched,
        earlier=earlier,
        quota_left=_quota_left(job, service, stop),
    )
    return plan_again(prepared, stop=stop)


def _quota_left(job: Job, service: Service, stop: Stop) -> float | None:
    """Return the units that are left of the account; the local hub has no end."""
    return None if job.hub.name == _FREE else read_units_left(service, stop)


def look_again(prepared: Prepared) -> Prepared:
    """Return the run with what its folder holds now, if that is not what it held.

    Raises:
        StoreError: the folder holds a run that this one cannot go on with.
    """
    known = prepared.earlier
    if known is not None and is_as_planned(prepared):
        return prepared
    earlier = read_earlier(prepared.job)
    if earlier == known:
        return prepared
    return plan_again(replace(prepared, earlier=earlier, kept={}, outdated={}))


def is_as_planned(prepared: Prepared) -> bool:
    """Return whether the folder holds what the run was planned with."""
    known, folder = prepared.earlier, prepared.job.folder
    if known is None:
        return not has_run(folder)
    return known.path == folder and known.is_current


def plan_again(
    prepared: Prepared,
    known: Mapping[str, Plan] | None = None,
    stop: Stop = lambda: False,
) -> Prepared:
    """Return the run planned and priced with all that its scans told so far.

    Args:
        prepared: the run, planned or not.
        known: plans by slot that stay as they are; None has none.
        stop: whether to stop; asked for every slot.

    Raises:
        InputError: the period holds no slot.
        Stopped: ``stop()`` became true.
    """
    job, scanned = prepared.job, prepared.scanned
    clouds = {slot: one.scan.area_cloud for slot, one in scanned.items()}
    plans = plan_slots(job, prepared.scenes, clouds, known, stop)
    to_scan, prices, rows = {}, {}, {}
    extra = 0 if job.cloud_source in bands_of(job) else 1
    for plan in plans:
        if stop():
            raise Stopped
        name = plan.slot.name
        wanted = _to_scan(job, plan, scanned.get(name))
        if wanted:
            to_scan[name] = wanted
        scan = _scan_price(job, _paid_scans(wanted, scanned.get(name)))
        price = price_slot(job, plan, extra_bands=extra, scan=scan)
        prices[name] = price.times(prepared.factor)
        rows[name] = expect(job, plan, prices[name])
    prepared = replace(prepared, plans=plans, prices=prices, rows=rows, to_scan=to_scan)
    return resume(prepared)


def _planless(job: Job, found: Found) -> str | None:
    """Return why there is no plan, and what is not told of what was left out.

    Without the Catalog a scene may have no name that it could be known by.
    """
    count = Exclusion(job.excluded_scenes).missing(found.scenes)
    if not found.planless or not count:
        return found.planless
    told = say(
        f"{count} of the scenes that were left out by hand cannot be recognised."
    )
    return f"{found.planless} {told}"


def _to_scan(job: Job, plan: Plan, done: Scanned | None) -> tuple[Scene, ...]:
    """Return the scenes of a slot that are still to be scanned."""
    if not find_rule(job.rule).scans:
        return ()
    wanted = scenes_to_scan(plan, job.grid, job.area)
    known = done.scan.counts if done else {}
    return wanted if any(scene.key not in known for scene in wanted) else ()


def _paid_scans(wanted: Sequence[Scene], done: Scanned | None) -> int:
    """Return how many scenes of a slot this run pays a scan for."""
    if wanted:
        return len(wanted)
    return len(done.scan.counts) if done and done.requests else 0


def _scan_price(job: Job, scenes: int) -> float:
    if not scenes:
        return 0.0
    coarsest = find_collection(job.collection).max_resolution
    return scan_units(scan_grid(job.grid, job.area, coarsest), scenes)


def _factor(
    job: Job, earlier: Earlier | None, calibrations: Mapping[Key, Calibration]
) -> float:
    """Return the factor of the prices; a folder has one, which its rows stand for."""
    if earlier is not None:
        return earlier.factor
    calibration = calibrations.get((job.hub.name, job.collection))
    return calibration.factor if calibration else 1.0


def _known_scans(job: Job, earlier: Earlier | None) -> dict[str, Scanned]:
    """Return what an earlier run in the same folder scanned, by slot."""
    return known_scans(earlier) if find_rule(job.rule).scans else {}


def check(job: Job) -> Job:
    """Return the job with the cloud source that its rule needs.

    Raises:
        InputError: product, rule, resolution and collection do not fit together.
    """
    collection, rule = find_collection(job.collection), find_rule(job.rule)
    if is_timeless(job):
        rule = find_rule("mostRecent")
    if rule.needs_cloud and not collection.has_cloud:
        message = say(
            f"{collection.title} has no cloud figure: choose another rule than"
            f" “{rule.title}”."
        )
        raise InputError(message)
    offered = job.product.collections
    if offered and collection.id not in offered:
        message = say(
            f"The product “{job.product.title}” is not made for {collection.title}:"
            " choose another."
        )
        raise InputError(message)
    source = collection.cloud_band(job.hub.name)
    if rule.needs_class and source is None:
        message = say(
            f"{collection.title} has no band that tells cloud at {job.hub.title}:"
            f" choose another rule than “{rule.title}”."
        )
        raise InputError(message)
    if job.excluded_scenes and job.product.family is Family.COMPOSITE:
        message = say(
            "The product reads all scenes of a slot by itself, so none of them can be"
            " left out: use all scenes again, or choose another product."
        )
        raise InputError(message)
    # A scan reads its classes by itself; the image need not pay for them once more.
    if rule.needs_class and not rule.scans and job.cloud_source is None:
        return replace(job, cloud_source=source)
    return job


def plan_slots(
    job: Job,
    scenes: Sequence[Scene],
    clouds: Mapping[str, Mapping[str, float]] | None = None,
    known: Mapping[str, Plan] | None = None,
    stop: Stop = lambda: False,
) -> tuple[Plan, ...]:
    """Return the plan of every slot of the job, in time order; see `plan_again`.

    Args:
        job: the run as asked.
        scenes: the candidates of the period.
        clouds: cloud inside the area in percent by slot and scene key, where known.
        known: plans by slot that stay as they are.
        stop: whether to stop.
    """
    if is_timeless(job):
        return (timeless_plan(job),)
    kept, left = together(job, scenes)
    slots = slice_period(job.period, job.rhythm, months=job.months, scenes=kept)
    if not slots:
        message = say(
            "There is no acquisition over the area in the period: choose other days"
            " or another place."
        )
        raise InputError(message)
    slots = leave_out(slots, job.excluded_slots)
    rule = find_rule(job.rule)
    to_grid = from_degrees(job.grid.epsg)

    def make(slot: Slot, scenes: Sequence[Scene]) -> Plan:
        if stop():
            raise Stopped
        return make_plan(
            *(slot, scenes, rule, job.grid, job.area, to_grid),
            area_cloud=(clouds or {}).get(slot.name),
        )

    known = known or {}
    return tuple(
        known.get(slot.name) or plan_by_mode(job, slot, kept, left, make)
        for slot in slots
    )
