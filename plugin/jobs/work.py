"""The work of one run: what the task does on its own thread."""

from __future__ import annotations

from concurrent.futures import wait
from dataclasses import replace
from typing import TYPE_CHECKING, Callable

from ..core.errors import Stopped
from ..hub.qgis_transport import QgisTransport
from ..pipeline.run import run
from .pool import WorkerPool

if TYPE_CHECKING:
    from concurrent.futures import Future

    from ..core.images import Image
    from ..core.job import Job, Run
    from ..hub.session import Credentials
    from .local_hub import LocalHub
    from .task import Work

_POLL_SECONDS = 0.05


def hub_work(job: Job, credentials: Credentials) -> Work:
    """Return the work of a run at a hub with an account."""

    def work(
        *,
        stop: Callable[[], bool],
        progress: Callable[[float], None],
        on_image: Callable[[Image], None],
    ) -> Run:
        with WorkerPool() as pool:
            return run(
                job,
                credentials,
                QgisTransport(),
                pool,
                stop=stop,
                progress=progress,
                on_image=on_image,
            )

    return work


def local_work(job: Job, answer: Future[LocalHub]) -> Work:
    """Return the work of a run at the local hub, which may still be starting."""

    def work(
        *,
        stop: Callable[[], bool],
        progress: Callable[[float], None],
        on_image: Callable[[Image], None],
    ) -> Run:
        local = _wait_for(answer, stop)
        whole = hub_work(replace(job, hub=local.hub), local.credentials)
        result: Run = whole(stop=stop, progress=progress, on_image=on_image)
        return result

    return work


def _wait_for(answer: Future[LocalHub], stop: Callable[[], bool]) -> LocalHub:
    while not stop():
        done, _ = wait([answer], timeout=_POLL_SECONDS)
        if done:
            return answer.result()
    raise Stopped
