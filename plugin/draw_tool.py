"""The draw tool: a box or a polygon that the user draws on the map."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.core import QgsGeometry, QgsPointXY, QgsRectangle, QgsWkbTypes
from qgis.gui import QgsMapTool, QgsRubberBand
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qgis.gui import QgsMapCanvas, QgsMapMouseEvent
    from qgis.PyQt.QtCore import QPoint
    from qgis.PyQt.QtGui import QKeyEvent

STROKE, FILL = QColor(63, 136, 197), QColor(63, 136, 197, 40)
# A press and a release so near to each other are a click.
_CLICK_PIXELS = 4
_CORNERS = 3


class DrawTool(QgsMapTool):  # type: ignore[misc]  # QGIS has no types
    """Draws one shape and gives the map back to the tool that was there before."""

    drawn = pyqtSignal(object)
    """A geometry in the CRS of the map; the former tool is active again."""
    given_up = pyqtSignal()
    """Esc, or another tool was chosen."""

    def __init__(self, canvas: QgsMapCanvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._former: QgsMapTool | None = None
        self._shape = "box"
        self._corners: list[QgsPointXY] = []
        self._pressed: QPoint | None = None
        self._band = QgsRubberBand(canvas, QgsWkbTypes.PolygonGeometry)
        self._band.setStrokeColor(STROKE)
        self._band.setFillColor(FILL)
        self._band.setWidth(2)
        self.setCursor(Qt.CursorShape.CrossCursor)

    @property
    def shape(self) -> str:
        """What is being drawn, ``box`` or ``polygon``; empty for nothing."""
        return self._shape if self.isActive() else ""

    def start(self, shape: str) -> None:
        """Take the map over to draw a ``box`` or a ``polygon``."""
        self._forget()
        self._shape = shape
        if not self.isActive():
            self._remember(self._canvas.mapTool())
            self._canvas.setMapTool(self)
        # Esc and Enter are for the map now.
        self._canvas.setFocus()

    def stop(self) -> None:
        """Give the map back, if it was taken over."""
        if self.isActive():
            self._give_back()

    def close(self) -> None:
        """Give everything back; for unloading."""
        self.stop()
        self._canvas.scene().removeItem(self._band)
        # It belongs to the canvas, which lives on.
        self.deleteLater()

    def deactivate(self) -> None:
        """Give up what is not finished: another tool was chosen."""
        super().deactivate()
        is_given_up = self._shape != ""
        self._forget()
        self._shape = ""
        if is_given_up:
            self.given_up.emit()

    def canvasPressEvent(self, event: QgsMapMouseEvent) -> None:
        """Begin a box, or hold its second corner."""
        if event.button() == Qt.MouseButton.LeftButton and self._shape == "box":
            self._pressed = event.pos()
            if not self._corners:
                self._corners = [event.mapPoint()]

    def canvasMoveEvent(self, event: QgsMapMouseEvent) -> None:
        """Show the shape as it would be."""
        if self._corners:
            self._show([*self._corners, event.mapPoint()])

    def canvasReleaseEvent(self, event: QgsMapMouseEvent) -> None:
        """Set a corner; a right click ends a polygon."""
        if event.button() == Qt.MouseButton.RightButton:
            self._end_polygon()
        elif event.button() == Qt.MouseButton.LeftButton:
            if self._shape == "polygon":
                self._corners.append(event.mapPoint())
                self._show(self._corners)
            elif self._corners:
                self._end_box(event)

    def canvasDoubleClickEvent(self, _event: QgsMapMouseEvent) -> None:
        """End a polygon; its last corner came with the first of the two clicks."""
        self._end_polygon()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """End, take a corner back, or give up."""
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.stop()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._end_polygon()
        elif key == Qt.Key.Key_Backspace and self._corners:
            self._corners.pop()
            self._show(self._corners)
        else:
            event.ignore()
            return
        event.accept()

    def _end_box(self, event: QgsMapMouseEvent) -> None:
        first, last = self._corners[0], event.mapPoint()
        is_click = (
            self._pressed is not None
            and (event.pos() - self._pressed).manhattanLength() < _CLICK_PIXELS
        )
        box = QgsRectangle(first, last)
        if is_click and (len(self._corners) == 1 or box.isEmpty()):
            # The first of two corners that are clicked.
            self._corners = [first, first]
            return
        if not box.isEmpty():
            self._finish(QgsGeometry.fromRect(box))

    def _end_polygon(self) -> None:
        if self._shape == "polygon" and len(self._corners) >= _CORNERS:
            self._finish(QgsGeometry.fromPolygonXY([self._corners]))

    def _finish(self, geometry: QgsGeometry) -> None:
        self._shape = ""
        self._give_back()
        self.drawn.emit(geometry)

    def _show(self, corners: Sequence[QgsPointXY]) -> None:
        self._band.reset(QgsWkbTypes.PolygonGeometry)
        if not corners:
            return
        if self._shape == "box":
            shape = QgsGeometry.fromRect(QgsRectangle(corners[0], corners[-1]))
        else:
            shape = QgsGeometry.fromPolygonXY([list(corners)])
        self._band.setToGeometry(shape, self._canvas.mapSettings().destinationCrs())

    def _forget(self) -> None:
        self._corners = []
        self._pressed = None
        self._show(())

    def _remember(self, former: QgsMapTool | None) -> None:
        self._former = former
        if former is not None:
            former.destroyed.connect(self._on_former_destroyed)

    def _on_former_destroyed(self) -> None:
        self._former = None

    def _give_back(self) -> None:
        former, self._former = self._former, None
        self._forget()
        if former is None:
            self._canvas.unsetMapTool(self)
            return
        former.destroyed.disconnect(self._on_former_destroyed)
        self._canvas.setMapTool(former)
