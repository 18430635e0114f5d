"""Sharing: while tasks go, Python's threads take turns more often."""

from __future__ import annotations

import sys

_SHORT = 0.0005
"""Seconds; with the usual 5 ms a dozen workers keep the main thread waiting so long
that it is felt."""


class Sharing:
    """Sets how long a thread may hold the interpreter, and sets it back."""

    def __init__(self) -> None:
        self._usual: float | None = None

    def begin(self) -> None:
        """Let threads take turns more often."""
        if self._usual is None:
            self._usual = sys.getswitchinterval()
            sys.setswitchinterval(min(self._usual, _SHORT))

    def end(self) -> None:
        """Let them have the turns that they had."""
        if self._usual is not None:
            sys.setswitchinterval(self._usual)
            self._usual = None
