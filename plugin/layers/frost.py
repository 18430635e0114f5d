"""Frost: the map stands still while layers come, and is drawn once for all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

if TYPE_CHECKING:
    from qgis.gui import QgsMapCanvas

REFRESH_MS = 250


class Frost(QObject):  # type: ignore[misc]  # Qt has no types
    """Freezes a canvas for a moment at a time."""

    thawing = pyqtSignal()
    """The moment is over; who froze it releases the canvas."""

    def __init__(self, canvas: QgsMapCanvas, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self._is_frozen = False
        self._moment = QTimer(self)
        self._moment.setSingleShot(True)
        self._moment.setInterval(REFRESH_MS)
        self._moment.timeout.connect(self.thawing)

    def freeze(self) -> None:
        """Let the canvas stand still for a moment, if it does not do so yet."""
        if not self._is_frozen:
            self._is_frozen = True
            self._canvas.freeze(True)
            self._moment.start()

    def release(self) -> None:
        """Let the canvas go, if we hold it."""
        self._moment.stop()
        if self._is_frozen:  # and not by anybody else
            self._is_frozen = False
            self._canvas.freeze(False)
