"""Refusals in the service's words, and scripts that must not take the hub down."""

import pytest
from scene_slots.plugin.local_hub.job import Limits

GOOD = """//VERSION=3
function setup() { return { input: ["B02"], output: { bands: 1 } }; }
function evaluatePixel(s) { return [s.B02]; }
"""


@pytest.fixture
def client(client_of, three):
    return client_of(*three)


def _refused(answer, status, code):
    assert answer.status == status, answer.body
    assert answer.error["status"] == status
    assert answer.error["code"] == code
    return answer.error["message"]


def test_empty_body(client):
    message = _refused(client.process(b""), 400, "COMMON_BAD_PAYLOAD")
    assert message == "Request body should be non-empty."


def test_body_that_is_not_json(client):
    _refused(client.process("{"), 400, "COMMON_BAD_PAYLOAD")


def test_missing_evalscript(client, request_body):
    message = _refused(client.process(request_body("")), 400, "COMMON_EXCEPTION")
    assert message == "Missing or empty evalscript."


def test_width_beyond_the_limit_names_the_parameter(client, request_body):
    body = request_body(GOOD, bbox=[500000, 5000000, 526240, 5010000])
    del body["output"]["width"], body["output"]["height"]
    body["output"].update(resx=10, resy=10)
    answer = client.process(body)
    message = _refused(answer, 400, "COMMON_BAD_PAYLOAD")
    text = "`width = 2624`, calculated from resx, is larger than allowed 2500."
    assert message == text + "\n"
    assert answer.error["errors"] == [{"parameter": "output->resx", "violation": text}]


def test_both_size_and_resolution(client, request_body):
    body = request_body(GOOD)
    body["output"]["resx"] = 10
    message = _refused(client.process(body), 400, "COMMON_BAD_PAYLOAD")
    assert message == (
        "Only width and height or resx and resy can be set at the same time."
    )


def test_too_coarse_a_pixel(client, request_body):
    body = request_body(
        GOOD, bbox=[500000, 5000000, 600000, 5100000], width=10, height=10
    )
    message = _refused(client.process(body), 400, "COMMON_EXCEPTION")
    assert message == (
        "Your request of 10000.00 meters per pixel exceeds the limit 1500.00 meters "
        "per pixel of the collection S2L2A. Please revise the resolution (or "
        "corresponding width/height) to make sure it is in supported range."
    )


def test_metres_as_degrees_are_too_coarse(client, request_body):
    crs = "http://www.opengis.net/def/crs/EPSG/0/4326"
    body = request_body(GOOD, bbox=[15, 46, 15.1, 46.1], crs=crs)
    del body["output"]["width"], body["output"]["height"]
    body["output"].update(resx=10, resy=10)
    message = _refused(client.process(body), 400, "COMMON_EXCEPTION")
    assert "exceeds the limit 1500.00 meters per pixel" in message


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('"B02"', '"B10"', "Collection 'S2L2A' has no band 'B10'"),
        (
            "s.B02]",
            "s.B02, 1]",
            "Output default requires 1 bands but the script returned 2.",
        ),
        ("return [s.B02]", "return { other: [1] }", "Script must return an array."),
        ("return [s.B02]", "return s.B02", "Script must return an array."),
    ],
)
def test_what_a_script_may_not_do(client, request_body, old, new, message):
    answer = client.process(request_body(GOOD.replace(old, new)))
    assert _refused(answer, 400, "RENDERER_EXCEPTION") == message


def test_an_unknown_constant_means_simple(client, request_body):
    script = """//VERSION=3
    function setup() {
      return { input: ["B02"], output: { bands: 1 }, mosaicking: Mosaicking.TILES };
    }
    function evaluatePixel(samples) { return samples.map; }"""
    answer = client.process(request_body(script))
    assert answer.status == 200
    script = script.replace("return samples.map", "return { a: samples.map }")
    message = _refused(client.process(request_body(script)), 400, "RENDERER_EXCEPTION")
    assert message == "Script must return an array."


def test_an_unknown_unit(client, request_body):
    script = GOOD.replace('["B02"]', '[{ bands: ["B02"], units: "KELVIN" }]')
    message = _refused(client.process(request_body(script)), 400, "RENDERER_EXCEPTION")
    assert "KELVIN" in message


def test_a_js_error_has_file_line_and_stack(client, request_body):
    script = GOOD.replace("s.B02]", "s.nothing.B03]")
    message = _refused(client.process(request_body(script)), 400, "RENDERER_EXCEPTION")
    lines = message.split("\n")
    assert lines[0] == "Failed to evaluate script!"
    assert lines[1].startswith("evalscript.js:3: TypeError: Cannot read properties")
    assert lines[2] == "function evaluatePixel(s) { return [s.nothing.B03]; }"
    assert lines[3].strip() == "^"
    assert "at evaluatePixel (evalscript.js:3:47)" in message


def test_a_thrown_text_stands_between_error_and_its_line(client, request_body):
    script = GOOD.replace("return [s.B02]", 'throw new Error("here it is")')
    message = _refused(client.process(request_body(script)), 400, "RENDERER_EXCEPTION")
    told = message.split(" Error: ")[1].split("throw new Error")[0]
    assert told.startswith("here it is\n")


def test_a_syntax_error(client, request_body):
    message = _refused(
        client.process(request_body("//VERSION=3\nfoo(;\n")),
        400,
        "RENDERER_EXCEPTION",
    )
    assert "evalscript.js:2: SyntaxError" in message


@pytest.mark.parametrize(
    ("sample_type", "bands", "kind", "message"),
    [
        (
            "FLOAT32",
            1,
            "image/png",
            "Format image/png does not support sample type FLOAT32",
        ),
        (
            "UINT16",
            3,
            "image/jpeg",
            "Format image/jpeg does not support sample type UINT16",
        ),
        (
            "AUTO",
            1,
            "application/json",
            "Format application/json does not support sample type AUTO",
        ),
    ],
)
def test_formats_that_cannot_hold_the_output(
    client, request_body, sample_type, bands, kind, message
):
    script = GOOD.replace(
        "{ bands: 1 }", f'{{ bands: {bands}, sampleType: "{sample_type}" }}'
    )
    answer = client.process(request_body(script), kind)
    assert _refused(answer, 400, "COMMON_EXCEPTION") == message


def test_userdata_must_not_be_declared(client, request_body):
    script = GOOD.replace(
        "{ bands: 1 }", '[{ id: "default", bands: 1 }, { id: "userdata" }]'
    )
    message = _refused(client.process(request_body(script)), 400, "COMMON_EXCEPTION")
    assert message == "Format application/json does not support sample type AUTO"


def test_an_output_that_setup_lacks(client, request_body):
    answer = client.process(request_body(GOOD, "mask"))
    message = _refused(answer, 400, "COMMON_EXCEPTION")
    assert message == "Output mask requested but missing from function setup()"


def test_several_responses_need_a_tar(client, request_body):
    answer = client.process(request_body(GOOD, "default", "userdata"), "image/tiff")
    _refused(answer, 400, "COMMON_BAD_PAYLOAD")


def test_a_missing_polarization(client_of, scene, request_body):
    import numpy as np

    radar = scene(
        "S1_HH",
        "2020-06-20T17:00:00Z",
        {"VV": np.ones((4, 4), np.float32)},
        None,
        "sentinel-1-grd",
    )
    body = request_body(GOOD.replace("B02", "VH"))
    body["input"]["data"][0]["type"] = "sentinel-1-grd"
    answer = client_of(radar).process(body)
    message = _refused(answer, 400, "RENDERER_S1_MISSING_POLARIZATION")
    assert message == (
        "Requested band 'VH' is not present in Sentinel 1 tile 'S1_HH' returned by "
        "criteria specified in `dataFilter` parameter."
    )


@pytest.mark.parametrize(
    ("path", "value", "parameter"),
    [
        (("input", "data", 0, "type"), "sentinel-9", "input->data[0]->type"),
        (("input", "bounds", "bbox"), [1, 2, 3], "input->bounds->bbox"),
        (("input", "bounds", "bbox"), [4, 2, 3, 5], "input->bounds->bbox"),
        (
            ("input", "bounds", "properties", "crs"),
            "http://www.opengis.net/def/crs/EPSG/0/31467",
            "input->bounds->properties->crs",
        ),
        (("output", "width"), 0, "output->width"),
        (("output", "height"), 2501, "output->height"),
        (
            ("input", "data", 0, "dataFilter"),
            {"timeRange": {"from": "2020-06-01", "to": "2020-07-01T00:00:00Z"}},
            "input->data[0]->dataFilter->timeRange->from",
        ),
        (
            ("input", "data", 0, "dataFilter"),
            {"mosaickingOrder": "best"},
            "input->data[0]->dataFilter->mosaickingOrder",
        ),
        (
            ("input", "data", 0, "dataFilter"),
            {"maxCloudCoverage": 101},
            "input->data[0]->dataFilter->maxCloudCoverage",
        ),
        (
            ("input", "data", 0, "processing"),
            {"upsampling": "LANCZOS"},
            "input->data[0]->processing",
        ),
    ],
)
def test_violations_name_their_parameter(client, request_body, path, value, parameter):
    body = request_body(GOOD)
    place = body
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    answer = client.process(body)
    _refused(answer, 400, "COMMON_BAD_PAYLOAD")
    assert answer.error["errors"][0]["parameter"] == parameter


def test_a_file_that_vanished_is_a_500(
    serve, connect, write_scenes, three, request_body
):
    folder = write_scenes(*three)
    client = connect(serve(folder))
    for file in folder.glob("*.tif"):
        file.unlink()
    message = _refused(client.process(request_body(GOOD)), 500, "RENDERER_EXCEPTION")
    name = f"{three[0].id}-data.tif"
    assert message == f"Illegal request to {name}. HTTP Status: 404."


def test_wrong_method_path_and_token(client, request_body):
    answer = client.get("/api/v1/process")
    assert _refused(answer, 405, "COMMON_METHOD_NOT_ALLOWED") == (
        "HTTP 405 Method Not Allowed"
    )
    _refused(client.get("/api/v1/nothing"), 404, "COMMON_NOT_FOUND")
    client.token = ""
    _refused(client.process(request_body(GOOD)), 401, "COMMON_UNAUTHORIZED")


def test_a_foreign_host_is_refused(client, request_body):
    answer = client.post("/api/v1/process", request_body(GOOD), Host="evil.example:80")
    _refused(answer, 403, "COMMON_INSUFFICIENT_PERMISSIONS")


HEAP = GOOD.replace(
    "return [s.B02]", "var a = []; while (true) a.push(new Array(1000).fill(1.5))"
)
FATAL = GOOD.replace("return [s.B02]", "return [new Array(3e8).fill(0).length]")
BUFFERS = GOOD.replace(
    "return [s.B02]",
    "var a = []; while (true) a.push(new Uint8Array(5e7).fill(1))",
)


@pytest.mark.parametrize(
    "script",
    [
        pytest.param(FATAL, id="fatal"),
        pytest.param(HEAP, id="heap", marks=pytest.mark.long),
        pytest.param(BUFFERS, id="buffers", marks=pytest.mark.long),
    ],
)
def test_a_greedy_script_ends_as_a_400_and_the_hub_lives_on(
    client_of, three, request_body, script
):
    limits = Limits(seconds=1.0, heap_bytes=48 * 2**20, process_bytes=600 * 2**20)
    client = client_of(*three, limits=limits)
    message = _refused(client.process(request_body(script)), 400, "RENDERER_EXCEPTION")
    assert message.startswith("Failed to evaluate script!")
    assert client.process(request_body(GOOD)).status == 200


def test_a_deep_recursion_is_the_scripts_own_error(client, request_body):
    script = GOOD.replace("return [s.B02]", "return evaluatePixel(s)")
    message = _refused(client.process(request_body(script)), 400, "RENDERER_EXCEPTION")
    assert "RangeError: Maximum call stack size exceeded" in message
