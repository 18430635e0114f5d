"""First start: the welcome, until a first series was made."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from qgis.PyQt.QtCore import QObject

from ..ui.form import Form
from ..ui.welcome import Step
from .intake import LOCAL
from .settings import hide_welcome, shows_welcome
from .words import translate

if TYPE_CHECKING:
    from ..ui.welcome import Welcome
    from .asking import Asking
    from .core.job import Job
    from .live_run import LiveRun
    from .means import Means

_YEAR = date(2018, 1, 1), date(2018, 12, 31)
"""Of the sample scenes: one with images in nearly every month."""
_FIELDS = {"area": "area_box", "run": "plan_button"}
"""Where the later steps are taken: names of widgets."""


class FirstStart(QObject):  # type: ignore[misc]  # Qt has no types
    """Does the whole thing with sample scenes, or says what the next step is."""

    def __init__(
        self, means: Means, asking: Asking, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._asking = asking
        self._settings = means.around.settings
        self._view: Welcome = asking.page.welcome
        if not shows_welcome(self._settings):
            self._view.hide()
            return
        self._view.try_requested.connect(self._try)
        self._view.hide_requested.connect(self._end)
        self._view.step_chosen.connect(self._go_to)
        means.runs.ended.connect(self._on_ended)
        asking.summed_up.connect(self._show_steps)
        self._show_steps(None)

    def _try(self) -> None:
        page = self._asking.page
        first, last = _YEAR
        # The folder is the user's; all else is what the samples are good for.
        form = Form(first, last, folder=page.form().folder, count_cloud=True)
        page.set_form(form)
        self._asking.samples.show(self._asking.run)

    def _go_to(self, step: str) -> None:
        if step in _FIELDS:
            self._asking.page.go_to(_FIELDS[step])
        else:
            self._asking.open_connection()

    def _show_steps(self, job: Job | None) -> None:
        form = self._asking.page.form()
        has_account = form.hub != LOCAL.name and bool(form.authcfg)
        self._view.set_steps(
            (
                Step(
                    "account",
                    translate("SceneSlots", "Hub and account"),
                    translate(
                        "SceneSlots",
                        "choose your hub, press + beside Account, enter client id and"
                        " secret as user name and password of a Basic configuration,"
                        " and test the connection.",
                    ),
                    has_account,
                ),
                Step(
                    "area",
                    translate("SceneSlots", "Area and time"),
                    translate(
                        "SceneSlots",
                        "zoom the map to your place, and choose the days and how many"
                        " images you want.",
                    ),
                    has_account and job is not None,
                ),
                Step(
                    "run",
                    translate("SceneSlots", "Plan and run"),
                    translate(
                        "SceneSlots",
                        "press Plan to see every slot and the price, then Run.",
                    ),
                    is_done=False,
                ),
            )
        )

    def _on_ended(self, run: LiveRun) -> None:
        if run.has_succeeded:
            self._end()

    def _end(self) -> None:
        hide_welcome(self._settings)
        self._view.hide()
