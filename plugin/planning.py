"""Planning: the plan that the page shows, and the question whether to pay it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Callable, Protocol

from qgis.PyQt.QtCore import QObject, pyqtSignal

from ..ui.plan_table import PlanRow
from .language import localize
from .messages import sentence_of
from .pipeline.adapt import ADAPTABLE
from .plan_words import question, slot_state, tiles, total
from .words import translate

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..ui.form import Form
    from ..ui.plan_panel import PlanPanel
    from .core.job import Job
    from .jobs.task import RunTask
    from .pipeline.prepare import Prepared


class Planner(Protocol):
    """Plans and runs forms."""

    def check(self, form: Form, *, on_disk: bool = True) -> Job:
        """Return the job of a form, with or without a look at the disk."""
        ...

    def plan(self, form: Form, job: Job | None = None) -> RunTask:
        """Start to plan a form, whose job may be known."""
        ...

    def adapt(self, plan: Prepared, job: Job) -> RunTask:
        """Start to plan again what is known, as another job asks."""
        ...

    def run(
        self,
        form: Form,
        plan: Prepared | None = None,
        watch: Callable[[RunTask], None] | None = None,
        job: Job | None = None,
    ) -> RunTask:
        """Start the run of a form, whose job may be known; ``watch`` gets its task."""
        ...


_UNPLANNED = ("folder", "unit_limit", "limits")
"""Fields of a job that no plan depends on."""


@dataclass(frozen=True)
class Asked:
    """What a plan was asked for."""

    form: Form
    job: Job

    def is_same(self, other: Asked) -> bool:
        """Return whether the other has the same plan: folder and limits may differ."""
        ours, theirs = self.form, other.form
        if (ours.scenes_folder, ours.authcfg) != (theirs.scenes_folder, theirs.authcfg):
            return False
        return bool(self._like(other, _UNPLANNED) == other.job)

    def is_akin(self, other: Asked) -> bool:
        """Return whether the plan of the other needs no other scenes than this one."""
        return self.is_same(Asked(other.form, other._like(self, ADAPTABLE)))

    def _like(self, other: Asked, names: Iterable[str]) -> Job:
        """Return the job with some fields of the other's."""
        return replace(self.job, **{name: getattr(other.job, name) for name in names})


class Planning(QObject):  # type: ignore[misc]  # Qt has no types
    """Has plans made and shows them; runs what was planned."""

    changed = pyqtSignal()
    """Another plan is shown, it is out of date, or one is being made."""

    def __init__(
        self, planner: Planner, panel: PlanPanel, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._planner = planner
        self._panel = panel
        self._asked: Asked | None = None
        self._prepared: Prepared | None = None
        self._failure = ""
        self._is_current = True
        self._has_run = False
        """Whether a run has paid the search of the plan."""
        self._task: RunTask | None = None
        self._adapting: Asked | None = None
        self._waiting: RunTask | None = None
        panel.answered.connect(self._on_answered)

    @property
    def is_busy(self) -> bool:
        """Whether a plan is being made."""
        return self._task is not None and self._adapting is None

    @property
    def plan(self) -> Prepared | None:
        """The plan that is shown, as long as it fits the form and the map."""
        return self._prepared if self._is_current else None

    @property
    def shown(self) -> Prepared | None:
        """The plan that is shown, out of date or not."""
        return self._prepared

    @property
    def failure(self) -> str:
        """Why there is no plan of the form and the map, a sentence or nothing."""
        return self._failure if self._is_current else ""

    def start(self, form: Form) -> None:
        """Have the form planned; raises what ``Planner.plan`` does."""
        asked = Asked(form, self._planner.check(form))
        task = self._planner.plan(form, asked.job)
        self.stop()
        self._task = task
        self._clear(asked)
        task.succeeded.connect(lambda plan: self._on_planned(task, asked, plan))
        task.failed.connect(lambda error: self._on_failed(task, error))
        task.ended.connect(lambda: self._forget(task))
        self.changed.emit()

    def run(self, form: Form) -> None:
        """Run the form, by the plan that is shown if it is that of the form.

        Raises what ``Planner.run`` does.
        """
        asked = Asked(form, self._planner.check(form))
        fits = self._asked is not None and self._asked.is_same(asked)
        plan = self._prepared if fits else None
        if plan is not None and self._has_run:
            plan = replace(plan, search_units=0.0)

        def watch(task: RunTask) -> None:
            self.stop()
            if plan is None:
                self._clear(asked)
            self._has_run = True
            self._watch(task, asked)

        self._planner.run(form, plan, watch, asked.job)
        self.changed.emit()

    def compare(self, form: Form, job: Job | None) -> None:
        """Say so if the plan is not that of the form, whose job is None if wrong."""
        asked = Asked(form, job) if job is not None else None
        is_current = (
            self._asked is not None and asked is not None and self._asked.is_same(asked)
        )
        if is_current != self._is_current:
            self._is_current = is_current
            self._say()
            self.changed.emit()
        if asked is None or is_current:
            self._stop_adapting()
        else:
            self._adapt(asked)

    def stop(self) -> None:
        """Make no plan any more."""
        if self._task is not None:
            self._task.cancel()
            self._task = self._adapting = None
            self.changed.emit()

    def _adapt(self, asked: Asked) -> None:
        """Plan again what is known, where the wish needs no other scenes."""
        known, plan = self._asked, self._prepared
        if known is None or plan is None or plan.planless or self.is_busy:
            return
        if self._adapting is not None and self._adapting.is_same(asked):
            return
        self._stop_adapting()
        if known.is_akin(asked):
            self._task = task = self._planner.adapt(plan, asked.job)
            self._adapting = asked
            task.succeeded.connect(lambda plan: self._on_adapted(task, asked, plan))
            task.failed.connect(lambda error: self._on_failed(task, error))
            task.ended.connect(lambda: self._forget(task))

    def _stop_adapting(self) -> None:
        if self._adapting is not None:
            self.stop()

    def _on_adapted(self, task: RunTask, asked: Asked, plan: Prepared) -> None:
        if task is self._task:
            self._asked, self._is_current = asked, True
            self._show(asked, plan)

    def _watch(self, task: RunTask, asked: Asked) -> None:
        task.planned.connect(lambda plan: self._show(asked, plan))
        task.price_asked.connect(lambda plan: self._on_price_asked(task, plan))
        task.price_answered.connect(lambda: self._take_back(task))
        task.failed.connect(lambda error: self._on_run_failed(asked, error))
        task.ended.connect(lambda: self._take_back(task))

    def _on_planned(self, task: RunTask, asked: Asked, plan: Prepared) -> None:
        if task is self._task:
            self._show(asked, plan)

    def _on_failed(self, task: RunTask, error: Exception) -> None:
        if task is self._task:
            self._failure = sentence_of(error)

    def _on_run_failed(self, asked: Asked, error: Exception) -> None:
        # The message bar says it, too; but where there is no plan this is why.
        if self._prepared is None and self._asked is asked:
            self._failure = sentence_of(error)
            self.changed.emit()

    def _forget(self, task: RunTask) -> None:
        if task is self._task:
            self._task = self._adapting = None
            self.changed.emit()

    def _clear(self, asked: Asked) -> None:
        """Show no plan, while that of another wish is made."""
        self._asked, self._prepared, self._is_current = asked, None, True
        self._failure, self._has_run = "", False
        self._panel.set_plan((), "")
        self._say()

    def _show(self, asked: Asked, plan: Prepared) -> None:
        # What was typed meanwhile is compared by whoever sees it: this is its wish.
        if self._asked is None or not self._asked.is_same(asked):
            return
        self._prepared = plan
        self._panel.set_plan(plan_rows(plan), total(plan))
        self._say()
        self.changed.emit()

    def _say(self) -> None:
        """Say what is to be known of the plan."""
        if self._prepared is None:
            self._panel.set_note("")
        elif not self._is_current:
            self._panel.set_note(
                translate(
                    "SceneSlots",
                    "This plan is out of date: the form or the map has changed.",
                )
            )
        else:
            self._panel.set_note(" ".join(map(localize, self._prepared.notes)))

    def _on_price_asked(self, task: RunTask, plan: Prepared) -> None:
        self._waiting = task
        self._panel.set_question(question(plan))

    def _on_answered(self, accepted: bool) -> None:
        if self._waiting is not None:
            self._waiting.answer(accepted)

    def _take_back(self, task: RunTask) -> None:
        if task is self._waiting:
            self._waiting = None
            self._panel.set_question("")


def plan_rows(prepared: Prepared) -> list[PlanRow]:
    """Return a row for each slot, in time order."""
    plans = sorted(prepared.plans, key=lambda plan: plan.slot.start)
    kept = prepared.kept
    rows = [
        (plan, prepared.rows[plan.slot.name], plan.slot.name in kept) for plan in plans
    ]
    return [
        PlanRow(
            slot=plan.slot.name,
            state=slot_state(row, plan, is_kept=is_kept),
            is_empty=not plan.is_asked,
            offered=len(plan.offered),
            planned=len(plan.planned),
            requests=0 if is_kept else row.pieces or 0,
            units=0.0 if is_kept else row.pu_estimated or 0.0,
            tiles=tiles(plan),
        )
        for plan, row, is_kept in rows
    ]
