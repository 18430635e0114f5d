"""The runs of this session: one after the other, each with its layers and messages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Callable

from qgis.PyQt.QtCore import QObject, pyqtSignal

from .core.collections import find_collection
from .core.errors import InputError
from .core.sentences import say
from .credentials import read_credentials
from .intake import LOCAL, FieldError
from .jobs.task import RunTask
from .jobs.work import LocalAccount, account_at, run_work
from .live_run import LiveRun, follow

if TYPE_CHECKING:
    from pathlib import Path

    from .core.job import Job
    from .jobs.live import LiveTasks
    from .jobs.local_hubs import LocalHubs
    from .jobs.work import Find
    from .messages import Messages
    from .pipeline.prepare import Prepared
    from .surroundings import Surroundings


@dataclass(frozen=True)
class Order:
    """A job, and where its hub and account are found."""

    job: Job
    authcfg: str = ""
    scenes_folder: str = ""
    """Of the local hub."""
    plan: Prepared | None = None
    """Of the same job, where it is known."""


class Runs(QObject):  # type: ignore[misc]  # Qt has no types
    """Runs what is ordered, one after the other; waiting ones can be cancelled."""

    added = pyqtSignal(object)
    """A `LiveRun` was ordered; it has not started yet."""
    ended = pyqtSignal(object)
    """A `LiveRun` is over, and all that it delivered is shown."""

    def __init__(
        self,
        tasks: LiveTasks,
        hubs: LocalHubs,
        messages: Messages,
        around: Surroundings,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._hubs = hubs
        self._messages = messages
        self._around = around
        self._is_closing = False
        self.live: list[LiveRun] = []
        """Those that wait or go, in their order."""

    @property
    def live_folders(self) -> list[Path]:
        """Folders of the runs that wait or go."""
        return [run.job.folder for run in self.live]

    def add(
        self, order: Order, watch: Callable[[RunTask], None] | None = None
    ) -> RunTask:
        """Run what is ordered when those before have ended; return its task.

        A folder that is there already is gone on with: slots that stand there are not
        fetched again.

        Args:
            order: the job.
            watch: gets the task before it starts, so that it misses no signal.

        Raises:
            InputError: the account is wrong, or the folder is being written.
        """
        job = order.job
        if job.folder in self.live_folders:
            message = say(
                f"The run {job.folder.name} is going already: let it end first."
            )
            raise InputError(message)
        find = self.find_hub(order)
        work = run_work(job, find, self._around.patience, order.plan)
        task = RunTask(f"Scene Slots: {job.folder.name}", work)
        run = follow(
            order,
            task,
            self._around,
            self._messages,
            lambda: self.attribution(job, order.scenes_folder),
            self,
        )
        if isinstance(find, LocalAccount):
            run.starting.connect(find.ask_again)
        self.live.append(run)
        # Whatever comes of its layers, the next one may fetch.
        task.ended.connect(self._start_next)
        run.ended.connect(lambda: self._forget(run))
        if watch is not None:
            watch(task)
        self.added.emit(run)
        self._start_next()
        return task

    def find_hub(self, order: Order) -> Find:
        """Return the way to the hub; the account is read here, in the main thread.

        Raises:
            FieldError: the account is wrong.
        """
        if order.job.hub.name == LOCAL.name:
            return LocalAccount(lambda: self._hubs.get(order.scenes_folder).answer)
        try:
            account = read_credentials(self._around.auth_manager, order.authcfg)
        except InputError as error:
            raise FieldError("account_select", str(error)) from error
        return account_at(order.job.hub, account)

    def attribution(self, job: Job, scenes_folder: str = "") -> str:
        """Return what the data want to be credited with, empty where unknown."""
        if job.hub.name == LOCAL.name:
            local = self._hubs.known(scenes_folder)
            facts = local.collections.get(job.collection, {}) if local else {}
            return str(facts.get("attribution") or "")
        years = sorted({job.period.first_day.year, job.period.last_day.year})
        span = " to ".join(str(year) for year in years)
        return find_collection(job.collection).attribution.format(years=span)

    def hold(self) -> None:
        """Let none of those that wait start any more; before tasks are cancelled."""
        self._is_closing = True

    def close(self) -> None:
        """Take nothing more; the tasks have been cancelled."""
        for run in tuple(self.live):
            run.close()
        self.live.clear()

    def _start_next(self) -> None:
        if self._is_closing or any(run.is_fetching for run in self.live):
            return
        for run in self.live:
            if run.is_waiting:
                run.start(self._tasks)
                return

    def _forget(self, run: LiveRun) -> None:
        if run in self.live:
            self.live.remove(run)
            self.ended.emit(run)
        run.deleteLater()
