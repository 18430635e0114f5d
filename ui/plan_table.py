"""The table of a plan: a row for every slot, before anything is fetched."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Callable

from qgis.PyQt.QtCore import QAbstractTableModel, QModelIndex, Qt
from qgis.PyQt.QtGui import QPalette

from .locale import grouped
from .pale import pale_text

if TYPE_CHECKING:
    from collections.abc import Sequence

NUMBERS = range(2, 6)
"""Columns that hold numbers."""
STATE = 1
SPARED = (2, 4)
"""Columns that a narrow table can do without."""
_Role = Qt.ItemDataRole
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_NO_INDEX = QModelIndex()


@dataclass(frozen=True)
class PlanRow:
    """What one slot will ask for."""

    slot: str
    state: str
    """In words; of a slot that stays empty with the reason."""
    is_empty: bool
    offered: int
    """Scenes over the area."""
    planned: int
    """Scenes that are asked for."""
    requests: int
    units: float
    tiles: str = ""
    """The planned scenes in words, a line for each."""


class PlanTable(QAbstractTableModel):  # type: ignore[misc]  # Qt has no types
    """Rows of a plan."""

    def __init__(self, palette: Callable[[], QPalette] = QPalette) -> None:
        """Make an empty one.

        Args:
            palette: of the view; by default that of the application.
        """
        super().__init__()
        self._palette = palette
        self._rows: tuple[PlanRow, ...] = ()
        self._decimals = 2
        self._titles = self._make_titles()

    def set_rows(self, rows: Sequence[PlanRow]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows = tuple(rows)
        # One number of decimals, so that the points stand below each other.
        most = max((row.units for row in rows), default=0.0)
        self._decimals = 2 if most >= 1 else 3
        self.endResetModel()

    def rowCount(self, parent: QModelIndex = _NO_INDEX) -> int:  # noqa: N802  Qt's
        """Return the number of slots."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: QModelIndex = _NO_INDEX) -> int:  # noqa: N802  Qt's
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self._titles)

    def headerData(  # noqa: N802  Qt's
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> Any:  # noqa: ANN401  Qt's
        """Return the title of a column, or what it means."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        title, meaning = self._titles[section]
        if role == _Role.TextAlignmentRole:
            return _alignment(section)
        return {_Role.DisplayRole: title, _Role.ToolTipRole: meaning}.get(role)

    def data(self, index: QModelIndex, role: int = _Role.DisplayRole) -> Any:  # noqa: ANN401  Qt's
        """Return what a cell shows."""
        row, column = self._rows[index.row()], index.column()
        if role == _Role.DisplayRole:
            return self._cells(row)[column]
        if role == _Role.ToolTipRole:
            return row.state if row.is_empty else row.tiles
        if role == _Role.TextAlignmentRole:
            return _alignment(column)
        if role == _Role.ForegroundRole and row.is_empty:
            return pale_text(self._palette())
        return None

    def _cells(self, row: PlanRow) -> tuple[str, ...]:
        numbers = (
            str(row.planned),
            str(row.requests),
            grouped(row.units, self._decimals),
        )
        # Dashes, not zeros: nothing is asked for.
        last = ("–",) * len(numbers) if row.is_empty else numbers  # noqa: RUF001
        return (row.slot, row.state, str(row.offered), *last)

    def _make_titles(self) -> tuple[tuple[str, str], ...]:
        return (
            (self.tr("Slot"), self.tr("The time of one image.")),
            (self.tr("State"), self.tr("What the slot will be.")),
            (self.tr("Offered"), self.tr("Tiles that the catalog has over the area.")),
            (
                self.tr("Planned"),
                self.tr("Tiles that are asked for, because they fill the area."),
            ),
            (self.tr("Requests"), self.tr("Requests for the image, one per piece.")),
            (self.tr("Units"), self.tr("Processing units, by the service's formula.")),
        )


def _alignment(column: int) -> Any:  # noqa: ANN401  Qt's
    if column in NUMBERS:
        return _RIGHT
    return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
