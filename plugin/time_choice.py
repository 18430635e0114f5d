"""The choice of time: slots of the form in the strip, with their plan and state."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from qgis.PyQt.QtCore import QObject, pyqtSignal

from ..ui.time_part import TimePart
from .core.errors import InputError
from .core.rhythm import list_period
from .core.slots import Period
from .intake import slots_of
from .slot_cells import make_cells, summary
from .words import translate

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from ..ui.form import Form
    from .core.images import Image
    from .core.job import Job
    from .core.plan import Plan
    from .core.slots import Slot
    from .jobs.task import RunTask
    from .pipeline.prepare import Prepared

# A job with another of these has the same slots with the same images.
_APART = ("folder", "excluded_slots", "unit_limit", "limits")


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
        self._run: Job | None = None
        self._images: dict[str, Image] = {}
        self._is_running = False
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
        if plan is not None and job is not None:
            self._plan, self._planned = plan, job
            self._see(plan)
        self._show()

    def follow(self, job: Job, task: RunTask) -> None:
        """Show how the slots of a run are coming, as long as the form asks for it."""
        self._run, self._images, self._is_running = job, {}, True

        def is_mine() -> bool:
            return self._run is job

        def on_image(image: Image) -> None:
            if is_mine():
                self._images[image.slot] = image
                self._show()

        def on_end() -> None:
            if is_mine():
                self._is_running = False
                self._show()

        task.image_ready.connect(on_image)
        task.ended.connect(on_end)
        self._show()

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
        shows_run = self._is_asked(self._run)
        cells = make_cells(
            slots,
            form.rhythm,
            excluded=excluded,
            plans=self._plans(),
            images=self._images if shows_run else None,
            is_running=shows_run and self._is_running,
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
            return slots_of(
                Period(form.first_day, form.last_day), form.rhythm, form.months
            )
        return tuple(self._seen.values()) if self._is_asked(self._planned) else ()

    def _see(self, plan: Prepared) -> None:
        left_out = self.part.values()["excluded_slots"]
        kept = {name: slot for name, slot in self._seen.items() if name in left_out}
        self._seen = {**kept, **{one.slot.name: one.slot for one in plan.plans}}

    def _plans(self) -> Mapping[str, Plan]:
        """Return the plans that are known of slots of the form."""
        if self._plan is None or not self._is_asked(self._planned):
            return {}
        return {plan.slot.name: plan for plan in self._plan.plans}

    def _is_asked(self, job: Job | None) -> bool:
        """Return whether the form asks for the images of a job, or for some of them."""
        if job is None or self._job is None:
            return False
        changes = {name: getattr(job, name) for name in _APART}
        return bool(replace(self._job, **changes) == job)

    def _on_listed(self, text: str) -> None:
        period = list_period(text)
        if period is not None:
            self.period_wanted.emit(period)

    def _on_activated(self, slot: str) -> None:
        image = self._images.get(slot)
        if self._run is not None and image is not None and image.path is not None:
            folder: Path = self._run.folder
            self.image_wanted.emit(folder, slot)
