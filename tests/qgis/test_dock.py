"""The dock keeps its place and its content, and lets the map be seen."""

from __future__ import annotations

from dataclasses import replace

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QEvent, QSize, Qt
from qgis.PyQt.QtWidgets import QDockWidget, QMainWindow, QToolButton, QWidget
from scene_slots.plugin.pages import place
from scene_slots.ui.dock import SceneSlotsDock

RIGHT = Qt.DockWidgetArea.RightDockWidgetArea


def open_dock(plugin):
    plugin.run_action.trigger()
    return plugin.controller.pages.dock


def test_it_stands_on_the_right_behind_what_is_there(qtbot):
    window = QMainWindow()
    qtbot.addWidget(window)
    other, dock = QDockWidget(window), SceneSlotsDock(window)
    window.addDockWidget(RIGHT, other)
    window.show()
    place(dock, window)
    assert window.dockWidgetArea(dock) == RIGHT
    assert window.tabifiedDockWidgets(other) == [dock]


def test_closed_and_opened_it_is_the_same(plugin):
    dock = open_dock(plugin)
    series = plugin.controller.series
    series.set_form(replace(series.form(), resolution=35.0))
    dock.close()
    assert not series.isVisible()
    plugin.run_action.trigger()
    assert series.isVisible()
    assert series.form().resolution == 35.0


def test_it_is_open_again_when_qgis_starts_if_it_was(plugin):
    open_dock(plugin)
    for is_open in (True, False):
        if not is_open:
            plugin.controller.pages.dock.close()
        plugin.unload()
        plugin.initGui()
        plugin._on_qgis_ready()
        assert (plugin._controller is not None) is is_open


def test_its_place_is_restored_with_the_window(plugin, qgis_iface):
    window = qgis_iface.mainWindow()
    left = Qt.DockWidgetArea.LeftDockWidgetArea
    window.addDockWidget(left, open_dock(plugin))
    state = window.saveState()
    plugin.unload()
    QgsApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    plugin.initGui()
    # QGIS restores its window before the dock is made.
    assert window.restoreState(state)
    assert window.dockWidgetArea(open_dock(plugin)) == left


def test_it_can_be_narrow_and_short(plugin, qtbot):
    dock = open_dock(plugin)
    least = dock.minimumSizeHint()
    assert least.width() <= 300
    assert least.height() <= 400
    series = plugin.controller.series
    series.welcome.hide()
    side = series.findChild(QWidget, "form_side")
    qtbot.waitUntil(lambda: side.minimumSizeHint().width() <= 300, timeout=2000)
    dock.setFloating(True)
    dock.resize(QSize(250, 400))
    shown = [dock.tabs.tabText(number) for number in range(dock.tabs.count())]
    assert shown[0] == "Series"
    assert set(shown[1:]) == {""}
    dock.resize(QSize(1200, 400))
    assert all(dock.tabs.tabText(number) for number in range(dock.tabs.count()))


def test_every_button_and_page_says_what_it_is(plugin):
    dock = open_dock(plugin)
    for number in range(dock.tabs.count()):
        assert dock.tabs.tabToolTip(number)
        assert not dock.tabs.tabIcon(number).isNull()
    for page in (plugin.controller.series, plugin.controller.pages.progress.page):
        buttons = [
            one
            for one in page.findChildren(QToolButton)
            if one.objectName() not in ("", "collapseButton")
            and not one.objectName().startswith("qt_")
        ]
        assert not [
            one.objectName() for one in buttons if not (one.toolTip() or one.menu())
        ]
