"""Two ways to the first series: two clicks with sample scenes, or three steps."""

from __future__ import annotations

from dataclasses import replace

import pytest
from qgis.PyQt.QtCore import Qt
from scene_slots.plugin.intake import LOCAL
from scene_slots.plugin.options import PAGE

LIMIT = 30_000
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def page(plugin, tmp_path):
    """Return the plugin's page as a newcomer sees it."""
    plugin.run_action.trigger()
    page = plugin.controller.series
    page.set_form(replace(page.form(), folder=str(tmp_path / "runs")))
    return page


def test_a_newcomer_gets_a_series_with_one_more_click(page, plugin, qtbot, project):
    page.set_form(replace(page.form(), hub="cdse", rhythm="day"))
    assert page.welcome.isVisible()
    ended = []
    plugin.controller.runs.ended.connect(ended.append)
    qtbot.mouseClick(page.welcome.try_button, LEFT)
    qtbot.waitUntil(lambda: bool(ended), timeout=LIMIT)
    assert page.form().hub == LOCAL.name
    assert "11 images" in page.run_bar.label.text()
    layers = project.mapLayers().values()
    slots = {one.customProperty("scene_slots/slot") for one in layers} - {None}
    assert len(slots) == 11
    assert not page.welcome.isVisible()


def test_the_next_step_says_what_to_do(page, qgis_iface):
    told = page.welcome.steps_label
    assert "→ 1." in told.text()
    assert "press + beside Account" in told.text()
    assert "○ 2." in told.text()
    told.linkActivated.emit("run")
    assert page.focusWidget() is page.plan_button
    told.linkActivated.emit("account")
    qgis_iface.showOptionsDialog.assert_called_with(qgis_iface.mainWindow(), PAGE)


def test_it_is_hidden_for_good(page, plugin, qtbot):
    qtbot.mouseClick(page.welcome.hide_button, LEFT)
    assert not page.welcome.isVisible()
    plugin.unload()
    plugin.initGui()
    plugin.run_action.trigger()
    assert not plugin.controller.series.welcome.isVisible()
