"""A whole run against the local hub equals numpy straight from the scene files."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from datetime import date, datetime, timezone

import numpy as np
import pytest
import shapely
from osgeo import gdal, ogr
from pyproj import Transformer
from scene_slots.plugin.core.grid import Grid, snap
from scene_slots.plugin.core.images import State
from scene_slots.plugin.core.job import Hub, Job
from scene_slots.plugin.core.slots import Period
from scene_slots.plugin.evalscript.products import find_product
from scene_slots.plugin.hub.catalog import search
from scene_slots.plugin.hub.patience import Patience
from scene_slots.plugin.hub.session import Credentials
from scene_slots.plugin.local_hub.faults import Faults
from scene_slots.plugin.local_hub.server import LocalHub
from scene_slots.plugin.pipeline.run import run

AGAIN = pytest.mark.long
QUICK = Patience(attempts=2, first_wait=0.01)


@pytest.fixture
def do_run(http_transport, thread_pool, tmp_path):
    """Run a job on a hub in this process; return the run."""

    def do(hub, grid, *, area=None, days=("2018-01-01", "2018-12-31"), **asked):
        job = Job(
            hub=Hub("local", "Local hub", hub.url, hub.token_url),
            collection="sentinel-2-l2a",
            product=find_product(asked.get("product", "raw")),
            rule=asked.get("rule", "leastCC"),
            period=Period(*(date.fromisoformat(day) for day in days)),
            rhythm=asked.get("rhythm", "month"),
            grid=grid,
            area=area or shapely.box(*grid.bounds),
            folder=tmp_path / asked.get("folder", "run"),
            cloud_source=asked.get("cloud_source"),
        )
        seen = []
        done = run(
            job,
            Credentials(hub.client_id, hub.client_secret),
            http_transport,
            thread_pool,
            stop=lambda: False,
            progress=lambda _: None,
            on_image=seen.append,
            patience=QUICK,
        )
        assert sorted(image.slot for image in seen) == [i.slot for i in done.images]
        return done

    return do


class Oracle:
    """What a run must give, from the scene files alone; scenes share the grid's CRS."""

    def __init__(self, folder, grid):
        self.grid = grid
        self.scenes = [
            self._load(path)
            for path in sorted(folder.rglob("*.json"))
            if path.name not in ("catalog.json", "collection.json")
        ]

    def winners(self, start, end, rule):
        """Return ids in rule order and the index + 1 of the winner of each pixel."""
        inside = [s for s in self.scenes if start <= s["acquired"] < end]
        ordered = sorted(inside, key=lambda scene: self._key(scene, rule))
        winner = np.zeros((self.grid.height, self.grid.width), dtype=int)
        for number, scene in enumerate(ordered, 1):
            winner[(winner == 0) & scene["mask"]] = number
        return ordered, winner

    def _key(self, scene, rule):
        cloud = scene["cloud"]
        value = {
            "leastCC": (cloud is None, cloud or 0),
            "mostRecent": -scene["acquired"].timestamp(),
            "leastRecent": scene["acquired"].timestamp(),
        }[rule]
        return value, -scene["acquired"].timestamp(), scene["id"]

    def _load(self, path):
        item = json.loads(path.read_text())
        asset = item["assets"]["data"]
        dataset = gdal.Open(str(path.parent / asset["href"]))
        names = [band["name"] for band in asset["eo:bands"]]
        x_min, step, _, y_max, _, _ = dataset.GetGeoTransform()
        stored = dataset.ReadAsArray()
        height, width = self.grid.height, self.grid.width
        column = np.floor((self.grid.centres_x(0, width) - x_min) / step).astype(int)
        row = np.floor((y_max - self.grid.centres_y(0, height)) / step).astype(int)
        within = np.outer(
            (row >= 0) & (row < stored.shape[1]),
            (column >= 0) & (column < stored.shape[2]),
        )
        placed = stored[
            :,
            np.clip(row, 0, stored.shape[1] - 1)[:, None],
            np.clip(column, 0, stored.shape[2] - 1)[None, :],
        ]
        placed = np.where(within, placed, 0)
        moment = datetime.fromisoformat(
            item["properties"]["datetime"].replace("Z", "+00:00")
        )
        return {
            "id": item["id"],
            "acquired": moment.astimezone(timezone.utc),
            "cloud": item["properties"].get("eo:cloud_cover"),
            "bands": dict(zip(names, placed)),
            "mask": within & (placed != 0).any(0),
        }


def picture(product, bands):
    """Return the product's values from DN, ``(bands, h, w)``, as the service rounds."""
    reflectance = {name: band * 0.0001 for name, band in bands.items()}
    if product == "raw":
        return np.stack([bands[name] for name in ("B02", "B03", "B04", "B08")])
    if product == "ndvi":
        near, red = reflectance["B08"], reflectance["B04"]
        with np.errstate(invalid="ignore", divide="ignore"):
            return ((near - red) / (near + red)).astype(np.float32)[None]
    names = ("B04", "B03", "B02") if product == "true_color" else ("B08", "B04", "B03")
    scaled = np.stack([2.5 * reflectance[name] for name in names])
    return np.clip(np.floor(scaled * 255 + 0.5), 0, 255).astype(np.uint8)


def check_slot(done, image, oracle, folder):
    """Compare one slot's files and rows with the oracle, pixel for pixel."""
    job = done.job
    ordered, winner = oracle.winners(image.start, image.end, job.rule)
    assert image.scenes_offered == len(ordered), image.slot
    if not winner.any():
        assert image.state is State.EMPTY
        assert not (folder / f"images/{image.slot}.tif").exists()
        return
    assert image.state is State.COMPLETE, image.reason
    scene_raster = gdal.Open(str(folder / f"images/{image.slot}.scene.tif"))
    values = scene_raster.ReadAsArray()
    names = rat_names(scene_raster)
    for number, scene in enumerate(ordered, 1):
        mine = {value for value, name in names.items() if name == scene["id"]}
        np.testing.assert_array_equal(np.isin(values, list(mine)), winner == number)
    dataset = gdal.Open(str(folder / image.path))
    assert dataset.GetGeoTransform() == pytest.approx(job.grid.geotransform)
    mask = dataset.GetRasterBand(1).GetMaskBand().ReadAsArray() > 0
    np.testing.assert_array_equal(mask, winner > 0)
    bands = {
        name: np.select(
            [winner == number for number in range(1, len(ordered) + 1)],
            [scene["bands"][name] for scene in ordered],
        )
        for name in ("B02", "B03", "B04", "B08")
    }
    expected = picture(job.product.name, bands)
    found = dataset.ReadAsArray().reshape(expected.shape)
    compare(job.product.name, found[:, mask], expected[:, mask])
    assert image.valid_pct == pytest.approx(100 * mask.mean())
    assert image.scenes_used == len(np.unique(winner[winner > 0]))


def compare(product, found, expected):
    if product == "ndvi":
        np.testing.assert_allclose(found, expected, rtol=1e-6, equal_nan=True)
    elif product == "raw":
        np.testing.assert_array_equal(found, expected)
    else:
        # DN that are multiples of 400 fall on one half but for the last bit.
        difference = np.abs(found.astype(int) - expected.astype(int))
        assert difference.max() <= 1
        assert (difference > 0).mean() < 0.005


def rat_names(dataset):
    table = dataset.GetRasterBand(1).GetDefaultRAT()
    columns = {table.GetNameOfCol(i): i for i in range(table.GetColumnCount())}
    return {
        table.GetValueAsInt(row, columns["Value"]): table.GetValueAsString(
            row, columns["product_id"]
        )
        for row in range(table.GetRowCount())
    }


@pytest.fixture
def crossing_scenes(synthetic_scene):
    """Two tiles side by side, two orbits with slanted edges, ties and clouds."""
    random = np.random.default_rng(7)
    scenes = []
    facts = [
        # day, clock, baseline, orbit, tile, x offset, cloud
        ("20180103", "100421", "0206", 122, "33TWL", 0, 40.0),
        ("20180103", "100407", "0206", 122, "33TXL", 300, 40.0),
        ("20180108", "100401", "0206", 22, "33TWL", 0, 3.5),
        ("20180113", "100421", "0206", 122, "33TWL", 0, 12.0),
        ("20180113", "100407", "0206", 122, "33TXL", 300, None),
        ("20180203", "100421", "0206", 122, "33TWL", 0, 100.0),
        ("20180208", "100401", "0206", 22, "33TXL", 300, 0.0),
        ("20180218", "100401", "0206", 22, "33TWL", 0, 0.0),
        ("20180305", "100401", "0206", 22, "33TWL", 0, 9.0),
    ]
    for day, clock, baseline, orbit, tile, offset, cloud in facts:
        values = random.integers(1, 9000, (4, 60, 60)).astype(np.uint16)
        edge = np.add.outer(np.arange(60), np.arange(60))
        x_min, y_max = 600000.0 + offset, 5100000.0
        covered = shapely.box(x_min, y_max - 600, x_min + 600, y_max)
        if orbit == 22:  # the swath ends inside the tile
            values[:, edge > 70] = 0
            diagonal = shapely.Polygon(
                [
                    (x_min, y_max),
                    (x_min + 600, y_max),
                    (x_min + 600, y_max - 115),
                    (x_min + 115, y_max - 600),
                    (x_min, y_max - 600),
                ]
            )
            covered = diagonal
        name = f"S2A_MSIL2A_{day}T{clock}_N{baseline}_R{orbit:03d}_T{tile}_{day}T150000"
        acquired = (
            f"{day[:4]}-{day[4:6]}-{day[6:]}T{clock[:2]}:{clock[2:4]}:{clock[4:]}.024Z"
        )
        scenes.append(
            synthetic_scene(
                name, acquired, cloud, values, x_min=x_min, footprint=covered
            )
        )
    return scenes


GRID = snap((600050.0, 5099450.0, 600850.0, 5099950.0), 10.0, 32633)


@pytest.mark.parametrize(
    ("product", "rule"),
    [
        ("raw", "leastCC"),
        ("raw", "mostRecent"),
        ("ndvi", "leastCC"),
        pytest.param("raw", "leastRecent", marks=AGAIN),
        pytest.param("true_color", "leastCC", marks=AGAIN),
        pytest.param("false_color", "leastCC", marks=AGAIN),
    ],
)
def test_every_slot_equals_numpy(do_run, make_catalog, crossing_scenes, rule, product):
    folder = make_catalog(crossing_scenes)
    with LocalHub(scenes=folder) as hub:
        done = do_run(
            hub, GRID, rule=rule, product=product, days=("2018-01-01", "2018-04-30")
        )
    assert [image.state.value for image in done.images] == [
        "complete",
        "complete",
        "complete",
        "empty",
    ]
    oracle = Oracle(folder, GRID)
    for image in done.images:
        check_slot(done, image, oracle, done.folder)


def test_real_scenes_of_two_tiles_and_two_orbits(do_run, shared):
    folder = shared / "scenes/border/sentinel-2-l2a"
    # On the pixels of the scenes: they start at an odd multiple of 60 metres.
    grid = Grid(32633, 499980.0 + 120 * 10, 5112000.0, 120.0, 120, 200)
    with LocalHub(scenes=shared / "scenes") as hub:
        done = do_run(
            hub, grid, days=("2023-08-13", "2023-08-21"), rhythm="P9D", product="raw"
        )
    (image,) = done.images
    check_slot(done, image, Oracle(folder, grid), done.folder)
    assert image.scenes_used >= 2
    assert not math.isnan(image.main_share_pct)


# On the pixels of the sample cube, which begin at a fraction of a metre.
SAMPLE_GRID = Grid(3035, 5271982.57655193, 2533004.21491519, 10.0, 100, 100)


def test_a_year_of_real_scenes_equals_numpy(do_run, sample_scenes):
    with LocalHub(scenes=sample_scenes) as hub:
        done = do_run(hub, SAMPLE_GRID, product="true_color")
    assert [image.slot for image in done.images] == [
        f"2018-{month:02d}" for month in range(1, 13)
    ]
    states = [image.state.value for image in done.images]
    assert states == ["complete"] * 11 + ["empty"]
    assert done.images[-1].reason == "No acquisition in this slot."
    oracle = Oracle(sample_scenes, SAMPLE_GRID)
    for image in done.images:
        check_slot(done, image, oracle, done.folder)


@pytest.mark.long
@pytest.mark.parametrize("rule", ["mostRecent", "leastRecent"])
def test_real_scenes_by_time_equal_numpy(do_run, sample_scenes, rule):
    days = ("2018-04-01", "2018-05-31")
    with LocalHub(scenes=sample_scenes) as hub:
        done = do_run(hub, SAMPLE_GRID, rule=rule, product="true_color", days=days)
    oracle = Oracle(sample_scenes, SAMPLE_GRID)
    for image in done.images:
        check_slot(done, image, oracle, done.folder)


def test_the_image_s_own_cloud_is_counted_from_its_pixels(do_run, sample_scenes):
    with LocalHub(scenes=sample_scenes) as hub:
        done = do_run(
            hub,
            SAMPLE_GRID,
            rule="mostRecent",
            cloud_source="SCL",
            days=("2018-05-01", "2018-08-31"),
        )
    oracle = Oracle(sample_scenes, SAMPLE_GRID)
    shares = []
    for image in done.images:
        ordered, winner = oracle.winners(image.start, image.end, "mostRecent")
        classes = np.full(winner.shape, 255)
        for number, scene in enumerate(ordered, 1):
            classes[winner == number] = scene["bands"]["SCL"][winner == number]
        stored = gdal.Open(str(done.folder / f"images/{image.slot}.cloud.tif"))
        np.testing.assert_array_equal(stored.ReadAsArray(), classes)
        valid = classes[winner > 0]
        for name, members in {
            "cloud_pct": (8, 9, 10),
            "shadow_pct": (3,),
            "snow_pct": (11,),
            "unclassified_pct": (7,),
        }.items():
            expected = 100 * np.isin(valid, members).mean()
            assert getattr(image, name) == pytest.approx(expected)
        assert image.cloud_source == "SCL"
        assert image.pu_charged == pytest.approx(image.pu_estimated)
        shares.append(image.cloud_pct)
    assert max(shares) > min(shares)


# A field of one colour around a known place, in the CRS of the scene.
MARK_X, MARK_Y = 600305.0, 5099695.0


@pytest.mark.parametrize("epsg", [4326, 3857, 32633, 32632, 3794, 3035])
def test_every_crs_puts_the_ground_in_its_place(
    do_run, make_catalog, synthetic_scene, epsg
):
    values = np.full((4, 60, 60), 1000, dtype=np.uint16)
    values[:, 30, 30] = 7000  # one bright pixel of 10 m, centred on the mark
    scene = synthetic_scene(
        "S2A_MSIL2A_20180103T100421_N0206_R122_T33TWL_20180103T150000",
        "2018-01-03T10:04:21.024Z",
        1.0,
        values,
    )
    from_scene = Transformer.from_crs(32633, epsg, always_xy=True)
    x, y = from_scene.transform(MARK_X, MARK_Y)
    resolution = 2.0 if epsg != 4326 else 2e-5
    reach = 30 * resolution
    grid = snap((x - reach, y - reach, x + reach, y + reach), resolution, epsg)
    with LocalHub(scenes=make_catalog([scene])) as hub:
        done = do_run(hub, grid, days=("2018-01-01", "2018-01-31"))
    (image,) = done.images
    dataset = gdal.Open(str(done.folder / image.path))
    rows, columns = np.nonzero(dataset.ReadAsArray()[0] == 7000)
    x_min, step, _, y_max, _, _ = dataset.GetGeoTransform()
    centre = x_min + (columns.mean() + 0.5) * step, y_max - (rows.mean() + 0.5) * step
    # Half a pixel of the image, and what nearest neighbour adds at its edges.
    assert centre == pytest.approx((x, y), abs=resolution * 0.75)
    assert int(dataset.GetSpatialRef().GetAuthorityCode(None)) == epsg


IDS = {"productId", "sentinel2ProductId", "tileOriginalId", "dataPath"}
HARMLESS = {
    "another order in each function": Faults(shuffle="b", shuffle_each=True),
    "contexts and orders": Faults(contexts=3, shuffle="c", shuffle_each=True),
    "rounded tile seconds": Faults(tile_seconds="round"),
    "tile seconds with fraction": Faults(tile_seconds="fraction"),
    "floored Catalog seconds": Faults(catalog_seconds="floor", tile_seconds="round"),
    "rounded Catalog seconds": Faults(catalog_seconds="round"),
    "no tile cloud in user data": Faults(missing=frozenset({"cloudCoverage"})),
    "no ids at all": Faults(missing=frozenset(IDS), shuffle="d", shuffle_each=True),
    "no platform": Faults(missing=frozenset({"platform"})),
    "footprints claim more": Faults(footprints="more", footprint_margin=0.3),
    **{f"no {name}": Faults(missing=frozenset({name})) for name in sorted(IDS)},
}


# These each change what another already changes, by itself.
APART = {"rounded tile seconds", "rounded Catalog seconds", "no platform"} | {
    f"no {name}" for name in IDS - {"productId"}
}


@pytest.mark.parametrize(
    "fault",
    [pytest.param(one, marks=AGAIN) if one in APART else one for one in HARMLESS],
)
def test_what_the_service_may_do_changes_nothing(
    do_run, make_catalog, crossing_scenes, fault
):
    folder = make_catalog(crossing_scenes)
    with LocalHub(scenes=folder, faults=HARMLESS[fault]) as hub:
        done = do_run(hub, GRID, days=("2018-01-01", "2018-02-28"))
    oracle = Oracle(folder, GRID)
    for image in done.images:
        check_slot(done, image, oracle, done.folder)


def test_footprints_that_claim_more_cost_a_top_up(
    do_run, make_catalog, crossing_scenes
):
    folder = make_catalog(crossing_scenes)
    with LocalHub(scenes=folder) as hub:
        honest = do_run(hub, GRID, days=("2018-01-01", "2018-01-31"))
        hub.faults = Faults(footprints="more", footprint_margin=0.3)
        lying = do_run(hub, GRID, days=("2018-01-01", "2018-01-31"), folder="lying")
    assert [image.requests for image in honest.images] == [1]
    assert lying.images[0].requests > 1


def test_a_planned_run_equals_an_unplanned_one(
    do_run, make_catalog, crossing_scenes, monkeypatch
):
    folder = make_catalog(crossing_scenes)
    days = ("2018-01-01", "2018-02-28")
    with LocalHub(scenes=folder) as hub:
        planned = do_run(hub, GRID, days=days)
        # A Catalog without footprints: nothing can be left out.
        monkeypatch.setattr(
            "scene_slots.plugin.pipeline.look_up.search",
            lambda *asked: tuple(
                replace(one, footprint=None) for one in search(*asked)
            ),
        )
        unplanned = do_run(hub, GRID, days=days, folder="unplanned")
    assert len(asked(planned)) < len(asked(unplanned))
    assert len(asked(unplanned)) == sum(one.scenes_offered for one in unplanned.images)
    for one, other in zip(planned.images, unplanned.images):
        first = gdal.Open(str(planned.folder / one.path))
        second = gdal.Open(str(unplanned.folder / other.path))
        np.testing.assert_array_equal(first.ReadAsArray(), second.ReadAsArray())


def test_duplicates_of_an_older_baseline_are_superseded(
    do_run, make_catalog, crossing_scenes
):
    folder = make_catalog(crossing_scenes)
    with LocalHub(scenes=folder, faults=Faults(duplicates=True)) as hub:
        done = do_run(hub, GRID, days=("2018-01-01", "2018-01-31"), product="raw")
    (image,) = done.images
    oracle = Oracle(folder, GRID)
    ordered, winner = oracle.winners(image.start, image.end, "leastCC")
    assert image.scenes_offered == 2 * len(ordered)
    values = gdal.Open(str(done.folder / f"images/{image.slot}.scene.tif"))
    np.testing.assert_array_equal(values.ReadAsArray() > 0, winner > 0)
    rows = usage_rows(done.folder)
    assert sum(row["reason"] == "superseded" for row in rows) == len(ordered)
    used = {row["scene_key"] for row in rows if row["used"]}
    assert used <= {scene["id"] for scene in ordered}


def test_usage_counts_equal_the_scene_raster(do_run, make_catalog, crossing_scenes):
    with LocalHub(scenes=make_catalog(crossing_scenes)) as hub:
        done = do_run(hub, GRID, days=("2018-01-01", "2018-03-31"))
    rows = usage_rows(done.folder)
    for image in done.images:
        values = gdal.Open(
            str(done.folder / f"images/{image.slot}.scene.tif")
        ).ReadAsArray()
        told = {
            row["scene_value"]: row["pixels"]
            for row in rows
            if row["slot"] == image.slot and row["used"]
        }
        found, counts = np.unique(values[values > 0], return_counts=True)
        assert told == dict(zip(found.tolist(), counts.tolist()))
        shares = sum(row["share_pct"] for row in rows if row["slot"] == image.slot)
        assert shares == pytest.approx(image.valid_pct)


def asked(done):
    """Return the scenes that a run asked for, over all slots."""
    slots = json.loads((done.folder / "run.json").read_text())["slots"]
    return [key for slot in slots.values() for key in slot["planned"]]


def usage_rows(folder):
    dataset = ogr.Open(str(folder / "scene_slots.gpkg"))
    return [feature.items() for feature in dataset.GetLayerByName("usage")]
