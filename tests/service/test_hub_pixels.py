"""Where pixels lie and which numbers they hold, against an independent reading."""

import json

import numpy as np
import pytest
from osgeo import gdal
from pyproj import Transformer

RAW = """//VERSION=3
function setup() {
  return {
    input: [{ bands: ["B02"], units: "DN" }],
    output: { bands: 1, sampleType: "UINT16" }
  };
}
function evaluatePixel(s) { return [s.B02]; }
"""
CRS = "http://www.opengis.net/def/crs/EPSG/0/{}"


@pytest.fixture
def numbered(scene):
    """A scene of 60 by 50 pixels, each with a number of its own."""
    values = np.arange(1, 3001, dtype=np.uint16).reshape(50, 60)
    return scene("numbered", "2020-06-20T10:00:00Z", {"B02": values}, 0.0)


def test_the_native_grid_is_read_pixel_for_pixel(client_of, numbered, request_body):
    bbox = [500100, 5099700, 500300, 5099800]
    body = request_body(RAW, width=20, height=10, bbox=bbox)
    answer = client_of(numbered).process(body)
    expected = numbered.bands["B02"][20:30, 10:30]
    assert (answer.pixels()[0] == expected).all()
    dataset = answer.dataset()
    assert dataset.GetGeoTransform() == (500100, 10, 0, 5099800, 0, -10)
    assert dataset.GetSpatialRef().GetAuthorityCode(None) == "32633"


def test_outside_the_scene_there_is_no_data(client_of, numbered, request_body):
    bbox = [499900, 5099900, 500100, 5100100]
    body = request_body(RAW, width=20, height=20, bbox=bbox)
    pixels = client_of(numbered).process(body).pixels()[0]
    expected = np.zeros((20, 20), np.uint16)
    expected[10:, 10:] = numbered.bands["B02"][:10, :10]
    assert (pixels == expected).all()


@pytest.mark.parametrize("epsg", [4326, 3857, 3035, 32632])
def test_another_crs_takes_the_nearest_stored_pixel(
    client_of, numbered, request_body, epsg
):
    forth = Transformer.from_crs(32633, epsg, always_xy=True)
    west, south, east, north = forth.transform_bounds(500100, 5099600, 500500, 5099900)
    width, height = 37, 29
    body = request_body(
        RAW,
        width=width,
        height=height,
        bbox=[west, south, east, north],
        crs=CRS.format(epsg),
    )
    pixels = client_of(numbered).process(body).pixels()[0]
    xs = west + (np.arange(width) + 0.5) * (east - west) / width
    ys = north - (np.arange(height) + 0.5) * (north - south) / height
    back = Transformer.from_crs(epsg, 32633, always_xy=True)
    px, py = back.transform(*np.meshgrid(xs, ys))
    column, row = (px - 500000) / 10, (5100000 - py) / 10
    expected = numbered.bands["B02"][row.astype(int), column.astype(int)]
    # Only a centre within 0.02 stored pixels of an edge may fall on its other side.
    sure = (abs(column % 1 - 0.5) < 0.48) & (abs(row % 1 - 0.5) < 0.48)
    assert sure.mean() > 0.9
    assert (pixels == expected)[sure].all()


def test_a_polygon_hides_what_lies_outside(client_of, numbered, request_body):
    corners = [
        [500100, 5099900],
        [500200, 5099900],
        [500100, 5099800],
        [500100, 5099900],
    ]
    body = request_body(RAW, width=10, height=10)
    body["input"]["bounds"].update(
        bbox=None, geometry={"type": "Polygon", "coordinates": [corners]}
    )
    pixels = client_of(numbered).process(body).pixels()[0]
    inside = np.add.outer(np.arange(10), np.arange(10)) < 9
    assert (pixels[inside] == numbered.bands["B02"][10:20, 10:20][inside]).all()
    outside = np.add.outer(np.arange(10), np.arange(10)) > 9
    assert not pixels[outside].any()


def test_a_polygon_within_a_bbox_keeps_the_bbox(client_of, numbered, request_body):
    corners = [
        [500100, 5099900],
        [500200, 5099900],
        [500200, 5099800],
        [500100, 5099800],
    ]
    body = request_body(
        RAW, width=30, height=20, bbox=[500000, 5099800, 500300, 5100000]
    )
    body["input"]["bounds"]["geometry"] = {"type": "Polygon", "coordinates": [corners]}
    pixels = client_of(numbered).process(body).pixels()[0]
    expected = np.zeros((20, 30), np.uint16)
    expected[10:20, 10:20] = numbered.bands["B02"][10:20, 10:20]
    assert (pixels == expected).all()


def test_resx_gives_the_size(client_of, numbered, request_body):
    body = request_body(RAW, bbox=[500000, 5099700, 500400, 5100000])
    del body["output"]["width"], body["output"]["height"]
    body["output"].update(resx=20, resy=10)
    assert client_of(numbered).process(body).pixels().shape == (1, 30, 20)


def test_a_coarse_grid_reads_the_overviews(client_of, scene, request_body):
    values = np.tile(np.array([[100, 200], [300, 400]], np.uint16), (64, 64))
    folded = scene("ov", "2020-06-20T10:00:00Z", {"B02": values}, overviews=(2, 4))
    bbox = [500000, 5100000 - 1280, 501280, 5100000]
    client = client_of(folded)
    coarse = client.process(request_body(RAW, width=32, height=32, bbox=bbox)).pixels()
    assert (coarse == 250).all()
    fine = client.process(request_body(RAW, width=128, height=128, bbox=bbox)).pixels()
    assert (fine[0] == values).all()


@pytest.mark.parametrize("way", ["BILINEAR", "BICUBIC"])
def test_upsampling_interpolates_between_stored_pixels(
    client_of, scene, request_body, way
):
    ramp = np.tile(np.arange(100, 1100, 100, dtype=np.uint16), (10, 1))
    client = client_of(scene("ramp", "2020-06-20T10:00:00Z", {"B02": ramp}))
    script = RAW.replace("UINT16", "FLOAT32")
    bbox = [500000, 5099900, 500100, 5100000]
    body = request_body(
        script, width=50, height=50, bbox=bbox, processing={"upsampling": way}
    )
    pixels = client.process(body).pixels()[0]
    inner = pixels[20, 10:40]
    assert np.diff(inner) == pytest.approx(20, abs=1e-3)
    body["input"]["data"][0]["processing"] = {"downsampling": way}
    nearest = client.process(body).pixels()[0]
    assert set(nearest[20]) == set(ramp[0])


def test_downsampling_applies_to_coarse_pixels(client_of, scene, request_body):
    values = np.tile(np.array([[100, 200], [300, 400]], np.uint16), (20, 20))
    client = client_of(scene("grid", "2020-06-20T10:00:00Z", {"B02": values}))
    bbox = [500000, 5099600, 500400, 5100000]
    body = request_body(
        RAW, width=20, height=20, bbox=bbox, processing={"downsampling": "BILINEAR"}
    )
    pixels = client.process(body).pixels()[0]
    assert (abs(pixels[2:-2, 2:-2].astype(int) - 250) <= 1).all()


@pytest.mark.parametrize(
    ("upsampling", "mixed"), [("BILINEAR", True), ("NEAREST", False)]
)
def test_radar_ignores_downsampling(client_of, scene, request_body, upsampling, mixed):
    values = np.tile(np.array([[1, 2], [3, 4]], np.float32), (20, 20))
    radar = scene("s1", "2020-06-20T10:00:00Z", {"VV": values}, None, "sentinel-1-grd")
    script = RAW.replace('[{ bands: ["B02"], units: "DN" }]', '["VV"]')
    script = script.replace("B02", "VV").replace("UINT16", "FLOAT32")
    ways = {"upsampling": upsampling, "downsampling": "BICUBIC"}
    bbox = [500000, 5099600, 500400, 5100000]
    body = request_body(script, width=20, height=20, bbox=bbox, processing=ways)
    body["input"]["data"][0]["type"] = "sentinel-1-grd"
    inner = client_of(radar).process(body).pixels()[0, 2:-2, 2:-2]
    assert (abs(inner - 2.5) < 0.01).all() == mixed
    assert set(inner.ravel()) <= {1, 2, 3, 4} or mixed


def test_a_mosaic_of_real_tiles_equals_numpy(serve, connect, request_body, shared):
    """Two tiles, two orbits, orbit-edge no data: the newest valid pixel wins."""
    west, south, east, north = 499980, 5090220, 517980, 5096220
    rows, columns = (north - south) // 120, (east - west) // 120
    expected = np.zeros((rows, columns), np.uint16)
    items = [
        json.loads(path.read_text())
        for path in (shared / "scenes/border/sentinel-2-l2a").glob("S2*.json")
    ]
    for item in sorted(items, key=lambda i: i["properties"]["datetime"], reverse=True):
        file = shared / "scenes/border/sentinel-2-l2a" / item["assets"]["data"]["href"]
        dataset = gdal.Open(str(file))
        stored = dataset.ReadAsArray()
        x, _, _, y, _, _ = dataset.GetGeoTransform()
        canvas = np.zeros((rows, columns), np.uint16)
        top, left = round((y - north) / 120), round((west - x) / 120)
        for row in range(rows):
            for column in range(columns):
                inside = (
                    0 <= row + top < stored.shape[1]
                    and 0 <= column + left < stored.shape[2]
                )
                if inside and stored[:, row + top, column + left].any():
                    canvas[row, column] = stored[0, row + top, column + left]
        expected = np.where(expected == 0, canvas, expected)
    body = request_body(
        RAW, width=columns, height=rows, bbox=[west, south, east, north]
    )
    pixels = connect(serve(shared / "scenes")).process(body).pixels()[0]
    assert (pixels == expected).all()


def test_large_answers_are_the_same_as_small_ones(client_of, scene, request_body):
    """Strips of rows must not show: a request of several equals one numpy slice."""
    side = 700
    values = (np.arange(side * side) % 60000 + 1).astype(np.uint16).reshape(side, side)
    bbox = [500000, 5100000 - side * 10, 500000 + side * 10, 5100000]
    client = client_of(scene("large", "2020-06-20T10:00:00Z", {"B02": values}))
    body = request_body(RAW, width=side, height=side, bbox=bbox)
    assert (client.process(body).pixels()[0] == values).all()


def test_one_asset_a_band_is_read_like_one_file(client_of, scene, request_body):
    values = {
        "B02": np.full((4, 4), 1200, np.uint16),
        "SCL": np.full((4, 4), 4, np.uint16),
    }
    apart = scene("apart", "2020-06-20T10:00:00Z", values, one_asset_a_band=True)
    assert (client_of(apart).process(request_body(RAW)).pixels() == 1200).all()


def test_bands_may_be_told_as_stac_1_1_does(
    write_scenes, serve, connect, scene, request_body
):
    values = {"B02": np.full((4, 4), 300, np.uint16)}
    folder = write_scenes(scene("new", "2020-06-20T10:00:00Z", values))
    item = json.loads((folder / "new.json").read_text())
    asset = item["assets"]["data"]
    del asset["eo:bands"], asset["raster:bands"]
    told = {"name": "blue", "raster:scale": 0.001, "raster:offset": 0.05}
    asset["bands"] = [told]
    item["assets"]["preview"] = {"href": "./none.png", "roles": ["thumbnail"]}
    (folder / "new.json").write_text(json.dumps(item))
    script = RAW.replace('"DN"', '"REFLECTANCE"').replace("UINT16", "FLOAT32")
    pixels = connect(serve(folder)).process(request_body(script)).pixels()
    assert pixels == pytest.approx(0.35)


def test_a_scene_in_another_crs_lands_in_place(client_of, scene, request_body):
    values = np.full((40, 40), 777, np.uint16)
    west, north = Transformer.from_crs(32633, 3035, always_xy=True).transform(
        500000, 5100000
    )
    other = scene(
        "laea",
        "2020-06-20T10:00:00Z",
        {"B02": values},
        west=west - 200,
        north=north + 200,
        epsg=3035,
    )
    assert (client_of(other).process(request_body(RAW)).pixels() == 777).all()


@pytest.fixture
def offset_scene(scene):
    """A product of baseline 04.00: offset -1000, one pixel below it."""
    values = np.array([[900, 1000], [2000, 11000]], np.uint16)
    return scene("n0400", "2022-06-20T10:00:00Z", {"B02": values}, offset=-0.1)


@pytest.mark.parametrize(
    ("unit", "harmonize", "expected"),
    [
        ("DN", True, [[0, 0], [1000, 10000]]),
        ("DN", False, [[900, 1000], [2000, 11000]]),
        ("REFLECTANCE", True, [[0, 0], [0.1, 1.0]]),
        ("REFLECTANCE", False, [[-0.01, 0], [0.1, 1.0]]),
    ],
)
def test_harmonize_values(
    client_of, offset_scene, request_body, unit, harmonize, expected
):
    script = RAW.replace('"DN"', f'"{unit}"').replace("UINT16", "FLOAT32")
    body = request_body(
        script,
        width=2,
        height=2,
        bbox=[500000, 5099980, 500020, 5100000],
        processing={"harmonizeValues": harmonize},
    )
    pixels = client_of(offset_scene).process(body).pixels()[0]
    assert pixels == pytest.approx(np.array(expected), abs=1e-6)


def test_a_nodata_tag_is_respected(client_of, scene, request_body):
    values = np.array([[0, 65535], [7, 8]], np.uint16)
    tagged = scene("tag", "2020-06-20T10:00:00Z", {"B02": values}, nodata=65535)
    script = (
        RAW.replace('bands: ["B02"]', 'bands: ["B02", "dataMask"]')
        .replace("[s.B02]", "[s.dataMask * 10 + s.B02]")
        .replace('units: "DN"', 'units: ["DN", "DN"]')
    )
    client = client_of(tagged)
    body = request_body(
        script, width=2, height=2, bbox=[500000, 5099980, 500020, 5100000]
    )
    assert client.process(body).pixels()[0].tolist() == [[10, 0], [17, 18]]


CONVERT = """//VERSION=3
var values = %s;
function setup() {
  return {
    input: ["B02"],
    output: { bands: values.length, sampleType: "%s" }
  };
}
function evaluatePixel(s) { return values; }
"""


@pytest.mark.parametrize(
    ("sample_type", "values", "expected"),
    [
        ("AUTO", [0.25, 0.5, 1.05, -1], [64, 128, 255, 0]),
        ("UINT8", [0.25, 0.5, -1, 250, 320, 40.6, 310], [0, 1, 0, 250, 255, 41, 255]),
        ("UINT16", [275.3, 10500, -3, 70000], [275, 10500, 0, 65535]),
        ("INT16", [-2.5, -40000, 40000, 7.5], [-2, -32768, 32767, 8]),
        ("FLOAT32", [0.25, 1.05, -1, 275.3], [0.25, 1.05, -1, 275.3]),
        ("UINT8", [None, float("nan"), True], [0, 0, 1]),
    ],
)
def test_sample_types_round_half_up_and_clamp(
    client_of, three, request_body, sample_type, values, expected
):
    text = json.dumps(values)
    body = request_body(CONVERT % (text, sample_type))
    pixels = client_of(*three).process(body).pixels()
    assert pixels[:, 0, 0].tolist() == pytest.approx(expected, rel=1e-6)


def test_int8_is_written_as_signed_bytes(client_of, three, request_body):
    body = request_body(CONVERT % ("[-3, -200, 200]", "INT8"))
    dataset = client_of(*three).process(body).dataset()
    raw = dataset.ReadAsArray()[:, 0, 0].astype(np.int8).tolist()
    assert raw == [-3, -128, 127]
    structure = dataset.GetRasterBand(1).GetMetadataItem("PIXELTYPE", "IMAGE_STRUCTURE")
    assert structure == "SIGNEDBYTE"


def test_nodata_value_becomes_the_tag(client_of, three, request_body):
    script = RAW.replace('sampleType: "UINT16"', 'sampleType: "UINT16", nodataValue: 9')
    dataset = client_of(*three).process(request_body(script)).dataset()
    assert dataset.GetRasterBand(1).GetNoDataValue() == 9


@pytest.mark.parametrize(
    ("kind", "bands", "tolerance"),
    [("image/png", 4, 0), ("image/png", 1, 0), ("image/jpeg", 3, 3)],
)
def test_pictures(client_of, three, request_body, kind, bands, tolerance):
    values = [0.2, 0.4, 0.6, 1.0][:bands]
    body = request_body(CONVERT % (values, "AUTO"))
    answer = client_of(*three).process(body, kind)
    assert answer.headers["Content-Type"] == kind
    found = answer.pixels()[:, 1, 1].astype(int)
    assert abs(found - np.array([51, 102, 153, 255][:bands])).max() <= tolerance


def test_tiff_is_what_the_stock_client_can_decode(client_of, three, request_body):
    body = request_body(CONVERT % ("[1, 2, 3.5]", "FLOAT32"))
    dataset = client_of(*three).process(body).dataset()
    structure = dataset.GetMetadata("IMAGE_STRUCTURE")
    assert structure["COMPRESSION"] == "DEFLATE"
    assert structure.get("PREDICTOR", "1") in ("1", "2")
    assert gdal.GetDataTypeName(dataset.GetRasterBand(1).DataType) == "Float32"
