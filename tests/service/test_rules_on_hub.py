"""Every rule, run on the local hub, beside an oracle of its own in numpy."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

import numpy as np
import pytest
import shapely
from osgeo import gdal
from scene_slots.plugin.core.errors import Declined, Stopped
from scene_slots.plugin.core.grid import Grid, snap
from scene_slots.plugin.core.images import State
from scene_slots.plugin.core.job import Hub, Job
from scene_slots.plugin.core.slots import Period
from scene_slots.plugin.evalscript.products import find_product
from scene_slots.plugin.hub.patience import Patience
from scene_slots.plugin.hub.service import Service
from scene_slots.plugin.hub.session import Credentials
from scene_slots.plugin.local_hub.faults import Faults
from scene_slots.plugin.local_hub.server import LocalHub
from scene_slots.plugin.pipeline.prepare import prepare
from scene_slots.plugin.pipeline.run import run

UTC = timezone.utc
GRID = snap((600000.0, 5099400.0, 600600.0, 5100000.0), 10.0, 32633)
FIELD = shapely.box(600100.0, 5099500.0, 600400.0, 5099900.0)
# As the fact sheet of the rule says, clearest first; what is not there comes last.
LEVELS = ((2, 4, 5, 6), (11,), (7,), (3,), (10,), (8,), (9,))
LAST = len(LEVELS)


@pytest.fixture
def job_at(tmp_path):
    """Make a job at a hub in this process."""

    def make(hub, **asked):
        grid = asked.pop("grid", GRID)
        days = asked.pop("days", ("2018-07-01", "2018-07-31"))
        return Job(
            **{
                "hub": Hub("local", "Local hub", hub.url, hub.token_url),
                "collection": "sentinel-2-l2a",
                "product": find_product(asked.pop("product", "raw")),
                "rule": "leastCC",
                "period": Period(*map(date.fromisoformat, days)),
                "rhythm": "month",
                "grid": grid,
                "area": shapely.box(*grid.bounds),
                "folder": tmp_path / "run",
                **asked,
            }
        )

    return make


@pytest.fixture
def do_run(job_at, http_transport, thread_pool):
    def do(hub, *, accept=None, stop=lambda: False, **asked):
        return run(
            job_at(hub, **asked),
            Credentials(hub.client_id, hub.client_secret),
            http_transport,
            thread_pool,
            stop=stop,
            progress=lambda _: None,
            on_image=lambda _: None,
            patience=Patience(attempts=2, first_wait=0.01),
            accept=accept,
        )

    return do


@pytest.fixture
def service_of(http_transport):
    def make(hub):
        return Service(
            Hub("local", "Local hub", hub.url, hub.token_url),
            Credentials(hub.client_id, hub.client_secret),
            http_transport,
            Patience(attempts=2, first_wait=0.01),
        )

    return make


def make_scenes(synthetic_scene):
    """Two orbits, ties, a duplicate day and classes that are cloudy here and there."""
    random = np.random.default_rng(11)
    facts = [
        # day, clock, orbit, tile cloud, cloudy share of the field, what it covers
        ("20180702", "100421", 122, 5.0, 0.9, "all"),
        ("20180705", "100401", 22, 5.0, 0.5, "left"),
        ("20180712", "100421", 122, 5.0, 0.0, "left"),
        ("20180715", "100401", 22, 60.0, 0.1, "right"),
        ("20180722", "100421", 122, 80.0, 0.0, "all"),
        ("20180725", "100401", 22, None, 0.7, "all"),
        ("20180730", "100401", 22, 2.0, 1.0, "all"),
    ]
    scenes = []
    for day, clock, orbit, cloud, cloudy, covers in facts:
        values = random.integers(1, 9000, (5, 60, 60)).astype(np.uint16)
        classes = random.choice([4, 5, 6, 2, 11, 7, 3], (60, 60))
        hidden = random.random((60, 60)) < cloudy
        values[4] = np.where(hidden, random.choice([8, 9, 10], (60, 60)), classes)
        shape = {"all": (0, 60), "left": (0, 37), "right": (33, 60)}[covers]
        outside = np.ones(60, dtype=bool)
        outside[slice(*shape)] = False
        values[:, :, outside] = 0
        name = f"S2A_MSIL2A_{day}T{clock}_N0206_R{orbit:03d}_T33TWL_{day}T150000"
        at = f"{clock[:2]}:{clock[2:4]}:{clock[4:]}"
        moment = f"{day[:4]}-{day[4:6]}-{day[6:]}T{at}.024Z"
        left, right = (600000.0 + 10 * edge for edge in shape)
        scenes.append(
            synthetic_scene(
                name,
                moment,
                cloud,
                values,
                footprint=shapely.box(left, 5099400, right, 5100000),
            )
        )
    return scenes


def moment_of(scene):
    return datetime.fromisoformat(scene.acquired.replace("Z", "+00:00"))


def distance(scene, day):
    return abs(moment_of(scene) - day)


def inside_field():
    mask = np.zeros((60, 60), dtype=bool)
    mask[10:50, 10:40] = True
    return mask


def field_cloud(scene):
    """Cloud of the pixels of the field in percent, of all of them."""
    classes = scene.values[4][inside_field()]
    valid = classes != 0
    return 100 * np.isin(classes[valid], (8, 9, 10)).mean() if valid.any() else 999


def latest_first(scenes):
    return sorted(scenes, key=lambda one: one.acquired, reverse=True)


# Each as a person would say it; sorted() keeps the order of what is equal.
MIDDLE = datetime(2018, 7, 16, 12, tzinfo=UTC)
AGAIN = pytest.mark.long
ORDERS = {
    "leastCC": lambda scenes: sorted(
        latest_first(scenes), key=lambda one: 101 if one.cloud is None else one.cloud
    ),
    "mostRecent": latest_first,
    "leastRecent": lambda scenes: sorted(scenes, key=lambda one: one.acquired),
    "closest": lambda scenes: sorted(
        sorted(scenes, key=lambda one: one.acquired),
        key=lambda one: distance(one, MIDDLE),
    ),
    "closest:24": lambda scenes: sorted(
        scenes, key=lambda one: distance(one, datetime(2018, 7, 24, 12, tzinfo=UTC))
    ),
    "closest:07-08": lambda scenes: sorted(
        scenes, key=lambda one: distance(one, datetime(2018, 7, 8, 12, tzinfo=UTC))
    ),
    "leastAreaCC": lambda scenes: sorted(latest_first(scenes), key=field_cloud),
}


def winners(ordered, grid_shape=(60, 60)):
    winner = np.zeros(grid_shape, dtype=int)
    for number, scene in enumerate(ordered, 1):
        winner[(winner == 0) & (scene.values != 0).any(0)] = number
    return winner


def level(classes):
    levels = np.full(classes.shape, LAST)
    for number, group in enumerate(LEVELS):
        levels[np.isin(classes, group)] = number
    return levels


def clearest(ordered):
    """Index + 1 of the clearest of some scenes per pixel, the earlier among equals."""
    best, winner = np.full((60, 60), LAST + 1), np.zeros((60, 60), dtype=int)
    for number, scene in enumerate(ordered, 1):
        better = (scene.values[4] != 0) & (level(scene.values[4]) < best)
        best[better] = level(scene.values[4])[better]
        winner[better] = number
    return winner


def names_of(folder, slot):
    """Product id of each pixel's scene, empty where there is none."""
    dataset = gdal.Open(str(folder / f"images/{slot}.scene.tif"))
    table = dataset.GetRasterBand(1).GetDefaultRAT()
    columns = {table.GetNameOfCol(i): i for i in range(table.GetColumnCount())}
    names = np.full(1000, "", dtype=object)
    for row in range(table.GetRowCount()):
        value = table.GetValueAsInt(row, columns["Value"])
        names[value] = table.GetValueAsString(row, columns["product_id"])
    return names[dataset.ReadAsArray()]


def expect(ordered, winner):
    names = np.array(["", *(scene.id for scene in ordered)], dtype=object)
    return names[winner]


def told(folder):
    return json.loads((folder / "run.json").read_text())


@pytest.mark.parametrize("rule", ORDERS)
def test_every_order_equals_its_oracle(do_run, make_catalog, synthetic_scene, rule):
    scenes = make_scenes(synthetic_scene)
    with LocalHub(scenes=make_catalog(scenes)) as hub:
        done = do_run(hub, rule=rule, area=FIELD)
    (image,) = done.images
    ordered = ORDERS[rule](scenes)
    inside = inside_field()
    assert (
        names_of(done.folder, "2018-07")[inside]
        == expect(ordered, winners(ordered))[inside]
    ).all()
    assert image.state is State.COMPLETE
    assert image.pu_charged == pytest.approx(image.pu_estimated)


@pytest.mark.parametrize(
    "depth", [3, *(pytest.param(depth, marks=AGAIN) for depth in (2, 4, 5))]
)
def test_the_clearest_of_some_equals_its_oracle(
    do_run, make_catalog, synthetic_scene, depth
):
    scenes = make_scenes(synthetic_scene)
    with LocalHub(scenes=make_catalog(scenes)) as hub:
        done = do_run(hub, rule=f"clearest:{depth}")
    ordered = ORDERS["leastCC"](scenes)
    covered, planned = np.zeros((60, 60), dtype=int), []
    for scene in ordered:
        data = (scene.values != 0).any(0)
        if (covered[data] < depth).any():
            covered += data
            planned.append(scene)
    assert told(done.folder)["slots"]["2018-07"]["planned"] == [s.id for s in planned]
    found = names_of(done.folder, "2018-07")
    assert (found == expect(planned, clearest(planned))).all()
    (image,) = done.images
    assert image.cloud_source == "SCL"
    assert image.pu_charged == pytest.approx(image.pu_estimated)


def test_equally_clear_samples_leave_the_pixel_to_the_order(
    do_run, make_catalog, synthetic_scene
):
    scenes = make_scenes(synthetic_scene)[:3]
    for scene in scenes:
        scene.values[4][scene.values[4] != 0] = 4
    with LocalHub(scenes=make_catalog(scenes)) as hub:
        done = do_run(hub, rule="clearest:5")
    ordered = ORDERS["leastCC"](scenes)
    found = names_of(done.folder, "2018-07")
    assert (found == expect(ordered, winners(ordered))).all()


def test_the_scan_is_priced_before_charged_and_kept(
    job_at, do_run, service_of, make_catalog, synthetic_scene
):
    scenes = make_scenes(synthetic_scene)
    with LocalHub(scenes=make_catalog(scenes)) as hub:
        asked = prepare(job_at(hub, rule="leastAreaCC"), service_of(hub), lambda: False)
        assert set(asked.to_scan) == {"2018-07"}
        assert not [one for one in hub.log if one.path == "/api/v1/process"]
        done = do_run(hub, rule="leastAreaCC")
        spent = [one for one in hub.log if one.path == "/api/v1/process"]
        slot = told(done.folder)["slots"]["2018-07"]
        again = prepare(job_at(hub, rule="leastAreaCC"), service_of(hub), lambda: False)
        count = len(hub.log)
        repeated = do_run(hub, rule="leastAreaCC")
        later = [one for one in hub.log[count:] if one.path == "/api/v1/process"]
    assert asked.scan_units == pytest.approx(spent[0].pu)
    assert asked.price.scan == pytest.approx(asked.scan_units)
    # Ten by ten pixels of 60 metres, in one request, over all scenes of the slot.
    assert spent[0].json["output"]["width"] == 10
    assert slot["requests"][0]["pu_charged"] == pytest.approx(spent[0].pu)
    (image,) = done.images
    assert image.pu_charged == pytest.approx(sum(one.pu for one in spent))
    assert image.pu_charged == pytest.approx(image.pu_estimated)
    assert image.requests == len(spent) == 2
    clouds = slot["scan"]["area_cloud_pct"]
    for scene in scenes:
        share = np.isin(scene.values[4], (8, 9, 10)).sum() / (scene.values[4] > 0).sum()
        assert clouds[scene.id] == pytest.approx(100 * share, abs=20)
    # A rerun need neither scan nor fetch.
    assert (again.scan_units, dict(again.to_scan)) == (0.0, {})
    assert not later
    assert repeated.images[0].main_acquired == image.main_acquired
    kept = told(done.folder)["slots"]["2018-07"]
    assert kept["scan"] == slot["scan"]


def test_a_scan_that_fails_is_said_and_is_not_no_cloud(
    do_run, make_catalog, synthetic_scene
):
    faults = Faults(only="/process", broken_tar=True)
    with LocalHub(
        scenes=make_catalog(make_scenes(synthetic_scene)), faults=faults
    ) as hub:
        done = do_run(hub, rule="leastAreaCC", days=("2018-06-01", "2018-07-31"))
        asked = [one for one in hub.log if one.path == "/api/v1/process"]
    empty, failed = done.images
    assert empty.state is State.EMPTY
    assert failed.state is State.FAILED
    assert failed.reason.startswith("The cloud over the area could not be read:")
    assert done.paid == tuple(one.pu for one in asked)
    assert len(done.paid) == 1
    assert told(done.folder)["slots"]["2018-07"]["planned"] == []


def test_a_scene_without_data_in_the_area_has_unknown_cloud(
    do_run, make_catalog, synthetic_scene
):
    scenes = make_scenes(synthetic_scene)
    # It claims to be everywhere, and has data only where nobody asks.
    boastful = scenes[4]
    boastful.values[:, :, :50] = 0
    with LocalHub(scenes=make_catalog(scenes)) as hub:
        done = do_run(hub, rule="leastAreaCC", area=FIELD)
    clouds = told(done.folder)["slots"]["2018-07"]["scan"]["area_cloud_pct"]
    assert boastful.id not in clouds
    assert len(clouds) == len(scenes) - 1


def test_without_a_catalog_the_run_goes_on_and_says_so(
    do_run, make_catalog, synthetic_scene
):
    scenes = make_scenes(synthetic_scene)
    down = Faults(only="/catalog/", status=503)
    with LocalHub(scenes=make_catalog(scenes), faults=down) as hub:
        done = do_run(hub)
        small = next(one for one in hub.log if one.path == "/api/v1/process")
    ordered = ORDERS["leastCC"](scenes)
    found = names_of(done.folder, "2018-07")
    assert (found == expect(ordered, winners(ordered))).all()
    document = told(done.folder)
    assert document["planless"].startswith("The Catalog could not be asked:")
    assert "503" in document["planless"]
    assert document["search"]["pu_estimated"] == pytest.approx(small.pu)
    assert small.pu < 0.1
    (image,) = done.images
    assert image.state is State.COMPLETE
    assert image.scenes_offered == len(scenes)
    assert document["slots"]["2018-07"]["planned"] == [one.id for one in ordered]
    assert image.pu_charged == pytest.approx(image.pu_estimated)
    assert {one["facts_source"] for one in document["scenes"]} == {"userdata"}
    # What the end of the run says.
    assert done.notes == (document["planless"],)
    assert done.search_units == pytest.approx(small.pu)


def test_an_empty_catalog_is_not_believed_but_an_empty_period_is(
    do_run, make_catalog, synthetic_scene, monkeypatch
):
    monkeypatch.setattr("scene_slots.plugin.pipeline.look_up.search", lambda *_: ())
    with LocalHub(scenes=make_catalog(make_scenes(synthetic_scene))) as hub:
        done = do_run(hub, rhythm="acquisition", days=("2018-07-01", "2018-07-12"))
        nothing = do_run(
            hub, days=("2019-01-01", "2019-01-31"), folder=done.folder / "none"
        )
    assert told(done.folder)["planless"].startswith("The Catalog has no scene of")
    assert [image.slot for image in done.images] == [
        "2018-07-02T1004Z",
        "2018-07-05T1004Z",
        "2018-07-12T1004Z",
    ]
    assert told(nothing.folder)["planless"] is None
    assert nothing.images[0].state is State.EMPTY


def test_a_run_that_may_cost_too_much_asks_first(
    job_at, do_run, service_of, make_catalog, synthetic_scene
):
    asked = []

    def refuse(prepared):
        asked.append(prepared)
        return False

    with LocalHub(scenes=make_catalog(make_scenes(synthetic_scene))) as hub:
        prepared = prepare(job_at(hub, rule="closest"), service_of(hub), lambda: False)
        worst = prepared.price.worst
        with pytest.raises(Declined, match="may cost up to"):
            do_run(hub, rule="closest", unit_limit=worst * 0.9)
        with pytest.raises(Declined):
            do_run(hub, rule="closest", unit_limit=worst * 0.9, accept=refuse)
        folder = job_at(hub).folder
        assert not folder.exists()
        assert not [one for one in hub.log if one.path == "/api/v1/process"]
        done = do_run(
            hub, rule="closest", unit_limit=worst * 0.9, accept=lambda _: True
        )
        do_run(
            hub,
            rule="closest",
            unit_limit=worst,
            accept=refuse,
            folder=folder / "within",
        )
    assert len(asked) == 1
    assert asked[0].price.worst == pytest.approx(worst)
    assert done.images[0].state is State.COMPLETE
    price = asked[0].price
    assert price.least < price.planned < price.worst
    assert price.planned == pytest.approx(done.images[0].pu_charged)
    # Seven candidates at worst, of which four bands are read.
    one_sample = price.planned / len(asked[0].plans[0].planned)
    assert price.worst == pytest.approx(7 * one_sample)
    assert price.cloud == pytest.approx(price.planned / 4)


@pytest.mark.parametrize("lying", [pytest.param(False, marks=AGAIN), True])
def test_scenes_that_meet_in_a_large_image_are_asked_for_apart(
    do_run, make_catalog, synthetic_scene, lying
):
    random = np.random.default_rng(5)
    scenes = []
    for day, cloud, columns in (("02", 1.0, (0, 80)), ("05", 2.0, (60, 140))):
        values = random.integers(1, 9000, (4, 140, 140)).astype(np.uint16)
        outside = np.ones(140, dtype=bool)
        outside[slice(*columns)] = False
        values[:, :, outside] = 0
        values[:, 20:24, 10:20] = 0  # a gap that no outline tells
        left, right = (600000.0 + 50 * edge for edge in columns)
        right += 500.0 if lying else 0.0
        name = f"S2A_MSIL2A_201807{day}T100421_N0206_R122_T33TWL_201807{day}T150000"
        scenes.append(
            synthetic_scene(
                name,
                f"2018-07-{day}T10:04:21.024Z",
                cloud,
                values,
                resolution=50.0,
                footprint=shapely.box(left, 5093000, right, 5100000),
            )
        )
    grid = Grid(32633, 600000.0, 5100000.0, 10.0, 700, 700)
    with LocalHub(scenes=make_catalog(scenes)) as hub:
        done = do_run(hub, grid=grid, product="true_color")
    winner = winners(scenes, (140, 140)).repeat(5, 0).repeat(5, 1)
    assert (names_of(done.folder, "2018-07") == expect(scenes, winner)).all()
    (image,) = done.images
    assert image.requests == 2
    assert image.pu_charged == pytest.approx(image.pu_estimated)
    # Of two scenes over the whole image it is two thirds.
    assert image.pu_charged < 0.7 * 2 * 700 * 700 / 512**2
    dataset = gdal.Open(str(done.folder / image.path))
    mask = dataset.GetRasterBand(1).GetMaskBand().ReadAsArray()
    assert ((mask > 0) == (winner > 0)).all()


LIES = {
    "all claim less": Faults(footprints="less", footprint_margin=0.1),
    "all claim much less": Faults(footprints="less", footprint_margin=0.3),
    "less, and an older twin of each": Faults(
        footprints="less", footprint_margin=0.1, duplicates=True
    ),
    "more, twins, no ids, any order": Faults(
        footprints="more",
        footprint_margin=0.4,
        duplicates=True,
        shuffle="e",
        shuffle_each=True,
        missing=frozenset({"tileOriginalId", "cloudCoverage"}),
    ),
    "rounded times, contexts, less": Faults(
        footprints="less", tile_seconds="round", catalog_seconds="floor", contexts=2
    ),
    "no cloud in the Catalog": Faults(missing=frozenset({"eo:cloud_cover"})),
}


@pytest.mark.parametrize(
    ("fault", "rule"), zip(LIES, ["leastCC", "closest:24"] * len(LIES))
)
def test_whatever_outlines_claim_the_right_scene_wins(
    do_run, make_catalog, synthetic_scene, fault, rule
):
    scenes = make_scenes(synthetic_scene)
    folder = make_catalog(scenes)
    with LocalHub(scenes=folder, faults=LIES[fault]) as hub:
        done = do_run(hub, rule=rule)
    if "eo:cloud_cover" in LIES[fault].missing:
        scenes = [replace(scene, cloud=None) for scene in scenes]
    ordered = ORDERS[rule](scenes)
    found = names_of(done.folder, "2018-07")
    assert (found == expect(ordered, winners(ordered))).all()


# Real scenes: order and winners from their files.
SAMPLE_GRID = Grid(3035, 5271982.57655193, 2533004.21491519, 10.0, 100, 100)


@pytest.fixture
def real(synthetic_scene):
    """Read the scenes of a folder that lie on a grid."""

    def read(folder, grid, days):
        first, last = (date.fromisoformat(day) for day in days)
        found = []
        for path in sorted(folder.rglob("*.json")):
            item = json.loads(path.read_text())
            if "assets" not in item:
                continue
            when = item["properties"]["datetime"]
            if not first <= date.fromisoformat(when[:10]) <= last:
                continue
            asset = item["assets"]["data"]
            names = [band["name"] for band in asset["eo:bands"]]
            dataset = gdal.Open(str(path.parent / asset["href"]))
            x_min, step, _, y_max, _, _ = dataset.GetGeoTransform()
            stored = dataset.ReadAsArray()
            placed = np.zeros((5, grid.height, grid.width), dtype=np.uint16)
            columns = np.floor((grid.centres_x(0, grid.width) - x_min) / step)
            rows = np.floor((y_max - grid.centres_y(0, grid.height)) / step)
            in_x = (columns >= 0) & (columns < stored.shape[2])
            in_y = (rows >= 0) & (rows < stored.shape[1])
            part = stored[[names.index(n) for n in ("B02", "B03", "B04", "B08", "SCL")]]
            placed[np.ix_(range(5), in_y, in_x)] = part[
                np.ix_(range(5), rows[in_y].astype(int), columns[in_x].astype(int))
            ]
            placed[:, placed[4] == 0] = 0
            cloud = item["properties"].get("eo:cloud_cover")
            found.append(synthetic_scene(item["id"], when, cloud, placed))
        return found

    return read


def check_real(done, scenes, slot, order):
    planned = told(done.folder)["slots"][slot]["planned"]
    ordered = order(scenes)
    found = names_of(done.folder, slot)
    shape = found.shape
    if done.job.rule.startswith("clearest"):
        chosen = [scene for scene in ordered if scene.id in planned]
        best, winner = np.full(shape, LAST + 1), np.zeros(shape, dtype=int)
        for number, scene in enumerate(chosen, 1):
            levels = level(scene.values[4])
            better = (scene.values[4] != 0) & (levels < best)
            best[better], winner[better] = levels[better], number
        assert (found == expect(chosen, winner)).all()
    else:
        assert (found == expect(ordered, winners(ordered, shape))).all()


def area_cloud(scene):
    classes = scene.values[4]
    return round(100 * np.isin(classes, (8, 9, 10)).sum() / (classes != 0).sum(), 9)


REAL_ORDERS = {
    "closest:20": lambda scenes: sorted(
        latest_first(scenes), key=lambda one: distance(one, TWENTIETH)
    ),
    "clearest:3": ORDERS["leastCC"],
}
TWENTIETH = datetime(2018, 5, 20, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    "rule", ["clearest:3", pytest.param("closest:20", marks=AGAIN)]
)
def test_rules_on_the_sample_scenes(do_run, sample_scenes, real, rule):
    days = ("2018-05-01", "2018-05-31")
    with LocalHub(scenes=sample_scenes) as hub:
        done = do_run(hub, rule=rule, grid=SAMPLE_GRID, days=days)
    scenes = real(sample_scenes, SAMPLE_GRID, days)
    check_real(done, scenes, "2018-05", REAL_ORDERS[rule])


@pytest.mark.long
def test_least_cloud_over_the_area_on_the_sample_scenes(do_run, sample_scenes, real):
    days = ("2018-05-01", "2018-05-31")
    with LocalHub(scenes=sample_scenes) as hub:
        done = do_run(hub, rule="leastAreaCC", grid=SAMPLE_GRID, days=days)
    scan = told(done.folder)["slots"]["2018-05"]["scan"]
    scenes = real(sample_scenes, SAMPLE_GRID, days)
    for scene in scenes:
        assert scan["area_cloud_pct"][scene.id] == pytest.approx(
            area_cloud(scene), abs=6
        )
    check_real(
        done,
        scenes,
        "2018-05",
        lambda all_: sorted(
            latest_first(all_), key=lambda one: scan["area_cloud_pct"][one.id]
        ),
    )


@pytest.mark.parametrize(
    "rule",
    [
        "clearest:4",
        pytest.param("closest:20", marks=AGAIN),
        pytest.param("leastCC", marks=AGAIN),
    ],
)
def test_rules_where_it_is_often_cloudy(do_run, shared, real, rule):
    grid = Grid(32631, 501360.0, 5629680.0, 10.0, 64, 64)
    days = ("2018-05-01", "2018-05-31")
    with LocalHub(scenes=shared / "scenes") as hub:
        done = do_run(hub, rule=rule, grid=grid, days=days)
    scenes = real(shared / "scenes/flanders/sentinel-2-l2a", grid, days)
    order = REAL_ORDERS.get(rule, ORDERS["leastCC"])
    check_real(done, scenes, "2018-05", order)


@pytest.mark.long
@pytest.mark.parametrize("rule", ["mostRecent", "clearest:2"])
def test_rules_at_the_edge_of_an_orbit(do_run, shared, real, rule):
    grid = Grid(32633, 499980.0 + 120 * 10, 5112000.0, 120.0, 120, 200)
    days = ("2023-08-13", "2023-08-21")
    with LocalHub(scenes=shared / "scenes") as hub:
        done = do_run(hub, rule=rule, grid=grid, days=days, rhythm="P9D")
    scenes = real(shared / "scenes/border/sentinel-2-l2a", grid, days)
    (image,) = done.images
    check_real(done, scenes, image.slot, ORDERS.get(rule, ORDERS["leastCC"]))
    assert timedelta() <= image.last_acquired - image.first_acquired


MATCHING = {
    "contexts, and another order in each": Faults(
        contexts=3, shuffle="a", shuffle_each=True
    ),
    "no ids at all": Faults(
        missing=frozenset(
            {"productId", "sentinel2ProductId", "tileOriginalId", "dataPath"}
        ),
        tile_seconds="round",
    ),
    "an older twin of each": Faults(duplicates=True, shuffle="b"),
}


@pytest.mark.parametrize("fault", MATCHING)
def test_the_scan_knows_its_scenes_whatever_tiles_say(
    do_run, make_catalog, synthetic_scene, fault
):
    scenes = make_scenes(synthetic_scene)
    with LocalHub(scenes=make_catalog(scenes), faults=MATCHING[fault]) as hub:
        done = do_run(hub, rule="leastAreaCC", area=FIELD)
    inside, ordered = inside_field(), ORDERS["leastAreaCC"](scenes)
    found = names_of(done.folder, "2018-07")[inside]
    assert (found == expect(ordered, winners(ordered))[inside]).all()
    clouds = told(done.folder)["slots"]["2018-07"]["scan"]["area_cloud_pct"]
    assert set(clouds) == {scene.id for scene in scenes}


def test_a_stopped_scan_leaves_stopped_slots(
    job_at, do_run, make_catalog, synthetic_scene
):
    with LocalHub(scenes=make_catalog(make_scenes(synthetic_scene))) as hub:

        def stop():
            return any(one.path == "/api/v1/process" for one in hub.log)

        with pytest.raises(Stopped):
            do_run(hub, rule="leastAreaCC", rhythm="P16D", stop=stop)
        asked = [one for one in hub.log if one.path == "/api/v1/process"]
        document = told(job_at(hub).folder)
    assert {slot["state"] for slot in document["slots"].values()} == {"stopped"}
    # Scans alone, at most one for each slot.
    assert {one.json["output"]["responses"][0]["identifier"] for one in asked} == {
        "default"
    }
    assert 1 <= len(asked) <= 2
