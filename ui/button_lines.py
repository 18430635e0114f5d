"""Buttons in whole lines: side by side where there is room for their words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.PyQt.QtWidgets import QGridLayout, QSizePolicy, QWidget

from .even_lines import EvenLines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qgis.PyQt.QtGui import QResizeEvent


class ButtonLines(QWidget):  # type: ignore[misc]  # Qt has no types
    """Holds a page as narrow as one of its buttons, whatever the language."""

    def __init__(self, buttons: Sequence[QWidget], most: int, parent: QWidget) -> None:
        """Take the buttons in.

        Args:
            buttons: in their order.
            most: of them in a line.
            parent: the page.
        """
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        self._lines = EvenLines(grid, buttons, range(most, 0, -1))
        self._lines.fit(self.width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines anew."""
        super().resizeEvent(event)
        self._lines.fit(self.width())
