"""A headless QGIS with the plugin, and a hub in a process of its own, for figures."""

from __future__ import annotations

import gc
import json
import os
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

HUB = Path(__file__).with_name("hub.py")
LIMIT = 600.0
_REST = 3.0


@contextmanager
def hub(**options):
    """Start a hub with these options of `hub.py`; its facts, told on its first line."""
    process = subprocess.Popen(  # noqa: S603  our own interpreter and script
        [sys.executable, str(HUB), json.dumps(options)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        facts = json.loads(process.stdout.readline())
        facts["ask"] = lambda: _ask(process)
        yield facts
    finally:
        process.stdin.close()
        process.wait(30)


def _ask(process):
    """Return the requests that the hub has answered so far."""
    process.stdin.write("log\n")
    process.stdin.flush()
    return json.loads(process.stdout.readline())


class Desk:
    """A QGIS without screen; one a process."""

    def __init__(self) -> None:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        self._home = tempfile.TemporaryDirectory()
        os.environ["QGIS_CUSTOM_CONFIG_PATH"] = self._home.name
        from pytest_qgis.mock_qgis_classes import MockMessageBar
        from pytest_qgis.qgis_interface import QgisInterface
        from qgis.core import QgsApplication, QgsProject
        from qgis.gui import QgsMapCanvas
        from qgis.PyQt.QtWidgets import QMainWindow

        self.app = QgsApplication([], True)
        self.app.initQgis()
        QgsApplication.authManager().setMasterPassword("bench", True)
        self.window = QMainWindow()
        self.canvas = QgsMapCanvas(self.window)
        self.window.setCentralWidget(self.canvas)
        self.window.resize(1200, 800)
        self.window.show()
        self.iface = QgisInterface(self.canvas, MockMessageBar(), self.window)
        self.project = QgsProject.instance()
        self._show_tree()
        from scene_slots.plugin.entry import SceneSlotsPlugin

        self.plugin = SceneSlotsPlugin(self.iface)
        self.plugin.initGui()
        gc.collect()

    def _show_tree(self) -> None:
        """Give the window a layer tree, which says what the map draws, as in QGIS."""
        from qgis.core import QgsLayerTreeModel
        from qgis.gui import QgsLayerTreeMapCanvasBridge, QgsLayerTreeView
        from qgis.PyQt.QtCore import Qt
        from qgis.PyQt.QtWidgets import QDockWidget

        self.project.layersAdded.disconnect(self.iface.addLayers)
        root = self.project.layerTreeRoot()
        self._bridge = QgsLayerTreeMapCanvasBridge(root, self.canvas)
        self._tree, self._model = QgsLayerTreeView(), QgsLayerTreeModel(root)
        self._tree.setModel(self._model)
        dock = QDockWidget("Layers", self.window)
        dock.setWidget(self._tree)
        self.window.addDockWidget(Qt.DockWidgetArea.LeftDockWidgetArea, dock)

    def account(self, facts) -> str:
        """Store the account of a hub; return its id."""
        from qgis.core import QgsApplication
        from scene_slots.plugin.credentials import store_credentials
        from scene_slots.plugin.hub.session import Credentials

        credentials = Credentials(facts["client_id"], facts["client_secret"])
        return store_credentials(QgsApplication.authManager(), "bench", credentials)

    def form(self, facts, folder: Path, **changes):
        """Return a form that asks the hub for a series."""
        from scene_slots.ui.form import Form

        values = {
            "hub": "custom",
            "base_url": facts["url"],
            "token_url": facts["token_url"],
            "authcfg": self.account(facts),
            "folder": str(folder),
            "unit_limit": 1e9,
            **changes,
        }
        return Form(**values)

    def look_at(self, epsg: int, west: float, south: float, east: float, north: float):
        """Move the map."""
        from qgis.core import QgsCoordinateReferenceSystem, QgsRectangle

        crs = QgsCoordinateReferenceSystem(f"EPSG:{epsg}")
        self.project.setCrs(crs)
        self.canvas.setDestinationCrs(crs)
        self.canvas.setExtent(QgsRectangle(west, south, east, north))
        self.turn()

    def turn(self) -> None:
        """Let the event loop go round once."""
        self.app.processEvents()

    def until(self, is_so) -> float:
        """Let the event loop run until something is so; return the seconds it took."""
        from qgis.PyQt.QtCore import QEventLoop, QTimer

        since = time.monotonic()
        loop, timer = QEventLoop(), QTimer()
        timer.timeout.connect(lambda: loop.quit() if is_so() else None)
        timer.start(5)
        QTimer.singleShot(int(LIMIT * 1000), loop.quit)
        if not is_so():
            loop.exec()
        timer.stop()
        if not is_so():
            raise TimeoutError(LIMIT)
        return time.monotonic() - since

    def open_dock(self) -> None:
        """Open the dock, as whoever clicks Run has, and let it come to rest."""
        self.plugin.run_action.trigger()
        since = time.monotonic()
        self.until(lambda: time.monotonic() - since > _REST)

    def run(self, form):
        """Start a run as the button does; return its task and a list for its end."""
        ended = []
        controller = self.plugin.controller

        def watch(task):
            task.succeeded.connect(lambda run: ended.append(("succeeded", run)))
            task.failed.connect(lambda error: ended.append(("failed", error)))
            task.stopped.connect(lambda: ended.append(("stopped", None)))

        task = controller.run(form, watch=watch)
        return task, ended

    def close(self) -> None:
        """End QGIS and this process."""
        self.plugin.unload()
        self.project.clear()
        self.turn()
        self._home.cleanup()
        sys.stdout.flush()
        # What Python and Qt would take down in an order of their own tells nothing.
        os._exit(0)


def in_child(script: Path, **options) -> dict:
    """Run a script in a process of its own; return the JSON of its last line."""
    done = subprocess.run(  # noqa: S603  our own interpreter and script
        [sys.executable, str(script), json.dumps(options)],
        capture_output=True,
        text=True,
        check=False,
    )
    lines = done.stdout.strip().splitlines()
    if done.returncode or not lines:
        sys.stderr.write(done.stderr)
        raise RuntimeError(f"{script.name} ended with {done.returncode}.")
    return json.loads(lines[-1])
