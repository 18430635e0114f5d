"""The own list: days and spans of days, typed, pasted or picked from a calendar."""

from __future__ import annotations

from qgis.PyQt.QtCore import QDate, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QDateEdit,
    QGridLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

_FORM = "yyyy-MM-dd"
_LINES = 5


class DaysEdit(QWidget):  # type: ignore[misc]  # Qt has no types
    """One line for each slot: a day, or the first and the last of several."""

    edited = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.days_text = _Text(self)
        self.first_edit = self._day_edit(self.tr("First day of the slot"))
        self.last_edit = self._day_edit(self.tr("Last day of the slot, included"))
        self.add_button = QPushButton(self.tr("Add"))
        self.add_button.setToolTip(self.tr("Add a slot of these days to the list."))
        self.days_text.setToolTip(
            self.tr(
                "One slot a line: a day (2018-03-01), or first and last day"
                " (2018-03-01/2018-03-10). Commas and semicolons part slots, too."
            )
        )
        self.days_text.setAccessibleName(self.tr("Days of the slots"))
        self.days_text.setPlaceholderText("2018-03-01\n2018-04-01/2018-04-10")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(3)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(2, 1)
        grid.addWidget(self.days_text, 0, 0, 1, 4)
        to_label = QLabel(self.tr("to"))
        for column, widget in enumerate(
            (self.first_edit, to_label, self.last_edit, self.add_button)
        ):
            grid.addWidget(widget, 1, column)
        self.days_text.textChanged.connect(lambda: self.edited.emit())
        self.first_edit.dateChanged.connect(self._on_first)
        self.add_button.clicked.connect(self._on_add)
        self.setFocusProxy(self.days_text)

    def text(self) -> str:
        """Return the list as a rhythm, its entries parted by commas."""
        lines = str(self.days_text.toPlainText()).replace(";", "\n").replace(",", "\n")
        return ", ".join(filter(None, (line.strip() for line in lines.split("\n"))))

    def set_text(self, rhythm: str) -> None:
        """Show a list, each entry on a line of its own."""
        if rhythm != self.text():
            lines = rhythm.replace(";", ",").replace("\n", ",").split(",")
            self.days_text.setPlainText("\n".join(line.strip() for line in lines))

    def set_days(self, first: QDate, last: QDate) -> None:
        """Propose the days of the next slot."""
        self.first_edit.setDate(first)
        self.last_edit.setDate(last)

    def _day_edit(self, name: str) -> QDateEdit:
        edit = QDateEdit(QDate.currentDate())
        edit.setDisplayFormat(_FORM)
        edit.setCalendarPopup(True)
        edit.setAccessibleName(name)
        edit.setToolTip(name)
        return edit

    def _on_first(self, day: QDate) -> None:
        if self.last_edit.date() < day:
            self.last_edit.setDate(day)

    def _on_add(self) -> None:
        first, last = self.first_edit.date(), self.last_edit.date()
        span = f"{first.toString(_FORM)}/{last.toString(_FORM)}"
        entry = span if last > first else first.toString(_FORM)
        if entry not in self.text().split(", "):
            lines = [*filter(None, self.text().split(", ")), entry]
            self.days_text.setPlainText("\n".join(sorted(lines)))
        length = first.daysTo(max(last, first)) + 1
        self.set_days(first.addDays(length), max(last, first).addDays(length))
        self.first_edit.setFocus(Qt.FocusReason.OtherFocusReason)


class _Text(QPlainTextEdit):  # type: ignore[misc]  # Qt has no types
    """A few lines; Tab leaves it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        height = self.fontMetrics().lineSpacing() * _LINES
        self.setFixedHeight(height + 2 * round(self.document().documentMargin()) + 4)
