"""The layer tree: the groups of a run, and where a layer belongs in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.core import QgsLayerTreeGroup, QgsLayerTreeLayer

from .properties import PREFIX

if TYPE_CHECKING:
    from qgis.core import QgsMapLayer, QgsProject


def make_group(title: str, mark: str, run: str) -> QgsLayerTreeGroup:
    """Return a collapsed group that carries a mark of the run."""
    group = QgsLayerTreeGroup(title)
    group.setCustomProperty(mark, run)
    group.setExpanded(False)
    return group


def find_group(project: QgsProject, mark: str, run: str) -> QgsLayerTreeGroup | None:
    """Return the group with the mark wherever it is, None if the user removed it.

    To move a group in the tree is to make a new one and to delete the old one.
    """
    groups = project.layerTreeRoot().findGroups(True)  # in groups, too
    return next((one for one in groups if one.customProperty(mark) == run), None)


def mark_again(group: QgsLayerTreeGroup, mark: str, run: str) -> None:
    """Let the groups with a mark, this one and those inside, belong to another run."""
    for one in (group, *group.findGroups(True)):
        if one.customProperty(mark) is not None:
            one.setCustomProperty(mark, run)


def insert_layer(
    project: QgsProject,
    group: QgsLayerTreeGroup,
    layer: QgsMapLayer,
    row: int | None = None,
) -> QgsLayerTreeLayer:
    """Add a layer to the project and to a group; return its node, collapsed.

    Args:
        project: of the group.
        group: in its layer tree.
        layer: not yet in the project.
        row: in the group, None for the place that its slot has, newest on top.
    """
    place = _row(group, layer) if row is None else row
    project.addMapLayer(layer, False)
    node = QgsLayerTreeLayer(layer)
    node.setExpanded(False)
    group.insertChildNode(place, node)
    return node


def _row(group: QgsLayerTreeGroup, layer: QgsMapLayer) -> int:
    start = layer.customProperty(PREFIX + "start")
    starts = [
        node.layer().customProperty(PREFIX + "start") or ""
        for node in group.children()
        if isinstance(node, QgsLayerTreeLayer) and node.layer() is not None
    ]
    return sum(1 for other in starts if other > start)
