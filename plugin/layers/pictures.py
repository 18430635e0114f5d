"""Pictures of the maps of a layout, drawn on threads of QGIS's own.

A layout draws its maps in the main thread. Here each is drawn beside it, of no more
pixels than are shown, and the main thread only places what has come.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qgis.core import QgsMapRendererParallelJob
from qgis.PyQt.QtCore import QRectF
from qgis.PyQt.QtGui import QColor, QImage, QPainter, QPen

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

    from qgis.core import QgsLayoutItemMap

_INCH = 25.4
"""Millimetres."""


@dataclass(frozen=True)
class Picture:
    """What a map shows, with its place on the page and its frame, in pixels."""

    image: QImage
    place: QRectF
    frame: QColor
    line: float

    def draw(self, painter: QPainter) -> None:
        """Draw it where it belongs."""
        painter.drawImage(self.place, self.image)
        painter.setPen(QPen(self.frame, self.line))
        painter.drawRect(self.place)


def draw_maps(
    maps: Sequence[QgsLayoutItemMap], dpi: float
) -> Generator[None, None, list[Picture]]:
    """Draw maps of a layout; a step begins one, or waits.

    Needs an event loop between two steps.
    """
    scale = dpi / _INCH
    jobs = []
    try:
        for item in maps:
            place = QRectF(item.pagePos() * scale, item.rect().size() * scale)
            settings = item.mapSettings(item.extent(), place.size(), dpi, True)
            job = QgsMapRendererParallelJob(settings)
            jobs.append((item, place, job))
            job.start()
            yield
        while any(job.isActive() for _, _, job in jobs):
            yield
    finally:
        for _, _, job in jobs:
            job.cancel()
    return [
        Picture(
            # Without transparency: a PDF would hold it as a second picture.
            job.renderedImage().convertToFormat(QImage.Format.Format_RGB32),
            place,
            item.frameStrokeColor(),
            item.frameStrokeWidth().length() * scale,
        )
        for item, place, job in jobs
    ]
