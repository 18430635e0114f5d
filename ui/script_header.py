"""The fields of a product's header: what it is called, made for, and looks like."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qgis.gui import QgsCheckableComboBox
from qgis.PyQt.QtCore import QLocale, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QWidget,
)

from .choices import choose, chosen, fill

if TYPE_CHECKING:
    from collections.abc import Collection

    from .choices import Choices

_CHECKED, _UNCHECKED = Qt.CheckState.Checked, Qt.CheckState.Unchecked


@dataclass(frozen=True)
class Header:
    """What the fields hold."""

    title: str = ""
    collections: tuple[str, ...] = ()
    """Ids of those that the product is made for; none for any."""
    bands: str = ""
    """Names of the output bands, with commas between."""
    unit: str = ""
    look: str = ""
    """An id of the list; empty where the image decides."""
    low: float | None = None
    """Value drawn darkest."""
    high: float | None = None


class ScriptHeader(QWidget):  # type: ignore[misc]  # Qt has no types
    """Fields that stand for the comments at the top of a script."""

    edited = pyqtSignal()
    """The user has changed a field."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = Header()
        self._ranged: frozenset[str] = frozenset()
        self.title_edit = self._line(
            self.tr("The words by which the product is chosen; its file has them, too")
        )
        self.collections_combo = QgsCheckableComboBox(self)
        self.collections_combo.setDefaultText(self.tr("any"))
        self.collections_combo.setToolTip(
            self.tr("Offer the product for these collections; none: for all of them")
        )
        self.bands_edit = self._line(
            self.tr("Names of the bands of the image, with commas between")
        )
        self.unit_edit = self._line(self.tr("Unit of the values, such as dB or K"))
        self.look_combo = QComboBox(self)
        self.look_combo.setToolTip(self.tr("How QGIS draws the images of a series"))
        self.low_edit = self._line(self.tr("Value that is drawn darkest"))
        self.high_edit = self._line(self.tr("Value that is drawn brightest"))
        self._lay_out()
        self.collections_combo.checkedItemsChanged.connect(lambda _: self._tell())
        self.look_combo.activated.connect(lambda _: self._tell())
        self.look_combo.currentIndexChanged.connect(lambda _: self._allow_range())

    def offer(
        self, collections: Choices, looks: Choices, ranged: Collection[str]
    ) -> None:
        """Fill the lists with ``(id, title)``.

        Args:
            collections: what a product may be made for.
            looks: how it may be drawn.
            ranged: ids of those looks that a range of values belongs to.
        """
        self._ranged = frozenset(ranged)
        self.collections_combo.blockSignals(True)
        self.collections_combo.clear()
        for name, title in collections:
            self.collections_combo.addItemWithCheckState(title, _UNCHECKED, name)
        self.collections_combo.blockSignals(False)
        fill(self.look_combo, looks)

    def header(self) -> Header:
        """Return what the fields hold."""
        return Header(
            title=str(self.title_edit.text()).strip(),
            collections=tuple(map(str, self.collections_combo.checkedItemsData())),
            bands=str(self.bands_edit.text()).strip(),
            unit=str(self.unit_edit.text()).strip(),
            look=chosen(self.look_combo),
            low=_number(self.low_edit.text()),
            high=_number(self.high_edit.text()),
        )

    def show_header(self, header: Header) -> None:
        """Show values; the one who is typing is not disturbed by the same ones."""
        if header == self.header():
            self._shown = header
            return
        self.collections_combo.blockSignals(True)
        for edit, text in (
            (self.title_edit, header.title),
            (self.bands_edit, header.bands),
            (self.unit_edit, header.unit),
            (self.low_edit, _words(header.low)),
            (self.high_edit, _words(header.high)),
        ):
            edit.setText(text)
        for row in range(self.collections_combo.count()):
            is_made_for = self.collections_combo.itemData(row) in header.collections
            self.collections_combo.setItemCheckState(
                row, _CHECKED if is_made_for else _UNCHECKED
            )
        self.collections_combo.blockSignals(False)
        choose(self.look_combo, header.look)
        self._shown = self.header()

    def _allow_range(self) -> None:
        for edit in (self.low_edit, self.high_edit):
            edit.setEnabled(chosen(self.look_combo) in self._ranged)

    def _tell(self) -> None:
        if self.header() != self._shown:
            self._shown = self.header()
            self.edited.emit()

    def _line(self, tip: str) -> QLineEdit:
        edit = QLineEdit(self)
        edit.setToolTip(tip)
        edit.editingFinished.connect(self._tell)
        return edit

    def _lay_out(self) -> None:
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        values = QHBoxLayout()
        to_label = QLabel(self.tr("to"), self)
        to_label.setBuddy(self.high_edit)
        for part in (self.low_edit, to_label, self.high_edit):
            values.addWidget(part)
        for edit in (self.low_edit, self.high_edit):
            edit.setPlaceholderText(self.tr("as the image"))
            edit.setAccessibleName(edit.toolTip())
        form.addRow(self.tr("&Title"), self.title_edit)
        form.addRow(self.tr("Made &for"), self.collections_combo)
        form.addRow(self.tr("Output &bands"), self.bands_edit)
        form.addRow(self.tr("&Unit"), self.unit_edit)
        form.addRow(self.tr("&Look"), self.look_combo)
        form.addRow(self.tr("&Values"), values)
        form.labelForField(values).setBuddy(self.low_edit)


def _number(text: str) -> float | None:
    """Return the number that was typed, in the way of the place or of scripts."""
    for way in (QLocale(), QLocale.c()):
        number, is_one = way.toDouble(text.strip())
        if is_one:
            return float(number)
    return None


def _words(number: float | None) -> str:
    return "" if number is None else f"{number:g}"
