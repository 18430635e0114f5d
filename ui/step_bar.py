"""The bar of steps below a chart: from slot to slot, and to the image."""

from __future__ import annotations

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QHBoxLayout, QToolButton, QWidget

_FAR = 1_000_000
"""Further than any series goes."""


class StepBar(QWidget):  # type: ignore[misc]  # Qt has no types
    """Buttons for the first, previous, next and last slot, and for its image."""

    stepped = pyqtSignal(int)
    """So many slots on, or back."""
    image_wanted = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons: dict[str, QToolButton] = {}
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for name, text, tip, count in (
            ("first", "|◀", self.tr("First slot (Home)"), -_FAR),
            ("previous", "◀", self.tr("Slot before (Left)"), -1),
            ("next", "▶", self.tr("Slot after (Right)"), 1),
            ("last", "▶|", self.tr("Last slot (End)"), _FAR),
        ):
            button = self._add(name, text, tip)
            button.clicked.connect(lambda _, by=count: self.stepped.emit(by))
        show = self._add(
            "show", self.tr("Show image"), self.tr("Show the image on the map (Enter)")
        )
        show.clicked.connect(lambda: self.image_wanted.emit())
        layout.addStretch(1)

    def _add(self, name: str, text: str, tip: str) -> QToolButton:
        button = QToolButton(self)
        button.setText(text)
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        button.setObjectName(f"chart_{name}_button")
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.buttons[name] = button
        self.layout().addWidget(button)
        return button
