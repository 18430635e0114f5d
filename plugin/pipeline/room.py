"""Room: how many pixels a run decodes at one time, however many requests are out."""

from __future__ import annotations

from contextlib import contextmanager
from threading import Condition
from typing import TYPE_CHECKING

from ..core.errors import Stopped
from ..core.grid import MAX_SIDE
from .crowd import POLL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..hub.transport import Stop

# One piece of the largest size.
_PIXELS = MAX_SIDE * MAX_SIDE


class Room:
    """Lets threads in as long as their pixels fit together."""

    def __init__(self, pixels: int = _PIXELS) -> None:
        self._pixels = self._free = pixels
        self._changed = Condition()

    @contextmanager
    def take(self, pixels: int, stop: Stop) -> Iterator[None]:
        """Wait for room for some pixels, and hold it; one that needs all goes alone.

        Never to be held over a request: others may wait for as long as that takes.

        Raises:
            Stopped: ``stop()`` became true before there was room.
        """
        wanted = min(pixels, self._pixels)
        with self._changed:
            while self._free < wanted:
                if stop():
                    raise Stopped
                self._changed.wait(POLL)
            self._free -= wanted
        try:
            yield
        finally:
            with self._changed:
                self._free += wanted
                self._changed.notify_all()
