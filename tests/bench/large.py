"""An image of 10 000 by 10 000 pixels: what it takes in memory, and its seams.

Run as a program, with the folder of its scenes, this module is the QGIS that fetches
the image.
"""

from __future__ import annotations

import atexit
import json
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path

import numpy as np
import shapely
from osgeo import gdal, osr

gdal.UseExceptions()
HERE = Path(__file__).resolve().parent
BANDS = ("B02", "B03", "B04", "SCL")
UTM, WEST, NORTH = 32633, 500000.0, 5100000.0
SIDE, PIXEL = 10_000, 10.0
COARSE, SCENE_SIDE = 20.0, 3000
"""Metres of a pixel of a scene, and pixels a side of it."""
TIME_OUT_MS = 900_000
MEGABYTE = 1024 * 1024
SCRIPT = """//VERSION=3
function setup() {
  return {
    input: [{ bands: ["B02", "B03", "B04"], units: "DN" }],
    output: { bands: 3, sampleType: "UINT16" }
  };
}
function evaluatePixel(sample) { return [sample.B02, sample.B03, sample.B04]; }
"""


@dataclass(frozen=True)
class _Scene:
    """A scene of 60 by 60 km."""

    name: str
    day: int
    cloud: float
    west: float
    north: float
    seed: int
    slant: int = 0
    """Pixels of its lower right corner without data, which its outline claims."""

    def rows(self, top: int, bottom: int) -> np.ndarray:
        """Return stored numbers ``(bands, rows, columns)``; all 0 is no data."""
        rows = np.arange(top, bottom)[:, None]
        columns = np.arange(SCENE_SIDE)[None, :]
        tile = _noise(self.seed)
        values = tile[:, rows % tile.shape[1], columns % tile.shape[2]]
        values[:, rows + columns >= 2 * SCENE_SIDE - self.slant] = 0
        return values

    @property
    def id(self) -> str:
        return f"S2A_MSIL2A_202006{self.day:02}T100031_N0500_R122_T{self.name}_X"


SCENES = (
    _Scene("33TVM", 1, 10.0, WEST, NORTH, 1),
    _Scene("33TWM", 2, 20.0, WEST + 45_000, NORTH, 2, slant=2500),
    _Scene("33TVL", 3, 30.0, WEST, NORTH - 45_000, 3),
    _Scene("33TWL", 4, 40.0, WEST + 45_000, NORTH - 45_000, 4),
    # In the middle, over all seams, and less of it than it claims.
    _Scene("33TVM", 5, 1.0, WEST + 17_000, NORTH - 23_000, 5, slant=1500),
    # Left out of every plan, and needed where the second has a hole.
    _Scene("33TWM", 6, 90.0, WEST + 45_000, NORTH, 6),
)


def large_rss_mb() -> dict:
    """Most memory of QGIS in the run, above QGIS at rest."""
    told = _run()
    return {
        "name": "large_rss_mb",
        "value": round((told["peak"] - told["rest"]) / MEGABYTE, 1),
        "unit": "MB",
        "baseline": 300,
        "seconds": round(told["seconds"], 1),
        "requests": told["requests"],
    }


def large_seam_px() -> dict:
    """Pixels of the image, its mask, scenes or classes that are not as numpy says."""
    told = _run()
    return {
        "name": "large_seam_px",
        "value": _count_differences(Path(told["folder"])),
        "unit": "px",
        "baseline": 0,
        "pixels": SIDE * SIDE,
    }


@lru_cache
def _run() -> dict:
    """Fetch the image in a QGIS of its own; return what that said."""
    folder = Path(tempfile.mkdtemp(prefix="scene-slots-bench-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    _write_catalog(folder / "scenes")
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "HOME": str(folder),
        "XDG_RUNTIME_DIR": str(folder),
    }
    done = subprocess.run(  # noqa: S603  this very program
        [sys.executable, str(Path(__file__)), str(folder)],
        env=environment,
        stdout=subprocess.PIPE,
        check=True,
        timeout=1800,
    )
    return json.loads(done.stdout.splitlines()[-1])


def _count_differences(folder: Path) -> int:
    """Compare the files of the slot with the scenes themselves, block by block."""
    image, scenes, classes = (
        gdal.Open(str(folder / "images" / f"2020-06{kind}.tif"))
        for kind in ("", ".scene", ".cloud")
    )
    table = scenes.GetRasterBand(1).GetDefaultRAT()
    columns = {table.GetNameOfCol(n): n for n in range(table.GetColumnCount())}
    names = np.zeros(256, dtype=int)
    order = sorted(SCENES, key=lambda one: one.cloud)
    keys = [one.id for one in order]
    for row in range(table.GetRowCount()):
        value = table.GetValueAsInt(row, columns["Value"])
        key = table.GetValueAsString(row, columns["product_id"])
        names[value] = keys.index(key) + 1
    mask = image.GetRasterBand(1).GetMaskBand()
    wrong = 0
    for top in range(0, SIDE, 500):
        rows = (0, top, SIDE, 500)
        winner, values = _expected(order, top, top + 500)
        differs = names[scenes.ReadAsArray(*rows)] != winner
        differs |= (mask.ReadAsArray(*rows) > 0) != (winner > 0)
        found = image.ReadAsArray(*rows)
        differs |= ((found != values[:3]).any(axis=0)) & (winner > 0)
        wanted = np.where(winner > 0, values[3], 255)
        differs |= classes.ReadAsArray(*rows) != wanted
        wrong += int(differs.sum())
    return wrong


def _expected(order: list, top: int, bottom: int) -> tuple[np.ndarray, np.ndarray]:
    """Return the winner of each pixel, 1 for the best, and its stored numbers."""
    winner = np.zeros((bottom - top, SIDE), dtype=int)
    values = np.zeros((len(BANDS), bottom - top, SIDE), dtype=np.uint16)
    y = NORTH - (np.arange(top, bottom) + 0.5) * PIXEL
    x = WEST + (np.arange(SIDE) + 0.5) * PIXEL
    for number, scene in enumerate(order, 1):
        row = np.floor((scene.north - y) / COARSE).astype(int)
        column = np.floor((x - scene.west) / COARSE).astype(int)
        rows = np.flatnonzero((row >= 0) & (row < SCENE_SIDE))
        columns = np.flatnonzero((column >= 0) & (column < SCENE_SIDE))
        if not rows.size:
            continue
        first = row[rows[0]]
        stored = scene.rows(first, row[rows[-1]] + 1)
        here = stored[:, row[rows][:, None] - first, column[columns][None, :]]
        place = np.ix_(rows, columns)
        won = (winner[place] == 0) & (here[3] > 0)
        winner[place] = np.where(won, number, winner[place])
        for band in range(len(BANDS)):
            values[band][place] = np.where(won, here[band], values[band][place])
    return winner, values


@lru_cache
def _noise(seed: int) -> np.ndarray:
    """Return numbers that compress badly, as those of real scenes do."""
    random = np.random.default_rng(seed)
    values = random.integers(1, 4000, (len(BANDS), 611, 613)).astype(np.uint16)
    values[3] = random.integers(3, 12, values[3].shape)
    return values


def _write_catalog(folder: Path) -> None:
    folder.mkdir()
    crs = osr.SpatialReference()
    crs.ImportFromEPSG(UTM)
    degrees = osr.SpatialReference()
    degrees.ImportFromEPSG(4326)
    for one in (crs, degrees):
        one.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    to_degrees = osr.CoordinateTransformation(crs, degrees)
    for scene in SCENES:
        target = gdal.GetDriverByName("GTiff").Create(
            str(folder / f"{scene.id}.tif"),
            SCENE_SIDE,
            SCENE_SIDE,
            len(BANDS),
            gdal.GDT_UInt16,
            ["TILED=YES"],
        )
        target.SetGeoTransform((scene.west, COARSE, 0, scene.north, 0, -COARSE))
        target.SetSpatialRef(crs)
        for top in range(0, SCENE_SIDE, 500):
            target.WriteArray(scene.rows(top, top + 500), 0, top)
        target = None
        extent = SCENE_SIDE * COARSE
        outline = shapely.segmentize(
            shapely.box(
                *(scene.west, scene.north - extent, scene.west + extent, scene.north)
            ),
            500,
        )
        footprint = shapely.transform(
            outline,
            lambda xy: np.array(to_degrees.TransformPoints(xy.tolist()))[:, :2],
        )
        item = {
            "type": "Feature",
            "stac_version": "1.0.0",
            "id": scene.id,
            "collection": "sentinel-2-l2a",
            "geometry": shapely.geometry.mapping(footprint),
            "bbox": list(footprint.bounds),
            "properties": {
                "datetime": f"2020-06-{scene.day:02}T10:10:31Z",
                "eo:cloud_cover": scene.cloud,
                "platform": "sentinel-2a",
            },
            "assets": {
                "data": {
                    "href": f"./{scene.id}.tif",
                    "eo:bands": [{"name": band} for band in BANDS],
                    "raster:bands": [
                        {"scale": 1.0 if band == "SCL" else 0.0001} for band in BANDS
                    ],
                }
            },
        }
        (folder / f"{scene.id}.json").write_text(json.dumps(item))


def _be_qgis(folder: Path) -> None:
    """Fetch the image by the plugin's own task; say what it took."""
    from qgis.core import QgsApplication, QgsNetworkAccessManager
    from qgis.gui import QgsMapCanvas
    from qgis.PyQt.QtCore import QElapsedTimer, QEventLoop, QTimer

    application = QgsApplication([], True)
    application.initQgis()
    # On few cores an answer waits long for its turn in the hub.
    QgsNetworkAccessManager.setTimeout(TIME_OUT_MS)
    canvas = QgsMapCanvas()
    canvas.resize(1200, 800)
    canvas.show()
    import scene_slots.plugin
    from scene_slots.plugin.hub.patience import Patience
    from scene_slots.plugin.jobs.local_hub import LocalHubProcess
    from scene_slots.plugin.jobs.task import RunTask
    from scene_slots.plugin.jobs.work import account_at, run_work

    loop = QEventLoop()
    hub = LocalHubProcess(folder / "scenes")
    hub.ready.connect(loop.quit)
    hub.failed.connect(loop.quit)
    hub.start(Path(scene_slots.plugin.__file__).parent)
    loop.exec()
    local = hub.answer.result()
    # As any other hub it gets as many requests at once.
    other = replace(local.hub, name="custom")
    job = _job(other, folder / "run")
    work = run_work(job, account_at(other, local.credentials), Patience())
    task = RunTask("bench", work)
    task.image_ready.connect(lambda image: _show(canvas, job, image))
    outcome = []
    task.succeeded.connect(outcome.append)
    task.failed.connect(lambda error: sys.exit(str(error)))
    task.ended.connect(loop.quit)
    rest = _memory("VmRSS")
    Path("/proc/self/clear_refs").write_text("5")
    clock = QElapsedTimer()
    clock.start()
    QgsApplication.taskManager().addTask(task)
    loop.exec()
    seconds = clock.elapsed() / 1000
    # Until the map is drawn.
    canvas.mapCanvasRefreshed.connect(loop.quit)
    QTimer.singleShot(20_000, loop.quit)
    loop.exec()
    peak = _memory("VmHWM")
    hub.stop()
    (image,) = outcome[0].images
    told = {
        "rest": rest,
        "peak": peak,
        "seconds": seconds,
        "requests": image.requests,
        "folder": str(job.folder),
    }
    sys.stdout.write(f"{json.dumps(told)}\n")
    sys.stdout.flush()
    # To take all of QGIS down in order is nobody's figure.
    os._exit(0)


def _show(canvas, job, image) -> None:
    from qgis.core import QgsProject
    from scene_slots.plugin.core.images import State
    from scene_slots.plugin.layers.raster import image_layer, image_limits, scene_layer

    if image.state is not State.COMPLETE:
        raise SystemExit(f"{image.state.value}: {image.reason}")
    limits = image_limits(job.folder, image, job.product.style)
    layers = [
        image_layer(job.folder, image, job.product.style, limits),
        scene_layer(job.folder, image),
    ]
    QgsProject.instance().addMapLayers(layers)
    canvas.setDestinationCrs(layers[0].crs())
    canvas.setLayers(layers)
    canvas.zoomToFullExtent()


def _job(hub, folder: Path):
    from scene_slots.plugin.core.grid import Grid
    from scene_slots.plugin.core.job import Job
    from scene_slots.plugin.core.product import Product, Style
    from scene_slots.plugin.core.slots import Period

    grid = Grid(UTM, WEST, NORTH, PIXEL, SIDE, SIDE)
    product = Product(
        "bench",
        "Bench",
        SCRIPT,
        ("sentinel-2-l2a",),
        BANDS[:3],
        style=Style("rgb", (3, 2, 1), 0, 4000),
        sample_type="UINT16",
    )
    return Job(
        hub=hub,
        collection="sentinel-2-l2a",
        product=product,
        rule="leastCC",
        period=Period(date(2020, 6, 1), date(2020, 6, 30)),
        rhythm="month",
        grid=grid,
        area=shapely.box(*grid.bounds),
        folder=folder,
        cloud_source="SCL",
    )


def _memory(name: str) -> int:
    """Return a figure of this process in bytes."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith(f"{name}:"):
            return int(line.split()[1]) * 1024
    raise LookupError(name)


if __name__ == "__main__":
    _be_qgis(Path(sys.argv[1]))
