"""The group of a run in the layer tree: images land in it, newest on top."""

from __future__ import annotations

from typing import TYPE_CHECKING, Callable

from qgis.core import QgsLayerTreeGroup, QgsLayerTreeLayer
from qgis.PyQt.QtCore import QCoreApplication, QObject, QTimer

from ..core.images import Image, State
from ..store.turns import turn_of
from .documents import read_requests, read_used_scenes
from .properties import (
    PREFIX,
    add_requests,
    set_metadata,
    set_properties,
    set_scene_properties,
)
from .raster import image_layer, image_limits, scene_layer
from .stretch import share_stretch
from .tables import FILE, NAMES, open_table, relate, reload_tables
from .temporal import show_slot
from .words import TITLES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qgis.core import QgsMapLayer, QgsProject, QgsVectorLayer
    from qgis.gui import QgsMapCanvas

    from ..core.job import Job

REFRESH_MS = 250
_AGAIN_MS = 5
"""The run writes its tables: try again so much later."""
_RUN, _SCENE_RASTERS = PREFIX + "run", PREFIX + "scene_rasters"

translate = QCoreApplication.translate


class RunGroup(QObject):  # type: ignore[misc]  # Qt has no types
    """Adds what a run delivers to the project in which the run was started.

    When that project is cleared or replaced, or the group is removed, it adds
    nothing any more; the files stay.
    """

    def __init__(
        self,
        project: QgsProject,
        canvas: QgsMapCanvas,
        job: Job,
        title: str,
        attribution: Callable[[], str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._project = project
        self.canvas = canvas
        self._job = job
        self._title = title
        self._attribution = attribution
        self._is_open = True
        self._is_made = False
        self._is_frozen = False
        self._table_ids: dict[str, str] = {}
        self._opened: dict[str, QgsVectorLayer] = {}
        self._turn = turn_of(job.folder / FILE)
        self._shown: list[Image] = []
        self._limits: tuple[float, float] | None = None
        self._refresh = QTimer(self)
        self._refresh.setSingleShot(True)
        self._refresh.setInterval(REFRESH_MS)
        self._refresh.timeout.connect(self._thaw)
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(_AGAIN_MS)
        self._again.timeout.connect(self._reload)
        project.cleared.connect(self._on_cleared)

    @property
    def is_open(self) -> bool:
        """Whether the project that started the run still takes its layers."""
        return self._is_open and (not self._is_made or self._find(_RUN) is not None)

    @property
    def tables(self) -> Mapping[str, QgsVectorLayer]:
        """The layers images, scenes and usage, less those that the user removed."""
        if not self.is_open:
            return {}
        layers = {
            name: self._project.mapLayer(key) for name, key in self._table_ids.items()
        }
        return {name: layer for name, layer in layers.items() if layer is not None}

    @property
    def last_shown(self) -> Image | None:
        """The latest slot that has a layer."""
        return max(self._shown, key=lambda image: image.start, default=None)

    def prepare(self) -> bool:
        """Go a step towards the group and its tables; return whether it is made.

        A step takes one turn of the event loop, and none while the run writes: then
        nothing is done.

        Raises:
            StoreError: a table cannot be opened.
        """
        if self._is_made or not self.is_open:
            return True
        if self._turn.acquire(blocking=False):
            try:
                self._open_next()
            finally:
                self._turn.release()
        if len(self._opened) == len(NAMES):
            self._make_group(self._opened)
            self._opened = {}
        return self._is_made

    def add(self, image: Image) -> None:
        """Add the layers of a slot that ended; a slot without image adds none.

        Raises:
            StoreError: a file of the run folder cannot be opened.
        """
        if not self.is_open:
            return
        self._freeze()
        if not self._is_made:
            with self._turn:
                while len(self._opened) < len(NAMES):
                    self._open_next()
            self._make_group(self._opened)
            self._opened = {}
        if image.path is not None and image.state in (State.COMPLETE, State.PARTIAL):
            self._add_image(image)

    def finish(self) -> Image | None:
        """Show what came: the last slot alone; return it, None without any image."""
        if not self.is_open:
            return None
        self._complete()
        self._thaw()
        last = self.last_shown
        if last is not None:
            show_slot(self.canvas, last.start, last.end)
        return last

    def close(self) -> None:
        """Take nothing more, and leave the canvas as it was found."""
        if self._is_open:
            self._is_open = False
            self._project.cleared.disconnect(self._on_cleared)
            self._release()

    def _add_image(self, image: Image) -> None:
        folder, style = self._job.folder, self._job.product.style
        if self._limits is None:
            self._limits = image_limits(folder, image, style)
        layer = image_layer(folder, image, style, self._limits)
        scenes = read_used_scenes(folder, image.slot)
        set_properties(layer, folder.name, image, scenes)
        set_metadata(layer, folder.name, image, scenes, self._attribution())
        self._shown.append(image)
        group, scene_group = self._find(_RUN), self._find(_SCENE_RASTERS)
        if group is not None:
            self._insert(group, _row(group, layer), layer)
        scene_raster = scene_layer(folder, image)
        if scene_raster is not None and scene_group is not None:
            set_scene_properties(scene_raster, folder.name, image)
            self._insert(scene_group, _row(scene_group, scene_raster), scene_raster)

    def _images(self) -> list[QgsMapLayer]:
        """Return our image layers that are still in our group."""
        group = self._find(_RUN)
        return [
            node.layer()
            for node in (group.findLayers() if group is not None else ())
            if node.layer() and node.layer().customProperty(PREFIX + "slot")
        ]

    def _complete(self) -> None:
        """Say of every image what is known in the end: its requests, one stretch."""
        layers, product = self._images(), self._job.product
        hashes = read_requests(self._job.folder)
        for layer in layers:
            slot = str(layer.customProperty(PREFIX + "slot"))
            add_requests(layer, product.evalscript, hashes.get(slot, ()))
        if layers and self._limits is not None:
            self._limits = share_stretch(layers, product.style, self._limits)

    def _open_next(self) -> None:
        name = NAMES[len(self._opened)]
        self._opened[name] = open_table(self._job.folder, name)

    def _make_group(self, tables: Mapping[str, QgsVectorLayer]) -> None:
        group = QgsLayerTreeGroup(self._title)
        group.setCustomProperty(_RUN, str(self._job.folder))
        self._project.layerTreeRoot().insertChildNode(0, group)
        scene_group = QgsLayerTreeGroup(
            translate("SceneSlots", TITLES["scene_rasters"])
        )
        scene_group.setCustomProperty(_SCENE_RASTERS, str(self._job.folder))
        group.addChildNode(scene_group)
        scene_group.setItemVisibilityChecked(False)
        scene_group.setExpanded(False)
        for layer in tables.values():
            layer.setCustomProperty(PREFIX + "run", self._job.folder.name)
            node = self._insert(group, len(group.children()), layer)
            node.setItemVisibilityChecked(False)
        relate(self._project, self._job.folder.name, tables)
        group.setExpanded(False)
        self._table_ids = {name: layer.id() for name, layer in tables.items()}
        self._is_made = True

    def _insert(
        self, group: QgsLayerTreeGroup, row: int, layer: QgsMapLayer
    ) -> QgsLayerTreeLayer:
        self._project.addMapLayer(layer, False)
        node = QgsLayerTreeLayer(layer)
        node.setExpanded(False)
        group.insertChildNode(row, node)
        return node

    def _find(self, mark: str) -> QgsLayerTreeGroup | None:
        """Return our group wherever it is now, None if the user removed it.

        To move a group in the tree is to make a new one and to delete the old one.
        """
        run = str(self._job.folder)
        groups = self._project.layerTreeRoot().findGroups(True)  # in groups, too
        ours = (group for group in groups if group.customProperty(mark) == run)
        return next(ours, None)

    def _freeze(self) -> None:
        if not self._is_frozen:
            self._is_frozen = True
            self.canvas.freeze(True)
            self._refresh.start()

    def _thaw(self) -> None:
        """Read the tables again and draw once for all that came since."""
        self._release()
        if self.is_open:
            self._reload()
            self.canvas.refresh()

    def _reload(self) -> None:
        """Read the tables as soon as the run does not write them."""
        if not self.is_open:
            return
        if self._turn.acquire(blocking=False):
            try:
                reload_tables(self.tables)
            finally:
                self._turn.release()
        else:
            self._again.start()

    def _release(self) -> None:
        self._refresh.stop()
        if self._is_frozen:  # and not by anybody else
            self._is_frozen = False
            self.canvas.freeze(False)

    def _on_cleared(self) -> None:
        self._is_open = False
        self._release()


def _row(group: QgsLayerTreeGroup, layer: QgsMapLayer) -> int:
    """Return where the layer belongs, newest slot on top."""
    start = layer.customProperty(PREFIX + "start")
    starts = [
        node.layer().customProperty(PREFIX + "start") or ""
        for node in group.children()
        if isinstance(node, QgsLayerTreeLayer) and node.layer() is not None
    ]
    return sum(1 for other in starts if other > start)
