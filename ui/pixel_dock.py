"""The panel that tells what a pixel is made of, without logic of its own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from qgis.PyQt import uic
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QKeySequence
from qgis.PyQt.QtWidgets import (
    QAction,
    QCheckBox,
    QDockWidget,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

FORM = Path(__file__).with_suffix(".ui")


class PixelDock(QDockWidget):  # type: ignore[misc]  # Qt has no types
    """A place, a row per image, and a button that copies them."""

    row_chosen = pyqtSignal(object)
    """The key of the row that was clicked, as given to `show_rows`."""
    copy_requested = pyqtSignal()
    choice_changed = pyqtSignal()
    """Whether hidden images count was switched."""

    place_label: QLabel
    pixel_table: QTableWidget
    hidden_check: QCheckBox
    copy_button: QPushButton

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        uic.loadUi(str(FORM), self)
        self.copy_button.clicked.connect(lambda: self.copy_requested.emit())
        # In the table; elsewhere in QGIS the keys copy something else.
        copy = QAction(self.copy_button.text(), self.pixel_table)
        copy.setShortcut(QKeySequence.StandardKey.Copy)
        copy.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        copy.triggered.connect(self.copy_button.click)
        self.pixel_table.addAction(copy)
        self.hidden_check.toggled.connect(lambda: self.choice_changed.emit())
        # A row can be clicked again, and be reached with the keys.
        self.pixel_table.cellClicked.connect(self._on_cell)
        self.pixel_table.currentCellChanged.connect(self._on_current)

    @property
    def shows_hidden(self) -> bool:
        """Whether images count that the map does not show."""
        return bool(self.hidden_check.isChecked())

    def show_text(self, text: str) -> None:
        """Say something in place of rows."""
        self.place_label.setText(text)
        self.pixel_table.setRowCount(0)
        self.copy_button.setEnabled(False)

    def show_rows(
        self,
        place: str,
        headers: Sequence[str],
        rows: Sequence[tuple[object, Sequence[str]]],
    ) -> None:
        """Show a row for each image: its key and its cells."""
        self.place_label.setText(place)
        table = self.pixel_table
        blocked = table.blockSignals(True)
        table.setColumnCount(len(headers))
        table.setHorizontalHeaderLabels(list(headers))
        table.setRowCount(len(rows))
        for number, (key, cells) in enumerate(rows):
            for column, text in enumerate(cells):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                item.setData(Qt.ItemDataRole.UserRole, key)
                table.setItem(number, column, item)
        table.resizeColumnsToContents()
        if rows:
            table.setCurrentCell(0, 0)
        table.blockSignals(blocked)
        self.copy_button.setEnabled(bool(rows))

    def _on_cell(self, row: int, column: int) -> None:
        item = self.pixel_table.item(row, column)
        if item is not None:
            self.row_chosen.emit(item.data(Qt.ItemDataRole.UserRole))

    def _on_current(self, row: int, column: int, before: int, _: int) -> None:
        if row != before:
            self._on_cell(row, column)
