"""The dock: a tab for each page of the conversation, without logic of its own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from qgis.gui import QgsDockWidget
from qgis.PyQt.QtCore import QSize
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QTabWidget

if TYPE_CHECKING:
    from qgis.PyQt.QtWidgets import QWidget

ICONS = Path(__file__).parent / "icons"
NAME = "SceneSlotsDock"
"""By which QGIS remembers where the dock was."""


class SceneSlotsDock(QgsDockWidget):  # type: ignore[misc]  # Qt has no types
    """Pages in tabs; it may be closed and opened again without losing anything."""

    tabs: QTabWidget

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(NAME)
        self.setWindowTitle(self.tr("Scene Slots"))
        self.setWindowIcon(QIcon(str(ICONS / "scene_slots.svg")))
        self.tabs = QTabWidget(self)
        self.tabs.setDocumentMode(True)
        self.tabs.setUsesScrollButtons(True)
        self.setWidget(self.tabs)

    def add_page(
        self, page: QWidget, title: str, icon: str = "", tip: str = ""
    ) -> None:
        """Add a page behind those that are there.

        Args:
            page: its view.
            title: of its tab, with a mnemonic.
            icon: name of a file in ``ui/icons`` without its suffix; none without.
            tip: what the page is for.
        """
        picture = QIcon(str(ICONS / f"{icon}.svg")) if icon else QIcon()
        number = self.tabs.addTab(page, picture, title)
        self.tabs.setTabToolTip(number, tip)

    def show_page(self, page: QWidget) -> None:
        """Show a page, and the dock if it was closed."""
        self.tabs.setCurrentWidget(page)
        self.setUserVisible(True)

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's
        """Return a width that leaves the map its room."""
        letter = self.fontMetrics().horizontalAdvance("0")
        return QSize(48 * letter, super().sizeHint().height())
