"""Candidates: the page that shows what the catalog has, on the map and in its table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Callable

from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from ..ui.candidates_page import CandidatesPage
from .candidate_rows import Found, find_candidates
from .core.errors import InputError
from .core.numbers import grouped
from .jobs.pool import WorkerPool
from .language import localize
from .layers.footprints import MOST, Footprints
from .layers.pick import PickTool
from .plan_words import count_of
from .words import translate

if TYPE_CHECKING:
    from concurrent.futures import Future

    from qgis.core import QgsPointXY

    from ..ui.form import Form
    from .means import Means
    from .pipeline.prepare import Prepared
    from .planning import Planning

_CLOSING_MS = 2000
_ALL = 100.0
"""Percent: no limit."""
# What changes in one turn of the event loop is drawn once.
_SOON_MS = 0


class Candidates(QObject):  # type: ignore[misc]  # Qt has no types
    """Shows the scenes of the plan that is there; searches through `Planning`."""

    zooming = pyqtSignal()
    """The map is about to move to outlines, which are no area to ask for."""
    _found = pyqtSignal(object)

    def __init__(
        self,
        means: Means,
        planning: Planning,
        form: Callable[[], Form],
        parent: QObject | None = None,
    ) -> None:
        """Make the page.

        Args:
            means: what presenters share.
            planning: the plan of the series page.
            form: returns what is asked for on the series page.
            parent: owns this.
        """
        super().__init__(parent)
        self._planning = planning
        self._form = form
        self._around = around = means.around
        self._pool = WorkerPool(width=1, closing_ms=_CLOSING_MS)
        self._told: Found | None = None
        self._latest: Prepared | None = None
        self.page = CandidatesPage(around.window)
        self._footprints = Footprints(around.canvas)
        self._tool = PickTool(around.canvas)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SOON_MS)
        self._connect()
        self._show()

    def follow_form(self) -> None:
        """Mark what the limit of cloud on the series page would reject."""
        form = self._form()
        # Where the image's own cloud is counted, that of its tiles rejects nothing.
        is_of_tiles = form.max_cloud < _ALL and not form.count_cloud
        self.page.table.set_limit(form.max_cloud if is_of_tiles else None)

    def close(self) -> None:
        """Let go of the map; nothing of the footprints stays."""
        self._soon.stop()
        self._latest = None
        self._pool.close()
        self._around.canvas.destinationCrsChanged.disconnect(self._soon.start)
        self._planning.changed.disconnect(self._show)
        self._tool.close()
        self._footprints.close()

    def _connect(self) -> None:
        page = self.page
        page.search_requested.connect(self._search)
        page.stop_requested.connect(self._planning.stop)
        page.shown_changed.connect(self._soon.start)
        page.selection_changed.connect(self._on_selected)
        page.zoom_requested.connect(self._zoom)
        page.pick_toggled.connect(self._on_pick_toggled)
        self._soon.timeout.connect(self._draw)
        self._found.connect(self._on_found)
        self._tool.picked.connect(self._on_picked)
        self._tool.deactivated.connect(lambda: page.set_picking(False))
        self._planning.changed.connect(self._show)
        # The bands hold coordinates of the map.
        self._around.canvas.destinationCrsChanged.connect(self._soon.start)

    def _search(self) -> None:
        try:
            self._planning.start(self._form())
        except InputError as error:
            self.page.hide_results()
            self.page.set_status(_start())
            self.page.set_message(localize(str(error)), is_failure=True)

    def _show(self) -> None:
        """Show what is known now: a plan, why there is none, or that one is made."""
        page, planning = self.page, self._planning
        plan, failure = planning.shown, planning.failure
        page.set_busy(planning.is_busy)
        if plan is None:
            self._latest = self._told = None
            self._show_nothing(failure)
        elif plan is not self._latest:
            self._latest = plan
            future = self._pool.submit(lambda: (plan, find_candidates(plan)))
            future.add_done_callback(lambda one: self._found.emit(one))
        if plan is not None:
            page.set_message(failure or self._note(plan), is_failure=bool(failure))

    def _show_nothing(self, failure: str) -> None:
        if self._planning.is_busy:
            form = self._form()
            self.page.set_status(
                translate("SceneSlots", "The catalog is being asked …")
            )
            self.page.set_message("")
            self.page.set_loading(form.first_day, form.last_day)
            return
        self.page.hide_results()
        self.page.set_status(_unknown() if failure else _start())
        self.page.set_message(failure, is_failure=bool(failure))

    def _note(self, plan: Prepared) -> str:
        if self._planning.plan is not None:
            return localize(plan.planless or "")
        return str(
            translate(
                "SceneSlots",
                "The form or the map has changed since: these are the candidates of"
                " before.",
            )
        )

    def _on_found(self, future: Future[tuple[Prepared, Found]]) -> None:
        if future.cancelled():
            return
        plan, found = future.result()
        if plan is not self._latest:
            return
        self._told = found
        self.page.set_rows(found.rows, found.days, found.slots)
        self.page.set_status(_sum(found, was_asked=not plan.planless))

    def _draw(self) -> None:
        """Draw the outlines of the rows that are shown, while the page is."""
        found = self._told.outlines if self._told else {}
        rows = self.page.table.shown if self.page.shows_outlines else []
        # Not all may be drawn: the planned ones come first.
        rows = sorted(rows, key=lambda row: not row.is_planned)
        outlines = {row.key: found[row.key] for row in rows if row.key in found}
        self._footprints.show(outlines)
        self.page.tell_outlines(min(len(outlines), MOST), len(outlines))
        self._on_selected()

    def _on_selected(self) -> None:
        self._footprints.choose(self.page.selected_keys())

    def _on_pick_toggled(self, is_picking: bool) -> None:
        if is_picking:
            self._tool.take()
        else:
            self._tool.give_back()

    def _on_picked(self, point: QgsPointXY, adds: bool) -> None:
        self.page.select_keys(self._footprints.hits(point), adds=adds)

    def _zoom(self) -> None:
        extent = self._footprints.extent(self.page.selected_keys())
        if extent is not None:
            self.zooming.emit()
            self._around.canvas.setExtent(extent)
            self._around.canvas.refresh()


def _start() -> str:
    return str(
        translate(
            "SceneSlots", "Search for the scenes over the area of the page Series."
        )
    )


def _unknown() -> str:
    return str(
        translate("SceneSlots", "The search failed: which scenes there are is unknown.")
    )


def _sum(found: Found, *, was_asked: bool) -> str:
    """Return how many scenes there are; that there are none was answered, too."""
    if not found.rows and was_asked:
        return str(
            translate(
                "SceneSlots",
                "The catalog answered: it has no scene over the area in this period.",
            )
        )
    excluded = len(
        {row.key for row in found.rows if row.can_change and not row.is_used}
    )
    parts = [
        count_of(found.scenes, "1 scene", "{count} scenes"),
        translate("SceneSlots", "{count} planned").format(count=grouped(found.planned)),
    ]
    if excluded:
        text = translate("SceneSlots", "{count} left out")
        parts.append(text.format(count=excluded))
    return " · ".join(parts)
