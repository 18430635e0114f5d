"""The work of a task: what it does on its own thread, to plan or to run."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Callable

from ..hub.service import Service
from ..pipeline.adapt import adapt
from ..pipeline.history import read_calibrations
from ..pipeline.prepare import prepare
from ..pipeline.run import fetch
from .certificates import GuardedTransport
from .pool import WIDTH, WorkerPool
from .waiting import wait_for

if TYPE_CHECKING:
    from concurrent.futures import Future
    from pathlib import Path

    from ..core.images import Image
    from ..core.job import Hub, Job, Run
    from ..hub.patience import Patience
    from ..hub.session import Credentials
    from ..hub.transport import Stop, Transport
    from ..pipeline.prepare import Prepared
    from ..pipeline.run import Accept
    from .local_hub import LocalHub
    from .pool import WorkerPool as Pool
    from .task import Work

_PLANNED, _DONE = 5.0, 100.0
"""Percent done when the plan is known, and at the end."""
_LOCAL, _LARGE_PIECE = "local", 1_000_000
"""Name of the local hub, and pixels that take it seconds."""
_EARLIER_RUNS = 12
"""Runs beside the new one that tell what the hub really charges."""


@dataclass(frozen=True)
class Access:
    """A hub and the account there."""

    hub: Hub
    credentials: Credentials


Find = Callable[["Stop"], Access]
"""Called in the worker: the local hub may still be starting."""


def account_at(hub: Hub, credentials: Credentials) -> Find:
    """Return the way to a hub with an account."""
    return lambda _: Access(hub, credentials)


class LocalAccount:
    """The way to the local hub, which may still be starting."""

    def __init__(self, ask: Callable[[], Future[LocalHub]]) -> None:
        """Ask for the hub; ``ask`` is called in the main thread alone."""
        self._ask = ask
        self._answer = ask()

    def ask_again(self) -> None:
        """Ask for the hub again: while a run waits for its turn, the hub may die."""
        self._answer = self._ask()

    def __call__(self, stop: Stop) -> Access:
        """Wait for the hub."""
        local = wait_for(self._answer, stop)
        return Access(local.hub, local.credentials)


def plan_work(job: Job, find: Find, patience: Patience) -> Work:
    """Return the work that plans a job and fetches nothing; it returns `Prepared`.

    Call it in the main thread.
    """
    transport = GuardedTransport()

    def work(*, stop: Stop, on_notice: Callable[[str], None], **_: object) -> Prepared:
        found, service = _open(job, find(stop), transport, patience, on_notice)
        with WorkerPool() as pool:
            return _prepare(found, service, pool, stop)

    return work


def adapt_work(plan: Prepared, job: Job) -> Work:
    """Return the work that plans again what is known; it returns `Prepared`."""
    return lambda **_: adapt(plan, job)


def run_work(
    job: Job, find: Find, patience: Patience, plan: Prepared | None = None
) -> Work:
    """Return the work that runs a job; it returns `Run`. Call it in the main thread.

    Args:
        job: the run as asked.
        find: the way to its hub.
        patience: with a busy or unreachable hub.
        plan: of the same job, where it is known; None makes it first.
    """
    transport = GuardedTransport()

    def work(
        *,
        stop: Stop,
        progress: Callable[[float], None],
        on_image: Callable[[Image], None],
        on_plan: Callable[[Prepared], None],
        on_notice: Callable[[str], None],
        accept: Accept,
    ) -> Run:
        found, service = _open(job, find(stop), transport, patience, on_notice)
        with WorkerPool(_width(found)) as pool:
            prepared = (
                _prepare(found, service, pool, stop)
                if plan is None
                else _take_over(plan, found)
            )
            on_plan(prepared)
            progress(_PLANNED)
            return fetch(
                prepared,
                service,
                pool,
                stop=stop,
                progress=lambda share: progress(_PLANNED + (_DONE - _PLANNED) * share),
                on_image=on_image,
                accept=accept,
            )

    return work


def _open(
    job: Job,
    access: Access,
    transport: Transport,
    patience: Patience,
    tell: Callable[[str], None],
) -> tuple[Job, Service]:
    """Return the job at its hub, and the hub as the account sees it."""
    service = Service(access.hub, access.credentials, transport, patience, tell=tell)
    return replace(job, hub=access.hub), service


def _width(job: Job) -> int:
    """Return how many requests may be out at once.

    The local hub draws on this computer's own cores, large pieces for seconds: what
    waits there for longer than QGIS's time-out would be given up, and sent again.
    """
    piece = next(job.grid.pieces())
    if job.hub.name == _LOCAL and piece.width * piece.height > _LARGE_PIECE:
        return max(2, os.cpu_count() or 2)
    return WIDTH


def _prepare(job: Job, service: Service, pool: Pool, stop: Stop) -> Prepared:
    calibrations = read_calibrations(_earlier_runs(job.folder.parent))
    return prepare(job, service, stop, pool, calibrations)


def _take_over(plan: Prepared, job: Job) -> Prepared:
    """Return the plan for a job that differs in nothing that was planned."""
    return replace(
        plan,
        job=replace(
            plan.job,
            hub=job.hub,
            folder=job.folder,
            unit_limit=job.unit_limit,
            limits=job.limits,
        ),
    )


def _earlier_runs(parent: Path) -> list[Path]:
    """Return the latest run folders of a folder; none where it cannot be read."""
    try:
        documents = [
            (path.stat().st_mtime, path.parent) for path in parent.glob("*/run.json")
        ]
    except OSError:
        return []
    return [folder for _, folder in sorted(documents, reverse=True)[:_EARLIER_RUNS]]
