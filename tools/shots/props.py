"""Props: pages, places, fields and accounts that the story needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.core import (
    QgsApplication,
    QgsAuthMethodConfig,
    QgsFeature,
    QgsFillSymbol,
    QgsGeometry,
    QgsPointXY,
    QgsRectangle,
    QgsSingleSymbolRenderer,
    QgsVectorLayer,
)
from qgis.PyQt.QtGui import QColor

if TYPE_CHECKING:
    from qgis.core import QgsMapLayer

    from .stage import Stage

SERIES, CANDIDATES, PROGRESS, RUNS, CHART = range(5)
"""Pages of the dock."""
FIELDS = (
    ("Upper field", (0.34, 0.55, 0.48, 0.72)),
    ("Lower field", (0.5, 0.34, 0.68, 0.5)),
)
"""Names, and places as shares of the map: left, bottom, right, top."""


def images(stage: Stage) -> list[QgsMapLayer]:
    """Return the layers of images."""
    layers = stage.project.mapLayers().values()
    return [one for one in layers if one.customProperty("scene_slots/slot")]


def place(stage: Stage, right: float, up: float) -> QgsPointXY:
    """Return a point of the map by shares of its sides."""
    extent = stage.canvas.extent()
    return QgsPointXY(
        extent.xMinimum() + right * extent.width(),
        extent.yMinimum() + up * extent.height(),
    )


def fields(stage: Stage) -> QgsVectorLayer:
    """Return a layer of polygons on the map."""
    crs = stage.project.crs().authid()
    layer = QgsVectorLayer(f"Polygon?crs={crs}&field=name:string", "Fields", "memory")
    for name, (left, bottom, right, top) in FIELDS:
        feature = QgsFeature(layer.fields())
        feature["name"] = name
        box = QgsRectangle(place(stage, left, bottom), place(stage, right, top))
        feature.setGeometry(QgsGeometry.fromRect(box))
        layer.dataProvider().addFeature(feature)
    symbol = QgsFillSymbol.createSimple({"style": "no", "outline_width": "0.6"})
    layer.setRenderer(QgsSingleSymbolRenderer(symbol))
    stage.project.setSelectionColor(QColor(255, 255, 0, 90))
    return layer


def keep_account(name: str, client_id: str, secret: str) -> str:
    """Store an account in the profile of this QGIS alone; return its id."""
    manager = QgsApplication.authManager()
    manager.setMasterPassword("of a profile that is thrown away", True)
    config = QgsAuthMethodConfig("Basic")
    config.setName(name)
    config.setConfig("username", client_id)
    config.setConfig("password", secret)
    manager.storeAuthenticationConfig(config)
    return str(config.id())
