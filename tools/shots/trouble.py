"""Chapters of trouble: limits, areas, hubs that fail, and a narrow dock."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from qgis.core import QgsRectangle
from qgis.PyQt.QtCore import QTimer
from qgis.PyQt.QtWidgets import QApplication, QWidget

from .props import CANDIDATES, CHART, PROGRESS, RUNS, SERIES, keep_account
from .work import FIRST, LAST

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .stage import Condition, Stage

UNREACHABLE = "http://127.0.0.1:9"
"""A port at which nothing answers."""


def rejected(stage: Stage) -> Iterator[Condition]:
    """Let the limit of cloud reject slots."""
    pages = stage.controller.pages
    page = pages.asking.page
    pages.dock.tabs.setCurrentIndex(SERIES)
    page.set_form(replace(page.form(), first_day=FIRST, last_day=LAST, max_cloud=5.0))
    yield stage.is_calm
    page.run_button.click()
    yield lambda: stage.controller.is_busy
    yield lambda: not stage.controller.is_busy
    page.scroll.verticalScrollBar().setValue(0)
    yield stage.is_calm
    stage.shoot("slots_rejected")
    page.set_form(replace(page.form(), max_cloud=100.0))


def areas(stage: Stage) -> Iterator[Condition]:
    """Ask for selected polygons, then for too much."""
    pages = stage.controller.pages
    box, page = pages.asking.area.box, pages.asking.page
    scroll = page.scroll.verticalScrollBar()
    scroll.setValue(0)
    box.selection_button.click()
    yield stage.is_calm
    box.each_radio.click()
    yield stage.is_calm
    stage.shoot("area_selection")
    box.map_button.click()
    extent = stage.canvas.extent()
    stage.canvas.setExtent(QgsRectangle(extent).scaled(300))
    yield stage.is_calm
    stage.shoot("area_large")
    stage.canvas.setExtent(extent)
    yield stage.is_calm


def connection(stage: Stage) -> Iterator[Condition]:
    """Test connections in QGIS's options."""
    asking = stage.controller.pages.asking
    local = stage.controller._hubs.get("").answer.result()  # noqa: SLF001  backstage
    account = keep_account(
        "My hub", local.credentials.client_id, local.credentials.secret
    )
    QTimer.singleShot(0, asking.open_connection)
    yield QApplication.activeModalWidget
    options = QApplication.activeModalWidget()
    options.resize(950, 650)
    page = options.findChild(QWidget, "scene_slots_connection_page")
    page.show_values({"hub": "cdse", "base_url": "", "token_url": "", "authcfg": ""})
    yield stage.is_calm
    stage.shoot("connection", options)
    for name, base in (
        ("connection_fine", local.hub.base_url),
        ("connection_unreachable", UNREACHABLE),
    ):
        page.show_values(
            {
                "hub": "custom",
                "base_url": base,
                "token_url": local.hub.token_url.replace(local.hub.base_url, base),
                "authcfg": account,
            }
        )
        page.test_button.click()
        yield stage.is_calm
        stage.shoot(name, options)
    options.reject()
    yield lambda: QApplication.activeModalWidget() is None


def unreachable(stage: Stage) -> Iterator[Condition]:
    """Search where no hub answers."""
    pages = stage.controller.pages
    page, planning = pages.asking.page, pages.asking.planning
    before = page.form()
    account = keep_account("Old hub", "someone", "something")
    page.set_form(
        replace(
            before,
            hub="custom",
            base_url=UNREACHABLE,
            token_url=f"{UNREACHABLE}/oauth/token",
            authcfg=account,
        )
    )
    pages.dock.tabs.setCurrentIndex(CANDIDATES)
    yield stage.is_calm
    pages.candidates.page.search_button.click()
    yield lambda: planning.failure
    yield stage.is_calm
    stage.shoot("search_failed", pages.dock)
    pages.dock.tabs.setCurrentIndex(SERIES)
    yield stage.is_calm
    stage.shoot("plan_failed", pages.dock)
    page.set_form(before)


def failed(stage: Stage) -> Iterator[Condition]:
    """Run over scenes of which some cannot be read."""
    pages = stage.controller.pages
    page = pages.asking.page
    page.set_form(
        replace(
            page.form(),
            first_day=date(2018, 4, 1),
            last_day=date(2018, 9, 30),
            scenes_folder=stage.wish["damaged"],
            count_cloud=False,
        )
    )
    yield stage.is_calm
    page.run_button.click()
    yield lambda: stage.controller.is_busy
    yield lambda: not stage.controller.is_busy
    pages.dock.tabs.setCurrentIndex(PROGRESS)
    yield stage.is_calm
    stage.shoot("slots_failed")


def narrow(stage: Stage) -> Iterator[Condition]:
    """Show every page in a narrow dock."""
    pages = stage.controller.pages
    dock = pages.dock
    pages.asking.page.set_form(
        replace(pages.asking.page.form(), scenes_folder="", months=(4, 5, 6))
    )
    dock.setFloating(True)
    dock.resize(stage.wish["narrow"], stage.window.height())
    for number, name in (
        (SERIES, "series"),
        (CANDIDATES, "candidates"),
        (PROGRESS, "progress"),
        (RUNS, "runs"),
        (CHART, "chart"),
    ):
        dock.tabs.setCurrentIndex(number)
        yield stage.is_calm
        if number == CANDIDATES:
            pages.candidates.page.search_button.click()
            yield lambda: pages.candidates.page.table.shown
            yield stage.is_calm
        stage.shoot(f"narrow_{name}", dock)
