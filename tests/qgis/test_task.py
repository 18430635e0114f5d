"""A task ends in exactly one of three outcomes, whatever its work does."""

from __future__ import annotations

from threading import Event

import pytest
from qgis.core import QgsApplication, QgsTask
from qgis.PyQt.QtCore import QThreadPool
from scene_slots.plugin.core.errors import ServiceError, Stopped
from scene_slots.plugin.jobs.live import LiveTasks
from scene_slots.plugin.jobs.task import RunTask

pytestmark = pytest.mark.usefixtures("no_tasks_left")
LIMIT = 5000


@pytest.fixture
def tasks():
    live = LiveTasks(QgsApplication.taskManager())
    yield live
    live.cancel()
    assert live.wait(LIMIT)


@pytest.fixture
def start(tasks):
    """Return a function that starts a work and tells its outcomes."""

    def start(work):
        task = RunTask("Scene Slots: test", work)
        outcomes = []
        task.succeeded.connect(lambda result: outcomes.append(("succeeded", result)))
        task.failed.connect(lambda error: outcomes.append(("failed", error)))
        task.stopped.connect(lambda: outcomes.append(("stopped", None)))
        tasks.start(task)
        return task, outcomes

    return start


def finish(qtbot, tasks):
    qtbot.waitUntil(lambda: len(tasks) == 0, timeout=LIMIT)


def until(stop):
    """Wait in a worker until it is told to stop."""
    while not stop():
        Event().wait(0.005)
    raise Stopped


def test_a_result_arrives_even_if_it_is_false(start, tasks, qtbot):
    _, outcomes = start(lambda **_: ())
    finish(qtbot, tasks)
    assert outcomes == [("succeeded", ())]


def test_an_error_arrives_as_it_was_raised(start, tasks, qtbot):
    error = ServiceError("The hub is away.")

    def work(**_):
        raise error

    _, outcomes = start(work)
    finish(qtbot, tasks)
    assert outcomes == [("failed", error)]


def test_a_fault_does_not_leave_the_task(start, tasks, qtbot):
    _, outcomes = start(lambda **_: 1 / 0)
    finish(qtbot, tasks)
    [(name, error)] = outcomes
    assert name == "failed"
    assert isinstance(error, ZeroDivisionError)


def test_a_running_task_stops_when_cancelled(start, tasks, qtbot):
    running = Event()

    def work(*, stop, **_):
        running.set()
        until(stop)

    task, outcomes = start(work)
    qtbot.waitUntil(running.is_set, timeout=LIMIT)
    task.cancel()
    finish(qtbot, tasks)
    assert outcomes == [("stopped", None)]


def test_tasks_that_are_still_queued_stop_when_cancelled(start, tasks, qtbot):
    gate, started = Event(), []

    def work(*, stop, **_):
        started.append(1)
        gate.wait()
        until(stop)

    told = [start(work)[1] for _ in range(20)]
    qtbot.waitUntil(lambda: bool(started), timeout=LIMIT)
    tasks.cancel()
    gate.set()
    finish(qtbot, tasks)
    assert told == [[("stopped", None)]] * 20


def test_only_our_own_tasks_are_cancelled(start, tasks, qtbot):
    gate = Event()
    other = QgsTask.fromFunction("other", lambda _: gate.wait())
    QgsApplication.taskManager().addTask(other)
    start(lambda *, stop, **_: until(stop))
    tasks.cancel()
    finish(qtbot, tasks)
    was_cancelled = other.isCanceled()
    with qtbot.waitSignal(other.taskCompleted, timeout=LIMIT):
        gate.set()
    assert not was_cancelled


def test_images_and_progress_reach_the_main_thread(tasks, qtbot):
    def work(*, progress, on_image, **_):
        for number in range(3):
            on_image(number)
        progress(50.0)

    task = RunTask("Scene Slots: test", work)
    images, percents = [], []
    task.image_ready.connect(images.append)
    task.progressChanged.connect(percents.append)
    tasks.start(task)
    finish(qtbot, tasks)
    assert images == [0, 1, 2]
    assert 50.0 in percents


def test_waiting_ends_at_its_deadline(start, tasks, qtbot):
    gate = Event()
    start(lambda **_: gate.wait())
    assert not tasks.wait(20)
    gate.set()
    finish(qtbot, tasks)


def test_waiting_runs_leave_the_threads_that_draw_the_map(start, tasks, qtbot):
    threads = QThreadPool.globalInstance()
    gate, drawn = Event(), Event()
    for _ in range(threads.maxThreadCount()):
        start(lambda **_: gate.wait(LIMIT / 1000))
    qtbot.waitUntil(
        lambda: all(
            task.status() == QgsTask.TaskStatus.Running for task in tasks._tasks
        ),
        timeout=LIMIT,
    )
    threads.start(drawn.set)
    was_drawn = drawn.wait(1)
    gate.set()
    finish(qtbot, tasks)
    assert was_drawn


def test_a_library_that_wants_to_exit_ends_the_task_alone(start, tasks, qtbot):
    def leave(**_):
        raise SystemExit(3)

    _, outcomes = start(leave)
    finish(qtbot, tasks)
    assert [name for name, _ in outcomes] == ["failed"]


def test_a_work_that_asks_waits_for_the_answer(tasks, qtbot):
    asked, results = [], []
    task = RunTask("Scene Slots: test", lambda *, accept, **_: accept("a price"))
    task.price_asked.connect(asked.append)
    task.succeeded.connect(results.append)
    tasks.start(task)
    qtbot.waitUntil(lambda: bool(asked), timeout=LIMIT)
    assert results == []
    task.answer(True)
    task.answer(False)  # too late
    finish(qtbot, tasks)
    assert (asked, results) == (["a price"], [True])


def test_a_work_that_asks_can_be_cancelled(start, tasks, qtbot):
    asking = Event()

    def work(*, accept, **_):
        asking.set()
        return accept("a price")

    task, outcomes = start(work)
    qtbot.waitUntil(asking.is_set, timeout=LIMIT)
    task.cancel()
    finish(qtbot, tasks)
    assert outcomes == [("stopped", None)]
