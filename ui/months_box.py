"""Months of the year: twelve buttons in as few lines as there is room for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.PyQt.QtCore import QLocale, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QGridLayout, QSizePolicy, QToolButton, QWidget

from . import looks
from .even_lines import EvenLines
from .locale import spoken_locale

if TYPE_CHECKING:
    from collections.abc import Collection

    from qgis.PyQt.QtGui import QResizeEvent

_MONTHS = range(1, 13)
# Buttons in a line, of which twelve make whole lines.
_LINES = (12, 6, 4, 3)
_GAP = 2


class MonthsBox(QWidget):  # type: ignore[misc]  # Qt has no types
    """Months that are kept; none that is pressed keeps all."""

    changed = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setStyleSheet(looks.PRESSED)
        self.setToolTip(self.tr("Months of the year that are kept; none keeps all."))
        self.buttons = tuple(self._button(number) for number in _MONTHS)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(_GAP)
        self._lines = EvenLines(grid, self.buttons, _LINES)
        self._lines.fit(self.width())
        self.setFocusProxy(self.buttons[0])

    @property
    def months(self) -> tuple[int, ...]:
        """Months that are pressed, 1 to 12."""
        return tuple(
            number
            for number, button in zip(_MONTHS, self.buttons)
            if button.isChecked()
        )

    def set_months(self, months: Collection[int]) -> None:
        """Press these months and no others."""
        for number, button in zip(_MONTHS, self.buttons):
            button.setChecked(number in months)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the line anew."""
        super().resizeEvent(event)
        self._lines.fit(self.width())

    def _button(self, number: int) -> QToolButton:
        locale = spoken_locale()
        short, long = QLocale.FormatType.ShortFormat, QLocale.FormatType.LongFormat
        name = locale.standaloneMonthName(number, long)
        button = QToolButton(self)
        button.setText(locale.standaloneMonthName(number, short))
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button.setObjectName(f"month_{number}_button")
        button.setAccessibleName(name)
        button.setToolTip(
            self.tr(
                "Keep {month} of every year; with none pressed all months are kept."
            ).format(month=name)
        )
        button.toggled.connect(lambda _: self.changed.emit())
        return button
