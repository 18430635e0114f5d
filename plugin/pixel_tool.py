"""The pixel tool: a click on the map tells which scene each image's pixel is from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsGeometry,
    QgsPointXY,
    QgsWkbTypes,
)
from qgis.gui import QgsMapToolEmitPoint, QgsRubberBand
from qgis.PyQt.QtCore import QCoreApplication, Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor, QGuiApplication

from ..ui.pixel_dock import PixelDock
from .core.errors import SceneSlotsError
from .jobs.pool import WorkerPool
from .language import localize
from .layers.pixel import cells_of, headers, to_text
from .layers.runs import find_runs
from .store.pixel import Pixel, read_pixels

if TYPE_CHECKING:
    from concurrent.futures import Future
    from pathlib import Path

    from qgis.core import QgsProject, QgsRasterLayer
    from qgis.gui import QgsMapCanvas
    from qgis.PyQt.QtWidgets import QMainWindow
    from shapely.geometry.base import BaseGeometry

    from .layers.runs import ShownRun

FOOTPRINT, PART = QColor(210, 105, 30), QColor(63, 136, 197)
_FLASHES, _FLASH_MS = 2, 400
_CLOSING_MS = 2000
_DEGREES = "EPSG:4326"

translate = QCoreApplication.translate


class PixelTool(QgsMapToolEmitPoint):  # type: ignore[misc]  # QGIS has no types
    """A map tool with its panel; reads files on a thread of its own."""

    told = pyqtSignal(object)
    """The pixels that the panel shows now."""
    _read = pyqtSignal(object)

    def __init__(
        self, window: QMainWindow, canvas: QgsMapCanvas, project: QgsProject
    ) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._project = project
        self._pool = WorkerPool(width=1, closing_ms=_CLOSING_MS)
        self._point: QgsPointXY | None = None
        self._latest: object = None
        self._crs: dict[Path, QgsCoordinateReferenceSystem] = {}
        self._pixels: dict[tuple[str, str], Pixel] = {}
        self._bands = tuple(
            _outline(canvas, colour, width)
            for colour, width in ((FOOTPRINT, 2), (PART, 3))
        )
        self.dock = PixelDock(window)
        window.addDockWidget(Qt.DockWidgetArea.BottomDockWidgetArea, self.dock)
        self.dock.hide()
        self.dock.row_chosen.connect(self._on_row)
        self.dock.copy_requested.connect(self._on_copy)
        self.dock.choice_changed.connect(self._ask)
        self.canvasClicked.connect(self._on_click)
        self._read.connect(self._on_read)

    def activate(self) -> None:
        """Show the panel."""
        super().activate()
        self.dock.show()

    def deactivate(self) -> None:
        """Take the outlines off the map; the panel stays."""
        super().deactivate()
        self._clear()

    def close(self) -> None:
        """Give everything back; for unloading."""
        self._latest = None
        self._pool.close()
        self._canvas.unsetMapTool(self)
        for band in self._bands:
            self._canvas.scene().removeItem(band)
        self._bands = ()
        self.dock.close()
        self.dock.deleteLater()
        # It belongs to the canvas, which lives on.
        self.deleteLater()

    def _on_click(self, point: QgsPointXY) -> None:
        self._point = QgsPointXY(point)
        self._ask()

    def _ask(self) -> None:
        """Read the pixels of the point, off the main thread."""
        self._clear()
        if self._point is None:
            return
        asked = self._asked()
        if not asked:
            self.dock.show_text(
                translate("SceneSlots", "No image of a run is shown at this place.")
            )
            return
        places = []
        for run, slots in asked:
            crs = next(iter(run.images.values())).crs()
            self._crs[run.folder] = crs
            point = self._to_grid(self._point, crs)
            if point is not None:
                places.append((run.folder, slots, point.x(), point.y()))
        token = self._latest = object()

        def read() -> list[tuple[str, Pixel]]:
            return [
                (str(place[0]), pixel)
                for place in places
                for pixel in read_pixels(*place)
            ]

        future = self._pool.submit(read)
        future.add_done_callback(lambda one: self._read.emit((token, one)))

    def _asked(self) -> list[tuple[ShownRun, list[str]]]:
        """Return the runs on the map with the slots that count."""
        asked = []
        for run in find_runs(self._project):
            visible = [slot for slot, one in run.images.items() if self._is_shown(one)]
            if visible and self.dock.shows_hidden:
                visible = list(run.images)
            if visible:
                asked.append((run, visible))
        return asked

    def _is_shown(self, layer: QgsRasterLayer) -> bool:
        if layer not in self._canvas.layers():
            return False
        shown = self._canvas.temporalRange()
        times = layer.temporalProperties()
        return (
            shown.isInfinite()
            or not times.isActive()
            or times.isVisibleInTemporalRange(shown)
        )

    def _to_grid(
        self, point: QgsPointXY, crs: QgsCoordinateReferenceSystem
    ) -> QgsPointXY | None:
        source = self._canvas.mapSettings().destinationCrs()
        try:
            return QgsCoordinateTransform(source, crs, self._project).transform(point)
        except QgsCsException:
            return None

    def _on_read(self, answer: tuple[object, Future[Any]]) -> None:
        token, future = answer
        if token is not self._latest or future.cancelled():
            return
        error = future.exception()
        if isinstance(error, SceneSlotsError):
            self.dock.show_text(localize(str(error)))
            return
        found: list[tuple[str, Pixel]] = future.result()
        self._pixels = {
            (folder, pixel.image.slot): pixel for folder, pixel in reversed(found)
        }
        if not self._pixels:
            self.dock.show_text(
                translate("SceneSlots", "This place is outside of the images.")
            )
            return
        rows = [(key, cells_of(pixel)) for key, pixel in self._pixels.items()]
        self.dock.show_rows(self._place(), headers(), rows)
        self._show(*next(iter(self._pixels)))
        self.told.emit(tuple(self._pixels.values()))

    def _on_row(self, key: tuple[str, str]) -> None:
        self._show(*key)

    def _on_copy(self) -> None:
        text = to_text(self._place(), tuple(self._pixels.values()))
        QGuiApplication.clipboard().setText(text)

    def _show(self, folder: str, slot: str) -> None:
        """Draw and flash the tile's footprint and its part of the image."""
        pixel = self._pixels.get((folder, slot))
        if pixel is None:
            return
        grid = next(crs for path, crs in self._crs.items() if str(path) == folder)
        footprint = pixel.scene.footprint if pixel.scene else None
        shapes = (
            (footprint, QgsCoordinateReferenceSystem(_DEGREES), FOOTPRINT),
            (pixel.part, grid, PART),
        )
        for band, (shape, crs, colour) in zip(self._bands, shapes):
            band.reset(QgsWkbTypes.PolygonGeometry)
            if shape is not None:
                geometry = _to_qgis(shape)
                band.setToGeometry(geometry, crs)
                glow = QColor(colour.red(), colour.green(), colour.blue(), 120)
                self._canvas.flashGeometries(
                    [geometry], crs, glow, QColor(0, 0, 0, 0), _FLASHES, _FLASH_MS
                )

    def _clear(self) -> None:
        self._pixels = {}
        for band in self._bands:
            band.reset(QgsWkbTypes.PolygonGeometry)

    def _place(self) -> str:
        if self._point is None:
            return ""
        crs = self._canvas.mapSettings().destinationCrs()
        digits = 6 if crs.isGeographic() else 1
        place = f"{self._point.x():.{digits}f}, {self._point.y():.{digits}f}"
        return f"{place} ({crs.authid()})"


def _outline(canvas: QgsMapCanvas, colour: QColor, width: int) -> QgsRubberBand:
    band = QgsRubberBand(canvas, QgsWkbTypes.PolygonGeometry)
    band.setStrokeColor(colour)
    band.setFillColor(QColor(0, 0, 0, 0))
    band.setWidth(width)
    return band


def _to_qgis(shape: BaseGeometry) -> QgsGeometry:
    geometry = QgsGeometry()
    geometry.fromWkb(shape.wkb)
    return geometry
