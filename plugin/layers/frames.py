"""Pictures of the slots for an animation, one after the other, off the main thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.core import QgsMapRendererParallelJob, QgsMapSettings
from qgis.PyQt.QtCore import (
    QCoreApplication,
    QObject,
    QRect,
    QSize,
    Qt,
    QTimer,
    pyqtSignal,
)
from qgis.PyQt.QtGui import QColor, QFont, QImage, QPainter

from ..core.errors import InputError
from ..language import localize
from .caption import burnt_line, state_word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qgis.core import QgsProject

    from ..core.images import Image
    from .cells import Cell

LONGEST = 640
"""Pixels of the longer side of a picture, without its line of text."""
# An animation is held in memory until it is whole.
_MANY, _LONGEST_OF_MANY = 150, 400
STRIP, _TEXT = 30, 14
_DARK, _PALE = QColor("#202020"), QColor("#e6e6e6")

translate = QCoreApplication.translate


class Frames(QObject):  # type: ignore[misc]  # Qt has no types
    """Draws every slot with QGIS's own renderer; one that is empty says so."""

    drawn = pyqtSignal(object)
    """The next picture as ``(width, height, RGBA bytes)``; they come in time order."""
    ended = pyqtSignal()
    """All are drawn."""

    def __init__(
        self, project: QgsProject, cells: Sequence[Cell], parent: QObject | None = None
    ) -> None:
        """Take every slot.

        Raises:
            InputError: none of them has a layer.
        """
        super().__init__(parent)
        self._project = project
        self._cells = tuple(cells)
        self._count = 0
        layers = (cell.find_layer(project) for cell in cells)
        layer = next((layer for layer in layers if layer is not None), None)
        if layer is None:
            raise InputError(
                translate("SceneSlots", "The run has no image that could be shown.")
            )
        extent = layer.extent()
        longest = LONGEST if len(cells) <= _MANY else _LONGEST_OF_MANY
        scale = longest / max(extent.width(), extent.height())
        self._size = QSize(
            max(1, round(extent.width() * scale)),
            max(1, round(extent.height() * scale)),
        )
        self._settings = QgsMapSettings()
        self._settings.setDestinationCrs(layer.crs())
        self._settings.setExtent(extent)
        self._settings.setOutputSize(self._size)
        self._settings.setBackgroundColor(Qt.GlobalColor.white)
        self._job: QgsMapRendererParallelJob | None = None
        self._turn = QTimer(self)
        self._turn.setSingleShot(True)
        self._turn.timeout.connect(self._take_turn)

    def start(self) -> None:
        """Draw the first slot soon."""
        self._turn.start(0)

    def stop(self) -> None:
        """Draw no more."""
        self._turn.stop()
        if self._job is not None:
            self._job.finished.disconnect(self._on_finished)
            self._job.cancel()
            self._job = None

    def _take_turn(self) -> None:
        """Draw the next slot, on threads of its own where it has an image."""
        if self._count == len(self._cells):
            self.ended.emit()
            return
        cell = self._cells[self._count]
        layer = cell.find_layer(self._project)
        if layer is None:
            self._tell(self._blank(cell.image), cell.image)
            return
        self._settings.setLayers([layer])
        self._job = QgsMapRendererParallelJob(self._settings)
        self._job.finished.connect(self._on_finished)
        self._job.start()

    def _on_finished(self) -> None:
        if self._job is not None:
            picture = self._job.renderedImage()
            self._job = None
            self._tell(picture, self._cells[self._count].image)

    def _blank(self, image: Image) -> QImage:
        picture = QImage(self._size, QImage.Format.Format_RGB32)
        picture.fill(_PALE)
        painter = QPainter(picture)
        painter.setPen(QColor("#606060"))
        painter.setFont(_font())
        place = picture.rect().adjusted(10, 10, -10, -10)
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        told = f"{state_word(image)}\n{localize(image.reason)}"
        painter.drawText(place, int(flags), told)
        painter.end()
        return picture

    def _tell(self, picture: QImage, image: Image) -> None:
        """Burn the dates in below the picture, so that they hide no pixel of it."""
        width, height = picture.width(), picture.height()
        whole = QImage(width, height + STRIP, QImage.Format.Format_RGBA8888)
        whole.fill(_DARK)
        painter = QPainter(whole)
        painter.drawImage(0, 0, picture)
        painter.setPen(Qt.GlobalColor.white)
        font = _font()
        text = burnt_line(image)
        place = QRect(8, height, width - 16, STRIP)
        painter.setFont(font)
        # A mosaic of many dates has a long line.
        needed = painter.fontMetrics().horizontalAdvance(text)
        if needed > place.width():
            font.setPixelSize(max(7, _TEXT * place.width() // needed))
            painter.setFont(font)
        painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter), text)
        painter.end()
        # Four bytes a pixel: no padding at the end of a row.
        count = whole.width() * whole.height() * 4
        pixels = whole.constBits().asstring(count)
        self._count += 1
        self._turn.start(0)
        self.drawn.emit((whole.width(), whole.height(), pixels))


def _font() -> QFont:
    font = QFont("DejaVu Sans")
    font.setPixelSize(_TEXT)
    return font
