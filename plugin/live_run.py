"""One run as the user sees it: its task, its layers and its messages."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Callable

from qgis.PyQt.QtCore import QObject, QTimer, QUrl, pyqtSignal
from qgis.PyQt.QtGui import QDesktopServices

from .core.errors import SceneSlotsError
from .layers.group import RunGroup
from .layers.temporal import show_all_times
from .messages import Messages, fetching, title_of, translate
from .plan_words import images_and_units, question

if TYPE_CHECKING:
    from qgis.core import QgsProject, QgsVectorLayer
    from qgis.gui import QgsMapCanvas

    from .core.images import Image
    from .core.job import Job, Run
    from .jobs.task import RunTask
    from .messages import Note
    from .pipeline.prepare import Prepared


_TURN_MS = 1
"""Between two turns; QGIS draws and listens meanwhile."""


class LiveRun(QObject):  # type: ignore[misc]  # Qt has no types
    """Follows one task: its images become layers, its end a message.

    Layers are opened one in a turn of the event loop, so that QGIS stays at hand.
    """

    ended = pyqtSignal()
    """The task is over, and all that it delivered is shown."""

    def __init__(
        self,
        job: Job,
        task: RunTask,
        group: RunGroup,
        messages: Messages,
        show_table: Callable[[QgsVectorLayer], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.job = job
        self.task = task
        self._group = group
        self._messages = messages
        self._show_table = show_table
        self._images: list[Image] = []
        self._waiting: deque[Image] = deque()
        self._last_word: Callable[[], None] | None = None
        self._layer_error: SceneSlotsError | None = None
        self._turn = QTimer(self)
        self._turn.setSingleShot(True)
        self._turn.timeout.connect(self._take_turn)
        self._progress = messages.started(job, task.cancel)
        self._question: Note | None = None
        group.setParent(self)
        task.planned.connect(self._on_planned)
        task.price_asked.connect(self._on_price_asked)
        task.price_answered.connect(self._take_back_question)
        task.progressChanged.connect(self._progress.show)
        task.image_ready.connect(self._on_image)
        task.succeeded.connect(self._on_succeeded)
        task.failed.connect(self._on_failed)
        task.stopped.connect(self._on_stopped)

    def close(self) -> None:
        """Take nothing more; for unloading."""
        self._turn.stop()
        self._waiting.clear()
        self._group.close()
        self._progress.close()
        self._take_back_question()

    def _on_planned(self, prepared: Prepared) -> None:
        self._progress.say(fetching(self.job, images_and_units(prepared)))

    def _on_price_asked(self, prepared: Prepared) -> None:
        self._question = self._messages.asked(question(prepared), self.task.answer)

    def _take_back_question(self) -> None:
        if self._question is not None:
            self._question.close()
            self._question = None

    def _on_image(self, image: Image) -> None:
        self._images.append(image)
        self._waiting.append(image)
        self._turn.start(0)

    def _on_succeeded(self, run: Run) -> None:
        def say() -> None:
            actions = self._end()
            if self._layer_error is not None:
                self._messages.failed(self._layer_error)
            self._messages.ended(run.images, actions)

        self._end_with(say)

    def _on_failed(self, error: Exception) -> None:
        def say() -> None:
            self._end()
            self._messages.failed(error)

        self._end_with(say)

    def _on_stopped(self) -> None:
        def say() -> None:
            self._end()
            self._messages.stopped(self._images)

        self._end_with(say)

    def _end_with(self, say: Callable[[], None]) -> None:
        """Say the last word when everything that came is shown."""
        self._last_word = say
        self._turn.start(0)

    def _take_turn(self) -> None:
        """Do one thing of those that wait."""
        try:
            if self._waiting and self._group.prepare():
                self._group.add(self._waiting[0])
                self._waiting.popleft()
        except SceneSlotsError as error:
            # The run goes on: its files are good, only the map lacks a layer.
            self._waiting.popleft()
            self._layer_error = error
            self._messages.log_failure(error)
        if self._waiting:
            self._turn.start(_TURN_MS)
        elif self._last_word is not None:
            self._last_word()
            self._last_word = None
            self._group.close()
            self.ended.emit()

    def _end(self) -> dict[str, Callable[[], None]]:
        """Show what came; return what the user may want next."""
        self._progress.close()
        self._take_back_question()
        last = self._group.finish()
        folder = str(self.job.folder)
        actions: dict[str, Callable[[], None]] = {}
        if last is not None:
            canvas = self._group.canvas
            actions[translate("SceneSlots", "Show all slots")] = lambda: show_all_times(
                canvas
            )
        if "images" in self._group.tables:
            actions[translate("SceneSlots", "Show table")] = self._show_images_table
        actions[translate("SceneSlots", "Open folder")] = lambda: _open_folder(folder)
        return actions

    def _show_images_table(self) -> None:
        """Show the table, unless it has been removed since."""
        images = self._group.tables.get("images")
        if images is not None:
            self._show_table(images)


def follow(
    job: Job,
    task: RunTask,
    project: QgsProject,
    canvas: QgsMapCanvas,
    messages: Messages,
    show_table: Callable[[QgsVectorLayer], None],
    attribution: Callable[[], str],
    parent: QObject,
) -> LiveRun:
    """Return the follower of a task that has not started yet."""
    group = RunGroup(project, canvas, job, title_of(job), attribution)
    return LiveRun(job, task, group, messages, show_table, parent)


def _open_folder(folder: str) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(folder))
