"""Opening: a run folder that is there already becomes layers, or its layers follow."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Callable

from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from .core.errors import SceneSlotsError
from .layers.group import RunGroup
from .messages import title_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qgis.core import QgsProject
    from qgis.gui import QgsMapCanvas

    from .core.images import Image
    from .core.job import Job

_TURN_MS, _PAUSE_MS = 1, 8
"""Between two turns, and where one had nothing to do; QGIS draws and listens."""


class Opening(QObject):  # type: ignore[misc]  # Qt has no types
    """Adds or renews the layers of a run, one image in a turn of the event loop."""

    ended = pyqtSignal(object)
    """Everything is shown; with the error that left out a layer, or None."""

    def __init__(
        self,
        project: QgsProject,
        canvas: QgsMapCanvas,
        job: Job,
        images: Iterable[Image],
        attribution: Callable[[], str],
        parent: QObject,
        *,
        is_shown: bool = True,
    ) -> None:
        """Hold what to open; `start` it.

        Args:
            project: that gets the layers.
            canvas: that shows them.
            job: of the run.
            images: rows to add, or those that changed.
            attribution: of the data.
            parent: that owns this.
            is_shown: whether the map goes to the latest slot.
        """
        super().__init__(parent)
        self._group = RunGroup(
            *(project, canvas, job, title_of(job), attribution, self), is_shown=is_shown
        )
        self._waiting = deque(images)
        self._error: SceneSlotsError | None = None
        self._turn = QTimer(self)
        self._turn.setSingleShot(True)
        self._turn.timeout.connect(self._take_turn)

    def start(self) -> None:
        """Begin in the next turn."""
        self._turn.start(0)

    def close(self) -> None:
        """Take nothing more; for unloading."""
        self._turn.stop()
        self._group.close()

    def _take_turn(self) -> None:
        pause = None
        try:
            pause = self._go_on()
        finally:  # or a fault of ours would leave it without an end
            if pause is None:
                self._end()
            else:
                self._turn.start(pause)

    def _go_on(self) -> int | None:
        """Do one thing; return the milliseconds to the next, None after the last."""
        is_made = False
        try:
            is_made = self._group.prepare()
            self._group.expect(self._waiting)
            if not is_made:
                return _PAUSE_MS
            if self._group.catch_up():
                return _TURN_MS
            if self._waiting and not self._group.is_ready(self._waiting[0]):
                return _PAUSE_MS
            if self._waiting:
                self._group.begin(self._waiting.popleft())
                return _TURN_MS
        except SceneSlotsError as error:
            self._error = self._error or error
            # Without tables there is no group; else other images may be good.
            return _TURN_MS if is_made else None
        return None

    def _end(self) -> None:
        try:
            self._group.finish()
        finally:
            self._group.close()
            self.ended.emit(self._error)
