"""Room: how large the dialog must be for what it shows, and where its labels end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.PyQt.QtWidgets import QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from collections.abc import Collection

    from .plan_panel import PlanPanel

_FORM_LETTERS, _PLAN_LETTERS = 50, 60
"""Widths of the two columns, in letters."""


class Room:
    """Fits a dialog to its form and to the plan beside it."""

    def __init__(
        self,
        dialog: QDialog,
        columns: QHBoxLayout,
        form_side: QWidget,
        place: QVBoxLayout,
        panel: PlanPanel,
    ) -> None:
        self._dialog = dialog
        self._columns = columns
        self._panel = panel
        self._is_wide = False
        self._other_width = 0
        """Of the dialog without the plan while it is shown, and with it while not."""
        self._letter = dialog.fontMetrics().horizontalAdvance("0")
        self._form_side = form_side
        place.addWidget(panel)
        # The title of a collapsed plan stays at the top.
        place.addStretch()
        place.setStretchFactor(panel, 1)

    def fit(self) -> None:
        """Make room for what is shown, and give back what the plan needs no more."""
        dialog, layout = self._dialog, self._dialog.layout()
        wide = self._panel.isVisibleTo(dialog) and not self._panel.isCollapsed()
        for column, stretch in enumerate((0, 1) if wide else (1, 0)):
            self._columns.setStretch(column, stretch)
        needed = self._form_side.layout().minimumSize().width()
        self._form_side.setMinimumWidth(max(needed, _FORM_LETTERS * self._letter))
        layout.activate()
        width, before = dialog.width(), self._other_width
        if wide != self._is_wide:
            self._is_wide, self._other_width = wide, width
            width = before or width + _PLAN_LETTERS * self._letter
        width = max(width, dialog.minimumSizeHint().width())
        # Texts that wrap need a height that their hints do not tell.
        least = layout.totalHeightForWidth(width)
        dialog.resize(width, max(dialog.height(), least))


def align_labels(form: QWidget, apart: Collection[QLabel]) -> None:
    """Give the fields of all groups one left edge; some labels stand apart."""
    labels = [
        label
        for label in form.findChildren(QLabel)
        if label.buddy() is not None and label not in apart
    ]
    width = max(label.sizeHint().width() for label in labels)
    for label in labels:
        label.setMinimumWidth(width)
    for label in apart:
        # The underlined letter is not part of the hint on every platform.
        label.setMinimumWidth(label.sizeHint().width() + 6)
