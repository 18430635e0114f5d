"""Scripts of every family run, and say what is known of their scenes."""

from __future__ import annotations

import re

import numpy as np
import pytest
from scene_slots.plugin.core.errors import InputError, ServiceError
from scene_slots.plugin.evalscript.products import own_product

HEIGHT, WIDTH = 10, 12
MANY = 31
# (day, columns with data): newest first is 3, 2, 1, 0 of January, then February.
DAYS = [
    ("2018-01-03", slice(0, 9)),
    ("2018-01-08", slice(3, 12)),
    ("2018-01-08", slice(0, 5)),
    ("2018-01-13", slice(0, 4)),
    ("2018-02-03", slice(2, 6)),
]
CLOUDS = (0.0, 80.0, 30.0, 10.0, 5.0)


@pytest.fixture(scope="module")
def stored():
    random = np.random.default_rng(3)
    values = []
    for _, columns in DAYS:
        made = np.zeros((2, HEIGHT, WIDTH), np.uint16)
        shape = made[:, 1:, columns].shape
        made[:, 1:, columns] = random.integers(1, 9000, shape)
        values.append(made)
    return values


@pytest.fixture(scope="module")
def hub(hub_over, scene, stored):
    scenes = []
    for at, ((day, _), cloud, values) in enumerate(zip(DAYS, CLOUDS, stored)):
        compact = day.replace("-", "")
        scenes.append(
            scene(
                f"S2A_MSIL2A_{compact}T10042{at}_N0206_R122_T33TW{'KLMNP'[at]}_"
                f"{compact}T150000",
                f"{day}T10:04:2{at}.024Z",
                {"B04": values[0], "B08": values[1]},
                cloud=cloud,
            )
        )
    height = np.arange(HEIGHT * WIDTH, dtype=np.float32).reshape(HEIGHT, WIDTH) + 1
    scenes.append(
        scene(
            "height",
            "2011-01-01T00:00:00Z",
            {"DEM": height},
            collection="dem",
            scale=1.0,
        )
    )
    power = np.full((HEIGHT, WIDTH), 0.25, np.float32)
    radar = {"collection": "sentinel-1-grd"}
    scenes += [
        scene(f"S1A_IW_GRDH_1SDV_{day}", f"{day}T17:40:13Z", {"VV": power}, **radar)
        for day in ("2018-01-04", "2018-01-10")
    ]
    for day in range(1, MANY + 1):
        compact = f"201901{day:02d}"
        name = f"S2A_MSIL2A_{compact}T100421_N0207_R122_T33TWK_{compact}T150000"
        when = f"2019-01-{day:02d}T10:04:21Z"
        scenes.append(scene(name, when, {"B04": np.ones((HEIGHT, WIDTH), np.uint16)}))
    return hub_over(*scenes)


JANUARY = (3, 2, 1, 0)


def newest(stored, order=JANUARY):
    """Return values and mask of the first scene with data."""
    image = np.zeros((2, HEIGHT, WIDTH), np.uint16)
    for at in order:
        open_pixels = ~image.any(0)
        image[:, open_pixels] = stored[at][:, open_pixels]
    return image, image.any(0)


BARE = {
    "listed": "return [B04 * 2, B08, B04]",
    "commented": "// function evaluatePixel(sample) { return [B02] }\n\n"
    "let index = B04 * 2; return [index, B08, B04];",
    "counted by trying": "var out = [B04 * 2]; out.push(B08, B04); return out;",
    "early": "function twice(x) { return 2 * x; }\n"
    "if (B08 >= 0) { return [twice(B04), B08, B04]; }\nreturn [0, 0, 0];",
}


@pytest.mark.parametrize("name", BARE)
def test_a_script_without_functions_equals_numpy(run_job, hub, stored, name):
    done = run_job(hub, own_product(BARE[name], "Bare"))
    assert not run_job(hub, own_product(BARE[name], "Bare")).bodies
    (image,) = done.images
    values, mask = newest(stored)
    red, near = values * 0.0001
    expected = np.floor(np.clip(np.stack([2 * red, near, red]), 0, 1) * 255 + 0.5)
    np.testing.assert_array_equal(done.valid(image), mask)
    found = done.pixels(image).astype(float)
    # Half a digit may fall to either side.
    assert np.abs(found - expected)[:, mask].max() <= 1
    assert (found != expected)[:, mask].mean() < 0.01
    assert done.read("run.json")["job"]["evalscript"] == BARE[name]
    tried = [body for body in done.bodies if len(body["output"]["responses"]) == 1]
    assert len(tried) == (1 if name == "counted by trying" else 0)
    assert image.state.value == "complete"


def test_a_dry_run_is_counted(run_job, hub):
    from scene_slots.plugin.pipeline import prepare

    units = {}
    real = prepare.prepare

    def spy(*asked):
        units[asked[0].product.title] = real(*asked).search_units
        return real(*asked)

    for title, name in (("told", "listed"), ("tried", "counted by trying")):
        run_with = pytest.MonkeyPatch()
        run_with.setattr("scene_slots.plugin.pipeline.run.prepare", spy)
        run_job(hub, own_product(BARE[name], title), folder=title)
        run_with.undo()
    assert units["tried"] == pytest.approx(units["told"] + 0.01 * 2 / 3)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("return [B99]", "The collection has no band B99"),
        ("if (B04 > 0.2) { return [1]; } return [1, 2];", "lists of several lengths"),
        ("var a = B04; if (a > 5) { a = 6 } return", "neither a list nor a number"),
    ],
)
def test_a_bare_script_that_cannot_run_is_refused(
    run_job, hub, tmp_path, text, complaint
):
    with pytest.raises(InputError, match=complaint):
        run_job(hub, own_product(text))
    assert not (tmp_path / "run").exists()


def test_an_error_of_a_dry_run_has_the_line_of_the_file(run_job, hub):
    with pytest.raises(ServiceError, match=r"evalscript\.js:3: ReferenceError: no"):
        run_job(hub, own_product("// one\n// two\nvar a = no + B04; return a;"))


HEAD = """//VERSION=3
function setup() {{
  return {{ input: ["B04", "dataMask"], mosaicking: "{mode}", output: {output} }};
}}
"""
MEAN = (
    HEAD
    + """
function evaluatePixel(samples) {{
  var sum = 0, count = 0;
  for (i = 0; i < samples.length; i++) {{
    if (samples[i].dataMask) {{ sum += samples[i].B04; count += 1; }}
  }}
  return {result};
}}
"""
)
FLOAT = '{ bands: 1, sampleType: "FLOAT32" }'


def composite(output=FLOAT, result="[sum / count]", mode="TILE", title="Mean"):
    return own_product(MEAN.format(output=output, result=result, mode=mode), title)


def mean_of(stored, order=JANUARY):
    stack = np.stack([stored[at][0] for at in order]).astype(float)
    masks = np.stack([stored[at].any(0) for at in order])
    with np.errstate(invalid="ignore"):
        return (stack * masks).sum(0) * 0.0001 / masks.sum(0), masks.any(0)


def test_a_composite_runs_as_it_is_over_the_whole_slot(run_job, hub, stored):
    product = composite()
    asked = {"rule": "leastCC", "days": ("2018-01-01", "2018-03-31")}
    done = run_job(hub, product, **asked)
    assert not run_job(hub, product, **asked, refresh=True).bodies
    january, february, march = done.images
    for image, order in ((january, JANUARY), (february, (4,))):
        expected, mask = mean_of(stored, order)
        np.testing.assert_array_equal(done.valid(image), mask)
        found = done.pixels(image)[0]
        np.testing.assert_allclose(found[mask], expected[mask], rtol=1e-6)
        assert image.valid_pct == pytest.approx(100 * mask.mean())
        assert image.state.value == "complete"
        assert image.pu_charged == pytest.approx(image.pu_estimated)
    assert (march.state.value, march.path) == ("empty", None)
    assert len(done.bodies) == 2
    (body,) = [
        one
        for one in done.bodies
        if "2018-01" in one["input"]["data"][0]["dataFilter"]["timeRange"]["from"]
    ]
    assert body["evalscript"] == product.evalscript
    assert body["input"]["data"][0]["dataFilter"] == {
        "timeRange": {"from": "2018-01-01T00:00:00Z", "to": "2018-01-31T23:59:59Z"},
        "mosaickingOrder": "leastCC",
    }


def test_a_composite_has_candidates_only(run_job, hub):
    done = run_job(hub, composite())
    (image,) = done.images
    assert (image.scenes_offered, image.scenes_used, image.acquisitions) == (
        *(4, None),
        None,
    )
    assert (image.first_acquired, image.main_share_pct) == (None, None)
    assert image.reason == (
        "Composed by the script of 4 candidates; which of them it used is unknown."
    )
    rows = done.rows("usage")
    assert len(rows) == 4
    for row in rows:
        assert row["reason"] == "candidates only"
        assert row["used"] is None
        assert row["pixels"] is row["share_pct"] is row["scene_value"] is None
    assert not list(done.folder.rglob("*.scene.tif"))
    told = done.read("metadata.json")["2018-01"]
    assert [entry["provenance"] for entry in told] == ["candidates only"] * 4
    assert {entry["date"][:10] for entry in told} == {day for day, _ in DAYS[:4]}
    assert {entry["share_pct"] for entry in told} == {None}


def test_a_mask_of_its_own_tells_what_is_valid(run_job, hub, stored):
    product = composite(
        '[{ id: "picture", bands: 1, sampleType: "UINT16" },\n'
        '  { id: "dataMask", bands: 1, sampleType: "UINT8" }]',
        "{ picture: [sum * 10000], dataMask: [count > 1 ? 1 : 0] }",
    )
    done = run_job(hub, product)
    (image,) = done.images
    count = sum(stored[at].any(0).astype(int) for at in JANUARY)
    np.testing.assert_array_equal(done.valid(image), count > 1)
    assert image.valid_pct == pytest.approx(100 * (count > 1).mean())
    total = sum(stored[at][0].astype(int) for at in JANUARY)
    np.testing.assert_array_equal(done.pixels(image)[0][count > 1], total[count > 1])


def test_where_nothing_tells_what_is_valid_it_is_unknown(run_job, hub):
    done = run_job(hub, composite("{ bands: 1 }", "[sum]"))
    (image,) = done.images
    assert image.valid_pct is None
    assert image.state.value == "complete"
    assert "which pixels have data is unknown" in image.reason
    assert done.valid(image).all()


def test_a_mask_without_a_pixel_makes_an_empty_slot(run_job, hub):
    product = composite(
        '[{ bands: 1 }, { id: "dataMask", bands: 1 }]',
        "{ default: [sum], dataMask: [0] }",
    )
    (image,) = run_job(hub, product).images
    assert (image.state.value, image.path, image.valid_pct) == ("empty", None, 0.0)


def test_a_composite_of_days_is_priced_by_days(run_job, hub, stored):
    done = run_job(hub, composite(mode="ORBIT"))
    (image,) = done.images
    # Two tiles of one day make one sample, the later one on top.
    merged = [stored[3].copy(), stored[2].copy(), stored[0].copy()]
    open_pixels = ~merged[1].any(0)
    merged[1][:, open_pixels] = stored[1][:, open_pixels]
    expected, mask = mean_of(merged, range(3))
    np.testing.assert_allclose(done.pixels(image)[0][mask], expected[mask], rtol=1e-6)
    assert image.pu_charged == pytest.approx(image.pu_estimated)


FUSION = """//VERSION=3
function setup() {
  return {
    input: [
      { datasource: "S2", bands: ["B04", "dataMask"], mosaicking: "TILE" },
      { datasource: "radar", bands: ["VV"], mosaicking: Mosaicking.ORBIT },
      { datasource: "dem", bands: ["DEM"] }
    ],
    output: [{ bands: 3, sampleType: "FLOAT32" }]
  };
}
function evaluatePixel(samples) {
  return [samples.S2.length, samples.radar.length * samples.radar[0].VV,
    samples.dem[0].DEM];
}
"""


def test_several_collections_are_read_at_once(run_job, hub):
    product = own_product(f"// sources: radar sentinel-1-grd\n{FUSION}", "Fusion")
    done = run_job(hub, product)
    (image,) = done.images
    tiles, radar, height = done.pixels(image)
    assert (tiles == 4).all()
    assert (radar == 0.5).all()
    assert height[2, 3] == 2 * WIDTH + 3 + 1
    rows = done.rows("usage")
    assert {row["reason"] for row in rows} == {"candidates only"}
    assert len(rows) == image.scenes_offered == 6
    assert image.pu_charged == pytest.approx(image.pu_estimated)
    (body,) = done.bodies
    assert [one["id"] for one in body["input"]["data"]] == ["S2", "radar", "dem"]


def test_a_data_source_that_nothing_names_is_asked_for(run_job, hub):
    with pytest.raises(InputError, match="reads a data source “radar”: say in its"):
        run_job(hub, own_product(FUSION, "Fusion"))


def test_user_data_of_a_script_stand_in_the_run(run_job, hub):
    tail = (
        "function updateOutputMetadata(scenes, input, output) {\n"
        "  output.userData = { tiles: scenes.tiles.length }; }"
    )
    many = own_product(composite().evalscript + tail, "Many")
    told = run_job(hub, many).read("run.json")["slots"]["2018-01"]
    assert [one["user_data"] for one in told["requests"]] == [{"tiles": 4}]
    one = own_product(
        "//VERSION=3\nfunction setup() { return {input: ['B04'], output: {bands: 1}};"
        " }\nfunction evaluatePixel(s) { return [s.B04]; }\n" + tail,
        "One",
    )
    told = run_job(hub, one, folder="one").read("run.json")["slots"]["2018-01"]
    assert told["requests"][0]["user_data"]["tiles"] > 0


PLAIN = (
    "//VERSION=3\nfunction setup() {\n  return {input: ['B04'], output: {bands: 1}};"
    "\n}\nfunction evaluatePixel(sample) {\n  %s\n}"
)
ERRORS = {
    "return [missing.B04];": r"evalscript\.js:6: ReferenceError: missing is not def",
    "throw new Error('my own words');": r"evalscript\.js:6: Error: my own words\.$",
    "let a = = 1;": r"evalscript\.js:6: SyntaxError: Unexpected token '='\.$",
    "return {other: [1]};": r"^The script returns nothing for its output 'default'\.$",
    "return [1, 2];": "requires 1 bands but the script returned 2",
}


@pytest.mark.long
@pytest.mark.parametrize("body", ERRORS)
def test_every_slot_says_why_the_script_fails(run_job, hub, body):
    product = own_product(PLAIN % body, "Broken")
    done = run_job(hub, product, days=("2018-01-01", "2018-02-28"))
    for image in done.images:
        assert image.state.value == "failed"
        assert image.path is None
    (reason,) = {image.reason for image in done.images}
    assert re.search(ERRORS[body], reason), reason
    assert "\n" not in reason


def test_a_composite_that_fails_names_its_own_line(run_job, hub):
    (image,) = run_job(hub, composite(result="[missing]")).images
    assert image.state.value == "failed"
    assert "evalscript.js:11: ReferenceError: missing is not defined" in image.reason


def test_a_broken_script_is_not_sent_for_every_slot(run_job, hub):
    product = own_product(PLAIN % "return [missing];", "Broken")
    done = run_job(hub, product, rhythm="day", days=("2019-01-01", "2019-01-31"))
    assert {image.state.value for image in done.images} == {"failed"}
    assert len({image.reason for image in done.images}) == 1
    assert len(done.images) == MANY
    # Those under way when the first two came back, in six threads.
    assert len(done.bodies) < MANY / 2
