"""Places of the map: what it shows, the extent of a layer, and what is drawn on it."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qgis.core import QgsGeometry, QgsRectangle

from .core.errors import InputError
from .layers.asked import Place, place_of
from .words import translate

if TYPE_CHECKING:
    from qgis.core import QgsCoordinateReferenceSystem, QgsMapLayer, QgsProject
    from qgis.gui import QgsMapCanvas


def map_place(canvas: QgsMapCanvas, project: QgsProject) -> Place:
    """Return what the map shows."""
    crs = canvas.mapSettings().destinationCrs()
    return Place(canvas.extent(), crs, project.transformContext())


def layer_place(layer: QgsMapLayer | None, project: QgsProject) -> Place:
    """Return the extent of a layer.

    Raises:
        InputError: there is none.
    """
    if layer is None:
        message = translate(
            "SceneSlots", "There is no layer: add one, or choose the area another way."
        )
        raise InputError(message)
    if layer.extent().isEmpty():
        message = translate(
            "SceneSlots", "The layer has no extent: choose another one."
        )
        raise InputError(message)
    return Place(QgsRectangle(layer.extent()), layer.crs(), project.transformContext())


def drawn_place(
    geometry: QgsGeometry, crs: QgsCoordinateReferenceSystem, project: QgsProject
) -> Place:
    """Return the place of a polygon; of a box all of its grid is asked."""
    place = place_of(geometry, crs, project.transformContext())
    is_box = geometry.isGeosEqual(QgsGeometry.fromRect(place.extent))
    return Place(place.extent, crs, place.context) if is_box else place


@dataclass(frozen=True)
class Held:
    """What the map showed when it was asked for, and how that is known again.

    A panel that opens gives the map another size, which nobody means as a wish for
    another area: that would be another run.
    """

    place: Place
    wanted: QgsRectangle
    """That the map was told to show; it shows more, as its sides are."""
    scale: float
    """Units of the map to a pixel."""

    def holds(self, canvas: QgsMapCanvas) -> bool:
        """Return whether the map was resized at most, and not moved."""
        view, extent = canvas.mapSettings(), self.place.extent
        if view.destinationCrs() != self.place.crs:
            return False
        # Who moved the map, and then moved it back, told it what it had shown.
        if view.extent() in (self.wanted, extent) or canvas.extent() == extent:
            return True
        gap = canvas.extent().center().distance(extent.center())
        is_zoomed = not math.isclose(canvas.mapUnitsPerPixel(), self.scale)
        return canvas.scaleLocked() and not is_zoomed and gap < self.scale


def hold_map(canvas: QgsMapCanvas, project: QgsProject) -> Held:
    """Return what the map shows, to be held while it is not moved."""
    return Held(
        map_place(canvas, project),
        QgsRectangle(canvas.mapSettings().extent()),
        canvas.mapUnitsPerPixel(),
    )


@dataclass(frozen=True)
class Asked:
    """What the area was worked out for."""

    places: tuple[Place, ...]
    resolution: float
    epsg: int | None
    map_crs: str

    def is_same(self, other: Asked) -> bool:
        """Return whether the other are the same places, seen the same way."""
        ours, theirs = self.places, other.places
        return (
            len(ours) == len(theirs)
            and all(one is another for one, another in zip(ours, theirs))
            and replace(self, places=()) == replace(other, places=())
        )
