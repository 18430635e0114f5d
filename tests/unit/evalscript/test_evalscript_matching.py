"""A tile is known by what it says of itself, never by its place in a list."""

from __future__ import annotations

import json
from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from py_mini_racer import MiniRacer
from scene_slots.plugin.evalscript.build import PlannedScene, wrap

SCRIPT = """//VERSION=3
function setup() { return {input: ["B04"], output: {bands: 1}}; }
function evaluatePixel(sample) { return [sample.B04]; }
"""
START = datetime(2023, 8, 15, 9, 58, 13, 700000, tzinfo=timezone.utc)
FIELDS = ["date", "shId", "tileOriginalId", "productId", "dataPath", "cloudCoverage"]


def scene(tile: str, days: float = 0, seconds: float = 0, baseline="0509"):
    acquired = START + timedelta(days=days, seconds=seconds)
    product = (
        f"S2A_MSIL2A_{acquired:%Y%m%dT%H%M}31_N{baseline}_R079_T{tile}"
        f"_{acquired:%Y%m%dT}155057"
    )
    return PlannedScene(acquired, f"T{tile}", product)


def tile_of(planned: PlannedScene, number: int, drop=()) -> dict:
    name = planned.tile_name or ""
    baseline = (planned.product_id or "")[28:32]
    told = {
        "date": planned.acquired.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "shId": number,
        "tileOriginalId": f"S2A_OPER_MSI_L2A_TL_2APS_1_A2_{name}"
        f"_N{baseline[:2]}.{baseline[2:]}",
        "productId": planned.product_id,
        "dataPath": f"s3://sentinel-s2-l2a/tiles/{name[1:3]}/{name[3]}/{name[4:]}"
        f"/{planned.acquired.year}/{planned.acquired.month}/{planned.acquired.day}/0",
        "cloudCoverage": 1.5,
    }
    return {key: value for key, value in told.items() if key not in drop}


def data(*positions: int) -> dict:
    return {str(at): {"B04": at + 1} for at in positions}


# Two tiles of one pass, 14 s apart, and the same tiles three days later.
PLAN = [
    scene("33TWL"),
    scene("33TWM", seconds=-14),
    scene("33TWL", 3),
    scene("33TWM", 3, -14),
]
# The service lists them in another order: most recent first.
ORDER = [2, 3, 0, 1]
TILES = [tile_of(PLAN[at], at) for at in ORDER]
PIXELS = [data(0, 1, 2, 3), data(0, 1, 3), data(0, 1), data(1), data(0), data()]
WINNERS = [1, 2, 3, 4, 3, 0]


def told_value(answer, number: int) -> int:
    """Return the scene value that userdata gives to the tile with this shId."""
    tiles = answer.userData["scene_slots"]["tiles"]
    (value,) = {tile["value"] for tile in tiles if tile["shId"] == number}
    return value


@pytest.mark.parametrize("shuffle", [False, True])
@pytest.mark.parametrize("anew", [False, True])
@pytest.mark.parametrize("dates", [False, True])
def test_values_follow_the_plan_in_whatever_order_tiles_come(
    service, shuffle, anew, dates
):
    answer = service.run(
        wrap(SCRIPT, PLAN).evalscript,
        TILES,
        PIXELS,
        shuffle=shuffle,
        anew=anew,
        dateObjects=dates,
    )
    assert answer.scenes == WINNERS
    assert [told_value(answer, number) for number in range(4)] == [1, 2, 3, 4]
    used = answer.userData["scene_slots"]["used"]
    assert {value: tile["shId"] for value, tile in used.items()} == {
        "1": 0,
        "2": 1,
        "3": 2,
        "4": 3,
    }


@pytest.mark.parametrize("drop", [[], *[[one] for one in FIELDS]])
def test_one_missing_field_changes_nothing(service, drop):
    tiles = [tile_of(PLAN[at], at, drop) for at in ORDER]
    wrapped = wrap(SCRIPT, PLAN).evalscript
    answer = service.run(wrapped, tiles, PIXELS, shuffle=True)
    assert answer.scenes == WINNERS
    assert answer.userData["scene_slots"]["matched"] == 4


@pytest.mark.parametrize("keep", ["productId", "date"])
def test_one_telling_field_is_enough_where_times_differ(service, keep):
    tiles = [tile_of(PLAN[at], at, set(FIELDS) - {keep, "shId"}) for at in ORDER]
    answer = service.run(wrap(SCRIPT, PLAN).evalscript, tiles, PIXELS, shuffle=True)
    assert answer.scenes == WINNERS


@pytest.mark.parametrize(
    "form",
    [
        "%Y-%m-%dT%H:%M:%SZ",
        "%Y-%m-%dT%H:%M:%S.000Z",
        "%Y-%m-%dT%H:%M:%S",
        "%Y-%m-%dT%H:%M:%S.%fZ",
        "%Y-%m-%dT%H:%M:%S+00:00",
    ],
)
@pytest.mark.parametrize("rounding", [0.0, 0.3, -0.7, 0.9])
def test_seconds_may_be_cut_or_rounded(service, form, rounding):
    tiles = []
    for at in ORDER:
        date = PLAN[at].acquired + timedelta(seconds=rounding)
        tiles.append({"shId": at, "date": date.strftime(form)})
    answer = service.run(wrap(SCRIPT, PLAN).evalscript, tiles, PIXELS)
    assert answer.scenes == WINNERS


@pytest.mark.parametrize(
    "path",
    [
        "s3://sentinel-s2-l2a/tiles/33/T/WL/2023/8/15/0",
        "gs://bucket/x/33TWL/S2A",
        "s3://EODATA/Sentinel-2/MSI/L2A/2023/08/15/S2A_T33TWL_20230815.SAFE",
        "/tiles/33TWL",
    ],
)
def test_a_data_path_names_the_tile(service, path):
    plan = [scene("33TWM"), scene("33TWL")]
    tiles = [{"date": "2023-08-15T09:58:13Z", "dataPath": path, "shId": 1}]
    answer = service.run(wrap(SCRIPT, plan).evalscript, tiles, [data(0)])
    assert answer.scenes == [2]


def test_a_product_in_a_data_path_is_known(service):
    plan = [scene("33TWL"), scene("33TWL", 1)]
    path = f"s3://EODATA/Sentinel-2/{plan[1].product_id}.SAFE/GRANULE/L2A_T33TWL_A1"
    answer = service.run(wrap(SCRIPT, plan).evalscript, [{"dataPath": path}], [data(0)])
    assert answer.scenes == [2]


def test_path_and_row_tell_landsat_scenes_apart(service):
    plan = [
        PlannedScene(START, None, "LC08_L2SP_199024_20230815_20230820_02_T1"),
        PlannedScene(START, "199/025"),
    ]
    path = "s3://usgs-landsat/c2/LC08_L2SP_199025_20230815_20230820_02_T1/"
    tiles = [{"date": START.isoformat(), "dataPath": path, "shId": 7}]
    answer = service.run(wrap(SCRIPT, plan).evalscript, tiles, [data(0)])
    assert answer.scenes == [2]


def test_time_alone_does_not_name_one_of_two(service):
    """Two scenes within a second, tiles that tell nothing else: no name is better."""
    plan = [scene("33TWL", 5), scene("33TWL"), scene("33TWM", seconds=0.5)]
    tiles = [
        tile_of(plan[1], 1, FIELDS[2:]),
        tile_of(plan[2], 2, FIELDS[2:]),
        tile_of(scene("33TWL", 9), 9),
        tile_of(plan[0], 0),
    ]
    answer = service.run(
        wrap(SCRIPT, plan).evalscript,
        tiles,
        [data(0, 1, 2, 3), data(0, 1, 2), data(1, 2), data(2)],
        shuffle=True,
    )
    # Unplanned in value (latest first: 4 is shId 9), yet before what was not planned.
    assert told_value(answer, 9) == 4
    assert {told_value(answer, 1), told_value(answer, 2)} == {5, 6}
    assert answer.scenes[0] == 1
    assert answer.scenes[1] == 5
    assert answer.scenes[2] == told_value(answer, 2)
    assert answer.scenes[3] == 4
    assert answer.userData["scene_slots"]["matched"] == 1


def test_one_time_claimed_by_two_tiles_names_neither(service):
    plan = [scene("33TWL")]
    tiles = [{"date": "2023-08-15T09:58:13Z", "shId": at} for at in (1, 2)]
    answer = service.run(wrap(SCRIPT, plan).evalscript, tiles, [data(0), data(1)])
    assert answer.scenes == [2, 3]


def test_two_baselines_are_two_scenes(service):
    old, new = scene("33TWL", baseline="0400"), scene("33TWL", baseline="0509")
    tiles = [tile_of(old, 1, ["productId"]), tile_of(new, 2, ["productId"])]
    wrapped = wrap(SCRIPT, [new]).evalscript
    answer = service.run(wrapped, tiles, [data(0, 1)])
    assert answer.kept == [1]
    assert answer.scenes == [1]
    answer = service.run(wrapped, tiles, [data(0, 1), data(0)], preProcess=False)
    assert answer.scenes == [1, 2]
    assert answer.fact(2) == 1


def test_a_scene_that_is_stored_twice_is_one_scene(service):
    tiles = [tile_of(PLAN[0], 1), tile_of(PLAN[0], 2)]
    answer = service.run(wrap(SCRIPT, PLAN[:1]).evalscript, tiles, [data(0), data(1)])
    assert answer.scenes == [1, 1]


def test_another_product_of_the_same_second_and_tile_gives_way(service):
    """A datatake may be cut into two products of one tile."""
    half = PlannedScene(START, "T33TWL", PLAN[0].product_id[:-6] + "161203")
    tiles = [tile_of(half, 5), tile_of(PLAN[0], 0)]
    answer = service.run(
        wrap(SCRIPT, PLAN[:1]).evalscript, tiles, [data(0, 1)], preProcess=False
    )
    assert answer.scenes == [1]
    assert answer.fact(1) == 0
    both = wrap(SCRIPT, [half, PLAN[0]]).evalscript
    assert service.run(both, tiles, [data(0, 1)]).fact(1) == 5


@pytest.mark.parametrize("plain", [False, True])
def test_only_planned_scenes_are_kept(service, plain):
    more = [*TILES, tile_of(scene("33TWL", 9), 9)]
    answer = service.run(wrap(SCRIPT, PLAN).evalscript, more, PIXELS, plainArray=plain)
    assert answer.kept == [0, 1, 2, 3]
    assert answer.scenes == WINNERS


def test_where_a_planned_scene_is_missing_the_unmatched_stay(service):
    more = [*TILES[:3], tile_of(scene("33TWL", 9), 9)]
    answer = service.run(wrap(SCRIPT, PLAN).evalscript, more, [data(0, 3), data(3)])
    assert answer.kept == [0, 1, 2, 3]
    assert answer.scenes == [3, 5]
    assert answer.fact(5) == 9
    assert answer.userData["scene_slots"]["matched"] == 3


def test_without_a_plan_all_stay_but_the_excluded(service):
    wrapped = wrap(SCRIPT, [], excluded=[PLAN[2]]).evalscript
    answer = service.run(wrapped, TILES, PIXELS)
    assert answer.kept == [1, 2, 3]
    # Latest first: shId 3, then 0, then 1; shId 2 is excluded.
    assert answer.scenes == [1, 1, 1, 1, 0, 0]
    assert [told_value(answer, number) for number in (3, 0, 1)] == [1, 2, 3]


def test_an_excluded_scene_never_wins_though_it_is_offered(service):
    wrapped = wrap(SCRIPT, PLAN[1:], excluded=PLAN[:1]).evalscript
    answer = service.run(wrapped, TILES, [data(2), data(2, 3)], preProcess=False)
    assert answer.scenes == [0, 1]
    assert answer.fact(1) == 1


def test_what_could_only_be_excluded_is_excluded(service):
    excluded = [scene("33TWL"), scene("33TWM")]
    tiles = [{"date": "2023-08-15T09:58:13Z", "shId": 1}]
    wrapped = wrap(SCRIPT, PLAN[2:], excluded=excluded).evalscript
    assert service.run(wrapped, tiles, [data(0)]).kept == []


def test_values_end_at_the_highest(service):
    tiles = [tile_of(scene("33TWL", day), day) for day in range(300)]
    wrapped = wrap(SCRIPT, []).evalscript
    answer = service.run(wrapped, tiles, [data(299), data(45), data(0)])
    assert answer.scenes == [1, 254, 254]
    wide = service.run(wrap(SCRIPT, [], wide=True).evalscript, tiles, [data(0)])
    assert wide.scenes == [300]


def test_no_tiles_and_odd_collections_do_no_harm():
    engine = MiniRacer()
    engine.eval(wrap(SCRIPT, PLAN).evalscript)
    assert engine.eval("preProcessScenes(undefined) === undefined")
    assert engine.eval("JSON.stringify(preProcessScenes({}))") == "{}"
    assert engine.eval("evaluatePixel([], undefined).scene_slots_scene[0]") == 0
    assert engine.eval("evaluatePixel([null], {tiles: [null]}).default[0]") == 0
    lone = "evaluatePixel([{B04: 3, dataMask: 1}], {tiles: [null]})"
    assert engine.eval(f"{lone}.scene_slots_scene[0]") == 5
    none = "(function () { var o = {}; updateOutputMetadata(null, null, o);"
    none += " return JSON.stringify(o.userData.scene_slots.tiles); })()"
    assert engine.eval(none) == "[]"


def test_a_tile_keeps_its_value_though_the_list_changes():
    engine = MiniRacer()
    engine.eval(wrap(SCRIPT, PLAN[:1]).evalscript)
    tiles = [tile_of(scene("33TWL", day), day) for day in (9, 5, 7)]

    def value_of(*shown: int) -> int:
        samples = json.dumps([{"B04": 1, "dataMask": 1} for _ in shown])
        scenes = json.dumps({"tiles": [tiles[at] for at in shown]})
        return engine.eval(f"evaluatePixel({samples}, {scenes}).scene_slots_scene[0]")

    assert [value_of(1), value_of(0), value_of(1), value_of(2, 1)] == [2, 3, 2, 4]
    # The latest wins, whichever was seen first.
    assert value_of(1, 2, 0) == 3
    engine.eval("var out = {};")
    scenes = json.dumps({"tiles": tiles})
    engine.eval(f"updateOutputMetadata({scenes}, {{}}, out)")
    told = json.loads(engine.eval("JSON.stringify(out.userData.scene_slots)"))
    assert {tile["shId"]: tile["value"] for tile in told["tiles"]} == {9: 3, 5: 2, 7: 4}
    assert {value: tile["shId"] for value, tile in told["used"].items()} == {
        "2": 5,
        "3": 9,
        "4": 7,
    }


def test_several_contexts_agree_without_speaking(service):
    """Half of the pixels each in its own context, tiles in another order."""
    more = [*TILES, tile_of(scene("33TWL", 9), 9), tile_of(scene("33TWM", 9), 8)]
    plan = [*PLAN, scene("33TWK", 1)]
    wrapped = wrap(SCRIPT, plan).evalscript
    pixels = [*PIXELS, data(4), data(5), data(4, 5)]
    whole = service.run(wrapped, more, pixels)
    turned = [3, 5, 0, 4, 2, 1]
    moved = [{str(turned.index(int(at))): b for at, b in p.items()} for p in pixels]
    first = service.run(wrapped, more, pixels[:4])
    second = service.run(wrapped, [more[at] for at in turned], moved[4:])
    assert first.scenes + second.scenes == whole.scenes
    for value in {*whole.scenes} - {0}:
        assert first.fact(value) == second.fact(value) == whole.fact(value)


@given(
    data=st.data(),
    present=st.lists(st.integers(0, 5), unique=True, min_size=1),
    dropped=st.lists(
        st.sets(st.sampled_from(FIELDS), max_size=5), min_size=6, max_size=6
    ),
)
@settings(max_examples=20, deadline=None)
def test_no_tile_is_ever_given_the_value_of_another_scene(data, present, dropped):
    """Whatever is missing: a planned value names its own scene, or none."""
    plan = [
        scene("33TWL"),
        scene("33TWM"),
        scene("33TWL", 3),
        scene("33TWM", 3, -14),
        scene("33TWL", baseline="0400"),
        scene("33TWL", 3, 0.9),
    ]
    order = data.draw(st.permutations(present))
    tiles = [tile_of(plan[at], at, dropped[at] - {"shId"}) for at in order]
    engine = MiniRacer()
    engine.eval(wrap(SCRIPT, plan).evalscript)
    engine.eval("var out = {}; setup();")
    engine.eval(f"updateOutputMetadata({{tiles: {json.dumps(tiles)}}}, {{}}, out)")
    told = json.loads(engine.eval("JSON.stringify(out.userData.scene_slots.tiles)"))
    for tile in told:
        if tile["value"] <= len(plan):
            assert tile["value"] == tile["shId"] + 1


SEED = """//VERSION=3
var scenes_list = [];
function setup() {
  return {input: ["B04", "dataMask"], output: {bands: 1}, mosaicking: "TILE"};
}
function updateOutputMetadata(scenes, inputMetadata, outputMetadata) {
  var named = [];
  for (i = 0; i < scenes_list.length; i++) {
    named.push(scenes.tiles[READ].shId);
  }
  outputMetadata.userData = named;
}
function evaluatePixel(samples) {
  for (i = 0; i < samples.length; i++) {
    if (samples[i].dataMask == 1) {
      if (!scenes_list.includes(i)) scenes_list.push(i);
      return {default: [samples[i].B04]};
    }
  }
}
"""


def test_reading_tiles_by_the_place_in_the_list_of_used_ones_names_wrong_tiles(service):
    """The error this plugin grew from: tiles[i] for tiles[scenes_list[i]]."""
    tiles = [tile_of(scene("33TWL", day), 70 + day) for day in range(4)]
    pixels = [data(1, 3), data(3)]
    truth = {71, 73}
    naive = service.run(SEED.replace("READ", "i"), tiles, pixels).userData
    right = service.run(SEED.replace("READ", "scenes_list[i]"), tiles, pixels).userData
    assert set(naive) == {70, 71}
    assert set(right) == truth
    plan = [scene("33TWL", 1), scene("33TWL", 3)]
    ours = service.run(wrap(SCRIPT, plan).evalscript, tiles, pixels, shuffle=True)
    assert {ours.fact(value) for value in ours.scenes} == truth
