"""Time beyond from, to and rhythm: months of the year, an own list, and the slots."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QLabel, QVBoxLayout, QWidget

from .days_edit import DaysEdit
from .months_box import MonthsBox
from .slot_strip import SlotStrip

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from .form import Form


class TimePart(QWidget):  # type: ignore[misc]  # Qt has no types
    """Months to keep, days of an own list, and a strip with every slot."""

    changed = pyqtSignal()
    """Months, days or excluded slots."""
    listed = pyqtSignal(str)
    """The own list was edited to this text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("time_part")
        self._excluded: frozenset[str] = frozenset()
        self._is_listing = False
        self.days_edit = DaysEdit(self)
        self.months_label = QLabel(self)
        self.months_box = MonthsBox(self)
        self.months_label.setBuddy(self.months_box)
        self.slots_label = QLabel(self)
        self.slots_label.setWordWrap(True)
        self.slots_label.setTextFormat(Qt.TextFormat.PlainText)
        self.strip = SlotStrip(self)
        self._lay_out()
        self.set_listing(False)
        self.set_summary("")
        self._say_months()
        self.days_edit.edited.connect(self._on_days)
        self.months_box.changed.connect(self._on_months)
        self.strip.exclude_toggled.connect(self._on_exclude_toggled)
        self.strip.include_all_requested.connect(lambda: self.set_excluded(()))

    def values(self) -> Mapping[str, Any]:
        """Return months, excluded slots and, where it is asked for, the own list."""
        values: dict[str, Any] = {
            "months": self.months_box.months,
            "excluded_slots": self._excluded,
        }
        if self._is_listing:
            values["rhythm"] = self.days_edit.text() or "list"
        return values

    def show_form(self, form: Form) -> None:
        """Show the fields of a form."""
        self.months_box.set_months(form.months)
        self.set_excluded(form.excluded_slots)
        if self._is_listing:
            self.days_edit.set_text(form.rhythm)

    def set_listing(self, listing: bool) -> None:
        """Show the own list, or hide it."""
        self._is_listing = listing
        self.days_edit.setVisible(listing)

    def set_excluded(self, names: Collection[str]) -> None:
        """Leave out these slots, and no others."""
        if frozenset(names) != self._excluded:
            self._excluded = frozenset(names)
            self.changed.emit()

    def set_summary(self, text: str) -> None:
        """Say in words what the strip shows."""
        self.slots_label.setText(text)
        self.slots_label.setVisible(bool(text))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for widget in (
            self.days_edit,
            self.months_label,
            self.months_box,
            self.slots_label,
            self.strip,
        ):
            column.addWidget(widget)

    def _say_months(self) -> None:
        self.months_label.setText(
            self.tr("Months: only those that are pressed")
            if self.months_box.months
            else self.tr("Months: all")
        )

    def _on_months(self) -> None:
        self._say_months()
        self.changed.emit()

    def _on_days(self) -> None:
        self.listed.emit(self.days_edit.text())
        self.changed.emit()

    def _on_exclude_toggled(self, name: str) -> None:
        self.set_excluded(self._excluded ^ {name})
