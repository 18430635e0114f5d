"""A wrapped script, run over a plan, gives what the service gives for it alone."""

from __future__ import annotations

import io
import json
import tarfile
from datetime import datetime, timedelta, timezone
from http.client import HTTPConnection
from urllib.parse import urlencode, urlsplit

import numpy as np
import pytest
from osgeo import gdal
from scene_slots.plugin.evalscript.bare import probe, read_probe, unfold
from scene_slots.plugin.evalscript.build import PlannedScene, wrap
from scene_slots.plugin.evalscript.families import output_ids
from scene_slots.plugin.evalscript.lines import own_line
from scene_slots.plugin.evalscript.reading import count_outputs
from scene_slots.plugin.local_hub.faults import Faults
from scene_slots.plugin.local_hub.server import LocalHub

SIZE = 12
BBOX = [600000.0, 5099880.0, 600120.0, 5100000.0]
START = datetime(2023, 8, 15, 9, 58, 13, 700000, tzinfo=timezone.utc)
# (tile, days, seconds, columns with data): newest first, as SIMPLE draws them.
SCENES = [
    ("33TWL", 5, 0, slice(0, 5)),
    ("33TWM", 5, -14, slice(4, 8)),
    ("33TWL", 2, 0, slice(0, 9)),
    ("33TWL", 0, 0, slice(7, 11)),
    ("33TWM", 0, -14, slice(2, 4)),
]
BANDS = ("B02", "B03", "B04", "B08", "dataMask")


def product_id(at: int) -> str:
    tile, days, seconds, _ = SCENES[at]
    acquired = START + timedelta(days=days, seconds=seconds)
    return f"S2A_MSIL2A_{acquired:%Y%m%dT%H%M%S}_N0509_R079_T{tile}_2023082{at}T000000"


PLAN = [
    PlannedScene(START + timedelta(days=days, seconds=seconds), f"T{tile}", name)
    for (tile, days, seconds, _), name in zip(SCENES, map(product_id, range(5)))
]


@pytest.fixture(scope="module")
def running_hub(make_shared_catalog, synthetic_scene):
    """A hub over five scenes with gaps, and columns without any data."""
    random = np.random.default_rng(7)
    scenes = []
    for at, (_, _, _, columns) in enumerate(SCENES):
        values = np.zeros((4, SIZE, SIZE), np.uint16)
        shape = values[:, 1:, columns].shape
        values[:, 1:, columns] = random.integers(1, 9000, shape)
        when = f"{PLAN[at].acquired:%Y-%m-%dT%H:%M:%S.%f}Z"
        scenes.append(synthetic_scene(product_id(at), when, 10.0 * at, values))
    with LocalHub(scenes=make_shared_catalog(scenes)) as running:
        yield running


@pytest.fixture
def hub(running_hub):
    """The hub, without the faults of another test."""
    running_hub.faults = Faults()
    return running_hub


@pytest.fixture(scope="module")
def headers(running_hub):
    hub = running_hub
    token = _post(
        hub.token_url,
        urlencode(
            {
                "grant_type": "client_credentials",
                "client_id": hub.client_id,
                "client_secret": hub.client_secret,
            }
        ).encode(),
        {"Content-Type": "application/x-www-form-urlencoded"},
    )
    return {
        "Authorization": f"Bearer {json.loads(token)['access_token']}",
        "Content-Type": "application/json",
        "Accept": "application/x-tar",
    }


@pytest.fixture
def ask(hub, headers):
    """Send a script with the outputs wanted; return arrays and user data by name."""

    def send(script: str, *outputs: str) -> dict:
        body = json.dumps(_request(script, outputs)).encode()
        answer = _post(f"{hub.url}/api/v1/process", body, headers)
        with tarfile.open(fileobj=io.BytesIO(answer)) as members:
            return {
                name.split(".")[0]: _read(name, members.extractfile(name).read())
                for name in members.getnames()
            }

    return send


class RefusedError(Exception):
    """The hub's message."""


def _post(url: str, body: bytes, headers: dict) -> bytes:
    parts = urlsplit(url)
    connection = HTTPConnection(parts.hostname, parts.port, timeout=60)
    try:
        connection.request("POST", parts.path, body, headers)
        answer = connection.getresponse()
        content = answer.read()
    finally:
        connection.close()
    if answer.status != 200:
        raise RefusedError(json.loads(content)["error"]["message"])
    return content


def _request(script: str, outputs: tuple[str, ...]) -> dict:
    days = {"from": "2023-08-01T00:00:00Z", "to": "2023-08-31T23:59:59Z"}
    crs = "http://www.opengis.net/def/crs/EPSG/0/32633"
    types = {"userdata": "application/json"}
    # A tar comes for several responses only.
    named = outputs if len(outputs) > 1 else (*outputs, "userdata")
    return {
        "input": {
            "bounds": {"bbox": BBOX, "properties": {"crs": crs}},
            "data": [{"type": "sentinel-2-l2a", "dataFilter": {"timeRange": days}}],
        },
        "evalscript": script,
        "output": {
            "width": SIZE,
            "height": SIZE,
            "responses": [
                {"identifier": one, "format": {"type": types.get(one, "image/tiff")}}
                for one in named
            ],
        },
    }


def _read(name: str, content: bytes):
    if name.endswith(".json"):
        return json.loads(content)
    path = f"/vsimem/answer_{name}"
    gdal.FileFromMemBuffer(path, content)
    array = gdal.Open(path).ReadAsArray()
    gdal.Unlink(path)
    return array.reshape(-1, SIZE, SIZE)


def expected_winners() -> np.ndarray:
    """Return 1 + position in the plan of the first scene with data, else 0."""
    winner = np.zeros((SIZE, SIZE), int)
    for at in reversed(range(len(SCENES))):
        winner[1:, SCENES[at][3]] = at + 1
    return winner


def plain(body: str, setup: str = 'input: ["B04", "B08"], output: {bands: 1}') -> str:
    return (
        f"//VERSION=3\nfunction setup() {{ return {{{setup}}}; }}\n"
        f"function evaluatePixel(sample) {{ {body} }}"
    )


FLOAT = 'input: ["B04", "B08"], output: {bands: 1, sampleType: "FLOAT32"}'
SCRIPTS = {
    "plain": plain("return [sample.B04];"),
    "arrow": "//VERSION=3\nconst setup = () => ({input: ['B03'], output: {bands: 1}})\n"
    "const evaluatePixel = ({B03}) => [B03 * 2]",
    "assigned": "//VERSION=3\nsetup = () => ({input: ['B03'], output: {bands: 1}})\n"
    "evaluatePixel = s => [s.B03]",
    "auto-converted": "//VERSION=3 (auto-converted from 1)\nlet ndvi = s => "
    "(s.B08 - s.B04) / (s.B08 + s.B04);\nfunction setup() { return {input: [{bands: "
    "['B04', 'B08']}], output: {bands: 3}}; }\nfunction evaluatePixel(samples) {\n"
    "  let index = ndvi(samples);\n  if (index < 0.2) return [0, 0, index];\n"
    "  else if (index < 0.5) return [1, index, 0];\n  return [index, 1, 1];\n}",
    "nan": plain(
        "return [(sample.B08 - sample.B04) / (sample.B08 + sample.B04)];", FLOAT
    ),
    "digital numbers": plain(
        "return [sample.B04, sample.B08];",
        'input: [{bands: ["B04", "B08"], units: "DN"}], '
        'output: {bands: 2, sampleType: "UINT16"}',
    ),
    "units each": plain(
        "return [sample.B04, sample.B08, sample.dataMask];",
        'input: [{bands: ["B04", "dataMask", "B08"], '
        'units: ["DN", "DN", "REFLECTANCE"]}], '
        'output: {bands: 3, sampleType: "FLOAT32"}',
    ),
    "units once": plain(
        "return [sample.B04 + sample.dataMask];",
        'input: [{bands: ["B04", "dataMask"], units: "REFLECTANCE"}], '
        'output: {bands: 1, sampleType: "FLOAT32"}',
    ),
    "alpha": plain(
        "return [sample.B04, sample.B03, sample.B02, sample.dataMask];",
        'input: ["B02", "B03", "B04", "dataMask"], output: {bands: 4}',
    ),
    "clamped": plain(
        "return [sample.B04 * 300 - 20];",
        'input: ["B04"], output: {bands: 1, sampleType: SampleType.UINT8}',
    ),
    "signed": plain(
        "return [(sample.B04 - sample.B08) * 40000];",
        'input: ["B04", "B08"], output: {bands: 1, sampleType: "INT16"}',
    ),
    "keys": plain(
        "var sum = 0; Object.keys(sample).forEach(function (k, i) "
        "{ sum += (i + 1) * sample[k]; }); return [sum, Object.keys(sample).length];",
        'input: ["B08", "B02", "B04"], output: {bands: 2, sampleType: "FLOAT32"}',
    ),
    "undeclared": plain(
        "names = ['B04', 'B08']; total = 0; "
        "for (i = 0; i < names.length; i++) total += sample[names[i]]; return [total];",
        FLOAT,
    ),
    "strict": '"use strict";\n' + plain("let x = sample.B04; return [x];"),
    "shadowed": plain(
        "let index = 1, scenes = 2, copy = 3, plan = 4, resolve = 5; "
        "return [sample.B04 * index];"
    )
    + "\nvar sceneSlots = 1, settings = 2, used = {}; function facts() {}",
    "table": plain(
        "for (const [low, r, g] of table) if (sample.B04 >= low) return [r, g]; "
        "return [0, 0];",
        'input: ["B04"], output: {bands: 2}',
    )
    + "\nconst table = [[0.6, 1, 0], [0.3, 0.5, 0.5], [0.01, 0, 1]];",
    "neural net": plain(
        "let h = w.map((row, i) => tanh(row[0] * sample.B04 + row[1] * sample.B08 + "
        "b[i])); return [1 / (1 + Math.exp(-(h[0] - 2 * h[1] + h[2])))];",
        FLOAT,
    )
    + "\nconst w = [[1, -2], [0.5, 3], [-1, 1]], b = [0.1, 0.2, -0.3];\n"
    "var tanh = x => { const e = Math.exp(2 * x); return (e - 1) / (e + 1); };",
    "class": plain("return [new Ramp(0, 1).at(sample.B04)];", FLOAT)
    + "\nclass Ramp { constructor(a, b) { this.a = a; this.b = b; }\n"
    "  at(x) { return `${this.a}` < x ? x ** 2 / this.b : -1; } }",
    "typed": plain(
        "return {default: new Float32Array([sample.B04, sample.B08])};", FLOAT
    ).replace("bands: 1", "bands: 2"),
    "same array": plain("out[0] = sample.B04; return out;") + "\nvar out = [0];",
    "changes its sample": plain(
        "sample.B04 += 1; delete sample.B08; return [sample.B04];"
    ),
    "regular expression": plain(
        "return [/[}'\"/]/.test('a}b') ? sample.B04 / 2 / 1 : 0]; // } '\n"
    ),
    "several outputs": "//VERSION=3\nfunction setup() { return {input: ['B04', 'B08'], "
    "output: [{id: 'mask', bands: 1, sampleType: 'UINT8'}, {id: 'default', bands: 2}]};"
    " }\nfunction evaluatePixel(s) { return {mask: [s.B04 > 0.5], "
    "default: [s.B08, s.B04]}; }",
    "own id": plain(
        "return {ndvi: [sample.B08 - sample.B04]};",
        'input: ["B04", "B08"], '
        'output: {id: "ndvi", bands: 1, sampleType: "FLOAT32", nodataValue: -9999}',
    ),
    "first of several": plain(
        "return {a: [sample.B04], b: [1, 2]};",
        'input: ["B04"], output: [{id: "a", bands: 1}, {id: "b", bands: 2}]',
    ),
    "update output": plain("return [sample.B04, sample.B08];")
    + "\nfunction updateOutput(output) { output.default.bands = 2; }",
    "user data": plain("n += 1; return [sample.B04];")
    + "\nvar n = 0;\nfunction updateOutputMetadata(scenes, input, output) "
    "{ output.userData = {pixels: n, scenes: scenes.tiles.length, "
    "version: input.serviceVersion}; }",
    "simple by name": plain(
        "return [sample.B04];",
        'input: [{bands: ["B04"]}], output: {bands: 1}, mosaicking: Mosaicking.SIMPLE',
    ),
    "arguments": plain(
        "return [arguments.length > 1 && Object.keys(arguments[1]).length === 0 "
        "? sample.B04 : 0];"
    ),
    "memory": plain("return [memo(Math.round(sample.B04 * 10))];", FLOAT)
    + "\nvar known = {};\nfunction memo(n) {\n"
    "  return known[n] || (known[n] = n * n + 1); }",
    "utilities": plain(
        "return [...ramp.process(index(sample.B08, sample.B04)), valueInterpolate("
        "sample.B04, [0, 1], [0.2, 0.8])];",
        'input: ["B04", "B08"], output: {bands: 4}',
    )
    + "\nlet ramp = new ColorRampVisualizer([[-1, 0x000000], [0.2, 0xff8800], "
    "[1, 0xffffff]]);",
    "shadowed utilities": plain(
        "let index = sample.B08 - sample.B04, inverse = 2; "
        "return colorBlend(index * inverse, [-1, 0, 1], [[0, 0, 0], [1, 0.5, 0], "
        "[1, 1, 1]]);",
        'input: ["B04", "B08"], output: {bands: 3}',
    )
    + "\nfunction combine(a) { return a; }",
    "comments before the version": "// by a person\n/* once upon\n a time */\n"
    + plain("return [sample.B04];"),
    "byte order mark": "\ufeff" + plain("return [sample.B04];"),
    "windows lines": plain("return [sample.B04];").replace("\n", "\r\n"),
    "comment at the end": plain("return [sample.B04];") + " // the end",
    "units of one band": plain(
        "return [sample.B04, sample.B08];",
        'input: [{bands: ["B04", "B08"], units: ["DN", "REFLECTANCE"]}], '
        'output: {bands: 2, sampleType: "FLOAT32"}',
    ),
    "parameter with a default": "//VERSION=3\nvar setup = function () { return {input: "
    "['B04'], output: {bands: 1}}; };\nvar evaluatePixel = function (s, _ = 3) "
    "{ return [s.B04 / _]; };",
    "destructured": "//VERSION=3\nlet setup = () => ({input: "
    "['B04', 'B08', 'dataMask'], output: {id: 'default', bands: 2}});\n"
    "const evaluatePixel = ({B04: red, dataMask: m, ...rest}) => "
    "({default: [red * m, rest.B08]});",
    "loop over its own bands": plain(
        "let out = []; for (const band in sample) out.push(sample[band]); return out;",
        'input: ["B08", "B04"], output: {bands: 2}',
    ),
    "answers without a return": plain(
        "if (sample.B04 > 0.4) return [1]; return [0.5];", FLOAT
    ),
    "a label and a switch": plain(
        "out: for (;;) { switch (Math.floor(sample.B04 * 3)) { case 0: break out; "
        "case 1: return [1]; default: return [2]; } } return [0];",
        FLOAT,
    ),
    "deep net": plain(
        "var x = [sample.B04, sample.B08]; layers.forEach(l => { x = l.map(r => "
        "Math.max(0, r.reduce((s, w, i) => s + w * (i < x.length ? x[i] : 1), 0))); "
        "}); return x;",
        'input: ["B04", "B08"], output: {bands: 2, sampleType: "FLOAT32"}',
    )
    + "\nconst layers = [[[0.3, -1, 0.2], [1, 2, -0.1], [0.5, 0.5, 0]],"
    " [[1, -1, 0.5, 0.1], [0.2, 0.1, 0.4, 0]]];",
    "updates the outputs it names": plain(
        "return {mask: [1], picture: [sample.B04, sample.B08, sample.B04]};",
        'input: ["B04", "B08"], output: [{id: "mask", bands: 1}, '
        '{id: "picture", bands: 1}]',
    )
    + "\nfunction updateOutput(output, collection) {\n"
    "  Object.keys(output).forEach(id => { if (id === 'picture') "
    "output[id].bands = 3; }); }",
    "recursion": plain(
        "return [(function f(n) { return n < 2 ? n : f(n - 1) + f(n - 2); })"
        "(Math.round(sample.B08 * 10))];",
        FLOAT,
    ),
}


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_wrapped_script_equals_the_script_alone(ask, name):
    script = SCRIPTS[name]
    own_ids = output_ids(script)
    own = "default" if "default" in own_ids else own_ids[0]
    alone = ask(script, own, "userdata")
    wrapped = wrap(script, PLAN)
    ours = ask(wrapped.evalscript, "default", wrapped.scene_output, "userdata")
    np.testing.assert_array_equal(ours["default"], alone[own])
    np.testing.assert_array_equal(ours[wrapped.scene_output][0], expected_winners())
    told = ours["userdata"]["scene_slots"]
    assert told["matched"] == len(PLAN)
    assert (ours["userdata"]["user"] or {}) == alone["userdata"]


BARE = {
    "list": "return [2.5 * B04, 2.5 * B03, 2.5 * B02]",
    "branches": "//VERSION=3\nvar v = (B08 - B04) / (B08 + B04);\n"
    "if (v < 0.2) { return [v]; } else if (v < 0.5) return [0.5];\nreturn [1];",
    "shadow": "let index = B08 - B04, plan = 0; return [index, plan, dataMask];",
    "helper": "// return [B99]\nfunction stretch(x, a, b) {\n"
    "  return (x - a) / (b - a); }\n"
    "var gray = stretch(B04, 0, 0.5);\nreturn [gray, gray];",
    "undeclared": "s = 0; for (b of [B02, B03, B04]) s += b; return [s / 3]",
    "utility": "let index = (B08 - B04) / (B08 + B04);\n"
    "return colorBlend(index, [0, 1], [[0, 0, 0], [1, 1, 0.5]]);",
    "by hand": "var out = []; out.push(B04, B08); return out;",
    "windows lines": "var a = B04;\r\nif (a > 0.5) {\r\n  return [1];\r\n}\r\n"
    "return [a];",
    "shadowed utilities": "let index = (B08 - B04) / (B08 + B04), inverse = 1;\n"
    "function combine(x) { return x * inverse; }\nreturn [combine(index)];",
    "nested branches": "if (B04 > 0.2) { if (B08 > 0.5) { return [1, 0, 0]; } else "
    "{ return [0, 1, 0]; } }\nreturn [0, 0, B02];",
    "arrow": "const f = (x) => { return x / 2; }; return [f(B04), f(B08)];",
    "table": "var t = {low: [0, 0.5], high: [0.5, 1]}; for (let k in t) { if (B04 >= "
    "t[k][0] && B04 < t[k][1]) return [k === 'low' ? 0 : 1]; } return [0.5];",
    "mask": "return [B04, dataMask]",
}


@pytest.mark.parametrize("name", BARE)
def test_a_bare_script_equals_itself_without_functions(ask, name):
    script = BARE[name]
    counted = read_probe(ask(probe(script, BANDS).evalscript, "userdata")["userdata"])
    assert count_outputs(script) in (None, counted)
    alone = ask(script, "default")
    wrapped = wrap(unfold(script, BANDS, counted), PLAN)
    ours = ask(wrapped.evalscript, "default", wrapped.scene_output)
    np.testing.assert_array_equal(ours["default"], alone["default"])
    np.testing.assert_array_equal(ours[wrapped.scene_output][0], expected_winners())


FAULTS = {
    "contexts": Faults(contexts=5),
    "shuffled": Faults(shuffle="a"),
    "shuffled for each function": Faults(shuffle_each=True, shuffle="b"),
    "shuffled in contexts": Faults(shuffle_each=True, shuffle="c", contexts=3),
    "rounded": Faults(tile_seconds="round"),
    "fractions": Faults(tile_seconds="fraction"),
    "no product": Faults(missing=frozenset(("productId", "sentinel2ProductId"))),
    "no granule": Faults(missing=frozenset(("tileOriginalId",))),
    "no path": Faults(missing=frozenset(("dataPath",))),
    "no cloud": Faults(missing=frozenset(("cloudCoverage",))),
    "nothing but time": Faults(
        shuffle_each=True,
        shuffle="d",
        missing=frozenset(
            ("productId", "sentinel2ProductId", "tileOriginalId", "dataPath", "shId")
        ),
    ),
    "older twins": Faults(duplicates=True),
    "older twins without products": Faults(
        duplicates=True, missing=frozenset(("productId", "sentinel2ProductId"))
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_scenes_are_named_right_whatever_the_service_does(hub, ask, fault):
    hub.faults = FAULTS[fault]
    wrapped = wrap(SCRIPTS["digital numbers"], PLAN)
    answer = ask(wrapped.evalscript, "default", wrapped.scene_output, "userdata")
    np.testing.assert_array_equal(answer[wrapped.scene_output][0], expected_winners())
    told = answer["userdata"]["scene_slots"]
    for tile in [*told["tiles"], *told["used"].values()]:
        if tile["value"] <= len(PLAN):
            date = datetime.fromisoformat(tile["date"].replace("Z", "+00:00"))
            away = abs((date - PLAN[tile["value"] - 1].acquired).total_seconds())
            assert away <= 1
    assert told["matched"] == len(PLAN)


def test_unplanned_scenes_are_above_the_plan_and_named(hub, ask):
    hub.faults = Faults(contexts=4, shuffle_each=True, shuffle="e")
    # The first scene of the plan does not exist, so that all others stay.
    ghost = PlannedScene(START + timedelta(days=1), "T33TWL")
    wrapped = wrap(SCRIPTS["plain"], [ghost, PLAN[3], PLAN[1]], excluded=[PLAN[0]])
    answer = ask(wrapped.evalscript, "default", wrapped.scene_output, "userdata")
    # Unplanned are PLAN[2] and PLAN[4], latest first: values 4 and 5.
    value_of = {3: 2, 1: 3, 2: 4, 4: 5}
    wanted = np.zeros((SIZE, SIZE), int)
    for at in (4, 2, 1, 3):
        wanted[1:, SCENES[at][3]] = value_of[at]
    np.testing.assert_array_equal(answer[wrapped.scene_output][0], wanted)
    told = answer["userdata"]["scene_slots"]
    ids = {tile["value"]: tile["productId"] for tile in told["tiles"]}
    assert {ids[value].removesuffix(".SAFE") for value in (4, 5)} == {
        product_id(2),
        product_id(4),
    }
    assert (told["planned"], told["matched"]) == (3, 2)


@pytest.mark.parametrize("before", ["", "//VERSION=3\n\n// a comment\n"])
def test_an_error_names_the_line_of_the_users_file(ask, before):
    script = before + (
        "function setup() { return {input: ['B04'], output: {bands: 1}}; }\n"
        "function evaluatePixel(sample) {\n  return [missing.B04];\n}"
    )
    wrapped = wrap(script, PLAN)
    with pytest.raises(RefusedError) as caught:
        ask(wrapped.evalscript, "default", wrapped.scene_output)
    line = before.count("\n") + 3
    assert f"evalscript.js:{line}:" in own_line(str(caught.value), wrapped)
    assert "missing is not defined" in str(caught.value)
