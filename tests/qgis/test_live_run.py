"""What came is shown, whatever went wrong when it came."""

import pytest
from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QObject
from scene_slots.plugin.core.job import Run
from scene_slots.plugin.jobs.task import RunTask
from scene_slots.plugin.layers import table_set
from scene_slots.plugin.live_run import follow
from scene_slots.plugin.messages import Messages
from scene_slots.plugin.runs import Order

SLOT = "scene_slots/slot"


@pytest.fixture
def run(make_run):
    return make_run()


@pytest.fixture
def live(around, run):
    """Follow a task of the run that the test speaks for."""
    parent = QObject()
    messages = Messages(around.message_bar, parent)
    task = RunTask("made", lambda **_: None)
    yield follow(Order(run.job), task, around, messages, lambda: "", parent)
    messages.close()


def slots(project):
    layers = project.mapLayers().values()
    return sorted(filter(None, (one.customProperty(SLOT) for one in layers)))


@pytest.mark.parametrize("is_back_in_time", [True, False])
def test_images_that_came_while_the_tables_were_away_are_shown_once_they_are_back(
    live, run, project, qtbot, is_back_in_time
):
    tables = run.folder.path / "scene_slots.gpkg"
    away = tables.rename(tables.with_suffix(".away"))
    log = QgsApplication.messageLog()
    is_ours = lambda _text, title, _level: title == "Scene Slots"  # noqa: E731
    with qtbot.waitSignal(log.messageReceived, check_params_cb=is_ours):
        live.task.image_ready.emit(run.images[0])
    if is_back_in_time:
        away.rename(tables)
    live.task.image_ready.emit(run.images[2])
    with qtbot.waitSignal(live.ended):
        live.task.succeeded.emit(Run(run.job, run.images))
    assert slots(project) == (["2018-03", "2018-05"] if is_back_in_time else [])


def test_a_fault_of_ours_ends_the_run_all_the_same(live, run, qtbot, monkeypatch):
    """Such as a name that a later QGIS has not."""

    def miss(*_):
        raise AttributeError

    monkeypatch.setattr(table_set, "dress_table", miss)
    with qtbot.captureExceptions() as faults, qtbot.waitSignal(live.ended):
        live.task.image_ready.emit(run.images[0])
        live.task.succeeded.emit(Run(run.job, run.images))
    assert len(faults) <= 3
