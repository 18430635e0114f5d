"""Asides: short work on one other thread, its answers back in the main one."""

from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING, Any, Callable

from qgis.PyQt.QtCore import QObject, pyqtSignal

from ..core.errors import Stopped
from .pool import WorkerPool

if TYPE_CHECKING:
    from concurrent.futures import Future

_CLOSING_MS = 5000

Work = Callable[[Callable[[], bool]], Any]
"""Called with ``stop``, on the other thread."""


class Aside:
    """One piece of work that was handed over."""

    def __init__(self) -> None:
        self._is_dropped = Event()

    @property
    def is_dropped(self) -> bool:
        """Whether nobody wants the answer any more."""
        return self._is_dropped.is_set()

    def drop(self) -> None:
        """Want no answer; the work stops as soon as it asks."""
        self._is_dropped.set()


class Asides(QObject):  # type: ignore[misc]  # Qt has no types
    """Does one thing after the other; for reading folders, not for the network."""

    _ended = pyqtSignal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = WorkerPool(width=1, closing_ms=_CLOSING_MS)
        self._going: list[Aside] = []
        self._ended.connect(self._on_ended)

    @property
    def is_busy(self) -> bool:
        """Whether an answer is still to come."""
        return any(not one.is_dropped for one in self._going)

    def do(
        self,
        work: Work,
        then: Callable[[Any], None],
        on_error: Callable[[Exception], None],
    ) -> Aside:
        """Hand work over; ``then`` or ``on_error`` is called in the main thread.

        Neither is called for work that was dropped.
        """
        aside = Aside()
        self._going.append(aside)
        future = self._pool.submit(lambda: work(lambda: aside.is_dropped))
        future.add_done_callback(
            lambda one: self._ended.emit((aside, one, then, on_error))
        )
        return aside

    def close(self) -> None:
        """Drop everything and wait for what runs; for unloading."""
        for aside in self._going:
            aside.drop()
        self._pool.close()

    def _on_ended(
        self,
        end: tuple[
            Aside,
            Future[Any],
            Callable[[Any], None],
            Callable[[Exception], None],
        ],
    ) -> None:
        aside, future, then, on_error = end
        if aside in self._going:
            self._going.remove(aside)
        if aside.is_dropped or future.cancelled():
            return
        error = future.exception()
        if error is None:
            then(future.result())
        elif isinstance(error, Exception) and not isinstance(error, Stopped):
            on_error(error)
