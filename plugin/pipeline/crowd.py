"""Crowd: calls that run side by side, until they are done or not wanted any more."""

from __future__ import annotations

from concurrent.futures import FIRST_COMPLETED, Future, wait
from functools import partial
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

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
    calls: Mapping[K, Callable[[Stop], T]],
    stop: Stop,
    progress: Callable[[float], None],
    ends_all: Callable[[SceneSlotsError], bool],
) -> dict[K, T | SceneSlotsError]:
    """Return what each call returned, or the error that ended it, in their order.

    After an error that ends all no call starts, and those under way send nothing more;
    but what they receive, which may have been paid for, counts.

    Args:
        pool: where they run.
        calls: by a key of their own; each is told how to ask whether to send nothing
            more, and should look at ``stop`` itself.
        stop: whether to stop; what did not start before has `Stopped`.
        progress: told the share done, 0 to 1.
        ends_all: whether after this error no other call can succeed; they have it, too.
    """
    crowd: _Crowd[K] = _Crowd(stop, ends_all)
    try:
        for key, call in calls.items():
            if crowd.holds():
                break
            crowd.add(key, pool.submit(partial(call, crowd.holds)))
        while crowd.waiting and not crowd.holds():
            crowd.serve()
            progress(1 - len(crowd.waiting) / len(calls))
    finally:
        await_all(crowd.waiting)
    crowd.serve()
    progress(1.0)
    why = crowd.halted[0] if crowd.halted and not stop() else Stopped()
    found = {key: crowd.results.get(key, why) for key in calls}
    return {key: why if isinstance(one, Stopped) else one for key, one in found.items()}


class _Crowd(Generic[K]):
    """The calls of one gathering."""

    def __init__(self, stop: Stop, ends_all: Callable[[SceneSlotsError], bool]) -> None:
        self.waiting: dict[Future[Any], K] = {}
        self.results: dict[K, Any] = {}
        self.halted: list[SceneSlotsError] = []
        self._stop = stop
        self._ends_all = ends_all

    def holds(self) -> bool:
        """Return whether nothing more is to be sent."""
        return bool(self.halted) or self._stop()

    def add(self, key: K, future: Future[Any]) -> None:
        """Wait for a call, which may be over already."""
        self.waiting[future] = key
        if future.done():
            self._take(future)

    def serve(self) -> None:
        """Take what came within a while."""
        done, _ = wait(self.waiting, timeout=POLL, return_when=FIRST_COMPLETED)
        for future in done:
            self._take(future)

    def _take(self, future: Future[Any]) -> None:
        result = self.results[self.waiting.pop(future)] = _result(future)
        if isinstance(result, SceneSlotsError) and self._ends_all(result):
            self.halted.append(result)


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
