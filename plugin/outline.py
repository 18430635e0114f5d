"""The outline of the asked area on the map, and of its grid where that is larger."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shapely
from qgis.core import QgsCoordinateReferenceSystem, QgsWkbTypes
from qgis.gui import QgsRubberBand
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QColor

from .layers.asked import to_qgis

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qgis.gui import QgsMapCanvas
    from shapely.geometry.base import BaseGeometry

    from .core.grid import Grid

STROKE, FILL = QColor(63, 136, 197), QColor(63, 136, 197, 16)
_NOTHING = QColor(0, 0, 0, 0)


class Outline:
    """Two rubber bands: the area filled, the grid's edge dashed."""

    def __init__(self, canvas: QgsMapCanvas) -> None:
        self._canvas = canvas
        self._is_visible = True
        self._area = _band(canvas, FILL, 2)
        self._edge = _band(canvas, _NOTHING, 1)
        self._edge.setLineStyle(Qt.PenStyle.DashLine)

    def show(self, asked: Iterable[tuple[Grid, BaseGeometry]]) -> None:
        """Show areas with the grids that hold them."""
        self.clear()
        for grid, area in asked:
            crs = QgsCoordinateReferenceSystem(f"EPSG:{grid.epsg}")
            edge = shapely.box(*grid.bounds)
            self._area.addGeometry(to_qgis(area), crs)
            if area != edge:
                self._edge.addGeometry(to_qgis(edge), crs)
        self.set_visible(self._is_visible)

    def clear(self) -> None:
        """Show nothing."""
        for band in (self._area, self._edge):
            band.reset(QgsWkbTypes.PolygonGeometry)

    def set_visible(self, visible: bool) -> None:
        """Show or hide the bands, which keep what they hold."""
        self._is_visible = visible
        for band in (self._area, self._edge):
            band.setVisible(visible and band.numberOfVertices() > 0)

    def close(self) -> None:
        """Take the bands off the map."""
        for band in (self._area, self._edge):
            self._canvas.scene().removeItem(band)


def _band(canvas: QgsMapCanvas, fill: QColor, width: int) -> QgsRubberBand:
    band = QgsRubberBand(canvas, QgsWkbTypes.PolygonGeometry)
    band.setStrokeColor(STROKE)
    band.setFillColor(fill)
    band.setWidth(width)
    return band
