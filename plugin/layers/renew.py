"""Renewal: layers of a run that is shown follow what its folder says now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..core.images import State
from .documents import read_used_scenes
from .playing import ACQUISITION, RANGE, set_ranges
from .properties import PREFIX, set_metadata, set_properties
from .raster import apply_scene_classes, scene_path

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from qgis.core import QgsLayerTreeLayer, QgsRasterLayer

    from ..core.images import Image

_VISIBLE = (State.COMPLETE, State.PARTIAL)
_HIDDEN_BY_US = PREFIX + "is_rejected"


def is_visible(image: Image) -> bool:
    """Return whether an image of this state is shown."""
    return image.path is not None and image.state in _VISIBLE


def renew_image(
    layer: QgsRasterLayer, folder: Path, image: Image, attribution: str
) -> None:
    """Let an image layer say what its row says now, and show the file of the row."""
    _repoint(layer, folder / str(image.path))
    scenes = read_used_scenes(folder, image.slot)
    rights = attribution or next(iter(layer.metadata().rights()), "")
    set_properties(layer, folder.name, image, scenes)
    set_metadata(layer, folder.name, image, scenes, rights)
    if layer.customProperty(RANGE) == ACQUISITION:
        set_ranges((layer,), ACQUISITION)


def renew_nodes(nodes: Iterable[QgsLayerTreeLayer], folder: Path, image: Image) -> None:
    """Let the scene raster of an image follow, and hide both while it is rejected.

    What the user has hidden stays hidden.

    Raises:
        StoreError: the scene raster cannot be opened.
    """
    for node in nodes:
        layer = node.layer()
        if layer is None:
            continue
        if layer.customProperty(PREFIX + "scenes_of") == image.slot:
            path = scene_path(folder, image)
            if path.is_file() and _repoint(layer, path):
                apply_scene_classes(layer, path)
        elif layer.customProperty(PREFIX + "slot") != image.slot:
            continue
        _show_or_hide(node, is_shown=is_visible(image))


def _show_or_hide(node: QgsLayerTreeLayer, *, is_shown: bool) -> None:
    if not is_shown:
        if node.itemVisibilityChecked():
            node.setCustomProperty(_HIDDEN_BY_US, True)
            node.setItemVisibilityChecked(False)
    elif node.customProperty(_HIDDEN_BY_US):
        node.removeCustomProperty(_HIDDEN_BY_US)
        node.setItemVisibilityChecked(True)


def _repoint(layer: QgsRasterLayer, path: Path) -> bool:
    """Show another file with the same style; return whether it is another one."""
    if layer.source() == str(path):
        return False
    layer.setDataSource(str(path), layer.name(), "gdal")
    layer.triggerRepaint()
    return True
