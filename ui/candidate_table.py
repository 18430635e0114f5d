"""The table of candidates: a row for every scene of a slot, known by its key.

The model filters and sorts by itself. A proxy in front of it would ask Python for two
values in each of its comparisons; sorted here, five thousand rows take a few ms.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Callable

from qgis.PyQt.QtCore import QAbstractTableModel, QModelIndex, Qt, pyqtSignal
from qgis.PyQt.QtGui import QPalette

from .candidate_row import (
    ACQUIRED,
    CLOUD,
    COVERAGE,
    ORBIT,
    SLOT,
    STATE,
    TILE,
    USE,
    VALUES,
)
from .pale import pale_text

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from .candidate_row import CandidateRow

_NUMBERS = (CLOUD, COVERAGE, ORBIT)
_Role = Qt.ItemDataRole
_Flag = Qt.ItemFlag
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_MARKS = {True: "●", False: "○"}
_CHECKED = {True: Qt.CheckState.Checked, False: Qt.CheckState.Unchecked}
_NO_INDEX = QModelIndex()


class CandidateTable(QAbstractTableModel):  # type: ignore[misc]  # Qt has no types
    """Rows in the order of a column; what is unknown comes last, whatever the order."""

    use_changed = pyqtSignal(object, bool)
    """A row whose box was clicked, and whether its scene may be used now."""

    def __init__(self, palette: Callable[[], QPalette] = QPalette) -> None:
        """Make an empty one.

        Args:
            palette: of the view; by default that of the application.
        """
        super().__init__()
        self._palette = palette
        self._rows: tuple[CandidateRow, ...] = ()
        self._shown: list[int] = []
        self._slot, self._only_planned = "", False
        self._column, self._is_descending = -1, False
        self._limit: float | None = None
        self.is_brief = False
        """Whether there is little room: see `set_brief`."""
        self._titles = self._make_titles()
        self._unknown = self.tr("unknown")
        self._over = self.tr("over the limit")

    def set_rows(self, rows: Sequence[CandidateRow]) -> None:
        """Show other rows, in the order of the column that was chosen."""
        with self._reset():
            self._rows = tuple(rows)

    def filter(self, slot: str, *, only_planned: bool) -> None:
        """Show the rows of one slot, empty for all, or the planned ones alone."""
        with self._reset():
            self._slot, self._only_planned = slot, only_planned

    def sort(
        self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder
    ) -> None:
        """Order the rows by a column; by none as they came."""
        with self._reset():
            self._column = column
            self._is_descending = order == Qt.SortOrder.DescendingOrder

    def row_at(self, number: int) -> CandidateRow:
        """Return what a line of the table shows."""
        return self._rows[self._shown[number]]

    def numbers_of(self, keys: Collection[str]) -> list[int]:
        """Return the lines of scenes, from the top."""
        keys, rows = frozenset(keys), self._rows
        return [at for at, one in enumerate(self._shown) if rows[one].key in keys]

    @property
    def rows(self) -> tuple[CandidateRow, ...]:
        """All rows as they were set, hidden ones too."""
        return self._rows

    @property
    def shown(self) -> list[CandidateRow]:
        """The rows that are not hidden, from the top."""
        return [self._rows[one] for one in self._shown]

    def set_excluded(self, keys: Collection[str]) -> None:
        """Show at once what is left out; the plan that follows from it comes later."""
        keys = frozenset(keys)
        self._rows = tuple(
            row
            if not row.can_change or row.is_used is row.excluded_by.isdisjoint(keys)
            else replace(row, is_used=not row.is_used)
            for row in self._rows
        )
        if self._shown:
            last = len(self._shown) - 1
            self.dataChanged.emit(self.index(0, USE), self.index(last, STATE))

    def set_brief(self, is_brief: bool) -> None:
        """Show of an acquisition its day alone, and less words; tooltips tell them."""
        self.is_brief = is_brief

    def set_limit(self, tile_cloud: float | None) -> None:
        """Tell which planned scenes are so cloudy that their image is rejected.

        Args:
            tile_cloud: the most that is wanted, in percent; None is no limit.
        """
        if tile_cloud != self._limit:
            with self._reset():
                self._limit = tile_cloud

    def rowCount(self, parent: QModelIndex = _NO_INDEX) -> int:  # noqa: N802  Qt's
        """Return the number of rows that are shown."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: QModelIndex = _NO_INDEX) -> int:  # noqa: N802  Qt's
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self._titles)

    def flags(self, index: QModelIndex) -> Any:  # noqa: ANN401  Qt's
        """Return what can be done with a cell."""
        flags = _Flag.ItemIsEnabled | _Flag.ItemIsSelectable
        if index.column() == USE and self.row_at(index.row()).can_change:
            flags |= _Flag.ItemIsUserCheckable
        return flags

    def setData(  # noqa: N802  Qt's
        self,
        index: QModelIndex,
        value: Any,  # noqa: ANN401  Qt's
        role: int = _Role.EditRole,
    ) -> bool:
        """Tell that a box was checked or cleared."""
        if role != _Role.CheckStateRole or index.column() != USE:
            return False
        row = self.row_at(index.row())
        # Qt 5 gives a number, Qt 6 the number of its enum.
        is_used = Qt.CheckState(value) == Qt.CheckState.Checked
        if row.can_change and is_used != row.is_used:
            self.use_changed.emit(row, is_used)
        return bool(row.can_change)

    def headerData(  # noqa: N802  Qt's
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> Any:  # noqa: ANN401  Qt's
        """Return the title of a column, or what it means."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        title, meaning = self._titles[section]
        if role == _Role.TextAlignmentRole:
            return _RIGHT if section in _NUMBERS else _LEFT
        return {_Role.DisplayRole: title, _Role.ToolTipRole: meaning}.get(role)

    def data(self, index: QModelIndex, role: int = _Role.DisplayRole) -> Any:  # noqa: ANN401  Qt's
        """Return what a cell shows."""
        column = index.column()
        if role == _Role.TextAlignmentRole:
            return _RIGHT if column in _NUMBERS else _LEFT
        row = self.row_at(index.row())
        if role == _Role.DisplayRole:
            return self._text(row, column)
        if role == _Role.CheckStateRole and column == USE:
            return _CHECKED[row.is_used]
        if role == _Role.ToolTipRole:
            return self._tip(row, column)
        if role == _Role.ForegroundRole and column != USE and not row.is_planned:
            return pale_text(self._palette())
        return None

    def _tip(self, row: CandidateRow, column: int) -> str:
        if column in (SLOT, ACQUIRED):
            # With what a narrow table leaves out.
            told = (row.slot, f"{row.acquired:%Y-%m-%d %H:%M:%S} UTC", row.platform)
            orbit = self.tr("orbit {number}").format(number=row.orbit)
            known = [*filter(None, told), *([orbit] if row.orbit is not None else [])]
            return " · ".join(known)
        if self._is_over(row):
            return str(
                self.tr("It is asked for, but an image with this tile is rejected.")
            )
        if column == USE:
            # Its mark is all of the state that a narrow table has room for.
            text = str(self.tr("{state}: {reason}"))
            return text.format(state=self._value(row, STATE), reason=row.reason)
        if column != STATE and self._value(row, column) is None:
            return str(self._unknown)
        return row.key if column == TILE else row.reason

    def _is_over(self, row: CandidateRow) -> bool:
        limit, cloud = self._limit, row.cloud
        if limit is None or cloud is None:
            return False
        return row.is_planned and cloud > limit

    def _text(self, row: CandidateRow, column: int) -> str:
        value = self._value(row, column)
        if column == USE:
            return _MARKS[row.is_planned]
        if value is None:
            return "?" if self.is_brief else str(self._unknown)
        if column == ACQUIRED:
            return f"{value:%Y-%m-%d}" if self.is_brief else f"{value:%Y-%m-%d %H:%M}"
        return f"{value:.1f}" if column in (CLOUD, COVERAGE) else str(value)

    @contextmanager
    def _reset(self) -> Iterator[None]:
        """Change what is shown; whoever selected rows does so again by their keys."""
        self.beginResetModel()
        yield
        self._arrange()
        self.endResetModel()

    def _value(self, row: CandidateRow, column: int) -> Any:  # noqa: ANN401  any type
        if column == STATE and self._is_over(row):
            return self._over
        return VALUES[column](row)

    def _arrange(self) -> None:
        rows = self._rows
        shown = [
            number
            for number, row in enumerate(rows)
            if (not self._slot or row.slot == self._slot)
            and (row.is_planned or not self._only_planned)
        ]
        # Slots are in time order as they come, and in each the best scene is first.
        if self._column == SLOT and self._is_descending:
            shown = _slots_backwards(rows, shown)
        elif 0 <= self._column != SLOT:
            values = {one: self._value(rows[one], self._column) for one in shown}
            known = [one for one in shown if values[one] is not None]
            known.sort(key=values.__getitem__, reverse=self._is_descending)
            shown = known + [one for one in shown if values[one] is None]
        self._shown = shown

    def _make_titles(self) -> tuple[tuple[str, str], ...]:
        return (
            (
                self.tr("Use"),
                self.tr(
                    "Whether the scene may be asked for; cleared, it is left out. ● it"
                    " is asked for, ○ it is not."
                ),
            ),
            (self.tr("Slot"), self.tr("The time of one image.")),
            (self.tr("Acquired\n(UTC)"), self.tr("When the satellite saw it.")),
            (self.tr("Tile"), self.tr("Tile of the grid, or path/row.")),
            (
                self.tr("Tile\ncloud %"),
                self.tr(
                    "Tile cloud: the provider's figure of cloud over the whole tile."
                ),
            ),
            (
                self.tr("Cover-\nage %"),
                self.tr(
                    "Coverage: share of the area inside the tile's outline, as the"
                    " catalog claims it."
                ),
            ),
            (self.tr("Platform"), self.tr("The satellite.")),
            (self.tr("Orbit"), self.tr("The relative orbit.")),
            (self.tr("State"), self.tr("Whether the scene is asked for, or why not.")),
        )


def _slots_backwards(rows: Sequence[CandidateRow], shown: Sequence[int]) -> list[int]:
    """Return the last slot first; inside a slot the best scene stays first."""
    slots: dict[str, list[int]] = {}
    for one in shown:
        slots.setdefault(rows[one].slot, []).append(one)
    return [one for slot in reversed(tuple(slots)) for one in slots[slot]]
