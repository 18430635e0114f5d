"""Chapters of the work: from the first start to the chart and the script."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import qgis.utils
from qgis.PyQt.QtCore import QCoreApplication, Qt
from qgis.PyQt.QtWidgets import QAction, QDockWidget, QProgressBar

from ...plugin.hub.patience import Patience
from ...plugin.layers.words import TITLES
from .props import (
    CANDIDATES,
    CHART,
    PROGRESS,
    RUNS,
    SERIES,
    fields,
    images,
    place,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .stage import Condition, Stage

FIRST, LAST = date(2017, 4, 1), date(2017, 9, 30)
SHOWN = "2018-05"
"""A slot whose image looks well."""
_SOME, _MORE = 3, 5
"""Images that have come when pictures of a run are taken."""
_LEFT = Qt.MouseButton.LeftButton


def first_start(stage: Stage) -> Iterator[Condition]:
    """Open the dock, and try the sample scenes."""
    # Nobody waits for what is meant to fail.
    qgis.utils.plugins["scene_slots"].patience = Patience(attempts=1)
    stage.window.findChild(QAction, "scene_slots_run_action").trigger()
    stage.share_width()
    yield stage.is_calm
    stage.shoot("first_start")
    pages = stage.controller.pages
    pages.asking.page.welcome.try_button.click()
    yield lambda: stage.controller.is_busy and len(images(stage)) >= _SOME
    stage.shoot("running")
    pages.dock.tabs.setCurrentIndex(PROGRESS)
    yield lambda: not stage.controller.is_busy or len(images(stage)) >= _MORE
    stage.shoot("progress", pages.dock)
    yield lambda: not stage.controller.is_busy
    pages.dock.tabs.setCurrentIndex(SERIES)
    for group in stage.project.layerTreeRoot().findGroups():
        group.setExpanded(True)
    yield stage.is_calm
    # As a click on the slot does.
    pages.asking.time.part.strip.slot_activated.emit(SHOWN)
    stage.iface.messageBar().clearWidgets()
    yield stage.is_calm
    stage.shoot("window")


def plan(stage: Stage) -> Iterator[Condition]:
    """Ask for another period, and plan it."""
    pages = stage.controller.pages
    page, scroll = pages.asking.page, pages.asking.page.scroll.verticalScrollBar()
    stage.shoot("series_top", pages.dock)
    page.set_form(replace(page.form(), first_day=FIRST, last_day=LAST, months=(5, 6)))
    yield stage.is_calm
    page.set_form(replace(page.form(), months=(), excluded_slots=frozenset()))
    page.plan_button.click()
    yield lambda: pages.asking.planning.plan is not None
    yield stage.is_calm
    stage.shoot("planned", pages.dock)
    scroll.setValue(scroll.maximum())
    yield stage.is_calm
    stage.shoot("series_plan", pages.dock)


def candidates(stage: Stage) -> Iterator[Condition]:
    """Look at the scenes, and leave one out."""
    pages = stage.controller.pages
    page = pages.candidates.page
    pages.dock.tabs.setCurrentIndex(CANDIDATES)
    yield lambda: page.table.shown
    page.select_keys({page.table.shown[1].key})
    yield stage.is_calm
    stage.shoot("candidates")
    page.exclude_button.click()
    page.search_button.click()
    yield lambda: not pages.asking.planning.is_busy
    yield stage.is_calm
    stage.shoot("candidates_excluded", pages.dock)
    page.use_all_button.click()


def runs(stage: Stage) -> Iterator[Condition]:
    """Find the run again, and apply limits to it."""
    pages = stage.controller.pages
    page = pages.runs_list.page
    pages.dock.tabs.setCurrentIndex(RUNS)
    yield lambda: page.key and page.limits_box.isEnabled()
    yield stage.is_calm
    stage.shoot("runs", pages.dock)
    page.limits_box.cloud_slider.setValue(60)
    yield stage.is_calm
    stage.shoot("runs_limits", pages.dock)
    page.limits_box.apply_button.click()
    yield lambda: page.note_label.isVisible()
    yield stage.is_calm
    stage.shoot("runs_limited")
    page.limits_box.cloud_slider.setValue(100)
    page.limits_box.apply_button.click()
    yield stage.is_calm


def chart(stage: Stage) -> Iterator[Condition]:
    """Chart a point, then the selected polygons."""
    pages, canvas = stage.controller.pages, stage.canvas
    page = pages.charting.page
    pages.dock.tabs.setCurrentIndex(CHART)
    yield lambda: page.run
    yield stage.is_calm
    stage.shoot("chart_empty", pages.dock)
    page.point_button.click()
    canvas.mapTool().canvasClicked.emit(place(stage, 0.6, 0.4), _LEFT)
    yield page.csv_button.isEnabled
    page.chart.setFocus()
    page.step_bar.buttons["next"].click()
    page.step_bar.buttons["next"].click()
    yield stage.is_calm
    stage.shoot("chart_point")
    polygons = fields(stage)
    stage.project.addMapLayer(polygons, False)
    stage.project.layerTreeRoot().insertLayer(0, polygons)
    stage.iface.setActiveLayer(polygons)
    polygons.selectAll()
    page.point_button.click()
    page.csv_button.setEnabled(False)
    page.polygons_button.click()
    yield page.csv_button.isEnabled
    yield stage.is_calm
    stage.shoot("chart_polygons")


def pixel(stage: Stage) -> Iterator[Condition]:
    """Ask which scene a pixel is from."""
    action = stage.window.findChild(QAction, "scene_slots_pixel_action")
    action.trigger()
    tool = stage.canvas.mapTool()
    tool.canvasClicked.emit(place(stage, 0.5, 0.5), _LEFT)
    yield tool.dock.pixel_table.rowCount
    tool.dock.hidden_check.click()
    yield stage.is_calm
    tool.dock.pixel_table.selectRow(0)
    yield stage.is_calm
    stage.shoot("pixel")
    action.trigger()
    tool.dock.hide()


def table(stage: Stage) -> Iterator[Condition]:
    """Open the table of the images below the map."""
    before = set(stage.window.findChildren(QDockWidget))
    name = QCoreApplication.translate("SceneSlots", TITLES["images"])
    stage.iface.showAttributeTable(stage.project.mapLayersByName(name)[0])
    yield stage.is_calm
    stage.shoot("table")
    for dock in set(stage.window.findChildren(QDockWidget)) - before:
        dock.close()


def contact_sheet(stage: Stage) -> Iterator[Condition]:
    """Lay the slots out on paper."""
    stage.window.findChild(QAction, "scene_slots_contact_sheet_action").trigger()
    yield stage.iface.openLayoutDesigners
    (designer,) = stage.iface.openLayoutDesigners()
    window = designer.window()
    window.resize(1200, 900)
    yield stage.is_calm
    designer.view().zoomFull()
    bar = window.statusBar().findChild(QProgressBar)
    yield bar.isVisible
    yield lambda: not bar.isVisible()
    stage.shoot("contact_sheet", window)
    designer.close()
    stage.iface.messageBar().clearWidgets()


def scripts(stage: Stage) -> Iterator[Condition]:
    """Write a product, and check it."""
    pages = stage.controller.pages
    scripting = pages.scripts.scripting
    scripting.edit("ndvi", "sentinel-2-l2a")
    editor = scripting.editor
    check = editor.check_button.text()
    yield stage.is_calm
    editor.check_button.click()
    yield editor.result.picture_label.pixmap
    yield stage.is_calm
    stage.shoot("script", editor)
    text = editor.script()
    editor.code.setText(text.replace("return", "retrun", 1))
    editor.check_button.click()
    yield lambda: editor.check_button.text() == check
    yield stage.is_calm
    stage.shoot("script_fault", editor)
    editor.discard_button.click()
    editor.close()
