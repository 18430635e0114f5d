"""What only one collection has: DEM, Sentinel-5P, and files with masks of their own."""

import json

import numpy as np
import pytest
from osgeo import gdal

ONES = np.ones((4, 4), np.uint16)
HALF = np.repeat(np.array([[0, 0, 1, 1]], np.uint16), 4, axis=0)

MASK = """//VERSION=3
function setup() {
  return { input: ["B02", "dataMask"],
    output: { bands: 2, sampleType: "UINT16" } };
}
function evaluatePixel(s) { return [s.B02 * 10000, s.dataMask]; }
"""


@pytest.fixture
def masked(scene, write_scenes):
    """Write a scene of the number 7 and let its file hide the left half."""

    def write(hide):
        folder = write_scenes(scene("a", "2020-06-01T10:00:00Z", {"B02": ONES * 7}))
        path = folder / "a-data.tif"
        hide(str(path))
        return folder

    return write


def _with_mask_band(path):
    with_options = gdal.GetConfigOption("GDAL_TIFF_INTERNAL_MASK")
    gdal.SetConfigOption("GDAL_TIFF_INTERNAL_MASK", "YES")
    dataset = gdal.Open(path, gdal.GA_Update)
    dataset.CreateMaskBand(gdal.GMF_PER_DATASET)
    dataset.GetRasterBand(1).GetMaskBand().WriteArray((HALF * 255).astype(np.uint8))
    dataset = None
    gdal.SetConfigOption("GDAL_TIFF_INTERNAL_MASK", with_options)


def _with_alpha_band(path):
    plain = gdal.Open(path)
    values, place = plain.ReadAsArray(), plain.GetGeoTransform()
    crs, plain = plain.GetSpatialRef(), None
    target = gdal.GetDriverByName("GTiff").Create(
        path, 4, 4, 2, gdal.GDT_UInt16, ["ALPHA=YES"]
    )
    target.SetGeoTransform(place)
    target.SetSpatialRef(crs)
    target.GetRasterBand(1).WriteArray(values)
    target.GetRasterBand(2).WriteArray(HALF * 65535)
    target = None


@pytest.mark.parametrize("hide", [_with_mask_band, _with_alpha_band])
def test_the_mask_of_a_file_says_where_data_is(
    masked, serve, connect, request_body, hide
):
    hub = serve(masked(hide))
    assert hub.catalog.problems == ()
    value, mask = connect(hub).process(request_body(MASK)).pixels()
    assert mask.tolist() == HALF.tolist()
    assert value.tolist() == (HALF * 7).tolist()


DEM = """//VERSION=3
function setup() {
  return { input: ["DEM", "dataMask"], output: { bands: 2, sampleType: "FLOAT32" }%s };
}
function preProcessScenes() { throw new Error("There is nothing to process."); }
function evaluatePixel(s, scenes) {
  if (scenes !== null) throw new Error("scenes");
  return s.length ? [s[0].DEM, s.length] : [s.DEM, s.dataMask];
}
function updateOutputMetadata(scenes, i, o) { o.userData = { scenes: scenes }; }
"""


@pytest.mark.parametrize("mosaicking", ["", ', mosaicking: "TILE"'])
def test_heights_have_no_time_and_no_scenes(client_of, scene, request_body, mosaicking):
    heights = np.linspace(-3, 900, 16, dtype=np.float32).reshape(4, 4)
    client = client_of(
        scene("n46", "2011-01-01T00:00:00Z", {"DEM": heights}, None, "dem", scale=1.0)
    )
    span = {"from": "2020-06-01T00:00:00Z", "to": "2020-06-02T00:00:00Z"}
    body = request_body(
        DEM % mosaicking,
        "default",
        "userdata",
        type="dem",
        dataFilter={"timeRange": span, "demInstance": "COPERNICUS_30"},
    )
    answer = client.process(body, "application/tar")
    assert answer.headers["Content-Type"] == "application/tar"
    values, mask = answer.pixels("default.tif")
    assert values.tolist() == heights.tolist()
    assert (mask == 1).all()
    assert answer.userdata == {"scenes": None}


GAS = """//VERSION=3
function setup() {
  return { input: ["NO2", "dataMask"], output: { bands: 1, sampleType: "FLOAT32" },
    mosaicking: "%s" };
}
function evaluatePixel(s) { return [s.length === undefined ? s.NO2 : s.length]; }
"""


@pytest.mark.parametrize(
    ("mosaicking", "value"), [("SIMPLE", [0, 0, 2, 2]), ("ORBIT", [2, 2, 2, 2])]
)
def test_gases_of_the_last_day_make_the_simple_mosaic(
    client_of, scene, request_body, mosaicking, value
):
    old = scene("old", "2020-06-01T10:00:00Z", {"NO2": ONES}, None, "sentinel-5p-l2")
    new = scene(
        "new", "2020-06-02T11:00:00Z", {"NO2": HALF * 2}, None, "sentinel-5p-l2"
    )
    client = client_of(old, new)
    body = request_body(GAS % mosaicking, type="sentinel-5p-l2")
    body["input"]["data"][0]["dataFilter"] = {
        "timeRange": {"from": "2020-06-01T00:00:00Z", "to": "2020-06-02T12:00:00Z"}
    }
    values = client.process(body).pixels()[0]
    scale = 0.0001 if mosaicking == "SIMPLE" else 1
    assert values[0].tolist() == pytest.approx([v * scale for v in value])


def test_a_build_that_was_killed_is_cleaned_up(tmp_path):
    import os

    from scene_slots.plugin.local_hub.samples import _clean

    left, busy = tmp_path / ".samples-v1-left", tmp_path / ".samples-v1-busy"
    for folder in (left, busy):
        folder.mkdir()
        (folder / "catalog.json").write_text(json.dumps({}))
    os.utime(left, (0, 0))
    _clean(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [busy.name]
