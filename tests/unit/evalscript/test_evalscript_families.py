"""A script's family is told by its tokens, never by words in comments."""

from __future__ import annotations

from datetime import datetime, timezone

import pytest
from scene_slots.plugin.core.errors import InputError
from scene_slots.plugin.evalscript.build import PlannedScene, wrap
from scene_slots.plugin.evalscript.families import (
    Family,
    input_bands,
    output_ids,
    recognise,
    writes_user_data,
)

PLAN = [PlannedScene(datetime(2023, 8, 15, tzinfo=timezone.utc))]
PIXEL = "function evaluatePixel(samples) { return [1]; }"


def with_setup(body: str) -> str:
    return f"//VERSION=3\nfunction setup() {{ return {{{body}}}; }}\n{PIXEL}"


@pytest.mark.parametrize(
    "script",
    [
        with_setup('input: ["B04"]'),
        with_setup('mosaicking: "SIMPLE"'),
        with_setup("mosaicking: Mosaicking.SIMPLE"),
        with_setup("mosaicking: Mosaicking.TILES"),
        with_setup('/* mosaicking: "ORBIT" */ input: ["B04"]'),
        with_setup('input: ["B04"] // mosaicking: "TILE", datasource: 1\n'),
        with_setup("note: 'mosaicking: TILE'"),
        "setup = () => 1; evaluatePixel = s => { return [1]; }",
        "let setup = 1, a; const evaluatePixel = (s) => [1]",
        "// return [B04]\n" + PIXEL,
    ],
)
def test_plain_scripts(script):
    assert recognise(script) is Family.PLAIN


@pytest.mark.parametrize(
    "script",
    [
        with_setup('mosaicking: "ORBIT"'),
        with_setup("'mosaicking': 'Tile'"),
        with_setup("mosaicking: Mosaicking.TILE"),
        with_setup('input: [{datasource: "S2", bands: ["B02"]}]'),
        "function setup() { let s = {}; s.mosaicking = Mosaicking.ORBIT; return s; }\n"
        + PIXEL,
    ],
)
def test_composites(script):
    assert recognise(script) is Family.COMPOSITE
    with pytest.raises(InputError, match="several samples per pixel"):
        wrap(script, PLAN)


@pytest.mark.parametrize(
    "script",
    [
        "return [B04];",
        "// function evaluatePixel(s) {}\nif (B04 > 1) { return [1]; }\nreturn [0]",
        "var evaluate = function () { return [1]; };\nreturn evaluate();",
        "function f(evaluatePixel) { return [1]; }\nreturn f(1);",
    ],
)
def test_bare_scripts(script):
    assert recognise(script) is Family.BARE
    with pytest.raises(InputError, match="no functions"):
        wrap(script, PLAN)


def test_neither_form_is_refused():
    with pytest.raises(InputError, match="neither"):
        recognise("var a = 1; // return")


def test_the_second_version_is_refused():
    script = "function setup(ds) { setInputComponents([ds.B04]); }\n" + PIXEL
    with pytest.raises(InputError, match="VERSION=2"):
        recognise(script)


@pytest.mark.parametrize(
    ("output", "ids"),
    [
        ("output: {bands: 3}", ("default",)),
        ('output: {id: "ndvi", bands: 3}', ("ndvi",)),
        (
            "output: [{'id': 'a', bands: 1}, {bands: 2, id: `b`}], more: {id: 'c'}",
            ("a", "b"),
        ),
        ("bands: 3", ("default",)),
    ],
)
def test_ids_of_outputs_are_read(output, ids):
    assert output_ids(with_setup(output)) == ids


@pytest.mark.parametrize(
    ("given", "bands"),
    [
        ('input: ["B04", "dataMask", "B08", "B08"]', ("B04", "B08")),
        ("input: [{bands: ['B04', 'SCL'], units: ['DN', 'DN']}]", ("B04", "SCL")),
        ('input: {bands: ["B04"]}, output: {bands: 3, id: "x"}', ("B04",)),
        ("input: names", ()),
    ],
)
def test_bands_of_a_script_are_read(given, bands):
    assert input_bands(with_setup(given)) == bands


def test_user_data_of_a_composite_is_seen():
    assert writes_user_data("o.userData = 1")
    assert not writes_user_data("// userData\nvar a")
