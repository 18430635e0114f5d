"""The map tool of the chart: a click tells a place, a cross marks it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.core import QgsPointXY
from qgis.gui import QgsMapToolEmitPoint, QgsVertexMarker
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor

if TYPE_CHECKING:
    from qgis.gui import QgsMapCanvas

_COLOUR = QColor(210, 105, 30)
_SIZE, _WIDTH = 14, 3


class ChartTool(QgsMapToolEmitPoint):  # type: ignore[misc]  # QGIS has no types
    """Emits clicked places; the cross stays when another tool is taken."""

    clicked = pyqtSignal(object)
    """A `QgsPointXY` in the CRS of the map."""

    def __init__(self, canvas: QgsMapCanvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._marker: QgsVertexMarker | None = None
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.canvasClicked.connect(self._on_click)

    def clear(self) -> None:
        """Take the cross off the map."""
        if self._marker is not None:
            self._canvas.scene().removeItem(self._marker)
            self._marker = None

    def close(self) -> None:
        """Give everything back; for unloading."""
        self._canvas.unsetMapTool(self)
        self.clear()
        # It belongs to the canvas, which lives on.
        self.deleteLater()

    def _on_click(self, point: QgsPointXY) -> None:
        place = QgsPointXY(point)
        if self._marker is None:
            self._marker = QgsVertexMarker(self._canvas)
            self._marker.setIconType(QgsVertexMarker.IconType.ICON_CROSS)
            self._marker.setIconSize(_SIZE)
            self._marker.setPenWidth(_WIDTH)
            self._marker.setColor(_COLOUR)
        self._marker.setCenter(place)
        self.clicked.emit(place)
