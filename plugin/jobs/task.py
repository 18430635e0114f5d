"""The QGIS task of one run: plain values in, exactly one of three outcomes out."""

from __future__ import annotations

from concurrent.futures import Future
from contextlib import suppress
from typing import Any, Callable

from qgis.core import QgsTask
from qgis.PyQt.QtCore import QThreadPool, pyqtSignal

from ..core.errors import Stopped
from .waiting import wait_for

Work = Callable[..., Any]
"""Called as ``work(stop=…, progress=…, on_image=…, on_plan=…, on_notice=…, accept=…)``
on the task's own thread."""


class RunTask(QgsTask):  # type: ignore[misc]  # QGIS has no types
    """Runs one callable in QGIS's task manager.

    Of ``succeeded``, ``failed`` and ``stopped`` exactly one is emitted, in the main
    thread. The C++ task dies soon after: keep its values, never the task.
    """

    planned = pyqtSignal(object)
    """What will be fetched, before it is."""
    price_asked = pyqtSignal(object)
    """The same, where the price needs a yes: the work waits for ``answer``."""
    price_answered = pyqtSignal()
    """There was an answer."""
    noticed = pyqtSignal(str)
    """A sentence: what the work waits for."""
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
        self._error: BaseException | None = None
        self._answer: Future[bool] = Future()

    def run(self) -> bool:
        """Do the work, in a thread of the task manager.

        QGIS 3.22 runs tasks in the pool that draws the map: the work mostly waits, so
        its thread does not count there, or waiting runs would keep the map blank.
        """
        threads = QThreadPool.globalInstance()
        threads.releaseThread()
        try:
            self._result = self._work(
                stop=self.isCanceled,
                progress=self.setProgress,
                on_image=self.image_ready.emit,
                on_plan=self.planned.emit,
                on_notice=self.noticed.emit,
                accept=self._ask,
            )
        except Stopped:
            return False
        except BaseException as error:  # noqa: BLE001  nothing may escape into Qt
            self._error = error
            return False
        finally:
            threads.reserveThread()
        return True

    def answer(self, accepted: bool) -> None:
        """Say whether the price is accepted; the first answer counts."""
        if not self._answer.done():
            self._answer.set_result(accepted)
            self.price_answered.emit()

    def give_up(self) -> None:
        """End as a stopped one, without having started."""
        self.finished(False)

    def silence(self) -> None:
        """Tell nobody anything any more: those who listened are gone."""
        for signal in (
            self.planned,
            self.price_asked,
            self.price_answered,
            self.noticed,
            self.image_ready,
            self.succeeded,
            self.failed,
            self.stopped,
            self.ended,
        ):
            # PyQt calls it an error to disconnect what nobody is connected to.
            with suppress(TypeError):
                signal.disconnect()

    def finished(self, successful: bool) -> None:
        """Tell the outcome, in the main thread."""
        if self._error is not None:
            self.failed.emit(self._error)
        elif successful:
            self.succeeded.emit(self._result)
        else:
            self.stopped.emit()
        self.ended.emit()

    def _ask(self, prepared: object) -> bool:
        """Return the answer of the main thread; called by the work."""
        self.price_asked.emit(prepared)
        return wait_for(self._answer, self.isCanceled)
