"""Requests and scripts that mean harm, or nothing: each ends as an answer."""

import copy
import json
import socket
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from scene_slots.plugin.local_hub.faults import Faults
from scene_slots.plugin.local_hub.job import Limits
from scene_slots.plugin.local_hub.web import MAX_CONNECTIONS

GOOD = """//VERSION=3
function setup() {
  return { input: ["B02"], output: [{ id: "default", bands: 1 },
    { id: "dataMask", bands: 1 }], mosaicking: "TILE" };
}
function evaluatePixel(s) { return { default: [s.length], dataMask: [1] }; }
"""
NONSENSE = [
    -5,
    10**400,
    float("inf"),
    "\ud800",
    [],
    [[]],
    {"a": [None]},
]


def _places(node, path=()):
    """Yield the path of every part of a body; of lists the first stands for all."""
    parts = node.items() if isinstance(node, dict) else [(0, node[0])]
    for key, part in parts:
        yield (*path, key)
        if isinstance(part, (dict, list)):
            yield from _places(part, (*path, key))


def _with(body, path, value):
    changed = copy.deepcopy(body)
    node = changed
    for key in path[:-1]:
        node = node[key]
    node[path[-1]] = value
    return changed


@pytest.fixture
def full_body(request_body):
    body = request_body(GOOD, "default")
    body["input"]["data"][0] |= {
        "id": "a",
        "dataFilter": {
            "timeRange": {"from": "2020-06-01T00:00:00Z", "to": "2020-06-30T00:00:00Z"},
            "maxCloudCoverage": 100,
            "mosaickingOrder": "mostRecent",
            "orbitDirection": "ASCENDING",
        },
        "processing": {"upsampling": "NEAREST", "speckleFilter": {"type": "NONE"}},
    }
    west, south, east, north = body["input"]["bounds"]["bbox"]
    ring = [[west, south], [east, south], [east, north], [west, south]]
    body["input"]["bounds"]["geometry"] = {"type": "Polygon", "coordinates": [ring]}
    body["output"]["responses"][0]["format"] = {"type": "image/jpeg", "quality": 80}
    return body


@pytest.fixture
def bodies(full_body):
    statistics = {
        "input": full_body["input"],
        "aggregation": {
            "timeRange": {"from": "2020-06-01T00:00:00Z", "to": "2020-06-03T00:00:00Z"},
            "aggregationInterval": {"of": "P1D", "lastIntervalBehavior": "SKIP"},
            "evalscript": GOOD,
            "width": 2,
            "height": 2,
        },
        "calculations": {
            "default": {
                "statistics": {"default": {"percentiles": {"k": [5, 50]}}},
                "histograms": {"default": {"nBins": 2, "lowEdge": 0, "highEdge": 1}},
            }
        },
    }
    search = {
        "collections": ["sentinel-2-l2a"],
        "datetime": "../..",
        "ids": ["x"],
        "limit": 1,
        "next": 0,
        "fields": {"include": ["id"], "exclude": ["bbox"]},
        "filter": {"op": "<", "args": [{"property": "eo:cloud_cover"}, 5]},
        "filter-lang": "cql2-json",
        "bbox": [14, 45, 16, 47],
    }
    place = {"type": "Polygon", "coordinates": [[[1, 1], [2, 1], [2, 2], [1, 1]]]}
    within = {
        key: value for key, value in search.items() if key not in ("bbox", "ids")
    } | {"intersects": place}
    return {
        "/api/v1/process": full_body,
        "/api/v1/statistics": statistics,
        "/api/v1/catalog/1.0.0/search": search,
        "/api/v1/catalog/1.0.0/search?within": within,
    }


@pytest.mark.parametrize(
    "path",
    [
        "/api/v1/process",
        "/api/v1/statistics",
        "/api/v1/catalog/1.0.0/search",
        "/api/v1/catalog/1.0.0/search?within",
    ],
)
def test_nonsense_anywhere_is_no_error_of_the_hub(client_of, three, bodies, path):
    client = client_of(three[0])
    broken = [
        (where, value, answer.error["message"])
        for where in _places(bodies[path])
        for value in NONSENSE
        if (answer := client.post(path, _with(bodies[path], where, value))).status
        not in (200, 400)
    ]
    assert broken == []


@pytest.mark.parametrize(
    "body",
    [
        "[" * 100_000,
        '{"a":' * 50_000,
        '{"a": NaN}',
        '{"a": ' + "9" * 5000 + "}",
        b"\xff\xfe{}",
        "[]",
    ],
)
def test_bodies_that_are_no_request(client_of, three, body):
    client = client_of(three[0])
    assert client.process(body).status == 400
    assert client.search(filter="(" * 5000).status == 400


def test_a_multipart_body_of_an_unknown_charset(client_of, three):
    body = (
        b'--x\r\nContent-Disposition: form-data; name="request"\r\n'
        b"Content-Type: text/plain; charset=none\r\n\r\n{}\r\n--x--"
    )
    kind = {"Content-Type": "multipart/form-data; boundary=x"}
    assert client_of(three[0]).post("/api/v1/process", body, **kind).status == 400


@pytest.mark.parametrize(
    ("ring", "status"),
    [([], 400), ([[0, 0], [1, 1]], 400), ([["a", "b"], [1, 1], [2, 2], [0, 0]], 400)],
)
def test_rings_that_are_none(client_of, three, request_body, ring, status):
    body = request_body(GOOD)
    body["input"]["bounds"]["geometry"] = {"type": "Polygon", "coordinates": [ring]}
    assert client_of(three[0]).process(body).status == status


def test_a_moment_before_all_time(client_of, three, request_body):
    span = {"from": "0001-01-01T00:00:00+14:00", "to": "9999-12-31T23:59:59-14:00"}
    body = request_body(GOOD, dataFilter={"timeRange": span})
    assert client_of(three[0]).process(body).status == 400


def test_a_body_beyond_the_limit_is_told(client_of, three):
    answer = client_of(three[0]).process(b" " * (21 * 2**20))
    assert (answer.status, answer.error["reason"]) == (413, "Payload Too Large")


def test_a_fault_of_the_hub_shows_no_file_of_the_machine(client_of, three):
    faults = Faults(footprints="more", footprint_margin=float("nan"))
    answer = client_of(three[0], faults=faults).search()
    assert answer.status == 500
    assert "Traceback" not in answer.error["message"]
    assert ".py" not in answer.error["message"]


def _raw(hub, text):
    """Send bytes; return all that comes until the hub closes."""
    address = urlsplit(hub.url)
    with socket.create_connection((address.hostname, address.port), 10) as connection:
        connection.sendall(text.encode("latin-1"))
        connection.shutdown(socket.SHUT_WR)
        return b"".join(iter(lambda: connection.recv(65536), b""))


@pytest.fixture
def hub(serve, write_scenes, three):
    return serve(write_scenes(three[0]))


@pytest.fixture
def head(hub, connect):
    return (
        f"Host: {urlsplit(hub.url).netloc}\r\n"
        f"Authorization: Bearer {connect(hub).token}\r\n"
    )


@pytest.mark.parametrize("method", ["OPTIONS", "HEAD", "PATCH", "PUT", "DELETE"])
def test_other_methods_are_refused_in_json(hub, head, method):
    answer = _raw(hub, f"{method} /api/v1/process HTTP/1.1\r\n{head}\r\n")
    assert answer.startswith(b"HTTP/1.1 405 ")
    assert b"application/json" in answer
    assert (b"COMMON_METHOD_NOT_ALLOWED" in answer) == (method != "HEAD")


@pytest.mark.parametrize(
    ("chunks", "status"),
    [
        ("2;x=y\r\n{}\r\n0\r\nTrailer: x\r\n\r\n", b"400"),
        ("nonsense\r\n", b"400"),
        ("-5\r\n", b"400"),
        ("fffffffffff\r\n", b"413"),
    ],
)
def test_chunked_bodies(hub, head, chunks, status):
    start = "POST /api/v1/process HTTP/1.1\r\nTransfer-Encoding: chunked\r\n"
    answer = _raw(hub, f"{start}{head}\r\n{chunks}")
    assert answer.startswith(b"HTTP/1.1 " + status)
    assert answer.count(b"HTTP/1.1") == 1


def test_requests_in_a_row_are_answered_in_a_row(hub, head):
    one = f"GET /api/v1/catalog/1.0.0/collections HTTP/1.1\r\n{head}\r\n"
    assert _raw(hub, one * 5).count(b"HTTP/1.1 200") == 5


def test_the_old_protocol_closes_after_the_answer(hub, head):
    answer = _raw(hub, f"GET /api/v1/catalog/1.0.0/ HTTP/1.0\r\n{head}\r\n")
    assert answer.startswith(b"HTTP/1.1 200 ")


@pytest.mark.parametrize("host", ["", "Host: evil.example:80\r\n"])
def test_another_host_is_refused(hub, host):
    answer = _raw(hub, f"GET /api/v1/catalog/1.0.0/ HTTP/1.1\r\n{host}\r\n")
    assert answer.startswith(b"HTTP/1.1 403 ")


def test_connections_are_bounded(hub):
    address = urlsplit(hub.url)
    place = (address.hostname, address.port)
    held = [socket.create_connection(place, 10) for _ in range(MAX_CONNECTIONS)]
    try:
        with socket.create_connection(place, 10) as surplus:
            answer = b"".join(iter(lambda: surplus.recv(65536), b""))
        assert answer.startswith(b"HTTP/1.1 503 ")
        held.pop().close()
    finally:
        for connection in held:
            connection.close()


SETUP = (
    'function setup() { return { input: ["B02"], output: { bands: 1 }, '
    'mosaicking: "TILE" }; }\n'
)
PIXEL = "function evaluatePixel(s) { return [s.length]; }\n"
TILES = "function preProcessScenes(c) { c.scenes.tiles = %s; return c; }\n"


@pytest.mark.parametrize(
    "tiles", ["[{__idx: 99}]", "[{__idx: -1}]", "[{__idx: 0.5}]", "[{__idx: NaN}]"]
)
def test_scenes_that_were_not_offered(client_of, three, request_body, tiles):
    answer = client_of(*three).process(request_body(SETUP + PIXEL + TILES % tiles))
    assert answer.status == 400
    assert answer.error["message"] == "preProcessScenes returned an unknown scene."


def test_a_scene_named_twice_counts_once(client_of, three, request_body):
    script = SETUP.replace("bands: 1", 'bands: 1, sampleType: "UINT8"') + PIXEL
    tiles = "new Array(1e5).fill(c.scenes.tiles[1]).concat(c.scenes.tiles)"
    answer = client_of(*three).process(request_body(script + TILES % tiles))
    assert answer.pixels().max() == 3


@pytest.mark.parametrize(
    "script",
    [
        "function setup() { var a = []; for (var i = 0; i < 1e5; i++) a = [a];"
        " return a; }\n" + PIXEL,
        SETUP.replace("bands: 1", "bands: 1e12") + PIXEL,
        SETUP + PIXEL + "function updateOutput(o) { o.default.bands = 1e9; }",
        SETUP + "function evaluatePixel() { return [Symbol()]; }",
        SETUP + "function evaluatePixel() { return [10n]; }",
        SETUP + "function evaluatePixel() { return {get default() { throw null; }}; }",
        SETUP + "function evaluatePixel(s) { return evaluatePixel(s); }",
        SETUP + PIXEL + "function updateOutputMetadata(s, i, o) "
        "{ o.userData = {}; o.userData.a = o; }",
        SETUP + PIXEL + "function updateOutputMetadata(s, i, o) { o.userData = 1n; }",
    ],
)
def test_scripts_that_make_no_sense_are_their_own_fault(
    client_of, three, request_body, script
):
    answer = client_of(three[0]).process(request_body(script))
    assert (answer.status, answer.error["code"]) == (400, "RENDERER_EXCEPTION")
    # The hub's own code is not the user's file.
    for line in answer.error["message"].splitlines():
        if "evalscript.js:" in line:
            assert int(line.split("evalscript.js:")[1].split(":")[0]) <= 5


def test_scripts_cannot_wait(client_of, three, request_body):
    script = SETUP + "function evaluatePixel() { setTimeout(0); return [1]; }"
    message = client_of(three[0]).process(request_body(script)).error["message"]
    assert "TypeError: setTimeout is not a function" in message


@pytest.mark.parametrize(
    "prelude",
    [
        "var JSON = 1, Object = 2, Array = 3, Math = 4, Date = 5;\n",
        "let JSON = 1, Object = 2, Math = 4, __run = 5, ArrayBuffer = 6;\n",
        "var __hub = 3;\n",
        "Object.freeze(Object.prototype); Object.freeze(Array.prototype);\n",
        "/* čšž 😀 */ var ž = '\ud800';\n",
        "\ufeff",
    ],
)
def test_scripts_may_use_any_name(client_of, three, request_body, prelude):
    answer = client_of(*three).process(request_body(prelude + SETUP + PIXEL))
    assert answer.status == 200, answer.body


def test_userdata_of_any_kind(client_of, three, request_body):
    client = client_of(three[0])
    for value, told in (
        ('{"ž": "😀"}', {"ž": "😀"}),
        ("5", 5),
        ("function () {}", {}),
        ("{a: NaN, b: [undefined]}", {"a": None, "b": [None]}),
        ('"x".repeat(3e6)', "x" * 3_000_000),
    ):
        script = (
            SETUP + PIXEL + "function updateOutputMetadata(s, i, o) "
            f"{{ o.userData = {value}; }}"
        )
        assert client.process(request_body(script, "userdata")).json == told


@pytest.mark.parametrize("place", ["evaluatePixel"])
def test_no_function_may_loop_for_ever(client_of, three, request_body, place):
    script = SETUP + PIXEL + f"function {place}() {{ while (true); }}"
    client = client_of(three[0], limits=Limits(seconds=0.2))
    message = client.process(request_body(script)).error["message"]
    assert "longer than 0.2 seconds" in message
    # A new worker has to load its libraries, which its scripts need not pay for.
    assert client.process(request_body(SETUP + PIXEL)).status == 200


def test_nonsense_in_an_item_is_one_sentence(write_scenes, three):
    from scene_slots.plugin.local_hub.stac import read_catalog

    folder = write_scenes(*three[:2])
    path = folder / f"{three[0].id}.json"
    item = json.loads(path.read_text())
    ring = [[15, 46], [15.1, 46], [15.1, 46.1], [15, 46]]
    item["geometry"] = {"type": "Polygon", "coordinates": [ring]}
    item["properties"] |= {"proj:epsg": 32633, "proj:code": "EPSG:32633"}
    item["links"] = [{"rel": "item", "href": "."}]
    for where in _places(item):
        for value in [*NONSENSE, None, [None], "\0", "../../etc/passwd"]:
            path.write_text(json.dumps(_with(item, where, value)))
            catalog = read_catalog(folder)
            assert len(catalog.scenes) + len(catalog.problems) in (1, 2)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("[" * 100_000, "a.json: this is not JSON."),
        ('{"type": "Catalog", "links": [5, {"rel": "item", "href": "\\u0000"}]}', None),
        (
            '{"type": "Feature", "properties": {"eo:cloud_cover": "x"}}',
            "a.json: its eo:cloud_cover 'x' is no percentage.",
        ),
        (
            '{"type": "Feature", "geometry": {"type": "Point"}}',
            "a.json: its geometry is neither a Polygon nor a MultiPolygon.",
        ),
    ],
)
def test_files_that_are_no_item(write_scenes, three, text, problem):
    from scene_slots.plugin.local_hub.stac import read_catalog

    folder = write_scenes(three[0])
    (folder / "a.json").write_text(text)
    catalog = read_catalog(folder)
    assert catalog.problems == ((problem,) if problem else ())
    assert len(catalog.scenes) == 1


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="needs Linux")
def test_scripts_that_throw_leave_nothing_open(client_of, three, request_body):
    client = client_of(three[0])
    script = SETUP + "function evaluatePixel() { throw new Error(); }"

    def files_of_workers():
        lists = Path("/proc/self/task").glob("*/children")
        workers = [pid for path in lists for pid in path.read_text().split()]
        return sum(len(list(Path(f"/proc/{pid}/fd").iterdir())) for pid in workers)

    client.process(request_body(script))
    before = files_of_workers()
    for _ in range(20):
        assert client.process(request_body(script)).status == 400
    # Python closes the scene's file a little later; contexts must not add up.
    assert files_of_workers() < before + 10
