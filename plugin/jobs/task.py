"""The QGIS task of one run: plain values in, exactly one of three outcomes out."""

from __future__ import annotations

from typing import Any, Callable

from qgis.core import QgsTask
from qgis.PyQt.QtCore import pyqtSignal

from ..core.errors import Stopped

Work = Callable[..., Any]
"""Called as ``work(stop=…, progress=…, on_image=…)`` on the task's own thread."""


class RunTask(QgsTask):  # type: ignore[misc]  # QGIS has no types
    """Runs one callable in QGIS's task manager.

    Of ``succeeded``, ``failed`` and ``stopped`` exactly one is emitted, in the main
    thread. The C++ task dies soon after: keep its values, never the task.
    """

    image_ready = pyqtSignal(object)
    """An image landed (emitted by the task's thread, received in the main one)."""
    succeeded = pyqtSignal(object)
    """What the callable returned."""
    failed = pyqtSignal(object)
    """The exception that ended the run."""
    stopped = pyqtSignal()
    """The user, or unloading, ended the run."""
    ended = pyqtSignal()
    """Follows each of the three outcomes."""

    def __init__(self, title: str, work: Work) -> None:
        super().__init__(title, QgsTask.Flag.CanCancel)
        self._work = work
        self._result: Any = None
        self._error: Exception | None = None

    def run(self) -> bool:
        """Do the work, in a thread of the task manager."""
        try:
            self._result = self._work(
                stop=self.isCanceled,
                progress=self.setProgress,
                on_image=self.image_ready.emit,
            )
        except Stopped:
            return False
        except Exception as error:  # noqa: BLE001  nothing may escape into Qt
            self._error = error
            return False
        return True

    def finished(self, successful: bool) -> None:
        """Tell the outcome, in the main thread."""
        if self._error is not None:
            self.failed.emit(self._error)
        elif successful:
            self.succeeded.emit(self._result)
        else:
            self.stopped.emit()
        self.ended.emit()
