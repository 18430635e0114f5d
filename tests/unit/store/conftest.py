"""Values and folders that the tests of the store share."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import datetime, timezone
from pathlib import Path

import numpy as np
import pytest
from scene_slots.plugin.core.grid import Grid
from scene_slots.plugin.core.images import Image, State, Usage, Use
from scene_slots.plugin.core.scenes import Scene
from scene_slots.plugin.store.folder import RunFolder
from scene_slots.plugin.store.rasters import ImageWriter
from scene_slots.plugin.store.scene_rasters import SceneRasterWriter
from scene_slots.plugin.store.tags import image_tags
from shapely.geometry import box


@pytest.fixture
def grid():
    return Grid(32633, 500000, 5000000, 10, 60, 40)


@pytest.fixture
def make_scene():
    def make(key, day=3, **facts):
        given = {
            "acquired": datetime(2018, 1, day, 9, 12, 31, 24000, timezone.utc),
            "collection": "sentinel-2-l2a",
            "footprint": box(15, 45, 16, 46),
            "product_id": f"product {key}",
            "tile_id": f"tile {key}",
            "cloud_coverage": 3.25,
            "platform": "sentinel-2a",
            "relative_orbit": 36,
            "tile_name": "T33TWL",
        }
        return Scene(key, **{**given, **facts})

    return make


@pytest.fixture
def make_image():
    def make(month=1, **facts):
        given = {
            "state": State.STOPPED,
            "reason": "Not done yet.",
            "product": "true_color",
            "rule": "leastCC",
            "collection": "sentinel-2-l2a",
            "hub": "local",
        }
        return Image(
            f"2018-{month:02}",
            datetime(2018, month, 1, tzinfo=timezone.utc),
            datetime(2018, month + 1, 1, tzinfo=timezone.utc),
            **{**given, **facts},
        )

    return make


@pytest.fixture
def make_usage():
    def make(scene, slot="2018-01", reason=Use.NOT_PLANNED, **facts):
        return Usage(
            slot,
            scene.key,
            scene.tile_id,
            scene.acquired,
            scene.cloud_coverage,
            reason,
            **facts,
        )

    return make


@pytest.fixture
def run():
    return {
        "format": 1,
        "versions": {"scene_slots": "0"},
        "job": {"rule": "leastCC", "months": (1, 2)},
        "hub": {"name": "local"},
        "identity": {"hub": "local", "area": "here", "product": "true color"},
        "slots": {"2018-01": {"planned": ["a", "b"]}},
    }


@pytest.fixture
def scenes(make_scene):
    return (
        make_scene("a"),
        make_scene("b", day=8, cloud_coverage=None, tile_name="T33TWM"),
        make_scene("c", day=8, tile_name="T33TWM", footprint=None),
    )


@pytest.fixture
def new_folder(tmp_path, run, grid, make_image, make_usage, scenes):
    """A run of three slots of which none has come yet."""

    def make(path=None, **others):
        given = {
            "run": run,
            "grid": grid,
            "area": box(*grid.bounds),
            "images": [make_image(month) for month in (1, 2, 3)],
            "scenes": scenes,
            "usages": [make_usage(scene) for scene in scenes],
        }
        return RunFolder.create(path or tmp_path / "run", **{**given, **others})

    return make


@pytest.fixture
def scene_values(grid):
    """Ten rows without a scene, twenty of scene 1, ten of scene 2."""
    values = np.ones((grid.height, grid.width), np.uint8)
    values[:10], values[30:] = 0, 2
    return values


@pytest.fixture
def write_january(grid, scenes, make_image, make_usage, scene_values):
    """Write the rasters and rows of the first slot; return its row and usages."""

    def write(folder, version=1):
        path = folder.image_path("2018-01", version)
        image = make_image(
            state=State.COMPLETE,
            reason="Made of 2 scenes.",
            path=path.relative_to(folder.path).as_posix(),
            scenes_offered=3,
            scenes_used=2,
            acquisitions=2,
            first_acquired=scenes[0].acquired,
            last_acquired=scenes[1].acquired,
            main_acquired=scenes[0].acquired,
            main_share_pct=50.0,
            valid_pct=75.0,
        )
        used = {"reason": Use.USED}
        usages = [
            make_usage(scenes[1], **used, pixels=600, share_pct=25.0, scene_value=2),
            make_usage(scenes[2], reason=Use.SUPERSEDED, pixels=0, share_pct=0.0),
            make_usage(scenes[0], **used, pixels=1200, share_pct=50.0, scene_value=1),
        ]
        beside = path.with_name(f"{path.stem}.scene.tif")
        with SceneRasterWriter(beside, grid, 2) as names:
            names.write(next(grid.pieces()), scene_values)
            names.finish([(1, scenes[0]), (2, scenes[1])])
        with ImageWriter(path, grid, ("R", "G", "B"), "uint8") as writer:
            values = np.stack([scene_values * 10] * 3)
            writer.write(next(grid.pieces()), values, scene_values > 0)
            writer.finish(*image_tags(image, scenes, usages))
        folder.write_slot(image, scenes, usages)
        return image, usages

    return write


@pytest.fixture
def gdalinfo():
    """What GDAL's own program says of a file."""

    def ask(path, *options):
        command = ["gdalinfo", "-json", "-mdd", "all", *options, str(path)]
        told = subprocess.run(  # noqa: S603  a fixed program
            command, capture_output=True, text=True, check=True
        )
        return json.loads(told.stdout)

    return ask


@pytest.fixture
def elsewhere():
    """Run a piece of Python in a process of its own; return what it printed."""
    root = Path(__file__).resolve().parents[2]

    def ask(code, *arguments, **environment):
        program = f"import sys; sys.path.insert(0, {str(root)!r}); import conftest\n"
        told = subprocess.run(  # noqa: S603  the test's own code
            [sys.executable, "-c", program + code, *map(str, arguments)],
            capture_output=True,
            text=True,
            check=False,
            env={"PATH": "/usr/bin:/bin", **environment},
        )
        assert told.returncode == 0, told.stderr
        return told.stdout

    return ask
