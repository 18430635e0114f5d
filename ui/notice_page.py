"""A page of QGIS's options that can only say why it is not another one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.gui import QgsOptionsPageWidget
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QLabel, QVBoxLayout

if TYPE_CHECKING:
    from qgis.PyQt.QtWidgets import QWidget


class NoticePage(QgsOptionsPageWidget):  # type: ignore[misc]  # QGIS has no types
    """One sentence."""

    def __init__(self, sentence: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        label = QLabel(sentence)
        label.setWordWrap(True)
        label.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        layout = QVBoxLayout(self)
        layout.addWidget(label)
        layout.addStretch()

    def apply(self) -> None:
        """Do nothing: there is nothing to store."""
