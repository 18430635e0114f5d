"""The chart's side of the conversation: places are read, images are shown."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from qgis.PyQt.QtCore import QObject, QTimer

from ..ui.chart_page import ChartPage
from .chart_lines import band_title, line_of
from .chart_saving import save_profiles
from .chart_tool import ChartTool
from .core.errors import InputError
from .jobs.asides import Asides
from .language import localize
from .layers.places import point_place, polygon_places, to_grid
from .layers.runs import find_run, find_runs
from .layers.showing import select_slot, selected_slots, show_image
from .messages import sentence_of
from .store.profile import read_profiles
from .words import translate

if TYPE_CHECKING:
    from qgis.core import QgsPointXY, QgsVectorLayer

    from .jobs.asides import Aside
    from .layers.places import ChartPlace
    from .layers.runs import ShownRun
    from .means import Means
    from .store.profile import Profile

_SETTLE_MS = 200
"""Layers come and go in crowds."""
_SLOW_MS = 500
"""Reading that takes longer is told."""


class Charting(QObject):  # type: ignore[misc]  # Qt has no types
    """Fills the page of the chart; reads images on a thread of its own."""

    def __init__(self, means: Means, parent: QObject) -> None:
        super().__init__(parent)
        self._around = means.around
        self._messages = means.messages
        self._places: tuple[ChartPlace, ...] = ()
        self._profiles: tuple[tuple[str, Profile], ...] = ()
        self._reading: Aside | None = None
        self._table_id = ""
        self._asides = Asides(self)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLE_MS)
        self._settle.timeout.connect(self._offer)
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(_SLOW_MS)
        self._slow.timeout.connect(self._say_slow)
        self.page = ChartPage(means.around.window)
        self.tool = ChartTool(means.around.canvas)
        self._connect()
        self._say_how()

    def close(self) -> None:
        """Let go of map, project and thread."""
        self._settle.stop()
        self._slow.stop()
        self._watch(None)
        project = self._around.project
        project.layersAdded.disconnect(self._on_layers)
        project.layersRemoved.disconnect(self._on_layers)
        self._asides.close()
        self.tool.close()

    def refresh(self) -> None:
        """Read the images again, such as after limits were applied."""
        if self._places and self.page.isVisible():
            self._ask()

    def _connect(self) -> None:
        page, project = self.page, self._around.project
        page.shown.connect(self._offer)
        page.run_chosen.connect(self._ask)
        page.band_chosen.connect(self._draw)
        page.point_wanted.connect(self._on_point_wanted)
        page.polygons_wanted.connect(self._on_polygons_wanted)
        page.csv_wanted.connect(self._save)
        page.image_wanted.connect(self._show_image)
        self.tool.clicked.connect(self._on_point)
        self.tool.activated.connect(lambda: page.set_point_tool(True))
        self.tool.deactivated.connect(lambda: page.set_point_tool(False))
        project.layersAdded.connect(self._on_layers)
        project.layersRemoved.connect(self._on_layers)

    def _on_layers(self, _: object) -> None:
        if self.page.isVisible():
            self._settle.start()

    def _offer(self) -> None:
        """Offer the runs that the project shows."""
        before = self.page.run
        runs = find_runs(self._around.project)
        self.page.offer_runs([(str(run.folder), run.title) for run in runs])
        if self.page.run == before:
            self._watch(self._run())
        if not self.page.run:
            self._profiles = ()
        if not self._profiles:
            self._say_how()

    def _run(self) -> ShownRun | None:
        key = self.page.run
        return find_run(self._around.project, Path(key)) if key else None

    def _say_how(self) -> None:
        self.page.set_message(
            translate(
                "SceneSlots",
                "Choose Point on the map and click into an image, or select polygons.",
            )
            if self.page.run
            else translate(
                "SceneSlots",
                "The project shows no run: fetch a series, or add one to the map from"
                " the page Runs.",
            )
        )

    def _on_point_wanted(self, wanted: bool) -> None:
        canvas = self._around.canvas
        if wanted:
            canvas.setMapTool(self.tool)
        else:
            canvas.unsetMapTool(self.tool)

    def _on_point(self, point: QgsPointXY) -> None:
        crs = self._around.canvas.mapSettings().destinationCrs()
        self._set_places((point_place(point, crs),))

    def _on_polygons_wanted(self) -> None:
        try:
            places = polygon_places(self._around.project)
        except InputError as error:
            self.page.set_note(localize(str(error)), is_fault=True)
            return
        self.tool.clear()
        self._set_places(places)

    def _set_places(self, places: tuple[ChartPlace, ...]) -> None:
        self._places = places
        self._ask()

    def _say_where(self, outside: int = 0) -> None:
        """Say of which places the chart tells, and how many it leaves out."""
        text = {
            0: translate("SceneSlots", "Means over {count} polygons"),
            1: translate(
                "SceneSlots",
                "Means over {inside} of {count} polygons, 1 lies outside the images",
            ),
        }.get(
            outside,
            translate(
                "SceneSlots",
                "Means over {inside} of {count} polygons, {outside} lie outside the"
                " images",
            ),
        )
        count = len(self._places)
        if count == 1:
            text = translate("SceneSlots", "Values at {place}")
        place = self._places[0].title
        self.page.set_place(
            text.format(
                place=place, count=count, inside=count - outside, outside=outside
            )
        )

    def _ask(self) -> None:
        """Read the profiles of the places, off the main thread."""
        if self._reading is not None:
            self._reading.drop()
        self.page.set_note("")
        if self._places:
            self._say_where()
        run = self._run()
        self._watch(run)
        if run is None or not run.images or not self._places:
            self._profiles = ()
            self._say_how()
            return
        crs = next(iter(run.images.values())).crs()
        project, folder = self._around.project, run.folder
        try:
            shapes = [to_grid(place, crs, project) for place in self._places]
        except InputError as error:
            self._fail(error)
            return
        self._slow.start()
        self._reading = self._asides.do(
            lambda stop: read_profiles(folder, shapes, stop), self._on_read, self._fail
        )

    def _say_slow(self) -> None:
        self.page.set_note(translate("SceneSlots", "Reading the images …"))

    def _on_read(self, profiles: tuple[Profile, ...]) -> None:
        self._slow.stop()
        self.page.set_note("")
        titles = (place.title for place in self._places)
        self._profiles = tuple(
            (title, one) for title, one in zip(titles, profiles) if one.pixels
        )
        if not self._profiles:
            self.page.set_message(
                translate("SceneSlots", "This place is outside of the images.")
                if len(profiles) == 1
                else translate("SceneSlots", "All polygons are outside of the images.")
            )
            return
        self._say_where(len(profiles) - len(self._profiles))
        if any(one.step > 1 for one in profiles):
            self.page.set_note(
                translate(
                    "SceneSlots",
                    "The polygon is large: not every pixel of it was read.",
                )
            )
        self.page.offer_bands(self._profiles[0][1].bands)
        self._draw()

    def _draw(self) -> None:
        """Show the chosen band of what was read."""
        if not self._profiles:
            return
        band, spread = self.page.band, self.page.spread
        lines = [line_of(one, title, band, spread) for title, one in self._profiles]
        self.page.set_lines(lines, band_title(self._profiles[0][1], band))

    def _show_image(self, slot: str) -> None:
        run = self._run()
        if run is None:
            return
        around = self._around
        layer = show_image(around.project, around.canvas, run, slot)
        if layer is None:
            text = translate("SceneSlots", "The slot {slot} has no image layer.")
            self.page.set_note(text.format(slot=slot), is_fault=True)
            return
        self.page.set_note("")
        around.activate(layer)
        if "images" in run.tables:
            select_slot(run.tables["images"], slot)

    def _watch(self, run: ShownRun | None) -> None:
        """Follow the rows that are selected in the table of a run."""
        table = run.tables.get("images") if run is not None else None
        before = self._table()
        if before is not None:
            # In a project that was opened anew it is another layer of the same id.
            with suppress(TypeError):
                before.selectionChanged.disconnect(self._on_rows)
        self._table_id = table.id() if table is not None else ""
        if table is not None:
            table.selectionChanged.connect(self._on_rows)

    def _table(self) -> QgsVectorLayer | None:
        """Return the table that is followed, None if it was removed meanwhile."""
        return self._around.project.mapLayer(self._table_id)

    def _on_rows(self, *_: object) -> None:
        table = self._table()
        for slot in selected_slots(table)[:1] if table is not None else ():
            self.page.chart.choose(slot)

    def _save(self) -> None:
        run = self._run()
        save_profiles(
            self.page,
            run.folder if run is not None else None,
            self._profiles,
            self._asides,
            self.page.set_note,
            self._fail,
        )

    def _fail(self, error: Exception) -> None:
        self._slow.stop()
        self._messages.log_failure(error)
        self.page.set_note(sentence_of(error), is_fault=True)
