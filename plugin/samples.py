"""Samples: the map and the form move to the scenes that the local hub offers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, Callable

from qgis.core import QgsCoordinateReferenceSystem
from qgis.PyQt.QtCore import QObject

from .core.area import utm_epsg
from .language import localize
from .layers.area import degrees_extent

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..ui.form import Form
    from ..ui.series_page import SeriesPage
    from .area_choice import AreaChoice
    from .jobs.local_hub import LocalHub
    from .jobs.local_hubs import LocalHubs
    from .surroundings import Surroundings


class Samples(QObject):  # type: ignore[misc]  # Qt has no types
    """Shows the scenes of the local hub, which may have to start before."""

    def __init__(
        self,
        page: SeriesPage,
        area: AreaChoice,
        hubs: LocalHubs,
        around: Surroundings,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._page = page
        self._area = area
        self._hubs = hubs
        self._around = around
        self._then: Callable[[], None] | None = None

    def show(self, then: Callable[[], None] | None = None) -> None:
        """Show the scenes, and do something then."""
        self._then = then
        hub = self._hubs.get(self._page.form().scenes_folder)
        if hub.answer.done():
            error = hub.answer.exception()
            if error is None:
                self._on_ready(hub.answer.result())
            else:
                self._on_failed(str(error))
        else:
            self._page.set_waiting(True)
            hub.ready.connect(self._on_ready)
            hub.failed.connect(self._on_failed)

    def _on_failed(self, sentence: str) -> None:
        self._then = None
        self._page.set_waiting(False)
        self._page.set_error("hub_combo", localize(sentence))

    def _on_ready(self, local: LocalHub) -> None:
        """Move the map to the scenes, and the period if it misses them."""
        self._page.set_waiting(False)
        form, canvas = self._page.form(), self._around.canvas
        name = (
            form.collection
            if form.collection in local.collections
            else next(iter(local.collections))
        )
        facts = local.collections[name]
        self._area.follow_map()
        project = self._around.project
        west, south, east, north = facts["bbox"]
        if not project.mapLayers():
            # That of the images: with the first of them QGIS would take it anyway.
            zone = utm_epsg((west + east) / 2, (south + north) / 2)
            project.setCrs(QgsCoordinateReferenceSystem(f"EPSG:{zone}"))
        crs = canvas.mapSettings().destinationCrs()
        canvas.setExtent(
            degrees_extent((west, south, east, north), crs, project.transformContext())
        )
        canvas.refresh()
        self._page.set_form(replace(_fit_period(form, facts), collection=name))
        then, self._then = self._then, None
        if then is not None:
            then()


def _fit_period(form: Form, facts: Mapping[str, Any]) -> Form:
    """Return the form with the last year of the scenes if its period has none."""
    first = date.fromisoformat(str(facts["start"])[:10])
    last = date.fromisoformat(str(facts["end"])[:10])
    if form.first_day <= last and form.last_day >= first:
        return form
    return replace(form, first_day=max(first, date(last.year, 1, 1)), last_day=last)
