"""The selected features of a layer as places, read once until they change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.core import QgsGeometry
from qgis.PyQt.QtCore import QObject, pyqtSignal

from .core.errors import InputError
from .layers.asked import Place, place_of
from .words import translate

if TYPE_CHECKING:
    from qgis.core import QgsFeature, QgsProject, QgsVectorLayer

MOST_FEATURES = 1000
"""That one area is joined of; joining holds the map up."""
MOST_RUNS = 100


class Selection(QObject):  # type: ignore[misc]  # Qt has no types
    """Follows the selection of one layer at a time."""

    changed = pyqtSignal()
    """Other features are selected, or their shapes were edited."""

    def __init__(self, project: QgsProject, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._project = project
        self._layer_id = ""
        # Connections end with it; a layer that is gone needs no farewell.
        self._ear = _Ear(self)
        self._places: dict[tuple[bool, str], tuple[Place, ...]] = {}

    @property
    def count(self) -> int:
        """How many features are selected."""
        layer = self._layer
        return int(layer.selectedFeatureCount()) if layer is not None else 0

    @property
    def _layer(self) -> QgsVectorLayer | None:
        """The layer, as long as the project has it."""
        return self._project.mapLayer(self._layer_id)

    def follow(self, layer: QgsVectorLayer | None) -> None:
        """Follow a layer, and no other any more."""
        name = layer.id() if layer is not None else ""
        if name == self._layer_id:
            return
        self._layer_id = name
        self._places.clear()
        self._ear.deleteLater()
        self._ear = _Ear(self)
        if layer is not None:
            for signal in (
                layer.selectionChanged,
                layer.dataChanged,
                layer.geometryChanged,
                layer.attributeValueChanged,
                layer.crsChanged,
            ):
                signal.connect(self._ear.hear)

    def places(self, *, one_each: bool, name_field: str) -> tuple[Place, ...]:
        """Return the place of all features together, or one of each.

        Args:
            one_each: whether each feature is a place of its own.
            name_field: whose text names such places; empty for the feature's number.

        Raises:
            InputError: nothing is selected, or too much.
        """
        key = (one_each, name_field)
        if key not in self._places:
            self._places[key] = self._read(one_each, name_field)
        return self._places[key]

    def forget(self) -> None:
        """Read the features anew when they are wanted."""
        self._places.clear()
        self.changed.emit()

    def _read(self, one_each: bool, name_field: str) -> tuple[Place, ...]:
        layer = self._layer
        if layer is None or not self.count:
            raise InputError(
                translate(
                    "SceneSlots",
                    "No feature is selected: select polygons of a layer on the map.",
                )
            )
        most = MOST_RUNS if one_each else MOST_FEATURES
        if self.count > most:
            text = translate(
                "SceneSlots",
                "{count} features are selected, more than {most}: select fewer.",
            )
            raise InputError(text.format(count=self.count, most=most))
        context = self._project.transformContext()
        features = sorted(
            (one for one in layer.getSelectedFeatures() if one.hasGeometry()),
            key=lambda feature: int(feature.id()),
        )
        if one_each:
            return tuple(
                place_of(
                    feature.geometry(), layer.crs(), context, _name(feature, name_field)
                )
                for feature in features
            )
        shapes = [feature.geometry() for feature in features]
        whole = shapes[0] if len(shapes) == 1 else QgsGeometry.unaryUnion(shapes)
        name = _name(features[0], name_field) if len(features) == 1 else layer.name()
        return (place_of(whole, layer.crs(), context, name),)


class _Ear(QObject):  # type: ignore[misc]  # Qt has no types
    """Hears a layer."""

    def __init__(self, selection: Selection) -> None:
        super().__init__(selection)
        self._selection = selection

    def hear(self, *_: object) -> None:
        """Tell that the layer or its selection is another."""
        self._selection.forget()


def _name(feature: QgsFeature, field: str) -> str:
    names = feature.fields().names()
    text = str(feature[field] or "").strip() if field in names else ""
    # NULL of QGIS is a value whose text is a word.
    if not text or text == "NULL":
        return str(translate("SceneSlots", "feature-{id}").format(id=feature.id()))
    return text
