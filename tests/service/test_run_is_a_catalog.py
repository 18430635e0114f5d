"""A run folder read by others: GDAL's programs, pystac, SQLite, and the hub again."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import subprocess
from contextlib import closing

import numpy as np
import pystac
import pytest
from pystac.validation import JsonSchemaSTACValidator
from scene_slots.plugin.evalscript.products import find_product

AGAIN = """//VERSION=3
function setup() {
  return {input: [{bands: ["red", "green", "blue", "dataMask"], units: "DN"}],
          output: {bands: 4, sampleType: "UINT8"}};
}
function evaluatePixel(s) { return [s.red, s.green, s.blue, s.dataMask]; }
"""


@pytest.fixture
def done(run_job, scene, write_scenes, serve):
    """A run of January and February 2018; one scene in January, none in February."""
    part = np.ones((10, 12), np.uint16)
    part[:, :3] = 0
    bands = dict.fromkeys(("B02", "B03", "B04", "B08"), 900 * part)
    only = scene(
        "S2A_MSIL2A_20180104T095031_N0500_R079_T33TWM_20180104T120000",
        "2018-01-04T09:50:31Z",
        {**bands, "SCL": 4 * part},
        12.5,
    )
    hub = serve(write_scenes(only))
    return run_job(hub, find_product("true_color"), days=("2018-01-01", "2018-02-28"))


def told_by(*command):
    done = subprocess.run(  # noqa: S603  a fixed program
        [str(word) for word in command], capture_output=True, text=True, check=True
    )
    return done.stdout


def test_pystac_reads_a_valid_catalog(done):
    collection = pystac.Collection.from_file(str(done.folder / "collection.json"))
    [item] = collection.get_items()
    validator = JsonSchemaSTACValidator()
    for one, kind in (
        (collection, pystac.STACObjectType.COLLECTION),
        (item, pystac.STACObjectType.ITEM),
    ):
        assert validator.validate_core(one.to_dict(), kind, "1.1.0")
    told = item.properties
    assert told["scene_slots:rule"] == "mostRecent"
    assert told["processing:facility"] == "Local hub"
    assert len(told["scene_slots:evalscript_sha256"]) == 64
    assert [link.title for link in item.links if link.rel == "derived_from"] == [
        "S2A_MSIL2A_20180104T095031_N0500_R079_T33TWM_20180104T120000"
    ]


def test_the_hub_serves_the_run_again(done, serve, connect, request_body):
    client = connect(serve(done.folder))
    name = json.loads((done.folder / "collection.json").read_text())["id"]
    [found] = client.search(collections=[name]).json["features"]
    assert found["id"] == "2018-01"
    bbox = [500000.0, 5099900.0, 500120.0, 5100000.0]
    body = request_body(AGAIN, width=12, height=10, bbox=bbox)
    span = {"from": "2018-01-01T00:00:00Z", "to": "2018-01-31T23:59:59Z"}
    body["input"]["data"] = [{"type": name, "dataFilter": {"timeRange": span}}]
    answer = client.process(body)
    assert answer.status == 200, answer.body
    [image, _] = done.images
    assert np.array_equal(answer.pixels()[:3], done.pixels(image))
    assert np.array_equal(answer.pixels()[3] > 0, done.valid(image))


def test_gdalinfo_reads_the_tags(done):
    [image, _] = done.images
    path = done.folder / image.path
    told = json.loads(told_by("gdalinfo", "-json", "-mdd", "all", path))["metadata"]
    assert told["IMAGERY"]["ACQUISITIONDATETIME"] == "2018-01-04 09:50:31"
    assert told["IMAGERY"]["CLOUDCOVER"] == "12"
    assert told["IMAGERY"]["SATELLITEID"] == "sentinel-2a"
    tags = told[""]
    assert tags["SCENE_SLOTS_SLOT"] == "2018-01"
    assert tags["SCENE_SLOTS_FIRST_ACQUIRED"] == "2018-01-04T09:50:31Z"
    assert tags["SCENE_SLOTS_CLOUDCOVER_IS"] == "mean of tile cloud_coverage"
    run = json.loads((done.folder / "run.json").read_text())
    hashes = [one["hash"] for one in run["slots"]["2018-01"]["requests"]]
    assert tags["SCENE_SLOTS_REQUESTS_SHA256"].split() == hashes
    script = run["job"]["evalscript"].encode()
    assert tags["SCENE_SLOTS_EVALSCRIPT_SHA256"] == hashlib.sha256(script).hexdigest()
    [used] = json.loads(tags["SCENE_SLOTS_SCENES"])
    assert used["cloud_coverage"] == 12.5


def test_gdalinfo_names_every_scene_value(done):
    [image, _] = done.images
    path = (done.folder / image.path).with_suffix(".scene.tif")
    told = told_by("gdalinfo", path)
    assert "Color Table" in told
    for fact in ("T33TWM", "2018-01-04T09:50:31Z", "<F>12.5</F>", "<F>90</F>"):
        assert fact in told


def test_ogrinfo_and_sqlite_read_the_tables(done):
    tables = done.folder / "scene_slots.gpkg"
    listed = told_by("ogrinfo", "-so", "-al", tables)
    for field in (
        "first_acquired: DateTime",
        "valid_pct: Real",
        "scenes_used: Integer64",
        "used: Integer(Boolean)",
    ):
        assert field in listed
    with closing(sqlite3.connect(tables)) as base:
        rows = base.execute(
            "SELECT slot, state, first_acquired, cloud_pct FROM images ORDER BY slot"
        ).fetchall()
    assert rows[0] == ("2018-01", "complete", "2018-01-04T09:50:31.000Z", None)
    assert rows[1][:3] == ("2018-02", "empty", None)
