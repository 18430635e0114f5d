"""The field of the product: a list with pictures, in which one can search by typing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from qgis.PyQt.QtCore import QSize, Qt
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QComboBox, QCompleter, QStyle

from .choices import fill

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .choices import Choices

PICTURES = Path(__file__).parent / "thumbnails"
"""Of each product a PNG by its name."""
_SMALL, _LARGE = 1.6, 3.5
"""Sides of the pictures in the field and in its lists, in heights of a line."""


class ProductField:
    """Makes a combo box one that is searched by any part of a title."""

    def __init__(self, combo: QComboBox) -> None:
        self._combo = combo
        combo.setEditable(True)
        combo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        line = combo.fontMetrics().height()
        large = QSize(round(_LARGE * line), round(_LARGE * line))
        completer = QCompleter(combo.model(), combo)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        completer.popup().setIconSize(large)
        combo.setCompleter(completer)
        combo.setIconSize(QSize(round(_SMALL * line), round(_SMALL * line)))
        # Later than that of the field, which takes it for its list, too.
        combo.view().setIconSize(large)
        combo.lineEdit().editingFinished.connect(self._take_typed)

    def offer(self, products: Choices, pictures: Mapping[str, Path]) -> None:
        """Offer ``(id, title)``, keeping the choice if it is still among them.

        Args:
            products: the choices.
            pictures: files by id; others have the plugin's own, or none.
        """
        fill(self._combo, products)
        for row in range(self._combo.count()):
            name = str(self._combo.itemData(row))
            path = pictures.get(name, PICTURES / f"{name}.png")
            # An icon without a file would be drawn as an empty space.
            if path.is_file():
                self._combo.setItemIcon(row, QIcon(str(path)))
        self._widen_lists()

    def _widen_lists(self) -> None:
        """Let the lists show whole titles, however narrow the field is."""
        combo, letters = self._combo, self._combo.fontMetrics()
        titles = (combo.itemText(row) for row in range(combo.count()))
        longest = max(map(letters.horizontalAdvance, titles), default=0)
        margin = combo.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
        for view in (combo.view(), combo.completer().popup()):
            icon = view.iconSize().width()
            view.setMinimumWidth(longest + icon + margin + 2 * letters.height())

    def _take_typed(self) -> None:
        """Choose what was typed, or its only match; else show the choice again."""
        combo = self._combo
        typed = combo.currentText().strip().casefold()
        titles = [combo.itemText(row).casefold() for row in range(combo.count())]
        matches = [row for row, title in enumerate(titles) if typed and typed in title]
        if typed in titles:
            combo.setCurrentIndex(titles.index(typed))
        elif len(matches) == 1:
            combo.setCurrentIndex(matches[0])
        combo.setEditText(combo.itemText(combo.currentIndex()))
