"""Desk: the run's own thread, where its pieces are worked on one after the other.

Requests wait in many threads, but arrays are made in one. However many requests are
out, one piece is decoded at a time; and of the memory that an allocator keeps for each
thread that ever had any, the most is kept once.
"""

from __future__ import annotations

from concurrent.futures import Future, wait
from queue import Empty, SimpleQueue
from threading import get_ident
from typing import TYPE_CHECKING, Any, Callable, TypeVar

from ..core.errors import Stopped
from .crowd import POLL

if TYPE_CHECKING:
    from ..hub.transport import Stop

T = TypeVar("T")


class Desk:
    """Made in the thread that serves it; asked from any."""

    def __init__(self) -> None:
        self._thread = get_ident()
        self._asked: SimpleQueue[tuple[Callable[[], Any], Future[Any]] | None]
        self._asked = SimpleQueue()

    def ask(self, call: Callable[[], T], stop: Stop) -> T:
        """Return what a call returns at the desk; wait until it is its turn.

        Raises:
            Stopped: ``stop()`` became true before its turn; else what it raises.
        """
        if get_ident() == self._thread:
            return call()
        future: Future[T] = Future()
        self._asked.put((call, future))
        while not wait((future,), POLL).done:
            if stop() and future.cancel():
                raise Stopped
        return future.result()

    def serve(self, seconds: float) -> None:
        """Do what was asked for first; return at once then, or after some seconds."""
        try:
            asked = self._asked.get(timeout=seconds)
        except Empty:
            return
        if asked is None:
            return
        call, future = asked
        if future.set_running_or_notify_cancel():
            try:
                result = call()
            except BaseException as error:  # noqa: BLE001  the future carries it across
                future.set_exception(error)
            else:
                future.set_result(result)

    def wake(self, _: object = None) -> None:
        """Let the one who serves look up; from any thread."""
        self._asked.put(None)
