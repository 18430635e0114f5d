"""The tables of a run: images, scenes and usage, read-only and related."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.core import (
    QgsEditorWidgetSetup,
    QgsFillSymbol,
    QgsRelation,
    QgsSingleSymbolRenderer,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QCoreApplication

from ..core.errors import StoreError
from ..core.sentences import say
from .forms import dress, set_form
from .usage_style import apply_usage_style
from .words import ALIASES, TITLES

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from qgis.core import QgsProject

FILE = "scene_slots.gpkg"
NAMES = ("images", "scenes", "usage")

_OUTLINES = {"images": "#2f6fab", "scenes": "#d2691e", "usage": "#5b8c3e"}
_TIMES = (
    "start",
    "end",
    "acquired",
    "first_acquired",
    "last_acquired",
    "mean_acquired",
    "main_acquired",
    "fetched",
)
_PERCENTAGES = ("cloud_coverage", "tile_cloud_min", "tile_cloud_max")

translate = QCoreApplication.translate


def open_table(folder: Path, name: str) -> QgsVectorLayer:
    """Return one of the layers of a run folder, in any thread; see `dress_table`.

    Nobody may write it meanwhile.

    Raises:
        StoreError: the GeoPackage cannot be opened.
    """
    source = f"{folder / FILE}|layername={name}"
    layer = QgsVectorLayer(source, translate("SceneSlots", TITLES[name]), "ogr")
    if not layer.isValid():
        message = say(f"The table {name} of {folder / FILE} cannot be opened.")
        raise StoreError(message)
    return layer


def dress_table(name: str, layer: QgsVectorLayer) -> None:
    """Give a table its look: outlines, names of columns, forms."""
    layer.setReadOnly(True)
    outline = {
        "style": "no",
        "outline_color": _OUTLINES[name],
        "outline_width": "0.4",
    }
    layer.setRenderer(QgsSingleSymbolRenderer(QgsFillSymbol.createSimple(outline)))
    if name == "usage":
        apply_usage_style(layer)
    _dress_fields(layer)
    dress(name, layer)


def relate(project: QgsProject, run: str, layers: Mapping[str, QgsVectorLayer]) -> None:
    """Connect images and scenes with their usage; the layers must be in the project.

    A row's form then shows the rows that belong to it.
    """
    manager = project.relationManager()
    for parent, field in (("images", "slot"), ("scenes", "scene_key")):
        relation = QgsRelation()
        relation.setId(f"scene_slots_{layers['usage'].id()}_{parent}")
        relation.setName(f"{run}: {translate('SceneSlots', TITLES[parent])}")
        relation.setReferencedLayer(layers[parent].id())
        relation.setReferencingLayer(layers["usage"].id())
        relation.addFieldPair(field, field)
        manager.addRelation(relation)
        set_form(parent, layers[parent], [relation])
    set_form("usage", layers["usage"], [])


def reload_tables(layers: Mapping[str, QgsVectorLayer]) -> None:
    """Read again what the run has written since."""
    for layer in layers.values():
        layer.dataProvider().reloadData()
        layer.triggerRepaint()


def _dress_fields(layer: QgsVectorLayer) -> None:
    for index, field in enumerate(layer.fields()):
        name = field.name()
        if name in ALIASES:
            layer.setFieldAlias(index, translate("SceneSlots", ALIASES[name]))
        if name in _TIMES:
            layer.setEditorWidgetSetup(index, _TIME_WIDGET)
        elif name.endswith("_pct") or name in _PERCENTAGES:
            layer.setEditorWidgetSetup(index, _PERCENT_WIDGET)


# The digits are UTC whatever zone QGIS takes them for; so the format says UTC itself.
_TIME_WIDGET = QgsEditorWidgetSetup(
    "DateTime",
    {
        "display_format": "yyyy-MM-dd HH:mm:ss 'UTC'",
        "field_format": "yyyy-MM-dd HH:mm:ss",
        "field_iso_format": False,
        "allow_null": True,
        "calendar_popup": False,
    },
)
_PERCENT_WIDGET = QgsEditorWidgetSetup(
    "Range",
    {
        "AllowNull": True,
        "Min": 0.0,
        "Max": 100.0,
        "Precision": 1,
        "Step": 1.0,
        "Style": "SpinBox",
        "Suffix": " %",
    },
)
