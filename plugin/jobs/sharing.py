"""Sharing: while tasks go, Python's threads take turns more often."""

from __future__ import annotations

import sys
from typing import ClassVar

_SHORT = 0.0005
"""Seconds; with the usual 5 ms a dozen workers keep the main thread waiting so long
that it is felt."""


class Sharing:
    """Sets how long a thread may hold the interpreter, and sets it back.

    It is one for the whole process: what was usual comes back after the last has
    ended.
    """

    _going: ClassVar[set[Sharing]] = set()
    _usual: ClassVar[float] = 0.0

    def begin(self) -> None:
        """Let threads take turns more often."""
        if not Sharing._going:
            Sharing._usual = sys.getswitchinterval()
            sys.setswitchinterval(min(Sharing._usual, _SHORT))
        Sharing._going.add(self)

    def end(self) -> None:
        """Let them have the turns that they had."""
        if self in Sharing._going:
            Sharing._going.remove(self)
            if not Sharing._going:
                sys.setswitchinterval(Sharing._usual)
