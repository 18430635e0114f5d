"""Processing units, quota and rate limits."""

import pytest
from scene_slots.plugin.local_hub.accounting import Rate

UNITS = "x-processingunits-spent"
SCRIPT = """//VERSION=3
function setup() {
  return {
    input: [%s],
    output: { bands: 1, sampleType: "%s" },
    mosaicking: "%s"
  };
}
function preProcessScenes(c) {
  if (c.scenes.tiles) c.scenes.tiles = c.scenes.tiles.slice(0, 2);
  return c;
}
function evaluatePixel() { return [0]; }
"""
BANDS = '"B02", "B03", "B04"'


def _units(client, request_body, script, side=512):
    answer = client.process(request_body(script, width=side, height=side))
    assert answer.status == 200, answer.body
    return float(answer.headers[UNITS])


@pytest.mark.parametrize(
    ("bands", "sample_type", "mosaicking", "expected"),
    [
        (BANDS, "AUTO", "SIMPLE", 1.0),
        (BANDS + ', "dataMask"', "AUTO", "SIMPLE", 1.0),
        ('"dataMask"', "AUTO", "SIMPLE", 1 / 3),
        (BANDS, "UINT16", "SIMPLE", 1.0),
        (BANDS, "FLOAT32", "SIMPLE", 2.0),
        (BANDS, "AUTO", "TILE", 2.0),
        (BANDS, "AUTO", "ORBIT", 3.0),
        ('"B02", "B03", "B04", "B08"', "FLOAT32", "TILE", 16 / 3),
    ],
)
def test_the_documented_formula(
    client_of, three, request_body, bands, sample_type, mosaicking, expected
):
    script = SCRIPT % (bands, sample_type, mosaicking)
    client = client_of(*three)
    assert _units(client, request_body, script) == pytest.approx(expected)


def test_small_requests_cost_the_least_area(client_of, three, request_body):
    client = client_of(*three)
    one = SCRIPT % ('"B02"', "AUTO", "SIMPLE")
    assert _units(client, request_body, one, 20) == pytest.approx(0.005)
    two = SCRIPT % ('"B02", "B03"', "AUTO", "SIMPLE")
    assert _units(client, request_body, two, 20) == pytest.approx(0.01 * 2 / 3)


def test_orthorectified_radar_costs_twice(client_of, scene, request_body):
    import numpy as np

    radar = scene(
        "S1",
        "2020-06-20T17:00:00Z",
        {"VV": np.ones((4, 4), np.float32)},
        None,
        "sentinel-1-grd",
    )
    client = client_of(radar)
    prices = {}
    for name, processing in {
        "plain": {},
        "ortho": {"orthorectify": True},
        "terrain": {"orthorectify": True, "backCoeff": "GAMMA0_TERRAIN"},
        "speckle": {"speckleFilter": {"type": "LEE"}},
    }.items():
        script = SCRIPT % ('"VV"', "AUTO", "SIMPLE")
        body = request_body(script, width=512, height=512, processing=processing)
        body["input"]["data"][0]["type"] = "sentinel-1-grd"
        prices[name] = float(client.process(body).headers[UNITS])
    assert prices == {
        "plain": pytest.approx(1 / 3),
        "ortho": pytest.approx(2 / 3),
        "terrain": pytest.approx(2.5 / 3),
        "speckle": pytest.approx(2 / 3),
    }


def test_a_search_has_its_price(client_of, three):
    client = client_of(*three)
    small = client.search(
        bbox=[15, 46, 15.1, 46.1], datetime="2020-06-01T00:00:00Z/2020-08-15T00:00:00Z"
    )
    assert float(small.headers[UNITS]) == pytest.approx(0.03)
    assert float(client.search().headers[UNITS]) == 1.0


def test_an_error_is_free(three, request_body, serve, connect, write_scenes):
    hub = serve(write_scenes(*three))
    client = connect(hub)
    client.process(request_body("//VERSION=3\nnonsense("))
    assert hub.ledger.used == 0
    assert hub.log[-1].pu is None


def test_a_spent_quota_is_a_403(client_of, three, request_body):
    client = client_of(*three, quota=1.5)
    body = request_body(SCRIPT % (BANDS, "AUTO", "SIMPLE"), width=512, height=512)
    statuses = [client.process(body).status for _ in range(3)]
    assert statuses == [200, 200, 403]
    error = client.process(body).error
    assert error["code"] == "ACCESS_INSUFFICIENT_PROCESSING_UNITS"
    assert error["message"] == (
        "Insufficient processing units or requests available in your account."
    )


def test_too_many_requests_are_a_429_in_milliseconds(client_of, three):
    client = client_of(*three, rate=Rate(requests=2))
    assert [client.search().status for _ in range(2)] == [200, 200]
    refused = client.search()
    assert refused.status == 429
    wait = int(refused.headers["Retry-After"])
    assert 55_000 < wait <= 60_000
    assert refused.json == {
        "status": 429,
        "reason": "Too Many Requests",
        "message": "You have exceeded your rate limit",
        "code": "RATE_LIMIT_EXCEEDED",
    }


def test_after_the_window_requests_pass_again(client_of, three):
    client = client_of(*three, rate=Rate(requests=1, seconds=0.05))
    assert client.search().status == 200
    answers = [client.search() for _ in range(200)]
    assert 200 in {answer.status for answer in answers}
    assert 429 in {answer.status for answer in answers}


def test_units_are_limited_too(client_of, three):
    client = client_of(*three, rate=Rate(units=1.5))
    assert [client.search().status for _ in range(3)] == [200, 200, 429]


def test_tokens_do_not_count(client_of, three):
    client = client_of(*three, rate=Rate(requests=1))
    assert [client.fetch_token().status for _ in range(3)] == [200, 200, 200]
