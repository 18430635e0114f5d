"""The class of each chosen pixel comes along, and may choose it."""

from __future__ import annotations

import json
from datetime import datetime, timedelta, timezone

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from py_mini_racer import MiniRacer
from scene_slots.plugin.evalscript.build import PlannedScene, wrap
from scene_slots.plugin.evalscript.cloud import CLD, CLM, CLP, SCL

START = datetime(2023, 8, 15, tzinfo=timezone.utc)
PLAN = [PlannedScene(START + timedelta(days=day)) for day in range(4)]
TILES = [{"date": scene.acquired.strftime("%Y-%m-%dT%H:%M:%SZ")} for scene in PLAN]
SCRIPT = """//VERSION=3
function setup() { return {input: [{bands: ["B04"]}], output: {bands: 1}}; }
function evaluatePixel(s) { return [Object.keys(s).length === 1 ? s.B04 : -1]; }
"""


def pixel(*classes: int | None) -> dict:
    """Return a pixel with these classes, None where a tile has no data."""
    return {
        str(at): {"B04": at + 1, "SCL": one}
        for at, one in enumerate(classes)
        if one is not None
    }


def test_the_class_of_the_chosen_pixel_is_an_output(service):
    wrapped = wrap(SCRIPT, PLAN, cloud=SCL)
    pixels = [pixel(9, 4, 4, 4), pixel(None, 8), pixel()]
    answer = service.run(wrapped.evalscript, TILES, pixels)
    assert answer.scenes == [1, 2, 0]
    assert answer.images == [[1], [2], [0]]
    assert [one[wrapped.cloud_output] for one in answer.pixels] == [[9], [8], [255]]
    assert answer.request["input"] == [{"bands": ["B04", "dataMask", "SCL"]}]
    assert answer.request["output"][2] == {
        "id": "scene_slots_cloud",
        "bands": 1,
        "sampleType": "UINT8",
    }


def test_a_band_that_the_script_has_is_not_asked_for_twice(service):
    script = SCRIPT.replace('["B04"]', '["SCL", "B04"], units: ["DN", "REFLECTANCE"]')
    answer = service.run(wrap(script, PLAN, cloud=SCL).evalscript, TILES, [pixel(4)])
    assert answer.request["input"] == [
        {"bands": ["SCL", "B04", "dataMask"], "units": ["DN", "REFLECTANCE", "DN"]}
    ]


def test_a_band_has_its_own_unit(service):
    script = SCRIPT.replace('["B04"]', '["B04"], units: "REFLECTANCE"')
    answer = service.run(wrap(script, PLAN, cloud=CLD).evalscript)
    assert answer.request["input"][0]["units"] == ["REFLECTANCE", "DN", "PERCENT"]


def test_the_output_gives_way_to_a_name_of_the_script():
    assert wrap(SCRIPT, PLAN).cloud_output is None
    wrapped = wrap(SCRIPT + "var scene_slots_cloud;", PLAN, cloud=CLM)
    assert wrapped.cloud_output == "scene_slots_cloud_"


def test_the_clearest_needs_a_band():
    with pytest.raises(ValueError, match="cloud band"):
        wrap(SCRIPT, PLAN, clearest=True)


def test_levels_are_those_of_the_order():
    assert CLP.levels()[254] == 254
    assert CLM.levels() == {0: 0, 1: 1}
    assert 0 not in SCL.levels()


@given(
    st.lists(
        st.lists(st.none() | st.integers(0, 12), min_size=4, max_size=4),
        min_size=1,
        max_size=20,
    ),
    st.permutations(range(4)),
)
@settings(max_examples=30, deadline=None)
def test_the_clearest_class_wins_and_then_the_plan(pixels, order):
    """An oracle in numpy: smallest of (level of the class, position in the plan)."""
    engine = MiniRacer()
    engine.eval(wrap(SCRIPT, PLAN, cloud=SCL, clearest=True).evalscript)
    samples = [
        [
            {"B04": at, "dataMask": int(one[at] is not None), "SCL": one[at] or 0}
            for at in order
        ]
        for one in pixels
    ]
    tiles = json.dumps({"tiles": [TILES[at] for at in order]})
    told = engine.eval(
        f"JSON.stringify({json.dumps(samples)}.map(function (samples) {{"
        f" var r = evaluatePixel(samples, {tiles}, {{}}, {{}}, {{}});"
        " return [r.scene_slots_scene[0], r.scene_slots_cloud[0]]; }))"
    )
    table = np.full(13, 90)
    for value, level in SCL.levels().items():
        table[value] = level
    classes = np.array([[99 if c is None else c for c in one] for one in pixels])
    level = np.where(classes == 99, 1000, table[np.minimum(classes, 12)])
    winner = np.argmin(level * 10 + np.arange(4), axis=1)
    has_data = level.min(axis=1) < 1000
    chosen = np.take_along_axis(classes, winner[:, None], 1)[:, 0]
    wanted = np.stack(
        [np.where(has_data, winner + 1, 0), np.where(has_data, chosen, 255)], axis=1
    )
    assert json.loads(told) == wanted.tolist()
