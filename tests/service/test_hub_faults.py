"""Every fault, switched on the hub object."""

import tarfile

import pytest
from scene_slots.plugin.local_hub.faults import Faults

SCRIPT = """//VERSION=3
function setup() {
  return { input: ["B02", "dataMask"], output: { bands: 1 }, mosaicking: "TILE" };
}
var orders = {}, pixels = 0;
function dates(scenes) { return scenes.tiles.map(function (t) { return t.date; }); }
function preProcessScenes(c) { orders.pre = dates(c.scenes); return c; }
function evaluatePixel(samples, scenes) {
  pixels++;
  orders.pixel = dates(scenes);
  orders.values = samples.map(function (s) { return Math.round(s.B02 * 10000); });
  return [0.5];
}
function updateOutputMetadata(scenes, im, om) {
  orders.end = dates(scenes);
  om.userData = { orders: orders, pixels: pixels, tiles: scenes.tiles };
}
"""


@pytest.fixture
def hub(serve, write_scenes, three):
    return serve(write_scenes(*three))


@pytest.fixture
def client(hub, connect):
    return connect(hub)


@pytest.fixture
def fetch(client, request_body):
    def send():
        body = request_body(SCRIPT, "default", "userdata")
        return client.process(body, "application/tar")

    return send


@pytest.mark.parametrize("status", [429, 500, 503, 403, 401])
def test_statuses(hub, fetch, status):
    hub.faults = Faults(status=status, times=1)
    refused = fetch()
    assert refused.status == status
    if status == 429:
        assert refused.headers["Retry-After"] == "3398"
    assert fetch().status == 200


def test_times_count_the_matching_requests_only(hub, client, fetch):
    hub.faults = Faults(status=503, times=2, only="/process")
    assert client.search().status == 200
    assert [fetch().status for _ in range(3)] == [503, 503, 200]


def test_tokens_fail_only_when_asked(hub, client):
    hub.faults = Faults(status=503)
    assert client.fetch_token().status == 200
    hub.faults = Faults(status=503, only="openid-connect")
    assert client.fetch_token().status == 503


def test_latency(hub, client):
    hub.faults = Faults(latency=0.05)
    client.search()
    assert hub.log[-1].seconds >= 0.05


def test_reset(hub, fetch):
    hub.faults = Faults(reset=True, times=1)
    with pytest.raises(ConnectionError):
        fetch()


def test_truncated_body(hub, fetch):
    hub.faults = Faults(truncate=True, times=1)
    with pytest.raises(Exception, match="IncompleteRead"):
        fetch()


def test_stalled_body(hub, connect, request_body):
    client = connect(hub)
    hub.faults = Faults(stall=30)
    client._connection.sock.settimeout(0.2)
    with pytest.raises(TimeoutError):
        client.process(request_body(SCRIPT))


def test_wrong_content_type(hub, fetch):
    hub.faults = Faults(content_type="text/html")
    assert fetch().headers["Content-Type"] == "text/html"


def test_broken_tar(hub, fetch):
    hub.faults = Faults(broken_tar=True)
    answer = fetch()
    assert answer.status == 200
    with pytest.raises(tarfile.ReadError):
        answer.member("default.tif")


def test_broken_json(hub, client, fetch):
    hub.faults = Faults(broken_json=True)
    answer = fetch()
    assert answer.pixels("default.tif").any()
    with pytest.raises(ValueError, match=r"."):
        _ = answer.userdata
    with pytest.raises(ValueError, match=r"."):
        _ = client.search().json


def test_expired_token(hub, client):
    assert client.search().status == 200
    hub.faults = Faults(expired_token=True)
    assert client.search().status == 401
    client.token = client.fetch_token().json["access_token"]
    assert client.search().status == 200


@pytest.mark.parametrize(
    "name",
    ["tileOriginalId", "productId", "sentinel2ProductId", "dataPath", "cloudCoverage"],
)
def test_missing_tile_fields(hub, fetch, name):
    assert name in fetch().userdata["tiles"][0]
    hub.faults = Faults(missing=frozenset({name}))
    assert name not in fetch().userdata["tiles"][0]


def test_missing_catalog_properties(hub, client):
    hub.faults = Faults(missing=frozenset({"eo:cloud_cover", "platform"}))
    properties = client.search().json["features"][0]["properties"]
    assert "eo:cloud_cover" not in properties
    assert "platform" not in properties


def test_several_contexts(hub, fetch):
    assert fetch().userdata["pixels"] == 16
    hub.faults = Faults(contexts=3)
    answer = fetch()
    assert answer.userdata["pixels"] < 16
    assert answer.pixels("default.tif").tolist() == [[[128] * 4] * 4]


def test_another_order_for_the_whole_request(hub, fetch):
    straight = fetch().userdata["orders"]
    orders = []
    for seed in "abcdefgh":
        hub.faults = Faults(shuffle=seed)
        found = fetch().userdata["orders"]
        assert found["pre"] == found["pixel"] == found["end"]
        orders.append(found["pre"])
    assert any(order != straight["pre"] for order in orders)


def test_another_order_for_each_function(hub, fetch):
    seen = set()
    for seed in "abcdefgh":
        hub.faults = Faults(shuffle=seed, shuffle_each=True)
        found = fetch().userdata["orders"]
        assert sorted(found["pre"]) == sorted(found["pixel"]) == sorted(found["end"])
        seen.add(len({tuple(found[key]) for key in ("pre", "pixel", "end")}))
        # Samples stay with their tiles, whatever the order.
        day_of = {0: None, 1001: "20", 1002: "10", 1003: "01"}
        for date, value in zip(found["pixel"], found["values"]):
            assert day_of[value] in (None, date[8:10])
    assert max(seen) > 1


@pytest.mark.parametrize(
    ("how", "date"),
    [
        ("floor", "2020-06-20T10:10:31Z"),
        ("round", "2020-06-20T10:10:32Z"),
        ("fraction", "2020-06-20T10:10:31.700Z"),
    ],
)
def test_seconds(hub, client, fetch, how, date):
    hub.faults = Faults(tile_seconds=how, catalog_seconds=how)
    assert fetch().userdata["tiles"][0]["date"] == date
    item = client.search().json["features"][0]
    assert item["properties"]["datetime"] == date


def test_footprints_that_lie(hub, client, fetch):
    def width():
        west, _, east, _ = client.search().json["features"][0]["bbox"]
        return east - west

    true = width()
    hub.faults = Faults(footprints="more")
    assert width() == pytest.approx(true * 1.2, rel=0.05)
    hub.faults = Faults(footprints="less")
    assert width() == pytest.approx(true * 0.8, rel=0.05)
    assert fetch().status == 200


def test_a_footprint_that_claims_more_offers_a_scene_without_data(
    hub, client, request_body
):
    beside = [500042, 5099960, 500046, 5100000]
    body = request_body(SCRIPT, "userdata", bbox=beside)
    assert client.process(body, "application/tar").userdata["tiles"] == []
    hub.faults = Faults(footprints="more", footprint_margin=0.5)
    found = client.process(body, "application/tar").userdata
    assert len(found["tiles"]) == 3
    assert found["orders"]["values"] == [0, 0, 0]


def test_duplicate_products(hub, client, fetch, three):
    hub.faults = Faults(duplicates=True)
    ids = [item["id"] for item in client.search().json["features"]]
    assert len(ids) == len(set(ids)) == 6
    assert set(ids) > {one.id for one in three}
    tiles = fetch().userdata["tiles"]
    assert len(tiles) == 6
    assert len({tile["shId"] for tile in tiles}) == 6
    assert len({tile["date"] for tile in tiles}) == 3
    twin = client.search(ids=[ids[1]]).json["features"][0]["id"]
    page = f"/api/v1/catalog/1.0.0/collections/sentinel-2-l2a/items/{twin}"
    assert client.get(page).json["id"] == twin


def test_a_hub_that_ends_cuts_its_connections(hub, fetch):
    assert fetch().status == 200
    hub.stop()
    with pytest.raises((ConnectionError, OSError)):
        fetch()
