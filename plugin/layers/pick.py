"""Pick: a map tool that tells where the map was clicked, and with which keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.core import QgsPointXY
from qgis.gui import QgsMapTool
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QCursor

if TYPE_CHECKING:
    from qgis.gui import QgsMapCanvas, QgsMapMouseEvent

_ADDS = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier


class PickTool(QgsMapTool):  # type: ignore[misc]  # QGIS has no types
    """Tells clicks of the left button; gives the map back to the tool before."""

    picked = pyqtSignal(QgsPointXY, bool)
    """Where, in the map's CRS, and whether Shift or Ctrl was held."""

    def __init__(self, canvas: QgsMapCanvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._before: QgsMapTool | None = None
        self.setCursor(QCursor(Qt.CursorShape.PointingHandCursor))

    def take(self) -> None:
        """Make this the tool of the map."""
        if self._canvas.mapTool() is not self:
            self._before = self._canvas.mapTool()
            if self._before is not None:
                self._before.destroyed.connect(self._forget)
            self._canvas.setMapTool(self)

    def give_back(self) -> None:
        """Make the tool before this one the map's again, if this one still is."""
        before, self._before = self._before, None
        if before is not None:
            before.destroyed.disconnect(self._forget)
        if self._canvas.mapTool() is not self:
            return
        self._canvas.unsetMapTool(self)
        if before is not None:
            self._canvas.setMapTool(before)

    def close(self) -> None:
        """Give everything back; for unloading."""
        self.give_back()
        # It belongs to the canvas, which lives on.
        self.deleteLater()

    def _forget(self) -> None:
        self._before = None

    def canvasReleaseEvent(self, event: QgsMapMouseEvent) -> None:
        """Tell of a click."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.picked.emit(event.mapPoint(), bool(event.modifiers() & _ADDS))
