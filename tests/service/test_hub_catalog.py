"""The Catalog: search, filters, fields, pages, in the recorded shape."""

import json

import numpy as np
import pystac
import pytest


@pytest.fixture
def client(client_of, three):
    return client_of(*three)


def _days(answer):
    assert answer.status == 200, answer.body
    return [item["properties"]["datetime"][8:10] for item in answer.json["features"]]


def test_items_are_listed_newest_first(client):
    answer = client.search()
    assert answer.headers["Content-Type"] == "application/geo+json"
    assert answer.json["type"] == "FeatureCollection"
    assert answer.json["context"] == {"limit": 10, "returned": 3}
    assert _days(answer) == ["20", "10", "01"]


def test_an_item_says_what_the_recorded_ones_say(client, three):
    item = client.search().json["features"][0]
    assert set(item) == {
        "stac_version",
        "stac_extensions",
        "id",
        "type",
        "geometry",
        "bbox",
        "properties",
        "assets",
        "collection",
        "links",
    }
    assert item["id"] == three[0].id
    assert item["geometry"]["type"] == "MultiPolygon"
    assert item["geometry"]["crs"]["properties"]["name"] == "urn:ogc:def:crs:OGC::CRS84"
    properties = item["properties"]
    assert properties["datetime"] == "2020-06-20T10:10:31.700Z"
    assert properties["eo:cloud_cover"] == 80.5
    assert properties["platform"] == "sentinel-2a"
    assert properties["instruments"] == ["msi"]
    assert properties["constellation"] == "sentinel-2"
    assert properties["gsd"] == 10
    assert properties["proj:epsg"] == 32633
    assert properties["proj:bbox"] == [500000, 5099960, 500040, 5100000]
    assert len(properties["proj:geometry"]["coordinates"][0][0]) == 5
    assert "sample:id_is_derived" not in properties
    assert item["assets"]["data"]["href"].startswith("s3://")


def test_the_shape_is_that_of_the_recorded_item(client, shared):
    recorded = json.loads((shared / "recorded/catalog/cdse_item_full.json").read_text())
    item = client.search().json["features"][0]
    assert set(item) == set(recorded)
    assert set(item["properties"]) == set(recorded["properties"])
    assert item["stac_extensions"] == recorded["stac_extensions"]
    assert [link["rel"] for link in item["links"]] == [
        link["rel"] for link in recorded["links"]
    ]


def test_pystac_reads_every_item(client):
    for feature in client.search().json["features"]:
        item = pystac.Item.from_dict(feature)
        assert item.datetime.year == 2020
        assert item.bbox[0] == pytest.approx(15.0, abs=1e-3)


def test_a_derived_id_is_said_so(client_of, scene):
    values = {"B02": np.ones((4, 4), np.uint16)}
    derived = scene(
        "made-up",
        "2020-06-20T00:00:00Z",
        values,
        properties={"sample:id_is_derived": True, "platform": None},
    )
    properties = client_of(derived).search().json["features"][0]["properties"]
    assert properties["sample:id_is_derived"] is True
    assert properties["platform"] is None
    assert "eo:cloud_cover" not in properties


def test_datetime_ends_are_inclusive(client):
    assert _days(client.search(datetime="2020-06-10T10:10:31.200Z/..")) == ["20", "10"]
    assert _days(client.search(datetime="../2020-06-10T10:10:31.200Z")) == ["10", "01"]
    assert _days(
        client.search(datetime="2020-06-02T00:00:00Z/2020-06-19T00:00:00Z")
    ) == ["10"]


def test_bbox_and_intersects(client):
    assert len(_days(client.search(bbox=[14.9, 46.0, 15.1, 46.1]))) == 3
    assert _days(client.search(bbox=[16, 46.0, 17, 46.1])) == []
    around = [[14.9, 46.0], [15.1, 46.0], [15.1, 46.1], [14.9, 46.1], [14.9, 46.0]]
    polygon = {"type": "Polygon", "coordinates": [around]}
    assert len(_days(client.search(intersects=polygon))) == 3
    away = {"type": "Point", "coordinates": [20, 50]}
    assert _days(client.search(intersects=away)) == []


def test_ids(client, three):
    assert _days(client.search(ids=[three[1].id, "nothing"])) == ["10"]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("eo:cloud_cover < 20", ["10"]),
        ("eo:cloud_cover <= 20", ["10", "01"]),
        ("eo:cloud_cover > 1.25 and eo:cloud_cover < 80", ["01"]),
        ("eo:cloud_cover between 1 and 20", ["10", "01"]),
        ("eo:cloud_cover <> 20 AND platform = 'sentinel-2a'", ["20", "10"]),
        ("eo:cloud_cover gte 20", ["20", "01"]),
        ("(eo:cloud_cover = 80.5)", ["20"]),
        ("platform = 'sentinel-2b'", []),
    ],
)
def test_cql2_text(client, text, days):
    assert _days(client.search(filter=text, **{"filter-lang": "cql2-text"})) == days
    assert _days(client.search(filter=text)) == days


@pytest.mark.parametrize(
    ("given", "days"),
    [
        ({"op": ">", "args": [{"property": "eo:cloud_cover"}, 20]}, ["20"]),
        ({"op": "lte", "args": [{"property": "eo:cloud_cover"}, 20]}, ["10", "01"]),
        ({"op": "between", "args": [{"property": "eo:cloud_cover"}, 2, 20]}, ["01"]),
        (
            {
                "op": "and",
                "args": [
                    {"op": ">=", "args": [{"property": "eo:cloud_cover"}, 1.25]},
                    {"op": "<", "args": [{"property": "eo:cloud_cover"}, 80]},
                ],
            },
            ["10", "01"],
        ),
    ],
)
def test_cql2_json(client, given, days):
    assert _days(client.search(filter=given, **{"filter-lang": "cql2-json"})) == days


@pytest.mark.parametrize(
    "given",
    [
        "eo:cloud_cover ~ 3",
        "eo:cloud_cover <",
        "5 < 3",
        "a = 1 or b = 2",
        "a = 1 )",
        7,
        {"op": "or", "args": []},
        {"op": "=", "args": ["a", 1]},
    ],
)
def test_filters_that_are_not_understood(client, given):
    answer = client.search(filter=given)
    assert answer.status == 400
    assert answer.error["errors"][0]["parameter"] == "filter"


def test_pages_follow_next(client):
    first = client.search(limit=2)
    assert first.json["context"] == {"limit": 2, "returned": 2, "next": 2}
    second = client.search(limit=2, next=2)
    assert second.json["context"] == {"limit": 2, "returned": 1}
    assert _days(first) + _days(second) == ["20", "10", "01"]


def test_fields(client):
    only = {"include": ["id", "properties.datetime", "properties.eo:cloud_cover"]}
    item = client.search(fields=only).json["features"][0]
    assert set(item) == {"id", "properties"}
    assert set(item["properties"]) == {"datetime", "eo:cloud_cover"}
    without = {"exclude": ["geometry", "properties.proj:geometry"]}
    item = client.search(fields=without).json["features"][0]
    assert "geometry" not in item
    assert "proj:geometry" not in item["properties"]
    assert "proj:bbox" in item["properties"]


def test_distinct_dates(client):
    answer = client.search(distinct="date")
    assert answer.json["features"] == ["2020-06-01", "2020-06-10", "2020-06-20"]


@pytest.mark.parametrize(
    "change",
    [
        {"collections": []},
        {"collections": ["sentinel-2-l2a", "sentinel-2-l1c"]},
        {"collections": ["sentinel-2-l1c"]},
        {"datetime": None},
        {"datetime": "2020-06-01/2020-07-01"},
        {"limit": 0},
        {"limit": 101},
        {"next": -1},
        {"bbox": [1, 2, 3]},
        {"intersects": {"type": "Circle"}},
        {"bbox": [1, 2, 3, 4], "intersects": {"type": "Point", "coordinates": [1, 2]}},
    ],
)
def test_searches_that_are_refused(client, change):
    answer = client.search(**change)
    assert answer.status == 400
    assert answer.error["code"] == "COMMON_BAD_PAYLOAD"


def test_the_pages_beside_the_search(client, three):
    base = "/api/v1/catalog/1.0.0"
    root = client.get(base + "/").json
    assert root["type"] == "Catalog"
    names = [c["id"] for c in client.get(base + "/collections").json["collections"]]
    assert names == ["sentinel-2-l2a"]
    page = client.get(base + "/collections/sentinel-2-l2a").json
    assert pystac.Collection.from_dict(page).id == "sentinel-2-l2a"
    assert page["extent"]["temporal"]["interval"][0] == [
        "2020-06-01T10:00:09Z",
        "2020-06-20T10:10:31Z",
    ]
    item = client.get(f"{base}/collections/sentinel-2-l2a/items/{three[1].id}").json
    assert item["id"] == three[1].id
    queryables = client.get(base + "/collections/sentinel-2-l2a/queryables").json
    assert "eo:cloud_cover" in queryables["properties"]
    assert client.get(base + "/conformance").json["conformsTo"]
    assert client.get(base + "/collections/nothing").status == 404
