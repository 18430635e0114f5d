"""Pictures of the slots for an animation, one after the other, off the main thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.core import QgsMapRendererParallelJob, QgsMapSettings
from qgis.PyQt.QtCore import QObject, QRect, QSize, Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor, QFont, QImage, QPainter

from .caption import burnt_line, state_word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qgis.core import QgsRasterLayer

    from ..core.images import Image

LONGEST = 640
"""Pixels of the longer side of a picture, without its line of text."""
STRIP, _TEXT = 30, 14
_DARK, _PALE = QColor("#202020"), QColor("#e6e6e6")


class Frames(QObject):  # type: ignore[misc]  # Qt has no types
    """Draws every slot with QGIS's own renderer; one that is empty says so."""

    drawn = pyqtSignal(object)
    """All pictures as ``(width, height, RGBA bytes)``, in time order."""

    def __init__(
        self,
        cells: Sequence[tuple[Image, QgsRasterLayer | None]],
        parent: QObject | None = None,
    ) -> None:
        """Take every slot with its layer; at least one has one."""
        super().__init__(parent)
        self._cells = tuple(cells)
        self._frames: list[tuple[int, int, bytes]] = []
        layer = next(layer for _, layer in cells if layer is not None)
        extent = layer.extent()
        scale = LONGEST / max(extent.width(), extent.height())
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

    def start(self) -> None:
        """Draw the next slot; the last one is told by ``drawn``."""
        while len(self._frames) < len(self._cells):
            image, layer = self._cells[len(self._frames)]
            if layer is not None:
                self._settings.setLayers([layer])
                self._job = QgsMapRendererParallelJob(self._settings)
                self._job.finished.connect(self._on_finished)
                self._job.start()
                return
            self._keep(self._blank(image), image)
        self.drawn.emit(tuple(self._frames))

    def stop(self) -> None:
        """Draw no more."""
        if self._job is not None:
            self._job.finished.disconnect(self._on_finished)
            self._job.cancel()
            self._job = None

    def _on_finished(self) -> None:
        if self._job is not None:
            picture = self._job.renderedImage()
            self._job = None
            self._keep(picture, self._cells[len(self._frames)][0])
            self.start()

    def _blank(self, image: Image) -> QImage:
        picture = QImage(self._size, QImage.Format.Format_RGB32)
        picture.fill(_PALE)
        painter = QPainter(picture)
        painter.setPen(QColor("#606060"))
        painter.setFont(_font())
        place = picture.rect().adjusted(10, 10, -10, -10)
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(place, int(flags), f"{state_word(image)}\n{image.reason}")
        painter.end()
        return picture

    def _keep(self, picture: QImage, image: Image) -> None:
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
        self._frames.append((whole.width(), whole.height(), pixels))


def _font() -> QFont:
    font = QFont("DejaVu Sans")
    font.setPixelSize(_TEXT)
    return font
