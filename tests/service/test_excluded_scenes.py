"""A scene that was left out by hand is in no pixel; the next of the order is."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import numpy as np
import pytest
import shapely
from osgeo import gdal
from scene_slots.plugin.core.errors import InputError
from scene_slots.plugin.core.grid import snap
from scene_slots.plugin.core.images import State
from scene_slots.plugin.core.job import Hub, Job
from scene_slots.plugin.core.product import Product
from scene_slots.plugin.core.slots import Period
from scene_slots.plugin.evalscript.families import recognise
from scene_slots.plugin.evalscript.products import find_product
from scene_slots.plugin.hub.patience import Patience
from scene_slots.plugin.hub.service import Service
from scene_slots.plugin.hub.session import Credentials
from scene_slots.plugin.local_hub.faults import Faults
from scene_slots.plugin.local_hub.server import LocalHub
from scene_slots.plugin.pipeline.adapt import adapt
from scene_slots.plugin.pipeline.prepare import prepare
from scene_slots.plugin.pipeline.run import fetch

GRID = snap((600000.0, 5099400.0, 600600.0, 5100000.0), 10.0, 32633)
QUICK = Patience(attempts=2, first_wait=0.01)
# Day, tile cloud, first and last column with data; the first has the least cloud, no
# time range of the others leaves it out, and it alone would fill their gap.
FACTS = (
    ("20180715", 2.0, 0, 60),
    ("20180702", 5.0, 0, 30),
    ("20180730", 60.0, 40, 60),
    ("20180722", 80.0, 0, 25),
)
COLUMNS = 50


@pytest.fixture
def scenes(synthetic_scene):
    random = np.random.default_rng(6)
    made = []
    for day, cloud, first, last in FACTS:
        values = random.integers(1, 9000, (5, 60, 60)).astype(np.uint16)
        values[4] = 4
        outside = np.ones(60, dtype=bool)
        outside[first:last] = False
        values[:, :, outside] = 0
        left, right = 600000.0 + 10 * first, 600000.0 + 10 * last
        made.append(
            synthetic_scene(
                f"S2A_MSIL2A_{day}T100421_N0206_R122_T33TWL_{day}T150000",
                f"{day[:4]}-{day[4:6]}-{day[6:]}T10:04:51.024Z",
                cloud,
                values,
                footprint=shapely.box(left, 5099400, right, 5100000),
            )
        )
    return made


@pytest.fixture
def plan_at(tmp_path, http_transport):
    """Plan July 2018 at a hub in this process; return the plan and the service."""

    def plan(hub, **asked):
        place = Hub("local", "Local hub", hub.url, hub.token_url)
        days = (date(2018, 7, 1), date(2018, 7, 31))
        job = Job(
            hub=place,
            collection="sentinel-2-l2a",
            product=asked.pop("product", find_product("raw")),
            rule="leastCC",
            period=Period(*days),
            rhythm="month",
            grid=GRID,
            area=shapely.box(*GRID.bounds),
            folder=tmp_path / "run",
            **asked,
        )
        account = Credentials(hub.client_id, hub.client_secret)
        service = Service(place, account, http_transport, QUICK)
        return prepare(job, service, lambda: False), service

    return plan


def mosaic(scenes):
    """Bands B02 B03 B04 B08 of the first of some scenes that has data, per pixel."""
    image = np.zeros((4, 60, 60), np.uint16)
    for scene in scenes:
        free = (image == 0).all(0) & (scene.values != 0).any(0)
        image[:, free] = scene.values[:4, free]
    return image


def with_a_ghost(prepared):
    """Plan a scene that the service has not: then it keeps what nobody planned."""
    (plan,) = prepared.plans
    ghost = replace(
        plan.planned[0], key="ghost", product_id=None, acquired=plan.slot.start
    )
    plan = replace(plan, planned=(ghost, *plan.planned), offered=(ghost, *plan.offered))
    return replace(prepared, plans=(plan,))


IDS = frozenset({"productId", "sentinel2ProductId"})
WORLDS = {
    "no catalog and no product ids": Faults(
        only="/catalog/", status=503, missing=IDS, contexts=3, shuffle_each=True
    ),
    "outlines that claim more": Faults(footprints="more", footprint_margin=0.3),
    "a planned scene that is not in the answer": Faults(
        missing=IDS | {"tileOriginalId", "dataPath"}, tile_seconds="round", shuffle="a"
    ),
}


@pytest.mark.parametrize("world", WORLDS)
def test_where_the_winner_is_left_out_the_second_wins_everywhere(
    plan_at, thread_pool, make_catalog, scenes, world
):
    left_out = scenes[0].id
    with LocalHub(scenes=make_catalog(scenes), faults=WORLDS[world]) as hub:
        prepared, service = plan_at(hub, excluded_scenes=frozenset([left_out]))
        if "not in the answer" in world:
            prepared = with_a_ghost(prepared)
        done = fetch(
            prepared,
            service,
            thread_pool,
            stop=lambda: False,
            progress=lambda _: None,
            on_image=lambda _: None,
        )
    (image,) = done.images
    assert image.state is State.COMPLETE
    found = gdal.Open(str(done.folder / image.path)).ReadAsArray()
    np.testing.assert_array_equal(found, mosaic(scenes[1:]))
    told = json.loads((done.folder / "run.json").read_text())
    assert told["job"]["excluded_scenes"] == [left_out]
    uses = told["slots"]["2018-07"]["usage"]
    assert len(uses) == len(prepared.plans[0].offered)
    (mine,) = (use for use in uses if use["reason"] == "excluded")
    assert mine["acquired"].startswith("2018-07-15")
    assert (mine["used"], mine["pixels"]) == (False, 0)
    valid = (found != 0).all(0).sum()
    assert sum(use["pixels"] for use in uses) == valid == COLUMNS * GRID.height


COMPOSITE = """//VERSION=3
function setup() {
  return { input: ["B02"], output: { bands: 1 }, mosaicking: "TILE" };
}
function evaluatePixel(samples) { return [samples.length]; }
"""


def test_to_leave_out_more_needs_no_search_and_may_be_taken_back(
    plan_at, make_catalog, scenes
):
    with LocalHub(scenes=make_catalog(scenes)) as hub:
        prepared, _ = plan_at(hub)
        asked = len(hub.log)
        keys = frozenset(scene.id for scene in scenes)
        without = adapt(prepared, replace(prepared.job, excluded_scenes=keys))
        again = adapt(without, prepared.job)
        assert len(hub.log) == asked
        composite = Product(
            "all", "All", COMPOSITE, (), ("B02",), family=recognise(COMPOSITE)
        )
        with pytest.raises(InputError, match="by itself"):
            plan_at(hub, product=composite, excluded_scenes=frozenset(["any"]))
    assert without.rows["2018-07"].reason == "All scenes of this slot are excluded."
    assert without.price.planned == 0.0
    assert again.plans == prepared.plans
    # What the choice does not concern is not worked out anew.
    other = adapt(prepared, replace(prepared.job, excluded_scenes=frozenset(["x"])))
    assert other.plans[0] is prepared.plans[0]
    assert again.job == prepared.job
