"""The dock: a tab for each page of the conversation, without logic of its own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from qgis.gui import QgsDockWidget
from qgis.PyQt.QtCore import QSize
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QTabWidget

if TYPE_CHECKING:
    from qgis.PyQt.QtGui import QResizeEvent
    from qgis.PyQt.QtWidgets import QWidget

ICONS = Path(__file__).parent / "icons"
NAME = "SceneSlotsDock"
"""By which QGIS remembers where the dock was."""
_LEAST = 24, 17
"""Letters and lines for which there is room at least."""
_TAB_LETTERS = 2
"""Around the title of a tab, in heights of a line."""


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
        self.tabs.currentChanged.connect(lambda _: self._fit_tabs())
        self._titles: list[str] = []
        # Set, so that what a page comes to show never moves map and panels.
        letter, line = self.fontMetrics().horizontalAdvance("0"), self.fontMetrics()
        self.tabs.setMinimumSize(_LEAST[0] * letter, _LEAST[1] * line.height())
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
        self._titles.append(title)
        number = self.tabs.addTab(page, picture, title)
        # Also where there is room for the icon alone.
        self.tabs.setTabToolTip(number, f"<b>{title}</b><br>{tip}")
        self.tabs.tabBar().setAccessibleTabName(number, title)
        self._fit_tabs()

    def show_page(self, page: QWidget) -> None:
        """Show a page, and the dock if it was closed."""
        self.tabs.setCurrentWidget(page)
        self.setUserVisible(True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out titles where there is no room for all of them."""
        super().resizeEvent(event)
        self._fit_tabs()

    def _fit_tabs(self) -> None:
        letters, icon = self.fontMetrics(), self.tabs.iconSize().width()
        room = sum(
            letters.horizontalAdvance(title) + icon + _TAB_LETTERS * letters.height()
            for title in self._titles
        )
        is_narrow = room > self.width()
        for number, title in enumerate(self._titles):
            is_told = not is_narrow or number == self.tabs.currentIndex()
            shown = title if is_told else ""
            if self.tabs.tabText(number) != shown:
                self.tabs.setTabText(number, shown)

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's
        """Return a width that leaves the map its room."""
        letter = self.fontMetrics().horizontalAdvance("0")
        return QSize(48 * letter, super().sizeHint().height())
