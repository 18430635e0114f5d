"""What a person learns, and what is left on disk, when a run does not go well."""

from __future__ import annotations

import itertools
import json
import shutil
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import date
from http.client import HTTPConnection
from threading import Semaphore

import numpy as np
import pytest
import shapely
from osgeo import gdal, ogr
from scene_slots.plugin.core.errors import (
    CredentialsError,
    InputError,
    ServiceError,
    Stopped,
    StoreError,
)
from scene_slots.plugin.core.grid import Grid
from scene_slots.plugin.core.job import Hub, Job
from scene_slots.plugin.core.slots import Period
from scene_slots.plugin.evalscript.products import find_product
from scene_slots.plugin.hub.patience import Patience
from scene_slots.plugin.hub.session import Credentials
from scene_slots.plugin.hub.transport import HttpResponse
from scene_slots.plugin.local_hub.faults import Faults
from scene_slots.plugin.local_hub.server import LocalHub
from scene_slots.plugin.pipeline.crowd import Alone
from scene_slots.plugin.pipeline.run import run

GRID = Grid(32633, 600000.0, 5100000.0, 10.0, 40, 30)
WIDE_GRID = Grid(32633, 600000.0, 5100000.0, 10.0, 2600, 4)


@pytest.fixture
def hub(make_catalog, synthetic_scene):
    scenes = [
        synthetic_scene(
            f"S2A_MSIL2A_2018{month:02d}03T100421_N0206_R122_T33TWL_20180103T150000",
            f"2018-{month:02d}-03T10:04:21.024Z",
            1.0,
            np.full((4, 10, 2700), 100 * month, dtype=np.uint16),
        )
        for month in (1, 2, 3)
    ]
    with LocalHub(scenes=make_catalog(scenes)) as hub:
        yield hub


@pytest.fixture
def do_run(hub, http_transport, thread_pool, tmp_path):
    def do(
        *,
        secret=None,
        stop=lambda: False,
        url=None,
        images=None,
        pool=None,
        transport=http_transport,
        **changes,
    ):
        asked = {
            "hub": Hub("local", "Local hub", url or hub.url, url or hub.token_url),
            "collection": "sentinel-2-l2a",
            "product": find_product("raw"),
            "rule": "leastCC",
            "period": Period(date(2018, 1, 1), date(2018, 4, 30)),
            "rhythm": "month",
            "grid": GRID,
            "area": shapely.box(*GRID.bounds),
            "folder": tmp_path / "run",
            **changes,
        }
        return run(
            Job(**asked),
            Credentials(hub.client_id, secret or hub.client_secret),
            transport,
            pool or thread_pool,
            stop=stop,
            progress=lambda _: None,
            on_image=(images if images is not None else []).append,
            patience=Patience(attempts=2, first_wait=0.01),
        )

    return do


def states(folder):
    dataset = ogr.Open(str(folder / "scene_slots.gpkg"))
    rows = [feature.items() for feature in dataset.GetLayerByName("images")]
    return {row["slot"]: (row["state"], row["reason"]) for row in rows}


def files(folder):
    return sorted(path.name for path in (folder / "images").iterdir())


def test_a_wrong_secret_is_said_and_leaves_nothing(do_run, tmp_path):
    with pytest.raises(CredentialsError, match="refused the client id") as caught:
        do_run(secret="wrong " + "words")
    assert "wrong words" not in str(caught.value)
    assert not (tmp_path / "run").exists()


def test_an_unreachable_hub_is_said_and_leaves_nothing(do_run, tmp_path):
    with pytest.raises(ServiceError):
        do_run(url="http://127.0.0.1:9")
    assert not (tmp_path / "run").exists()


def test_a_period_without_acquisition_is_said(do_run, tmp_path):
    with pytest.raises(InputError, match="no acquisition over the area"):
        do_run(period=Period(date(2017, 1, 1), date(2017, 1, 31)), rhythm="acquisition")
    assert not (tmp_path / "run").exists()


def test_a_period_without_scenes_is_a_row_of_empty_slots(do_run, tmp_path):
    done = do_run(period=Period(date(2017, 1, 1), date(2017, 2, 28)))
    assert [image.state.value for image in done.images] == ["empty", "empty"]
    assert all(
        state == ("empty", "No acquisition in this slot.")
        for state in states(tmp_path / "run").values()
    )


def test_a_folder_that_cannot_be_made_is_said(do_run, tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StoreError):
        do_run(folder=tmp_path / "file" / "run")


def test_slots_whose_requests_fail_say_why(do_run, hub, tmp_path):
    hub.faults = Faults(only="/process", status=500)
    images = []
    done = do_run(images=images)
    told = {image.slot: image for image in done.images}
    assert [told[f"2018-0{month}"].state.value for month in (1, 2, 3, 4)] == [
        *("failed", "failed", "failed"),
        "empty",
    ]
    assert "HTTP 500" in told["2018-01"].reason
    assert told["2018-01"].path is None
    assert files(tmp_path / "run") == []
    assert len(images) == 4


def test_a_missing_piece_makes_a_partial_image(do_run, hub, tmp_path):
    hub.faults = Faults(only="/process", status=400, times=1)
    wide = {
        "grid": WIDE_GRID,
        "area": shapely.box(*WIDE_GRID.bounds),
        "period": Period(date(2018, 1, 1), date(2018, 1, 31)),
    }
    (image,) = do_run(**wide).images
    assert image.state.value == "partial"
    assert (image.pieces, image.pieces_failed) == (2, 1)
    assert image.reason.startswith("1 of 2 pieces are missing.")
    assert image.valid_pct == pytest.approx(50.0)
    dataset = gdal.Open(str(tmp_path / "run" / image.path))
    mask = dataset.GetRasterBand(1).GetMaskBand().ReadAsArray() > 0
    assert mask.sum() == mask.size / 2
    (first,) = [one.pu for one in hub.log if one.path.endswith("/process") and one.pu]
    # The piece that came need not come again, also after a run about other slots.
    february = Period(date(2018, 2, 1), date(2018, 2, 28))
    do_run(**{**wide, "period": february})
    before = len(hub.log)
    done = do_run(**wide)
    (image,) = done.images
    (second,) = [one.pu for one in hub.log[before:] if one.path.endswith("/process")]
    # What the image cost, and what of it was paid now.
    assert image.pu_charged == pytest.approx(first + second)
    assert done.paid == (pytest.approx(second),)
    assert (image.state.value, image.pieces_failed, image.requests) == (
        "complete",
        0,
        2,
    )
    assert image.path == "images/2018-01.2.tif"
    assert (gdal.Open(str(tmp_path / "run" / image.path)).ReadAsArray() == 100).all()
    assert not (tmp_path / "run" / "pieces").exists()


def test_two_pieces_are_one_image_without_a_seam(do_run, tmp_path):
    done = do_run(
        grid=WIDE_GRID,
        area=shapely.box(*WIDE_GRID.bounds),
        period=Period(date(2018, 1, 1), date(2018, 1, 31)),
    )
    (image,) = done.images
    assert (image.state.value, image.pieces, image.requests) == ("complete", 2, 2)
    pixels = gdal.Open(str(tmp_path / "run" / image.path)).ReadAsArray()
    assert (pixels == 100).all()


def test_stopping_keeps_what_came(do_run, hub, tmp_path):
    images = []
    # One request at a time: the second is under way when the first has come.
    hub.faults = Faults(only="/process", latency=0.1)
    with ThreadPoolExecutor(1) as pool, pytest.raises(Stopped):
        do_run(images=images, stop=lambda: len(images) > 1, pool=pool)
    told = states(tmp_path / "run")
    assert told["2018-04"][0] == "empty"
    ended = sorted(state for state, _ in told.values())
    assert ended == ["complete", "empty", "stopped", "stopped"]
    (slot,) = [name for name, (state, _) in told.items() if state == "complete"]
    assert {name for name in files(tmp_path / "run") if ".tif" in name} == {
        f"{slot}.scene.tif",
        f"{slot}.scene.tif.aux.xml",
        f"{slot}.tif",
    }


def test_spent_units_stop_further_requests(do_run, hub, tmp_path):
    hub.faults = Faults(only="/process", status=403)
    done = do_run()
    assert {image.state.value for image in done.images} == {"failed", "empty"}
    told = json.loads((tmp_path / "run" / "run.json").read_text())
    assert told["slots"]["2018-01"]["state"] == "failed"


class Watched:
    """A transport that ends a transfer when asked to, and sends the third one last."""

    def __init__(self, transport, before_third):
        self._transport = transport
        self._before_third = before_third
        self._count = itertools.count(1)
        self._begun = Semaphore(0)

    def send(self, request, stop, sink=None):
        if sink is None:
            return self._transport.send(request, stop, sink)
        if next(self._count) == 3:
            for _ in range(2):
                assert self._begun.acquire(timeout=20)
            self._before_third()
        host, path = request.url.removeprefix("http://").split("/", 1)
        with closing(HTTPConnection(host, timeout=20)) as connection:
            connection.request("POST", f"/{path}", request.body, dict(request.headers))
            answer = connection.getresponse()
            headers = {name.lower(): value for name, value in answer.getheaders()}
            body = answer.read(512)
            self._begun.release()
            while more := answer.read(512):
                if stop():
                    raise Stopped
                body += more
        if answer.status == 200:
            sink.write(body)
        return HttpResponse(answer.status, headers, body)

    def wait(self, seconds, stop):
        self._transport.wait(seconds, stop)


def test_a_folder_that_vanishes_is_said_by_what_it_kept_from_being_written(
    do_run, tmp_path
):
    class Vandal(list):
        def append(self, _):
            shutil.rmtree(tmp_path / "run" / "images", ignore_errors=True)

    with pytest.raises(StoreError) as caught:
        do_run(images=Vandal())

    assert str(caught.value).startswith("The image ")
    assert str(caught.value).endswith("written: the file or its folder is not there.")
    assert not (tmp_path / "run" / "run.lock").exists()
    assert {state for state, _ in states(tmp_path / "run").values()} == {
        *("stopped", "empty")
    }


def test_what_is_on_its_way_when_others_are_refused_still_comes(
    do_run, hub, http_transport
):
    hub.faults = Faults(only="/process", stall=0.5)

    def refuse():
        hub.faults = Faults(only="/process", status=401)

    done = do_run(
        transport=Watched(http_transport, refuse),
        period=Period(date(2018, 1, 1), date(2018, 3, 31)),
    )

    ended = sorted(image.state.value for image in done.images)
    assert ended == ["complete", "complete", "failed"]
    (refused,) = [one for one in done.images if one.state.value == "failed"]
    assert "HTTP 401" in refused.reason
    assert len(done.paid) == 2


def test_no_file_of_the_run_holds_a_secret(do_run, hub, tmp_path):
    do_run()
    secret = hub.client_secret.encode()
    for path in (tmp_path / "run").rglob("*"):
        if path.is_file():
            assert secret not in path.read_bytes()
            assert b"Bearer" not in path.read_bytes()


def test_what_was_finished_is_told_though_the_disk_then_refuses(
    do_run, http_transport, tmp_path
):
    counter, told = itertools.count(1), []

    class Vandal:
        """A transport of a disk that loses the second answer."""

        wait = http_transport.wait

        def send(self, request, stop, sink=None):
            answer = http_transport.send(request, stop, sink)
            if sink is not None and next(counter) == 2:
                shutil.rmtree(tmp_path / "run" / "pieces")
            return answer

    with pytest.raises(StoreError, match="could not be kept"):
        do_run(transport=Vandal(), pool=Alone(), images=told)

    found = {slot: state for slot, (state, _) in states(tmp_path / "run").items()}
    assert found == {
        "2018-01": "complete",
        "2018-02": "stopped",
        "2018-03": "stopped",
        "2018-04": "empty",
    }
    assert [image.slot for image in told] == ["2018-04", "2018-01"]
