"""A run that is killed at any moment leaves a folder that resumes as if nothing was."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from osgeo import gdal, ogr
from scene_slots.plugin.local_hub.server import LocalHub

# A process that forks one for each run, so that modules are imported once. The run ends
# itself as `kill -9` would: at the n-th file that it opens, renames or removes in its
# folder, or after some time, wherever GDAL, SQLite or the network are just then.
CHILD = """
import faulthandler, json, os, resource, signal, sys, traceback
faulthandler.enable()
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from conftest import _HttpTransport
import sentinelhub, shapely
from scene_slots.plugin.core.errors import SceneSlotsError
from scene_slots.plugin.core.grid import Grid
from scene_slots.plugin.core.job import Hub, Job
from scene_slots.plugin.core.slots import Period
from scene_slots.plugin.evalscript.products import find_product
from scene_slots.plugin.hub.patience import Patience
from scene_slots.plugin.hub.session import Credentials
from scene_slots.plugin.pipeline.run import run

at = json.loads(sys.argv[2])
grid = Grid(32633, 600000.0, 5100000.0, 10.0, 2600, 4)

def work(folder):
    job = Job(
        hub=Hub("local", "Local hub", at["url"], at["token_url"]),
        collection="sentinel-2-l2a",
        product=find_product("raw"),
        rule="leastCC",
        period=Period(date(2018, 1, 1), date(2018, 3, 31)),
        rhythm="month",
        grid=grid,
        area=shapely.box(*grid.bounds),
        folder=Path(folder),
    )
    with ThreadPoolExecutor(6) as pool:
        run(
            job,
            Credentials(at["id"], at["secret"]),
            _HttpTransport(),
            pool,
            stop=lambda: False,
            progress=lambda _: None,
            on_image=lambda _: None,
            patience=Patience(attempts=2, first_wait=0.01),
        )

def count_down(folder, events, size):
    left = [events]
    def listen(event, arguments):
        if event in ("open", "os.rename", "os.remove"):
            if str(arguments[0]).startswith(folder):
                left[0] -= 1
                if left[0] == 0 and size:
                    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
                elif left[0] == 0:
                    os.kill(os.getpid(), signal.SIGKILL)
    sys.addaudithook(listen)
    return left

def one(folder, events, seconds, size):
    left = count_down(folder, events, size)
    if seconds:
        signal.setitimer(signal.ITIMER_REAL, seconds)  # SIGALRM ends the process
    work(folder)
    return events - left[0]

for line in sys.stdin:
    asked = json.loads(line)
    reader, writer = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            os.write(writer, str(one(**asked)).encode())
            os._exit(0)
        except SceneSlotsError as error:
            os.write(writer, str(error).encode())
            os._exit(2)
        except BaseException:
            traceback.print_exc()
            os._exit(1)
    os.close(writer)
    _, status = os.waitpid(pid, 0)
    told = os.read(reader, 1000).decode()
    os.close(reader)
    print(json.dumps([status, told]), flush=True)
"""
# What tells when, by which process, and at what price; feature ids and order, too.
NOT_COMPARED = {"fetched", "pu_charged", "searched", "SCENE_SLOTS_FETCHED"}
NOT_COMPARED |= {"created", "updated", "scene_slots:fetched"}


@pytest.fixture(scope="module")
def hub(make_shared_catalog, synthetic_scene):
    noise = np.random.default_rng(1)
    scenes = [
        synthetic_scene(
            f"S2A_MSIL2A_2018{month:02d}{day:02d}T100421_N0206_R122_T33TWL_X",
            f"2018-{month:02d}-{day:02d}T10:04:21.024Z",
            float(day),
            noise.integers(1, 12, (5, 6, width), dtype=np.uint16),
        )
        for month in (1, 2)
        for day, width in ((3, 2650), (13, 1300))
    ]
    with LocalHub(scenes=make_shared_catalog(scenes)) as hub:
        yield hub


@pytest.fixture(scope="module")
def runner(hub):
    """Run the job in a process that may be killed; return how that ended."""
    at = {"url": hub.url, "token_url": hub.token_url}
    at |= {"id": hub.client_id, "secret": hub.client_secret}
    tests = Path(__file__).resolve().parents[1]
    command = [sys.executable, "-c", CHILD, str(tests), json.dumps(at)]
    with subprocess.Popen(  # noqa: S603  the test's own code
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:

        def go(folder, events=0, seconds=0.0, size=0):
            asked = {"events": events, "seconds": seconds, "size": size}
            asked["folder"] = str(folder)
            process.stdin.write(json.dumps(asked) + "\n")
            process.stdin.flush()
            return json.loads(process.stdout.readline())

        yield go
        process.stdin.close()


def plain(value):
    if isinstance(value, dict):
        told = {
            name: plain(one) for name, one in value.items() if name not in NOT_COMPARED
        }
        if "requests" in told and isinstance(told["requests"], list):
            told["requests"].sort(key=str)  # they come as they come
        return told
    return [plain(one) for one in value] if isinstance(value, list) else value


def raster(path):
    dataset = gdal.Open(str(path))
    bands = [dataset.GetRasterBand(n + 1) for n in range(dataset.RasterCount)]
    table = bands[0].GetDefaultRAT()
    return (
        dataset.ReadAsArray().tobytes(),
        bands[0].GetMaskBand().ReadAsArray().tobytes(),
        [band.GetDescription() for band in bands],
        plain(dataset.GetMetadata()),
        table
        and [
            [table.GetValueAsString(row, column) for column in range(6)]
            for row in range(table.GetRowCount())
        ],
    )


def tables(path):
    dataset = ogr.Open(str(path))
    return {
        layer.GetName(): sorted(
            (str(plain(row.items())), row.geometry() and row.geometry().ExportToWkt())
            for row in layer
        )
        for layer in dataset
    }


def content(folder):
    """Return what a folder says by name, less times and units."""
    read = {".tif": raster, ".gpkg": tables, ".xml": lambda _: ""}
    read[".json"] = lambda path: plain(json.loads(path.read_text()))
    return {
        path.relative_to(folder).as_posix(): read[path.suffix](path)
        for path in folder.rglob("*")
        if path.is_file()
    }


def check_whole(folder):
    """Assert that what has its name is whole."""
    for path in folder.rglob("*"):
        if ".part." in path.name or not path.is_file():
            continue
        if path.suffix == ".tif":
            assert gdal.Open(str(path)).ReadAsArray() is not None
        elif path.suffix == ".json":
            json.loads(path.read_text())


@pytest.fixture(scope="module")
def undisturbed(runner, tmp_path_factory):
    """Return what a run leaves to which nothing happens, and its files' events."""
    folder = tmp_path_factory.mktemp("undisturbed") / "run"
    status, events = runner(folder)
    assert status == 0
    return content(folder), int(events)


def test_a_killed_run_resumes_as_if_nothing_had_been(
    runner, undisturbed, tmp_path, rounds
):
    wanted, events = undisturbed
    killed = 0
    for number in range(rounds(5, 50)):
        chance = random.Random(number)  # noqa: S311  no secret
        folder = tmp_path / str(number) / "run"
        for _ in range(2 if number % 5 == 4 else 1):
            if number % 2:
                status, _ = runner(folder, seconds=chance.uniform(0.02, 0.5))
            else:
                status, _ = runner(folder, chance.randint(1, events))
            killed += status != 0
            check_whole(folder)
        status, _ = runner(folder)
        assert status == 0, f"round {number}"
        found = content(folder)
        assert found.keys() == wanted.keys(), f"round {number}"
        for name, told in wanted.items():
            assert found[name] == told, f"round {number}: {name}"
    assert killed


@pytest.mark.long
def test_a_full_disk_is_said_and_the_run_goes_on_when_there_is_room(
    runner, undisturbed, tmp_path, rounds
):
    wanted, events = undisturbed
    for number in range(rounds(1, 8)):
        folder = tmp_path / str(number) / "run"
        # Files that may not grow any more stand for a disk that is full.
        share = (0.3 + 0.1 * number) % 1.0
        status, told = runner(folder, 1 + int(share * events), size=4000)
        assert os.waitstatus_to_exitcode(status) == 2
        assert told.endswith(("too large for the disk.", "refuses, it may be full."))
        if folder.exists():
            check_whole(folder)
        assert runner(folder)[0] == 0
        assert content(folder) == wanted
