"""A calendar whose days with data are marked, and hatched while nobody knows yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from qgis.PyQt.QtCore import QDate, QEvent, QLocale, QRect, Qt
from qgis.PyQt.QtGui import QBrush, QColor, QPalette, QTextCharFormat
from qgis.PyQt.QtWidgets import QCalendarWidget

from .locale import spoken_locale

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qgis.PyQt.QtGui import QPainter
    from qgis.PyQt.QtWidgets import QWidget

_MARK, _PLANNED, _HATCH = 50, 130, 110
"""Opacities of 255, of what is drawn over any theme's own colours."""
_BAR = 3
"""Height in pixels of the bar that tells how clear the day is."""
_FULL = 100.0


@dataclass(frozen=True)
class DayMark:
    """What a day with data shows."""

    tip: str
    """Its scenes and their cloud, for the tooltip."""
    clear: float | None = None
    """Of its clearest tile, in percent; None is unknown."""
    is_planned: bool = False


class DayCalendar(QCalendarWidget):  # type: ignore[misc]  # Qt has no types
    """Days with data are tinted, stronger where a scene of theirs is planned.

    A bar under the number is as long as the clearest tile of the day is clear; a day
    whose cloud is unknown has none.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._marks: Mapping[date, DayMark] = {}
        self._loading: tuple[date, date] | None = None
        self.setLocale(spoken_locale())
        self.setFirstDayOfWeek(QLocale().firstDayOfWeek())  # that is no word
        self.setVerticalHeaderFormat(
            QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader
        )
        # Qt's red of weekends is hard to read in dark, and says nothing here.
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.setWeekdayTextFormat(day, QTextCharFormat())

    @property
    def marks(self) -> Mapping[date, DayMark]:
        """What is shown, by day."""
        return self._marks

    @property
    def is_loading(self) -> bool:
        """Whether days are hatched."""
        return self._loading is not None

    def set_marks(self, marks: Mapping[date, DayMark]) -> None:
        """Mark these days and no others."""
        self._loading, self._marks = None, dict(marks)
        # Without a date all formats are taken back.
        self.setDateTextFormat(QDate(), QTextCharFormat())
        for day, mark in self._marks.items():
            text = QTextCharFormat()
            text.setToolTip(mark.tip)
            text.setBackground(self._tint(mark))
            self.setDateTextFormat(QDate(day.year, day.month, day.day), text)
        self.updateCells()

    def set_loading(self, first: date, last: date) -> None:
        """Hatch the days of a period, and show its first month."""
        self.set_marks({})
        self._loading = (first, last)
        self.show_day(first)
        self.updateCells()

    def show_day(self, day: date) -> None:
        """Show the month of a day, and select it without telling."""
        self.blockSignals(True)
        self.setSelectedDate(QDate(day.year, day.month, day.day))
        self.setCurrentPage(day.year, day.month)
        self.blockSignals(False)

    def changeEvent(self, event: QEvent) -> None:
        """Take the colours of another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._marks:
            self.set_marks(self._marks)

    def _tint(self, mark: DayMark) -> QColor:
        tint = self.palette().color(QPalette.ColorRole.Highlight)
        tint.setAlpha(_PLANNED if mark.is_planned else _MARK)
        return tint

    def paintCell(self, painter: QPainter, rect: QRect, day: QDate) -> None:  # noqa: N802  Qt's
        """Draw a day, with its bar or as not known yet."""
        at = date(day.year(), day.month(), day.day())
        mark = self._marks.get(at)
        colour = self.palette().color(QPalette.ColorRole.Highlight)
        super().paintCell(painter, rect, day)
        if self._loading and self._loading[0] <= at <= self._loading[1]:
            shade = self.palette().color(QPalette.ColorRole.Text)
            shade.setAlpha(_HATCH)
            painter.fillRect(rect, QBrush(shade, Qt.BrushStyle.BDiagPattern))
        elif mark is not None and mark.clear is not None:
            if day == self.selectedDate():
                colour = self.palette().color(QPalette.ColorRole.HighlightedText)
            inner = rect.adjusted(1, 1, -1, -1)
            width = round(inner.width() * mark.clear / _FULL)
            top = inner.bottom() - _BAR + 1
            painter.fillRect(QRect(inner.left(), top, width, _BAR), colour)
