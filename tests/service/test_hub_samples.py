"""What a script is given: samples, scenes, and in which order."""

import numpy as np
import pytest

DUMP = """//VERSION=3
function setup() {
  return { input: ["B02", "dataMask"], output: { bands: 1 }, mosaicking: "%s" };
}
var seen = [];
function evaluatePixel(samples, scenes, inputMetadata, customData, outputMetadata) {
  seen.push(JSON.parse(JSON.stringify([samples, scenes])));
  return [0];
}
function updateOutputMetadata(scenes, inputMetadata, outputMetadata) {
  outputMetadata.userData = { seen: seen, scenes: scenes, input: inputMetadata };
}
"""


def test_tile_gives_every_scene_a_sample_at_every_pixel(client_of, three, request_body):
    client = client_of(*three)
    body = request_body(DUMP % "TILE", "userdata")
    found = client.process(body, "application/tar").userdata
    assert len(found["seen"]) == 16
    top_left, top_right = found["seen"][0][0], found["seen"][3][0]
    assert [s["dataMask"] for s in top_left] == [0, 1, 1]
    assert [s["dataMask"] for s in top_right] == [1, 1, 0]
    assert [s["B02"] for s in top_left] == [0, 1002 * 0.0001, 1003 * 0.0001]
    for samples, scenes in found["seen"]:
        assert len(samples) == len(scenes["tiles"]) == 3
        assert scenes == found["scenes"]


def test_tile_objects_hold_the_documented_facts(client_of, three, request_body):
    client = client_of(*three)
    body = request_body(DUMP % "TILE", "userdata")
    tiles = client.process(body, "application/tar").userdata["scenes"]["tiles"]
    assert [t["date"] for t in tiles] == [
        "2020-06-20T10:10:31Z",
        "2020-06-10T10:10:31Z",
        "2020-06-01T10:00:09Z",
    ]
    assert [t["cloudCoverage"] for t in tiles] == [80.5, 1.25, 20]
    assert [t["__idx"] for t in tiles] == [0, 1, 2]
    assert tiles[0]["productId"] == tiles[0]["sentinel2ProductId"] == three[0].id
    assert len({t["shId"] for t in tiles}) == 3
    assert tiles[0]["dataPath"].startswith("s3://")
    assert "dataGeometry" not in tiles[0]


def test_simple_gives_one_object_and_empty_scenes(client_of, three, request_body):
    client = client_of(*three)
    found = client.process(
        request_body(DUMP % "SIMPLE", "userdata"), "application/tar"
    ).userdata
    left, right = found["seen"][0], found["seen"][3]
    assert left == [{"B02": 1002 * 0.0001, "dataMask": 1}, {}]
    assert right == [{"B02": 1001 * 0.0001, "dataMask": 1}, {}]
    assert found["input"] == {
        "serviceVersion": "4.263.0",
        "normalizationFactor": 0.0001,
    }


def test_orbit_gives_one_sample_a_day(client_of, three, scene, request_body):
    same_day = scene(
        "S2A_MSIL2A_20200620T100031_N0400_R122_T33TVM_20200620T120000",
        "2020-06-20T10:10:20Z",
        {"B02": np.full((4, 4), 1500, np.uint16), "SCL": np.full((4, 4), 4, np.uint16)},
        5.0,
    )
    client = client_of(*three, same_day)
    found = client.process(
        request_body(DUMP % "ORBIT", "userdata"), "application/tar"
    ).userdata
    samples, scenes = found["seen"][0]
    assert len(samples) == len(scenes["orbits"]) == 3
    # The newer tile has no data on the left: the neighbour of its day fills in.
    assert samples[0] == {"B02": 1500 * 0.0001, "dataMask": 1}
    assert found["seen"][3][0][0]["B02"] == 1001 * 0.0001
    orbit = scenes["orbits"][0]
    assert (orbit["dateFrom"], orbit["dateTo"], orbit["__idx"]) == (
        "2020-06-20T00:00:00Z",
        "2020-06-20T23:59:59Z",
        0,
    )
    assert [t["date"] for t in orbit["tiles"]] == [
        "2020-06-20T10:10:31Z",
        "2020-06-20T10:10:20Z",
    ]


@pytest.mark.parametrize(
    ("order", "days"),
    [
        ("mostRecent", ["20", "10", "01"]),
        ("leastRecent", ["01", "10", "20"]),
        ("leastCC", ["10", "01", "20"]),
    ],
)
def test_tiles_come_in_mosaicking_order(client_of, three, request_body, order, days):
    client = client_of(*three)
    body = request_body(
        DUMP % "TILE", "userdata", dataFilter={"mosaickingOrder": order}
    )
    tiles = client.process(body, "application/tar").userdata["scenes"]["tiles"]
    assert [t["date"][8:10] for t in tiles] == days


def test_cloud_limit_and_time_range_are_inclusive(client_of, three, request_body):
    client = client_of(*three)
    limits = {
        "maxCloudCoverage": 20,
        "timeRange": {"from": "2020-06-01T10:00:09.024Z", "to": "2020-06-10T23:59:59Z"},
    }
    body = request_body(DUMP % "TILE", "userdata", dataFilter=limits)
    tiles = client.process(body, "application/tar").userdata["scenes"]["tiles"]
    assert [t["cloudCoverage"] for t in tiles] == [1.25, 20]


def test_no_scene_is_an_answer_with_empty_samples(client_of, three, request_body):
    client = client_of(*three)
    nothing = {
        "timeRange": {"from": "2019-01-01T00:00:00Z", "to": "2019-02-01T00:00:00Z"}
    }
    body = request_body(DUMP % "TILE", "default", "userdata", dataFilter=nothing)
    answer = client.process(body, "application/tar")
    assert answer.status == 200
    assert answer.userdata["seen"][0] == [[], {"tiles": []}]
    assert not answer.pixels("default.tif").any()


def test_no_scene_gives_simple_a_sample_without_data(client_of, three, request_body):
    client = client_of(*three)
    nothing = {
        "timeRange": {"from": "2019-01-01T00:00:00Z", "to": "2019-02-01T00:00:00Z"}
    }
    body = request_body(DUMP % "SIMPLE", "userdata", dataFilter=nothing)
    found = client.process(body, "application/tar").userdata
    assert found["seen"][0] == [{"B02": 0, "dataMask": 0}, {}]


PREPROCESS = """//VERSION=3
function setup() {
  return { input: ["B02", "dataMask"], output: { bands: 3 }, mosaicking: "TILE" };
}
var asked;
function preProcessScenes(collections) {
  asked = Object.keys(collections);
  collections.scenes.tiles = collections.scenes.tiles
    .filter(function (t) { return t.cloudCoverage < 50; })
    .sort(function (a, b) { return new Date(a.date) - new Date(b.date); });
  return collections;
}
function updateOutput(output, collection) {
  output.default.bands = collection.scenes.length;
}
function evaluatePixel(samples, scenes) {
  return samples.map(function (s, i) { return samples[scenes.tiles[i].__idx].B02; });
}
function updateOutputMetadata(scenes, inputMetadata, outputMetadata) {
  outputMetadata.userData = { asked: asked, tiles: scenes.tiles };
}
"""


def test_preprocess_filters_and_sorts_what_follows(client_of, three, request_body):
    client = client_of(*three)
    answer = client.process(
        request_body(PREPROCESS, "default", "userdata"), "application/tar"
    )
    assert answer.userdata["asked"] == ["scenes"]
    tiles = answer.userdata["tiles"]
    assert [(t["date"][8:10], t["__idx"]) for t in tiles] == [("01", 0), ("10", 1)]
    pixels = answer.pixels("default.tif")
    assert pixels.shape == (2, 4, 4)
    assert pixels[:, 0, 0].tolist() == [26, 26]
    assert pixels[:, 0, 3].tolist() == [0, 26]


def test_preprocess_of_orbits_has_dates_and_no_tiles(client_of, three, request_body):
    script = (DUMP % "ORBIT") + (
        "function preProcessScenes(c) {"
        " seen.push([c.from.toISOString(), c.to.getUTCDate(), c.scenes.orbits]);"
        " c.scenes.orbits = c.scenes.orbits.slice(0, 1); return c; }"
    )
    span = {"timeRange": {"from": "2020-06-01T00:00:00Z", "to": "2020-06-30T00:00:00Z"}}
    client = client_of(*three)
    body = request_body(script, "userdata", dataFilter=span)
    found = client.process(body, "application/tar").userdata
    begin, end_day, orbits = found["seen"][0]
    assert (begin, end_day, len(orbits)) == ("2020-06-01T00:00:00.000Z", 30, 3)
    assert "tiles" not in orbits[0]
    assert len(found["scenes"]["orbits"]) == 1


def test_a_script_that_changes_its_samples_spoils_no_other_pixel(
    client_of, three, request_body
):
    script = """//VERSION=3
    function setup() {
      return { input: ["B02", "dataMask"], output: { bands: 2 }, mosaicking: "TILE" };
    }
    var kept = [];
    function evaluatePixel(samples, scenes) {
      var fresh = samples.length === 3 && samples[0].mine === undefined &&
        samples[1].B02 > 0.1 && scenes.tiles.length === 3 && !scenes.mine;
      kept.push(samples[1]);
      samples[1].B02 = -1; samples[0].mine = 1; delete samples[2].dataMask;
      samples.reverse(); samples.pop();
      scenes.mine = 1; scenes.tiles[0].date = "";
      return [fresh ? 1 : 0, kept.every(function (s) { return s.B02 === -1; }) ? 1 : 0];
    }"""
    pixels = client_of(*three).process(request_body(script)).pixels()
    assert (pixels == 255).all()


def test_bounds_metadata_adds_the_outlines(client_of, three, request_body):
    script = (DUMP % "TILE").replace(
        'input: ["B02", "dataMask"]',
        'input: [{ bands: ["B02"], metadata: ["bounds"] }]',
    )
    client = client_of(*three)
    tiles = client.process(
        request_body(script, "userdata"), "application/tar"
    ).userdata["scenes"]["tiles"]
    assert tiles[0]["dataGeometry"]["type"] == "MultiPolygon"
    ring = tiles[0]["dataEnvelope"]["coordinates"][0]
    assert ring[0][0] == pytest.approx(15.0, abs=1e-3)


def test_landsat_has_nan_without_data(client_of, scene, request_body):
    values = np.array([[0, 1000], [2000, 3000]], np.uint16)
    landsat = scene(
        "LC08_X", "2020-06-20T10:00:00Z", {"B04": values}, 3.0, "landsat-ot-l2"
    )
    script = """//VERSION=3
    function setup() { return { input: ["B04", "dataMask"],
      output: { bands: 2, sampleType: "FLOAT32" } }; }
    function evaluatePixel(s) { return [s.B04, s.dataMask]; }"""
    body = request_body(
        script, width=2, height=2, bbox=[500000, 5099980, 500020, 5100000]
    )
    body["input"]["data"][0]["type"] = "landsat-ot-l2"
    pixels = client_of(landsat).process(body).pixels()
    assert np.isnan(pixels[0, 0, 0])
    assert pixels[0, 1].tolist() == pytest.approx([0.2, 0.3])
    assert pixels[1].tolist() == [[0, 1], [1, 1]]


def test_sentinel1_tiles_have_no_cloud_coverage(client_of, scene, request_body):
    values = np.full((4, 4), 0.25, np.float32)
    radar = scene(
        "S1_X", "2020-06-20T17:00:00Z", {"VV": values}, None, "sentinel-1-grd"
    )
    script = (DUMP % "TILE").replace("B02", "VV")
    body = request_body(script, "userdata")
    body["input"]["data"][0]["type"] = "sentinel-1-grd"
    found = client_of(radar).process(body, "application/tar").userdata
    tile = found["scenes"]["tiles"][0]
    assert "cloudCoverage" not in tile
    assert "sentinel2ProductId" not in tile
    assert found["seen"][0][0] == [{"VV": 0.25, "dataMask": 1}]


def test_data_fusion_keys_samples_by_source(client_of, three, scene, request_body):
    radar = scene(
        "S1_X",
        "2020-06-20T17:00:00Z",
        {"VV": np.full((4, 4), 0.25, np.float32)},
        None,
        "sentinel-1-grd",
    )
    script = """//VERSION=3
    function setup() {
      return { input: [
        { datasource: "radar", bands: ["VV"], mosaicking: "ORBIT" },
        { datasource: "optical", bands: ["B04", "dataMask"] } ],
        output: { bands: 2, sampleType: "FLOAT32" } };
    }
    var shapes;
    function updateOutput(output, collection) {
      shapes = [collection.radar.scenes.length, collection.optical.scenes.length];
    }
    function evaluatePixel(samples, scenes) {
      shapes.push(scenes.radar.scenes.orbits.length);
      return [samples.radar[0].VV, samples.optical[0].B04];
    }
    function updateOutputMetadata(scenes, im, om) { om.userData = shapes.slice(0, 3); }
    """
    body = request_body(script, "default", "userdata", id="optical")
    body["input"]["data"].append({"type": "sentinel-1-grd", "id": "radar"})
    answer = client_of(*three, radar).process(body, "application/tar")
    assert answer.pixels("default.tif")[:, 0, 0].tolist() == pytest.approx(
        [0.25, 0.3002]
    )
    assert answer.userdata == [1, 1, 1]
    # least area x (VV 1/3 + B04 1/3) x float TIFF x two sources
    expected = 0.01 * 2 / 3 * 2 * 2
    assert float(answer.headers["x-processingunits-spent"]) == pytest.approx(expected)


def test_many_scenes_use_the_same_samples(client_of, scene, request_body):
    one = np.ones((4, 4), np.uint16)
    many = [
        scene(
            f"many-{n}",
            f"2020-06-{n // 24 + 1:02d}T{n % 24:02d}:00:00Z",
            dict.fromkeys(("B02", "B03", "B04"), one * (1000 + n)) | {"SCL": one * 4},
        )
        for n in range(60)
    ]
    script = """//VERSION=3
    function setup() { return { input: ["B02", "B03", "B04", "dataMask"],
      output: { bands: 1, sampleType: "FLOAT32" }, mosaicking: "TILE" }; }
    function evaluatePixel(samples) {
      var sum = 0;
      samples.forEach(function (s) { sum += s.B03 * s.dataMask; });
      return [sum];
    }"""
    pixels = client_of(*many).process(request_body(script)).pixels()
    assert pixels == pytest.approx(sum(1000 + n for n in range(60)) / 10_000)
