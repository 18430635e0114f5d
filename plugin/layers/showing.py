"""Showing one image of a run: its layer, its time on the map, its row in the table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.core import QgsExpression

from ..core.times import parse_time
from .properties import PREFIX
from .temporal import show_slot

if TYPE_CHECKING:
    from qgis.core import QgsProject, QgsRasterLayer, QgsVectorLayer
    from qgis.gui import QgsMapCanvas

    from .runs import ShownRun


def show_image(
    project: QgsProject, canvas: QgsMapCanvas, run: ShownRun, slot: str
) -> QgsRasterLayer | None:
    """Let the map show the image of a slot; return its layer, None without one."""
    layer = run.images.get(slot)
    if layer is None:
        return None
    node = project.layerTreeRoot().findLayer(layer.id())
    if node is not None:
        node.setItemVisibilityCheckedParentRecursive(True)
    start, end = (
        parse_time(str(layer.customProperty(PREFIX + name)))
        for name in ("start", "end")
    )
    show_slot(canvas, start, end)
    return layer


def select_slot(table: QgsVectorLayer, slot: str) -> None:
    """Select the rows of a slot in a table of a run, and nothing else."""
    table.selectByExpression(QgsExpression.createFieldEqualityExpression("slot", slot))


def selected_slots(table: QgsVectorLayer) -> tuple[str, ...]:
    """Return the slots whose rows are selected in a table of a run."""
    return tuple(str(row["slot"]) for row in table.selectedFeatures())
