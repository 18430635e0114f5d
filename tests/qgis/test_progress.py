"""Runs are seen, slot by slot; they wait for each other and can be tried again."""

from __future__ import annotations

from pathlib import Path

import pytest
from qgis.PyQt.QtCore import Qt

LIMIT = 20_000
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def series(plugin, form):
    """Return the page that asks for a run, with a form that is right."""
    plugin.run_action.trigger()
    plugin.controller.series.set_form(form)
    return plugin.controller.series


@pytest.fixture
def page(plugin, series):
    """Return the page of the runs that go, shown."""
    assert series.isVisible()
    page = plugin.controller.pages.progress.page
    plugin.controller.pages.dock.show_page(page)
    return page


def cells(page):
    model = page.slots_view.model()
    return [
        [model.index(row, column).data() for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def wait_for(plugin, qtbot):
    qtbot.waitUntil(lambda: not plugin.controller.is_busy, timeout=LIMIT)


def test_a_run_is_seen_slot_by_slot_though_the_dock_is_closed(
    page, series, plugin, qtbot
):
    assert page.empty_label.isVisible()
    series.run_requested.emit()
    plugin.controller.pages.dock.close()
    wait_for(plugin, qtbot)
    plugin.controller.pages.dock.show_page(page)
    march, april, may = cells(page)
    assert march[:2] == ["2018-03", "● complete"]
    assert april[1:] == ["– empty", "No acquisition in this slot."]  # noqa: RUF001
    assert may[1] == "● complete"
    assert "2 images" in page.state_label.text()
    assert page.state_label.text().endswith(
        "0.02 units charged for the images, about 0.04 for the search."
    )
    assert "2018-03: complete." in page.log_edit.toPlainText()
    assert not page.cancel_button.isEnabled()
    assert not page.retry_button.isEnabled()


def test_runs_wait_for_each_other_and_a_waiting_one_can_be_cancelled(
    page, series, plugin, qtbot
):
    series.run_requested.emit()
    first = plugin.controller.runs.live[0]
    series.run_requested.emit()
    second = plugin.controller.runs.live[1]
    assert (first.is_waiting, second.is_waiting) == (False, True)
    assert page.state_label.text() == "Waits for the run before"
    qtbot.mouseClick(page.cancel_button, LEFT)
    qtbot.waitUntil(lambda: plugin.controller.runs.live == [first], timeout=LIMIT)
    assert "Cancelled" in page.state_label.text()
    wait_for(plugin, qtbot)
    assert first.has_succeeded
    assert page.runs_list.count() == 2
    first.cancel()  # too late: nothing happens


def test_what_was_not_fetched_is_tried_again_in_the_same_folder(
    page, series, form, plugin, qtbot, project
):
    series.run_requested.emit()
    plugin.controller.runs.live[0].task.planned.connect(
        lambda _: page.cancel_button.click()
    )
    wait_for(plugin, qtbot)
    assert page.retry_button.isEnabled()
    qtbot.mouseClick(page.retry_button, LEFT)
    wait_for(plugin, qtbot)
    assert [row[1] for row in cells(page)][::2] == ["● complete", "● complete"]
    assert len(list(Path(form.folder).iterdir())) == 1
    layers = project.mapLayers().values()
    assert len([one for one in layers if one.customProperty("scene_slots/slot")]) == 2


def test_the_bar_below_the_form_tells_the_same(series, plugin, qtbot):
    bar = series.run_bar
    assert not bar.isVisible()
    qtbot.mouseClick(series.run_button, LEFT)
    assert bar.cancel_button.isVisible()
    qtbot.mouseClick(bar.cancel_button, LEFT)
    wait_for(plugin, qtbot)
    assert "Cancelled" in bar.label.text()
    assert not bar.cancel_button.isVisible()
    qtbot.mouseClick(bar.details_button, LEFT)
    assert plugin.controller.pages.progress.page.isVisible()
