"""One run as the user sees it: its task, its layers and its messages."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Callable

from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from .core.errors import SceneSlotsError
from .layers.group import RunGroup
from .layers.steady import steady
from .layers.temporal import show_all_times
from .messages import Messages, fetching, title_of, translate
from .plan_words import images_and_units, question

if TYPE_CHECKING:
    from .core.images import Image
    from .core.job import Job, Run
    from .jobs.live import LiveTasks
    from .jobs.task import RunTask
    from .messages import Note, Progress
    from .pipeline.prepare import Prepared
    from .runs import Order
    from .surroundings import Surroundings


_TURN_MS, _PAUSE_MS = 1, 8
"""Between two turns, and where one had nothing to do; QGIS draws and listens."""
_Actions = dict[str, Callable[[], None]]


class LiveRun(QObject):  # type: ignore[misc]  # Qt has no types
    """Follows one task: its images become layers, its end a message.

    Layers are opened one in a turn of the event loop, so that QGIS stays at hand.
    """

    starting = pyqtSignal()
    """Its turn has come, and its task is about to begin."""
    started = pyqtSignal()
    """It waits no more."""
    ended = pyqtSignal()
    """The task is over, and all that it delivered is shown."""

    def __init__(
        self,
        order: Order,
        task: RunTask,
        group: RunGroup,
        messages: Messages,
        around: Surroundings,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.order = order
        self.task = task
        self.is_waiting = True
        self.is_fetching = False
        self.has_succeeded = False
        self._group = group
        self._messages = messages
        self._around = around
        self._images: list[Image] = []
        self._waiting: deque[Image] = deque()
        self._last_word: Callable[[], None] | None = None
        self._layer_error: SceneSlotsError | None = None
        self._table_error: SceneSlotsError | None = None
        self._chances = 0
        """Times that the tables may still fail to be opened."""
        self._turn = QTimer(self)
        self._turn.setSingleShot(True)
        self._turn.timeout.connect(self._take_turn)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._show_progress)
        self._progress: Progress | None = None
        self._prepared: Prepared | None = None
        self._question: Note | None = None
        group.setParent(self)
        task.planned.connect(self._on_planned)
        task.price_asked.connect(self._on_price_asked)
        task.price_answered.connect(self._take_back_question)
        task.progressChanged.connect(self._on_progress)
        task.image_ready.connect(self._on_image)
        task.succeeded.connect(self._on_succeeded)
        task.failed.connect(self._on_failed)
        task.stopped.connect(self._on_stopped)

    @property
    def job(self) -> Job:
        """What is run."""
        return self.order.job

    def start(self, tasks: LiveTasks) -> None:
        """Begin; its turn has come."""
        self.is_waiting, self.is_fetching = False, True
        self.starting.emit()
        tasks.start(self.task)
        self.started.emit()
        # In a turn of its own: a message takes its time to be laid out.
        self._soon.start(0)

    def cancel(self) -> None:
        """End it, whether it goes or waits."""
        if self.is_waiting:
            self.is_waiting = False
            self.task.give_up()
        elif self.is_fetching:  # else the C++ task may have died, and layers come
            self.task.cancel()

    def close(self) -> None:
        """Take nothing more; for unloading."""
        self.is_fetching = False
        self._turn.stop()
        self._soon.stop()
        self._waiting.clear()
        self._group.close()
        self._take_back_messages()

    def _show_progress(self) -> None:
        # A question is not to be covered; progress follows the answer.
        if self.is_fetching and self._question is None and self._progress is None:
            self._progress = self._messages.started(self.job, self.cancel)
            if self._prepared is not None:
                self._on_planned(self._prepared)

    def _on_planned(self, prepared: Prepared) -> None:
        self._prepared = prepared
        if self._progress is not None:
            self._progress.say(fetching(self.job, images_and_units(prepared)))

    def _on_progress(self, percent: float) -> None:
        if self._progress is not None:
            self._progress.show(percent)

    def _on_price_asked(self, prepared: Prepared) -> None:
        self._question = self._messages.asked(question(prepared), self.task.answer)

    def _take_back_question(self) -> None:
        if self._question is not None:
            self._question.close()
            self._question = None
            self._soon.start(0)

    def _take_back_messages(self) -> None:
        self._take_back_question()
        if self._progress is not None:
            self._progress.close()

    def _on_image(self, image: Image) -> None:
        self._images.append(image)
        self._waiting.append(image)
        self._chances = 1
        self._turn.start(0)

    def _on_succeeded(self, run: Run) -> None:
        self.has_succeeded = True
        self._end_with(lambda actions: self._messages.ended(run, actions))

    def _on_failed(self, error: Exception) -> None:
        self._end_with(lambda _: self._messages.failed(error))

    def _on_stopped(self) -> None:
        self._end_with(lambda _: self._messages.stopped(self._images))

    def _end_with(self, say: Callable[[_Actions], None]) -> None:
        """Say the last word when everything that came is shown."""
        self.is_fetching = False
        self._last_word = lambda: self._end(say)
        # What fails first may have been begun before.
        self._chances = 2
        self._turn.start(0)

    def _take_turn(self) -> None:
        """Do one thing of those that wait."""
        is_behind = False
        try:
            is_behind = self._group.catch_up()
            with steady(self._around.canvas, self._around.project):
                if not is_behind and self._is_ready():
                    is_behind = True
                    self._group.begin(self._waiting.popleft())
        except SceneSlotsError as error:
            # The run goes on: its files are good, only the map lacks a layer.
            self._note(error)
            is_behind = True
        finally:  # or a fault of ours would leave the run without an end
            self._go_on(is_behind)

    def _is_ready(self) -> bool:
        """Return whether there is an image that can be shown now."""
        if not (self._waiting and self._chances):
            return False
        # Whatever goes wrong now, the next image tries again, and the end: none is left
        # out by this, and none tries for ever.
        self._chances -= 1
        try:
            is_made = self._group.prepare()
            self._group.expect(self._waiting)
        except SceneSlotsError as error:
            self._table_error = error
            self._messages.log_failure(error)
            return False
        self._chances += 1
        self._table_error = None
        return is_made and self._group.is_ready(self._waiting[0])

    def _go_on(self, is_behind: bool) -> None:
        if is_behind or (self._waiting and self._chances):
            self._turn.start(_TURN_MS if is_behind else _PAUSE_MS)
        elif self._last_word is not None:
            say, self._last_word = self._last_word, None
            say()

    def _end(self, say: Callable[[_Actions], None]) -> None:
        """Show what came, say so and let go, whatever goes wrong on the way."""
        self._take_back_messages()
        actions: _Actions = {}
        try:
            actions = self._finish()
        except SceneSlotsError as error:
            self._note(error)
        finally:
            self._group.close()
            left_out = self._table_error or self._layer_error
            if left_out is not None:
                self._messages.failed(left_out)
            say(actions)
            self.ended.emit()

    def _note(self, error: SceneSlotsError) -> None:
        self._layer_error = error
        self._messages.log_failure(error)

    def _finish(self) -> _Actions:
        """Show what came; return what the user may want next.

        Few, as each makes the message, and so the map, wider; the dock has the rest.
        """
        last = self._group.finish()
        actions: _Actions = {}
        if last is not None:
            canvas = self._group.canvas
            actions[translate("SceneSlots", "Show all slots")] = lambda: show_all_times(
                canvas
            )
        images = self._group.tables.get("images")
        if images is not None:
            actions[translate("SceneSlots", "Show table")] = _table_shower(
                images.id(), self._around
            )
        return actions


def follow(
    order: Order,
    task: RunTask,
    around: Surroundings,
    messages: Messages,
    attribution: Callable[[], str],
    parent: QObject,
) -> LiveRun:
    """Return the follower of a task that has not started yet."""
    job = order.job
    group = RunGroup(around.project, around.canvas, job, title_of(job), attribution)
    return LiveRun(order, task, group, messages, around, parent)


def _table_shower(key: str, around: Surroundings) -> Callable[[], None]:
    """Return what shows a table, unless it has been removed by then."""

    def show() -> None:
        layer = around.project.mapLayer(key)
        if layer is not None:
            around.show_table(layer)

    return show
