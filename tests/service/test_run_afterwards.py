"""What can be done with a run that is done, without asking the service anything."""

from __future__ import annotations

import json
from datetime import date

import numpy as np
import pytest
import shapely
from osgeo import ogr
from scene_slots.plugin.core.calibration import Calibration
from scene_slots.plugin.core.grid import Grid
from scene_slots.plugin.core.job import Hub, Job
from scene_slots.plugin.core.limits import Limits
from scene_slots.plugin.core.slots import Period
from scene_slots.plugin.evalscript.products import find_product
from scene_slots.plugin.hub.service import Service
from scene_slots.plugin.hub.session import Credentials
from scene_slots.plugin.local_hub.server import LocalHub
from scene_slots.plugin.pipeline.history import read_calibrations
from scene_slots.plugin.pipeline.prepare import prepare
from scene_slots.plugin.pipeline.review import review
from scene_slots.plugin.pipeline.run import run

GRID = Grid(32633, 600000.0, 5100000.0, 10.0, 20, 20)
KEY = ("local", "sentinel-2-l2a")


@pytest.fixture
def hub(make_catalog, synthetic_scene):
    scenes = []
    for month, cloudy in ((1, 0), (2, 5), (3, 20)):
        values = np.full((5, 20, 20), 1000, dtype=np.uint16)
        values[4] = 4
        values[4, :cloudy] = 9
        values[:, :, :2] = 0
        scenes.append(
            synthetic_scene(
                f"S2A_MSIL2A_2018{month:02d}03T100421_N0206_R122_T33TWL_20180103T150000",
                f"2018-{month:02d}-03T10:04:21.024Z",
                10.0 * month,
                values,
            )
        )
    with LocalHub(scenes=make_catalog(scenes)) as hub:
        yield hub


@pytest.fixture
def job(hub, tmp_path):
    return Job(
        hub=Hub("local", "Local hub", hub.url, hub.token_url),
        collection="sentinel-2-l2a",
        product=find_product("raw"),
        rule="leastCC",
        period=Period(date(2018, 1, 1), date(2018, 4, 30)),
        rhythm="month",
        grid=GRID,
        area=shapely.box(*GRID.bounds),
        folder=tmp_path / "run",
        cloud_source="SCL",
    )


@pytest.fixture
def do_run(hub, http_transport, thread_pool):
    def do(job):
        return run(
            job,
            Credentials(hub.client_id, hub.client_secret),
            http_transport,
            thread_pool,
            stop=lambda: False,
            progress=lambda _: None,
            on_image=lambda _: None,
        )

    return do


def states(folder):
    """State of each slot, by table and document."""
    dataset = ogr.Open(str(folder / "scene_slots.gpkg"))
    rows = [feature.items() for feature in dataset.GetLayerByName("images")]
    slots = json.loads((folder / "run.json").read_text())["slots"]
    for row in rows:
        told = slots[row["slot"]]
        assert told["image"]["state"] == told["state"] == row["state"]
        assert told["image"]["reason"] == told["reason"] == row["reason"]
    return {row["slot"][-2:]: row["state"] for row in rows}


def files(folder):
    images = (folder / "images").glob("*.tif")
    return {path: path.stat().st_mtime_ns for path in images}


def test_limits_reject_images_afterwards_and_take_them_back(hub, job, do_run):
    folder = do_run(job).folder
    before, asked = files(folder), len(hub.log)
    metadata = (folder / "metadata.json").read_text()

    changed = review(folder, Limits(max_cloud_pct=30))

    assert [image.slot for image in changed] == ["2018-03"]
    told = "100.0 % of its pixels are cloud, more than 30 %."
    assert changed[0].reason == f"Made of 1 scene. Rejected: {told}"
    rejected = {"01": "complete", "02": "complete", "03": "rejected", "04": "empty"}
    assert states(folder) == rejected
    assert review(folder, Limits(max_cloud_pct=30)) == ()
    assert len(review(folder, Limits(min_valid_pct=95))) == 3
    assert len(review(folder, Limits())) == 3
    assert states(folder) == {**rejected, "03": "complete"}
    assert files(folder) == before
    assert (folder / "metadata.json").read_text() == metadata
    assert len(hub.log) == asked


def test_limits_of_the_job_reject_images_as_they_come(job, do_run):
    from dataclasses import replace

    done = do_run(replace(job, limits=Limits(max_tile_cloud=25)))

    assert [image.state.value for image in done.images] == [
        "complete",
        "complete",
        "rejected",
        "empty",
    ]
    assert (done.folder / done.images[2].path).is_file()
    assert [one.slot for one in review(done.folder, Limits())] == ["2018-03"]


def test_earlier_runs_calibrate_later_estimates(
    hub, job, do_run, http_transport, tmp_path
):
    folder = do_run(job).folder
    (tmp_path / "other").mkdir()
    found = read_calibrations([folder, tmp_path / "other", tmp_path / "gone"])

    assert set(found) == {KEY}
    assert found[KEY].images == 3
    assert found[KEY].factor == pytest.approx(1.0)

    account = Credentials(hub.client_id, hub.client_secret)
    service = Service(job.hub, account, http_transport)
    twice = {KEY: Calibration(10.0, 20.0, 10**6)}
    plain = prepare(job, service, lambda: False)
    dearer = prepare(job, service, lambda: False, calibrations=twice)

    assert dearer.units == pytest.approx(2 * plain.units, rel=1e-4)
    assert dearer.price.worst == pytest.approx(2 * plain.price.worst, rel=1e-4)
    assert dearer.search_units == plain.search_units
    assert dearer.quota_left is None
