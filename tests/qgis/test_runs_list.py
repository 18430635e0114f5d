"""The page of runs: its list, what can be done with a run, and limits afterwards."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from qgis.core import QgsPointXY, QgsProject, QgsRectangle
from qgis.PyQt.QtCore import QObject, Qt
from scene_slots.plugin.core.errors import InputError
from scene_slots.plugin.core.images import State
from scene_slots.plugin.evalscript.products import find_product, load_products
from scene_slots.plugin.hub.endpoints import SH_EU
from scene_slots.plugin.layers.runs import find_run
from scene_slots.plugin.means import Means
from scene_slots.plugin.messages import Messages
from scene_slots.plugin.runs_list import HIDDEN, KNOWN, RunsList
from scene_slots.plugin.settings import load_paths
from scene_slots.ui.runs_page import (
    ADD,
    EXTEND,
    FOLDER,
    REMOVE,
    REPEAT,
    RETRY,
    UPDATE,
)


@pytest.fixture
def run(make_run):
    """A run of NDVI in March and May 2018; May is clouded, April empty."""
    run = make_run(find_product("ndvi"), "f4")
    march, _, may = run.images
    for image, cloud in ((march, 3.0), (may, 60.0)):
        usages = [one for one in run.folder.read_usages() if one.slot == image.slot]
        clouded = replace(image, cloud_pct=cloud, cloud_source="SCL")
        run.folder.write_slot(clouded, run.folder.read_scenes(), usages)
    return run


class NoReruns:
    """Runs nothing again."""

    live_folders = ()

    def __init__(self, folder):
        self._folder = folder

    def attribution(self, job):
        return f"Credits for {job.collection}"

    def output_folders(self):
        return (self._folder,)


@pytest.fixture
def runs(around, run, qtbot):
    """The presenter, its page shown with the run in its list."""
    parent = QObject()
    messages = Messages(around.message_bar, parent)
    means = Means(None, None, None, load_products(), None, messages, around)
    runs = RunsList(means, NoReruns(run.job.folder.parent), parent)
    runs.remember(run.job.folder)
    qtbot.addWidget(runs.page)
    runs.page.setParent(None)
    runs.page.show()
    qtbot.waitUntil(lambda: runs.page.key != "", timeout=5000)
    yield runs
    runs.close()
    messages.close()


@pytest.fixture
def do(runs, qtbot):
    """Press a button of the page, and wait until it is done."""

    def do(name, until):
        runs.page.buttons[name].click()
        qtbot.waitUntil(until, timeout=5000)

    return do


@pytest.fixture
def added(runs, run, do):
    """The run, as the project shows it."""
    with_images = []
    runs.openings.ended.connect(with_images.append)
    do(ADD, lambda: bool(with_images))
    return lambda: find_run(QgsProject.instance(), run.job.folder)


def row_of(page, number=0):
    return page.run_view.model().index(number, 0).data(Qt.ItemDataRole.UserRole)


def can(page):
    return {name for name, button in page.buttons.items() if button.isEnabled()}


def test_a_run_tells_product_place_period_and_states(runs):
    row = row_of(runs.page)
    assert row.title == "NDVI (vegetation index) · 45.16° N, 21.00° E"
    assert row.lines == (
        "2018-03-01 to 2018-05-31 · Month",
        "2 complete, 1 empty · Local hub",
    )
    assert dict(row.states) == {"complete": 2, "empty": 1}
    assert can(runs.page) == {ADD, FOLDER, REPEAT, EXTEND, UPDATE, REMOVE}


def test_a_run_is_added_once_and_keeps_its_style(runs, added, do, project):
    shown = added()
    assert list(shown.images) == ["2018-03", "2018-05"]
    assert set(shown.tables) == {"images", "scenes", "usage"}
    assert shown.title == "NDVI (vegetation index), 2018-03-01 to 2018-05-31"
    count = len(project.mapLayers())

    shown.images["2018-05"].setOpacity(0.5)
    again = []
    runs.openings.ended.connect(again.append)
    do(ADD, lambda: bool(again))

    assert len(project.mapLayers()) == count
    assert added().images["2018-05"].opacity() == 0.5


def test_limits_hide_images_and_give_them_back(runs, run, added, qtbot, project):
    """Nothing is asked of a hub: this run's hub does not exist."""
    box, page = runs.page.limits_box, runs.page
    qtbot.waitUntil(box.isEnabled, timeout=5000)
    assert box.remain_label.text() == "2 of 3 slots remain"
    assert not box.apply_button.isEnabled()

    box.cloud_slider.setValue(50)
    assert box.cloud_spin.value() == 50
    assert box.remain_label.text() == "1 of 3 slots remain"
    assert [one.state for one in run.folder.read_images()].count(State.REJECTED) == 0

    node = project.layerTreeRoot().findLayer(added().images["2018-05"].id())
    for limit, state, is_shown in ((50, "rejected", False), (100, "complete", True)):
        box.cloud_spin.setValue(limit)
        ended = []
        runs.openings.ended.connect(ended.append)
        box.apply_button.click()
        qtbot.waitUntil(lambda: bool(ended), timeout=5000)  # noqa: B023  waited for
        assert node.itemVisibilityChecked() is is_shown
        layer = added().images["2018-05"]
        assert layer.customProperty("scene_slots/state") == state
        rows = {
            row["slot"]: row["state"] for row in added().tables["images"].getFeatures()
        }
        assert rows["2018-05"] == state
        runs.openings.ended.disconnect(ended.append)
    assert "1 taken back" in page.note_label.text()


def test_a_rejected_image_that_was_never_shown_gets_its_layers(
    runs, run, do, qtbot, project
):
    may = replace(run.images[2], state=State.REJECTED, reason="Rejected: cloud.")
    run.folder.write_slot(may, run.folder.read_scenes(), run.folder.read_usages()[1:])
    runs.refresh()
    ended = []
    runs.openings.ended.connect(ended.append)
    do(ADD, lambda: bool(ended))
    assert list(find_run(project, run.job.folder).images) == ["2018-03"]

    qtbot.waitUntil(runs.page.limits_box.apply_button.isEnabled, timeout=5000)
    ended.clear()
    runs.page.limits_box.apply_button.click()
    qtbot.waitUntil(lambda: bool(ended), timeout=5000)
    assert list(find_run(project, run.job.folder).images) == ["2018-03", "2018-05"]


def test_a_removed_run_keeps_its_files_and_a_moved_one_is_shown_as_such(
    runs, run, do, settings, qtbot
):
    folder = run.job.folder
    do(REMOVE, lambda: runs.page.key == "")
    assert (folder / "run.json").is_file()
    assert "Its files stay" in runs.page.note_label.text()
    assert load_paths(settings, HIDDEN) == [str(folder)]

    runs.page.undo_requested.emit()
    assert load_paths(settings, KNOWN) == [str(folder)]
    assert load_paths(settings, HIDDEN) == []

    runs._on_found(str(folder.parent))
    qtbot.waitUntil(lambda: not runs._asides.is_busy, timeout=5000)
    assert load_paths(settings, KNOWN) == [str(folder)]

    folder.rename(folder.with_name("elsewhere"))
    runs.refresh()
    qtbot.waitUntil(lambda: "not there" in runs.page.note_label.text(), timeout=5000)
    assert row_of(runs.page, 1).is_broken
    assert can(runs.page) == {FOLDER, REMOVE}
    assert not runs.page.limits_box.isEnabled()


def test_a_run_is_asked_for_again_on_the_page_series(run, plugin, form, qtbot, canvas):
    controller = plugin.controller
    folder = str(run.job.folder.parent)
    controller.series.set_form(replace(form, product="true_color", folder=folder))
    runs = controller.pages.runs_list
    controller.pages.dock.show_page(runs.page)
    qtbot.waitUntil(lambda: runs.page.key != "", timeout=5000)
    # The map goes to the run; what is asked for next stays where it was.
    canvas.setExtent(QgsRectangle(560000, 5000000, 560400, 5000400))
    grid = controller.check(controller.series.form()).grid
    with qtbot.waitSignal(runs.openings.ended, timeout=5000):
        runs.page.buttons[ADD].click()
    assert not canvas.extent().contains(QgsPointXY(560200, 5000200))
    assert controller.check(controller.series.form()).grid == grid

    runs.page.buttons[REPEAT].click()
    qtbot.waitUntil(controller.series.isVisible, timeout=5000)

    job = controller.check(controller.series.form())
    assert (job.product, job.period) == (run.job.product, run.job.period)
    assert (job.grid, job.rule) == (run.job.grid, run.job.rule)
    assert job.area.equals(run.job.area)
    assert job.folder != run.job.folder

    # A folder from elsewhere names another hub: the account is not for it.
    stranger = replace(
        run.job, hub=replace(SH_EU, name="custom", base_url="https://x.y")
    )
    for hub, elsewhere in (("cdse", replace(run.job, hub=SH_EU)), ("custom", stranger)):
        controller.series.set_form(replace(form, hub=hub, base_url="https://mine.org"))
        with pytest.raises(InputError, match="choose that hub and your account"):
            runs._reruns.rerun(elsewhere)


def test_a_series_goes_on_in_its_folder(plugin, form, finish, qtbot, project):
    controller = plugin.controller
    first = replace(form, product="ndvi", last_day=date(2018, 3, 31))
    controller.series.set_form(first)
    _, made = finish(controller.run(first))
    runs = controller.pages.runs_list
    runs._today = lambda: date(2018, 5, 31)
    controller.pages.dock.show_page(runs.page)
    qtbot.waitUntil(lambda: runs.page.key == str(made.folder), timeout=5000)

    tasks = []
    controller.runs.added.connect(lambda live: tasks.append(live.task))
    runs.page.buttons[EXTEND].click()
    qtbot.waitUntil(lambda: bool(tasks) and not controller.is_busy, timeout=20_000)

    shown = find_run(project, made.folder)
    assert list(shown.images) == ["2018-03", "2018-05"]
    groups = project.layerTreeRoot().findGroups(False)
    assert len(groups) == 1
    slots = {
        row["slot"]: row["fetched"] for row in shown.tables["images"].getFeatures()
    }
    assert list(slots) == ["2018-03", "2018-04", "2018-05"]
    assert runs.page.buttons[RETRY].isEnabled() is False

    # The provider has changed nothing: the images stay.
    before = {path: path.stat().st_mtime_ns for path in made.folder.rglob("*.tif")}
    qtbot.waitUntil(runs.page.buttons[UPDATE].isEnabled, timeout=5000)
    runs.page.buttons[UPDATE].click()
    qtbot.waitUntil(lambda: len(tasks) > 1 and not controller.is_busy, timeout=20_000)
    after = {path: path.stat().st_mtime_ns for path in made.folder.rglob("*.tif")}
    assert after == before
