"""Steady: the map stays where it is when a project gets its first layers."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from qgis.PyQt.QtCore import QTimer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qgis.core import QgsProject
    from qgis.gui import QgsMapCanvas


@contextmanager
def steady(canvas: QgsMapCanvas, project: QgsProject) -> Iterator[None]:
    """Take back that QGIS zooms to the first layers, where these are in sight anyway.

    Somebody chose that place and may ask for it again; after the zoom it would be
    another one.
    """
    is_empty, extent = not project.count(), canvas.extent()
    crs = canvas.mapSettings().destinationCrs()

    def go_back() -> None:
        settings = canvas.mapSettings()
        # Of what is drawn: QGIS counts hidden outlines of scenes, which reach far.
        drawn = settings.fullExtent()
        is_in_sight = drawn.isNull() or extent.intersects(drawn)
        if is_in_sight and settings.destinationCrs() == crs:
            canvas.setExtent(extent)

    yield
    if is_empty and project.count():
        # QGIS zooms in a call that waits already, and is made before any timer.
        QTimer.singleShot(0, go_back)
