"""The job of a run folder, read back; a stranger may have written the folder."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from datetime import date

import pytest
import shapely
from scene_slots.plugin.core.errors import InputError, StoreError
from scene_slots.plugin.core.grid import Grid
from scene_slots.plugin.core.job import Hub, Job
from scene_slots.plugin.core.limits import Limits
from scene_slots.plugin.core.slots import Period
from scene_slots.plugin.evalscript.products import find_product, load_products
from scene_slots.plugin.hub.endpoints import CDSE
from scene_slots.plugin.pipeline.document import describe_job
from scene_slots.plugin.pipeline.facts import describe_identity
from scene_slots.plugin.pipeline.recall import extended, recall, recall_limits
from scene_slots.plugin.store.document import RunDocument
from scene_slots.plugin.store.landing import write_json

GRID = Grid(32634, 500000.0, 5000400.0, 10.0, 40, 40)


@pytest.fixture
def job(tmp_path):
    return Job(
        CDSE,
        "sentinel-2-l2a",
        find_product("ndvi"),
        "closest:15",
        Period(date(2018, 1, 1), date(2018, 12, 31)),
        "month",
        GRID,
        shapely.box(500000, 5000000, 500200, 5000300),
        tmp_path / "run",
        "Maize",
        months=(4, 5, 6),
        excluded_slots=frozenset({"2018-05"}),
        cloud_source="SCL",
        limits=Limits(max_cloud_pct=40.0),
        excluded_scenes=frozenset({"b", "a"}),
    )


@pytest.fixture
def write(job):
    """Write a folder as a run of the job does, with the hub as it is told."""

    def write(job=job, /, **changes):
        hub = {"name": job.hub.name, "title": job.hub.title, "url": job.hub.base_url}
        run = {
            "job": describe_job(job),
            "identity": describe_identity(job),
            "hub": hub,
            "limits": asdict(job.limits),
            "area_name": job.area_name,
            "excluded_slots": sorted(job.excluded_slots),
            **changes,
        }
        job.folder.mkdir()
        # The tables are not asked.
        document = RunDocument(json.loads(json.dumps(run)), job.grid, job.area)
        write_json(job.folder / "run.json", document.to_json())
        return job.folder

    return write


def test_a_job_comes_back_as_it_was(write, job):
    assert recall(write(), load_products()) == job
    assert recall_limits(job.folder) == job.limits


def test_an_unknown_product_is_read_from_its_script(write, job):
    script = "//VERSION=3\n// title: Mine\nfunction setup() { return {input: ['B04'],"
    script += " output: {bands: 1}}; }\nfunction evaluatePixel(s) { return [s.B04]; }"
    mine = replace(job.product, name="mine", evalscript=script)
    found = recall(write(replace(job, product=mine)), load_products()).product
    assert (found.name, found.title, found.evalscript) == ("mine", "Mine", script)


def test_the_local_hub_is_known_by_its_scenes(write, job):
    local = Hub("local", "Local hub", "http://127.0.0.1:9", "", "/data/scenes")
    assert recall(write(replace(job, hub=local))).hub.scenes == "/data/scenes"


def test_the_address_of_a_known_hub_is_not_taken_from_a_file(write):
    path = write(hub={"name": "cdse", "title": "CDSE", "url": "https://thief.example"})
    assert recall(path).hub == CDSE


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("collection", "sentinel-99", "sentinel-99"),
        ("rule", "prettiest", "prettiest"),
        ("from", "soon", "lacks what makes a job"),
        ("to", "2017-01-01", "before it starts"),
        ("rhythm", "fortnight", "fortnight"),
        ("months", [13], "1 to 12"),
        ("months", 5, "lacks what makes a job"),
        ("evalscript", "", "cannot be read back"),
    ],
)
def test_a_bad_value_is_said_in_a_sentence(write, job, name, value, sentence):
    told = {**describe_job(job), name: value}
    if name == "evalscript":
        told["product"] = "other"
    with pytest.raises(StoreError, match=sentence):
        recall(write(job, job=told))


def test_what_is_no_run_is_refused(tmp_path):
    with pytest.raises(StoreError, match=r"run\.json is missing"):
        recall(tmp_path)


@pytest.mark.parametrize(
    ("rhythm", "last", "sentence"),
    [
        ("month", date(2018, 12, 31), "goes to 2018-12-31 already"),
        ("6 parts", date(2019, 3, 1), "parts of its period"),
        ("2018-04-01/2018-04-10,2018-05-02", date(2019, 3, 1), "list of days"),
    ],
)
def test_some_series_cannot_be_extended(job, rhythm, last, sentence):
    with pytest.raises(InputError, match=sentence):
        extended(replace(job, rhythm=rhythm, months=()), last)


@pytest.mark.parametrize("rhythm", ["month", "P10D", "acquisition", "year"])
def test_others_get_a_later_end_and_nothing_else(job, rhythm):
    job = replace(job, rhythm=rhythm, months=())
    last = date(2020, 6, 3)
    longer = replace(job, period=Period(job.period.first_day, last))
    assert extended(job, last) == longer
