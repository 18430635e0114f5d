"""The group of a run in the layer tree: images land in it, newest on top."""

from __future__ import annotations

from collections import deque
from itertools import islice
from typing import TYPE_CHECKING, Callable

from qgis.PyQt.QtCore import QCoreApplication, QObject

from .documents import read_requests
from .frost import Frost
from .opener import Opener
from .properties import (
    PREFIX,
    add_requests,
    set_metadata,
    set_properties,
    set_scene_properties,
)
from .renew import is_visible, renew_image, renew_nodes
from .runs import find_run
from .stretch import share_stretch, share_style
from .table_set import TableSet
from .tables import relate
from .temporal import Guide
from .tree import find_group, insert_layer, make_group, mark_again
from .words import TITLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from concurrent.futures import Future

    from qgis.core import (
        QgsLayerTreeGroup,
        QgsProject,
        QgsRasterLayer,
        QgsVectorLayer,
    )
    from qgis.gui import QgsMapCanvas

    from ..core.images import Image
    from ..core.job import Job
    from .opener import Rasters

_RUN, _SCENE_RASTERS = PREFIX + "run", PREFIX + "scene_rasters"

_AHEAD = 6
"""Images whose layers are opened before their turn."""

translate = QCoreApplication.translate


class RunGroup(QObject):  # type: ignore[misc]  # Qt has no types
    """Adds what a run delivers to the project in which the run was started.

    A group that shows the same folder already is taken over: its layers follow what
    the folder says now, and new ones are drawn as the others are. When the project is
    cleared or replaced, or the group is removed, nothing is added any more.
    """

    def __init__(
        self,
        project: QgsProject,
        canvas: QgsMapCanvas,
        job: Job,
        title: str,
        attribution: Callable[[], str],
        parent: QObject | None = None,
        *,
        is_shown: bool = True,
    ) -> None:
        """Hold nothing yet.

        Args:
            project: that gets the layers.
            canvas: that shows them.
            job: of the run.
            title: of the group.
            attribution: of the data.
            parent: that owns this.
            is_shown: whether the map goes to the latest slot.
        """
        super().__init__(parent)
        self._project = project
        self.canvas = canvas
        self._job = job
        self._title = title
        self._attribution = attribution
        self._is_open = True
        self._is_made = False
        self._guide = Guide(canvas) if is_shown else None
        self._tables = TableSet(project, job.folder, self)
        self._layer_ids: dict[str, str] = {}
        """Of the image layers, by slot."""
        self._model_id = ""
        """Of an image layer whose style new ones take over."""
        self._opener = Opener(job.folder, job.product.style)
        self._expected: dict[str, Future[Rasters]] = {}
        """Layers that are being opened, by slot."""
        self._shown: list[Image] = []
        self._left: deque[tuple[Image, Rasters]] = deque()
        """Images whose scene raster is not added yet."""
        self._limits: tuple[float, float] | None = None
        self._frost = Frost(canvas, self)
        self._frost.thawing.connect(self._thaw)
        project.cleared.connect(self.close)

    @property
    def is_open(self) -> bool:
        """Whether the project that started the run still takes its layers."""
        return self._is_open and (not self._is_made or self._find(_RUN) is not None)

    @property
    def tables(self) -> Mapping[str, QgsVectorLayer]:
        """The layers images, scenes and usage, less those that the user removed."""
        return self._tables.layers if self.is_open else {}

    @property
    def last_shown(self) -> Image | None:
        """The latest slot that has a layer."""
        return max(self._shown, key=lambda image: image.start, default=None)

    def prepare(self, *, may_wait: bool = False) -> bool:
        """Go a step towards the group and its tables; return whether it is made.

        Args:
            may_wait: whether to wait while the tables are being opened; else nothing
                is done then.

        Raises:
            StoreError: a table cannot be opened.
        """
        if self._is_made or not self.is_open or self._take_over():
            return True
        tables = self._tables.open_next(self._opener, may_wait=may_wait)
        if tables:
            self._make_group(tables)
        return self._is_made

    def expect(self, images: Iterable[Image]) -> None:
        """Let the layers of the first of some images be opened; `begin` adds them."""
        if not self.is_open:
            return
        for image in islice(images, _AHEAD):
            is_known = image.slot in self._layer_ids or image.slot in self._expected
            if is_visible(image) and not is_known:
                self._expected[image.slot] = self._opener.rasters(image)

    def is_ready(self, image: Image) -> bool:
        """Return whether `begin` need not wait for a layer to be opened."""
        expected = self._expected.get(image.slot)
        return expected is None or expected.done()

    def add(self, image: Image) -> None:
        """Add the layers of a slot that ended, or let those there are follow it.

        A slot without image adds none; that of a rejected one is hidden.

        Raises:
            StoreError: a file of the run folder cannot be opened.
        """
        self.begin(image)
        self.catch_up()

    def begin(self, image: Image) -> None:
        """Do as `add`, but leave the scene raster to a later turn, to `catch_up`."""
        if not self.is_open:
            return
        self._frost.freeze()
        while not self.prepare(may_wait=True):
            pass
        layer = self._project.mapLayer(self._layer_ids.get(image.slot, ""))
        if layer is not None and image.path is not None:
            self._renew(layer, image)
        elif is_visible(image):
            self._add_image(image)

    def catch_up(self) -> bool:
        """Add a scene raster that was left, or fail as `add`; return if there was."""
        if not self._left or not self.is_open:
            return False
        image, opened = self._left.popleft()
        scene_group = self._find(_SCENE_RASTERS)
        if opened.scenes is not None and scene_group is not None:
            set_scene_properties(opened.scenes, self._job.folder.name, image)
            insert_layer(self._project, scene_group, opened.scenes)
        return True

    def finish(self) -> Image | None:
        """Show what came: the last slot alone; return it, None without any image."""
        if not self.is_open:
            return None
        self._complete()
        self._thaw()
        return self.last_shown

    def close(self) -> None:
        """Take nothing more, and leave the canvas as it was found."""
        if self._is_open:
            self._is_open = False
            self._project.cleared.disconnect(self.close)
            self._frost.release()
            # Layers that are in no project die here, in the main thread.
            self._opener.close()
            self._tables.close()
            self._expected.clear()
            self._left.clear()

    def _take_over(self) -> bool:
        """Make the group ours that shows this folder, if there is one."""
        shown = find_run(self._project, self._job.folder)
        if shown is None:
            return False
        # The folder may have been moved together with the project.
        for mark in (_RUN, _SCENE_RASTERS):
            mark_again(shown.group, mark, str(self._job.folder))
        self._tables.take(shown.tables)
        self._layer_ids = {slot: layer.id() for slot, layer in shown.images.items()}
        self._model_id = next(reversed(self._layer_ids.values()), "")
        self._is_made = True
        return True

    def _renew(self, layer: QgsRasterLayer, image: Image) -> None:
        folder = self._job.folder
        renew_image(layer, folder, image, self._attribution())
        for group in filter(None, map(self._find, (_RUN, _SCENE_RASTERS))):
            renew_nodes(group.findLayers(), folder, image)
        if is_visible(image):
            self._shown.append(image)

    def _add_image(self, image: Image) -> None:
        folder = self._job.folder
        expected = self._expected.pop(image.slot, None) or self._opener.rasters(image)
        opened = expected.result()
        layer = opened.image
        model = self._project.mapLayer(self._model_id)
        if model is not None:
            share_style(model, [layer])
        else:
            self._limits = opened.limits
        set_properties(layer, folder.name, image, opened.used)
        set_metadata(layer, folder.name, image, opened.used, self._attribution())
        self._shown.append(image)
        self._layer_ids[image.slot] = layer.id()
        group = self._find(_RUN)
        if group is not None:
            insert_layer(self._project, group, layer)
        self._left.append((image, opened))

    def _complete(self) -> None:
        """Say of every image what is known in the end: its requests, one stretch."""
        group, product = self._find(_RUN), self._job.product
        layers = [
            node.layer()
            for key in self._layer_ids.values()
            if group and (node := group.findLayer(key)) and node.layer()
        ]
        hashes = read_requests(self._job.folder)
        for layer in layers:
            slot = str(layer.customProperty(PREFIX + "slot"))
            add_requests(layer, product.evalscript, hashes.get(slot, ()))
        if layers and self._limits is not None:
            self._limits = share_stretch(layers, product.style, self._limits)

    def _make_group(self, tables: Mapping[str, QgsVectorLayer]) -> None:
        group = make_group(self._title, _RUN, str(self._job.folder))
        self._project.layerTreeRoot().insertChildNode(0, group)
        scene_group = make_group(
            translate("SceneSlots", TITLES["scene_rasters"]),
            _SCENE_RASTERS,
            str(self._job.folder),
        )
        group.addChildNode(scene_group)
        scene_group.setItemVisibilityChecked(False)
        for layer in tables.values():
            layer.setCustomProperty(PREFIX + "run", self._job.folder.name)
            node = insert_layer(self._project, group, layer, len(group.children()))
            node.setItemVisibilityChecked(False)
        relate(self._project, self._job.folder.name, tables)
        self._tables.take(tables)
        self._is_made = True

    def _find(self, mark: str) -> QgsLayerTreeGroup | None:
        return find_group(self._project, mark, str(self._job.folder))

    def _thaw(self) -> None:
        """Read the tables again and draw once for all that came since: the latest."""
        last = self.last_shown
        if self.is_open and self._guide and last is not None:
            # Alone: what lies below it would be drawn again each time, in vain.
            self._guide.show(last.start, last.end)
        self._frost.release()
        if self.is_open:
            self._tables.reload()
            self.canvas.refresh()
