"""Times of layers and map: fixed ranges, and the slot that the canvas shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.core import Qgis, QgsDateTimeRange, QgsTemporalNavigationObject
from qgis.PyQt.QtCore import QDate, QDateTime, Qt, QTime

from ..core.slots import SECOND

if TYPE_CHECKING:
    from datetime import datetime

    from qgis.core import QgsRasterLayer
    from qgis.gui import QgsMapCanvas


_SHOWN = "scene_slots_shown"
"""Property of a canvas: the range that we set last."""


def set_layer_range(layer: QgsRasterLayer, start: datetime, end: datetime) -> None:
    """Give the layer the range of its slot; ``end`` is exclusive."""
    properties = layer.temporalProperties()
    properties.setMode(Qgis.RasterTemporalMode.FixedTemporalRange)
    properties.setFixedTemporalRange(slot_range(start, end))
    properties.setIsActive(True)


def show_slot(canvas: QgsMapCanvas, start: datetime, end: datetime) -> None:
    """Let the canvas show one slot alone; ``end`` is exclusive."""
    if not _is_steered(canvas):
        times = slot_range(start, end)
        canvas.setTemporalRange(times)
        canvas.setProperty(_SHOWN, [times.begin(), times.end()])


class Guide:
    """Takes a map along to the slots that come, until the user looks elsewhere."""

    def __init__(self, canvas: QgsMapCanvas) -> None:
        """Begin with what the map shows now."""
        self._canvas = canvas
        self._shown = _shown_by(canvas)

    def show(self, start: datetime, end: datetime) -> None:
        """Let the map show one slot alone; ``end`` is exclusive."""
        if _shown_by(self._canvas) == self._shown:
            show_slot(self._canvas, start, end)
            self._shown = _shown_by(self._canvas)


def _shown_by(canvas: QgsMapCanvas) -> tuple[QDateTime, QDateTime]:
    times = canvas.temporalRange()
    return times.begin(), times.end()


def show_all_times(canvas: QgsMapCanvas) -> None:
    """Let the canvas show layers of all times again."""
    if not _is_steered(canvas):
        canvas.setTemporalRange(QgsDateTimeRange(QDateTime(), QDateTime()))


def give_back_times(canvas: QgsMapCanvas) -> None:
    """Take back the slot that we let the canvas show, unless something else came."""
    times = canvas.temporalRange()
    if canvas.property(_SHOWN) == [times.begin(), times.end()]:
        show_all_times(canvas)
    canvas.setProperty(_SHOWN, None)


def _is_steered(canvas: QgsMapCanvas) -> bool:
    """Return whether QGIS's temporal controller is on: then the user steers."""
    controller = canvas.temporalController()
    off = QgsTemporalNavigationObject.NavigationMode.NavigationOff
    return (
        isinstance(controller, QgsTemporalNavigationObject)
        and controller.navigationMode() != off
    )


def slot_range(start: datetime, end: datetime) -> QgsDateTimeRange:
    """Return the range from start to the last second before the exclusive end.

    An exclusive end does not survive a project file.
    """
    return QgsDateTimeRange(to_qt(start), to_qt(end - SECOND), True, True)


def to_qt(moment: datetime) -> QDateTime:
    """Return a UTC moment as Qt's."""
    return QDateTime(
        QDate(moment.year, moment.month, moment.day),
        QTime(moment.hour, moment.minute, moment.second),
        Qt.TimeSpec.UTC,
    )
