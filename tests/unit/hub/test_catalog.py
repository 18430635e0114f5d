from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from scene_slots.plugin.core.errors import AnswerError, ServiceError, Stopped
from scene_slots.plugin.core.grid import Grid
from scene_slots.plugin.core.slots import Period
from scene_slots.plugin.hub.catalog import parse_item, search

SHARED = Path(__file__).resolve().parents[4] / "shared"
COLLECTION = "sentinel-2-l2a"
GRID = Grid(32633, 500_000.0, 5_100_000.0, 10.0, 100, 100)
MARCH = Period(date(2018, 3, 1), date(2018, 3, 31))
RECORDED = SHARED / "recorded" / "catalog"
RING = [[14.9, 45.9], [16.1, 45.9], [16.1, 46.9], [14.9, 46.9], [14.9, 45.9]]


def item(product, when, safe="", **properties):
    return {
        "type": "Feature",
        "id": product + safe,
        "geometry": {"type": "MultiPolygon", "coordinates": [[RING]]},
        "properties": {
            "datetime": when,
            "platform": "sentinel-2a",
            "eo:cloud_cover": 1.18,
            **properties,
        },
        "assets": {"data": {"href": f"s3://EODATA/{product}{safe}"}},
    }


def product(day, tile="T33TWL"):
    return f"S2A_MSIL2A_201803{day:02d}T095031_N0500_R079_{tile}_20230528T024029"


def page(items, following=None):
    context = {"limit": 100, "returned": len(items)}
    if following is not None:
        context["next"] = following
    return {"type": "FeatureCollection", "features": items, "context": context}


@pytest.fixture
def find(service, go):
    def find(grid=GRID, period=MARCH, stop=go):
        return search(service, COLLECTION, period, grid, stop)

    return find


def test_a_search_asks_for_the_period_over_the_grid_whatever_the_cloud(
    find, transport, answer
):
    transport.answers = [answer(page([]))]

    assert find() == ()

    payload = transport.payload()
    box = payload.pop("bbox")
    assert payload == {
        "collections": [COLLECTION],
        "datetime": "2018-03-01T00:00:00Z/2018-04-01T00:00:00Z",
        "filter-lang": "cql2-text",
        "limit": 100,
    }
    assert box == pytest.approx([15.0, 46.0446, 15.0129, 46.0536], abs=1e-4)
    assert transport.requests[0].url == "https://hub.test/api/v1/catalog/1.0.0/search"


def test_all_pages_are_read(find, transport, answer):
    transport.answers = [
        answer(page([item(product(1), "2018-03-01T09:58:31Z")], 1)),
        answer(page([item(product(2), "2018-03-02T09:58:31Z")], 2)),
        answer(page([])),
    ]

    assert [scene.key for scene in find()] == [product(1), product(2)]
    assert [transport.payload(at).get("next") for at in range(3)] == [None, 1, 2]


def test_a_grid_over_180_degrees_is_searched_on_both_sides(find, transport, answer):
    both = item(product(1), "2018-03-01T09:58:31Z")
    east = item(product(2), "2018-03-02T09:58:31Z")
    transport.answers = [answer(page([both])), answer(page([both, east]))]

    scenes = find(Grid(32660, 650_000.0, 6_300_000.0, 10.0, 7000, 5000))

    assert [scene.key for scene in scenes] == [product(1), product(2)]
    boxes = [transport.payload(at)["bbox"] for at in range(2)]
    assert boxes[0][2] == 180
    assert boxes[1][0] == -180
    assert all(box[2] - box[0] < 1 for box in boxes)


def test_what_lies_outside_of_the_period_is_dropped(find, transport, answer):
    moments = (
        "2018-02-28T23:59:59.999Z",
        "2018-03-01T00:00:00Z",
        "2018-03-31T23:59:59.999Z",
        "2018-04-01T00:00:00Z",
    )
    found = [item(product(day), when) for day, when in enumerate(moments, 1)]
    transport.answers = [answer(page(found))]

    assert [scene.key for scene in find()] == [product(2), product(3)]


@pytest.mark.parametrize(
    "broken",
    [
        {},
        {"features": []},
        {"features": None, "context": {}},
        {"features": [None], "context": {}},
        {"features": [{"id": "a"}], "context": {}},
        {"features": [{"id": "a", "properties": {"datetime": None}}], "context": {}},
        {"features": [{"id": "a", "properties": {"datetime": "x"}}], "context": {}},
    ],
)
def test_an_answer_of_another_shape_is_an_error(find, transport, answer, broken):
    transport.answers = [answer(broken)]

    with pytest.raises(AnswerError, match="Catalog of Test hub"):
        find()


def test_errors_of_the_service_and_a_wish_to_stop_come_through(find, transport, error):
    transport.answers = [error(403, "No.")]

    with pytest.raises(ServiceError, match="HTTP 403: No"):
        find()
    with pytest.raises(Stopped):
        find(stop=lambda: True)


@pytest.mark.parametrize("safe", ["", ".SAFE"])
@pytest.mark.parametrize("when", ["2018-03-01T09:58:31Z", "2018-03-01T09:58:31.296Z"])
def test_an_item_of_either_deployment_is_a_scene(utc, safe, when):
    scene = parse_item(item(product(1), when, safe), COLLECTION)

    assert scene.key == scene.product_id == scene.tile_id == product(1)
    assert scene.acquired == utc(when.rstrip("Z"))
    assert (scene.platform, scene.relative_orbit) == ("sentinel-2a", 79)
    assert (scene.tile_name, scene.processing_baseline) == ("T33TWL", "05.00")
    assert scene.cloud_coverage == 1.18
    assert scene.footprint.bounds == (14.9, 45.9, 16.1, 46.9)
    assert scene.data_path == f"s3://EODATA/{product(1)}{safe}"
    assert scene.facts_source == "catalog"
    assert not scene.id_is_derived


def test_what_an_item_lacks_is_unknown():
    bare = {
        "id": "nrt-romania-20180301",
        "geometry": None,
        "properties": {
            "datetime": "2018-03-01T09:58:31Z",
            "sample:id_is_derived": True,
        },
    }

    scene = parse_item(bare, COLLECTION)

    assert scene.id_is_derived
    for name in ("footprint", "cloud_coverage", "platform", "relative_orbit"):
        assert getattr(scene, name) is None
    for name in ("tile_name", "processing_baseline", "sun_zenith", "data_path"):
        assert getattr(scene, name) is None


def test_no_cloud_is_a_figure_and_nan_is_none():
    when = "2018-03-01T09:58:31Z"
    facts = {"eo:cloud_cover": 0, "view:sun_elevation": 30.5}

    scene = parse_item(item("a", when, **facts), COLLECTION)

    assert scene.cloud_coverage == 0.0
    assert scene.sun_zenith == 59.5
    facts = {"eo:cloud_cover": float("nan")}
    assert parse_item(item("a", when, **facts), COLLECTION).cloud_coverage is None


@pytest.mark.skipif(not RECORDED.is_dir(), reason="no recorded answers at hand")
@pytest.mark.parametrize(
    ("name", "key", "cloud", "baseline"),
    [
        (
            "cdse_item_full",
            "S2A_MSIL2A_20210125T073201_N0500_R049_T39TWK_20230528T024029",
            1.18,
            "05.00",
        ),
        (
            "sh_item_s2l2a_full",
            "S2A_MSIL2A_20210125T073201_N0214_R049_T39TWK_20210125T105105",
            0.59,
            "02.14",
        ),
    ],
)
def test_recorded_items_are_read(name, key, cloud, baseline):
    recorded = json.loads((RECORDED / f"{name}.json").read_text(encoding="utf-8"))

    scene = parse_item(recorded, COLLECTION)

    assert (scene.key, scene.cloud_coverage) == (key, cloud)
    assert (scene.processing_baseline, scene.tile_name) == (baseline, "T39TWK")
    assert (scene.platform, scene.relative_orbit) == ("sentinel-2a", 49)
    assert scene.footprint.bounds == pytest.approx(recorded["bbox"], abs=0.003)


@pytest.mark.skipif(not RECORDED.is_dir(), reason="no recorded answers at hand")
@pytest.mark.parametrize("name", ["cdse", "sh"])
def test_recorded_searches_are_read(find, transport, answer, name):
    path = RECORDED / f"{name}_search_fields_filtered.json"
    recorded = json.loads(path.read_text(encoding="utf-8"))
    transport.answers = [answer(page(recorded[:5], 5)), answer(page(recorded[5:]))]

    scenes = find(period=Period(date(2020, 12, 1), date(2021, 1, 31)))

    assert [scene.key for scene in scenes] == [
        one["id"].removesuffix(".SAFE") for one in recorded
    ]
    assert all(scene.tile_name.startswith("T39T") for scene in scenes)
    assert all(scene.footprint is None for scene in scenes)
