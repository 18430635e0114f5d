"""The outline of the asked area on the map, and of its grid where that is larger."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shapely
from qgis.core import QgsCoordinateReferenceSystem, QgsWkbTypes
from qgis.gui import QgsRubberBand
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QColor

from .layers.shapes import crosses_180, degrees_of, to_qgis

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qgis.core import QgsCoordinateTransformContext
    from qgis.gui import QgsMapCanvas
    from shapely.geometry.base import BaseGeometry

    from .core.grid import Grid

STROKE, FILL = QColor(63, 136, 197), QColor(63, 136, 197, 16)
_DEGREES = 4326
_NOTHING = QColor(0, 0, 0, 0)


class Outline:
    """Two rubber bands: the area filled, the grid's edge dashed."""

    def __init__(self, canvas: QgsMapCanvas) -> None:
        self._canvas = canvas
        self._is_visible = True
        self._area = _band(canvas, FILL, 2)
        self._edge = _band(canvas, _NOTHING, 1)
        self._edge.setLineStyle(Qt.PenStyle.DashLine)

    def show(
        self,
        asked: Iterable[tuple[Grid, BaseGeometry]],
        context: QgsCoordinateTransformContext,
    ) -> None:
        """Show areas with the grids that hold them."""
        self.clear()
        for grid, area in asked:
            edge = shapely.box(*grid.bounds)
            _add(self._area, area, grid, context)
            if area != edge:
                _add(self._edge, edge, grid, context)
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


def _add(
    band: QgsRubberBand,
    shape: BaseGeometry,
    grid: Grid,
    context: QgsCoordinateTransformContext,
) -> None:
    epsg = grid.epsg
    if crosses_180(grid):
        # In two parts: a map that ends there would draw it around the Earth.
        shape, epsg = degrees_of([shape], epsg, context), _DEGREES
    band.addGeometry(to_qgis(shape), QgsCoordinateReferenceSystem(f"EPSG:{epsg}"))


def _band(canvas: QgsMapCanvas, fill: QColor, width: int) -> QgsRubberBand:
    band = QgsRubberBand(canvas, QgsWkbTypes.PolygonGeometry)
    band.setStrokeColor(STROKE)
    band.setFillColor(fill)
    band.setWidth(width)
    return band
