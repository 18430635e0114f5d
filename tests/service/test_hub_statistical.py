"""The Statistical API against numpy and the recorded replies."""

import json
import math

import numpy as np
import pytest

SCRIPT = """//VERSION=3
function setup() {
  return {
    input: [{ bands: ["B02", "B03", "SCL", "dataMask"] }],
    output: [
      { id: "bands", bands: ["blue", "green"] },
      { id: "class", bands: 1, sampleType: "UINT8" },
      { id: "dataMask", bands: ["bands", "class"] }
    ]
  };
}
function evaluatePixel(s) {
  return {
    bands: [s.B02, s.B03],
    class: [s.SCL],
    dataMask: [s.dataMask, s.SCL === 4 ? 1 : 0]
  };
}
"""
CALCULATIONS = {
    "bands": {
        "statistics": {"blue": {"percentiles": {"k": [33, 50, 100]}}},
        "histograms": {"green": {"nBins": 4, "lowEdge": 0.1, "highEdge": 0.3}},
    },
    "default": {"histograms": {"default": {"bins": [0, 4, 5, 8]}}},
}


@pytest.fixture
def series(scene):
    """Four days of 20 by 30 random pixels, some without data."""
    generator = np.random.default_rng(3)
    scenes = []
    for day in (1, 2, 4, 12):
        bands = {
            name: generator.integers(1, 4000, (20, 30)).astype(np.uint16)
            for name in ("B02", "B03")
        }
        bands["SCL"] = generator.choice([0, 4, 8], (20, 30)).astype(np.uint16)
        scenes.append(scene(f"day-{day}", f"2020-06-{day:02d}T10:00:00Z", bands, 0.0))
    return scenes


@pytest.fixture
def body():
    return {
        "input": {
            "bounds": {
                "bbox": [500000, 5099800, 500300, 5100000],
                "properties": {"crs": "http://www.opengis.net/def/crs/EPSG/0/32633"},
            },
            "data": [{"type": "sentinel-2-l2a"}],
        },
        "aggregation": {
            "evalscript": SCRIPT,
            "timeRange": {"from": "2020-06-01T00:00:00Z", "to": "2020-06-13T00:00:00Z"},
            "aggregationInterval": {"of": "P1D"},
            "resx": 10,
            "resy": 10,
        },
        "calculations": CALCULATIONS,
    }


def test_numbers_equal_numpy(client_of, series, body):
    answer = client_of(*series).statistics(body)
    assert answer.status == 200, answer.body
    assert answer.json["status"] == "OK"
    assert len(answer.json["data"]) == len(series)
    for entry, made in zip(answer.json["data"], series):
        valid = made.bands["SCL"] != 0
        blue = np.sort((made.bands["B02"][valid] * 0.0001).astype(np.float32))
        stats = entry["outputs"]["bands"]["bands"]["blue"]["stats"]
        exact = blue.astype(float)
        assert stats["min"] == exact.min()
        assert stats["max"] == exact.max()
        assert stats["mean"] == pytest.approx(exact.mean(), rel=1e-12)
        assert stats["stDev"] == pytest.approx(exact.std(), rel=1e-12)
        assert stats["sampleCount"] == 600
        assert stats["noDataCount"] == 600 - valid.sum()
        assert stats["percentiles"] == {
            f"{k}.0": exact[math.ceil(k / 100 * exact.size) - 1] for k in (33, 50, 100)
        }


def test_histograms_equal_numpy(client_of, series, body):
    entry = client_of(*series).statistics(body).json["data"][0]
    made = series[0]
    green = (made.bands["B03"] * 0.0001)[made.bands["SCL"] != 0].astype(np.float32)
    found = entry["outputs"]["bands"]["bands"]["green"]["histogram"]
    counts, _ = np.histogram(green.astype(float), 4, (0.1, 0.3))
    assert [b["count"] for b in found["bins"]] == counts.tolist()
    assert found["bins"][-1]["highEdge"] == 0.3
    assert found["underflowCount"] == (green.astype(float) < 0.1).sum()
    assert found["overflowCount"] == (green.astype(float) > 0.3).sum()
    classes = entry["outputs"]["class"]["bands"]["B0"]
    four = int((made.bands["SCL"] == 4).sum())
    # Of two bins that share an edge it belongs to the upper one.
    assert [b["count"] for b in classes["histogram"]["bins"]] == [0, four, 0]
    assert classes["stats"]["noDataCount"] == 600 - four
    assert set(entry["outputs"]) == {"bands", "class"}


@pytest.mark.parametrize(
    ("of", "last", "expected"),
    [
        ("P1D", "SKIP", ["01/02", "02/03", "04/05", "12/13"]),
        ("P5D", "SKIP", ["01/06"]),
        ("P5D", "SHORTEN", ["01/06", "11/13"]),
        ("P5D", "EXTEND", ["01/06", "11/16"]),
        ("P10D", "SKIP", ["01/11"]),
    ],
)
def test_intervals_with_data_are_listed(client_of, series, body, of, last, expected):
    body["aggregation"]["aggregationInterval"] = {
        "of": of,
        "lastIntervalBehavior": last,
    }
    found = client_of(*series).statistics(body).json["data"]
    spans = [(e["interval"]["from"][8:10], e["interval"]["to"][8:10]) for e in found]
    assert ["/".join(span) for span in spans] == expected


def test_months_follow_the_calendar(client_of, series, body):
    body["aggregation"]["timeRange"] = {
        "from": "2020-01-31T00:00:00Z",
        "to": "2020-07-31T00:00:00Z",
    }
    body["aggregation"]["aggregationInterval"] = {"of": "P1M"}
    found = client_of(*series).statistics(body).json["data"]
    assert [e["interval"] for e in found] == [
        {"from": "2020-05-31T00:00:00Z", "to": "2020-06-30T00:00:00Z"}
    ]


def test_the_default_type_is_float(client_of, series, body):
    body["aggregation"]["evalscript"] = """//VERSION=3
    function setup() { return { input: ["B02", "dataMask"],
      output: [{ id: "x", bands: 1 }, { id: "dataMask", bands: 1 }] }; }
    function evaluatePixel(s) { return { x: [-5.25], dataMask: [s.dataMask] }; }"""
    entry = client_of(*series).statistics(body).json["data"][0]
    assert entry["outputs"]["x"]["bands"]["B0"]["stats"]["mean"] == -5.25


def test_nothing_valid_gives_nan_as_recorded(client_of, series, body):
    body["aggregation"]["evalscript"] = SCRIPT.replace(
        "[s.dataMask, s.SCL === 4 ? 1 : 0]", "[0, 0]"
    )
    entry = client_of(*series).statistics(body).json["data"][0]
    stats = entry["outputs"]["bands"]["bands"]["blue"]["stats"]
    assert stats == {
        "min": "NaN",
        "max": "NaN",
        "mean": "NaN",
        "stDev": "NaN",
        "sampleCount": 600,
        "noDataCount": 600,
    }


def test_an_interval_that_fails_is_reported_alone(client_of, series, body):
    body["aggregation"]["evalscript"] = SCRIPT.replace(
        "function evaluatePixel(s) {",
        "var day;\n"
        "function updateOutput(o, c) { day = c.scenes[0].date.getUTCDate(); }\n"
        "function evaluatePixel(s) { if (day === 2) throw new Error('no');",
    )
    found = client_of(*series).statistics(body).json
    assert found["status"] == "PARTIAL"
    assert found["data"][1] == {
        "interval": {"from": "2020-06-02T00:00:00Z", "to": "2020-06-03T00:00:00Z"},
        "error": {"type": "EXECUTION_ERROR"},
    }
    assert "outputs" in found["data"][0]


def test_a_mask_output_is_needed(client_of, series, body):
    body["aggregation"]["evalscript"] = SCRIPT.replace('id: "dataMask"', 'id: "mask"')
    answer = client_of(*series).statistics(body)
    assert answer.status == 400
    assert answer.error["message"] == (
        "Output dataMask requested but missing from function setup()"
    )


@pytest.mark.parametrize("of", ["PT12H", "P0D", "1D", None])
def test_intervals_of_less_than_a_day_are_refused(client_of, series, body, of):
    body["aggregation"]["aggregationInterval"]["of"] = of
    assert client_of(*series).statistics(body).status == 400


def test_the_reply_has_the_recorded_shape(client_of, series, body, shared):
    recorded = json.loads(
        (shared / "recorded/misc/sentinelhub_py_normal_stat_result.json").read_text()
    )[0]
    body["calculations"] = {
        "default": {
            "statistics": {"default": {"percentiles": {"k": [50]}}},
            "histograms": {"default": {"nBins": 10, "lowEdge": -1, "highEdge": 1}},
        }
    }
    found = client_of(*series).statistics(body).json
    theirs = recorded["data"][0]["outputs"]["ndvi"]["bands"]["B0"]
    ours = found["data"][0]["outputs"]["bands"]["bands"]["blue"]
    assert set(found) == set(recorded)
    assert set(ours["stats"]) == set(theirs["stats"])
    assert set(ours["stats"]["percentiles"]) == set(theirs["stats"]["percentiles"])
    edges = [(b["lowEdge"], b["highEdge"]) for b in ours["histogram"]["bins"]]
    assert edges == [
        pytest.approx((b["lowEdge"], b["highEdge"]))
        for b in theirs["histogram"]["bins"]
    ]
    assert set(ours["histogram"]) == set(theirs["histogram"])


def test_the_price_is_that_of_all_intervals(client_of, series, body):
    answer = client_of(*series).statistics(body)
    # 600 pixels are less than the least area; three bands, one sample, four days
    assert float(answer.headers["x-processingunits-spent"]) == pytest.approx(0.04)
