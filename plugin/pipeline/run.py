"""Pipeline: plan, fetch, check and write one run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..core.job import Job, Run
from ..core.summary import list_usages
from ..hub.service import Patience, Service
from ..store.folder import RunFolder
from .document import describe_run
from .prepare import Prepared, prepare
from .series import Pool, Series

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..core.images import Image
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
    prepared = prepare(job, service, stop)
    progress(_SEARCHED)
    return fetch(
        prepared,
        service,
        pool,
        stop=stop,
        progress=lambda share: progress(_SEARCHED + (_DONE - _SEARCHED) * share),
        on_image=on_image,
    )


def fetch(
    prepared: Prepared,
    service: Service,
    pool: Pool,
    *,
    stop: Stop,
    progress: Callable[[float], None],
    on_image: Callable[[Image], None],
) -> Run:
    """Fetch what is planned; return how each slot ended.

    Args:
        prepared: the job with its plan.
        service: the hub as the account sees it.
        pool: threads for requests.
        stop: whether to stop.
        progress: told the share done, 0 to 1.
        on_image: told each slot as it ends.

    Raises:
        StoreError: the run folder cannot be written.
        Stopped: ``stop()`` became true; slots that were not done are ``stopped``.
    """
    job, plans, rows = prepared.job, prepared.plans, dict(prepared.rows)
    folder = RunFolder.create(
        job.folder,
        run=describe_run(job, plans, rows, {}),
        grid=job.grid,
        area=job.area,
        images=tuple(rows.values()),
        scenes=prepared.scenes,
        usages=[use for plan in plans for use in list_usages(plan, {}, {}, 0)],
    )
    series = Series(job, folder, plans, rows, on_image)
    series.settle_empty()
    try:
        series.fetch(service, pool, stop, progress)
    finally:
        series.close()
    progress(1.0)
    return Run(job, tuple(series.rows.values()))
