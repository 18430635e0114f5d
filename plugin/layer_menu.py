"""What can be done with a run, in the context menu of its layers and its group."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Callable

from qgis.core import QgsLayerTreeGroup
from qgis.PyQt.QtCore import QCoreApplication, QObject

from .compat import MAP_LAYER_KINDS, tree_menu_signal
from .layers.properties import PREFIX

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from qgis.core import QgsMapLayer, QgsProject
    from qgis.gui import QgsLayerTreeView
    from qgis.PyQt.QtWidgets import QAction, QMenu

_RUN = PREFIX + "run"


@dataclass(frozen=True)
class Offering:
    """QGIS's own ways to offer an action on layers."""

    announce: Callable[[QAction, str, int, bool], object]
    """Action, title of its menu, kind of layer, whether on all layers."""
    offer: Callable[[QAction, QgsMapLayer], object]
    """On one more layer, after it was announced."""
    withdraw: Callable[[QAction], object]


class LayerMenu(QObject):  # type: ignore[misc]  # Qt has no types
    """Offers actions on every layer of a run; on its group from QGIS 3.32 on."""

    def __init__(
        self,
        project: QgsProject,
        tree: QgsLayerTreeView,
        offering: Offering,
        actions: Sequence[QAction],
    ) -> None:
        super().__init__()
        self._project = project
        self._tree = tree
        self._offering = offering
        self._actions = tuple(actions)
        self._title = str(QCoreApplication.translate("SceneSlots", "Scene Slots"))
        for action in self._actions:
            for kind in MAP_LAYER_KINDS:
                offering.announce(action, self._title, kind, False)
        self._on_added(project.mapLayers().values())
        project.layersAdded.connect(self._on_added)
        self._about_to_show = tree_menu_signal(tree)
        if self._about_to_show is not None:
            self._about_to_show.connect(self._on_menu)

    def close(self) -> None:
        """Take the actions back; for unloading."""
        self._project.layersAdded.disconnect(self._on_added)
        if self._about_to_show is not None:
            self._about_to_show.disconnect(self._on_menu)
        for action in self._actions:
            self._offering.withdraw(action)
        self.deleteLater()

    def _on_added(self, layers: Iterable[QgsMapLayer]) -> None:
        for layer in layers:
            if layer.customProperty(_RUN) is not None:
                for action in self._actions:
                    self._offering.offer(action, layer)

    def _on_menu(self, menu: QMenu) -> None:
        """Add to the menu of a group of ours; that of a layer has them already."""
        node = self._tree.currentNode()
        if isinstance(node, QgsLayerTreeGroup) and node.customProperty(_RUN):
            menu.addMenu(self._title).addActions(self._actions)
