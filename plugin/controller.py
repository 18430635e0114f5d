"""The conversation: a form becomes a job, a task, layers and messages."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Callable

from qgis.PyQt.QtCore import QObject

from .core.errors import InputError
from .intake import FieldError, to_job
from .jobs.live import LiveTasks
from .jobs.local_hubs import LocalHubs
from .jobs.task import RunTask
from .jobs.warm import WarmUp
from .jobs.work import adapt_work, plan_work
from .layers.temporal import give_back_times
from .library import Library
from .means import Means
from .messages import Messages
from .offers import offer_of
from .pages import Pages
from .runs import Order, Runs
from .settings import default_folder
from .words import translate

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..ui.form import Form
    from ..ui.series_page import SeriesPage
    from .core.job import Job
    from .layers.asked import Place
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
        self._hubs = around.hubs or LocalHubs(Path(__file__).parent, self)
        self._products = Library(around.products_folder, self)
        self.runs = Runs(self._tasks, self._hubs, self._messages, around, self)
        self._warm_up = WarmUp(self)
        self._pages: Pages | None = None
        self._is_closed = False
        around.project.cleared.connect(self._on_cleared)

    @property
    def pages(self) -> Pages:
        """The dock and its pages, made when they are first wanted."""
        if self._pages is None:
            means = Means(
                self,
                self.runs,
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
        return bool(self.runs.live)

    def show(self) -> None:
        """Show the dock with the page that asks for a run."""
        self.pages.dock.show_page(self.series)
        self._warm_up.start()

    def show_connection(self) -> None:
        """Show the connection that was stored, where one is shown."""
        if self._pages is not None:
            self._pages.asking.show_connection()

    def check(self, form: Form, *, on_disk: bool = True) -> Job:
        """Return the job of the form and the area, without starting anything.

        Of several areas it is that of the first.

        Args:
            form: what was typed.
            on_disk: whether the disk is asked, too.

        Raises:
            FieldError: a field is wrong.
        """
        return self._jobs(form, self._places()[:1], on_disk=on_disk)[0]

    def _jobs(
        self,
        form: Form,
        places: Iterable[Place],
        known: Iterable[Job] = (),
        *,
        on_disk: bool = True,
    ) -> list[Job]:
        """Return a job for each area, with a folder of its own, after those known."""
        jobs = list(known)
        for place in places:
            taken = [*self.runs.live_folders, *(job.folder for job in jobs)]
            job = to_job(
                form,
                place,
                self._products,
                default_folder(),
                taken,
                offer_of(form, self._hubs),
                on_disk=on_disk,
            )
            jobs.append(job)
        return jobs

    def plan(self, form: Form, job: Job | None = None) -> RunTask:
        """Start to plan what the map shows; its task succeeds with `Prepared`.

        Args:
            form: what was typed.
            job: of the form, where it is known; None makes it.

        Raises:
            InputError: the form or the account is wrong; nothing was started.
        """
        self.pages.asking.area.pin()
        job = job or self.check(form)
        find = self.runs.find_hub(_order(form, job))
        work = plan_work(job, find, self._around.patience)
        title = translate("SceneSlots", "Scene Slots: plan {run}")
        task = RunTask(title.format(run=job.folder.name), work)
        task.failed.connect(self._messages.log_failure)
        self._tasks.start(task)
        return task

    def adapt(self, plan: Prepared, job: Job) -> RunTask:
        """Start to plan again what is known; its task succeeds with `Prepared`."""
        title = translate("SceneSlots", "Scene Slots: plan again")
        task = RunTask(title, adapt_work(plan, job))
        task.failed.connect(self._messages.log_failure)
        self._tasks.start(task)
        return task

    def run(
        self,
        form: Form,
        plan: Prepared | None = None,
        watch: Callable[[RunTask], None] | None = None,
        job: Job | None = None,
    ) -> RunTask:
        """Run the form as soon as the runs before have ended; return its task.

        Of several areas each gets a run; the task is that of the first.

        Args:
            form: what was typed.
            plan: of this form and its first area, where it is known; None makes it.
            watch: gets the task before it starts, so that it misses no signal.
            job: of the form and its first area, where `check` just told it.

        Raises:
            InputError: the form or the account is wrong; nothing was started.
        """
        self.pages.asking.area.pin()
        places = self._places()
        known = () if job is None else (job,)
        first, *others = self._jobs(form, places[len(known) :], known)
        task = self.runs.add(_order(form, first, plan), watch)
        for other in others:
            self.runs.add(_order(form, other))
        return task

    def close(self) -> None:
        """End what was started: runs, local hubs, the dock, messages."""
        if self._is_closed:
            return
        self._is_closed = True
        self._around.project.cleared.disconnect(self._on_cleared)
        self.runs.hold()
        if self._pages is not None:
            # While tasks are waited for, a click could start another one.
            self._pages.dock.setEnabled(False)
        self._tasks.cancel()
        self._tasks.wait(UNLOAD_MS)
        self._tasks.abandon()
        self.runs.close()
        if self._around.hubs is None:
            self._hubs.stop()
        self._products.close()
        self._warm_up.close()
        if self._pages is not None:
            self._pages.close()
            self._pages = None
        self._messages.close()

    def _places(self) -> tuple[Place, ...]:
        """Return the areas that are chosen.

        Raises:
            FieldError: none is.
        """
        try:
            return self.pages.asking.area.places()
        except InputError as error:
            raise FieldError("area_box", str(error)) from error

    def _on_cleared(self) -> None:
        # Else the next project would show whatever it has at the times of a slot.
        give_back_times(self._around.canvas)


def _order(form: Form, job: Job, plan: Prepared | None = None) -> Order:
    return Order(job, form.authcfg, form.scenes_folder, plan)
