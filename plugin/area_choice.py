"""The choice of the area: its sources, its outline on the map and its size."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.core import QgsGeometry, QgsVectorLayer, QgsWkbTypes
from qgis.PyQt.QtCore import QObject, pyqtSignal
from qgis.PyQt.QtGui import QGuiApplication

from ..ui.area_box import AreaBox
from .area_words import crs_choices, describe_area, hint, how_to_draw
from .core.errors import InputError
from .draw_tool import DrawTool
from .language import localize
from .layers.asked import Place, ask, zones
from .layers.shapes import degrees_of, km2_of, map_extent, to_qgis
from .map_places import Asked, Held, drawn_place, hold_map, layer_place, map_place
from .outline import Outline
from .selection import Selection
from .words import translate

if TYPE_CHECKING:
    from qgis.core import QgsMapLayer, QgsProject
    from qgis.gui import QgsMapCanvas
    from shapely.geometry.base import BaseGeometry

    from ..ui.form import Form
    from .core.grid import Grid

_MARGIN = 1.1


class AreaChoice(QObject):  # type: ignore[misc]  # Qt has no types
    """Answers the area box: says where a run is asked for, and shows it.

    While the map is followed nothing is worked out before `refresh` is called.
    """

    changed = pyqtSignal()
    """Another area is chosen, or the one that is chosen has moved."""

    def __init__(
        self,
        canvas: QgsMapCanvas,
        project: QgsProject,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self._project = project
        self.box = AreaBox()
        self.box.offer_crs(crs_choices())
        self._selection = Selection(project, self)
        self._tool = DrawTool(canvas)
        self._outline = Outline(canvas)
        self._former_source = "map"
        self._frozen: Place | None = None
        self._held: Held | None = None
        self._drawn: Place | None = None
        self._kept: Place | None = None
        self._shown: tuple[Grid, tuple[BaseGeometry, ...]] | None = None
        self._refreshed: Asked | None = None
        self.sizes: tuple[int, ...] = ()
        """Pixels of each run, as they were worked out last."""
        self._connect()

    def close(self) -> None:
        """Leave the map as it was."""
        self._canvas.extentsChanged.disconnect(self._on_map)
        self._canvas.destinationCrsChanged.disconnect(self._on_map_crs)
        self._canvas.currentLayerChanged.disconnect(self._on_active_layer)
        self._tool.close()
        self._outline.close()

    def places(self) -> tuple[Place, ...]:
        """Return where runs are asked for: one place, or one of each feature.

        Raises:
            InputError: no area is chosen.
        """
        if self.box.source == "selection":
            self._selection.follow(self.box.polygon_layer)
            return self._selection.places(
                one_each=self.box.is_one_each and self._selection.count > 1,
                name_field=self.box.name_field,
            )
        return (self._single(),)

    @property
    def fixed(self) -> Place | None:
        """Where the map was frozen, or what was drawn; None for other sources."""
        return {"map": self._frozen, "draw": self._drawn}.get(self.box.source)

    def fix(self, source: str, place: Place) -> None:
        """Take a place for where the map was frozen, or for what was drawn."""
        if source == "draw":
            self._drawn = place
        else:
            self._frozen = place

    def keep(self, place: Place, title: str) -> None:
        """Take the area of an earlier run, which has this title."""
        self._kept = place
        self.box.set_kept(title)
        self.box.set_source("kept")
        self.changed.emit()

    def follow_map(self) -> None:
        """Take what the map shows, before the map is moved to where images are."""
        self._tool.stop()
        self.box.set_source("map")
        self.box.follow_check.setChecked(True)
        self._freeze()
        self.changed.emit()

    def hold(self) -> None:
        """Keep the area where it is, before the map is moved by more than a person."""
        if self.box.follows_map:
            self.box.stop_following()

    def pin(self) -> None:
        """Take what the map shows for the area until it is moved, even if resized."""
        if self.box.follows_map and not (self._held and self._held.holds(self._canvas)):
            self._held = hold_map(self._canvas, self._project)

    def refresh(self, form: Form) -> None:
        """Say and show how large the area is, by the form's resolution and CRS."""
        self.box.set_selection(self._count())
        if self._tool.shape:
            # Who is drawing needs to know how, not that nothing is there yet.
            self._show_nothing(how_to_draw(self._tool.shape))
            return
        try:
            places = self.places()
            crs = self._canvas.mapSettings().destinationCrs().authid()
            wish = Asked(places, form.resolution, form.epsg, crs)
            if self._refreshed is None or not self._refreshed.is_same(wish):
                self._show(places, form)
                self._refreshed = wish
        except InputError as error:
            self._show_nothing(localize(str(error)), is_wrong=True)

    def show_outline(self, shown: bool) -> None:
        """Show the outline on the map, or hide it while nobody asks for a run."""
        self._outline.set_visible(shown)

    def _show(self, places: tuple[Place, ...], form: Form) -> None:
        asked = [ask(place, form.resolution, form.epsg) for place in places]
        self.sizes = tuple(grid.pixels for grid, _ in asked)
        grid = asked[0][0]
        context = self._project.transformContext()
        km2 = sum(km2_of(area, one.epsg, context) for one, area in asked)
        self._shown = (grid, tuple(area for _, area in asked))
        is_seen = places[0].extent == self._canvas.extent()
        is_held = self.box.follows_map and not is_seen
        self.box.set_size(describe_area(grid, km2, len(places), is_held=is_held))
        self.box.set_hint(hint(grid, zones(places[0], grid), len(places)))
        if self.box.follows_map and is_seen:
            # The edge of the map itself: a line there would only flicker.
            self._outline.clear()
        else:
            self._outline.show(asked, context)

    def _show_nothing(self, text: str, *, is_wrong: bool = False) -> None:
        self._shown = self._refreshed = None
        self.box.set_size("")
        self.box.set_hint(text, is_wrong=is_wrong)
        self._outline.clear()

    def _single(self) -> Place:
        source = self.box.source
        if source == "map":
            return self._frozen or self._on_the_map()
        if source == "layer":
            return layer_place(self.box.layer, self._project)
        place = self._drawn if source == "draw" else self._kept
        if place is None:
            message = translate(
                "SceneSlots", "Draw the area first: a box or a polygon on the map."
            )
            raise InputError(message)
        return place

    def _on_the_map(self) -> Place:
        if self._held is not None and self._held.holds(self._canvas):
            return self._held.place
        return map_place(self._canvas, self._project)

    def _count(self) -> int:
        if self.box.source != "selection":
            return 0
        self._selection.follow(self.box.polygon_layer)
        return self._selection.count

    def _connect(self) -> None:
        box, canvas = self.box, self._canvas
        box.source_chosen.connect(self._on_source)
        box.choice_changed.connect(self._on_choice)
        box.draw_requested.connect(self._on_draw)
        box.zoom_requested.connect(self._on_zoom)
        box.copy_requested.connect(self._on_copy)
        canvas.extentsChanged.connect(self._on_map)
        canvas.destinationCrsChanged.connect(self._on_map_crs)
        canvas.currentLayerChanged.connect(self._on_active_layer)
        self._selection.changed.connect(self._on_selection)
        self._tool.drawn.connect(self._on_drawn)
        self._tool.given_up.connect(self._on_given_up)

    def _on_source(self, source: str) -> None:
        if source == "draw":
            if self._drawn is None:
                self._on_draw("box")
                return
        else:
            self._former_source = source
            self._tool.stop()
        if source == "map":
            self._held = None
            self._freeze()
        elif source == "selection":
            self._on_active_layer(self._canvas.currentLayer())
        self.changed.emit()

    def _on_choice(self) -> None:
        self._freeze()
        self.changed.emit()

    def _freeze(self) -> None:
        """Keep what the map shows now, unless it is followed."""
        if self.box.source == "map":
            is_live = self.box.follows_map
            self._frozen = None if is_live else self._frozen or self._on_the_map()

    def _on_map(self) -> None:
        if self.box.follows_map:
            # Its outline may be needed now, or needed no more.
            self._refreshed = None
            self.changed.emit()

    def _on_map_crs(self) -> None:
        # The outline is drawn in the CRS that the map had.
        self.changed.emit()

    def _on_active_layer(self, layer: QgsMapLayer | None) -> None:
        is_polygons = (
            isinstance(layer, QgsVectorLayer)
            and layer.geometryType() == QgsWkbTypes.PolygonGeometry
        )
        if self.box.source == "selection" and is_polygons:
            self.box.set_polygon_layer(layer)

    def _on_selection(self) -> None:
        if self.box.source == "selection":
            self.changed.emit()

    def _on_draw(self, shape: str) -> None:
        self.box.set_source("draw")
        self.box.set_drawing(shape)
        self._tool.start(shape)
        self.changed.emit()

    def _on_drawn(self, geometry: QgsGeometry) -> None:
        crs = self._canvas.mapSettings().destinationCrs()
        self._drawn = drawn_place(geometry, crs, self._project)
        self.box.set_drawing("")
        self.changed.emit()

    def _on_given_up(self) -> None:
        self.box.set_drawing("")
        if self._drawn is None:
            self.box.set_source(self._former_source)
        self.changed.emit()

    def _on_zoom(self) -> None:
        if self._shown is None:
            return
        grid, areas = self._shown
        crs = self._canvas.mapSettings().destinationCrs()
        try:
            extent = map_extent(grid, areas, crs, self._project.transformContext())
        except InputError as error:
            self.box.set_hint(localize(str(error)), is_wrong=True)
            return
        extent.scale(_MARGIN)
        self._canvas.setExtent(extent)
        self._canvas.refresh()

    def _on_copy(self) -> None:
        if self._shown is None:
            return
        grid, areas = self._shown
        shape = degrees_of(areas, grid.epsg, self._project.transformContext())
        QGuiApplication.clipboard().setText(to_qgis(shape).asJson(7))
        self.box.set_hint(
            translate(
                "SceneSlots", "Copied as GeoJSON, in degrees of longitude and latitude."
            )
        )
