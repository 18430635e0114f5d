"""The field of the rhythm: a list in which something else may be typed, too."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qgis.PyQt.QtWidgets import QComboBox

from .choices import fill

if TYPE_CHECKING:
    from .choices import Choices


LIST = "list"
"""Id of the rhythm that is an own list of days, which is typed elsewhere."""
_LISTED = re.compile(r"\s*\d{4}-\d{2}-\d{2}")


class RhythmField:
    """Reads and shows rhythms: an id of the list, or what was typed."""

    def __init__(self, combo: QComboBox) -> None:
        self._combo = combo
        combo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)

    def offer(self, rhythms: Choices) -> None:
        """Offer ``(id, title)``."""
        fill(self._combo, rhythms)

    def rhythm(self) -> str:
        """Return the id of the words that are shown, or the words themselves."""
        text = self._combo.currentText().strip()
        index = self._combo.findText(text)
        return str(self._combo.itemData(index)) if index >= 0 else str(text)

    def set_rhythm(self, rhythm: str) -> None:
        """Show a rhythm."""
        index = self._combo.findData(LIST if _LISTED.match(rhythm) else rhythm)
        self._combo.setCurrentIndex(index)
        if index < 0:
            self._combo.setEditText(rhythm)
