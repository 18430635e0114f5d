"""A pool of Qt threads: network waits need more threads than there are cores.

Plain Python threads will not do: Qt's networking wants threads that Qt started.
"""

from __future__ import annotations

from concurrent.futures import Future
from typing import TYPE_CHECKING, Any, Callable, TypeVar

from qgis.PyQt.QtCore import QRunnable, QThreadPool

if TYPE_CHECKING:
    from types import TracebackType

T = TypeVar("T")

WIDTH = 24
"""Requests out at once: two years of months wait for the service together."""
CLOSING_MS = 30_000

# A pool that did not end in time must outlive us: its destructor would wait for
# threads that wait for Python.
_ABANDONED: list[QThreadPool] = []


class WorkerPool:
    """Runs functions on its own threads; a context manager that leaves none behind."""

    def __init__(self, width: int = WIDTH, closing_ms: int = CLOSING_MS) -> None:
        self._threads = QThreadPool()
        self._threads.setMaxThreadCount(width)
        self._closing_ms = closing_ms
        self._futures: set[Future[Any]] = set()

    def __enter__(self) -> WorkerPool:
        """Return the pool itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the pool."""
        self.close()

    def submit(self, function: Callable[[], T]) -> Future[T]:
        """Queue a function and return its future."""
        future: Future[T] = Future()
        self._futures.add(future)
        future.add_done_callback(self._futures.discard)
        self._threads.start(_Call(function, future))
        return future

    def close(self) -> bool:
        """Drop what is queued, wait for what runs; return whether all has ended."""
        for future in tuple(self._futures):
            future.cancel()
        ended = bool(self._threads.waitForDone(self._closing_ms))
        if not ended:
            _ABANDONED.append(self._threads)
        return ended


def wait_for_abandoned(most_ms: int) -> None:
    """Wait for what still ran when its pool was closed; for unloading.

    Args:
        most_ms: how long for each pool.
    """
    _ABANDONED[:] = [one for one in _ABANDONED if not one.waitForDone(most_ms)]


class _Call(QRunnable):  # type: ignore[misc]  # Qt has no types
    def __init__(self, function: Callable[[], Any], future: Future[Any]) -> None:
        super().__init__()
        self._function = function
        self._future = future

    def run(self) -> None:
        future, self_function = self._future, self._function
        if not future.set_running_or_notify_cancel():
            return
        try:
            result = self_function()
        except BaseException as error:  # noqa: BLE001  the future carries it across
            future.set_exception(error)
        else:
            future.set_result(result)
