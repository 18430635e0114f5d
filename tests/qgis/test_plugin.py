"""What initGui acquires, unload releases."""

from __future__ import annotations

import pytest
import scene_slots
from qgis.core import QgsApplication
from qgis.PyQt.QtWidgets import QDockWidget
from scene_slots.plugin.entry import MENU
from scene_slots.plugin.jobs.local_hub import LocalHubProcess


def test_the_class_factory_makes_the_plugin(qgis_iface):
    plugin = scene_slots.classFactory(qgis_iface)
    assert plugin.run_action is None


def test_the_action_comes_and_goes(qgis_iface):
    plugin = scene_slots.classFactory(qgis_iface)
    plugin.initGui()
    action = plugin.run_action
    assert not action.icon().isNull()
    plugin.unload()
    assert plugin.run_action is None
    qgis_iface.removePluginMenu.assert_called_with(MENU, action)


def test_unloading_twice_or_before_loading_does_no_harm(qgis_iface):
    plugin = scene_slots.classFactory(qgis_iface)
    plugin.unload()
    plugin.initGui()
    plugin.unload()
    plugin.unload()


def test_loading_again_works(plugin):
    plugin.run_action.trigger()
    plugin.unload()
    plugin.initGui()
    plugin.run_action.trigger()
    assert plugin.controller.series.isVisible()


def test_unloading_takes_the_dock_away(plugin, qgis_iface, qtbot):
    plugin.run_action.trigger()
    plugin.unload()
    qtbot.waitUntil(
        lambda: not qgis_iface.mainWindow().findChildren(QDockWidget, "SceneSlotsDock"),
        timeout=2000,
    )


@pytest.mark.usefixtures("own_hubs")
def test_nothing_runs_before_it_is_asked_for(plugin):
    assert not plugin.controller._hubs._hubs
    assert not [
        task
        for task in QgsApplication.taskManager().tasks()
        if "Scene Slots" in task.description()
    ]


def test_a_missing_package_is_said_in_one_sentence(plugin, monkeypatch, bar):
    def missing(_):
        raise ModuleNotFoundError(name="shapely.geometry")

    monkeypatch.setattr(type(plugin), "controller", property(missing))
    plugin.run_action.trigger()
    [sentence] = bar.get_messages(1)
    assert "shapely==2.0.7" in sentence


def test_a_hub_that_cannot_start_says_why(qtbot, tmp_path):
    process = LocalHubProcess(tmp_path)
    with qtbot.waitSignal(process.failed, timeout=20_000) as told:
        process.start(tmp_path)
    assert told.args[0]
    assert not process.is_alive
    with pytest.raises(Exception, match=r"."):
        process.answer.result(timeout=0)


@pytest.mark.usefixtures("own_hubs")
def test_a_hub_ends_when_it_is_stopped(qtbot, scenes_folder, plugin):
    hub = plugin.controller._hubs.get(str(scenes_folder))
    with qtbot.waitSignal(hub.ready, timeout=20_000):
        pass
    assert plugin.controller._hubs.get(str(scenes_folder)) is hub
    hub.stop()
    assert not hub.is_alive


@pytest.mark.usefixtures("own_hubs")
def test_a_hub_that_died_is_started_again(qtbot, scenes_folder, plugin):
    hub = plugin.controller._hubs.get(str(scenes_folder))
    with qtbot.waitSignal(hub.ready, timeout=20_000):
        pass
    hub.stop()
    again = plugin.controller._hubs.get(str(scenes_folder))
    assert again is not hub
    with qtbot.waitSignal(again.ready, timeout=20_000):
        pass


def test_the_entries_for_runs_come_and_go(qgis_iface, plugin):
    actions = dict(plugin._menu.actions)
    assert {"pixel", "contact_sheet", "animation", "export_csv"} < set(actions)
    assert not any(one.icon().pixmap(16, 16).isNull() for one in actions.values())
    plugin._menu.views.do("pixel")
    assert actions["pixel"].isChecked()
    plugin.unload()
    removed = [call.args[1] for call in qgis_iface.removePluginMenu.call_args_list]
    assert set(actions.values()) <= set(removed)
    assert qgis_iface.mapCanvas().mapTool() is None


def test_a_row_asks_the_plugin_for_its_image(plugin, spoken, qtbot):
    plugin.show_image("no such table", "2018-03")
    qtbot.waitUntil(lambda: bool(spoken()), timeout=2000)
    assert spoken() == ["The slot 2018-03 has no image layer."]
