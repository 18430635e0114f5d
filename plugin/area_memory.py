"""What is remembered of the area: where it comes from, and where it was fixed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.core import QgsCoordinateReferenceSystem, QgsGeometry

from .map_places import drawn_place
from .settings import AreaSource, load_area, save_area

if TYPE_CHECKING:
    from qgis.core import QgsProject, QgsSettings

    from .area_choice import AreaChoice
    from .layers.asked import Place

_SOURCES = ("map", "layer", "selection", "draw")
"""Those that last; the area of an earlier run is chosen again from that run."""


def remember(settings: QgsSettings, choice: AreaChoice) -> None:
    """Store where the area comes from; its shape only where that is fixed."""
    box, place = choice.box, choice.fixed
    save_area(
        settings,
        AreaSource(
            area_source=box.source if box.source in _SOURCES else _SOURCES[0],
            area_follows_map=bool(box.follow_check.isChecked()),
            area_is_one_each=box.is_one_each,
            area_shape=_text_of(place) if place is not None else "",
        ),
    )


def recall(settings: QgsSettings, choice: AreaChoice, project: QgsProject) -> None:
    """Show what is stored; a place that is damaged is what the map shows."""
    stored, box = load_area(settings), choice.box
    source = stored.area_source if stored.area_source in _SOURCES else _SOURCES[0]
    place = _place_of(stored.area_shape, project)
    if place is not None:
        choice.fix(source, place)
    box.each_radio.setChecked(stored.area_is_one_each)
    box.set_source(source)
    # What was fixed is kept; without it, what the map shows would be taken now.
    is_fixed = source == "map" and place is not None and not stored.area_follows_map
    box.follow_check.setChecked(not is_fixed)


def _text_of(place: Place) -> str:
    """Return “EPSG:32634;Polygon (…)”, empty in a CRS that has no name."""
    name = place.crs.authid()
    geometry = place.geometry or QgsGeometry.fromRect(place.extent)
    return f"{name};{geometry.asWkt()}" if name else ""


def _place_of(text: str, project: QgsProject) -> Place | None:
    name, _, shape = text.partition(";")
    crs, geometry = QgsCoordinateReferenceSystem(name), QgsGeometry.fromWkt(shape)
    if not crs.isValid() or geometry.isNull() or geometry.isEmpty():
        return None
    return drawn_place(geometry, crs, project)
