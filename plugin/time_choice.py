"""The choice of time: slots of the form in the strip, with their plan and state."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Protocol

from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from ..ui.rhythm_field import LIST
from ..ui.time_part import TimePart
from .core.errors import InputError
from .core.rhythm import list_period
from .core.slots import Period
from .intake import slots_of
from .slot_cells import make_cells, summary
from .words import translate

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from ..ui.form import Form
    from .core.images import Image
    from .core.job import Job, Run
    from .core.plan import Plan
    from .core.slots import Slot
    from .jobs.task import RunTask
    from .pipeline.prepare import Prepared

_MOST_RUNS = 20
_SOON_MS = 100
# A job with another of these has the same slots with the same images.
_APART = ("folder", "excluded_slots", "unit_limit", "limits")


class Followed(Protocol):
    """A run that goes, or waits for others."""

    job: Job
    task: RunTask
    started: Any
    """Signal without values: it waits no more."""


@dataclass
class _State:
    """What has come of a run."""

    job: Job
    images: dict[str, Image] = field(default_factory=dict)
    is_running: bool = False


class TimeChoice(QObject):  # type: ignore[misc]  # Qt has no types
    """Fills the strip of slots: before a run with its plan, then with its states."""

    period_wanted = pyqtSignal(object)
    """The `Period` that the own list spans."""
    image_wanted = pyqtSignal(object, str)
    """Run folder and slot of an image that is to be shown."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.part = TimePart()
        self._form: Form | None = None
        self._job: Job | None = None
        self._plan: Prepared | None = None
        self._planned: Job | None = None
        # Acquisitions are known from plans alone; one that is left out is in none.
        self._seen: dict[str, Slot] = {}
        # What was cut last, and into which slots.
        self._cut: tuple[object, tuple[Slot, ...]] = (None, ())
        self._runs: list[_State] = []
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SOON_MS)
        self._soon.timeout.connect(self._show)
        self.part.listed.connect(self._on_listed)
        self.part.changed.connect(self._show)
        self.part.strip.slot_activated.connect(self._on_activated)

    def refresh(self, form: Form, job: Job | None, plan: Prepared | None) -> None:
        """Show the slots of a form.

        Args:
            form: what was typed.
            job: of the form, None where something in it is wrong.
            plan: of the job, None where there is none.
        """
        self._form, self._job = form, job
        if plan is not None:
            self._take(plan)
        self._show()

    def choose_rhythm(self, name: str, day: date) -> None:
        """Show the own list if that is the rhythm, and propose its first day."""
        is_list = name == LIST
        if is_list and not self.part.days_edit.text():
            self.part.days_edit.set_days(day, day)
        self.part.set_listing(is_list)

    def show_plan(self, plan: Prepared) -> None:
        """Show soon a plan that was made of the form as it was refreshed last."""
        self._take(plan)
        self._soon.start()

    def follow(self, run: Followed) -> None:
        """Show how the slots of a run are coming, as long as the form asks for them."""
        state = _State(run.job)
        self._runs = [*self._runs[-_MOST_RUNS:], state]

        def on_start() -> None:
            state.is_running = True
            self._show()

        def on_image(image: Image) -> None:
            state.images[image.slot] = image
            # Many may come at once.
            if not self._soon.isActive():
                self._soon.start()

        def on_end() -> None:
            state.is_running = False
            self._show()

        run.started.connect(on_start)

        def on_success(done: Run) -> None:
            # With those that stood in the folder already.
            state.images.update({image.slot: image for image in done.images})

        run.task.image_ready.connect(on_image)
        run.task.succeeded.connect(on_success)
        run.task.ended.connect(on_end)

    def _show(self) -> None:
        if self._form is None:
            return
        values = self.part.values()
        excluded = values["excluded_slots"]
        form = replace(self._form, **values)
        try:
            slots = self._slots(form)
        except InputError:
            # The page says what is wrong.
            self.part.strip.set_cells(())
            self.part.set_summary("")
            return
        run = self._run_of_form()
        cells = make_cells(
            slots,
            form.rhythm,
            excluded=excluded,
            plans=self._plans(),
            images=run.images if run else None,
            is_running=run is not None and run.is_running,
        )
        self.part.strip.set_cells(cells)
        text = summary(cells)
        if not cells:
            text = translate(
                "SceneSlots", "The plan will tell the acquisitions of the period."
            )
        self.part.set_summary(text)

    def _slots(self, form: Form) -> tuple[Slot, ...]:
        """Return all slots of the form, also those that are left out.

        Raises:
            InputError: period or rhythm is wrong.
        """
        if form.rhythm != "acquisition":
            key = (form.first_day, form.last_day, form.rhythm, form.months)
            if key != self._cut[0]:
                period = Period(form.first_day, form.last_day)
                self._cut = key, slots_of(period, form.rhythm, form.months)
            return self._cut[1]
        return tuple(self._seen.values()) if self._is_asked(self._planned) else ()

    def _take(self, plan: Prepared) -> None:
        if self._job is not None:
            self._plan, self._planned = plan, self._job
            self._see(plan)

    def _see(self, plan: Prepared) -> None:
        left_out = self.part.values()["excluded_slots"]
        kept = {name: slot for name, slot in self._seen.items() if name in left_out}
        self._seen = {**kept, **{one.slot.name: one.slot for one in plan.plans}}

    def _plans(self) -> Mapping[str, Plan]:
        """Return the plans that are known of slots of the form."""
        if self._plan is None or not self._is_asked(self._planned):
            return {}
        return {plan.slot.name: plan for plan in self._plan.plans}

    def _run_of_form(self) -> _State | None:
        """Return the latest run that the form asks for."""
        return next((run for run in self._runs[::-1] if self._is_asked(run.job)), None)

    def _is_asked(self, job: Job | None) -> bool:
        """Return whether the form asks for the images of a job, or for some of them."""
        if job is None or self._job is None:
            return False
        if job.period != self._job.period or job.grid != self._job.grid:
            return False  # most differ here, which is told faster
        changes = {name: getattr(job, name) for name in _APART}
        return bool(replace(self._job, **changes) == job)

    def _on_listed(self, text: str) -> None:
        period = list_period(text)
        if period is not None:
            self.period_wanted.emit(period)

    def _on_activated(self, slot: str) -> None:
        run = self._run_of_form()
        image = run.images.get(slot) if run else None
        if run is not None and image is not None and image.path is not None:
            self.image_wanted.emit(run.job.folder, slot)
