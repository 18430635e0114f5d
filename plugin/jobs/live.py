"""The tasks that are alive: kept from the collector, cancelled and waited for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.PyQt.QtCore import QEventLoop, QObject, QTimer

from .sharing import Sharing

if TYPE_CHECKING:
    from qgis.core import QgsTaskManager

    from .task import RunTask


class LiveTasks(QObject):  # type: ignore[misc]  # Qt has no types
    """Hands tasks to QGIS's task manager and forgets each when it has ended."""

    def __init__(self, manager: QgsTaskManager, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._manager = manager
        self._tasks: list[RunTask] = []
        self._loop: QEventLoop | None = None
        self._sharing = Sharing()

    def __len__(self) -> int:
        """Return how many tasks are queued or running."""
        return len(self._tasks)

    def start(self, task: RunTask) -> None:
        """Queue the task; connect to its signals before."""
        self._tasks.append(task)
        self._sharing.begin()
        task.ended.connect(lambda: self._forget(task))
        self._manager.addTask(task)

    def cancel(self) -> None:
        """Cancel our tasks, and nobody else's."""
        for task in tuple(self._tasks):
            task.cancel()

    def wait(self, deadline_ms: int) -> bool:
        """Wait until all have ended, for unloading; return whether they did.

        The main thread runs its events meanwhile: workers may need it for
        certificates and proxies, and the outcomes arrive through it.
        """
        if self._tasks:
            self._loop = QEventLoop()
            QTimer.singleShot(deadline_ms, self._loop.quit)
            self._loop.exec()
            self._loop = None
        return not self._tasks

    def abandon(self) -> None:
        """Let those that did not end in time tell nobody any more."""
        for task in self._tasks:
            task.silence()
        self._tasks.clear()
        self._sharing.end()

    def _forget(self, task: RunTask) -> None:
        if task in self._tasks:
            self._tasks.remove(task)
        if self._tasks:
            return
        self._sharing.end()
        if self._loop is not None:
            self._loop.quit()
