"""The box that asks where: a passive view of the source of the area and its size."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from qgis.core import QgsApplication, QgsMapLayerProxyModel
from qgis.PyQt import uic
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLabel,
    QRadioButton,
    QToolButton,
    QWidget,
)

from . import looks
from .choices import choose, chosen, fill
from .even_lines import EvenLines

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qgis.core import QgsMapLayer, QgsVectorLayer
    from qgis.gui import QgsFieldComboBox, QgsMapLayerComboBox
    from qgis.PyQt.QtGui import QResizeEvent
    from qgis.PyQt.QtWidgets import QGridLayout

    from .choices import Choices
    from .form import Form

HERE = Path(__file__).parent
SOURCES = ("map", "layer", "selection", "draw", "kept")
"""What the map shows, a layer's extent, selected polygons, a shape that was drawn, and
the area of an earlier run."""
_ICONS = {
    "map_button": "mActionZoomFullExtent",
    "layer_button": "mActionZoomToLayer",
    "selection_button": "mActionSelectRectangle",
    "draw_button": "mActionCapturePolygon",
    "draw_box_button": "mActionAddBasicRectangle",
    "draw_polygon_button": "mActionCapturePolygon",
    "zoom_button": "mActionZoomToSelected",
    "copy_button": "mActionEditCopy",
}


class AreaBox(QWidget):  # type: ignore[misc]  # Qt has no types
    """Where the images are asked for; one field of the form, the CRS of the grid."""

    changed = pyqtSignal()
    """Another CRS of the grid."""
    source_chosen = pyqtSignal(str)
    """One of ``SOURCES``, by the user."""
    choice_changed = pyqtSignal()
    """Which layer, whether the map is followed, how features are taken."""
    draw_requested = pyqtSignal(str)
    """``box`` or ``polygon``."""
    zoom_requested = pyqtSignal()
    copy_requested = pyqtSignal()

    source_grid: QGridLayout
    map_button: QToolButton
    layer_button: QToolButton
    selection_button: QToolButton
    draw_button: QToolButton
    follow_check: QCheckBox
    layer_combo: QgsMapLayerComboBox
    polygon_combo: QgsMapLayerComboBox
    selection_label: QLabel
    one_radio: QRadioButton
    each_radio: QRadioButton
    name_combo: QgsFieldComboBox
    draw_box_button: QToolButton
    draw_polygon_button: QToolButton
    kept_label: QLabel
    crs_label: QLabel
    crs_combo: QComboBox
    size_label: QLabel
    zoom_button: QToolButton
    copy_button: QToolButton
    hint_label: QLabel

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        uic.loadUi(str(HERE / "area_box.ui"), self)
        self._source = "map"
        self._source_buttons = {
            "map": self.map_button,
            "layer": self.layer_button,
            "selection": self.selection_button,
            "draw": self.draw_button,
        }
        self._shape_buttons = {
            "box": self.draw_box_button,
            "polygon": self.draw_polygon_button,
        }
        for name, icon in _ICONS.items():
            button = getattr(self, name)
            button.setIcon(QgsApplication.getThemeIcon(f"/{icon}.svg"))
        for button in (*self._source_buttons.values(), *self._shape_buttons.values()):
            button.setStyleSheet(looks.PRESSED)
        self._lines = EvenLines(
            self.source_grid, tuple(self._source_buttons.values()), (4, 2)
        )
        self.polygon_combo.setFilters(QgsMapLayerProxyModel.Filter.PolygonLayer)
        self.name_combo.setAllowEmptyFieldName(True)
        self._connect()
        self._on_polygon_layer(self.polygon_layer)
        self.set_source("map")
        self.set_selection(0)
        self.set_size("")
        self.set_hint("")

    def values(self) -> Mapping[str, Any]:
        """Return the CRS of the grid; None for the UTM zone of the area."""
        code = chosen(self.crs_combo)
        return {"epsg": int(code) if code else None}

    def show_form(self, form: Form) -> None:
        """Show the CRS of the grid; one that is not offered is offered now."""
        code = str(form.epsg or "")
        if self.crs_combo.findData(code) < 0:
            self.crs_combo.addItem(f"EPSG:{code}", code)
        choose(self.crs_combo, code)

    def offer_crs(self, choices: Choices) -> None:
        """Offer ``(code, title)``; the empty code is the UTM zone of the area."""
        fill(self.crs_combo, choices)

    @property
    def source(self) -> str:
        """Where the area comes from, one of ``SOURCES``."""
        return self._source

    @property
    def follows_map(self) -> bool:
        """Whether the area is what the map shows, however it is moved."""
        return self._source == "map" and bool(self.follow_check.isChecked())

    @property
    def layer(self) -> QgsMapLayer | None:
        """The layer whose extent is meant."""
        return self.layer_combo.currentLayer()

    @property
    def polygon_layer(self) -> QgsVectorLayer | None:
        """The layer whose selected features are meant."""
        return self.polygon_combo.currentLayer()

    @property
    def is_one_each(self) -> bool:
        """Whether every selected feature is a run of its own."""
        return bool(self.each_radio.isChecked())

    @property
    def name_field(self) -> str:
        """The field that names features, empty for their number."""
        return str(self.name_combo.currentField())

    def stop_following(self) -> None:
        """Let the area be what the map shows now, wherever the map goes."""
        self.follow_check.setChecked(False)

    def set_source(self, name: str) -> None:
        """Show where the area comes from; emits nothing."""
        self._source = name
        for source, button in self._source_buttons.items():
            # Of buttons that exclude each other none can be switched off alone.
            button.setAutoExclusive(name in self._source_buttons)
            button.setChecked(source == name)
        for source in SOURCES:
            self.findChild(QWidget, f"{source}_page").setVisible(source == name)

    def set_polygon_layer(self, layer: QgsVectorLayer) -> None:
        """Mean the selected features of this layer."""
        self.polygon_combo.setLayer(layer)

    def set_kept(self, title: str) -> None:
        """Say whose area is kept."""
        self.kept_label.setText(title)

    def set_selection(self, count: int) -> None:
        """Say how many features are selected, and what can be made of them."""
        is_choice = count > 1
        self.selection_label.setText(
            self.tr("1 feature is selected.")
            if count == 1
            else self.tr("No feature is selected: select some on the map.")
        )
        self.selection_label.setVisible(not is_choice)
        self.one_radio.setText(
            self.tr("One area of {count} features").format(count=count)
        )
        self.each_radio.setText(
            self.tr("{count} runs, one per feature, named by").format(count=count)
        )
        for widget in (self.one_radio, self.each_radio):
            widget.setVisible(is_choice)
        self.name_combo.setVisible(is_choice and self.is_one_each)

    def set_drawing(self, shape: str) -> None:
        """Show which shape is being drawn; empty for none."""
        for name, button in self._shape_buttons.items():
            button.setChecked(name == shape)

    def set_size(self, text: str) -> None:
        """Show area and grid, as rich text; empty where there is none."""
        self.size_label.setText(text)
        self.size_label.setVisible(bool(text))
        self.copy_button.setVisible(bool(text))
        # What the map shows need not be zoomed to.
        self.zoom_button.setVisible(bool(text) and not self.follows_map)

    def set_hint(self, text: str, *, is_wrong: bool = False) -> None:
        """Show what is to be known of the area, or what is wrong with it."""
        self.hint_label.setText(text)
        self.hint_label.setStyleSheet(looks.ERROR if is_wrong else looks.NOTE)
        self.hint_label.setVisible(bool(text))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the sources in one line or two."""
        super().resizeEvent(event)
        self._lines.fit(event.size().width())

    def _connect(self) -> None:
        self.crs_combo.currentIndexChanged.connect(lambda _: self.changed.emit())
        self.polygon_combo.layerChanged.connect(self._on_polygon_layer)
        for source, signal in (
            ("map", self.follow_check.toggled),
            ("layer", self.layer_combo.layerChanged),
            ("selection", self.polygon_combo.layerChanged),
            ("selection", self.each_radio.toggled),
            ("selection", self.name_combo.fieldChanged),
        ):
            signal.connect(lambda *_, name=source: self._on_choice(name))
        for source, button in self._source_buttons.items():
            button.clicked.connect(lambda _, name=source: self._on_source(name))
        for shape, button in self._shape_buttons.items():
            button.clicked.connect(lambda _, name=shape: self._on_shape(name))
        self.zoom_button.clicked.connect(lambda: self.zoom_requested.emit())
        self.copy_button.clicked.connect(lambda: self.copy_requested.emit())

    def _on_source(self, name: str) -> None:
        self.set_source(name)
        self.source_chosen.emit(name)

    def _on_choice(self, source: str) -> None:
        # The lists follow the project's layers; that matters only where they are used.
        if source == self._source:
            self.choice_changed.emit()

    def _on_shape(self, name: str) -> None:
        self.set_drawing(name)
        self.draw_requested.emit(name)

    def _on_polygon_layer(self, layer: QgsVectorLayer | None) -> None:
        self.name_combo.setLayer(layer)
        if layer is not None:
            self.name_combo.setField(layer.displayField())
