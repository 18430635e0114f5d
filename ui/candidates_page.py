"""The page of candidates: what the catalog has for every slot; a passive view."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from qgis.PyQt import uic
from qgis.PyQt.QtCore import QDate, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from . import looks
from .candidate_view import CandidateView
from .choices import chosen, fill
from .day_calendar import DayCalendar
from .locale import grouped

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from datetime import date

    from qgis.PyQt.QtGui import QHideEvent, QShowEvent

    from .candidate_row import CandidateRow
    from .candidate_table import CandidateTable
    from .day_calendar import DayMark
    from .form import Form

HERE = Path(__file__).parent


class CandidatesPage(QWidget):  # type: ignore[misc]  # Qt has no types
    """A table of scenes, a calendar of their days, and what one can do with them.

    It is a part of the form: it holds the scenes that are left out by hand.
    """

    search_requested = pyqtSignal()
    stop_requested = pyqtSignal()
    changed = pyqtSignal()
    """Another scene is left out, or is no more."""
    selection_changed = pyqtSignal()
    shown_changed = pyqtSignal()
    """Other rows are shown, or the page itself is, or its outlines."""
    zoom_requested = pyqtSignal()
    pick_toggled = pyqtSignal(bool)
    """Whether clicks on the map should select scenes."""

    search_button: QPushButton
    status_label: QLabel
    excluded_widget: QWidget
    excluded_label: QLabel
    message_frame: QFrame
    message_label: QLabel
    retry_button: QPushButton
    results_widget: QWidget
    slot_combo: QComboBox
    planned_check: QCheckBox
    table_place: QVBoxLayout
    exclude_button: QPushButton
    use_button: QPushButton
    use_all_button: QPushButton
    outlines_check: QCheckBox
    pick_button: QToolButton
    zoom_button: QToolButton
    calendar_place: QVBoxLayout

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        uic.loadUi(str(HERE / "candidates_page.ui"), self)
        self.view, self.calendar = CandidateView(self), DayCalendar(self)
        self._excluded: frozenset[str] = frozenset()
        self._is_busy = False
        self._search_text = self.search_button.text()
        self._outlines_text = self.outlines_check.text()
        self._place()
        self._connect()
        self.set_message("")
        self._tell_excluded()
        self._follow_selection()

    @property
    def table(self) -> CandidateTable:
        """The model of the table."""
        return self.view.table

    def values(self) -> Mapping[str, Any]:
        """Return the fields of the form that this page holds."""
        return {"excluded_scenes": self._excluded}

    def show_form(self, form: Form) -> None:
        """Show the scenes that the form leaves out."""
        self._set_excluded(form.excluded_scenes)

    def set_status(self, text: str) -> None:
        """Say what is shown, or what is to be done first."""
        self.status_label.setText(text)

    def set_message(self, sentence: str, *, is_failure: bool = False) -> None:
        """Say what went wrong, with a button to try again, or what else is to know."""
        self.message_label.setText(sentence)
        self.message_frame.setStyleSheet(
            looks.FAILURE_FRAME if is_failure else looks.NOTE_FRAME
        )
        self.retry_button.setVisible(is_failure)
        self.message_frame.setVisible(bool(sentence))

    def set_busy(self, is_busy: bool) -> None:
        """Show that the catalog is being asked, and that this can be stopped."""
        self._is_busy = is_busy
        self.search_button.setText(self.tr("Stop") if is_busy else self._search_text)

    def set_loading(self, first: date, last: date) -> None:
        """Show no rows, and the days of the period as not known yet."""
        self.table.set_rows(())
        self.calendar.set_loading(first, last)
        self._show_results(True)

    def set_rows(
        self,
        rows: Sequence[CandidateRow],
        days: Mapping[date, DayMark],
        slots: Iterable[str],
    ) -> None:
        """Show what was found; the selection stays with the scenes it is of.

        Args:
            rows: of all slots, in time order.
            days: marks of the calendar.
            slots: names of all slots, in time order.
        """
        is_first = not self.table.rows
        fill(self.slot_combo, [("", self.tr("All slots")), *((s, s) for s in slots)])
        self.table.set_rows(rows)
        self.calendar.set_marks(days)
        if days and is_first:
            self.calendar.show_day(min(days))
        self._follow_selection()
        self._show_results(True)

    def hide_results(self) -> None:
        """Show neither rows nor days: nothing is known, which is not that none are."""
        self.table.set_rows(())
        self.calendar.set_marks({})
        self._show_results(False)

    @property
    def shows_outlines(self) -> bool:
        """Whether the map should show where the scenes lie."""
        return bool(self.outlines_check.isChecked() and self.isVisible())

    def tell_outlines(self, drawn: int, count: int) -> None:
        """Say how many of the outlines are drawn, where these are not all."""
        text = self.tr("{text} ({drawn} of {count})").format(
            text=self._outlines_text, drawn=grouped(drawn), count=grouped(count)
        )
        self.outlines_check.setText(text if drawn < count else self._outlines_text)

    def set_picking(self, is_picking: bool) -> None:
        """Show whether clicks on the map select scenes."""
        blocked = self.pick_button.blockSignals(True)
        self.pick_button.setChecked(is_picking)
        self.pick_button.blockSignals(blocked)

    def selected_keys(self) -> frozenset[str]:
        """Return the keys of the scenes that are selected."""
        return self.view.selected_keys()

    def select_keys(self, keys: Collection[str], *, adds: bool = False) -> None:
        """Select scenes by their keys; with ``adds`` the others stay selected."""
        self.view.select_keys(keys, adds=adds)

    def showEvent(self, event: QShowEvent) -> None:
        """Tell that the page is visible."""
        super().showEvent(event)
        self.shown_changed.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        """Tell that the page is not visible any more."""
        super().hideEvent(event)
        self.shown_changed.emit()

    def _place(self) -> None:
        self.table_place.addWidget(self.view)
        self.calendar_place.addWidget(self.calendar)
        self.view.setAccessibleName(self.tr("Candidates"))
        self.calendar.setAccessibleName(self.tr("Days with data"))
        self.calendar.setToolTip(
            self.tr("Days with data are tinted; click one to select its scenes.")
        )
        order = (
            *(self.search_button, self.use_all_button, self.retry_button),
            *(self.slot_combo, self.planned_check, self.view, self.exclude_button),
            *(self.use_button, self.outlines_check, self.pick_button),
            *(self.zoom_button, self.calendar),
        )
        for before, behind in zip(order, order[1:]):
            QWidget.setTabOrder(before, behind)

    def _connect(self) -> None:
        self.search_button.clicked.connect(lambda *_: self._on_search_clicked())
        self.retry_button.clicked.connect(lambda *_: self.search_requested.emit())
        self.slot_combo.currentIndexChanged.connect(lambda *_: self._filter())
        self.planned_check.toggled.connect(lambda *_: self._filter())
        self.table.modelReset.connect(self.shown_changed)
        self.view.use_wished.connect(self._on_use_wished)
        self.view.selection_changed.connect(self._on_selection_changed)
        self.view.zoom_requested.connect(self.zoom_requested)
        self.exclude_button.clicked.connect(lambda *_: self.view.wish(is_used=False))
        self.use_button.clicked.connect(lambda *_: self.view.wish(is_used=True))
        self.use_all_button.clicked.connect(lambda *_: self._set_excluded(frozenset()))
        self.outlines_check.toggled.connect(lambda *_: self.shown_changed.emit())
        self.pick_button.toggled.connect(self.pick_toggled)
        self.zoom_button.clicked.connect(lambda *_: self.zoom_requested.emit())
        self.calendar.clicked.connect(self._on_day)
        self.calendar.activated.connect(self._on_day)

    def _on_search_clicked(self) -> None:
        if self._is_busy:
            self.stop_requested.emit()
        else:
            self.search_requested.emit()

    def _show_results(self, is_shown: bool) -> None:
        self.results_widget.setVisible(is_shown)

    def _filter(self) -> None:
        self.table.filter(
            chosen(self.slot_combo), only_planned=self.planned_check.isChecked()
        )

    def _on_selection_changed(self) -> None:
        self._follow_selection()
        self.selection_changed.emit()

    def _on_day(self, day: QDate) -> None:
        """Select the scenes of a day."""
        wanted = (day.year(), day.month(), day.day())
        self.select_keys(
            {
                row.key
                for row in self.table.shown
                if (row.acquired.year, row.acquired.month, row.acquired.day) == wanted
            }
        )

    def _follow_selection(self) -> None:
        """Offer what can be done with the selected scenes."""
        selected = self.view.selected_rows()
        rows = [row for row in selected if row.can_change]
        self.exclude_button.setEnabled(any(row.is_used for row in rows))
        self.use_button.setEnabled(not all(row.is_used for row in rows))
        self.zoom_button.setEnabled(bool(selected))

    def _tell_excluded(self) -> None:
        """Say what is left out, whatever else is shown: it holds for every search."""
        count = len(self._excluded)
        text = (
            self.tr("1 scene is left out by hand.")
            if count == 1
            else self.tr("{count} scenes are left out by hand.").format(count=count)
        )
        self.excluded_label.setText(text)
        self.excluded_widget.setVisible(bool(count))

    def _on_use_wished(self, rows: Sequence[CandidateRow], is_used: bool) -> None:
        keys = frozenset[str]().union(*(row.excluded_by for row in rows))
        self._set_excluded(self._excluded - keys if is_used else self._excluded | keys)

    def _set_excluded(self, keys: frozenset[str]) -> None:
        if keys == self._excluded:
            return
        self._excluded = keys
        self.table.set_excluded(keys)
        self._tell_excluded()
        self._follow_selection()
        self.changed.emit()
