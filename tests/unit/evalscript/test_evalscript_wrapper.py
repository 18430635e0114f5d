"""The wrapper lets the best planned scene win and leaves the script as it was."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from py_mini_racer import JSEvalException, MiniRacer
from scene_slots.plugin.evalscript.build import PlannedScene, wrap

START = datetime(2023, 8, 15, 9, 58, 13, tzinfo=timezone.utc)
PLAN = [
    PlannedScene(START, "T33TWL", "S2A_MSIL2A_A_N0509_R079_T33TWL_A"),
    PlannedScene(
        START - timedelta(seconds=14), "T33TWM", "S2A_MSIL2A_A_N0509_R079_T33TWM_A"
    ),
    PlannedScene(
        START + timedelta(days=3), "T33TWL", "S2A_MSIL2A_B_N0509_R122_T33TWL_B"
    ),
]
TILES = [
    {
        "date": (scene.acquired).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "shId": 100 + at,
        "cloudCoverage": 0 if at == 0 else 10.5 * at,
        "tileOriginalId": f"S2A_OPER_MSI_L2A_TL_X_A0_{scene.tile_name}_N05.09",
        "productId": f"{scene.product_id}.SAFE",
        "dataPath": "s3://sentinel-s2-l2a/tiles/33/T/"
        f"{scene.tile_name[-2:]}/2023/8/{scene.acquired.day}/0",
        "__idx": at,
    }
    for at, scene in enumerate(PLAN)
]
PLAIN = """//VERSION=3
// Two bands.
function setup() {
  return {input: ["B04", "B08"], output: {bands: 2}};
}
function evaluatePixel(sample) {
  return [sample.B04, sample.B08];
}
"""
FORMS = {
    "function": PLAIN,
    "const arrow": """//VERSION=3
const setup = () => ({input: ["B04", "B08"], output: {bands: 2}});
const evaluatePixel = (sample) => [sample.B04, sample.B08];""",
    "let function": """//VERSION=3
let setup = function () { return {input: ["B04", "B08"], output: {bands: 2}}; };
let evaluatePixel = function (samples) { return [samples.B04, samples.B08]; };""",
    "var": """//VERSION=3
var setup = function () { return {input: ["B04", "B08"], output: {bands: 2}}; },
  evaluatePixel = function (samples) { return [samples.B04, samples.B08]; };""",
    "assignment": """//VERSION=3
setup = () => ({input: ["B04", "B08"], output: {bands: 2}})
evaluatePixel = s => [s.B04, s.B08]""",
    "strict": """//VERSION=3
"use strict";
function setup() { return {input: ["B04", "B08"], output: {bands: 2}}; }
function evaluatePixel({B04, B08}) { return [B04, B08]; }""",
    "undeclared": """// VERSION=3
function setup() { return {input: ["B04", "B08"], output: {bands: 2}}; }
function evaluatePixel(sample) {
  names = ["B04", "B08"]; values = [];
  for (i = 0; i < names.length; i++) values.push(sample[names[i]]);
  return values;
}""",
    "keys": """
//VERSION=3 (auto-converted from 1)
let evaluate = s => Object.keys(s).map(k => s[k])
function setup() { return {input: [{bands: ["B04", "B08"]}], output: {bands: 2}}; }
function evaluatePixel(samples) { let index = evaluate(samples); return index; }""",
    "same array": """//VERSION=3
var out = [0, 0], sceneSlots = 1;
function setup() { return {input: ["B04", "B08"], output: {bands: 2}}; }
function evaluatePixel(s) { out[0] = s.B04; out[1] = s.B08; return out; }""",
    "by id": """//VERSION=3
function setup() { return {input: [{bands: ["B04", "B08"]}],
  output: [{id: "mask", bands: 1}, {id: "default", bands: 2}]}; }
function evaluatePixel(s) { return {mask: [1], default: [s.B04, s.B08]}; }""",
    "first id": """//VERSION=3
function setup() { return {input: [{bands: ["B04", "B08"]}],
  output: [{id: "nir", bands: 2}, {id: "scene_slots_scene", bands: 1}]}; }
function evaluatePixel(s) { return {nir: [s.B04, s.B08], scene_slots_scene: [7]}; }""",
    "comment last": PLAIN + "// no line end behind this",
    "one line": 'setup=()=>({input:["B04","B08"],output:{bands:2}});'
    "evaluatePixel=s=>[s.B04,s.B08]",
}


def bands(at: int) -> dict:
    return {"B04": 10 + at, "B08": 20 + at}


def pixel(*positions: int) -> dict:
    """Return a pixel with data of the tiles at these positions."""
    return {str(at): bands(at) for at in positions}


PIXELS = [pixel(0, 1, 2), pixel(1, 2), pixel(2), pixel(), pixel(0)]


@pytest.mark.parametrize("form", FORMS)
def test_every_form_of_a_script_gives_the_best_scene(service, form):
    wrapped = wrap(FORMS[form], PLAN)
    answer = service.run(wrapped.evalscript, TILES, PIXELS)
    values = [pixel[wrapped.scene_output] for pixel in answer.pixels]
    assert values == [[1], [2], [3], [0], [1]]
    assert answer.images == [[10, 20], [11, 21], [12, 22], [0, 0], [10, 20]]


@pytest.mark.parametrize("form", FORMS)
def test_a_wrapped_script_gives_what_it_gives_alone(service, form):
    alone = service.run(FORMS[form], TILES, PIXELS)
    own = "nir" if form == "first id" else "default"
    wrapped = service.run(wrap(FORMS[form], PLAN).evalscript, TILES, PIXELS)
    assert wrapped.images == [pixel[own] for pixel in alone.pixels]


def test_only_the_image_and_the_scene_are_declared(service):
    answer = service.run(wrap(FORMS["by id"], PLAN).evalscript)
    assert answer.request == {
        "input": [{"bands": ["B04", "B08", "dataMask"]}],
        "output": [
            {"id": "default", "bands": 2},
            {"id": "scene_slots_scene", "bands": 1, "sampleType": "UINT8"},
        ],
        "mosaicking": "TILE",
    }


def test_a_wide_plan_asks_for_sixteen_bits(service):
    answer = service.run(wrap(PLAIN, PLAN, wide=True).evalscript)
    assert answer.request["output"][1]["sampleType"] == "UINT16"


def test_more_scenes_than_values_are_refused():
    with pytest.raises(ValueError, match="254"):
        wrap(PLAIN, [PlannedScene(START)] * 254)
    assert wrap(PLAIN, [PlannedScene(START)] * 254, wide=True)


def test_a_planned_scene_needs_a_zone():
    with pytest.raises(ValueError, match="zone"):
        PlannedScene(datetime(2023, 8, 15))


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ('bands: ["B04"]', {"bands": ["B04", "dataMask"]}),
        (
            'bands: ["B04", "B08"], units: "DN"',
            {"bands": ["B04", "B08", "dataMask"], "units": ["DN", "DN", "DN"]},
        ),
        (
            'bands: ["B04", "dataMask"], units: "REFLECTANCE"',
            {"bands": ["B04", "dataMask"], "units": ["REFLECTANCE", "DN"]},
        ),
        (
            'bands: ["B04", "CLD"], units: ["REFLECTANCE", "PERCENT"]',
            {
                "bands": ["B04", "CLD", "dataMask"],
                "units": ["REFLECTANCE", "PERCENT", "DN"],
            },
        ),
        (
            'bands: ["B04"], metadata: ["bounds"], mosaicking: "SIMPLE"',
            {"bands": ["B04", "dataMask"], "metadata": ["bounds"]},
        ),
    ],
)
def test_our_bands_come_behind_with_their_own_units(service, given, wanted):
    script = (
        f"//VERSION=3\nfunction setup() {{ return {{input: [{{{given}}}], "
        "output: {bands: 1, nodataValue: 3}, mosaicking: Mosaicking.SIMPLE}; }\n"
        "function evaluatePixel(s) { return [s.B04]; }"
    )
    answer = service.run(wrap(script, PLAN).evalscript)
    assert answer.request["input"] == [wanted]
    assert answer.request["output"][0] == {
        "id": "default",
        "bands": 1,
        "nodataValue": 3,
    }


def test_setup_is_called_once_and_its_object_is_left_alone(service):
    script = """//VERSION=3
var calls = 0, mine = {input: [{bands: ["B04"], units: "DN"}], output: {bands: 1}};
function setup() { calls += 1; return mine; }
function evaluatePixel(s) { return [calls]; }
function updateOutputMetadata(scenes, input, output) {
  output.userData = {mine: mine, calls: calls};
}"""
    answer = service.run(wrap(script, PLAN).evalscript, TILES, PIXELS)
    assert answer.userData["user"] == {
        "calls": 1,
        "mine": {"input": [{"bands": ["B04"], "units": "DN"}], "output": {"bands": 1}},
    }


def test_setup_may_be_asked_for_again_and_its_answer_changed():
    engine = MiniRacer()
    engine.eval(wrap(PLAIN, PLAN).evalscript)
    first = engine.eval(
        "var a = setup(), b = JSON.stringify(a); a.input[0].bands = 1; b"
    )
    assert engine.eval("JSON.stringify(setup())") == first


def test_the_script_sees_its_own_bands_only(service):
    script = """//VERSION=3
var seen = {};
function setup() { return {input: ["B08", "dataMask", "B04"], output: {bands: 1}}; }
function evaluatePixel(s, scenes, inputMetadata, customData) {
  seen[JSON.stringify([s, scenes, customData, inputMetadata.serviceVersion])] = 1;
  return [s.dataMask];
}
function updateOutputMetadata(scenes, i, out) { out.userData = Object.keys(seen); }"""
    wrapped = wrap(script, PLAN).evalscript
    answer = service.run(wrapped, TILES, [pixel(1), pixel()])
    assert answer.userData["user"] == [
        '[{"B08":21,"dataMask":1,"B04":11},{},{},"5.0"]',
        '[{"B08":0,"dataMask":0,"B04":0},{},{},"5.0"]',
    ]


def test_no_data_of_landsat_is_nan(service):
    wrapped = wrap(PLAIN, PLAN, no_data=float("nan")).evalscript
    answer = service.run(wrapped, TILES, [pixel()], noData=float("nan"))
    assert answer.images == [["NaN", "NaN"]]
    assert answer.scenes == [0]


def test_where_generated_code_is_forbidden_a_loop_copies_the_bands(service):
    wrapped = wrap(PLAIN, PLAN).evalscript
    forbid = "Function = function () { throw new Error('forbidden'); };\n"
    answer = service.run(forbid + wrapped, TILES, PIXELS)
    assert answer.images == [[10, 20], [11, 21], [12, 22], [0, 0], [10, 20]]


@pytest.mark.parametrize(
    ("returned", "image"),
    [
        ("[s.B04]", [10]),
        ("s.B04", [10]),
        ("new Float32Array([s.B04])", [10]),
        ("{default: [s.B04], other: [1]}", [10]),
        ("{default: s.B04}", [10]),
        ("undefined", [0]),
        ("null", [0]),
    ],
)
def test_what_a_script_returns_becomes_the_image(service, returned, image):
    script = (
        '//VERSION=3\nfunction setup() { return {input: ["B04"], output: {bands: 1}}; }'
        f"\nfunction evaluatePixel(s) {{ return {returned}; }}"
    )
    answer = service.run(wrap(script, PLAN).evalscript, TILES, [pixel(0)])
    assert answer.images == [image]


def test_a_script_that_returns_another_output_is_told_so(service):
    script = PLAIN.replace("return [sample", "return {ndvi: [sample").replace(
        "B08];", "B08]};"
    )
    with pytest.raises(JSEvalException, match="nothing for its output 'default'"):
        service.run(wrap(script, PLAN).evalscript, TILES, [pixel(0)])


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("output: {bands: 2}", "mosaicking: ['ORBIT'][0]", "mosaicking ORBIT"),
        ("output: {bands: 2}", 'mosaicking: "Ti" + "le"', "mosaicking TILE"),
        ('["B04", "B08"]', '[{["datasource"]: "a"}, {}]', "data sources"),
        ("output: {bands: 2}", "", "no output"),
        ("function setup", "function setUp", "no function setup"),
        (
            "function evaluatePixel",
            "var evaluatePixel = 1; function e",
            "no function ev",
        ),
        ("return {input", "var a = {input", "nothing from its setup"),
    ],
)
def test_a_script_of_another_kind_is_refused(service, old, new, complaint):
    with pytest.raises(JSEvalException, match=complaint):
        service.run(wrap(PLAIN.replace(old, new), PLAN).evalscript, TILES)


def test_samples_that_are_no_list_are_an_error(service):
    wrapped = wrap(PLAIN, PLAN).evalscript
    call = "\nvar broken = evaluatePixel; evaluatePixel = function () {"
    call += " return broken({S2: []}, {tiles: []}, {}, {}, {}); };"
    with pytest.raises(JSEvalException, match="no list of samples"):
        service.run(wrapped + call, TILES, [pixel(0)])


def test_missing_samples_and_tiles_do_no_harm(service):
    wrapped = wrap(PLAIN, PLAN).evalscript
    call = "\nvar whole = evaluatePixel; evaluatePixel = function (samples, scenes) {"
    call += " return whole([undefined, samples[1], samples[2], samples[2]],"
    call += " {tiles: [scenes.tiles[0], scenes.tiles[1]]}, {}, {}, {}); };"
    answer = service.run(wrapped + call, TILES, [pixel(0), pixel(1, 2), pixel(2)])
    # Scene 0 has no sample here, and the samples behind have no tile.
    assert answer.scenes == [0, 2, 254]
    assert answer.userData["scene_slots"]["used"]["254"]["shId"] is None


def test_update_output_sees_its_own_outputs(service):
    script = """//VERSION=3
var seen;
function setup() { return {input: ["B04"],
  output: [{id: "nir", bands: 1}, {id: "x", bands: 4}]}; }
function updateOutput(output, collection) {
  seen = JSON.stringify([output, collection]);
  output.nir.bands = 3;
}
function evaluatePixel(s) { return; }
function updateOutputMetadata(scenes, i, out) { out.userData = seen; }"""
    answer = service.run(wrap(script, PLAN).evalscript, TILES, [pixel(0)])
    assert (
        answer.userData["user"] == '[{"nir":{"bands":1},"x":{"bands":4}},{"scenes":[]}]'
    )
    assert answer.outputs["default"]["bands"] == 3
    assert answer.images == [[0, 0, 0]]


def test_user_data_of_a_script_is_nested(service):
    script = PLAIN.replace(
        "(sample) {",
        "(sample, a, b, c, out) { (out.userData = out.userData || {n: 0}).n += 1;",
    )
    answer = service.run(wrap(script, PLAN).evalscript, TILES, PIXELS)
    assert answer.userData["user"] == {"n": 5}
    assert answer.userData["scene_slots"]["matched"] == 3


def test_a_script_may_read_tiles_in_its_metadata(service):
    script = PLAIN + (
        "function updateOutputMetadata(scenes, i, out) { out.userData ="
        " scenes.tiles.length; scenes.tiles[0].date = 1; }"
    )
    answer = service.run(wrap(script, PLAN).evalscript, TILES, PIXELS)
    assert answer.userData["user"] == 3
    assert answer.userData["scene_slots"]["tiles"][0]["date"].startswith("2023")


def test_user_data_says_what_the_scenes_are(service):
    answer = service.run(wrap(PLAIN, PLAN).evalscript, TILES, [pixel(1)])
    told = answer.userData["scene_slots"]
    assert told["schema"] == 1
    assert (told["planned"], told["matched"]) == (3, 3)
    assert told["inputMetadata"] == {"serviceVersion": "5.0"}
    assert told["tiles"][0] == {
        "value": 1,
        "date": "2023-08-15T09:58:13.000Z",
        "shId": 100,
        "tileOriginalId": "S2A_OPER_MSI_L2A_TL_X_A0_T33TWL_N05.09",
        "productId": "S2A_MSIL2A_A_N0509_R079_T33TWL_A.SAFE",
        "dataPath": "s3://sentinel-s2-l2a/tiles/33/T/WL/2023/8/15/0",
        "cloudCoverage": 0,
    }
    assert told["used"] == {"2": told["tiles"][1]}


def test_unknown_cloud_is_null(service):
    tile = {"date": TILES[0]["date"], "cloudCoverage": None}
    answer = service.run(wrap(PLAIN, PLAN[:1]).evalscript, [tile], [pixel(0)])
    assert answer.userData["scene_slots"]["tiles"][0]["cloudCoverage"] is None
    bare = {"date": TILES[0]["date"], "cloudCoverage": "12"}
    answer = service.run(wrap(PLAIN, PLAN[:1]).evalscript, [bare], [pixel(0)])
    assert answer.userData["scene_slots"]["tiles"][0]["cloudCoverage"] is None


def test_a_script_that_works_on_several_outputs_leaves_their_order(service):
    answer = service.run(wrap(FORMS["first id"], PLAN).evalscript, TILES, [pixel(0)])
    assert [output["id"] for output in answer.request["output"]] == [
        "default",
        "scene_slots_scene_",
    ]


def test_names_of_utilities_may_be_shadowed(service):
    script = PLAIN.replace(
        "return [sample.B04", "let index = 3, copy = 1, resolve = 2; return [sample.B04"
    )
    script += (
        "\nvar plan = 5, facts = 6; const used = {}; function read() { return 1; }"
    )
    answer = service.run(wrap(script, PLAN).evalscript, TILES, [pixel(0)])
    assert answer.images == [[10, 20]]
    assert answer.scenes == [1]
