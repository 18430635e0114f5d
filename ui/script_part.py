"""The part of the form beneath the product: own scripts, and the side of radar."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from . import looks
from .choices import choose, chosen, fill

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .choices import Choices
    from .form import Form


class ScriptPart(QWidget):  # type: ignore[misc]  # Qt has no types
    """Opens the editor; asks from which side radar looks, where that matters."""

    changed = pyqtSignal()
    new_requested = pyqtSignal()
    edit_requested = pyqtSignal()
    folder_requested = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.new_button = self._button(
            self.tr("New script …"),
            self.tr("Write or paste an evalscript and check it over sample scenes"),
        )
        self.edit_button = self._button(
            self.tr("Edit …"),
            self.tr("Edit the product; of one that comes with the plugin, a copy"),
        )
        self.folder_button = QToolButton(self)
        self.folder_button.setIcon(QgsApplication.getThemeIcon("/mActionFileOpen.svg"))
        self.folder_button.setAccessibleName(self.tr("Folder of the own products"))
        self.folder_button.setToolTip(
            self.tr("Open the folder of the own products: files put there are offered")
        )
        self.orbit_combo = QComboBox(self)
        self.orbit_combo.setToolTip(
            self.tr(
                "Radar seen from the other side is another picture; the two are mixed"
                " only where that is asked for"
            )
        )
        self.orbit_label = QLabel(self.tr("Orbit &direction"), self)
        self.orbit_label.setBuddy(self.orbit_combo)
        self.fault_label = QLabel(self)
        self.fault_label.setWordWrap(True)
        self.fault_label.setTextFormat(Qt.TextFormat.PlainText)
        self.fault_label.setStyleSheet(looks.NOTE)
        self._lay_out()
        self.new_button.clicked.connect(lambda _: self.new_requested.emit())
        self.edit_button.clicked.connect(lambda _: self.edit_requested.emit())
        self.folder_button.clicked.connect(lambda _: self.folder_requested.emit())
        self.orbit_combo.currentIndexChanged.connect(lambda _: self.changed.emit())
        self.show_radar(False)
        self.show_faults("")

    def values(self) -> Mapping[str, Any]:
        """Return its fields by their names in `Form`."""
        return {"orbit_direction": chosen(self.orbit_combo)}

    def show_form(self, form: Form) -> None:
        """Show its fields of a form."""
        choose(self.orbit_combo, form.orbit_direction)

    def offer_orbits(self, orbits: Choices) -> None:
        """Fill the list with ``(id, title)``."""
        fill(self.orbit_combo, orbits)

    def show_radar(self, is_radar: bool) -> None:
        """Show the side of the orbit for radar alone."""
        self.orbit_label.setVisible(is_radar)
        self.orbit_combo.setVisible(is_radar)

    def show_faults(self, text: str) -> None:
        """Say which own files cannot be used; empty for none."""
        self.fault_label.setText(text)
        self.fault_label.setVisible(bool(text))

    def _button(self, text: str, tip: str) -> QPushButton:
        button = QPushButton(text, self)
        button.setToolTip(tip)
        return button

    def _lay_out(self) -> None:
        orbit, scripts = QHBoxLayout(), QHBoxLayout()
        orbit.addWidget(self.orbit_label)
        orbit.addWidget(self.orbit_combo, 1)
        for button in (self.new_button, self.edit_button, self.folder_button):
            scripts.addWidget(button)
        scripts.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(orbit)
        column.addLayout(scripts)
        column.addWidget(self.fault_label)
