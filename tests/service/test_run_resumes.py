"""A run in a folder that holds it already fetches only what would be another image."""

from __future__ import annotations

import json
import shutil
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from functools import partial

import numpy as np
import pytest
import shapely
from osgeo import gdal, ogr
from scene_slots.plugin.core.errors import Stopped, StoreError
from scene_slots.plugin.core.grid import Grid
from scene_slots.plugin.core.job import Hub, Job
from scene_slots.plugin.core.limits import Limits
from scene_slots.plugin.core.slots import Period
from scene_slots.plugin.evalscript.products import find_product
from scene_slots.plugin.hub.patience import Patience
from scene_slots.plugin.hub.session import Credentials
from scene_slots.plugin.local_hub.faults import Faults
from scene_slots.plugin.local_hub.server import LocalHub
from scene_slots.plugin.pipeline.run import run
from scene_slots.plugin.store.reading import read_scenes

GRID = Grid(32633, 600000.0, 5100000.0, 10.0, 12, 10)
NOW = datetime.now(timezone.utc)
TODAY = NOW.date()


def product_id(day, baseline="0206"):
    return f"S2A_MSIL2A_{day:%Y%m%d}T100421_N{baseline}_R122_T33TWL_{day:%Y%m%d}T150000"


@pytest.fixture(scope="module")
def scene_of(synthetic_scene):
    def make(day, value, cloud=1.0, baseline="0206"):
        return synthetic_scene(
            product_id(day, baseline),
            f"{day:%Y-%m-%d}T10:04:21.024Z",
            cloud,
            np.full((5, 10, 12), value, dtype=np.uint16),
        )

    return make


@pytest.fixture(scope="module")
def past(scene_of):
    """Four months; of the second one rules choose different scenes."""
    days = ((1, 3, 1.0), (2, 3, 1.0), (2, 18, 50.0), (3, 3, 1.0), (4, 3, 1.0))
    return [
        scene_of(date(2018, month, day), 100 * month + day, cloud)
        for month, day, cloud in days
    ]


@pytest.fixture(scope="module")
def hub(make_shared_catalog, past):
    with LocalHub(scenes=make_shared_catalog(past)) as hub:
        yield hub


@pytest.fixture
def hub_of(make_shared_catalog):
    """Start another hub with other scenes: the same one, some time later."""
    hubs = []

    def start(scenes):
        hubs.append(LocalHub(scenes=make_shared_catalog(scenes)).start())
        return hubs[-1]

    yield start
    for one in hubs:
        one.stop()


@pytest.fixture(scope="module")
def run_in(hub, http_transport):
    """Run a job in a folder; return its rows by slot and the kinds of requests sent."""

    def do(folder, at=None, *, stop=lambda: False, images=None, accept=None, **changes):
        at = at or hub
        asked = {
            "hub": Hub("local", "Local hub", at.url, at.token_url),
            "collection": "sentinel-2-l2a",
            "product": find_product("raw"),
            "rule": "leastCC",
            "period": Period(date(2018, 1, 1), date(2018, 3, 31)),
            "rhythm": "month",
            "grid": GRID,
            "area": shapely.box(*GRID.bounds),
            "folder": folder,
            **changes,
        }
        before, told = len(at.log), [] if images is None else images
        with ThreadPoolExecutor(6) as pool:
            done = run(
                Job(**asked),
                Credentials(at.client_id, at.client_secret),
                http_transport,
                pool,
                stop=stop,
                progress=lambda _: None,
                on_image=told.append,
                patience=Patience(attempts=1),
                accept=accept,
            )
        assert sorted(told, key=lambda one: one.start) == list(done.images)
        sent = [request.path.rsplit("/", 1)[-1] for request in at.log[before:]]
        # What was paid before is not said to be charged again.
        is_charged = any(image.pu_charged for image in done.fetched)
        assert "process" in sent or not is_charged
        return {image.slot: image for image in done.images}, sent

    return do


@pytest.fixture(scope="module")
def done(run_in, tmp_path_factory):
    """Do the run; return its folder and its rows."""
    folder = tmp_path_factory.mktemp("done") / "run"
    return folder, run_in(folder)[0]


@pytest.fixture
def first(done, tmp_path):
    """Have the run done in the folder of the test; return its rows."""
    shutil.copytree(done[0], tmp_path / "run")
    return done[1]


@pytest.fixture
def again(run_in, tmp_path):
    """Run in the folder of the test; return rows and requests."""
    return partial(run_in, tmp_path / "run")


def files(folder):
    found = (folder / "images").glob("*.tif*")
    return {path.name: path.stat().st_mtime_ns for path in found}


def table(folder):
    dataset = ogr.Open(str(folder / "scene_slots.gpkg"))
    rows = [feature.items() for feature in dataset.GetLayerByName("images")]
    return {row["slot"]: row for row in rows}


def value(folder, image):
    return int(gdal.Open(str(folder / image.path)).ReadAsArray().flat[0])


def test_a_run_that_is_done_sends_nothing_and_writes_nothing(again, first, tmp_path):
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "run").rglob("*")}

    rows, sent = again()

    assert sent == []
    assert rows == first
    after = {path: path.stat().st_mtime_ns for path in (tmp_path / "run").rglob("*")}
    assert after == before


@pytest.mark.usefixtures("first")
def test_a_month_more_is_one_slot_more(again, tmp_path):
    before = files(tmp_path / "run")

    rows, sent = again(period=Period(date(2018, 1, 1), date(2018, 4, 30)))

    assert sent == ["token", "search", "process"]
    assert list(rows) == ["2018-01", "2018-02", "2018-03", "2018-04"]
    assert before.items() <= files(tmp_path / "run").items()
    assert {row["state"] for row in table(tmp_path / "run").values()} == {"complete"}
    told = json.loads((tmp_path / "run" / "metadata.json").read_text())
    assert list(told) == list(rows)
    # One month fewer: what is there stays, and is not asked for.
    fewer, sent = again(period=Period(date(2018, 2, 1), date(2018, 3, 31)))
    assert (list(fewer), "process" in sent) == (["2018-02", "2018-03"], False)
    assert list(table(tmp_path / "run")) == list(rows)
    told = json.loads((tmp_path / "run" / "run.json").read_text())
    assert (told["asked"], list(told["slots"])) == (list(fewer), list(rows))


@pytest.mark.usefixtures("first")
def test_a_slot_that_was_cut_says_which_one_holds_its_days(again, first, tmp_path):
    short = Period(date(2018, 1, 1), date(2018, 2, 27))
    cut = "2018-02-01_2018-02-28"
    again(period=short)
    again()
    rows = table(tmp_path / "run")
    told = json.loads((tmp_path / "run" / "run.json").read_text())
    said = f"{first['2018-02'].reason} Its days are part of the slot 2018-02."
    assert rows[cut]["reason"] == told["slots"][cut]["reason"] == said
    assert (tmp_path / "run" / rows[cut]["path"]).is_file()
    # Asked for again it says no more than at first.
    assert again(period=short)[0][cut].reason == first["2018-02"].reason


def test_another_rule_fetches_the_slots_that_it_changes(again, first, tmp_path):
    folder = tmp_path / "run"

    rows, sent = again(rule="mostRecent")

    assert sent.count("process") == 1
    assert {slot: row["rule"] for slot, row in table(folder).items()} == dict.fromkeys(
        rows, "mostRecent"
    )
    assert rows["2018-01"].path == first["2018-01"].path
    assert rows["2018-02"].path == "images/2018-02.2.tif"
    assert (value(folder, rows["2018-02"]), value(folder, rows["2018-01"])) == (
        218,
        103,
    )
    # What a layer may still show goes when the folder is taken over the next time.
    assert "2018-02.tif" in files(folder)
    again(rule="mostRecent")
    assert sorted(name for name in files(folder) if name.startswith("2018-02")) == [
        *("2018-02.2.scene.tif", "2018-02.2.scene.tif.aux.xml", "2018-02.2.tif"),
    ]


@pytest.mark.usefixtures("first")
def test_a_scene_left_out_touches_its_slot_alone(again, tmp_path):
    left = frozenset({product_id(date(2018, 2, 3))})
    rows, sent = again(excluded_scenes=left)
    assert sent.count("process") == 1
    assert value(tmp_path / "run", rows["2018-02"]) == 218


@pytest.mark.usefixtures("first")
def test_counting_cloud_fetches_all_and_not_counting_it_none(again):
    rows, sent = again(cloud_source="SCL")
    assert sent.count("process") == 3
    assert again()[1].count("process") == 0
    assert rows["2018-01"].cloud_source == "SCL"


@pytest.mark.usefixtures("first")
def test_limits_cost_nothing(again):
    rows, sent = again(limits=Limits(max_tile_cloud=0.5))
    assert {row.state.value for row in rows.values()} == {"rejected"}
    assert {row.state.value for row in again()[0].values()} == {"complete"}
    assert "process" not in sent


def test_what_failed_or_was_stopped_is_fetched_and_nothing_else(again, hub):
    before = len(hub.log)

    def has_answered():
        return any(one.path.endswith("process") for one in hub.log[before:])

    with pytest.raises(Stopped):
        again(stop=has_answered)
    hub.faults = Faults(only="/process", status=500, times=1)
    try:
        failed = again(rule="mostRecent")[0]
    finally:
        hub.faults = Faults()
    states = sorted(row.state.value for row in failed.values())
    assert states == ["complete", "complete", "failed"]

    rows, sent = again(rule="mostRecent")

    assert sent.count("process") == 1
    assert {row.state.value for row in rows.values()} == {"complete"}


@pytest.mark.usefixtures("first")
def test_what_another_program_fetched_since_the_plan_is_not_undone(again, tmp_path):
    """It came while the user was asked whether to pay."""

    def accept(_):
        told = tmp_path / "run/run.json"
        told.write_bytes(told.read_bytes() + b"\n")
        return True

    longer = Period(date(2018, 1, 1), date(2018, 4, 30))
    with pytest.raises(StoreError, match="Another program has fetched into"):
        again(period=longer, unit_limit=0, accept=accept)
    again(period=longer)


def test_an_image_that_vanished_is_fetched_again(again, first, tmp_path):
    (tmp_path / "run" / first["2018-03"].path).unlink()
    assert again()[1].count("process") == 1


def test_the_present_is_looked_at_again(again, hub_of, scene_of, tmp_path):
    folder = tmp_path / "run"
    old, new = TODAY - timedelta(days=2), TODAY - timedelta(days=1)
    span = Period(old, TODAY)
    asked = {"period": span, "rhythm": "1 part", "rule": "mostRecent"}
    yesterday = hub_of([scene_of(old, 7)])
    again(yesterday, **asked)
    assert again(yesterday, **asked)[1] == ["token", "search"]
    today = hub_of([scene_of(old, 7), scene_of(new, 8)])

    # As long as the newer image cannot be had, the older one stands.
    today.faults = Faults(only="/process", status=500)
    (image,) = again(today, **asked)[0].values()
    assert image.reason.startswith(
        "Made of 1 scene. A newer image could not be fetched"
    )
    assert (image.state.value, value(folder, image)) == ("complete", 7)
    today.faults = Faults()
    (image,) = again(today, **asked)[0].values()

    assert value(folder, image) == 8
    assert image.path.endswith(".2.tif")
    assert image.reason == "Made of 1 scene."


@pytest.mark.usefixtures("first")
def test_what_the_provider_changed_in_the_past_is_told_and_fetched_on_demand(
    again, hub_of, past, scene_of, tmp_path
):
    anew = scene_of(date(2018, 1, 3), 999, baseline="0500")
    later = hub_of([anew, *past[1:]])
    longer = {"period": Period(date(2018, 1, 1), date(2018, 4, 30))}

    rows, sent = again(later, **longer)

    assert sent.count("process") == 1
    assert rows["2018-01"].reason == (
        "Made of 1 scene. Not fetched anew, though since then the provider has"
        " processed T33TWL of 2018-01-03 (05.00) anew."
    )
    assert value(tmp_path / "run", rows["2018-01"]) == 103
    rows, sent = again(later, refresh=True, **longer)
    assert sent.count("process") == 1
    assert rows["2018-01"].reason == "Made of 1 scene."
    assert value(tmp_path / "run", rows["2018-01"]) == 999


@pytest.mark.parametrize(
    ("what", "word"),
    [
        ({"product": find_product("true_color")}, "product"),
        ({"grid": replace(GRID, resolution=20.0)}, "grid"),
        ({"area": shapely.box(600000, 5099900, 600100, 5100000)}, "area"),
    ],
)
@pytest.mark.usefixtures("first")
def test_a_run_about_something_else_needs_another_folder(again, what, word):
    with pytest.raises(StoreError, match=f"with another {word}: choose a new folder"):
        again(**what)


def test_facts_that_the_catalog_could_not_tell_are_added_by_the_next_search(
    again, hub, tmp_path
):
    hub.faults = Faults(only="/catalog", status=500)
    try:
        again()
    finally:
        hub.faults = Faults()
    poor = read_scenes(tmp_path / "run/scene_slots.gpkg")
    assert {scene.facts_source for scene in poor} == {"userdata"}

    assert "process" not in again()[1]
    again(period=Period(date(2018, 1, 1), date(2018, 4, 30)))

    scenes = read_scenes(tmp_path / "run/scene_slots.gpkg")
    assert {scene.key for scene in poor} < {scene.key for scene in scenes}
    assert {scene.facts_source for scene in scenes} == {"both", "catalog"}
    assert all(scene.footprint is not None for scene in scenes)
