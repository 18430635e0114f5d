"""Whatever a hub does wrong, singly or in pairs: a run ends, and tells the truth."""

from __future__ import annotations

import random
import re
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest
import shapely
from osgeo import gdal
from scene_slots.plugin.core.errors import SceneSlotsError
from scene_slots.plugin.core.grid import Grid
from scene_slots.plugin.core.images import State
from scene_slots.plugin.core.job import Hub, Job
from scene_slots.plugin.core.slots import Period
from scene_slots.plugin.evalscript.products import find_product
from scene_slots.plugin.hub.patience import Patience
from scene_slots.plugin.hub.session import Credentials
from scene_slots.plugin.local_hub.faults import Faults
from scene_slots.plugin.local_hub.server import LocalHub
from scene_slots.plugin.pipeline.run import run
from scene_slots.plugin.store.folder import RunFolder

GRID = Grid(32633, 600000.0, 5100000.0, 10.0, 16, 12)
PERIOD = Period(date(2017, 1, 1), date(2018, 12, 31))
ROUNDS = 10
"""Of ``./dev test``; ``--long`` does 200."""
QUICK = Patience(attempts=3, first_wait=0.01, rate_limit_waits=3, longest_wait=0.02)
# What each switch can be set to; the first of a pair that hits requests says which.
SWITCHES = {
    "status": (429, 500, 503, 403, 401),
    "reset": (True,),
    "truncate": (True,),
    "stall": (0.05,),
    "latency": (0.02,),
    "content_type": ("text/html", "image/png"),
    "broken_tar": (True,),
    "broken_json": (True,),
    "expired_token": (True,),
    "missing": (
        frozenset({"productId", "sentinel2ProductId"}),
        frozenset({"tileOriginalId", "dataPath"}),
        frozenset({"cloudCoverage", "eo:cloud_cover", "platform"}),
    ),
    "contexts": (2, 5),
    "shuffle": ("a", "b"),
    "shuffle_each": (True,),
    "tile_seconds": ("round", "fraction"),
    "catalog_seconds": ("floor", "round"),
    "footprints": ("more", "less"),
    "duplicates": (True,),
}


@pytest.fixture(scope="module")
def catalog(make_shared_catalog, synthetic_scene):
    """Two scenes in each third of 24 months, with clouds and edges."""
    dice = np.random.default_rng(7)
    scenes = []
    for month in range(24):
        year, number = 2017 + month // 12, month % 12 + 1
        for day in () if month % 3 else (4, 19):
            values = dice.integers(1, 3000, (5, 12, 16), dtype=np.uint16)
            values[4] = 4
            if day == 19:
                values[:, :, : 3 + month % 5] = 0
            time = f"{year}{number:02}{day:02}T100031"
            scenes.append(
                synthetic_scene(
                    f"S2A_MSIL2A_{time}_N0500_R022_T33TWM_{time}",
                    f"{year}-{number:02}-{day:02}T10:00:31Z",
                    float(dice.integers(0, 100)) if day == 4 else 0.0,
                    values,
                )
            )
    return make_shared_catalog(scenes)


@pytest.fixture(scope="module")
def reference(catalog, tmp_path_factory, http_transport):
    """The run of a hub without fault."""
    folder = tmp_path_factory.mktemp("reference") / "run"
    with LocalHub(scenes=catalog) as hub, ThreadPoolExecutor(6) as pool:
        return go(hub, folder, http_transport, pool)


def test_any_pair_of_faults_ends_in_the_truth(
    catalog, reference, tmp_path, http_transport, thread_pool, rounds
):
    truth = {image.slot: pixels(reference, image) for image in reference.images}
    for seed in range(rounds(ROUNDS, 200)):
        faults = draw(random.Random(seed))  # noqa: S311  no secret
        before = leftovers()
        folder = tmp_path / f"run{seed}"
        with LocalHub(scenes=catalog, faults=faults) as hub:
            done, error = attempt(hub, folder, http_transport, thread_pool)
        if error is None:
            check(done, truth, (seed, faults))
        else:
            assert is_sentence(str(error)), (seed, faults, error)
            assert not list(folder.glob("**/*.tif")), (seed, faults)
        assert leftovers() <= before, (seed, faults)


def test_what_was_paid_before_the_units_were_spent_is_shown(
    catalog, tmp_path, http_transport, thread_pool
):
    with LocalHub(scenes=catalog, quota=0.35) as hub:
        done = go(hub, tmp_path / "run", http_transport, thread_pool, "acquisition")
        answers = [one for one in hub.log if one.path.endswith("/process")]
    paid = [one.pu for one in answers if one.status == 200]
    complete = [one for one in done.images if one.state is State.COMPLETE]
    assert 1 < len(complete) == len(paid) < len(answers)
    assert sum(one.pu_charged for one in complete) == pytest.approx(sum(paid))


def attempt(hub, folder, transport, pool):
    """Return the run, or the error that kept it from beginning."""
    try:
        return go(hub, folder, transport, pool), None
    except SceneSlotsError as error:
        return None, error


def go(hub, folder, transport, pool, rhythm="month"):
    job = Job(
        hub=Hub("local", "Local hub", hub.url, hub.token_url),
        collection="sentinel-2-l2a",
        product=find_product("raw"),
        rule="leastCC",
        period=PERIOD,
        rhythm=rhythm,
        grid=GRID,
        area=shapely.box(*GRID.bounds),
        folder=folder,
    )
    account = Credentials(hub.client_id, hub.client_secret)
    return run(
        job,
        account,
        transport,
        pool,
        stop=lambda: False,
        progress=lambda _: None,
        on_image=lambda _: None,
        patience=QUICK,
    )


def draw(dice):
    """Return faults with one or two switches on, for some requests or for all."""
    faults = Faults(
        only=dice.choice(("/api/", "/process", "/search", "/token")),
        times=dice.choice((None, 1, 3, 12)),
    )
    for name in dice.sample(sorted(SWITCHES), dice.choice((1, 2, 2))):
        faults = replace(faults, **{name: dice.choice(SWITCHES[name])})
    return faults


def check(done, truth, which):
    """Every slot has a state with a reason, and no pixel is wrong."""
    assert [image.slot for image in done.images] == list(truth), which
    on_disk = {image.slot: image for image in RunFolder.open(done.folder).read_images()}
    for image in done.images:
        assert is_sentence(image.reason), (which, image)
        assert on_disk[image.slot].state is image.state, which
        if image.state is State.EMPTY:
            assert truth[image.slot] is None, (which, image)
            continue
        assert (image.path is None) == (image.state is State.FAILED), (which, image)
        found = pixels(done, image)
        if found is not None:
            for one, other in zip(found, truth[image.slot]):
                np.testing.assert_array_equal(one, other, err_msg=str(which))
    files = [path.name for path in done.folder.rglob("*") if path.is_file()]
    assert not [name for name in files if ".part" in name or "journal" in name], which


def pixels(done, image):
    """Return values and validity of an image, None without one."""
    if image.path is None:
        return None
    dataset = gdal.Open(str(done.folder / image.path))
    valid = dataset.GetRasterBand(1).GetMaskBand().ReadAsArray() > 0
    return np.where(valid, dataset.ReadAsArray(), 0), valid


def is_sentence(text):
    return bool(re.fullmatch(r"[A-Z0-9“].{10,}[.!?]", text or "", re.DOTALL)) and (
        "Traceback" not in text
    )


def leftovers():
    """Return what a run must not leave behind: threads and open files of runs."""
    threads = {
        thread.name for thread in threading.enumerate() if thread.name[:6] != "Thread"
    }
    files = set()
    for link in Path("/proc/self/fd").iterdir():
        try:
            target = str(link.readlink())
        except OSError:  # it was that of the listing
            continue
        if "/run" in target:
            files.add(target)
    return threads | files
