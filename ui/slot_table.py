"""The table of a run: a row for every slot, with its state and the reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qgis.PyQt.QtCore import QAbstractTableModel, QModelIndex, Qt
from qgis.PyQt.QtGui import QFont

if TYPE_CHECKING:
    from collections.abc import Sequence

_Role = Qt.ItemDataRole
_NO_INDEX = QModelIndex()


@dataclass(frozen=True)
class SlotRow:
    """How one slot stands."""

    slot: str
    state: str
    """In words, with a sign in front that tells it from afar."""
    reason: str = ""
    is_wrong: bool = False
    """Whether somebody should look at it."""


class SlotTable(QAbstractTableModel):  # type: ignore[misc]  # Qt has no types
    """Rows of slots, in the order in which they were given."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[SlotRow] = []
        self._places: dict[str, int] = {}
        self._titles = (self.tr("Slot"), self.tr("State"), self.tr("Reason"))

    def set_rows(self, rows: Sequence[SlotRow]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows = list(rows)
        self._places = {row.slot: place for place, row in enumerate(rows)}
        self.endResetModel()

    def set_row(self, row: SlotRow) -> None:
        """Show how a slot stands now; it is added if it is new."""
        place = self._places.get(row.slot)
        if place is None:
            place = len(self._rows)
            self.beginInsertRows(_NO_INDEX, place, place)
            self._rows.append(row)
            self._places[row.slot] = place
            self.endInsertRows()
        elif self._rows[place] != row:
            self._rows[place] = row
            last = len(self._titles) - 1
            self.dataChanged.emit(self.index(place, 0), self.index(place, last))

    def rowCount(self, parent: QModelIndex = _NO_INDEX) -> int:  # noqa: N802  Qt's
        """Return the number of slots."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: QModelIndex = _NO_INDEX) -> int:  # noqa: N802  Qt's
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self._titles)

    def headerData(  # noqa: N802  Qt's
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> Any:  # noqa: ANN401  Qt's
        """Return the title of a column."""
        if orientation == Qt.Orientation.Horizontal and role == _Role.DisplayRole:
            return self._titles[section]
        return None

    def data(self, index: QModelIndex, role: int = _Role.DisplayRole) -> Any:  # noqa: ANN401  Qt's
        """Return what a cell shows."""
        row = self._rows[index.row()]
        if role == _Role.DisplayRole:
            return (row.slot, row.state, row.reason)[index.column()]
        if role == _Role.ToolTipRole:
            return row.reason or row.state
        if role == _Role.FontRole and row.is_wrong:
            font = QFont()
            font.setBold(True)
            return font
        return None
