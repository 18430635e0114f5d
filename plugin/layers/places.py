"""Places of which a chart tells: a point on the map, or the selected polygons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import shapely
from qgis.core import (
    QgsCoordinateTransform,
    QgsCsException,
    QgsGeometry,
    QgsVectorLayer,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QCoreApplication

from ..core.antimeridian import repair
from ..core.errors import InputError
from .properties import PREFIX

if TYPE_CHECKING:
    from qgis.core import (
        QgsCoordinateReferenceSystem,
        QgsFeature,
        QgsPointXY,
        QgsProject,
    )
    from shapely.geometry.base import BaseGeometry

MOST = 7
"""Polygons that have a line of their own; more are one place together."""
_MOST_FEATURES = 2000
_EDGE_POINTS = 8

translate = QCoreApplication.translate


@dataclass(frozen=True)
class ChartPlace:
    """A point or a polygon with its name."""

    title: str
    geometry: QgsGeometry
    crs: QgsCoordinateReferenceSystem


def point_place(point: QgsPointXY, crs: QgsCoordinateReferenceSystem) -> ChartPlace:
    """Return the place of a click on the map."""
    digits = 6 if crs.isGeographic() else 1
    title = f"{point.x():.{digits}f}, {point.y():.{digits}f} ({crs.authid()})"
    return ChartPlace(title, QgsGeometry.fromPointXY(point), crs)


def polygon_places(project: QgsProject) -> tuple[ChartPlace, ...]:
    """Return the polygons that are selected in layers which are no tables of ours.

    Raises:
        InputError: none is selected, or too many are.
    """
    layers = [one for one in project.mapLayers().values() if _counts(one)]
    found = [
        (layer, one)
        for layer in layers
        for one in sorted(layer.selectedFeatures(), key=lambda one: one.id())
    ]
    places = [
        ChartPlace(_title(layer, one), one.geometry(), layer.crs())
        for layer, one in found
        if not one.geometry().isEmpty()
    ]
    if not places:
        raise InputError(
            translate("SceneSlots", "No polygon is selected: select some on the map.")
        )
    if len(places) <= MOST:
        return tuple(places)
    crs = places[0].crs
    if len(places) > _MOST_FEATURES:
        raise InputError(
            translate(
                "SceneSlots",
                "{count} polygons are selected: choose at most {most} of them.",
            ).format(count=len(places), most=_MOST_FEATURES)
        )
    shapes = [_transformed(place, crs, project) for place in places]
    title = translate("SceneSlots", "{count} polygons together").format(
        count=len(places)
    )
    return (ChartPlace(title, QgsGeometry.unaryUnion(shapes), crs),)


def to_grid(
    place: ChartPlace, crs: QgsCoordinateReferenceSystem, project: QgsProject
) -> BaseGeometry:
    """Return the place in the CRS of a run's grid.

    Raises:
        InputError: it cannot be placed there.
    """
    # Held by its name: what constGet returns lives no longer than the geometry.
    placed = _transformed(place, crs, project)
    flat = placed.constGet().segmentize()
    flat.dropZValue()
    flat.dropMValue()
    shape = shapely.from_wkb(bytes(flat.asWkb()))
    return shape if shape.is_valid else repair(shape)


def _counts(layer: object) -> bool:
    return (
        isinstance(layer, QgsVectorLayer)
        and layer.geometryType() == QgsWkbTypes.PolygonGeometry
        and layer.customProperty(PREFIX + "run") is None
        and layer.selectedFeatureCount() > 0
    )


def _title(layer: QgsVectorLayer, feature: QgsFeature) -> str:
    """Return what the user calls the feature, else the layer and its number."""
    field = layer.displayField()
    name = feature[field] if field and layer.fields().indexOf(field) >= 0 else None
    return str(name) if name else f"{layer.name()} {feature.id()}"


def _transformed(
    place: ChartPlace, crs: QgsCoordinateReferenceSystem, project: QgsProject
) -> QgsGeometry:
    geometry = QgsGeometry(place.geometry)
    if place.crs == crs:
        return geometry
    if geometry.type() == QgsWkbTypes.PolygonGeometry:
        geometry = geometry.densifyByCount(_EDGE_POINTS)
    try:
        geometry.transform(QgsCoordinateTransform(place.crs, crs, project))
    except QgsCsException as error:
        message = translate(
            "SceneSlots", "{title} cannot be placed in the grid of the run."
        )
        raise InputError(message.format(title=place.title)) from error
    return geometry
