"""Crowd: calls that run side by side, until they are done or not wanted any more."""

from __future__ import annotations

from concurrent.futures import FIRST_COMPLETED, Future, wait
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from ..core.errors import CredentialsError, SceneSlotsError, ServiceError, Stopped

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Mapping

    from ..hub.transport import Stop

T = TypeVar("T")
K = TypeVar("K", bound="Hashable")
POLL = 0.05
"""How long a wish to stop may go unseen while waiting for workers, in seconds."""

# The monthly units are spent: every further request would be refused, too.
_NO_UNITS, _TOO_MANY = "ACCESS_INSUFFICIENT_PROCESSING_UNITS", 429


class Pool(Protocol):
    """Runs functions in threads that may use the network."""

    def submit(self, function: Callable[[], T]) -> Future[T]:
        """Return the future of a call."""
        ...


class Alone:
    """A pool without threads: each call is done when it is submitted."""

    def submit(self, function: Callable[[], T]) -> Future[T]:
        """Return the future of a call that is over."""
        future: Future[T] = Future()
        try:
            future.set_result(function())
        except SceneSlotsError as error:
            future.set_exception(error)
        return future


def gather(
    pool: Pool,
    calls: Mapping[K, Callable[[], T]],
    stop: Stop,
    progress: Callable[[float], None],
    ends_all: Callable[[SceneSlotsError], bool],
) -> dict[K, T | SceneSlotsError]:
    """Return what each call returned, or the error that ended it, in their order.

    A call that did not start before the end has `Stopped`. Calls should look at
    ``stop`` themselves.

    Args:
        pool: where they run.
        calls: by a key of their own.
        stop: whether to stop.
        progress: told the share done, 0 to 1.
        ends_all: whether after this error no other call can succeed.
    """
    results: dict[K, T | SceneSlotsError] = {}
    waiting: dict[Future[T], K] = {
        pool.submit(call): key for key, call in calls.items()
    }
    total = max(len(waiting), 1)
    try:
        while waiting and not stop():
            done, _ = wait(waiting, timeout=POLL, return_when=FIRST_COMPLETED)
            for future in done:
                results[waiting.pop(future)] = result = _result(future)
                if isinstance(result, SceneSlotsError) and ends_all(result):
                    return {key: results.get(key, result) for key in calls}
            progress(1 - len(waiting) / total)
    finally:
        await_all(waiting)
    results.update({key: _result(future) for future, key in waiting.items()})
    return {key: results[key] for key in calls}


def ends_run(error: SceneSlotsError) -> bool:
    """Return whether after this error every other request will be refused, too."""
    if isinstance(error, CredentialsError):
        return True
    # Who was told to wait longer than anyone will is refused like all others.
    return isinstance(error, ServiceError) and (
        error.code == _NO_UNITS or error.status == _TOO_MANY
    )


def await_all(futures: Iterable[Future[Any]]) -> None:
    """Return when no worker is at work any more; those waiting never start."""
    futures = tuple(futures)
    for future in futures:
        future.cancel()
    wait(futures)


def _result(future: Future[Any]) -> Any:  # noqa: ANN401  what the call returns
    if future.cancelled():
        return Stopped()
    try:
        return future.result()
    except SceneSlotsError as error:
        return error
