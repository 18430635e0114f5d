"""The usage on the map: each tile's part of an image, with its date and cloud."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.core import (
    Qgis,
    QgsFillSymbol,
    QgsPalLayerSettings,
    QgsProperty,
    QgsRuleBasedRenderer,
    QgsSymbolLayer,
    QgsTextBufferSettings,
    QgsTextFormat,
    QgsVectorLayerSimpleLabeling,
)
from qgis.PyQt.QtCore import QCoreApplication
from qgis.PyQt.QtGui import QColor

if TYPE_CHECKING:
    from qgis.core import QgsVectorLayer

# The same hue as in the scene raster: steps of the golden angle around the circle.
_HUE = 'color_hsv(("scene_value" * 0.618033988749895 % 1) * 360, 70, 85)'
_LABEL = """\
format_date("acquired", 'yyyy-MM-dd HH:mm') || ' UTC\\n{cloud} ' ||
coalesce(round("cloud_coverage", 1) || ' %', '{unknown}')"""

translate = QCoreApplication.translate


def apply_usage_style(layer: QgsVectorLayer) -> None:
    """Outline and label the parts, and show those of the time that the map shows."""
    symbol = QgsFillSymbol.createSimple({"style": "no", "outline_width": "0.6"})
    outline = symbol.symbolLayer(0)
    outline.setDataDefinedProperty(
        QgsSymbolLayer.PropertyStrokeColor, QgsProperty.fromExpression(_HUE)
    )
    root = QgsRuleBasedRenderer.Rule(None)
    used = translate("SceneSlots", "Part of the image")
    root.appendChild(QgsRuleBasedRenderer.Rule(symbol, 0, 0, '"used"', used))
    layer.setRenderer(QgsRuleBasedRenderer(root))
    layer.setLabeling(QgsVectorLayerSimpleLabeling(_labels()))
    layer.setLabelsEnabled(True)
    _follow_time(layer)


def _follow_time(layer: QgsVectorLayer) -> None:
    """Show a part when the map's time holds its acquisition: that lies in its slot."""
    times = layer.temporalProperties()
    times.setMode(Qgis.VectorTemporalMode.FeatureDateTimeInstantFromField)
    times.setStartField("acquired")
    times.setIsActive(True)


def _labels() -> QgsPalLayerSettings:
    settings = QgsPalLayerSettings()
    settings.isExpression = True
    settings.fieldName = _LABEL.format(
        cloud=translate("SceneSlots", "tile cloud"),
        unknown=translate("SceneSlots", "unknown"),
    )
    text = QgsTextFormat()
    text.setSize(9)
    text.setColor(QColor("#202020"))
    buffer = QgsTextBufferSettings()
    buffer.setEnabled(True)
    buffer.setSize(1)
    buffer.setColor(QColor(255, 255, 255, 220))
    text.setBuffer(buffer)
    settings.setFormat(text)
    # Parts are ragged: one label each, inside, however it fits.
    settings.fitInPolygonOnly = False
    settings.labelPerPart = False
    return settings
