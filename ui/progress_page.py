"""The page of the runs that go or wait: their progress, slots and log."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from qgis.PyQt import uic
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QHeaderView,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QSplitter,
    QTableView,
    QWidget,
)

from .slot_table import SlotTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .slot_table import SlotRow

FORM = Path(__file__).with_suffix(".ui")
_KEY = Qt.ItemDataRole.UserRole
_ROWS_SEEN = 4
_STATE_LETTERS, _SLOT_LETTERS = 17, 12
_LOG_LINES = 2000


@dataclass(frozen=True)
class RunState:
    """How one run stands."""

    key: int
    title: str
    state: str
    """In words."""
    percent: int
    can_cancel: bool = False
    can_retry: bool = False


class ProgressPage(QWidget):  # type: ignore[misc]  # Qt has no types
    """Runs, and of the chosen one a bar, its slots and what happened."""

    cancel_requested = pyqtSignal(int)
    """The key of the run."""
    retry_requested = pyqtSignal(int)
    folder_requested = pyqtSignal(int)
    run_chosen = pyqtSignal(int)

    empty_label: QLabel
    content: QSplitter
    runs_list: QListWidget
    state_label: QLabel
    progress_bar: QProgressBar
    cancel_button: QPushButton
    retry_button: QPushButton
    folder_button: QPushButton
    slots_view: QTableView
    log_edit: QPlainTextEdit

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        uic.loadUi(str(FORM), self)
        self._states: dict[int, RunState] = {}
        self._slots = SlotTable()
        self._dress()
        self.runs_list.currentItemChanged.connect(lambda *_: self._on_chosen())
        for button, signal in (
            (self.cancel_button, self.cancel_requested),
            (self.retry_button, self.retry_requested),
            (self.folder_button, self.folder_requested),
        ):
            button.clicked.connect(lambda *_, signal=signal: self._ask(signal))
        self._show_state()

    @property
    def chosen(self) -> int | None:
        """The key of the run whose slots are shown; None without any."""
        item = self.runs_list.currentItem()
        return None if item is None else int(item.data(_KEY))

    def set_run(self, run: RunState) -> None:
        """Show how a run stands; a new one goes on top and is chosen."""
        is_new = run.key not in self._states
        self._states[run.key] = run
        if is_new:
            item = QListWidgetItem()
            item.setData(_KEY, run.key)
            self.runs_list.insertItem(0, item)
        item = self._item(run.key)
        text = f"{run.title}\n{run.state}"
        if item is not None and item.text() != text:
            item.setText(text)
            item.setToolTip(text)
        if is_new:
            self.runs_list.setCurrentRow(0)
        elif run.key == self.chosen:
            self._show_state()

    def remove_run(self, key: int) -> None:
        """Show a run no more."""
        item = self._item(key)
        self._states.pop(key, None)
        if item is not None:
            self.runs_list.takeItem(self.runs_list.row(item))
        self._show_state()

    def set_slots(self, rows: Sequence[SlotRow]) -> None:
        """Show the slots of the chosen run."""
        self._slots.set_rows(rows)

    def set_slot(self, row: SlotRow) -> None:
        """Show how one of these slots stands now."""
        self._slots.set_row(row)

    def set_log(self, lines: Sequence[str]) -> None:
        """Show what happened in the chosen run."""
        self.log_edit.setPlainText("\n".join(lines))

    def add_log(self, line: str) -> None:
        """Show what else happened."""
        self.log_edit.appendPlainText(line)

    def _item(self, key: int) -> QListWidgetItem | None:
        items = (self.runs_list.item(row) for row in range(self.runs_list.count()))
        return next((one for one in items if one.data(_KEY) == key), None)

    def _on_chosen(self) -> None:
        self._show_state()
        if self.chosen is not None:
            self.run_chosen.emit(self.chosen)

    def _ask(self, signal: pyqtSignal) -> None:
        if self.chosen is not None:
            signal.emit(self.chosen)

    def _show_state(self) -> None:
        run = None if self.chosen is None else self._states.get(self.chosen)
        self.empty_label.setVisible(run is None)
        self.content.setVisible(run is not None)
        if run is not None:
            self.state_label.setText(run.state)
            self.progress_bar.setValue(run.percent)
            self.cancel_button.setEnabled(run.can_cancel)
            self.retry_button.setEnabled(run.can_retry)

    def _dress(self) -> None:
        letter = self.fontMetrics().horizontalAdvance("0")
        line = self.fontMetrics().height()
        self.runs_list.setMinimumHeight(_ROWS_SEEN * line)
        self.log_edit.setMaximumBlockCount(_LOG_LINES)
        self.slots_view.setModel(self._slots)
        header = self.slots_view.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        # Widths that do not follow each change: measuring takes its time.
        header.resizeSection(0, _SLOT_LETTERS * letter)
        header.resizeSection(1, _STATE_LETTERS * letter)
        rows = self.slots_view.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(round(line * 1.5))
        for place, stretch in enumerate((1, 3, 1)):
            self.content.setStretchFactor(place, stretch)
