"""The list of candidates on the screen: rows are selected by keys, never by numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.PyQt.QtCore import QItemSelection, QItemSelectionModel, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QAction,
    QHeaderView,
    QStyledItemDelegate,
    QTableView,
)

from .candidate_row import (
    ACQUIRED,
    CLOUD,
    COVERAGE,
    ORBIT,
    PLATFORM,
    SLOT,
    STATE,
    TILE,
    USE,
)
from .candidate_table import CandidateTable

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from qgis.PyQt.QtCore import QModelIndex
    from qgis.PyQt.QtGui import QKeyEvent, QResizeEvent
    from qgis.PyQt.QtWidgets import QStyleOptionViewItem, QWidget

    from .candidate_row import CandidateRow

_ROWS_MEASURED = 12
_TILE_LETTERS = 14
_BRIEF_LETTERS = 80
"""Below so many letters an acquisition is its day alone."""
_BRIEF_WIDTHS = {
    USE: 4.8,
    SLOT: 11.0,
    ACQUIRED: 10.4,
    TILE: 7.0,
    CLOUD: 7.0,
    COVERAGE: 6.0,
    STATE: 6.0,
}
"""Letters that columns have then, at most; the last one has what is left."""
_ROOM = {STATE: 44, SLOT: 54, PLATFORM: _BRIEF_LETTERS, ORBIT: _BRIEF_LETTERS}
"""Letters from which there is room for what tooltips tell, too."""
_ROWS_SEEN = 6
"""For so many rows there is room, however small the dock is."""
_Select = QItemSelectionModel.SelectionFlag


class CandidateView(QTableView):  # type: ignore[misc]  # Qt has no types
    """A table whose selection stays with its scenes when it is sorted or filtered."""

    selection_changed = pyqtSignal()
    use_wished = pyqtSignal(object, bool)
    """Rows whose scenes should be used, or be left out."""
    zoom_requested = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = CandidateTable(self.palette)
        self._kept: frozenset[str] = frozenset()
        self._was_filled = False
        self._hidden: set[int] = set()
        self.setModel(self.table)
        self._dress()
        self._add_actions()
        self.selectionModel().selectionChanged.connect(
            lambda *_: self.selection_changed.emit()
        )
        self.table.modelAboutToBeReset.connect(self._remember)
        self.table.modelReset.connect(self._restore)
        self.table.use_changed.connect(
            lambda row, is_used: self.use_wished.emit([row], is_used)
        )
        self.doubleClicked.connect(lambda *_: self.zoom_requested.emit())

    def selected_rows(self) -> list[CandidateRow]:
        """Return the rows that are selected."""
        table = self.table
        return [
            table.row_at(number)
            for part in self.selectionModel().selection()
            for number in range(part.top(), part.bottom() + 1)
        ]

    def selected_keys(self) -> frozenset[str]:
        """Return the keys of the scenes that are selected."""
        return frozenset(row.key for row in self.selected_rows())

    def select_keys(self, keys: Collection[str], *, adds: bool = False) -> None:
        """Select scenes by their keys, and scroll to the first of them.

        Args:
            keys: of the scenes; those that are not shown are left.
            adds: whether what was selected before stays selected.
        """
        numbers = self.table.numbers_of(keys)
        how = _Select.Select if adds else _Select.ClearAndSelect
        if numbers:
            # The keyboard goes on from there.
            first = self.table.index(numbers[0], SLOT)
            self.selectionModel().setCurrentIndex(first, _Select.NoUpdate)
            self.scrollTo(first)
        self.selectionModel().select(self._ranges(numbers), how | _Select.Rows)

    def wish(self, *, is_used: bool) -> None:
        """Ask to use the selected scenes, or to leave them out."""
        rows = [row for row in self.selected_rows() if row.can_change]
        if rows:
            self.use_wished.emit(rows, is_used)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what is least missed where it is narrow."""
        super().resizeEvent(event)
        letters = self.width() / self.fontMetrics().horizontalAdvance("0")
        hidden = {column for column, least in _ROOM.items() if letters < least}
        if hidden != self._hidden:
            self._hidden = hidden
            for column in _ROOM:
                self.setColumnHidden(column, column in hidden)
            self.table.set_brief(letters < _BRIEF_LETTERS)
            self._fit_columns()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Space check and clear the boxes of all selected rows, Enter zoom."""
        if event.key() == Qt.Key.Key_Space and not event.modifiers():
            self._toggle()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.zoom_requested.emit()
        else:
            super().keyPressEvent(event)

    def _toggle(self) -> None:
        rows = [row for row in self.selected_rows() if row.can_change]
        self.wish(is_used=not any(row.is_used for row in rows))

    def _remember(self) -> None:
        self._kept = self.selected_keys()

    def _restore(self) -> None:
        if self.table.rowCount() and not self._was_filled:
            self._was_filled = True
            self._fit_columns()
        if self._kept:
            self.select_keys(self._kept)
        else:
            # A reset takes the selection away without a word.
            self.selection_changed.emit()

    def _fit_columns(self) -> None:
        self.resizeColumnsToContents()
        letter = self.fontMetrics().horizontalAdvance("0")
        # The name of a derived scene is long. And no room for the arrow of the order
        # where there is little.
        most = _BRIEF_WIDTHS if self.table.is_brief else {TILE: _TILE_LETTERS}
        for column, letters in most.items():
            width = min(self.columnWidth(column), round(letters * letter))
            self.setColumnWidth(column, width)

    def _ranges(self, numbers: Sequence[int]) -> QItemSelection:
        """Return lines as few ranges: thousands of single ones would take long."""
        selection, start = QItemSelection(), 0
        for at, number in enumerate(numbers):
            if at + 1 == len(numbers) or numbers[at + 1] != number + 1:
                selection.select(
                    self.table.index(numbers[start], 0), self.table.index(number, STATE)
                )
                start = at + 1
        return selection

    def _dress(self) -> None:
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableView.SelectionMode.ExtendedSelection)
        self.setWordWrap(False)
        self.setItemDelegateForColumn(TILE, _EndFirst(self))
        # Tab leaves the table; cells are reached with the arrows.
        self.setTabKeyNavigation(False)
        header = self.horizontalHeader()
        # A few rows tell the widths; thousands would take their time.
        header.setResizeContentsPrecision(_ROWS_MEASURED)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setStretchLastSection(True)
        header.setHighlightSections(False)
        # A selection of its own, which stays empty: of one of thousands of rows it
        # would ask for each column whether it is whole.
        header.setSelectionModel(QItemSelectionModel(self.table, header))
        header.setSectionsMovable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(round(self.fontMetrics().height() * 1.5))
        frame = header.sizeHint().height() + 4
        self.setMinimumHeight(frame + _ROWS_SEEN * rows.defaultSectionSize())

    def _add_actions(self) -> None:
        toggle = QAction(self.tr("Use or leave out (Space)"), self)
        toggle.triggered.connect(lambda *_: self._toggle())
        zoom = QAction(self.tr("Zoom to the outlines"), self)
        zoom.triggered.connect(lambda *_: self.zoom_requested.emit())
        self.addActions([toggle, zoom])
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)


class _EndFirst(QStyledItemDelegate):  # type: ignore[misc]  # Qt has no types
    """Leaves out the beginning of a text that is too long."""

    def initStyleOption(  # noqa: N802  Qt's
        self, option: QStyleOptionViewItem, index: QModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        option.textElideMode = Qt.TextElideMode.ElideLeft
