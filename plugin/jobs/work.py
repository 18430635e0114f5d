"""The work of one run: what the task does on its own thread."""

from __future__ import annotations

from concurrent.futures import wait
from dataclasses import replace
from typing import TYPE_CHECKING, Callable

from ..core.errors import Stopped
from ..pipeline.run import run
from .certificates import GuardedTransport
from .pool import WorkerPool

if TYPE_CHECKING:
    from concurrent.futures import Future

    from ..core.images import Image
    from ..core.job import Job, Run
    from ..hub.service import Patience
    from ..hub.session import Credentials
    from ..hub.transport import Stop
    from .local_hub import LocalHub
    from .task import Work

_POLL_SECONDS = 0.05


def hub_work(job: Job, credentials: Credentials, patience: Patience) -> Work:
    """Return the work of a run at a hub with an account; call in the main thread."""
    return _work(lambda _: (job, credentials), patience)


def local_work(job: Job, answer: Future[LocalHub], patience: Patience) -> Work:
    """Return the work of a run at the local hub, which may still be starting.

    Call it in the main thread.
    """

    def find(stop: Stop) -> tuple[Job, Credentials]:
        local = _wait_for(answer, stop)
        return replace(job, hub=local.hub), local.credentials

    return _work(find, patience)


def _work(find: Callable[[Stop], tuple[Job, Credentials]], patience: Patience) -> Work:
    transport = GuardedTransport()

    def work(
        *,
        stop: Stop,
        progress: Callable[[float], None],
        on_image: Callable[[Image], None],
    ) -> Run:
        job, credentials = find(stop)
        with WorkerPool() as pool:
            return run(
                job,
                credentials,
                transport,
                pool,
                stop=stop,
                progress=progress,
                on_image=on_image,
                patience=patience,
            )

    return work


def _wait_for(answer: Future[LocalHub], stop: Stop) -> LocalHub:
    while not stop():
        done, _ = wait([answer], timeout=_POLL_SECONDS)
        if done:
            return answer.result()
    raise Stopped
