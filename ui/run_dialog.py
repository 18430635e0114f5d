"""The dialog that asks for a run: a passive view of plain values and wishes."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from qgis.gui import QgsAuthConfigSelect, QgsFileWidget
from qgis.PyQt import uic
from qgis.PyQt.QtCore import QDate, pyqtSignal
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QDateEdit,
    QDialog,
    QDoubleSpinBox,
    QGroupBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)

from .form import Form

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qgis.PyQt.QtGui import QShowEvent

    Choices = Iterable[tuple[str, str]]

HERE = Path(__file__).parent

# Half transparent, so that they sit well on light and on dark themes.
_SUMMARY_LOOK = (
    "QLabel { background: rgba(63, 136, 197, 38); border-radius: 4px; padding: 8px; }"
)
_ERROR_LOOK = (
    "QLabel { background: rgba(214, 69, 65, 46); border-radius: 4px; padding: 8px; }"
)


class RunDialog(QDialog):  # type: ignore[misc]  # Qt has no types
    """Period, rhythm, image, hub and folder of one run."""

    run_requested = pyqtSignal()
    samples_requested = pyqtSignal()
    changed = pyqtSignal()
    """Any value was changed by the user or by a setter."""
    collection_chosen = pyqtSignal()
    shown = pyqtSignal()

    start_edit: QDateEdit
    end_label: QLabel
    end_edit: QDateEdit
    rhythm_combo: QComboBox
    collection_combo: QComboBox
    product_combo: QComboBox
    rule_combo: QComboBox
    resolution_spin: QDoubleSpinBox
    hub_group: QGroupBox
    hub_combo: QComboBox
    local_page: QWidget
    custom_page: QWidget
    account_page: QWidget
    scenes_widget: QgsFileWidget
    samples_button: QPushButton
    base_url_edit: QLineEdit
    token_url_edit: QLineEdit
    account_select: QgsAuthConfigSelect
    folder_widget: QgsFileWidget
    days_hint: QLabel
    summary_label: QLabel
    error_label: QLabel
    run_button: QPushButton
    close_button: QPushButton

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        uic.loadUi(str(HERE / "run_dialog.ui"), self)
        self.setWindowIcon(QIcon(str(HERE / "icons" / "scene_slots.svg")))
        self._dress()
        self._connect()
        self._on_hub_changed()
        self.set_error("", "")

    def form(self) -> Form:
        """Return the values."""
        return Form(
            first_day=_to_date(self.start_edit.date()),
            last_day=_to_date(self.end_edit.date()),
            rhythm=self._rhythm(),
            collection=_chosen(self.collection_combo),
            product=_chosen(self.product_combo),
            rule=_chosen(self.rule_combo),
            resolution=float(self.resolution_spin.value()),
            hub=_chosen(self.hub_combo),
            base_url=str(self.base_url_edit.text()).strip(),
            token_url=str(self.token_url_edit.text()).strip(),
            authcfg=str(self.account_select.configId()),
            scenes_folder=str(self.scenes_widget.filePath()).strip(),
            folder=str(self.folder_widget.filePath()).strip(),
        )

    def set_form(self, form: Form) -> None:
        """Show the values; a choice that is not offered changes nothing."""
        self.set_period(form.first_day, form.last_day)
        self._set_rhythm(form.rhythm)
        _choose(self.collection_combo, form.collection)
        _choose(self.product_combo, form.product)
        _choose(self.rule_combo, form.rule)
        self.resolution_spin.setValue(form.resolution)
        _choose(self.hub_combo, form.hub)
        self.base_url_edit.setText(form.base_url)
        self.token_url_edit.setText(form.token_url)
        self.account_select.setConfigId(form.authcfg)
        self.scenes_widget.setFilePath(form.scenes_folder)
        self.folder_widget.setFilePath(form.folder)

    def set_period(self, first_day: date, last_day: date) -> None:
        """Show the period; both days are included."""
        self.start_edit.setDate(QDate(first_day.year, first_day.month, first_day.day))
        self.end_edit.setDate(QDate(last_day.year, last_day.month, last_day.day))

    def offer(
        self,
        *,
        rhythms: Choices,
        collections: Choices,
        products: Choices,
        rules: Choices,
        hubs: Choices,
    ) -> None:
        """Fill the lists with ``(id, title)``."""
        for combo, choices in (
            (self.rhythm_combo, rhythms),
            (self.collection_combo, collections),
            (self.product_combo, products),
            (self.rule_combo, rules),
            (self.hub_combo, hubs),
        ):
            _fill(combo, choices)

    def offer_products(self, products: Choices) -> None:
        """Offer other products, keeping the choice if it is still among them."""
        chosen = _chosen(self.product_combo)
        _fill(self.product_combo, products)
        _choose(self.product_combo, chosen)

    def set_summary(self, text: str) -> None:
        """Show what the run would be, as rich text."""
        self.summary_label.setText(text)
        self.summary_label.setVisible(bool(text))

    def set_error(self, field: str, sentence: str, *, focus: bool = False) -> None:
        """Show what is wrong, under the field's widget name; empty clears it."""
        self.error_label.setText(sentence)
        self.error_label.setVisible(bool(sentence))
        widget = self.findChild(QWidget, field) if field and focus else None
        if widget is not None:
            widget.setFocus()

    def set_waiting(self, waiting: bool) -> None:
        """Show that the scenes of the local hub are being asked for."""
        self.samples_button.setEnabled(not waiting)

    def showEvent(self, event: QShowEvent) -> None:
        """Tell that the dialog is visible."""
        super().showEvent(event)
        self.shown.emit()

    def _dress(self) -> None:
        self.summary_label.setStyleSheet(_SUMMARY_LOOK)
        self.error_label.setStyleSheet(_ERROR_LOOK)
        hint = self.days_hint.font()
        hint.setItalic(True)
        self.days_hint.setFont(hint)
        for widget in (self.folder_widget, self.scenes_widget):
            widget.setStorageMode(QgsFileWidget.StorageMode.GetDirectory)
        self.scenes_widget.lineEdit().setPlaceholderText(
            self.tr("Sample scenes: Romania, 2015 to 2021")
        )
        self._align_labels()
        self.rhythm_combo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)

    def _connect(self) -> None:
        self.run_button.clicked.connect(lambda: self.run_requested.emit())
        self.samples_button.clicked.connect(lambda: self.samples_requested.emit())
        self.close_button.clicked.connect(self.close)
        self.hub_combo.currentIndexChanged.connect(self._on_hub_changed)
        self.collection_combo.currentIndexChanged.connect(
            lambda: self.collection_chosen.emit()
        )
        for signal in (
            self.start_edit.dateChanged,
            self.end_edit.dateChanged,
            self.rhythm_combo.editTextChanged,
            self.collection_combo.currentIndexChanged,
            self.product_combo.currentIndexChanged,
            self.rule_combo.currentIndexChanged,
            self.resolution_spin.valueChanged,
            self.hub_combo.currentIndexChanged,
            self.scenes_widget.fileChanged,
            self.base_url_edit.textChanged,
            self.token_url_edit.textChanged,
            self.account_select.selectedConfigIdChanged,
            self.folder_widget.fileChanged,
        ):
            signal.connect(lambda *_: self.changed.emit())

    def _rhythm(self) -> str:
        text = self.rhythm_combo.currentText().strip()
        index = self.rhythm_combo.findText(text)
        return str(self.rhythm_combo.itemData(index)) if index >= 0 else str(text)

    def _set_rhythm(self, rhythm: str) -> None:
        index = self.rhythm_combo.findData(rhythm)
        self.rhythm_combo.setCurrentIndex(index)
        if index < 0:
            self.rhythm_combo.setEditText(rhythm)

    def _on_hub_changed(self) -> None:
        hub = _chosen(self.hub_combo)
        self.local_page.setVisible(hub == "local")
        self.custom_page.setVisible(hub == "custom")
        self.account_page.setVisible(hub not in ("local", ""))
        self.layout().activate()
        self.resize(self.width(), max(self.height(), self.sizeHint().height()))

    def _align_labels(self) -> None:
        """Give the fields of all groups one left edge."""
        labels = [
            label
            for label in self.findChildren(QLabel)
            if label.buddy() is not None and label is not self.end_label
        ]
        width = max(label.sizeHint().width() for label in labels)
        for label in labels:
            label.setMinimumWidth(width)
        # The underlined letter is not part of the hint on every platform.
        self.end_label.setMinimumWidth(self.end_label.sizeHint().width() + 6)


def _fill(combo: QComboBox, choices: Choices) -> None:
    blocked = combo.blockSignals(True)
    combo.clear()
    for name, title in choices:
        combo.addItem(title, name)
    combo.blockSignals(blocked)
    combo.setCurrentIndex(-1)
    combo.setCurrentIndex(0)


def _chosen(combo: QComboBox) -> str:
    return str(combo.currentData() or "")


def _choose(combo: QComboBox, name: str) -> None:
    index = combo.findData(name)
    if index >= 0:
        combo.setCurrentIndex(index)


def _to_date(day: QDate) -> date:
    return date(day.year(), day.month(), day.day())
