"""Relay: errands of one thread that take turns while their requests are out.

Requests wait in many threads, but arrays are made in one: however many requests are
out, one piece is decoded at a time; and of the memory that an allocator keeps for each
thread that ever had any, the most is kept once. A thread of the network never waits
for anything else.
"""

from __future__ import annotations

from collections.abc import Generator
from contextlib import ExitStack, suppress
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Callable

from ..core.errors import Stopped
from .answers import Received
from .crowd import await_all

if TYPE_CHECKING:
    from concurrent.futures import Future

    from .crowd import Pool

Call = Callable[[], Received]
"""Brings an answer; made in any thread."""
Steps = Generator[Call, Received, None]
"""An errand: yields what is to be called; is sent what that returned, or thrown what
it raised."""


class Relay:
    """Goes on with errands in the thread that serves it; a context that ends them."""

    def __init__(self, pool: Pool) -> None:
        """Hold none; their calls are made in the pool."""
        self._pool = pool
        self._out: dict[Future[Received], Steps] = {}
        self._came: SimpleQueue[Future[Received]] = SimpleQueue()

    def __enter__(self) -> Relay:
        """Return the relay itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Wait for the calls that are out, and let errands know that nothing comes."""
        await_all(self._out)
        with ExitStack() as others:  # each is told, whatever another raises
            for steps in self._out.values():
                others.callback(_end, steps)
            self._out.clear()

    def __len__(self) -> int:
        """Return how many errands wait for an answer."""
        return len(self._out)

    def start(self, steps: Steps) -> None:
        """Begin an errand; what ends it too early is raised."""
        self._go_on(steps, steps.__next__)

    def serve(self, seconds: float) -> bool:
        """Go on with the errand whose answer came first; what ends it is raised.

        Returns:
            False if no answer came in some seconds.
        """
        try:
            future = self._came.get(timeout=seconds)
        except Empty:
            return False
        steps = self._out.pop(future)
        error = future.exception()
        if error is None:
            self._go_on(steps, lambda: steps.send(future.result()))
        else:
            self._go_on(steps, lambda: steps.throw(error))
        return True

    def _go_on(self, steps: Steps, step: Callable[[], Call]) -> None:
        try:
            call = step()
        except StopIteration:
            return
        future = self._pool.submit(call)
        self._out[future] = steps
        future.add_done_callback(self._came.put)


def _end(steps: Steps) -> None:
    with suppress(Stopped, StopIteration):
        steps.throw(Stopped())


def walk(steps: Steps, pool: Pool) -> None:
    """Do an errand to its end; what ends it too early is raised."""
    with Relay(pool) as relay:
        relay.start(steps)
        while len(relay):
            relay.serve(1.0)
