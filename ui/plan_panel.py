"""The plan and its price, and the question whether to pay it: a passive view."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from qgis.gui import QgsCollapsibleGroupBox
from qgis.PyQt import uic
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import (
    QFrame,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableView,
    QWidget,
)

from . import looks
from .plan_table import SPARED, STATE, PlanTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qgis.PyQt.QtGui import QResizeEvent

    from .plan_table import PlanRow

HERE = Path(__file__).parent
_ROWS_SEEN = 4
"""For so many rows the table has room, however small the window is."""
_MARGIN = 12
"""Of a cell, in pixels."""
_WIDE_LETTERS = 55
"""From so many letters on all columns have room."""


class PlanPanel(QgsCollapsibleGroupBox):  # type: ignore[misc]  # Qt has no types
    """A table of slots, their sum, a note, and a question; hidden while empty."""

    answered = pyqtSignal(bool)
    """Whether the price is accepted."""

    plan_view: QTableView
    total_label: QLabel
    note_label: QLabel
    question_frame: QFrame
    question_label: QLabel
    accept_button: QPushButton
    decline_button: QPushButton

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        uic.loadUi(str(HERE / "plan_panel.ui"), self)
        self.setSaveCollapsedState(False)
        self._table = PlanTable(self.plan_view.palette)
        self.plan_view.setModel(self._table)
        self._dress()
        self.accept_button.clicked.connect(lambda: self.answered.emit(True))
        self.decline_button.clicked.connect(lambda: self.answered.emit(False))
        self.note_label.hide()
        self.question_frame.hide()
        self.set_plan((), "")

    def set_plan(self, rows: Sequence[PlanRow], total: str) -> None:
        """Show a plan and its sum, as rich text; no rows show none."""
        self._table.set_rows(rows)
        self._fit_columns(rows)
        self.total_label.setText(total)
        self._show_parts()

    def set_note(self, sentence: str) -> None:
        """Say something about the plan; empty says nothing."""
        self.note_label.setText(sentence)
        self._show_parts()

    def set_question(self, sentence: str) -> None:
        """Ask whether the price is accepted; empty takes the question back."""
        self.question_label.setText(sentence)
        self._show_parts()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what is least missed where it is narrow."""
        super().resizeEvent(event)
        letters = self.width() / self.fontMetrics().horizontalAdvance("0")
        is_narrow = letters < _WIDE_LETTERS
        for column in SPARED:
            if self.plan_view.isColumnHidden(column) != is_narrow:
                self.plan_view.setColumnHidden(column, is_narrow)

    def _show_parts(self) -> None:
        has_plan = self._table.rowCount() > 0
        note, question = self.note_label.text(), self.question_label.text()
        for widget, is_shown in (
            (self.plan_view, has_plan),
            (self.total_label, has_plan),
            (self.note_label, bool(note)),
            (self.question_frame, bool(question)),
        ):
            widget.setVisible(is_shown)
        self._fit_rows()
        self.setVisible(has_plan or bool(note))

    def _dress(self) -> None:
        self.note_label.setStyleSheet(looks.NOTE)
        self.question_frame.setStyleSheet(looks.QUESTION)
        header = self.plan_view.horizontalHeader()
        # Widths are set: to measure all cells at each change would be felt.
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(STATE, QHeaderView.ResizeMode.Stretch)
        header.setSectionsClickable(False)
        header.setMinimumSectionSize(self.fontMetrics().horizontalAdvance("000000"))
        rows = self.plan_view.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(round(self.fontMetrics().height() * 1.5))

    def _fit_columns(self, rows: Sequence[PlanRow]) -> None:
        """Give each column the width of its title, and the first that of the slots."""
        header, letters = self.plan_view.horizontalHeader(), self.fontMetrics()
        longest = max((row.slot for row in rows), key=len, default="")
        for column in range(self._table.columnCount()):
            width = header.sectionSizeHint(column)
            if column == 0:
                slots = letters.horizontalAdvance(longest) + _MARGIN
                width = max(width, slots)
            if column != STATE:
                header.resizeSection(column, width)

    def _fit_rows(self) -> None:
        """Keep room for some of the rows."""
        count = min(self._table.rowCount(), _ROWS_SEEN)
        one = self.plan_view.verticalHeader().defaultSectionSize()
        frame = self.plan_view.horizontalHeader().sizeHint().height() + 4
        self.plan_view.setMinimumHeight(frame + one * count)
