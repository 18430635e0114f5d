"""Where the service gives days instead of tiles, the scene value names a day."""

from __future__ import annotations

import json
from datetime import datetime, timedelta, timezone

import pytest
from py_mini_racer import MiniRacer
from scene_slots.plugin.core.collections import Mode
from scene_slots.plugin.evalscript.build import PlannedScene, wrap

SCRIPT = """//VERSION=3
function setup() { return {input: ["VV"], output: {bands: 1}}; }
function evaluatePixel(sample) { return [sample.VV]; }
"""
START = datetime(2018, 5, 3, 17, 40, 13, tzinfo=timezone.utc)
PLAN = [
    PlannedScene(START + timedelta(days=6), None, "S1B_IW_2"),
    PlannedScene(START, None, "S1A_IW_1"),
]


def orbit(day: int, *, with_tiles: bool = True) -> dict:
    date = f"2018-05-{day:02d}"
    told = {"dateFrom": f"{date}T00:00:00Z", "dateTo": f"{date}T23:59:59Z"}
    tile = {"date": f"{date}T17:40:13Z", "shId": day, "dataPath": f"s3://{day}"}
    return {**told, "tiles": [tile]} if with_tiles else told


@pytest.fixture
def engine():
    racer = MiniRacer()
    racer.eval(wrap(SCRIPT, PLAN, mode=Mode.ORBIT).evalscript)
    return racer


def call(engine, code: str):
    return json.loads(engine.eval(f"JSON.stringify({code})"))


def test_days_are_asked_for(engine):
    assert call(engine, "setup()")["mosaicking"] == "ORBIT"


def test_only_planned_days_are_kept(engine):
    days = [orbit(day, with_tiles=False) for day in (9, 6, 3)]
    kept = call(engine, f"preProcessScenes({{scenes: {{orbits: {json.dumps(days)}}}}})")
    assert kept == {"scenes": {"orbits": [days[0], days[2]]}}


def test_the_best_planned_day_with_data_wins(engine):
    days = json.dumps({"orbits": [orbit(3), orbit(9), orbit(10)]})
    samples = [{"VV": 3, "dataMask": 1}, {"VV": 9, "dataMask": 1}]
    samples.append({"VV": 10, "dataMask": 1})
    for mask, value, image in ((1, 1, 9), (0, 2, 3)):
        samples[1]["dataMask"] = mask
        told = call(engine, f"evaluatePixel({json.dumps(samples)}, {days})")
        assert told == {"default": [image], "scene_slots_scene": [value]}
    samples[0]["dataMask"] = 0
    told = call(engine, f"evaluatePixel({json.dumps(samples)}, {days})")
    assert told["scene_slots_scene"] == [3]


def test_user_data_lists_the_tiles_of_each_day(engine):
    engine.eval("var out = {};")
    days = json.dumps({"orbits": [orbit(9), orbit(3)]})
    engine.eval(f"updateOutputMetadata({days}, {{}}, out)")
    told = call(engine, "out.userData.scene_slots")
    assert told["matched"] == 2
    (first, second) = told["tiles"]
    assert (first["value"], second["value"]) == (1, 2)
    assert first["date"] == "2018-05-09T00:00:00.000Z"
    assert first["dateTo"] == "2018-05-09T23:59:59.000Z"
    assert [tile["shId"] for tile in first["tiles"]] == [9]
    assert first["tiles"][0]["value"] == 1


def test_two_planned_scenes_of_a_day_name_neither():
    twice = [PlannedScene(START), PlannedScene(START + timedelta(hours=2))]
    racer = MiniRacer()
    racer.eval(wrap(SCRIPT, twice, mode=Mode.ORBIT).evalscript)
    days = json.dumps({"orbits": [orbit(3)]})
    told = call(racer, f'evaluatePixel([{{"VV": 1, "dataMask": 1}}], {days})')
    assert told["scene_slots_scene"] == [3]


def test_what_has_no_time_is_one_sample_without_a_tile():
    racer = MiniRacer()
    racer.eval(wrap(SCRIPT, (), no_data=-1, mode=Mode.STATIC).evalscript)
    assert call(racer, "setup()")["mosaicking"] == "SIMPLE"
    found = [
        call(racer, f"evaluatePixel({sample}, {scenes}, {{}}, {{}}, {{}})")
        for sample in ('{"VV": 7, "dataMask": 1}', '{"VV": 0, "dataMask": 0}')
        for scenes in ("null", "{}")
    ]
    given = {"default": [7], "scene_slots_scene": [1]}
    missing = {"default": [-1], "scene_slots_scene": [0]}
    assert found == [given, given, missing, missing]
    racer.eval("var out = {}; updateOutputMetadata(null, {}, out)")
    assert call(racer, "out.userData.scene_slots.tiles") == []
