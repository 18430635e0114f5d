"""Lists of choices: what is shown is a title, what is chosen an id."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qgis.PyQt.QtWidgets import QComboBox

    Choices = Iterable[tuple[str, str]]


def fill(combo: QComboBox, choices: Choices) -> None:
    """Offer ``(id, title)``, keeping the choice if it is still among them."""
    before = chosen(combo)
    blocked = combo.blockSignals(True)
    combo.clear()
    for name, title in choices:
        combo.addItem(title, name)
    kept = max(combo.findData(before), 0)
    combo.setCurrentIndex(kept if combo.itemData(kept) == before else -1)
    combo.blockSignals(blocked)
    combo.setCurrentIndex(kept)


def chosen(combo: QComboBox) -> str:
    """Return the id that is chosen, empty for none."""
    return str(combo.currentData() or "")


def choose(combo: QComboBox, *names: str) -> None:
    """Choose the first of some ids that is offered; without one nothing changes."""
    index = next((at for at in map(combo.findData, names) if at >= 0), -1)
    if index >= 0:
        combo.setCurrentIndex(index)
