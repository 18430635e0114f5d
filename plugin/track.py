"""The track of a run: how it and each of its slots stand, and what happened."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Callable

from qgis.PyQt.QtCore import QObject, pyqtSignal

from ..ui.progress_page import RunState
from ..ui.slot_table import SlotRow
from .core.images import UNFINISHED, State
from .end_words import describe_end
from .language import localize
from .messages import sentence_of, title_of
from .plan_words import images_and_units, question, slot_state
from .words import translate

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .core.images import Image
    from .core.job import Run
    from .live_run import LiveRun
    from .pipeline.prepare import Prepared

_NOTICE_GAP = timedelta(seconds=10)
"""Many requests wait for the same: it is told once in so long."""


def _now() -> datetime:
    return datetime.now().astimezone()


class Track(QObject):  # type: ignore[misc]  # Qt has no types
    """Follows a run from its order to its end, and remembers it afterwards."""

    changed = pyqtSignal()
    slot_changed = pyqtSignal(object)
    """A `SlotRow`."""
    logged = pyqtSignal(str)

    def __init__(
        self,
        key: int,
        run: LiveRun,
        parent: QObject | None = None,
        clock: Callable[[], datetime] = _now,
    ) -> None:
        super().__init__(parent)
        self.key = key
        self.run: LiveRun | None = run
        """None when it has ended."""
        # Without its plan, which is large and is made anew for another try.
        self.order = replace(run.order, plan=None)
        self.slots: dict[str, SlotRow] = {}
        self.log: list[str] = []
        self.title = title_of(run.job)
        self.sentence = str(translate("SceneSlots", "Waits for the run before"))
        self.percent = 0
        self._clock = clock
        self._is_unfinished = False
        self._said = ""
        self._noticed: datetime | None = None
        run.started.connect(self._on_started)
        run.ended.connect(self._on_ended)
        task = run.task
        task.planned.connect(self._on_planned)
        task.price_asked.connect(self._on_price_asked)
        task.price_answered.connect(self._on_price_answered)
        task.noticed.connect(self._on_noticed)
        task.progressChanged.connect(self._on_progress)
        task.image_ready.connect(self._on_image)
        task.succeeded.connect(self._on_succeeded)
        task.failed.connect(self._on_failed)
        task.stopped.connect(self._on_stopped)

    @property
    def state(self) -> RunState:
        """How the run stands."""
        has_ended = self.run is None
        return RunState(
            self.key,
            self.title,
            self.sentence,
            self.percent,
            can_cancel=not has_ended,
            can_retry=has_ended and self._is_unfinished,
        )

    def _on_started(self) -> None:
        self._say(translate("SceneSlots", "Planning …"))

    def _on_planned(self, prepared: Prepared) -> None:
        for plan in prepared.plans:
            image = prepared.rows[plan.slot.name]
            is_kept = image.slot in prepared.kept
            state = slot_state(image, plan, is_kept=is_kept)
            self._set_slot(SlotRow(image.slot, f"○ {state}"))
        what = images_and_units(prepared)
        self._say(translate("SceneSlots", "Fetching {what}").format(what=what))
        for sentence in prepared.notes:
            self._note(localize(sentence))

    def _on_price_asked(self, prepared: Prepared) -> None:
        self._said = self.sentence
        self._say(question(prepared))

    def _on_price_answered(self) -> None:
        self._say(self._said)

    def _on_noticed(self, sentence: str) -> None:
        now = self._clock()
        if self._noticed is None or now - self._noticed >= _NOTICE_GAP:
            self._noticed = now
            self._note(localize(sentence))

    def _on_progress(self, percent: float) -> None:
        if round(percent) != self.percent:
            self.percent = round(percent)
            self.changed.emit()

    def _on_image(self, image: Image) -> None:
        self._set_slot(slot_row(image))
        told = (localize(image.state.value), localize(image.reason))
        self._note("{}: {}. {}".format(image.slot, *told))

    def _on_succeeded(self, run: Run) -> None:
        self._is_unfinished = any(one.state in UNFINISHED for one in run.images)
        self._finish_slots(run.images)
        self.percent = 100
        self._say(describe_end(run))

    def _on_failed(self, error: Exception) -> None:
        self._is_unfinished = True
        self._say(sentence_of(error))

    def _on_stopped(self) -> None:
        self._is_unfinished = True
        self._say(translate("SceneSlots", "Cancelled; what has come stays."))

    def _on_ended(self) -> None:
        self.run = None
        self.changed.emit()

    def _finish_slots(self, images: Iterable[Image]) -> None:
        for image in images:
            self._set_slot(slot_row(image))

    def _set_slot(self, row: SlotRow) -> None:
        if self.slots.get(row.slot) != row:
            self.slots[row.slot] = row
            self.slot_changed.emit(row)

    def _say(self, sentence: str) -> None:
        self.sentence = sentence
        self._note(sentence)
        self.changed.emit()

    def _note(self, text: str) -> None:
        line = f"{self._clock():%H:%M:%S}  {text}"
        self.log.append(line)
        self.logged.emit(line)


def slot_row(image: Image) -> SlotRow:
    """Return the row of a slot that ended."""
    words = {
        State.COMPLETE: translate("SceneSlots", "● complete"),
        State.PARTIAL: translate("SceneSlots", "◐ parts missing"),
        State.EMPTY: translate("SceneSlots", "– empty"),  # noqa: RUF001  a dash
        State.REJECTED: translate("SceneSlots", "✕ rejected"),
        State.FAILED: translate("SceneSlots", "✕ failed"),
        State.STOPPED: translate("SceneSlots", "○ not fetched"),
    }
    is_wrong = image.state in (State.PARTIAL, State.FAILED)
    return SlotRow(image.slot, words[image.state], localize(image.reason), is_wrong)
