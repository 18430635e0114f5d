"""Runs over radar, Landsat, Sentinel-2 L1C and elevation equal numpy."""

from __future__ import annotations

import json

import numpy as np
import pytest
from osgeo import gdal
from scene_slots.plugin.core.errors import InputError
from scene_slots.plugin.core.grid import Grid
from scene_slots.plugin.evalscript.products import find_product, own_product
from scene_slots.plugin.local_hub.faults import Faults
from scene_slots.plugin.local_hub.server import LocalHub

HEIGHT, WIDTH = 10, 12


def script(title, bands, body, setup=""):
    names = ", ".join(f'"{band}"' for band in bands)
    return own_product(
        f"//VERSION=3\nfunction setup() {{ return {{input: [{{bands: [{names}]"
        f"{setup}}}], output: {{bands: {len(bands)}, sampleType: 'FLOAT32'}}}}; }}\n"
        f"function evaluatePixel(sample) {{ {body} }}",
        title,
    )


POWER = script("Power", ("VV", "VH"), "return [sample.VV, sample.VH];")
# (day, clock, direction, polarisation, columns with data): two frames make a pass.
RADAR = [
    ("20180103", "174013", "ascending", "DV", slice(0, 7)),
    ("20180103", "174038", "ascending", "DV", slice(7, 9)),
    ("20180109", "174014", "ascending", "DV", slice(4, 12)),
    ("20180115", "174013", "ascending", "DV", slice(0, 3)),
    ("20180109", "055512", "descending", "DV", slice(0, 12)),
    ("20180121", "055512", "descending", "DV", slice(0, 12)),
    ("20180127", "174013", "ascending", "SV", slice(0, 12)),
]
RULES = {"mostRecent": (3, 2, (0, 1)), "leastRecent": ((0, 1), 2, 3)}


def radar_id(at):
    day, clock, direction, polarization, _ = RADAR[at]
    side = direction[0].upper()
    return f"S1A_IW_GRDH_1S{polarization}_{day}T{clock}_{side}{at}"


@pytest.fixture(scope="module")
def radar_values():
    """Power by scene and band, 0 where a scene has no data."""
    random = np.random.default_rng(5)
    values = {}
    for at, (_, _, _, polarization, columns) in enumerate(RADAR):
        for name in ("VV", "VH") if polarization == "DV" else ("VV",):
            band = np.zeros((HEIGHT, WIDTH), np.float32)
            band[:, columns] = random.uniform(0.01, 0.4, band[:, columns].shape)
            values[at, name] = band
    return values


@pytest.fixture(scope="module")
def radar_hub(hub_over, scene, radar_values):
    scenes = []
    for at, (day, clock, direction, polarization, _) in enumerate(RADAR):
        moment = f"{day[:4]}-{day[4:6]}-{day[6:]}T{clock[:2]}:{clock[2:4]}:{clock[4:]}Z"
        facts = {"sat:orbit_state": direction, "s1:polarization": polarization}
        scenes.append(
            scene(
                radar_id(at),
                moment,
                {name: one for (of, name), one in radar_values.items() if of == at},
                collection="sentinel-1-grd",
                properties={**facts, "sar:instrument_mode": "IW"},
            )
        )
    return hub_over(*scenes)


def merge(order, values, names):
    """Return the image and the tile ids of passes in the order of a rule."""
    image = np.zeros((len(names), HEIGHT, WIDTH), np.float32)
    ids = np.full((HEIGHT, WIDTH), "", dtype=object)
    for one in order:
        parts = one if isinstance(one, tuple) else (one,)
        day = np.stack([sum(values[at, name] for at in parts) for name in names])
        taken = (ids == "") & (day != 0).any(0)
        image[:, taken] = day[:, taken]
        ids[taken] = ", ".join(radar_id(at) for at in parts)
    return image, ids


@pytest.mark.parametrize("rule", RULES)
def test_radar_passes_equal_numpy(run_job, radar_hub, radar_values, rule):
    done = run_job(radar_hub, POWER, collection="sentinel-1-grd", rule=rule)
    (image,) = done.images
    expected, ids = merge(RULES[rule], radar_values, ("VV", "VH"))
    np.testing.assert_array_equal(done.tile_ids(image), ids)
    np.testing.assert_array_equal(done.valid(image), ids != "")
    np.testing.assert_array_equal(
        done.pixels(image)[:, ids != ""], expected[:, ids != ""]
    )
    assert image.valid_pct == pytest.approx(100 * (ids != "").mean())
    assert image.reason.endswith(" passes (ascending, IW, DV).")


def test_one_kind_of_radar_is_asked_for_and_the_rest_is_told(run_job, radar_hub):
    done = run_job(radar_hub, POWER, collection="sentinel-1-grd")
    for body in done.bodies:
        asked = body["input"]["data"][0]["dataFilter"]
        assert (asked["orbitDirection"], asked["polarization"]) == ("ASCENDING", "DV")
        assert asked["acquisitionMode"] == "IW"
    rows = {row["tile_id"]: row for row in done.rows("usage")}
    pass_of_two = f"{radar_id(0)}, {radar_id(1)}"
    assert {name for name, row in rows.items() if row["used"]} == {
        *(pass_of_two, radar_id(2), radar_id(3)),
    }
    others = {name for name, row in rows.items() if row["reason"] == "excluded"}
    assert others == {radar_id(at) for at in (4, 5, 6)}
    shares = sum(row["share_pct"] for row in rows.values())
    assert shares == pytest.approx(done.images[0].valid_pct)
    keys = {row["scene_key"] for row in done.rows("scenes")}
    assert keys == {row["scene_key"] for row in rows.values()}
    used = done.read("metadata.json")["2018-01"]
    assert {entry["tile_id"] for entry in used} == {
        name for name, row in rows.items() if row["used"]
    }


def test_the_other_direction_comes_where_it_is_asked_for(
    run_job, radar_hub, radar_values
):
    done = run_job(
        radar_hub, POWER, collection="sentinel-1-grd", orbit_direction="descending"
    )
    (image,) = done.images
    _, ids = merge((5, 4), radar_values, ("VV", "VH"))
    np.testing.assert_array_equal(done.tile_ids(image), ids)
    assert image.scenes_used == 1
    assert image.pu_charged == pytest.approx(image.pu_estimated)


def test_a_pass_that_one_of_its_tiles_leaves_out_wins_nowhere(
    run_job, radar_hub, radar_values
):
    done = run_job(
        radar_hub,
        POWER,
        collection="sentinel-1-grd",
        excluded_scenes=frozenset([radar_id(0)]),
    )
    (image,) = done.images
    order = [one for one in RULES["mostRecent"] if one != (0, 1)]
    expected, ids = merge(order, radar_values, ("VV", "VH"))
    np.testing.assert_array_equal(done.tile_ids(image), ids)
    np.testing.assert_array_equal(
        done.pixels(image)[:, ids != ""], expected[:, ids != ""]
    )


def test_every_pass_may_be_a_slot(run_job, radar_hub, radar_values):
    asked = {"collection": "sentinel-1-grd", "rhythm": "acquisition"}
    done = run_job(radar_hub, POWER, **asked)
    # Searched once more, and found to be the same.
    assert not run_job(radar_hub, POWER, **asked, refresh=True).bodies
    names = ["2018-01-03T1740Z", "2018-01-09T1740Z", "2018-01-15T1740Z"]
    assert [image.slot for image in done.images] == names
    for image, order in zip(done.images, ((0, 1), 2, 3)):
        expected, ids = merge((order,), radar_values, ("VV", "VH"))
        found = done.pixels(image)
        np.testing.assert_array_equal(found[:, ids != ""], expected[:, ids != ""])
        np.testing.assert_array_equal(done.tile_ids(image), ids)


@pytest.mark.parametrize(
    "faults",
    [
        Faults(contexts=3, shuffle="a", shuffle_each=True, tile_seconds="round"),
        Faults(missing=frozenset(("productId", "tileOriginalId", "dataPath"))),
        Faults(footprints="more", footprint_margin=0.2),
        Faults(missing=frozenset(("sat:orbit_state", "s1:polarization"))),
    ],
    ids=["order", "no ids", "outlines", "no facts of radar"],
)
def test_no_fault_of_the_hub_names_a_wrong_pass(
    run_job, radar_hub, radar_values, faults
):
    radar_hub.faults = faults
    days = ("2018-01-10", "2018-01-20")
    if "sat:orbit_state" not in faults.missing:
        days = ("2018-01-01", "2018-01-20")
    try:
        done = run_job(
            radar_hub, POWER, collection="sentinel-1-grd", days=days, rhythm="1 part"
        )
    finally:
        radar_hub.faults = Faults()
    (image,) = done.images
    order = (3,) if days[0] == "2018-01-10" else RULES["mostRecent"]
    _, ids = merge(order, radar_values, ("VV", "VH"))
    np.testing.assert_array_equal(done.tile_ids(image), ids)


def test_without_a_catalog_the_service_tells_the_passes(
    run_job, radar_hub, radar_values
):
    radar_hub.faults = Faults(only="/catalog/", status=503)
    try:
        done = run_job(radar_hub, POWER, collection="sentinel-1-grd")
    finally:
        radar_hub.faults = Faults()
    assert "could not be asked" in done.read("run.json")["planless"]
    (image,) = done.images
    expected, ids = merge(RULES["mostRecent"], radar_values, ("VV", "VH"))
    np.testing.assert_array_equal(done.tile_ids(image), ids)
    np.testing.assert_array_equal(
        done.pixels(image)[:, ids != ""], expected[:, ids != ""]
    )
    # One request for each side of the month, of the least price.
    sides = [body["input"]["data"][0]["dataFilter"] for body in done.bodies[:2]]
    found = {one["orbitDirection"] for one in sides}
    assert found == {"ASCENDING", "DESCENDING"}
    assert done.read("run.json")["search"]["pu_estimated"] < 0.05


def test_a_script_without_functions_runs_over_radar(run_job, radar_hub, radar_values):
    product = own_product("var sum = VV + VH;\nreturn [sum > 0.4 ? 1 : 0.2];")
    done = run_job(radar_hub, product, collection="sentinel-1-grd")
    (image,) = done.images
    (vv, vh), ids = merge(RULES["mostRecent"], radar_values, ("VV", "VH"))
    np.testing.assert_array_equal(done.tile_ids(image), ids)
    total = vv.astype(float) + vh
    found = done.pixels(image)[0][ids != ""]
    np.testing.assert_array_equal(found, np.where(total > 0.4, 255, 51)[ids != ""])


def test_a_composite_of_days_gets_one_kind_of_radar(run_job, radar_hub):
    product = own_product(
        "//VERSION=3\nfunction setup() { return {input: ['VV', 'VH', 'dataMask'],\n"
        "  mosaicking: Mosaicking.ORBIT, output: {bands: 1, sampleType: 'FLOAT32'}}; }"
        "\nfunction evaluatePixel(samples) { return [samples.length]; }"
    )
    done = run_job(radar_hub, product, collection="sentinel-1-grd")
    (image,) = done.images
    assert (done.pixels(image) == 3).all()  # the two frames of a day are one sample
    assert image.pu_charged == pytest.approx(image.pu_estimated)
    rows = done.rows("usage")
    reasons = [row["reason"] for row in rows]
    assert (reasons.count("candidates only"), reasons.count("excluded")) == (3, 3)


def test_a_polarisation_that_no_scene_has_is_said(run_job, radar_hub, tmp_path):
    product = script("Cross", ("HH",), "return [sample.HH];")
    with pytest.raises(InputError, match="No scene over the area has HH"):
        run_job(radar_hub, product, collection="sentinel-1-grd")
    assert not (tmp_path / "run").exists()


@pytest.fixture(scope="module")
def other_values():
    """Stored numbers of elevation, Landsat and L1C, each with a gap."""
    random = np.random.default_rng(11)
    height = random.uniform(-5, 900, (HEIGHT, WIDTH)).astype(np.float32)
    height[2:4, 3:8] = 0  # no data
    height[8, 8] = 0.5  # nearly the sea
    landsat, level_1 = [], []
    for at in range(2):
        stored = random.integers(8000, 60000, (2, HEIGHT, WIDTH)).astype(np.uint16)
        stored[:, :, slice(0, 5) if at else slice(7, None)] = 0
        landsat.append(stored)
        stored = random.integers(1, 9000, (2, HEIGHT, WIDTH)).astype(np.uint16)
        stored[1] = random.integers(0, 2, (HEIGHT, WIDTH))
        stored[:, at * 6] = 0
        level_1.append(stored)
    return height, landsat, level_1


@pytest.fixture(scope="module")
def other_hub(hub_over, scene, other_values):
    height, landsat, level_1 = other_values
    scenes = [
        scene(
            *("Copernicus_DSM_10_N46_00_E015_00", "2011-01-01T00:00:00Z"),
            {"DEM": height},
            collection="dem",
            scale=1.0,
        )
    ]
    for at, (stored, other) in enumerate(zip(landsat, level_1)):
        day = f"201801{10 + at}"
        when = f"2018-01-{10 + at}T09:41:03.5Z"
        scenes += [
            scene(
                f"LC08_L2SP_190028_{day}_20180120_02_T1_SR",
                when,
                {"B04": stored[0], "B05": stored[1]},
                cloud=10.0 - at,
                collection="landsat-ot-l2",
                scale=0.0000275,
                offset=-0.2,
            ),
            scene(
                f"S2A_MSIL1C_{day}T094103_N0206_R122_T33TVL_{day}T120000",
                when,
                {"B08": other[0], "CLM": other[1]},
                cloud=30.0 * at,
                collection="sentinel-2-l1c",
            ),
        ]
    return hub_over(*scenes)


@pytest.fixture(scope="module")
def air_hub(hub_over, scene):
    """Two orbits of the third that overlap, one of the fourth, and another gas."""
    scenes = []
    for day, clock, gas, columns, value in (
        ("20180103", "101500", "NO2___", slice(0, 7), 1e-4),
        ("20180103", "115700", "NO2___", slice(5, 12), 2e-4),
        ("20180104", "113800", "NO2___", slice(2, 6), 3e-4),
        ("20180105", "111900", "CO____", slice(0, 12), 0.03),
    ):
        band = np.zeros((HEIGHT, WIDTH), np.float32)
        band[:, columns] = value
        when = f"{day[:4]}-{day[4:6]}-{day[6:]}T{clock[:2]}:{clock[2:4]}:00Z"
        scenes.append(
            scene(
                f"S5P_OFFL_L2__{gas}_{day}T{clock}_{day}T235900_01163_01_010002_X",
                when,
                {gas.strip("_"): band},
                collection="sentinel-5p-l2",
                scale=1.0,
            )
        )
    return hub_over(*scenes)


@pytest.mark.parametrize("is_down", [False, True], ids=["catalog", "no catalog"])
def test_a_gas_is_made_of_days_of_its_own_scenes(run_job, air_hub, is_down):
    air_hub.faults = Faults(only="/catalog/", status=503) if is_down else Faults()
    try:
        done = run_job(air_hub, find_product("s5p_no2"), collection="sentinel-5p-l2")
    finally:
        air_hub.faults = Faults()
    (image,) = done.images
    found = done.pixels(image)[0]
    np.testing.assert_allclose(found[:, 2:6], 3e-4)
    np.testing.assert_allclose(found[:, 0:2], 1e-4)
    assert done.valid(image).all()
    ids = done.tile_ids(image)
    assert "T101500" in ids[0, 0]
    assert "T115700" in ids[0, 0]  # the day is one sample
    assert image.scenes_used == 2
    rows = {row["tile_id"] for row in done.rows("usage")}
    assert len(rows) == 2


def test_two_gases_are_refused_in_words(run_job, air_hub):
    product = script("Two", ("NO2", "CO"), "return [sample.NO2, sample.CO];")
    with pytest.raises(
        InputError, match="reads NO2 and CO, and a scene of Sentinel-5P"
    ):
        run_job(air_hub, product, collection="sentinel-5p-l2")


def test_elevation_is_one_image_without_scenes(run_job, other_hub, other_values):
    # The Catalog is not asked: elevation has no time.
    other_hub.faults = Faults(only="/catalog", status=500)
    try:
        done = run_job(other_hub, find_product("dem"), collection="dem", rule="leastCC")
    finally:
        other_hub.faults = Faults()
    (image,) = done.images
    height = other_values[0]
    assert (image.slot, image.state.value) == ("2018-01-01_2018-02-01", "complete")
    assert image.reason == "This collection has no acquisitions."
    np.testing.assert_array_equal(done.valid(image), height != 0)
    found = done.pixels(image)[0]
    np.testing.assert_array_equal(found[height != 0], height[height != 0])
    assert np.isnan(found[height == 0]).all()
    assert image.valid_pct == pytest.approx(100 * (height != 0).mean())
    assert (image.scenes_offered, image.scenes_used, image.first_acquired) == (
        *(0, 0),
        None,
    )
    assert image.pu_charged == pytest.approx(image.pu_estimated)
    assert "dataFilter" not in done.bodies[0]["input"]["data"][0]
    assert done.rows("usage") == done.rows("scenes") == []
    assert not list(done.folder.rglob("*.scene.tif"))
    assert done.read("metadata.json") == {image.slot: []}


def test_a_script_without_functions_runs_over_elevation(
    run_job, other_hub, other_values
):
    done = run_job(other_hub, own_product("return DEM > 450 ? 1 : 0"), collection="dem")
    (image,) = done.images
    height = other_values[0]
    np.testing.assert_array_equal(done.valid(image), height != 0)
    found = done.pixels(image)[0][height != 0]
    np.testing.assert_array_equal(found, 255 * (height[height != 0] > 450))


def test_landsat_equals_numpy(run_job, other_hub, other_values):
    product = script("Red", ("B04", "B05"), "return [sample.B04, sample.B05];")
    done = run_job(other_hub, product, collection="landsat-ot-l2", rule="leastCC")
    (image,) = done.images
    first, second = (one.astype(float) * 0.0000275 - 0.2 for one in other_values[1])
    masks = [(one != 0).any(0) for one in other_values[1]]
    valid = masks[0] | masks[1]
    expected = np.where(masks[1], second, first)  # the clearer one is the second
    np.testing.assert_array_equal(done.valid(image), valid)
    np.testing.assert_allclose(
        done.pixels(image)[:, valid], expected[:, valid], rtol=1e-6, atol=1e-7
    )
    names = {row["tile_name"] for row in done.rows("scenes")}
    assert names == {"190/028"}


def test_level_1c_equals_numpy_and_its_cloud_is_counted(
    run_job, other_hub, other_values
):
    product = script("Infrared", ("B08",), "return [sample.B08];", ', units: "DN"')
    done = run_job(
        other_hub,
        product,
        collection="sentinel-2-l1c",
        rule="leastCC",
        cloud_source="CLM",
    )
    (image,) = done.images
    masks = [(one != 0).any(0) for one in other_values[2]]
    expected = np.where(masks[0], *other_values[2])
    valid = masks[0] | masks[1]
    np.testing.assert_array_equal(done.pixels(image)[0][valid], expected[0][valid])
    assert image.cloud_pct == pytest.approx(100 * expected[1][valid].mean())
    assert image.cloud_source == "CLM"


# The same over real scenes, where they lie beside this checkout.
REAL = {
    "sentinel-1-grd": ("flanders", "S1", ("VV", "VH"), ("2018-05-03", "2018-05-11")),
    "landsat-ot-l2": ("flanders", "LC08", ("B04", "B05"), ("2018-06-01", "2018-07-31")),
    "sentinel-2-l1c": ("slovenia", "S2A", ("B04", "B08"), ("2015-07-01", "2017-01-31")),
}


@pytest.fixture(scope="module")
def real_hub(request):
    shared = request.getfixturevalue("shared")
    with LocalHub(scenes=shared / "scenes") as hub:
        yield hub


@pytest.mark.parametrize("collection", REAL)
def test_real_scenes_equal_numpy(run_job, real_hub, shared, collection):
    place, _, names, days = REAL[collection]
    scenes = read_scenes(shared / "scenes" / place / collection, names, days)
    grid = scenes[0][3]
    product = script("Bands", names, f"return [sample.{names[0]}, sample.{names[1]}];")
    done = run_job(
        real_hub, product, collection=collection, days=days, rhythm="1 part", grid=grid
    )
    (image,) = done.images
    expected = np.zeros((2, grid.height, grid.width))
    ids = np.full((grid.height, grid.width), "", dtype=object)
    for name, values, mask, _ in scenes:
        taken = mask & (ids == "")
        expected[:, taken] = values[:, taken]
        ids[taken] = name
    np.testing.assert_array_equal(done.tile_ids(image), ids)
    found = done.pixels(image)
    np.testing.assert_allclose(
        found[:, ids != ""], expected[:, ids != ""], rtol=1e-6, atol=1e-7
    )
    assert image.state.value == "complete"
    assert image.pu_charged >= image.pu_estimated - 1e-9


def read_scenes(folder, names, days):
    """Return (id, values, mask, grid) of the scenes of a period, newest first."""
    found = []
    for path in folder.glob("*.json"):
        item = json.loads(path.read_text())
        when = item.get("properties", {}).get("datetime", "")
        if days[0] <= when[:10] <= days[1]:
            found.append((when, item["id"], *read_scene(path.parent, item, names)))
    return [one[1:] for one in sorted(found, key=lambda one: one[:2], reverse=True)]


def read_scene(folder, item, names):
    """Return values and mask at the pixel centres of a grid of square pixels."""
    asset = item["assets"]["data"]
    dataset = gdal.Open(str(folder / asset["href"]))
    x_min, step, _, y_max, _, drop = dataset.GetGeoTransform()
    height, width = dataset.RasterYSize, dataset.RasterXSize
    epsg = int(dataset.GetSpatialRef().GetAuthorityCode(None))
    grid = Grid(epsg, x_min, y_max, step, width, height - 1)
    rows = np.floor((grid.centres_y(0, height - 1) - y_max) / drop).astype(int)
    stored = dataset.ReadAsArray().astype(float)[:, rows]
    bands = [band["name"] for band in asset["eo:bands"]]
    values = []
    for name in names:
        facts = asset["raster:bands"][bands.index(name)]
        band = stored[bands.index(name)]
        values.append(band * facts.get("scale", 1.0) + facts.get("offset", 0.0))
    # What is counted or classified says nothing of the sensor's data.
    measured = [at for at, name in enumerate(bands) if name not in ("CLM", "CLP")]
    mask = ((stored[measured] != 0) & ~np.isnan(stored[measured])).any(0)
    return np.stack(values), mask, grid


# Clear, cloud, cirrus, shadow, snow and the rim of a cloud, with bits of how sure.
FLAGS = np.array([21824, 22280, 54596, 23888, 30048, 21826], np.uint16)


@pytest.fixture(scope="module")
def flagged():
    random = np.random.default_rng(17)
    return [
        (
            random.integers(8000, 60000, (HEIGHT, WIDTH)).astype(np.uint16),
            FLAGS[random.integers(0, len(FLAGS), (HEIGHT, WIDTH))],
        )
        for _ in range(2)
    ]


@pytest.fixture(scope="module")
def flagged_hub(hub_over, scene, flagged):
    return hub_over(
        *(
            scene(
                f"LC08_L2SP_190028_201801{10 + at}_20180120_02_T1_SR",
                f"2018-01-{10 + at}T09:41:03.5Z",
                {"B04": red, "BQA": flags},
                cloud=10.0 - at,
                collection="landsat-ot-l2",
                scale=0.0000275,
                offset=-0.2,
            )
            for at, (red, flags) in enumerate(flagged)
        )
    )


@pytest.mark.parametrize("rule", ["mostRecent", "clearest:2", "leastAreaCC"])
def test_flags_of_landsat_tell_its_cloud(run_job, flagged_hub, flagged, rule):
    done = run_job(
        flagged_hub,
        script("Red", ("B04",), "return [sample.B04];"),
        collection="landsat-ot-l2",
        rule=rule,
        cloud_source="BQA",
    )
    (image,) = done.images
    # Clearest first: clear, snow, rim, shadow, cirrus, cloud.
    order = dict(zip(FLAGS.tolist(), (0, 5, 4, 3, 1, 2)))
    level = np.stack([np.vectorize(order.get)(flags) for _, flags in flagged])
    winner = np.ones((HEIGHT, WIDTH), int)
    if rule == "clearest:2":
        winner = np.where(level[0] < level[1], 0, 1)
    elif rule == "leastAreaCC":
        winner[:] = np.argmin((level >= 4).mean(axis=(1, 2)))
    rows, columns = np.mgrid[0:HEIGHT, 0:WIDTH]
    flags = np.stack([one for _, one in flagged])[winner, rows, columns]
    np.testing.assert_array_equal(done.pixels(image, ".cloud")[0], flags & 255)
    chosen = level[winner, rows, columns]
    assert image.cloud_source == "BQA"
    assert image.cloud_pct == pytest.approx(100 * (chosen >= 4).mean())
    assert image.shadow_pct == pytest.approx(100 * (chosen == 3).mean())
    assert image.snow_pct == pytest.approx(100 * (chosen == 1).mean())
    assert image.unclassified_pct == pytest.approx(100 * (chosen == 2).mean())
    assert image.pu_charged == pytest.approx(image.pu_estimated)
