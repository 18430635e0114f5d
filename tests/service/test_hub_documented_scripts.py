"""The scripts of the user guide's metadata page and of the forum thread."""

import json

import numpy as np
import pytest

ORBITS = """
//VERSION=3
function setup() {
  return { input: ["B02", "dataMask"], mosaicking: Mosaicking.ORBIT,
           output: { id: "default", bands: 1 } }
}
function evaluatePixel(samples) {
  var sum = 0, count = 0
  for (i = 0; i < samples.length; i++) {
    if (samples[i].dataMask == 1) { sum += samples[i].B02; count += 1 }
  }
  return [sum / count]
}
function updateOutputMetadata(scenes, inputMetadata, outputMetadata) {
  outputMetadata.userData = { "inputMetadata": inputMetadata }
  outputMetadata.userData["orbits"] = scenes.orbits
}
"""
MAXIMUM = """
//VERSION=3
function setup() {
  return { input: ["B02", "dataMask"], mosaicking: Mosaicking.TILE,
           output: { id: "default", bands: 1 } }
}
var greatest = 0
function evaluatePixel(samples) {
  for (i = 0; i < samples.length; i++) {
    if (samples[i].dataMask == 1 && samples[i].B02 > greatest) greatest = samples[i].B02
  }
  return [greatest]
}
function updateOutputMetadata(scenes, inputMetadata, outputMetadata) {
  outputMetadata.userData = { "tiles": scenes.tiles }
  outputMetadata.userData.maxValueB02 = greatest
}
"""
FILTERED = """
//VERSION=3
function setup() {
  return { input: ["B08", "B04", "dataMask"], mosaicking: Mosaicking.TILE,
           output: { id: "default", bands: 1 } }
}
var notAllowed = ["2020-06-10"], before = []
function preProcessScenes(collections) {
  before = collections.scenes.tiles
  collections.scenes.tiles = collections.scenes.tiles.filter(function (tile) {
    return !notAllowed.includes(tile.date.split("T")[0])
  })
  return collections
}
function evaluatePixel(samples) {
  var sum = 0, count = 0
  for (i = 0; i < samples.length; i++) {
    if (samples[i].dataMask == 1) {
      sum += (samples[i].B08 - samples[i].B04) / (samples[i].B08 + samples[i].B04)
      count += 1
    }
  }
  return [sum / count]
}
function updateOutputMetadata(scenes, inputMetadata, outputMetadata) {
  outputMetadata.userData = {
    "inputMetadata.serviceVersion": inputMetadata.serviceVersion
  }
  outputMetadata.userData.before = before.map(function (t) { return t.date })
  var dates = []
  for (i = 0; i < scenes.tiles.length; i++) { dates.push(scenes.tiles[i].date) }
  outputMetadata.userData.tilesDates = dates
}
"""


@pytest.fixture
def fetch(client_of, three, request_body):
    client = client_of(*three)

    def send(script, **options):
        body = request_body(script, "default", "userdata", **options)
        answer = client.process(body, "application/x-tar")
        assert answer.status == 200, answer.body
        return answer

    return send


def test_orbit_metadata(fetch, shared):
    found = fetch(ORBITS).userdata
    recorded = json.loads(
        (shared / "recorded/userdata/cdse_docs_userdata_orbit.json").read_text()
    )
    assert found["inputMetadata"] == recorded["inputMetadata"]
    assert [set(orbit) for orbit in found["orbits"]] == [set(recorded["orbits"][0])] * 3
    theirs = set(recorded["orbits"][0]["tiles"][0])
    assert theirs <= set(found["orbits"][0]["tiles"][0])
    assert "__idx" not in found["orbits"][0]["tiles"][0]


def test_orbit_mean(fetch):
    answer = fetch(ORBITS)
    assert [orbit["dateFrom"][8:10] for orbit in answer.userdata["orbits"]] == [
        "20",
        "10",
        "01",
    ]
    assert answer.pixels("default.tif")[0, 0].tolist() == [26] * 4


def test_a_global_maximum_reaches_the_metadata(fetch):
    found = fetch(MAXIMUM).userdata
    assert found["maxValueB02"] == 1003 * 0.0001
    assert [tile["date"][8:10] for tile in found["tiles"]] == ["20", "10", "01"]


def test_tiles_are_filtered_and_told(fetch):
    answer = fetch(FILTERED)
    assert answer.userdata["before"] == [
        "2020-06-20T10:10:31Z",
        "2020-06-10T10:10:31Z",
        "2020-06-01T10:00:09Z",
    ]
    assert answer.userdata["tilesDates"] == [
        "2020-06-20T10:10:31Z",
        "2020-06-01T10:00:09Z",
    ]
    assert answer.userdata["inputMetadata.serviceVersion"] == "4.263.0"
    ndvi = np.float64(1000) / 7000
    assert (answer.pixels("default.tif") == round(ndvi * 255)).all()


# The thread's script in the test's own words: it notes the index of each used sample,
# then reads the first so many tiles instead of the noted ones.
THREAD = """//VERSION=3
var used = [];
function setup() {
  return { input: [{ bands: ["B02", "B03", "B04", "dataMask"] }],
           output: { bands: 3 }, mosaicking: Mosaicking.TILE };
}
function updateOutputMetadata(scenes, inputMetadata, outputMetadata) {
  let told = [];
  for (i = 0; i < used.length; i++) {
    let tile = scenes.tiles[i];
    told.push({ date: tile.date, tile_id: tile.tileOriginalId,
                cloud_coverage: tile.cloudCoverage,
                right: scenes.tiles[used[i]].date });
  }
  outputMetadata.userData = { metadata: told };
}
function evaluatePixel(samples) {
  let best = first(samples);
  if (!used.includes(best)) used.push(best);
  return [samples[best].B04, samples[best].B03, samples[best].B02];
}
function first(samples) {
  for (i = 0; i < samples.length; i++) if (samples[i].dataMask == 1) return i;
}
"""


def test_the_threads_way_of_reading_names_the_wrong_tiles(fetch):
    found = fetch(THREAD, dataFilter={"maxCloudCoverage": 100}).userdata["metadata"]
    # Left pixels come from the second tile, right ones from the first.
    assert [entry["date"][8:10] for entry in found] == ["20", "10"]
    assert [entry["right"][8:10] for entry in found] == ["10", "20"]


def test_the_threads_script_itself(fetch, shared, three):
    text = (shared / "seed.txt").read_text()
    script = text[text.index("//VERSION=3") : text.index("With the above evalscript")]
    answer = fetch(script, dataFilter={"mosaickingOrder": "leastCC"})
    assert answer.userdata == {
        "metadata": [
            {
                "date": "2020-06-10T10:10:31Z",
                "tile_id": three[1].id,
                "cloud_coverage": 1.25,
            }
        ]
    }
    expected = [round(v * 0.0001 * 255) for v in (3002, 2002, 1002)]
    assert answer.pixels("default.tif")[:, 2, 2].tolist() == expected


def test_a_script_without_functions(client_of, three, request_body):
    client = client_of(*three)
    pixels = client.process(
        request_body("//VERSION=3\nreturn [2.5*B04, B03, B02]")
    ).pixels()
    assert pixels[:, 0, 0].tolist() == [
        round(v * 255) for v in (2.5 * 0.3002, 0.2002, 0.1002)
    ]
    one = client.process(
        request_body("//VERSION=3\nvar x = dataMask;\nreturn x")
    ).pixels()
    assert (one == 255).all()


@pytest.mark.parametrize(
    "head", ["//VERSION=3", "\n//VERSION=3", "// VERSION=3", "  \n\t//VERSION=3 (auto)"]
)
@pytest.mark.parametrize(
    "form",
    [
        "function setup() { return %s }\nfunction evaluatePixel(s) { return [s.B02] }",
        "var setup = function () { return %s }, evaluatePixel = s => [s.B02]",
        "const setup = () => (%s); let evaluatePixel = (s) => ({ default: [s.B02] })",
        "setup = () => (%s); evaluatePixel = s => { x = s.B02; return [x]; }",
    ],
)
def test_headers_and_forms(fetch, head, form):
    script = head + "\n" + form % '{ input: ["B02"], output: { bands: 1 } }'
    assert (fetch(script).pixels("default.tif") == 26).all()


def test_names_of_helpers_may_be_taken(fetch):
    script = """//VERSION=3
    const index = 1; let blueRed = 2; class ColorRampVisualizer {}
    function inverse() { return 3; }
    function setup() {
      return { input: ["B02"], output: { bands: 1, sampleType: "UINT8" } }
    }
    function evaluatePixel() { return [index + blueRed + inverse()] }"""
    assert (fetch(script).pixels("default.tif") == 6).all()
