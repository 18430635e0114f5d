"""The cost line: what a run would be and cost, with a warning in words."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QLabel

from . import looks

if TYPE_CHECKING:
    from qgis.PyQt.QtWidgets import QWidget


class Level(Enum):
    """How much a price is of what there is."""

    PLAIN = "plain"
    AMBER = "amber"
    RED = "red"


_LOOKS = {
    Level.PLAIN: looks.SUMMARY,
    Level.AMBER: looks.NOTE,
    Level.RED: looks.ERROR,
}


class CostLine(QLabel):  # type: ignore[misc]  # Qt has no types
    """One line, or two with a reason; empty it is not to be seen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("cost_label")
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setAccessibleName(self.tr("Cost of the run"))
        self.setToolTip(
            self.tr("What a run would fetch and cost, by the service's formula.")
        )
        self.level = Level.PLAIN
        self.set_cost("", "", Level.PLAIN)

    def set_cost(self, text: str, reason: str, level: Level) -> None:
        """Show a price.

        Args:
            text: what it is made of, as rich text; empty shows nothing.
            reason: why the level is what it is; empty where there is none.
            level: how much it is.
        """
        self.level = level
        self.setStyleSheet(_LOOKS[level])
        # The colour is not to be read alone: the reason says the same.
        self.setText(f"{text}<br><b>{reason}</b>" if reason else text)
        self.setVisible(bool(text))
