"""Helper functions and visualizers, by the examples of their documentation."""

import json

import pytest
from py_mini_racer import MiniRacer
from scene_slots.plugin.local_hub.sandbox import runtime


@pytest.fixture(scope="module")
def run():
    """Evaluate an expression where the helpers are known."""
    racer = MiniRacer()
    for name in ("functions.js", "visualizers.js"):
        racer.eval(runtime(name))
    return lambda code: json.loads(racer.eval(f"JSON.stringify({code})"))


INTERVALS = "[-10, -5, 0, 5, 10], [-1000, -50, 0, 50, 1000]"
MAP = "[1, 3, 5, 7, 10], [100, 300, 500, 700, 900]"


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("int2rgb(255)", [0, 0, 255]),
        ("int2rgb(256)", [0, 1, 0]),
        ("int2rgb(65537)", [1, 0, 1]),
        ("rgb2int([0, 0, 255])", 255),
        ("rgb2int([0, 1, 0])", 256),
        ("rgb2int([1, 0, 1])", 65537),
        ("normalizeRGB([0, 51, 255])", [0, 0.2, 1]),
        ("combine([100, 0, 0], [0, 100, 0], 1)", [100, 0, 0]),
        ("combine([100, 0, 0], [0, 100, 0], 0)", [0, 100, 0]),
        ("combine([100, 0, 0], [0, 100, 0], 0.5)", [50, 50, 0]),
        ("index(0.6, 0.4)", 0.2),
        ("index(0.5, -0.5)", 0),
        ("inverse(2)", 0.5),
        ("inverse(5)", 0.2),
        ("inverse(0) === 1.7976931348623157E308", True),
        (f"valueMap(5, {MAP})", 500),
        (f"valueMap(1, {MAP})", 100),
        (f"valueMap(2, {MAP})", 300),
        (f"valueMap(12, {MAP})", 900),
        ("valueMap(50)", 50),
        (f"valueInterpolate(0, {INTERVALS})", 0),
        (f"valueInterpolate(-10, {INTERVALS})", -1000),
        (f"valueInterpolate(9, {INTERVALS})", 810),
        (f"valueInterpolate(99, {INTERVALS})", 1000),
        ("valueInterpolate(50)", 50),
        (
            "valueInterpolate(0.1, [0, 0.2, 1], [[0, 0], [0.1, 0.5], [1, 1]])",
            [0.05, 0.25],
        ),
        ("colorBlend(0.5, [0, 1], [[0, 0, 0], [1, 0.5, 0]])", [0.5, 0.25, 0]),
        ("[Mosaicking.TILE, SampleType.AUTO]", ["TILE", "AUTO"]),
    ],
)
def test_helpers(run, code, expected):
    assert run(code) == pytest.approx(expected)


def test_landsat_quality_bits(run):
    assert run("decodeL8C2Qa(55052)") == {
        "cirrus": 1,
        "cirrusConfidence": 3,
        "clear": 0,
        "cloud": 1,
        "cloudConfidence": 3,
        "cloudShadow": 0,
        "cloudShadowConfidence": 1,
        "dilatedCloud": 0,
        "fill": 0,
        "snow": 0,
        "snowIceConfidence": 1,
        "water": 0,
    }


def test_olci_quality_bits(run):
    found = run("decodeS3OLCIQualityFlags(0x80000000 + 0x02000000 + 0x00100000 + 1)")
    assert {name for name, on in found.items() if on} == {
        "land",
        "invalid",
        "saturatedB01",
        "saturatedB21",
    }
    assert len(found) == 32


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (199, [1, 0, 0]),
        (200, [1, 0, 0]),
        (250, [1, 0, 0]),
        (299, [1, 0, 0]),
        (300, [0, 0, 1]),
    ],
)
def test_color_map(run, value, expected):
    made = "new ColorMapVisualizer([[200, 0xff0000], [300, 0x0000ff]])"
    assert run(f"{made}.process({value})") == expected


def test_default_color_map(run):
    assert run("ColorMapVisualizer.createDefaultColorMap().process(-0.5)") == [0, 0, 0]


@pytest.mark.parametrize("colors", ["0xFF0000 0x0000FF", "[1,0,0] [0,0,1]"])
@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (199, [1, 0, 0]),
        (200, [1, 0, 0]),
        (250, [0.4980392156862745, 0, 0.4980392156862745]),
        (299, [0.00784313725490196, 0, 0.9882352941176471]),
        (300, [0, 0, 1]),
    ],
)
def test_color_ramp(run, colors, value, expected):
    first, second = colors.split()
    made = f"new ColorRampVisualizer([[200, {first}], [300, {second}]])"
    assert run(f"{made}.process({value})") == expected


RAMPS = {
    "RedTemperature": {
        0.0: [0, 0, 0],
        0.3: [1, 0.43137254901960786, 0],
        0.5: [1, 0.5137254901960784, 0],
        0.8: [1, 0.8, 0.5764705882352941],
        1.0: [1, 1, 1],
    },
    "WhiteGreen": {
        0.0: [0, 0, 0],
        0.3: [0, 0.4, 0],
        0.5: [0.3333333333333333, 0.6, 0],
        0.8: [0.7490196078431373, 0.8509803921568627, 0.4980392156862745],
        1.0: [1, 1, 1],
    },
    "BlueRed": {
        0.0: [0, 0, 0.5019607843137255],
        0.3: [0, 0.6980392156862745, 1],
        0.5: [0.4980392156862745, 1, 0.4980392156862745],
        0.8: [1, 0.2980392156862745, 0],
        1.0: [0.5019607843137255, 0, 0],
    },
}
GRADIENTS = {
    "RedTemperature": {
        0.3: [0.43137254901960786, 0, 0],
        0.5: [0.7176470588235294, 0.047058823529411764, 0],
        0.8: [1, 0.6196078431372549, 0.2],
        1.0: [1, 1, 1],
    },
    "WhiteGreen": {
        0.3: [0, 0.2980392156862745, 0],
        0.5: [0.16862745098039217, 0.5019607843137255, 0],
        0.8: [0.6666666666666666, 0.8, 0.3333333333333333],
    },
    "BlueRed": {
        0.0: [0, 0, 0.5019607843137255],
        0.3: [0, 0.7019607843137254, 1],
        0.5: [0.5019607843137255, 1, 0.5019607843137255],
        0.8: [1, 0.2980392156862745, 0],
    },
}


@pytest.mark.parametrize(("kind", "tables"), [("Ramp", RAMPS), ("Gradient", GRADIENTS)])
def test_ready_made_colors(run, kind, tables):
    for name, values in tables.items():
        for value, expected in values.items():
            made = f"Color{kind}Visualizer.create{name}(0, 1)"
            assert run(f"{made}.process({value})") == expected, (kind, name, value)


def test_a_ramp_is_stretched_and_inverted(run):
    made = "new ColorRampVisualizer([[0, 0x000000], [1, 0xffffff]], 10, 20)"
    assert run(f"{made}.process(15)") == [127 / 255] * 3
    assert run(f"{made}.inverse().process(10)") == [1, 1, 1]
    falling = "new ColorRampVisualizer([[30, 0x345e03], [0, 0xf0f5d5]])"
    assert run(f"{falling}.process(30)") == [0x34 / 255, 0x5E / 255, 0x03 / 255]
    ocean = "ColorRampVisualizer.createOceanColor(0, 10)"
    assert run(f"{ocean}.process(10)") == pytest.approx([105 / 255, 0, 0])


@pytest.mark.parametrize(
    ("value", "expected"),
    [(0, 0), (0.1, 0), (0.25, 0.5), (0.376, 0.92), (0.4, 0.9259), (0.7, 1), (1.1, 1)],
)
def test_highlights_are_compressed(run, value, expected):
    made = "new HighlightCompressVisualizer(0.1, 0.4)"
    assert run(f"{made}.process({value})") == pytest.approx(expected, abs=5e-5)
