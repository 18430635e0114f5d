"""The page that asks for a run: a passive view of plain values and wishes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from qgis.gui import QgsAuthConfigSelect, QgsFileWidget
from qgis.PyQt import uic
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDateEdit,
    QDoubleSpinBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from . import looks
from .choices import choose, chosen, fill
from .cost_line import CostLine
from .form import Form
from .hub_fields import HubFields
from .labels import align_labels
from .period_field import PeriodField
from .plan_panel import PlanPanel
from .product_field import ProductField
from .rhythm_field import RhythmField
from .rule_field import RuleField
from .run_bar import RunBar
from .tab_order import follow_places
from .welcome import Welcome

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from qgis.PyQt.QtGui import QShowEvent

    from .choices import Choices
    from .parts import FormPart

HERE = Path(__file__).parent


class SeriesPage(QWidget):  # type: ignore[misc]  # Qt has no types
    """Area, time, image, hub and folder of one run.

    Parts of the form that are views of their own stand in ``area_place``,
    ``time_place`` and ``script_place``: see :meth:`add_part`.
    """

    run_requested = pyqtSignal()
    plan_requested = pyqtSignal()
    plan_stop_requested = pyqtSignal()
    samples_requested = pyqtSignal()
    connection_requested = pyqtSignal()
    changed = pyqtSignal()
    """Any value was changed by the user or by a setter."""
    hub_chosen = pyqtSignal()
    """Another hub, or other scenes of the local one."""
    collection_chosen = pyqtSignal()
    rhythm_chosen = pyqtSignal(str)
    """The id of a rhythm of the list, empty for what is typed."""
    shown = pyqtSignal()

    start_edit: QDateEdit
    end_edit: QDateEdit
    rhythm_combo: QComboBox
    collection_combo: QComboBox
    product_combo: QComboBox
    rule_combo: QComboBox
    day_edit: QLineEdit
    count_spin: QSpinBox
    resolution_spin: QDoubleSpinBox
    cloud_check: QCheckBox
    hub_combo: QComboBox
    local_page: QWidget
    custom_page: QWidget
    account_page: QWidget
    scenes_widget: QgsFileWidget
    samples_button: QPushButton
    base_url_edit: QLineEdit
    token_url_edit: QLineEdit
    account_select: QgsAuthConfigSelect
    connection_button: QPushButton
    folder_widget: QgsFileWidget
    error_label: QLabel
    scroll: QScrollArea
    form_column: QVBoxLayout
    area_place: QVBoxLayout
    time_place: QVBoxLayout
    script_place: QVBoxLayout
    plan_place: QVBoxLayout
    cost_place: QVBoxLayout
    foot: QVBoxLayout
    limit_spin: QDoubleSpinBox
    max_cloud_spin: QDoubleSpinBox
    plan_button: QPushButton
    run_button: QPushButton

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        uic.loadUi(str(HERE / "series_page.ui"), self)
        self.welcome = Welcome(self)
        self.form_column.insertWidget(0, self.welcome)
        self.plan_panel = PlanPanel(self)
        self.plan_place.addWidget(self.plan_panel)
        self.cost_line = CostLine(self)
        self.cost_place.addWidget(self.cost_line)
        # A question is not to be scrolled out of sight.
        self.cost_place.addWidget(self.plan_panel.question_frame)
        self._parts: list[FormPart] = []
        self._rule = RuleField(
            self.rule_combo, self.day_edit, self.count_spin, self.changed.emit
        )
        self._period = PeriodField(self.start_edit, self.end_edit)
        self._rhythm = RhythmField(self.rhythm_combo)
        self._product = ProductField(self.product_combo)
        self._is_planning = False
        self._plan_text = self.plan_button.text()
        self._run_tip = self.run_button.toolTip()
        self._dress()
        self._connect()
        self._hub = HubFields(self, lambda *_: self.changed.emit())
        self.run_bar = RunBar(self)
        self.foot.addWidget(self.run_bar)
        self.set_error("", "")

    def add_part(self, part: FormPart, place: QVBoxLayout | None = None) -> None:
        """Put a part of the form into its place; its values are the form's then.

        Args:
            part: a widget that is a `FormPart`.
            place: ``area_place``, ``time_place`` or ``script_place``; None for what
                stands elsewhere, as a page of its own.
        """
        if place is not None:
            place.addWidget(part)
        self._parts.append(part)
        part.changed.connect(self.changed)

    def form(self) -> Form:
        """Return the values."""
        form = self._own_form()
        for part in self._parts:
            form = replace(form, **part.values())
        return form

    def _own_form(self) -> Form:
        return Form(
            *self._period.days(),
            rhythm=self._rhythm.rhythm(),
            collection=chosen(self.collection_combo),
            product=chosen(self.product_combo),
            rule=self._rule.rule(),
            resolution=float(self.resolution_spin.value()),
            folder=str(self.folder_widget.filePath()).strip(),
            count_cloud=bool(self.cloud_check.isChecked()),
            unit_limit=float(self.limit_spin.value()),
            max_cloud=float(self.max_cloud_spin.value()),
            **self._hub.values(),
        )

    def set_form(self, form: Form) -> None:
        """Show the values; a choice that is not offered changes nothing."""
        # The hub first: it says what else can be chosen.
        self._hub.show_form(form)
        choose(self.collection_combo, form.collection)
        # A product of one's own may be gone: then the usual one, not just any.
        choose(self.product_combo, form.product, Form.product)
        self._rule.set_rule(form.rule)
        self.set_period(form.first_day, form.last_day)
        self._rhythm.set_rhythm(form.rhythm)
        self.resolution_spin.setValue(form.resolution)
        self.cloud_check.setChecked(form.count_cloud)
        self.folder_widget.setFilePath(form.folder)
        self.limit_spin.setValue(form.unit_limit)
        self.max_cloud_spin.setValue(form.max_cloud)
        for part in self._parts:
            part.show_form(form)

    def set_period(self, first_day: date, last_day: date) -> None:
        """Show the period; both days are included."""
        self._period.set_days(first_day, last_day)

    def offer(self, *, rhythms: Choices, hubs: Choices) -> None:
        """Fill the lists that never change with ``(id, title)``."""
        self._rhythm.offer(rhythms)
        fill(self.hub_combo, hubs)

    def set_default_folder(self, folder: str) -> None:
        """Show where runs go if the user does not say."""
        self.folder_widget.lineEdit().setPlaceholderText(folder)

    def offer_collections(self, collections: Choices) -> None:
        """Offer other collections; the choice stays if it is still among them."""
        fill(self.collection_combo, collections)

    def offer_products(
        self, products: Choices, pictures: Mapping[str, Path] | None = None
    ) -> None:
        """Offer other products; the choice stays if it is still among them.

        Args:
            products: ``(id, title)``.
            pictures: PNG files by id, of products that are not the plugin's own.
        """
        self._product.offer(products, pictures or {})

    def offer_rules(self, rules: Choices) -> None:
        """Offer other rules; the choice stays if it is still among them."""
        self._rule.offer(rules)

    def offer_cloud(self, text: str, *, is_free: bool) -> None:
        """Offer to count the image's own cloud, in these words; none offer nothing.

        Args:
            text: of the check box, with its price.
            is_free: whether there is a choice.
        """
        self.cloud_check.setText(text)
        self.cloud_check.setEnabled(is_free)
        self.cloud_check.setVisible(bool(text))

    def set_planning(self, planning: bool) -> None:
        """Show that a plan is being made, and that it can be stopped."""
        self._is_planning = planning
        self.plan_button.setText(self.tr("Stop") if planning else self._plan_text)

    def set_error(self, field: str, sentence: str, *, focus: bool = False) -> None:
        """Show what is wrong, under the field's widget name; empty clears it."""
        # The box of the area has said so itself.
        told = "" if field == "area_box" else sentence
        self.error_label.setText(told)
        self.error_label.setVisible(bool(told))
        self.run_button.setToolTip(sentence if field and sentence else self._run_tip)
        if field and focus:
            self.go_to(field)

    def go_to(self, field: str) -> None:
        """Give the focus to a field by its widget's name, and let it be seen."""
        widget = self.findChild(QWidget, field)
        if widget is not None:
            self.scroll.ensureWidgetVisible(widget)
            widget.setFocus()

    def set_waiting(self, waiting: bool) -> None:
        """Show that the scenes of the local hub are being asked for."""
        self.welcome.set_waiting(waiting)
        self.samples_button.setEnabled(not waiting)

    def showEvent(self, event: QShowEvent) -> None:
        """Tell that the page is visible."""
        super().showEvent(event)
        # Parts were added since the last time.
        follow_places(self)
        self.shown.emit()

    def _dress(self) -> None:
        self.error_label.setStyleSheet(looks.ERROR)
        self.folder_widget.setStorageMode(QgsFileWidget.StorageMode.GetDirectory)
        align_labels(self)

    def _connect(self) -> None:
        self.run_button.clicked.connect(lambda: self.run_requested.emit())
        self.rhythm_combo.currentIndexChanged.connect(
            lambda _: self.rhythm_chosen.emit(chosen(self.rhythm_combo))
        )
        self.plan_button.clicked.connect(self._on_plan_clicked)
        self.samples_button.clicked.connect(lambda: self.samples_requested.emit())
        self.collection_combo.currentIndexChanged.connect(
            lambda: self.collection_chosen.emit()
        )
        for signal in (
            self.start_edit.dateChanged,
            self.end_edit.dateChanged,
            self.rhythm_combo.editTextChanged,
            self.collection_combo.currentIndexChanged,
            self.product_combo.currentIndexChanged,
            self.resolution_spin.valueChanged,
            self.cloud_check.toggled,
            self.limit_spin.valueChanged,
            self.max_cloud_spin.valueChanged,
            self.folder_widget.fileChanged,
        ):
            signal.connect(lambda *_: self.changed.emit())

    def _on_plan_clicked(self) -> None:
        if self._is_planning:
            self.plan_stop_requested.emit()
        else:
            self.plan_requested.emit()
