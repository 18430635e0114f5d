"""The conversation: a form becomes a job, a task, layers and messages."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Callable

from qgis.PyQt.QtCore import QObject, QStandardPaths

from .core.collections import find_collection
from .core.errors import InputError
from .credentials import read_credentials
from .intake import LOCAL, FieldError, Place, to_job
from .jobs.live import LiveTasks
from .jobs.local_hubs import LocalHubs
from .jobs.task import RunTask
from .jobs.work import account_at, adapt_work, local_account, plan_work, run_work
from .library import Library
from .live_run import LiveRun, follow
from .means import Means
from .messages import Messages
from .offers import offer_of
from .pages import Pages

if TYPE_CHECKING:
    from ..ui.form import Form
    from ..ui.series_page import SeriesPage
    from .core.job import Job
    from .jobs.work import Find
    from .pipeline.prepare import Prepared
    from .surroundings import Surroundings

UNLOAD_MS = 5000


class Controller(QObject):  # type: ignore[misc]  # Qt has no types
    """Answers the dock and runs what it asks for."""

    def __init__(self, around: Surroundings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._around = around
        self._messages = Messages(around.message_bar, self)
        self._tasks = LiveTasks(around.task_manager, self)
        self._hubs = LocalHubs(Path(__file__).parent, self)
        self._products = Library(around.products_folder, self)
        self._runs: list[LiveRun] = []
        self._pages: Pages | None = None

    @property
    def pages(self) -> Pages:
        """The dock and its pages, made when they are first wanted."""
        if self._pages is None:
            means = Means(
                self,
                self._tasks,
                self._products,
                self._hubs,
                self._messages,
                self._around,
            )
            self._pages = Pages(means, self)
        return self._pages

    @property
    def series(self) -> SeriesPage:
        """The page that asks for a run."""
        return self.pages.asking.page

    @property
    def is_busy(self) -> bool:
        """Whether a run is going, or its layers are still being added."""
        return bool(self._runs)

    def show(self) -> None:
        """Show the dock with the page that asks for a run."""
        self.pages.dock.show_page(self.series)

    def check(self, form: Form, *, on_disk: bool = True) -> Job:
        """Return the job of the form and the map, without starting anything.

        Args:
            form: what was typed.
            on_disk: whether the disk is asked, too.

        Raises:
            FieldError: a field is wrong.
        """
        taken = [run.job.folder for run in self._runs]
        return to_job(
            form,
            self._place(),
            self._products,
            _default_folder(),
            taken,
            offer_of(form, self._hubs),
            on_disk=on_disk,
        )

    def plan(self, form: Form) -> RunTask:
        """Start to plan what the map shows; its task succeeds with `Prepared`.

        Raises:
            InputError: the form or the account is wrong; nothing was started.
        """
        job = self.check(form)
        work = plan_work(job, self._find(form, job), self._around.patience)
        task = RunTask(f"Scene Slots: plan {job.folder.name}", work)
        task.failed.connect(self._messages.log_failure)
        self._tasks.start(task)
        return task

    def adapt(self, plan: Prepared, job: Job) -> RunTask:
        """Start to plan again what is known; its task succeeds with `Prepared`."""
        task = RunTask("Scene Slots: plan again", adapt_work(plan, job))
        task.failed.connect(self._messages.log_failure)
        self._tasks.start(task)
        return task

    def run(
        self,
        form: Form,
        plan: Prepared | None = None,
        watch: Callable[[RunTask], None] | None = None,
    ) -> RunTask:
        """Start a run of what the map shows, and return its task.

        Args:
            form: what was typed.
            plan: of this form and map, where it is known; None makes it first.
            watch: gets the task before it starts, so that it misses no signal.

        Raises:
            InputError: the form or the account is wrong; nothing was started.
        """
        job = self.check(form)
        work = run_work(job, self._find(form, job), self._around.patience, plan)
        task = RunTask(f"Scene Slots: {job.folder.name}", work)
        run = follow(
            job,
            task,
            self._around.project,
            self._around.canvas,
            self._messages,
            self._around.show_table,
            lambda: self._attribution(form, job),
            self,
        )
        self._runs.append(run)
        run.ended.connect(lambda: self._forget(run))
        if watch is not None:
            watch(task)
        self._tasks.start(task)
        return task

    def close(self) -> None:
        """End what was started: runs, local hubs, the dock, messages."""
        self._tasks.cancel()
        self._tasks.wait(UNLOAD_MS)
        for run in tuple(self._runs):
            run.close()
        self._runs.clear()
        self._hubs.stop()
        self._products.close()
        if self._pages is not None:
            self._pages.close()
            self._pages = None
        self._messages.close()

    def _find(self, form: Form, job: Job) -> Find:
        """Return the way to the hub; the account is read here, in the main thread."""
        if job.hub == LOCAL:
            return local_account(self._hubs.get(form.scenes_folder).answer)
        try:
            account = read_credentials(self._around.auth_manager, form.authcfg)
        except InputError as error:
            raise FieldError("account_select", str(error)) from error
        return account_at(job.hub, account)

    def _attribution(self, form: Form, job: Job) -> str:
        if job.hub == LOCAL:
            local = self._hubs.known(form.scenes_folder)
            facts = local.collections.get(job.collection, {}) if local else {}
            return str(facts.get("attribution") or "")
        years = sorted({form.first_day.year, form.last_day.year})
        span = " to ".join(str(year) for year in years)
        return find_collection(job.collection).attribution.format(years=span)

    def _forget(self, run: LiveRun) -> None:
        if run in self._runs:
            self._runs.remove(run)
        run.deleteLater()

    def _place(self) -> Place:
        canvas = self._around.canvas
        return Place(
            canvas.extent(),
            canvas.mapSettings().destinationCrs(),
            self._around.project.transformContext(),
        )


def _default_folder() -> Path:
    documents = QStandardPaths.writableLocation(
        QStandardPaths.StandardLocation.DocumentsLocation
    )
    return Path(documents or Path.home()) / "Scene Slots"
