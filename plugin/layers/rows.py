"""Rows of a run's tables: those of a slot selected, and the slots of those that are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.core import QgsExpression

if TYPE_CHECKING:
    from qgis.core import QgsVectorLayer


def select_slot(table: QgsVectorLayer, slot: str) -> None:
    """Select the rows of a slot in a table of a run, and nothing else."""
    table.selectByExpression(QgsExpression.createFieldEqualityExpression("slot", slot))


def selected_slots(table: QgsVectorLayer) -> tuple[str, ...]:
    """Return the slots whose rows are selected in a table of a run."""
    return tuple(str(row["slot"]) for row in table.selectedFeatures())
