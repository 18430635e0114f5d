"""How a person reads a row: forms, colours that judge, and links to the layers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.core import (
    QgsAction,
    QgsAttributeEditorContainer,
    QgsAttributeEditorField,
    QgsAttributeEditorRelation,
    QgsConditionalStyle,
    QgsEditFormConfig,
)
from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP, QCoreApplication
from qgis.PyQt.QtGui import QColor, QFontMetrics, QGuiApplication

from ..compat import make_tab
from ..core.images import State

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qgis.core import QgsRelation, QgsVectorLayer

translate = QCoreApplication.translate

_TABS: Mapping[str, Sequence[tuple[str, Sequence[str]]]] = {
    "images": (
        (
            QT_TRANSLATE_NOOP("SceneSlots", "Slot"),
            ("slot", "start", "end", "state", "reason", "path"),
        ),
        (
            QT_TRANSLATE_NOOP("SceneSlots", "Dates"),
            (
                *("main_acquired", "main_share_pct", "first_acquired"),
                *("last_acquired", "mean_acquired", "acquisitions"),
            ),
        ),
        (
            QT_TRANSLATE_NOOP("SceneSlots", "Cloud and coverage"),
            (
                *("valid_pct", "cloud_pct", "shadow_pct", "snow_pct"),
                *("unclassified_pct", "cloud_source"),
                *("tile_cloud_min", "tile_cloud_max"),
            ),
        ),
        (
            QT_TRANSLATE_NOOP("SceneSlots", "Making"),
            (
                *("product", "rule", "collection", "hub", "scenes_offered"),
                *("scenes_used", "width", "height", "resolution", "pieces"),
                *("pieces_failed", "requests", "pu_estimated", "pu_charged"),
                "fetched",
            ),
        ),
    ),
    "scenes": (
        (
            QT_TRANSLATE_NOOP("SceneSlots", "Scene"),
            (
                *("tile_id", "tile_name", "acquired", "cloud_coverage", "platform"),
                *("relative_orbit", "acquisition_key", "collection"),
            ),
        ),
        (
            QT_TRANSLATE_NOOP("SceneSlots", "Ids and sources"),
            (
                *("scene_key", "product_id", "processing_baseline", "sun_zenith"),
                *("sh_id", "data_path", "id_is_derived", "facts_source"),
            ),
        ),
    ),
    "usage": (
        (
            QT_TRANSLATE_NOOP("SceneSlots", "Usage"),
            (
                *("slot", "tile_id", "acquired", "cloud_coverage", "used", "reason"),
                *("share_pct", "pixels", "scene_value", "scene_key"),
            ),
        ),
    ),
}
# What one looks for first; the rest follows as it is in the file.
_FIRST: Mapping[str, Sequence[str]] = {
    "images": (
        *("slot", "state", "main_acquired", "cloud_pct", "tile_cloud_min"),
        *("tile_cloud_max", "main_share_pct", "scenes_used", "acquisitions"),
        *("first_acquired", "last_acquired", "valid_pct", "scenes_offered", "reason"),
    ),
    "scenes": ("tile_id", "acquired", "cloud_coverage", "tile_name", "platform"),
    "usage": (
        *("slot", "tile_id", "acquired", "cloud_coverage", "used", "share_pct"),
        *("pixels", "reason"),
    ),
}
_WIDTHS = {"reason": 260, "tile_id": 300, "slot": 90, "state": 90}
_TIME_WIDTH = 185
# Beside the words of a header: margins, and the arrow of the order.
_HEADER_ROOM = 28
_ONE_LINE = {
    "images": '"slot" || \' · \' || "state"',
    "scenes": 'coalesce("tile_id", "scene_key")',
    "usage": '"slot" || \' · \' || coalesce("tile_id", "scene_key")',
}
_STATE_COLOURS = {
    State.COMPLETE: "#d7efd2",
    State.PARTIAL: "#fdeec1",
    State.EMPTY: "#e6e6e6",
    State.REJECTED: "#fbdcc0",
    State.FAILED: "#f6c5c2",
    State.STOPPED: "#dbe4f0",
}
_CLOUD_COLUMNS = ("cloud_pct", "cloud_coverage", "tile_cloud_min", "tile_cloud_max")
# Unknown has no colour: NULL compares with nothing.
_CLOUD_COLOURS = (
    ("@value < 10", "#d7efd2"),
    ("@value >= 10 AND @value < 40", "#fdeec1"),
    ("@value >= 40", "#f6c5c2"),
)
# What a table says comes from its file, which may be a stranger's: it must stay text.
_SHOW = """\
import qgis.utils
plugin = qgis.utils.plugins.get("scene_slots")
if plugin is None:
    qgis.utils.iface.messageBar().pushWarning("Scene Slots", "{sentence}")
else:
    plugin.show_image("[% @layer_id %]", *[% to_json(array(coalesce("slot", ''))) %])
"""


def dress(name: str, layer: QgsVectorLayer) -> None:
    """Give a table its colours, its line of words and its link to the layers."""
    layer.setDisplayExpression(_ONE_LINE[name])
    _order_columns(layer, _FIRST[name])
    styles = layer.conditionalStyles()
    fields = layer.fields().names()
    if "state" in fields:
        rules = [
            (f"@value = '{state.value}'", colour)
            for state, colour in _STATE_COLOURS.items()
        ]
        styles.setFieldStyles("state", [_rule(*rule) for rule in rules])
    for column in _CLOUD_COLUMNS:
        if column in fields:
            styles.setFieldStyles(column, [_rule(*rule) for rule in _CLOUD_COLOURS])
    if "slot" in fields:
        layer.actions().addAction(_show_action())


def set_form(
    name: str, layer: QgsVectorLayer, relations: Sequence[QgsRelation]
) -> None:
    """Lay out the form of a row: a tab per question, and one per related table."""
    form = layer.editFormConfig()
    form.setLayout(QgsEditFormConfig.TabLayout)
    root = form.invisibleRootContainer()
    root.clear()
    for title, columns in _TABS[name]:
        root.addChildElement(_tab(layer, root, title, columns))
    for relation in relations:
        tab = QgsAttributeEditorContainer(
            translate("SceneSlots", "Usage of scenes"), root
        )
        make_tab(tab)
        rows = QgsAttributeEditorRelation(relation, tab)
        rows.setRelationWidgetTypeId("relation_editor")
        tab.addChildElement(rows)
        root.addChildElement(tab)
    layer.setEditFormConfig(form)


def _order_columns(layer: QgsVectorLayer, first: Sequence[str]) -> None:
    """Put the telling columns first, as wide as they need; the row id hides."""
    config = layer.attributeTableConfig()
    config.update(layer.fields())
    columns = config.columns()
    places = {name: place for place, name in enumerate(first)}
    columns.sort(key=lambda column: places.get(column.name, len(places)))
    times = {field.name() for field in layer.fields() if field.isDateOrTime()}
    letters = QFontMetrics(QGuiApplication.font())
    for column in columns:
        column.hidden = column.hidden or column.name == "fid"
        title = layer.attributeDisplayName(layer.fields().indexOf(column.name))
        least = _TIME_WIDTH if column.name in times else _WIDTHS.get(column.name, 0)
        column.width = max(least, letters.horizontalAdvance(title) + _HEADER_ROOM)
    config.setColumns(columns)
    layer.setAttributeTableConfig(config)


def _tab(
    layer: QgsVectorLayer,
    root: QgsAttributeEditorContainer,
    title: str,
    columns: Sequence[str],
) -> QgsAttributeEditorContainer:
    tab = QgsAttributeEditorContainer(translate("SceneSlots", title), root)
    make_tab(tab)
    for column in columns:
        index = layer.fields().indexOf(column)
        if index >= 0:
            tab.addChildElement(QgsAttributeEditorField(column, index, tab))
    return tab


def _rule(condition: str, colour: str) -> QgsConditionalStyle:
    style = QgsConditionalStyle(condition)
    style.setBackgroundColor(QColor(colour))
    style.setTextColor(QColor("#202020"))
    return style


def _show_action() -> QgsAction:
    sentence = translate(
        "SceneSlots", "The Scene Slots plugin is needed to find the layer of a row."
    )
    title = translate("SceneSlots", "Show the image of this slot")
    command = _SHOW.format(sentence=sentence)
    scopes = {"Feature", "Canvas"}
    return QgsAction(QgsAction.GenericPython, title, command, "", False, title, scopes)
