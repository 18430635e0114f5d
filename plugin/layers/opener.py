"""Opener: the layers of a run are opened in a thread of its own.

To open one takes QGIS up to 50 ms, in which the main thread would not draw. A layer is
handed over once it is open, before anybody knows it.
"""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qgis.PyQt.QtCore import QCoreApplication

from ..store.turns import turn_of
from .documents import read_used_scenes
from .raster import image_layer, image_limits, scene_layer
from .tables import FILE, NAMES, open_table

if TYPE_CHECKING:
    from pathlib import Path

    from qgis.core import QgsMapLayer, QgsRasterLayer, QgsVectorLayer

    from ..core.images import Image
    from ..core.product import Style
    from .style import Range


@dataclass(frozen=True)
class Rasters:
    """The layers of one slot, and what its metadata say."""

    image: QgsRasterLayer
    limits: Range
    """That it is drawn with: those of the first image of the run."""
    scenes: QgsRasterLayer | None
    """The scene raster; None without one."""
    used: list[dict[str, Any]]
    """The used scenes, largest share first."""


class Opener:
    """Opens layers one after the other; what goes wrong is raised by the future."""

    def __init__(self, folder: Path, style: Style) -> None:
        """Open nothing yet.

        Args:
            folder: of the run.
            style: of its product.
        """
        self._folder = folder
        self._style = style
        self._limits: Range | None = None
        self._thread = ThreadPoolExecutor(1)

    def tables(self) -> Future[dict[str, QgsVectorLayer]]:
        """Open the tables, by name and not dressed; StoreError if one cannot be."""
        return self._thread.submit(self._open_tables)

    def rasters(self, image: Image) -> Future[Rasters]:
        """Open the layers of an image that has a file; StoreError if one cannot be."""
        return self._thread.submit(self._open_rasters, image)

    def close(self) -> None:
        """Open nothing more; wait for the one that is being opened."""
        self._thread.shutdown(wait=True, cancel_futures=True)

    def _open_tables(self) -> dict[str, QgsVectorLayer]:
        with turn_of(self._folder / FILE):
            layers = {name: open_table(self._folder, name) for name in NAMES}
        for layer in layers.values():
            _hand_over(layer)
        return layers

    def _open_rasters(self, image: Image) -> Rasters:
        folder, style = self._folder, self._style
        limits = self._limits or image_limits(folder, image, style)
        layer = image_layer(folder, image, style, limits)
        self._limits = limits
        scenes = scene_layer(folder, image)
        used = read_used_scenes(folder, image.slot)
        _hand_over(layer)
        if scenes is not None:
            _hand_over(scenes)
        return Rasters(layer, limits, scenes, used)


def _hand_over(layer: QgsMapLayer) -> None:
    # All but its style manager, which has no parent, and no events.
    layer.moveToThread(QCoreApplication.instance().thread())
