"""Each bullet of the emulator checklist (section 9 of the service facts), by number."""

import base64
import json
import tarfile
from io import BytesIO

import pytest
from scene_slots.plugin.local_hub.faults import Faults

GOOD = """
// VERSION=3
function setup() {
  return {
    input: ["B02", "dataMask"],
    output: [
      { id: "default", bands: 1, sampleType: "UINT16", nodataValue: 7 },
      { id: "mask", bands: 1, sampleType: "UINT8" }
    ],
    mosaicking: "TILE"
  };
}
function evaluatePixel(samples) {
  return { default: [samples.length], mask: [samples[0].dataMask] };
}
"""


@pytest.fixture
def client(client_of, three):
    return client_of(*three)


def test_s9_1_token_is_a_jwt_with_azp_and_exp(serve, write_scenes, three, connect):
    hub = serve(write_scenes(*three))
    client = connect(hub)
    found = client.fetch_token().json
    assert found["expires_in"] == 3600
    assert found["token_type"] in ("Bearer",)
    claims = found["access_token"].split(".")[1]
    decoded = json.loads(base64.urlsafe_b64decode(claims + "=" * (-len(claims) % 4)))
    assert decoded["azp"] == hub.client_id
    assert decoded["exp"] - decoded["iat"] == 3600


@pytest.mark.parametrize("wrong", [{"client_id": "x"}, {"client_secret": "x"}])
def test_s9_1_bad_credentials_are_invalid_client(client, wrong):
    refused = client.fetch_token(**wrong)
    assert refused.status == 401
    assert set(refused.json) == {"error", "error_description"}
    assert refused.json["error"] == "invalid_client"


def test_s9_1_credentials_may_come_as_basic(serve, write_scenes, three, connect):
    hub = serve(write_scenes(*three))
    pair = base64.b64encode(f"{hub.client_id}:{hub.client_secret}".encode()).decode()
    path = "/auth/realms/main/protocol/openid-connect/token"
    answer = connect(hub).send(
        "POST",
        path,
        "grant_type=client_credentials",
        {"Authorization": f"Basic {pair}"},
    )
    assert answer.status == 200


def test_s9_2_accept_beats_the_output_format(client, request_body):
    body = request_body(GOOD.replace("UINT16", "AUTO"))
    assert client.process(body, "image/png").headers["Content-Type"] == "image/png"
    assert client.process(body).headers["Content-Type"] == "image/tiff"


def test_s9_2_several_responses_come_as_a_plain_tar(client, request_body):
    body = request_body(GOOD, "default", "mask", "userdata")
    answer = client.process(body, "application/x-tar")
    with tarfile.open(fileobj=BytesIO(answer.body), mode="r:") as archive:
        assert archive.getnames() == ["default.tif", "mask.tif", "userdata.json"]
    dataset = answer.dataset("default.tif")
    assert dataset.GetGeoTransform() == (500000, 10, 0, 5100000, 0, -10)
    assert dataset.GetRasterBand(1).GetNoDataValue() == 7
    assert float(answer.headers["x-processingunits-spent"]) > 0


def test_s9_2_multipart_bodies_and_answers(client, request_body):
    body = request_body(GOOD, "default", "userdata")
    script = body.pop("evalscript")
    parts = "".join(
        f'--cut\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{text}\r\n'
        for name, text in (("request", json.dumps(body)), ("evalscript", script))
    )
    answer = client.post(
        "/api/v1/process",
        parts + "--cut--\r\n",
        "multipart/mixed",
        **{"Content-Type": "multipart/form-data; boundary=cut"},
    )
    assert answer.status == 200
    assert answer.headers["Content-Type"].startswith("multipart/mixed; boundary=")
    assert b'filename="userdata.json"' in answer.body


@pytest.mark.parametrize(
    "output",
    [
        {"width": 4, "resx": 10},
        {"width": 0},
        {"height": 2501},
        {"width": 1.5},
        {"resx": 0.001},
        {"resx": -1},
    ],
)
def test_s9_3_validates_width_or_resx(client, request_body, output):
    body = request_body(GOOD)
    body["output"] = output
    assert client.process(body).status == 400


@pytest.mark.parametrize(
    ("code", "status"),
    [("4326", 200), ("32660", 200), ("5514", 200), ("3035", 200), ("25833", 400)],
)
def test_s9_3_validates_the_crs(client, request_body, code, status):
    crs = f"http://www.opengis.net/def/crs/EPSG/0/{code}"
    boxes = {"4326": [10, 50, 10.01, 50.01]}
    bbox = boxes.get(code, [4000000, 3000000, 4000100, 3000100])
    script = GOOD.replace("samples[0].dataMask", "1")
    assert client.process(request_body(script, bbox=bbox, crs=crs)).status == status


@pytest.mark.parametrize(
    ("old", "new"),
    [('"B02"', '"B77"'), ('["B02", "dataMask"]', '[{ bands: ["B02"], units: "X" }]')],
)
def test_s9_3_validates_bands_and_units(client, request_body, old, new):
    assert client.process(request_body(GOOD.replace(old, new))).status == 400


def test_s9_3_validates_format_and_identifier(client, request_body):
    floats = GOOD.replace("UINT16", "FLOAT32")
    assert client.process(request_body(floats), "image/png").status == 400
    assert client.process(request_body(GOOD, "nothing")).status == 400
    assert client.process(request_body(GOOD, "userdata")).status == 200


def test_s9_3_defaults(client):
    script = GOOD.replace('"UINT16"', '"AUTO"').replace("samples[0].dataMask", "1")
    bounds = {"bbox": [15.0, 46.04, 15.02, 46.06]}
    body = {
        "input": {"bounds": bounds, "data": [{"type": "sentinel-2-l2a"}]},
        "evalscript": script,
    }
    answer = client.process(body)
    assert answer.headers["Content-Type"] == "image/png"
    assert answer.pixels().shape == (1, 256, 256)


def test_s9_4_errors_list_their_violations(client, request_body):
    body = request_body(GOOD, width=3000)
    assert client.process(body).error["errors"] == [
        {
            "parameter": "output->width",
            "violation": "`width = 3000` is larger than allowed 2500.",
        }
    ]


def test_s9_4_retry_after_is_whole_milliseconds(serve, write_scenes, three, connect):
    hub = serve(write_scenes(*three), faults=Faults(status=429))
    refused = connect(hub).search()
    assert refused.headers["Retry-After"] == "3398"


CALLS = """//VERSION=3
var calls = [], fresh = typeof seenBefore === "undefined";
seenBefore = true;
function setup() {
  calls.push("setup");
  return { input: ["B02"], output: { bands: 1 }, mosaicking: "TILE" };
}
function preProcessScenes(c) { calls.push("preProcessScenes"); return c; }
function updateOutput() { calls.push("updateOutput"); }
function evaluatePixel(samples, scenes) {
  for (i = 0; i < 1; i++) undeclared = [...samples].includes(samples[0]);
  if (calls[calls.length - 1] !== "evaluatePixel") calls.push("evaluatePixel");
  return [1];
}
function updateOutputMetadata(scenes, im, om) {
  calls.push("updateOutputMetadata");
  om.userData = { calls: calls, fresh: fresh };
}
"""


def test_s9_5_sloppy_modern_script_in_a_fresh_context_each_time(client, request_body):
    for _ in range(4):
        body = request_body(CALLS, "default", "userdata")
        found = client.process(body, "application/tar").userdata
        assert found["fresh"] is True
        assert found["calls"] == [
            "setup",
            "preProcessScenes",
            "updateOutput",
            "evaluatePixel",
            "updateOutputMetadata",
        ]


def test_s9_5_scenes_are_frozen(client, request_body):
    script = """//VERSION=3
    function setup() {
      return { input: ["B02"], output: { bands: 2 }, mosaicking: "TILE" }
    }
    function evaluatePixel(samples, scenes) {
      scenes.tiles[0].cloudCoverage = -5; scenes.tiles.length = 0;
      var tiles = scenes.tiles;
      return [tiles.length === 3 ? 1 : 0, tiles[0].cloudCoverage > 0 ? 1 : 0];
    }"""
    assert (client.process(request_body(script)).pixels() == 255).all()


def test_s9_5_lengths_are_enforced(client, request_body):
    script = GOOD.replace("[samples.length]", "[1, 2]")
    answer = client.process(request_body(script))
    assert answer.error["message"] == (
        "Output default requires 1 bands but the script returned 2."
    )


def test_s9_6_tiles_have_all_identifiers(client, request_body, three):
    script = CALLS.replace("calls: calls", "tile: scenes.tiles[0]")
    body = request_body(script, "userdata")
    tile = client.process(body, "application/tar").userdata["tile"]
    assert set(tile) == {
        "date",
        "shId",
        "cloudCoverage",
        "dataPath",
        "tileOriginalId",
        "productId",
        "sentinel2ProductId",
        "__idx",
    }
    assert tile["productId"] == three[0].id


def test_s9_7_the_loop_can_be_split_over_contexts(
    serve, write_scenes, three, connect, request_body
):
    hub = serve(write_scenes(*three), faults=Faults(contexts=4))
    script = GOOD.replace(
        "[samples.length]", "[counted = (globalThis.counted || 0) + 1]"
    )
    pixels = connect(hub).process(request_body(script)).pixels()
    assert pixels[0, :, 0].tolist() == [1, 1, 1, 1]


def test_s9_8_a_plain_http_client_is_enough(client, request_body):
    """Prior art tells users to override URLs only: no other set-up is needed here."""
    answer = client.process(request_body(GOOD))
    assert (answer.pixels() == 3).all()
