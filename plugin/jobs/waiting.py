"""Waiting in a worker for what the main thread will tell, until it is to stop."""

from __future__ import annotations

from concurrent.futures import wait
from typing import TYPE_CHECKING, TypeVar

from ..core.errors import Stopped

if TYPE_CHECKING:
    from concurrent.futures import Future

    from ..hub.transport import Stop

T = TypeVar("T")

_POLL_SECONDS = 0.05


def wait_for(answer: Future[T], stop: Stop) -> T:
    """Return the answer when it is there.

    Raises:
        Stopped: ``stop()`` became true before.
    """
    while not stop():
        done, _ = wait([answer], timeout=_POLL_SECONDS)
        if done:
            return answer.result()
    raise Stopped
