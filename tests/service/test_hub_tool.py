"""The hub as a process, and what it says about scenes it cannot serve."""

import json
import os
import select
import subprocess
import sys
from http.client import HTTPConnection
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import urlsplit

import numpy as np
import pytest

PLUGIN = Path(__file__).resolve().parents[2] / "plugin"


@pytest.fixture
def launch(tmp_path):
    """Start `python -m local_hub` as a plugin does."""
    running = []

    def start(*arguments, **environment):
        process = subprocess.Popen(  # noqa: S603 the program under test
            [sys.executable, "-m", "local_hub", *map(str, arguments)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(PLUGIN), **environment},
        )
        running.append(process)
        return process

    yield start
    for process in running:
        process.kill()
        process.communicate()


def test_it_says_where_it_listens_and_ends_with_its_parent(launch, write_scenes, three):
    process = launch("--scenes", write_scenes(*three), "--request-log")
    told = json.loads(process.stdout.readline())
    assert set(told) == {
        "url",
        "token_url",
        "client_id",
        "client_secret",
        "scenes",
        "collections",
    }
    assert told["url"].startswith("http://127.0.0.1:")
    assert told["token_url"].startswith(told["url"] + "/auth/")
    assert told["scenes"] == 3
    collection = told["collections"]["sentinel-2-l2a"]
    assert collection["bands"] == ["B02", "B03", "B04", "B08", "SCL"]
    assert (collection["start"], collection["end"]) == (
        "2020-06-01T10:00:09Z",
        "2020-06-20T10:10:31Z",
    )
    assert collection["epsg"] == 32633
    assert collection["id_is_derived"] is False
    assert collection["attribution"] is None
    assert collection["bbox"][0] == pytest.approx(15, abs=1e-3)
    connection = HTTPConnection(urlsplit(told["url"]).netloc, timeout=10)
    connection.request("GET", "/api/v1/process")
    assert connection.getresponse().status == 401
    connection.close()
    _, errors = process.communicate("", timeout=10)
    assert process.returncode == 0
    assert errors.startswith("GET /api/v1/process 401 ")


def workers_of(process):
    threads = Path(f"/proc/{process.pid}/task").glob("*/children")
    return [int(pid) for path in threads for pid in path.read_text().split()]


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="needs Linux")
def test_workers_are_ready_before_the_first_request(launch, write_scenes, three):
    process = launch("--scenes", write_scenes(*three))
    process.stdout.readline()
    assert len(workers_of(process)) == os.cpu_count()


@pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="needs Linux")
def test_workers_at_work_end_with_a_hub_that_is_killed(
    launch, connect, write_scenes, three, request_body
):
    process = launch("--scenes", write_scenes(*three))
    client = connect(SimpleNamespace(**json.loads(process.stdout.readline())))
    script = (
        'function setup() { return { input: ["B02"], output: { bands: 1 } }; }\n'
        "function evaluatePixel(s) { %s return [s.B02]; }"
    )
    assert client.process(request_body(script % "")).status == 200
    workers = workers_of(process)
    ends = [os.pidfd_open(pid) for pid in workers]
    head = {"Authorization": f"Bearer {client.token}"}
    body = json.dumps(request_body(script % "while (true);"))
    client._connection.request("POST", "/api/v1/process", body, head)
    process.kill()
    for end in ends:
        assert select.select([end], [], [], 10)[0]
        os.close(end)
    assert workers


def test_secrets_differ_from_hub_to_hub(serve, write_scenes, three):
    folder = write_scenes(*three)
    assert len({serve(folder).client_secret for _ in range(2)}) == 2


def test_a_folder_without_scenes_is_one_sentence(tmp_path, capsys):
    from scene_slots.plugin.local_hub.__main__ import main

    assert main(["--scenes", str(tmp_path)]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err == f"{tmp_path} cannot be served. It holds no STAC item.\n"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--scenes", "nowhere"), "nowhere does not exist.\n"),
        (("--port", "99999"), "a port lies between 0 and 65535\n"),
    ],
)
def test_wrong_arguments_are_told(capsys, arguments, words):
    from scene_slots.plugin.local_hub.__main__ import main

    try:
        status = main(list(arguments))
    except SystemExit as end:
        status = end.code
    assert status == 2
    assert capsys.readouterr().err.endswith(words)


def test_a_taken_port_is_one_sentence(serve, write_scenes, three, capsys):
    from scene_slots.plugin.local_hub.__main__ import main

    folder = write_scenes(*three)
    port = urlsplit(serve(folder).url).port
    assert main(["--scenes", str(folder), "--port", str(port)]) == 2
    told = capsys.readouterr().err
    assert told == f"Port {port} cannot be used: Address already in use.\n"


def test_bad_scenes_are_named_and_the_rest_is_served(launch, write_scenes, three):
    folder = write_scenes(*three)

    def spoil(name, change):
        item = json.loads((folder / f"{three[0].id}.json").read_text())
        item["id"] = name
        change(item)
        (folder / f"{name}.json").write_text(json.dumps(item))

    spoil("gone", lambda i: i["assets"]["data"].update(href="./gone.tif"))
    spoil(
        "remote", lambda i: i["assets"]["data"].update(href="https://x.example/a.tif")
    )
    spoil("unnamed", lambda i: i["assets"]["data"]["eo:bands"].pop())
    spoil("timeless", lambda i: i["properties"].update(datetime="yesterday"))
    spoil("bare", lambda i: i.update(assets={}))
    (folder / "text.tif").write_text("no raster")
    spoil("text", lambda i: i["assets"]["data"].update(href="./text.tif"))
    (folder / "broken.json").write_text("{")
    process = launch("--scenes", folder)
    assert json.loads(process.stdout.readline())["scenes"] == 3
    _, errors = process.communicate("", timeout=10)
    assert sorted(errors.splitlines()) == sorted(
        [
            "Left out: bare.json: it has no GeoTIFF asset.",
            "Left out: broken.json: this is not JSON.",
            "Left out: gone.json: asset data: ./gone.tif does not exist.",
            "Left out: remote.json: asset data is not a file of this folder.",
            "Left out: text.json: asset data: text.tif is not a raster.",
            "Left out: timeless.json: its datetime 'yesterday' is not a time.",
            "Left out: unnamed.json: asset data has 5 bands but names 4 in eo:bands.",
        ]
    )


def test_real_scenes_are_all_served(serve, connect, shared):
    hub = serve(shared / "scenes")
    assert hub.catalog.problems == ()
    assert len(hub.catalog.scenes) == 57
    client = connect(hub)
    found = client.search(bbox=[15, 46, 15.2, 46.1], limit=100)
    assert found.json["context"]["returned"] == 8


@pytest.fixture(scope="module")
def cache(tmp_path_factory):
    """A user's cache with the sample scenes, built as the product builds them."""
    from scene_slots.plugin.local_hub.cube import SampleError
    from scene_slots.plugin.local_hub.samples import sample_folder

    folder = tmp_path_factory.mktemp("cache")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(folder))
        try:
            sample_folder()
        except SampleError as error:
            pytest.skip(str(error))
    return folder


@pytest.fixture
def samples(cache):
    return cache / "scene_slots" / "samples-v1"


def test_samples_are_a_catalog_of_140_scenes(samples):
    from scene_slots.plugin.local_hub.stac import read_catalog

    catalog = read_catalog(samples)
    assert len(catalog.scenes) == 140
    assert catalog.problems == ()
    assert "Copernicus" in catalog.attribution["sentinel-2-l2a"]
    months = [f"{s.acquired:%m}" for s in catalog.scenes if s.acquired.year == 2018]
    assert {m: months.count(m) for m in sorted(set(months))} == {
        "01": 1,
        "02": 2,
        "03": 2,
        "04": 4,
        "05": 5,
        "06": 2,
        "07": 5,
        "08": 5,
        "09": 2,
        "10": 4,
        "11": 2,
    }
    assert all(
        scene.id_is_derived and scene.platform is None for scene in catalog.scenes
    )


def test_sample_clouds_are_counted_from_scl(samples):
    from osgeo import gdal

    for name in ("nrt-romania-20180328", "nrt-romania-20180721"):
        item = json.loads((samples / f"sentinel-2-l2a/{name}.json").read_text())
        dataset = gdal.Open(str(samples / f"sentinel-2-l2a/{name}.tif"))
        scl = dataset.GetRasterBand(7).ReadAsArray()
        share = 100 * np.isin(scl, (8, 9, 10)).sum() / (scl != 0).sum()
        assert item["properties"]["eo:cloud_cover"] == pytest.approx(share, abs=0.005)
        assert dataset.GetSpatialRef().GetAuthorityCode(None) == "3035"
        assert dataset.GetGeoTransform()[1] == 10


@pytest.mark.long
def test_samples_are_built_once_into_the_cache(launch, cache, samples):
    written = (samples / "catalog.json").stat().st_mtime_ns
    process = launch("--samples", XDG_CACHE_HOME=str(cache))
    assert json.loads(process.stdout.readline())["scenes"] == 140
    assert (samples / "catalog.json").stat().st_mtime_ns == written
    assert [path.name for path in samples.parent.iterdir()] == ["samples-v1"]
