"""The pages of the dock: each a view of `ui` and the presenter that fills it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from qgis.PyQt.QtCore import QObject, Qt
from qgis.PyQt.QtWidgets import QDockWidget, QMainWindow, QMenu

from ..ui.dock import SceneSlotsDock
from .asking import Asking
from .candidates import Candidates
from .charting import Charting
from .first_start import FirstStart
from .progress import Progress
from .repeating import Repeating
from .runs_list import RunsList
from .script_part import OwnScripts
from .settings import default_folder, remember_open
from .words import translate

if TYPE_CHECKING:
    from .live_run import LiveRun
    from .means import Means

_RIGHT = Qt.DockWidgetArea.RightDockWidgetArea


class Presenter(Protocol):
    """Fills a page and answers it."""

    page: Any
    """The view, a widget."""

    def close(self) -> None:
        """Let go of what is not its own: signals of the canvas, tasks, map items."""
        ...


class Pages(QObject):  # type: ignore[misc]  # Qt has no types
    """The dock with its pages; a new page is one more line in ``__init__``."""

    def __init__(self, means: Means, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._around = around = means.around
        self._presenters: list[Presenter] = []
        self.dock = SceneSlotsDock(around.window)
        self.asking = Asking(means, self)
        self._add(
            self.asking,
            translate("SceneSlots", "Series"),
            "scene_slots",
            translate("SceneSlots", "Ask for one image per time slot, and fetch them"),
        )
        means.runs.added.connect(self.asking.time.follow)
        # Nobody asks for a run while the dock is closed.
        self.dock.closedStateChanged.connect(
            lambda closed: self.asking.area.show_outline(not closed)
        )
        self.scripts = OwnScripts(means, self.asking.page, self)
        self.candidates = Candidates(
            means, self.asking.planning, self.asking.page.form, self
        )
        self.asking.page.add_part(self.candidates.page)
        self.candidates.zooming.connect(self.asking.area.hold)
        self.asking.page.changed.connect(self.candidates.follow_form)
        self._add(
            self.candidates,
            translate("SceneSlots", "Candidates"),
            "candidates",
            translate("SceneSlots", "See and choose the scenes of every slot"),
        )
        self.first_start = FirstStart(means, self.asking, self)
        self.progress = Progress(means, self.asking.page.run_bar, self)
        self.progress.details_requested.connect(
            lambda: self.dock.show_page(self.progress.page)
        )
        self._add(
            self.progress,
            translate("SceneSlots", "Progress"),
            "progress",
            translate("SceneSlots", "See the runs that go: every slot, and the log"),
        )
        self._add_runs(means)
        self.dock.closedStateChanged.connect(self._on_closed_or_opened)
        place(self.dock, around.window)

    def _add_runs(self, means: Means) -> None:
        """Add the pages of what was fetched before: the list of runs, the chart."""
        repeating = Repeating(
            means,
            self.asking,
            default_folder(),
            lambda: self.dock.show_page(self.asking.page),
        )
        self.runs_list = RunsList(means, repeating, self)
        self._add(
            self.runs_list,
            translate("SceneSlots", "Runs"),
            "runs",
            translate("SceneSlots", "Find runs of before, show them and go on"),
        )
        self.charting = Charting(means, self)
        self._add(
            self.charting,
            translate("SceneSlots", "Chart"),
            "chart",
            translate("SceneSlots", "Values over time, at a point or in polygons"),
        )
        self.runs_list.openings.zooming.connect(self.asking.area.hold)
        self.runs_list.changed.connect(lambda _: self.charting.refresh())
        means.runs.added.connect(lambda _: self.runs_list.refresh_shown())
        means.runs.ended.connect(self._on_run_ended)

    def _on_run_ended(self, run: LiveRun) -> None:
        self.runs_list.remember(run.job.folder)
        self.charting.refresh()

    def close(self) -> None:
        """Take the dock away."""
        for presenter in reversed(self._presenters):
            presenter.close()
        self._presenters.clear()
        self.dock.closedStateChanged.disconnect(self._on_closed_or_opened)
        self.scripts.close()
        self._around.window.removeDockWidget(self.dock)
        self.dock.deleteLater()

    def _on_closed_or_opened(self, is_closed: bool) -> None:
        remember_open(self._around.settings, is_open=not is_closed)

    def _add(self, presenter: Presenter, title: str, icon: str, tip: str) -> None:
        self._presenters.append(presenter)
        self.dock.add_page(presenter.page, title, icon, tip)


def place(dock: SceneSlotsDock, window: QMainWindow) -> None:
    """Put the dock where it was, or behind others on the right."""
    if not window.restoreDockWidget(dock):
        others = [
            one
            for one in window.findChildren(QDockWidget)
            if one is not dock
            and window.dockWidgetArea(one) == _RIGHT
            and one.isVisible()
            and not one.isFloating()
        ]
        window.addDockWidget(_RIGHT, dock)
        if others:
            window.tabifyDockWidget(others[-1], dock)
        width = dock.sizeHint().width()
        if dock.width() < width:
            window.resizeDocks([dock], [width], Qt.Orientation.Horizontal)
    # Where QGIS lists its panels, for whoever looks there.
    panels = window.findChild(QMenu, "mPanelMenu")
    if panels is not None:
        panels.addAction(dock.toggleViewAction())
