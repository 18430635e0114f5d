import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from osgeo import gdal
from scene_slots.plugin.core.errors import AnswerError, StoreError
from scene_slots.plugin.core.grid import Grid
from scene_slots.plugin.store.decode import AnswerFile, read_raster
from scene_slots.plugin.store.rasters import ImageWriter


@pytest.fixture
def big():
    return Grid(32633, 500000, 5000000, 10, 1300, 700)


def random_image(grid, bands, dtype, seed=1):
    rng = np.random.default_rng(seed)
    values = rng.integers(0, 255, (bands, grid.height, grid.width)).astype(dtype)
    valid = rng.random((grid.height, grid.width)) < 0.5
    valid[:, : grid.width // 2] = True
    return values, valid


def write(path, grid, values, valid, side=500, **others):
    names = [f"B{number:02}" for number in range(1, len(values) + 1)]
    with ImageWriter(path, grid, names, values.dtype) as writer:
        for piece in grid.pieces(side):
            window = piece.window
            writer.write(piece, values[(slice(None), *window)], valid[window])
        return writer.finish({"A": "b"}, {"CLOUDCOVER": "3"}, **others)


@pytest.mark.parametrize(
    ("dtype", "bands"), [("uint8", 3), ("uint8", 4), ("uint16", 2), ("float32", 1)]
)
def test_an_image_of_several_pieces_reads_back_as_written(tmp_path, big, dtype, bands):
    values, valid = random_image(big, bands, dtype)
    path = tmp_path / "Ordner mit ümlaut" / "2018-01.tif"
    path.parent.mkdir()
    write(path, big, values, valid)
    raster = read_raster(path)
    np.testing.assert_array_equal(raster.valid, valid)
    np.testing.assert_array_equal(raster.values[:, valid], values[:, valid])
    assert raster.values.dtype == dtype
    assert raster.epsg == 32633
    assert raster.geotransform == big.geotransform
    assert raster.bands == tuple(f"B{number:02}" for number in range(1, bands + 1))
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("dtype", ["uint8", "uint16"])
def test_a_black_pixel_is_no_missing_pixel(tmp_path, grid, gdalinfo, dtype):
    values = np.zeros((1, grid.height, grid.width), dtype)
    valid = np.zeros((grid.height, grid.width), bool)
    valid[:, ::2] = True
    write(tmp_path / "a.tif", grid, values, valid)
    band = gdalinfo(tmp_path / "a.tif")["bands"][0]
    assert "noDataValue" not in band
    assert band["mask"]["flags"] == ["PER_DATASET"]
    np.testing.assert_array_equal(read_raster(tmp_path / "a.tif").valid, valid)


def test_floats_say_missing_as_nan_besides(tmp_path, grid, gdalinfo):
    values = np.full((1, grid.height, grid.width), 0.5, "float32")
    valid = np.zeros((grid.height, grid.width), bool)
    valid[:10] = True
    write(tmp_path / "a.tif", grid, values, valid)
    band = gdalinfo(tmp_path / "a.tif")["bands"][0]
    assert band["noDataValue"] == "NaN"
    assert band["mask"]["flags"] == ["PER_DATASET"]
    np.testing.assert_array_equal(
        np.isnan(read_raster(tmp_path / "a.tif").values[0]), ~valid
    )


def test_overviews_show_the_mean_of_valid_pixels(tmp_path, big):
    values, valid = random_image(big, 1, "float32")
    write(tmp_path / "a.tif", big, values, valid)
    dataset = gdal.Open(str(tmp_path / "a.tif"))
    band = dataset.GetRasterBand(1)
    assert [band.GetOverview(at).XSize for at in range(band.GetOverviewCount())] == [
        650,
        325,
    ]
    blocks = (big.height // 2, 2, big.width // 2, 2)
    weights = valid.reshape(blocks).sum(axis=(1, 3))
    total = (values[0] * valid).reshape(blocks).sum(axis=(1, 3))
    overview = band.GetOverview(0)
    mask = overview.GetMaskBand().ReadAsArray() > 0
    np.testing.assert_array_equal(mask, weights > 0)
    means = total[mask] / weights[mask]
    np.testing.assert_allclose(overview.ReadAsArray()[mask], means, rtol=1e-5)


def test_a_small_image_has_no_overviews(tmp_path, grid):
    values, valid = random_image(grid, 1, "uint8")
    write(tmp_path / "a.tif", grid, values, valid)
    dataset = gdal.Open(str(tmp_path / "a.tif"))
    assert dataset.GetRasterBand(1).GetOverviewCount() == 0


def test_the_file_tells_statistics_tags_and_its_make(tmp_path, big, gdalinfo):
    values, valid = random_image(big, 3, "uint8")
    told = write(tmp_path / "a.tif", big, values, valid)
    info = gdalinfo(tmp_path / "a.tif")
    assert info["metadata"][""]["A"] == "b"
    assert info["metadata"]["IMAGERY"] == {"CLOUDCOVER": "3"}
    assert info["metadata"]["IMAGE_STRUCTURE"]["COMPRESSION"] == "DEFLATE"
    assert info["metadata"]["IMAGE_STRUCTURE"]["PREDICTOR"] == "2"
    assert [band["block"] for band in info["bands"]] == [[256, 256]] * 3
    colours = [band["colorInterpretation"] for band in info["bands"]]
    assert colours == ["Red", "Green", "Blue"]
    for band, image, figure in zip(info["bands"], values, told):
        pixels = image[valid].astype(float)
        written = band["metadata"][""]
        assert float(written["STATISTICS_MEAN"]) == pytest.approx(pixels.mean())
        assert float(written["STATISTICS_STDDEV"]) == pytest.approx(pixels.std())
        assert (figure.minimum, figure.maximum) == (pixels.min(), pixels.max())
        assert figure.count == pixels.size


def test_four_bands_have_no_transparency(tmp_path, grid, gdalinfo):
    values, valid = random_image(grid, 4, "uint8")
    write(tmp_path / "a.tif", grid, values, valid)
    colours = [
        band["colorInterpretation"] for band in gdalinfo(tmp_path / "a.tif")["bands"]
    ]
    assert "Alpha" not in colours


def test_a_piece_written_again_replaces_itself(tmp_path, grid):
    values, valid = random_image(grid, 1, "uint8")
    piece = next(grid.pieces())
    with ImageWriter(tmp_path / "a.tif", grid, ["x"], "uint8") as writer:
        writer.write(piece, np.full_like(values, 255), ~valid)
        writer.write(piece, values, valid)
        (figure,) = writer.finish({}, {})
    raster = read_raster(tmp_path / "a.tif")
    np.testing.assert_array_equal(raster.values, values)
    np.testing.assert_array_equal(raster.valid, valid)
    assert figure.maximum == values[0][valid].max()
    assert figure.count == valid.sum()


def test_an_image_without_a_valid_pixel_has_no_statistics(tmp_path, grid):
    values, valid = random_image(grid, 1, "float32")
    assert write(tmp_path / "a.tif", grid, values, valid & False) == (None,)


def test_nothing_stands_there_before_it_is_finished(tmp_path, grid):
    values, valid = random_image(grid, 1, "uint8")
    with ImageWriter(tmp_path / "a.tif", grid, ["x"], "uint8") as writer:
        writer.write(next(grid.pieces()), values, valid)
        assert not (tmp_path / "a.tif").exists()
    assert not list(tmp_path.iterdir())


def test_a_failure_leaves_the_older_image(tmp_path, grid):
    (tmp_path / "a.tif").write_bytes(b"older")
    with pytest.raises(KeyError), ImageWriter(tmp_path / "a.tif", grid, ["x"], "uint8"):
        raise KeyError
    assert list(tmp_path.iterdir()) == [tmp_path / "a.tif"]
    assert (tmp_path / "a.tif").read_bytes() == b"older"


def test_a_missing_folder_is_said_in_a_sentence(tmp_path, grid):
    with pytest.raises(StoreError, match=r"The image .*a\.tif could not be written: "):
        ImageWriter(tmp_path / "none" / "a.tif", grid, ["x"], "uint8")


def test_values_of_another_shape_are_refused(tmp_path, grid):
    piece = next(grid.pieces())
    with ImageWriter(tmp_path / "a.tif", grid, ["x"], "uint8") as writer:
        with pytest.raises(ValueError, match="do not fit"):
            writer.write(piece, np.zeros((2, 40, 60)), np.ones((40, 60), bool))
        with pytest.raises(ValueError, match="do not fit"):
            writer.write(piece, np.zeros((1, 40, 60)), np.ones((40, 61), bool))


def test_values_that_no_tiff_holds_are_refused(tmp_path, grid):
    with pytest.raises(ValueError, match="complex64"):
        ImageWriter(tmp_path / "a.tif", grid, ["x"], "complex64")
    assert not list(tmp_path.iterdir())


@settings(
    max_examples=5,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    st.integers(1, 40),
    st.integers(1, 40),
    st.integers(1, 17),
    st.sampled_from(["uint8", "int8", "int16", "uint16", "int32", "float32"]),
    st.integers(0, 2**32 - 1),
)
def test_any_grid_and_type_survive(tmp_path, width, height, side, dtype, seed):
    grid = Grid(4326, 15.5, 45.25, 0.001, width, height)
    values, valid = random_image(grid, 2, dtype, seed)
    write(tmp_path / "a.tif", grid, values, valid, side)
    raster = read_raster(tmp_path / "a.tif")
    np.testing.assert_array_equal(raster.valid, valid)
    np.testing.assert_array_equal(raster.values[:, valid], values[:, valid])
    assert raster.epsg == 4326
    assert raster.geotransform == pytest.approx(grid.geotransform)


@pytest.fixture
def body_of(tmp_path):
    """Return a function that hides a file in the body of an answer."""

    def body_of(content, width=60, height=40):
        path = tmp_path / "2018-01.0-0.1.part.tar"
        path.write_bytes(b"something before" + content + b"something behind")
        return AnswerFile(path, 16, len(content), width, height)

    return body_of


def test_an_answer_is_read_by_rows_from_disk(tmp_path, grid, body_of):
    values, valid = random_image(grid, 2, "uint16")
    write(tmp_path / "a.tif", grid, values, valid)
    file = body_of((tmp_path / "a.tif").read_bytes())
    file.check()
    with file.open() as image:
        assert (image.bands, image.dtype) == (2, np.uint16)
        np.testing.assert_array_equal(image.read(7, 40), values[:, 7:])
    np.testing.assert_array_equal(file.read(), values)


@pytest.mark.parametrize("length", [0, 4, 100, 300, -1])
def test_a_broken_answer_is_said_in_a_sentence(tmp_path, grid, body_of, length):
    values, valid = random_image(grid, 1, "uint16")
    write(tmp_path / "a.tif", grid, values, valid)
    body = (tmp_path / "a.tif").read_bytes()
    file = body_of(body[:1000] if length < 0 else body[:length])
    with pytest.raises(AnswerError, match="that the service sent could not") as caught:
        file.check()
    assert "part.tar" not in str(caught.value)
    assert "vsi" not in str(caught.value)


def test_an_answer_of_another_size_is_refused(tmp_path, grid, body_of):
    values, valid = random_image(grid, 1, "uint8")
    write(tmp_path / "a.tif", grid, values, valid)
    with pytest.raises(AnswerError, match=r"60 by 40 pixels .* 40 by 60 were asked"):
        body_of((tmp_path / "a.tif").read_bytes(), width=40, height=60).read()


def test_a_small_body_that_claims_a_huge_image_is_not_unpacked(tmp_path, body_of):
    options = ["SPARSE_OK=YES", "TILED=YES", "COMPRESS=DEFLATE"]
    path = str(tmp_path / "bomb.tif")
    gdal.GetDriverByName("GTiff").Create(path, 90000, 90000, 1, options=options)
    with pytest.raises(AnswerError, match="90000 by 90000"):
        body_of((tmp_path / "bomb.tif").read_bytes()).check()


def test_an_answer_that_names_other_files_is_no_image(body_of):
    vrt = b'<VRTDataset rasterXSize="60" rasterYSize="40"></VRTDataset>'
    with pytest.raises(AnswerError):
        body_of(vrt).read()


def test_a_missing_image_is_said_in_a_sentence(tmp_path):
    with pytest.raises(StoreError, match=r"none\.tif could not be read: .*No such"):
        read_raster(tmp_path / "none.tif")


def test_the_cache_that_all_of_qgis_shares_keeps_its_size(tmp_path, big):
    before = gdal.GetCacheMax()
    values, valid = random_image(big, 1, "uint8")
    write(tmp_path / "a.tif", big, values, valid)
    assert gdal.GetCacheMax() == before


def test_overviews_of_classes_invent_no_class(tmp_path, big):
    values = np.full((1, big.height, big.width), 3, "uint8")
    values[:, 333:] = 9
    valid = np.ones((big.height, big.width), bool)
    write(tmp_path / "a.tif", big, values, valid, resampling="MODE")
    dataset = gdal.Open(str(tmp_path / "a.tif"))
    overview = dataset.GetRasterBand(1).GetOverview(1)
    assert set(np.unique(overview.ReadAsArray())) == {3, 9}
