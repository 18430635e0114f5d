"""Driver: runs inside QGIS (`--code`) and does by signals what a person would do.

It opens the plugin's menu action, fills the page, presses Run, and when the run
has ended saves the project and takes a picture of the window.
"""

from __future__ import annotations

import json
import os
import sys
import traceback
from datetime import date
from typing import TYPE_CHECKING, Any, Callable

import qgis.utils
from qgis.core import (
    Qgis,
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsLayerTreeGroup,
    QgsLayerTreeLayer,
    QgsProject,
    QgsRectangle,
)
from qgis.PyQt.QtCore import QObject, Qt, QTimer
from qgis.PyQt.QtWidgets import QAction, QDockWidget, QWidget

if TYPE_CHECKING:
    from types import TracebackType

    from qgis.gui import QgisInterface

NAME = "scene_slots"
SETTLE_MS = 500
"""The window is at rest when its map has not changed for so long."""
TREE_WIDTH, TABLE_HEIGHT = 340, 250


class Driver(QObject):  # type: ignore[misc]  # Qt has no types
    """One demo, from the empty window to the saved project."""

    def __init__(self, iface: QgisInterface, wish: dict[str, Any], news: int) -> None:
        super().__init__(iface.mainWindow())
        self._iface = iface
        self._window = iface.mainWindow()
        self._canvas = iface.mapCanvas()
        self._project = QgsProject.instance()
        self._tasks = QgsApplication.taskManager()
        self._wish = wish
        self._news = news
        self._extent = QgsRectangle()
        self._has_task = False
        self._folder = ""
        self._next: Callable[[], None] = self._ask
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(SETTLE_MS)
        self._rest.timeout.connect(self._on_rest)
        self._canvas.mapCanvasRefreshed.connect(self._on_change)
        self._canvas.extentsChanged.connect(self._on_change)

    def start(self) -> None:
        """Begin with an empty project in a window of the wished size."""
        if NAME not in qgis.utils.plugins:
            self._fail("QGIS could not load the plugin; its log says why.")
            return
        self._iface.newProject()
        self._window.showNormal()
        self._window.setGeometry(0, 0, *self._wish["window"])
        for dock in self._window.findChildren(QDockWidget):
            dock.setVisible(dock.objectName() == "Layers")
        layers = self._window.findChild(QDockWidget, "Layers")
        self._window.resizeDocks([layers], [TREE_WIDTH], Qt.Orientation.Horizontal)
        self._then(self._move_map)

    def _then(self, step: Callable[[], None]) -> None:
        """Take the next step when the window is at rest."""
        self._next = step
        self._rest.start()

    def _on_change(self) -> None:
        if self._rest.isActive():
            self._rest.start()

    def _on_rest(self) -> None:
        if self._canvas.isDrawing() or self._is_plugin_busy():
            self._rest.start()
        else:
            self._next()

    def _is_plugin_busy(self) -> bool:
        """Return whether layers are still being added."""
        return self._has_task and qgis.utils.plugins[NAME].controller.is_busy

    def _move_map(self) -> None:
        source = QgsCoordinateReferenceSystem(self._wish["bbox_crs"])
        target = QgsCoordinateReferenceSystem(self._wish["map_crs"])
        self._project.setCrs(target)
        to_map = QgsCoordinateTransform(source, target, self._project)
        box = to_map.transformBoundingBox(QgsRectangle(*self._wish["bbox"]))
        self._canvas.setExtent(box)
        self._then(self._ask)

    def _ask(self) -> None:
        """Use the plugin as a person does: menu, dock, Run."""
        self._extent = self._canvas.extent()
        qgis.utils.plugins[NAME].run_action.trigger()
        page = self._window.findChild(QWidget, "SeriesPage")
        if page is None:
            item = self._iface.messageBar().currentItem()
            self._fail(item.text() if item else "The plugin opened no dock.")
            return
        self._tasks.taskAdded.connect(self._on_task_added)
        page.set_form(_to_form(self._wish["form"]))
        page.run_button.click()
        # A task is added at once; without one the page says what is wrong.
        if not self._has_task:
            said = page.error_label.text()
            self._fail(said or "The page started no run.", refused=bool(said))
        self._window.findChild(QDockWidget, "SceneSlotsDock").close()

    def _on_task_added(self, number: int) -> None:
        task = self._tasks.task(number)
        if not task.description().startswith("Scene Slots"):
            return
        self._has_task = True
        task.planned.connect(self._on_planned)
        task.progressChanged.connect(lambda percent: self._tell(percent=percent))
        task.succeeded.connect(self._on_succeeded)
        task.failed.connect(lambda error: self._fail(str(error)))
        task.stopped.connect(lambda: self._fail("The run was stopped."))

    def _on_planned(self, plan: Any) -> None:  # noqa: ANN401  the plugin's own Prepared
        images = sum(one.is_asked for one in plan.plans)
        self._tell(images=images, requests=plan.requests, units=plan.units)

    def _on_succeeded(self, run: Any) -> None:  # noqa: ANN401  the plugin's own Run
        self._folder = str(run.folder)
        for node in self._project.layerTreeRoot().children():
            if isinstance(node, QgsLayerTreeGroup):
                node.setExpanded(True)
        # QGIS zooms to the first layer of a project, with a margin.
        self._canvas.setExtent(self._extent)
        # By then the plugin has added its layers and said its message.
        self._then(self._make_views)

    def _make_views(self) -> None:
        """Use the menu once more: contact sheet, then animation."""
        # The first use makes the views; this entry needs no run and leaves no trace.
        for _ in range(2):
            self._action("pixel").trigger()
        self._window.findChild(QDockWidget, "PixelDock").hide()
        views = self._window.findChild(QObject, "scene_slots_views")
        views.failed.connect(lambda error: self._fail(str(error)))
        wanted = ["contact_sheet", *(["animation"] if self._image_nodes() else [])]

        def go_on(_: object = None) -> None:
            for designer in self._iface.openLayoutDesigners():
                designer.close()
            if wanted:
                self._action(wanted.pop(0)).trigger()
            else:
                self._then(self._show_all)

        views.made.connect(go_on)
        go_on()

    def _show_all(self) -> None:
        """Open the legend of the newest image, and the table below the map."""
        for node in self._image_nodes()[:1]:
            node.setExpanded(True)
        for table in self._project.mapLayersByName("Images"):
            self._iface.showAttributeTable(table)
        docks = [
            dock
            for dock in self._window.findChildren(QDockWidget)
            if dock.isVisible() and dock.objectName() != "Layers"
        ]
        heights = [TABLE_HEIGHT] * len(docks)
        self._window.resizeDocks(docks, heights, Qt.Orientation.Vertical)
        self._canvas.setExtent(self._extent)
        self._then(self._save)

    def _action(self, name: str) -> QAction:
        return self._window.findChild(QAction, f"scene_slots_{name}_action")

    def _image_nodes(self) -> list[QgsLayerTreeLayer]:
        nodes = self._project.layerTreeRoot().findLayers()
        return [
            node for node in nodes if node.layer().customProperty("scene_slots/slot")
        ]

    def _save(self) -> None:
        self._close_notices()
        path = self._wish["project"]
        self._project.setFilePathStorage(Qgis.FilePathType.Relative)
        self._project.setTitle("Scene Slots demo")
        if not self._project.write(path):
            self._fail(f"{path} could not be written: {self._project.error()}.")
        elif broken := _broken_layers(path):
            self._fail(f"Layers of {path} are not valid: {', '.join(broken)}.")
        else:
            self._then(self._take_picture)

    def _close_notices(self) -> None:
        """Close what covers the plugin's message on the run."""
        bar = self._iface.messageBar()
        for item in bar.items():
            if item.title().startswith("Task complete") or item.text().startswith(
                "Written"
            ):
                bar.popWidget(item)

    def _take_picture(self) -> None:
        path = self._wish["picture"]
        if path is not None and not self._window.grab().save(path):
            self._fail(f"The picture {path} could not be written.")
            return
        self._tell(folder=self._folder)
        self._leave()

    def _fail(self, sentence: str, *, refused: bool = False) -> None:
        self._tell(sentence=sentence, refused=refused)
        self._leave()

    def _leave(self) -> None:
        os.close(self._news)
        # QGIS would ask about layers in a folder for temporary files.
        self._project.clear()
        self._project.setDirty(False)
        QTimer.singleShot(0, self._iface.actionExit().trigger)

    def _tell(self, **news: str | float) -> None:
        os.write(self._news, (json.dumps(news) + "\n").encode())


def _broken_layers(path: str) -> list[str]:
    """Return the layers that are not valid when the project is opened anew."""
    again = QgsProject()
    if not again.read(path):
        return [str(again.error())]
    return [one.name() for one in again.mapLayers().values() if not one.isValid()]


def _to_form(values: dict[str, Any]) -> object:
    # Importable only now, under the name by which QGIS loaded the plugin.
    from scene_slots.ui.form import Form  # noqa: PLC0415

    days = {
        name: date.fromisoformat(values[name]) for name in ("first_day", "last_day")
    }
    return Form(**{**values, **days})


def _on_fault(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    """Write a fault into the log and end: QGIS's own hook would only show it."""
    traceback.print_exception(kind, error, trace)
    sys.stderr.flush()
    os._exit(1)


def main() -> Driver:
    """Start when QGIS is idle; keep what is returned."""
    sys.excepthook = _on_fault
    news = int(os.environ.pop("SCENE_SLOTS_NEWS_FD"))
    # The local hub, a child of QGIS, must not keep the news open.
    os.set_inheritable(news, False)
    wish = json.loads(os.environ.pop("SCENE_SLOTS_WISH"))
    driver = Driver(qgis.utils.iface, wish, news)
    QTimer.singleShot(0, driver.start)
    return driver


# The timer alone would not keep the driver from the collector.
DRIVER = main()
