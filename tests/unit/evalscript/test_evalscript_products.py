"""Products are files with a header; those we ship run and say the truth."""

from __future__ import annotations

import json
from datetime import datetime, timezone

import pytest
from py_mini_racer import MiniRacer
from scene_slots.plugin.core.collections import COLLECTIONS
from scene_slots.plugin.core.errors import InputError
from scene_slots.plugin.core.product import Family, Style
from scene_slots.plugin.evalscript.build import PlannedScene, wrap
from scene_slots.plugin.evalscript.products import (
    PRODUCT_FOLDER,
    find_product,
    load_product,
    load_products,
    own_product,
    parse_product,
)

PLAN = [PlannedScene(datetime(2023, 8, 15, tzinfo=timezone.utc))]
TILES = [{"date": "2023-08-15T00:00:00Z"}]
NAMES = [product.name for product in load_products()]
RUNS = "evaluatePixel = sample => [1];"


def contract_of(script: str) -> dict:
    """Return what the setup of a script asks for."""
    engine = MiniRacer()
    engine.eval(script)
    return json.loads(engine.eval("JSON.stringify(setup())"))


@pytest.mark.parametrize("name", NAMES)
def test_the_header_says_what_the_script_does(name):
    product = find_product(name)
    asked = contract_of(product.evalscript)
    paid = set(asked["input"][0]["bands"]) - {"dataMask"}
    assert product.input_bands == len(paid)
    assert len(product.bands) == asked["output"]["bands"]
    assert max(product.style.bands) <= len(product.bands)
    assert product.collections
    assert product.title


@pytest.mark.parametrize("name", NAMES)
def test_every_collection_of_a_product_has_its_bands(name):
    product = find_product(name)
    (source,) = contract_of(product.evalscript)["input"]
    for collection in set(product.collections) & set(COLLECTIONS):
        assert set(source["bands"]) <= set(COLLECTIONS[collection].bands)
        defaults = {COLLECTIONS[collection].bands[band] for band in source["bands"]}
        assert {source.get("units", "DN")} <= defaults | {"DN"}


@pytest.mark.parametrize("name", NAMES)
def test_every_product_gives_numbers_for_its_bands(service, name):
    product = find_product(name)
    bands = contract_of(product.evalscript)["input"][0]["bands"]
    pixel = {"0": {band: 0.1 + at / 10 for at, band in enumerate(bands)}}
    alone = service.run(product.evalscript, TILES, [pixel, {}])
    wrapped = service.run(wrap(product.evalscript, PLAN).evalscript, TILES, [pixel, {}])
    assert wrapped.images == alone.images
    assert wrapped.scenes == [1, 0]
    (first, _) = wrapped.images
    assert len(first) == len(product.bands)
    assert all(isinstance(number, (int, float)) for number in first)


def test_ndvi_of_nothing_is_unknown(service):
    script = find_product("ndvi").evalscript
    pixels = [{"0": {"B04": 0.1, "B08": 0.3}}, {"0": {"B04": 0, "B08": 0}}, {}]
    images = service.run(script, TILES, pixels).images
    assert images == [[pytest.approx(0.5)], ["NaN"], ["NaN"]]


def test_every_product_has_a_small_picture():
    folder = PRODUCT_FOLDER.parents[2] / "ui" / "thumbnails"
    sizes = {path.stem: path.stat().st_size for path in folder.glob("*.png")}
    assert set(sizes) == set(NAMES)
    assert max(sizes.values()) < 10_000


def test_an_unknown_product_is_refused_with_those_there_are():
    with pytest.raises(InputError, match=r"no product 'ndvy'; there are .*ndvi"):
        find_product("ndvy")


def test_a_folder_of_the_user_is_read(tmp_path):
    (tmp_path / "my_index.js").write_text("return [B04];", encoding="utf-8")
    (product,) = load_products(tmp_path)
    assert (product.name, product.title) == ("my_index", "My index")
    assert product.collections == ()
    assert product.style == Style("gray", (1,))
    assert product.input_bands == 3


def test_bands_to_pay_for_are_counted_where_the_header_is_silent():
    script = 'setup = () => ({input: ["B04", "B08", "dataMask"], output: {bands: 1}})'
    assert parse_product("mine", f"{script}\n{RUNS}").input_bands == 2


def test_a_header_is_read():
    product = parse_product(
        "x",
        "\n//VERSION=3\n// title: A: b\n// title: c\n// bands: a,b, c\n\n"
        f"//unit: m\nvar a;\n// unit: s\n{RUNS}",
    )
    assert (product.title, product.bands, product.unit) == (
        "A: b",
        ("a", "b", "c"),
        "m",
    )
    assert product.style == Style("rgb")


@pytest.mark.parametrize(
    ("text", "style"),
    [
        ("rgb 3 2 1, 0 to 3000", Style("rgb", (3, 2, 1), 0, 3000)),
        ("gray 2", Style("gray", (2,))),
        ("gray 1, -1.5 to 2", Style("gray", (1,), -1.5, 2)),
        (
            "ramp 1, -1 #000000, 2 #ffffff",
            Style("ramp", (1,), -1, 2, ((-1, "#000000"), (2, "#ffffff"))),
        ),
        ("ramp 1", Style("ramp", (1,))),
    ],
)
def test_a_style_is_read(text, style):
    assert parse_product("x", f"// style: {text}\n{RUNS}").style == style


@pytest.mark.parametrize(
    "line",
    [
        "style: rgb 1 2, 0 to 1",
        "style: heat 1",
        "style: gray one",
        "style: gray 1, 0 - 1",
        "style: ramp 1, 0 red",
        "input bands: many",
    ],
)
def test_a_wrong_header_names_the_file(tmp_path, line):
    path = tmp_path / "bad.js"
    path.write_text(f"// {line}\n", encoding="utf-8")
    with pytest.raises(InputError, match="product 'bad' is wrong"):
        load_product(path)


def test_a_file_that_cannot_be_read_is_named(tmp_path):
    path = tmp_path / "latin.js"
    path.write_bytes(b"// title: \xe9t\xe9")
    with pytest.raises(InputError, match=r"latin\.js cannot be read"):
        load_product(path)
    with pytest.raises(InputError, match=r"none\.js cannot be read"):
        load_product(tmp_path / "none.js")


def test_a_style_may_light_dark_ground_up():
    script = "// style: rgb 1 2 3, 0 to 255, gamma 1.8\n"
    assert parse_product("bright", script + RUNS).style.gamma == 1.8


def test_what_is_told_in_floats_costs_as_floats():
    assert find_product("ndvi").sample_type == "FLOAT32"
    assert find_product("true_color").sample_type == "AUTO"
    assert parse_product("so", f"// FLOAT32\n{RUNS}").sample_type == "AUTO"


CHOSEN = {
    "output: {bands: 1, sampleType: 'UINT16'}": "UINT16",
    "output: [{id: 'a', bands: 1}, {sampleType: SampleType.FLOAT32, id: 'b'}]": "AUTO",
    "output: [{id: 'a', bands: 1, sampleType: 'INT16'}, {id: 'b'}]": "INT16",
    "output: [{id: 'a', bands: 1}, {id: 'default', sampleType: 'FLOAT32'}]": "FLOAT32",
    "output: [{bands: 2, sampleType: SampleType.FLOAT32}]": "FLOAT32",
    "output: {id: 'x', bands: 1}": "AUTO",
}


@pytest.mark.parametrize("output", CHOSEN)
def test_the_type_is_that_of_the_image_that_is_asked_for(output):
    script = f"function setup() {{ return {{input: ['B04'], {output}}}; }}\n{RUNS}"
    assert parse_product("x", script).sample_type == CHOSEN[output]


def test_a_pasted_script_is_a_product_of_its_own():
    pasted = own_product(f"// title: My NDVI, 2!\n{RUNS}", "never seen")
    assert (pasted.title, pasted.name) == ("My NDVI, 2!", "my_ndvi_2")
    assert (pasted.collections, pasted.family) == ((), Family.PLAIN)
    assert own_product("return [B04]", " Red ").title == "Red"
    assert own_product("return [B04]").name == "own_script"
    assert own_product("return [B04]").family is Family.BARE


@pytest.mark.parametrize(
    ("script", "complaint"),
    [
        ("", "is empty"),
        ("// only words", "is empty"),
        ("var a = 1;", "neither a function evaluatePixel nor a return"),
        ("return [B04", "'\\[' is never closed \\(line 1\\)"),
        ("setInputComponents([B04]); return [B04]", "VERSION=2"),
        (f"// style: heat 1\n{RUNS}", "header of the product .* is wrong"),
    ],
)
def test_what_cannot_run_is_refused_in_words(script, complaint):
    with pytest.raises(InputError, match=complaint):
        own_product(script)


@pytest.mark.parametrize(
    ("script", "style"),
    [
        ("return [B04, B03, B02];", Style("rgb", minimum=0, maximum=255)),
        ("return [B04];", Style("gray", (1,))),
        ("return x ? [1] : [1, 2];", Style("gray", (1,))),
        (
            f"setup = () => ({{input: [], output: {{bands: 4}}}});\n{RUNS}",
            Style("rgb", minimum=0, maximum=255),
        ),
        (
            "setup = () => ({output: [{id: 'm', bands: 1}, {id: 'default', bands: "
            f"['a', 'b', 'c'], sampleType: 'FLOAT32'}}]}});\n{RUNS}",
            Style("rgb"),
        ),
    ],
)
def test_without_a_header_the_style_suits_what_is_returned(script, style):
    assert own_product(script).style == style
