"""Warm up: what plans and runs import is imported while nobody waits for it."""

from __future__ import annotations

import mimetypes
from functools import partial
from importlib import import_module

from qgis.PyQt.QtCore import QObject, QTimer

from ..hub.geodesy import from_degrees
from .pool import WorkerPool

MODULES = ("pyproj", "sentinelhub")
"""They take a second or two, and are needed by workers alone."""
_ANY_UTM = 32633
_QUIET_MS = 800
"""After the dock was opened: it is drawn by then."""
_CLOSING_MS = 5000


class WarmUp(QObject):  # type: ignore[misc]  # Qt has no types
    """Imports on another thread, once, a moment after it was asked to."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = WorkerPool(width=1, closing_ms=_CLOSING_MS)
        self._is_done = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_QUIET_MS)
        self._soon.timeout.connect(self._begin)

    def start(self) -> None:
        """Import soon, unless that was done."""
        if not self._is_done:
            self._soon.start()

    def close(self) -> None:
        """Wait for what is being imported; for unloading."""
        self._soon.stop()
        self._pool.close()

    def _begin(self) -> None:
        self._is_done = True
        # What goes wrong is told by whoever needs the module.
        for name in MODULES:
            self._pool.submit(partial(import_module, name))
        self._pool.submit(mimetypes.init)
        # It opens the database of CRS.
        self._pool.submit(lambda: from_degrees(_ANY_UTM))
