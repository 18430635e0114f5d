"""Turns: in this process one writes or opens a GeoPackage at a time.

QGIS reads a GeoPackage without SQLite's locks when it does not edit it, so it may see
a file that is half written.
"""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING
from weakref import WeakValueDictionary

if TYPE_CHECKING:
    from pathlib import Path

_LOCKS: WeakValueDictionary[str, Lock] = WeakValueDictionary()
_GUARD = Lock()


def turn_of(path: Path) -> Lock:
    """Return the lock of a file: hold it while you write or open it."""
    with _GUARD:
        lock = _LOCKS.get(str(path))
        if lock is None:
            lock = _LOCKS[str(path)] = Lock()
        return lock
