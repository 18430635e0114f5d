"""Messages: the one place that speaks to the user, in the user's language."""

from __future__ import annotations

import traceback
from html import escape
from typing import TYPE_CHECKING, Callable

from qgis.core import Qgis, QgsMessageLog
from qgis.PyQt.QtCore import QCoreApplication, QObject, QTimer
from qgis.PyQt.QtWidgets import QProgressBar, QPushButton

from .core.errors import SceneSlotsError
from .core.images import State
from .end_words import describe_end, summarize
from .language import localize

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qgis.gui import QgsMessageBar, QgsMessageBarItem

    from .core.images import Image
    from .core.job import Job, Run

TITLE = "Scene Slots"
_NO_TIMEOUT = 0

translate = QCoreApplication.translate


class Messages(QObject):  # type: ignore[misc]  # Qt has no types
    """Speaks in QGIS's message bar and log."""

    def __init__(self, bar: QgsMessageBar, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bar = bar
        self._items: list[QgsMessageBarItem] = []
        # Last words wait for QGIS's own that a task is complete: it would cover ours.
        self._last: list[tuple[QgsMessageBarItem, Qgis.MessageLevel]] = []
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._push_waiting)

    def started(self, job: Job, cancel: Callable[[], None]) -> Progress:
        """Show a progress bar with a Cancel button until it is closed."""
        text = translate("SceneSlots", "Planning {run} …").format(run=title_of(job))
        return self.working(text, cancel)

    def working(self, text: str, cancel: Callable[[], None]) -> Progress:
        """Say what is being done, with its progress and a Cancel button."""
        item = self._message(text)
        bar = QProgressBar()
        bar.setRange(0, 100)
        bar.setMaximumWidth(160)
        item.layout().addWidget(bar)
        _add_button(item, translate("SceneSlots", "Cancel"), cancel)
        self._push(item, Qgis.MessageLevel.Info)
        return Progress(self._bar, item, bar)

    def asked(self, sentence: str, answer: Callable[[bool], None]) -> Note:
        """Ask whether a price is accepted; to close the question is a no."""
        item = self._message(sentence)
        _add_button(item, translate("SceneSlots", "Run anyway"), lambda: answer(True))
        _add_button(item, translate("SceneSlots", "Cancel"), lambda: answer(False))
        self._push(item, Qgis.MessageLevel.Warning)
        return Question(self._bar, item, answer)

    def ended(self, run: Run, actions: dict[str, Callable[[], None]]) -> None:
        """Say what came and what did not, with buttons for what to do next."""
        images = run.images
        item = self._message(describe_end(run))
        for label, action in actions.items():
            _add_button(item, label, action)
        came_all = all(
            image.state in (State.COMPLETE, State.EMPTY) for image in images
        ) and any(image.state is State.COMPLETE for image in images)
        level = Qgis.MessageLevel.Success if came_all else Qgis.MessageLevel.Warning
        self._push_last(item, level)

    def told(self, text: str, actions: dict[str, Callable[[], None]]) -> None:
        """Say what was done, with buttons for what to do next."""
        item = self._message(text)
        for label, action in actions.items():
            _add_button(item, label, action)
        self._push_last(item, Qgis.MessageLevel.Success)

    def stopped(self, images: Sequence[Image]) -> None:
        """Say that a run was stopped, and what stays."""
        text = translate("SceneSlots", "Stopped. {summary}").format(
            summary=summarize(images)
        )
        item = self._message(text)
        self._push_last(item, Qgis.MessageLevel.Info)

    def failed(self, error: Exception) -> None:
        """Say why something did not work; a fault of ours goes to the log in full."""
        self.log_failure(error)
        item = self._message(sentence_of(error))
        self._push_last(item, Qgis.MessageLevel.Critical)

    def log_failure(self, error: Exception) -> None:
        """Write the error into the log: its sentence, or all of a fault of ours."""
        told = traceback.format_exception(type(error), error, error.__traceback__)
        text = str(error) if isinstance(error, SceneSlotsError) else "".join(told)
        QgsMessageLog.logMessage(text, TITLE, Qgis.MessageLevel.Critical)

    def close(self) -> None:
        """Take back every message that is still shown."""
        self._soon.stop()
        self._last.clear()
        for item in self._items:
            if item in self._bar.items():
                self._bar.popWidget(item)
        self._items.clear()

    def _message(self, text: str) -> QgsMessageBarItem:
        return self._bar.createMessage(TITLE, _as_text(text))

    def _push_last(self, item: QgsMessageBarItem, level: Qgis.MessageLevel) -> None:
        self._last.append((item, level))
        self._soon.start(0)

    def _push_waiting(self) -> None:
        while self._last:
            self._push(*self._last.pop(0))

    def _push(self, item: QgsMessageBarItem, level: Qgis.MessageLevel) -> None:
        self._items = [known for known in self._items if known in self._bar.items()]
        self._items.append(item)
        self._bar.pushWidget(item, level, _NO_TIMEOUT)


def _as_text(text: str) -> str:
    """Return words that the bar, which reads HTML, shows as they are."""
    return escape(text, quote=False)


class Note:
    """A message that stays until it is closed."""

    def __init__(self, bar: QgsMessageBar, item: QgsMessageBarItem) -> None:
        self._bar = bar
        self._item = item

    @property
    def is_shown(self) -> bool:
        """Whether the user has not taken it away."""
        return self._item in self._bar.items()

    def say(self, text: str) -> None:
        """Say something else."""
        if self.is_shown:
            self._item.setText(_as_text(text))

    def close(self) -> None:
        """Take the message away, unless the user has."""
        if self.is_shown:
            self._bar.popWidget(self._item)


class Question(Note):
    """A question; the user who takes it away says no."""

    def __init__(
        self,
        bar: QgsMessageBar,
        item: QgsMessageBarItem,
        answer: Callable[[bool], None],
    ) -> None:
        super().__init__(bar, item)
        self._answer: Callable[[bool], None] | None = answer
        bar.widgetRemoved.connect(self._on_removed)

    def close(self) -> None:
        """Take the question away without an answer."""
        self._answer = None
        super().close()

    def _on_removed(self, removed: QgsMessageBarItem) -> None:
        if removed != self._item:
            return
        self._bar.widgetRemoved.disconnect(self._on_removed)
        if self._answer is not None:
            self._answer(False)


class Progress(Note):
    """The progress of something in the message bar."""

    def __init__(
        self, bar: QgsMessageBar, item: QgsMessageBarItem, progress: QProgressBar
    ) -> None:
        super().__init__(bar, item)
        self._progress = progress

    def show(self, percent: float) -> None:
        """Show how much is done."""
        if self.is_shown:
            self._progress.setValue(round(percent))


def sentence_of(error: Exception) -> str:
    """Return what a person should read of an error."""
    if isinstance(error, SceneSlotsError):
        return localize(str(error))
    return str(
        translate(
            "SceneSlots",
            "Something went wrong inside Scene Slots ({kind}): see the log for more.",
        )
    ).format(kind=type(error).__name__)


def title_of(job: Job) -> str:
    """Return the words that name a run."""
    text = (
        translate("SceneSlots", "{area}: {product}, {first} to {last}")
        if job.area_name
        else translate("SceneSlots", "{product}, {first} to {last}")
    )
    return str(text).format(
        area=job.area_name,
        product=localize(job.product.title),
        first=job.period.first_day,
        last=job.period.last_day,
    )


def fetching(job: Job, what: str) -> str:
    """Return what a run is doing: “Fetching NDVI, …: 12 images, about 0.63 units”."""
    text = translate("SceneSlots", "Fetching {run}: {what}")
    return str(text).format(run=title_of(job), what=what)


def _add_button(
    item: QgsMessageBarItem, label: str, action: Callable[[], None]
) -> None:
    button = QPushButton(label)
    button.clicked.connect(lambda: action())
    item.layout().addWidget(button)
