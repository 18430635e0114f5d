"""Widgets in whole lines: as many side by side as there is room for."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qgis.PyQt.QtWidgets import QGridLayout, QWidget


class EvenLines:
    """Places widgets in a grid whose holder ignores their width.

    The holder's horizontal size policy must be Ignored: a line of all of them must
    not hold a dock open.
    """

    def __init__(
        self, grid: QGridLayout, widgets: Sequence[QWidget], counts: Sequence[int]
    ) -> None:
        """Keep what is placed; nothing is placed before `fit`.

        Args:
            grid: of the holder.
            widgets: in their order.
            counts: widgets in a line, largest first, that make whole lines.
        """
        self._grid = grid
        self._widgets = widgets
        self._counts = counts
        self._per_line = 0

    def fit(self, width: int) -> None:
        """Place the widgets anew if another number of them fits into the width."""
        fitting = (count for count in self._counts if self._needed(count) <= width)
        per_line = next(fitting, self._counts[-1])
        if per_line != self._per_line:
            self._per_line = per_line
            for number, widget in enumerate(self._widgets):
                self._grid.addWidget(widget, number // per_line, number % per_line)

    def _needed(self, per_line: int) -> int:
        """Return the width of so many columns, each as wide as its widest widget."""
        widths = [widget.minimumSizeHint().width() for widget in self._widgets]
        columns = [max(widths[start::per_line]) for start in range(per_line)]
        gaps = int(self._grid.horizontalSpacing()) * (per_line - 1)
        return int(sum(columns)) + gaps
