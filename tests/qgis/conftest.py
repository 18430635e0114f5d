"""A QGIS without network, with a fresh project and no trace left behind."""

from __future__ import annotations

import gc
import json
import os
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest
import shapely

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from qgis.core import (
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsDateTimeRange,
    QgsProject,
    QgsRectangle,
    QgsSettings,
)
from qgis.gui import QgsLayerTreeView
from qgis.PyQt.QtCore import QDateTime, QEvent
from scene_slots.plugin import entry
from scene_slots.plugin.core.grid import Grid
from scene_slots.plugin.core.images import Image, State, Usage, Use
from scene_slots.plugin.core.job import Hub, Job
from scene_slots.plugin.core.product import Product, Style
from scene_slots.plugin.core.rhythm import slice_period
from scene_slots.plugin.core.scenes import Scene
from scene_slots.plugin.core.slots import Period
from scene_slots.plugin.entry import SceneSlotsPlugin
from scene_slots.plugin.hub.patience import Patience
from scene_slots.plugin.jobs.local_hubs import LocalHubs
from scene_slots.plugin.pipeline.document import describe_job
from scene_slots.plugin.pipeline.facts import describe_identity
from scene_slots.plugin.store.folder import RunFolder
from scene_slots.plugin.store.rasters import ImageWriter
from scene_slots.plugin.store.scene_rasters import SceneRasterWriter
from scene_slots.plugin.surroundings import Surroundings
from scene_slots.ui.form import Form

UTM = 32634


@pytest.fixture(scope="session", autouse=True)
def collect_while_qgis_lives(request):
    """Collect cycles in the main thread, and none after QGIS has gone.

    A Qt object in a cycle dies in the thread that happens to collect it, and after
    QGIS has ended there is nothing left that it could leave.
    """
    request.getfixturevalue("qgis_app")
    gc.collect()
    # What is there already stays: to look through it again takes a second each time.
    gc.freeze()
    gc.disable()
    yield
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="module", autouse=True)
def collect_after_each_module():
    """Keep the memory of a session without automatic collection small."""
    yield
    gc.collect()


@pytest.fixture
def project(qgis_canvas):
    """Return an empty project."""
    project = QgsProject.instance()
    project.clear()
    yield project
    project.clear()
    for relation in tuple(project.relationManager().relations()):
        project.relationManager().removeRelation(relation)
    qgis_canvas.setLayers([])


@pytest.fixture
def canvas(qgis_canvas):
    """Return the canvas over a place in UTM zone 34 N."""
    qgis_canvas.setDestinationCrs(QgsCoordinateReferenceSystem(f"EPSG:{UTM}"))
    qgis_canvas.setExtent(QgsRectangle(500000, 5000000, 500400, 5000400))
    yield qgis_canvas
    qgis_canvas.freeze(False)
    qgis_canvas.setTemporalRange(QgsDateTimeRange(QDateTime(), QDateTime()))


@pytest.fixture
def settings():
    """Return QGIS's settings and take ours out afterwards."""
    settings = QgsSettings()
    settings.remove("scene_slots")
    yield settings
    settings.remove("scene_slots")


@pytest.fixture
def bar(qgis_iface):
    """Return the message bar, empty."""
    bar = qgis_iface.messageBar()
    bar.clearWidgets()
    bar.clear_messages()
    yield bar
    bar.clearWidgets()


@pytest.fixture
def spoken(bar):
    """Return a function that tells the messages that are shown."""
    return lambda: [item.text() for item in bar.items()]


@pytest.fixture
def no_tasks_left():
    """Check that the test leaves no task behind."""
    yield
    manager = QgsApplication.taskManager()
    QgsApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not [task for task in manager.tasks() if "Scene Slots" in task.description()]


@pytest.fixture(scope="session", autouse=True)
def complete_iface(request):
    """Give the stub what QGIS has besides: actions of layers, and the layer tree."""
    iface = request.getfixturevalue("qgis_iface")
    iface.layer_actions = {}
    """The layers that each action is offered on."""
    view = QgsLayerTreeView()
    iface.layerTreeView = lambda: view
    iface.addCustomActionForLayerType = lambda action, *_: (
        iface.layer_actions.setdefault(action, set())
    )
    iface.addCustomActionForLayer = lambda action, layer: (
        iface.layer_actions[action].add(layer.id())
    )
    iface.removeCustomActionForLayerType = lambda action: (
        iface.layer_actions.pop(action, None)
    )
    yield
    del iface.layerTreeView


@pytest.fixture(scope="session")
def shared_hubs(request):
    """Local hubs for all tests: to start one takes longer than most of them."""
    request.getfixturevalue("qgis_app")
    hubs = LocalHubs(Path(entry.__file__).parent)
    yield hubs
    hubs.stop()


@pytest.fixture
def own_hubs():
    """Ask for a plugin that starts and ends local hubs of its own."""


@pytest.fixture
def plugin(request, qgis_iface, shared_hubs):
    """Return the loaded plugin in a fresh QGIS; unloaded afterwards."""
    for name in ("project", "canvas", "settings", "bar", "no_tasks_left"):
        request.getfixturevalue(name)
    # A dock is visible in a visible window only.
    qgis_iface.mainWindow().show()
    plugin = SceneSlotsPlugin(qgis_iface)
    plugin.patience = Patience(attempts=2, first_wait=0.01)
    if "own_hubs" not in request.fixturenames:
        plugin.hubs = shared_hubs
    plugin.initGui()
    yield plugin
    plugin.unload()


@pytest.fixture(scope="session")
def scenes_folder(make_shared_catalog, synthetic_scene):
    """Return a catalog: two scenes in March, none in April 2018, one in May."""

    def pixels(value):
        values = np.full((4, 80, 80), value, dtype=np.uint16)
        values[:, :, :15] = 0
        return values

    name = "S2A_MSIL2A_2018{}T095031_N0500_R079_T34TCQ_2018{}T120000"
    scenes = [
        synthetic_scene(
            name.format(day, day),
            f"2018-{day[:2]}-{day[2:]}T09:50:31Z",
            cloud,
            pixels(value),
            x_min=499800.0,
            y_max=5000600.0,
            epsg=UTM,
        )
        for day, cloud, value in (
            ("0304", 40.0, 900),
            ("0314", 5.0, 1200),
            ("0503", 12.0, 1500),
        )
    ]
    return make_shared_catalog(scenes)


@pytest.fixture
def form(scenes_folder, tmp_path):
    """Return a form that asks for three monthly slots at the local hub."""
    return Form(
        first_day=date(2018, 3, 1),
        last_day=date(2018, 5, 31),
        scenes_folder=str(scenes_folder),
        folder=str(tmp_path / "runs"),
    )


@pytest.fixture
def finish(qtbot, request):
    """Return a function that waits for the end of a task and tells its outcome.

    Of a run of the plugin, until its layers are added and its message is shown.
    """
    plugin = (
        request.getfixturevalue("plugin") if "plugin" in request.fixturenames else None
    )

    def finish(task, act=lambda: None):
        outcomes = []
        task.succeeded.connect(lambda run: outcomes.append(("succeeded", run)))
        task.failed.connect(lambda error: outcomes.append(("failed", str(error))))
        task.stopped.connect(lambda: outcomes.append(("stopped", None)))
        runs = (
            [run for run in plugin.controller.runs.live if run.task is task]
            if plugin
            else []
        )
        shown = []
        for run in runs:
            run.ended.connect(lambda: shown.append(True))
        act()
        qtbot.waitUntil(
            lambda: bool(outcomes) and len(shown) == len(runs), timeout=20_000
        )
        # Its message follows in the next turn of the event loop.
        qtbot.wait(1)
        return outcomes[0]

    return finish


@dataclass(frozen=True)
class MadeRun:
    """A run folder that a test made, and the rows of its slots in time order."""

    job: Job
    images: tuple[Image, ...]
    folder: RunFolder


@pytest.fixture
def make_run(tmp_path):
    """Return a function that writes a run folder: March and May, April empty."""

    def make_run(product=None, dtype="uint8", name="made"):
        return _make_run(tmp_path / name, product or _TRUE_COLOUR, dtype)

    return make_run


_TRUE_COLOUR = Product(
    "true_color",
    "True colour",
    "",
    ("sentinel-2-l2a",),
    ("R", "G", "B"),
    style=Style("rgb", (1, 2, 3), 0, 255),
)
_GRID = Grid(UTM, 500000.0, 5000400.0, 10.0, 40, 40)


def _make_run(path, product, dtype):
    job = Job(
        Hub("local", "Local hub", "http://127.0.0.1:9", "http://127.0.0.1:9/token"),
        "sentinel-2-l2a",
        product,
        "leastCC",
        Period(date(2018, 3, 1), date(2018, 5, 31)),
        "month",
        _GRID,
        shapely.box(*_GRID.bounds),
        path,
    )
    slots = slice_period(job.period, job.rhythm)
    scenes = {slot.name: _made_scene(slot) for slot in slots if slot.name != "2018-04"}
    rows = [_made_row(job, slot, scenes.get(slot.name)) for slot in slots]
    folder = RunFolder.create(
        path,
        run=_told(job),
        grid=job.grid,
        area=job.area,
        images=[replace(row, path=None, state=State.STOPPED) for row in rows],
        scenes=tuple(scenes.values()),
        usages=(),
    )
    for row in rows:
        _write_made_slot(folder, row, scenes.get(row.slot), product, dtype)
    return MadeRun(job, tuple(rows), folder)


def _told(job):
    hub = {"name": job.hub.name, "title": job.hub.title, "url": job.hub.base_url}
    identity = describe_identity(job)
    told = {"job": describe_job(job), "identity": identity, "hub": hub, "limits": {}}
    return json.loads(json.dumps(told))


def _made_scene(slot):
    product_id = f"S2A_MSIL2A_{slot.start:%Y%m}14T095031_N0500_R079_T34TCQ_X"
    return Scene(
        product_id,
        slot.start + timedelta(days=13, hours=9, minutes=50, seconds=31),
        "sentinel-2-l2a",
        shapely.box(20.9, 45.1, 21.1, 45.2),
        product_id=product_id,
        tile_id=product_id,
        cloud_coverage=5.0,
        tile_name="T34TCQ",
        id_is_derived=True,
    )


def _made_row(job, slot, scene):
    acquired = scene.acquired if scene else None
    return Image(
        slot=slot.name,
        start=slot.start,
        end=slot.end,
        state=State.COMPLETE if scene else State.EMPTY,
        reason="Made of 1 scene." if scene else "No acquisition in this slot.",
        product=job.product.name,
        rule=job.rule,
        collection=job.collection,
        hub="local",
        path=f"images/{slot.name}.tif" if scene else None,
        first_acquired=acquired,
        last_acquired=acquired,
        main_acquired=acquired,
        valid_pct=75.0 if scene else 0.0,
    )


def _write_made_slot(folder, row, scene, product, dtype):
    usages = []
    if scene is not None:
        [piece] = _GRID.pieces()
        valid = np.ones((40, 40), dtype=bool)
        valid[:, :10] = False
        bands = len(product.bands)
        ramp = np.linspace(0, 1, 1600).reshape(40, 40) * (200 if dtype != "f4" else 1)
        values = np.stack([ramp] * bands).astype(dtype)
        with ImageWriter(
            folder.image_path(row.slot), _GRID, product.bands, dtype
        ) as image:
            image.write(piece, values, valid)
            image.finish({}, {})
        with SceneRasterWriter(folder.scene_path(row), _GRID, 1) as raster:
            raster.write(piece, valid.astype(np.uint8))
            raster.finish([(1, scene)])
        usages = [
            Usage(
                row.slot,
                scene.key,
                scene.tile_id,
                scene.acquired,
                scene.cloud_coverage,
                Use.USED,
                pixels=1200,
                share_pct=75.0,
                scene_value=1,
            )
        ]
    folder.write_slot(row, [scene] if scene else [], usages)


@pytest.fixture
def around(qgis_iface, project, canvas, bar, settings, tmp_path):
    """Return what the plugin is handed of QGIS; nothing is opened or shown."""
    return Surroundings(
        window=qgis_iface.mainWindow(),
        canvas=canvas,
        message_bar=bar,
        project=project,
        task_manager=QgsApplication.taskManager(),
        auth_manager=QgsApplication.authManager(),
        settings=settings,
        show_table=print,
        activate=print,
        open_options=print,
        patience=Patience(),
        products_folder=tmp_path,
    )
