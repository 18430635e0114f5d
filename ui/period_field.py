"""The fields of the period: its first and its last day, both included."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from qgis.PyQt.QtCore import QDate

if TYPE_CHECKING:
    from qgis.PyQt.QtWidgets import QDateEdit


class PeriodField:
    """Reads and shows two days."""

    def __init__(self, start_edit: QDateEdit, end_edit: QDateEdit) -> None:
        self._start_edit = start_edit
        self._end_edit = end_edit

    def days(self) -> tuple[date, date]:
        """Return the first and the last day."""
        return _to_date(self._start_edit.date()), _to_date(self._end_edit.date())

    def set_days(self, first_day: date, last_day: date) -> None:
        """Show the days."""
        for edit, day in ((self._start_edit, first_day), (self._end_edit, last_day)):
            edit.setDate(QDate(day.year, day.month, day.day))


def _to_date(day: QDate) -> date:
    return date(day.year(), day.month(), day.day())
