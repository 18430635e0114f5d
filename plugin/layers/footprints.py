"""Footprints: outlines of scenes drawn over the map, and which of them a point hits.

They are rubber bands of the canvas, not a layer: nothing of them can get into the
project file, the legend or a print, QGIS asks nothing about them when it closes, and
they are gone with the page that shows them.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

import numpy as np
import shapely
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsGeometry,
    QgsRectangle,
    QgsWkbTypes,
)
from qgis.gui import QgsRubberBand
from qgis.PyQt.QtGui import QColor

from ..core.errors import InputError
from .area import degrees_extent

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from qgis.core import QgsPointXY
    from qgis.gui import QgsMapCanvas
    from shapely.geometry.base import BaseGeometry

_ALL, _CHOSEN = QColor(63, 136, 197, 150), QColor(210, 105, 30)
_FILL = QColor(210, 105, 30, 40)
_DEGREES = "EPSG:4326"
_MARGIN = 1.05
MOST = 400
"""So many outlines are drawn: the map paints them anew at each of its moves."""


class Footprints:
    """The outlines of some scenes, and stronger those of the chosen ones."""

    def __init__(self, canvas: QgsMapCanvas) -> None:
        self._canvas = canvas
        self._crs = QgsCoordinateReferenceSystem(_DEGREES)
        self._outlines: dict[str, BaseGeometry] = {}
        self._tree: shapely.STRtree | None = None
        self._all = _band(canvas, _ALL, QColor(0, 0, 0, 0), 1)
        self._chosen = _band(canvas, _CHOSEN, _FILL, 2)

    @property
    def keys(self) -> frozenset[str]:
        """Keys of the scenes that are drawn."""
        return frozenset(self._outlines)

    @property
    def bands(self) -> tuple[QgsRubberBand, QgsRubberBand]:
        """What is on the canvas: all outlines, and those of the chosen scenes."""
        return self._all, self._chosen

    def show(self, outlines: Mapping[str, BaseGeometry]) -> None:
        """Draw these outlines and no others; all of them can be hit.

        Args:
            outlines: in longitude and latitude, by scene key; the first `MOST` are
                drawn.
        """
        self._outlines, self._tree = dict(outlines), None
        self._draw(self._all, self._outlines.values())

    def choose(self, keys: Collection[str]) -> None:
        """Draw the outlines of these scenes stronger, and of no others."""
        found = (self._outlines[key] for key in keys if key in self._outlines)
        self._draw(self._chosen, found)

    def hits(self, point: QgsPointXY) -> frozenset[str]:
        """Return the keys of the scenes that lie at a point of the map."""
        settings = self._canvas.mapSettings()
        source, context = settings.destinationCrs(), settings.transformContext()
        to_degrees = QgsCoordinateTransform(source, self._crs, context)
        try:
            place = to_degrees.transform(point)
        except QgsCsException:
            return frozenset()
        if self._tree is None:
            self._tree = shapely.STRtree(list(self._outlines.values()))
        at = shapely.points(place.x(), place.y())
        keys = tuple(self._outlines)
        return frozenset(keys[one] for one in self._tree.query(at, "intersects"))

    def extent(self, keys: Collection[str]) -> QgsRectangle | None:
        """Return what of the map holds some scenes, None where that is not known."""
        found = [self._outlines[key] for key in keys if key in self._outlines]
        if not found:
            return None
        settings = self._canvas.mapSettings()
        crs, context = settings.destinationCrs(), settings.transformContext()
        bounds = tuple(shapely.total_bounds(np.array(found, dtype=object)).tolist())
        try:
            extent = degrees_extent(bounds, crs, context)
        except InputError:
            return None
        extent.scale(_MARGIN)
        return extent

    def close(self) -> None:
        """Take everything off the canvas."""
        for band in (self._all, self._chosen):
            self._canvas.scene().removeItem(band)
        self._outlines, self._tree = {}, None

    def _draw(self, band: QgsRubberBand, outlines: Iterable[BaseGeometry]) -> None:
        shapes = list(islice(outlines, MOST))
        if not shapes:
            band.reset(QgsWkbTypes.PolygonGeometry)
            return
        # Of a year most outlines are the same few tiles: each is drawn once.
        parts = shapely.get_parts(np.array(shapes, dtype=object))
        unique = shapely.from_wkb(np.unique(shapely.to_wkb(parts)))
        geometry = QgsGeometry()
        geometry.fromWkb(shapely.multipolygons(unique).wkb)
        band.setToGeometry(geometry, self._crs)


def _band(
    canvas: QgsMapCanvas, stroke: QColor, fill: QColor, width: int
) -> QgsRubberBand:
    band = QgsRubberBand(canvas, QgsWkbTypes.PolygonGeometry)
    band.setStrokeColor(stroke)
    band.setFillColor(fill)
    band.setWidth(width)
    return band
