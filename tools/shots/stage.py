"""The stage: a QGIS window in which a story is played and pictures are taken."""

from __future__ import annotations

import json
import os
import sys
import time
import traceback
from typing import TYPE_CHECKING, Any, Callable

import qgis.utils
from qgis.core import QgsApplication, QgsProject
from qgis.PyQt.QtCore import QObject, Qt, QTimer
from qgis.PyQt.QtWidgets import QApplication, QDockWidget

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType

    from qgis.gui import QgisInterface
    from qgis.PyQt.QtWidgets import QWidget

    from ...plugin.controller import Controller

NAME = "scene_slots"
TURN_MS = 20
CALM_SECONDS = 0.3
"""The map has not changed for so long, nor has anyone acted: all is seen."""
PATIENCE_SECONDS = 60.0
TREE_WIDTH, DOCK_WIDTH = 260, 440

Condition = Callable[[], object]
"""True once the story may go on."""


class Stage(QObject):  # type: ignore[misc]  # Qt has no types
    """Plays a story: it acts, yields what it waits for, and takes pictures."""

    def __init__(self, iface: QgisInterface, wish: dict[str, Any], news: int) -> None:
        super().__init__(iface.mainWindow())
        self.iface = iface
        self.window = iface.mainWindow()
        self.canvas = iface.mapCanvas()
        self.project = QgsProject.instance()
        self.wish = wish
        self._news = news
        self._story: Iterator[Condition] = iter(())
        self._condition: Condition = self.is_calm
        self._deadline = self._changed = time.monotonic()
        self._turn = QTimer(self)
        self._turn.setInterval(TURN_MS)
        self._turn.timeout.connect(self._go_on)

    @property
    def controller(self) -> Controller:
        """The plugin's."""
        controller: Controller = qgis.utils.plugins[NAME].controller
        return controller

    def play(self, story: Iterator[Condition]) -> None:
        """Prepare the window and begin."""
        if NAME not in qgis.utils.plugins:
            self._fail("QGIS could not load the plugin; its log says why.")
            return
        self._story = story
        QApplication.setCursorFlashTime(0)
        for signal in (self.canvas.mapCanvasRefreshed, self.canvas.extentsChanged):
            signal.connect(self._note_change)
        self.iface.newProject()
        self.window.showNormal()
        self.window.setGeometry(0, 0, *self.wish["window"])
        for dock in self.window.findChildren(QDockWidget):
            dock.setVisible(dock.objectName() == "Layers")
        self.share_width()
        self._wait(self.is_calm)
        self._turn.start()

    def is_calm(self) -> bool:
        """Return whether the windows and the map have come to rest."""
        return (
            time.monotonic() - self._changed > CALM_SECONDS
            and not self.canvas.isDrawing()
            and not QgsApplication.taskManager().countActiveTasks()
        )

    def share_width(self) -> None:
        """Give the layers and our dock the width that they usually have."""
        for name, width in (("Layers", TREE_WIDTH), ("SceneSlotsDock", DOCK_WIDTH)):
            dock = self.window.findChild(QDockWidget, name)
            if dock is not None:
                self.window.resizeDocks([dock], [width], Qt.Orientation.Horizontal)

    def shoot(self, name: str, widget: QWidget | None = None) -> None:
        """Take a picture of a widget, else of the window."""
        path = f"{self.wish['folder']}/{name}.png"
        if not (widget or self.window).grab().save(path):
            self._fail(f"The picture {path} could not be written.")
        self._tell(picture=name)

    def _go_on(self) -> None:
        if not self._condition():
            if time.monotonic() > self._deadline:
                place = self._story.gi_frame  # type: ignore[attr-defined]  # generators
                line = place.f_lineno if place is not None else 0
                self._fail(f"The story did not go on (its line {line}).")
            return
        try:
            self._wait(next(self._story))
        except StopIteration:
            self._leave()

    def _wait(self, condition: Condition) -> None:
        self._condition = condition
        self._deadline = time.monotonic() + PATIENCE_SECONDS
        self._changed = time.monotonic()

    def _note_change(self) -> None:
        self._changed = time.monotonic()

    def _fail(self, sentence: str) -> None:
        self.window.grab().save(f"{self.wish['folder']}/fault.png")
        self._tell(sentence=sentence)
        self._leave()

    def _leave(self) -> None:
        self._turn.stop()
        os.close(self._news)
        for window in QApplication.topLevelWidgets():
            if window is not self.window and window.isModal():
                window.reject()
        self.project.setDirty(False)
        QTimer.singleShot(0, self.iface.actionExit().trigger)

    def _tell(self, **news: str) -> None:
        os.write(self._news, (json.dumps(news) + "\n").encode())


def on_fault(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    """Write a fault into the log and end: QGIS's own hook would only show it."""
    traceback.print_exception(kind, error, trace)
    sys.stderr.flush()
    os._exit(1)
