"""Pipeline: plan, fetch, check and write one run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..core.errors import InputError
from ..core.job import Job, Run
from ..core.outlook import expect
from ..core.plan import Plan, make_plan
from ..core.rhythm import slice_period
from ..core.rules import find_rule
from ..core.summary import list_usages
from ..hub.catalog import search
from ..hub.geodesy import from_degrees
from ..hub.service import Patience, Service
from ..store.folder import RunFolder
from .document import describe_run
from .series import Pool, Series

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ..core.images import Image
    from ..core.scenes import Scene
    from ..hub.session import Credentials
    from ..hub.transport import Stop, Transport

_SEARCHED, _DONE = 5.0, 100.0
"""Percent done after the search, and at the end."""


def run(
    job: Job,
    credentials: Credentials,
    transport: Transport,
    pool: Pool,
    *,
    stop: Stop,
    progress: Callable[[float], None],
    on_image: Callable[[Image], None],
    patience: Patience | None = None,
) -> Run:
    """Do the job; return how each slot ended.

    Args:
        job: the run as asked.
        credentials: of the account at the job's hub.
        transport: the network.
        pool: threads for requests.
        stop: whether to stop; asked at least every 50 ms.
        progress: told percent done.
        on_image: told each slot as it ends, its files and rows on disk; called in
            this thread.
        patience: how long to wait for a busy service.

    Raises:
        InputError: the job cannot be done; nothing was fetched.
        ServiceError: the search failed; CredentialsError if the account is refused.
        StoreError: the run folder cannot be written.
        Stopped: ``stop()`` became true; slots that were not done are ``stopped``.
    """
    service = Service(job.hub, credentials, transport, patience)
    scenes = search(service, job.collection, job.period, job.grid, stop)
    plans = plan_slots(job, scenes)
    progress(_SEARCHED)
    rows = {plan.slot.name: expect(job, plan) for plan in plans}
    folder = RunFolder.create(
        job.folder,
        run=describe_run(job, plans, rows, {}),
        grid=job.grid,
        area=job.area,
        images=tuple(rows.values()),
        scenes=scenes,
        usages=[use for plan in plans for use in list_usages(plan, {}, {}, 0)],
    )
    series = Series(job, folder, plans, rows, on_image)
    series.settle_empty()
    try:
        series.fetch(
            service,
            pool,
            stop,
            lambda share: progress(_SEARCHED + (_DONE - _SEARCHED) * share),
        )
    finally:
        series.close()
    progress(_DONE)
    return Run(job, tuple(series.rows.values()))


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
