import math

import numpy as np
import pytest
from osgeo import gdal
from scene_slots.plugin.core.grid import Grid
from scene_slots.plugin.store.decode import read_raster
from scene_slots.plugin.store.legend import colour_of
from scene_slots.plugin.store.scene_rasters import SceneRasterWriter


@pytest.fixture
def big():
    return Grid(32633, 500000, 5000000, 10, 1300, 700)


def write(path, grid, values, entries, side=500):
    largest = max(value for value, _ in entries)
    with SceneRasterWriter(path, grid, largest) as writer:
        for piece in grid.pieces(side):
            writer.write(piece, values[piece.window])
        return writer.finish(entries)


def read_table(path):
    dataset = gdal.Open(str(path))
    table = dataset.GetRasterBand(1).GetDefaultRAT()
    names = [table.GetNameOfCol(at) for at in range(table.GetColumnCount())]
    return [
        dict(zip(names, (table.GetValueAsString(row, at) for at in range(len(names)))))
        for row in range(table.GetRowCount())
    ]


@pytest.mark.parametrize(("count", "dtype"), [(2, "uint8"), (254, "uint8")])
def test_up_to_254_scenes_are_bytes(tmp_path, grid, make_scene, count, dtype):
    values = np.full((grid.height, grid.width), count)
    write(tmp_path / "a.scene.tif", grid, values, [(count, make_scene("a"))])
    assert read_raster(tmp_path / "a.scene.tif").values.dtype == dtype


def test_more_scenes_than_254_are_told_apart(tmp_path, big, make_scene):
    rng = np.random.default_rng(1)
    values = rng.integers(0, 301, (big.height, big.width))
    entries = [(value, make_scene(f"s{value}")) for value in range(1, 301)]
    counts = write(tmp_path / "a.scene.tif", big, values, entries)
    raster = read_raster(tmp_path / "a.scene.tif")
    assert raster.values.dtype == "uint16"
    np.testing.assert_array_equal(raster.values[0], values)
    assert counts[300] == (values == 300).sum()
    table = read_table(tmp_path / "a.scene.tif")
    assert [int(row["Value"]) for row in table] == list(range(1, 301))
    assert [int(row["Count"]) for row in table] == [
        (values == value).sum() for value in range(1, 301)
    ]
    assert table[299]["tile_id"] == "tile s300"
    # The dataset must live as long as its band is used.
    dataset = gdal.Open(str(tmp_path / "a.scene.tif"))
    colours = dataset.GetRasterBand(1).GetColorTable()
    assert colours.GetColorEntry(0)[3] == 0
    assert colours.GetColorEntry(300) == (*colour_of(300), 255)


def test_the_table_names_every_value(tmp_path, grid, make_scene, scene_values):
    hostile = "<b>&\"'ü\x01"
    entries = [
        (2, make_scene("b", day=8, cloud_coverage=None, tile_id=hostile)),
        (1, make_scene("a", product_id=None)),
        (3, make_scene("c")),
    ]
    write(tmp_path / "a.scene.tif", grid, scene_values, entries)
    first, second, third = read_table(tmp_path / "a.scene.tif")
    assert (first["Value"], first["Count"]) == ("1", "1200")
    assert first["acquired"] == "2018-01-03T09:12:31Z"
    assert first["tile_id"] == "tile a"
    assert first["product_id"] == ""
    assert first["tile_name"] == "T33TWL"
    assert float(first["cloud_coverage"]) == 3.25
    assert first["label"] == "2018-01-03T09:12:31Z, T33TWL, tile cloud 3.25 %"
    assert math.isnan(float(second["cloud_coverage"]))
    assert second["tile_id"] == "<b>&\"'ü"
    assert second["Count"] == "600"
    assert third["Count"] == "0"


def test_the_columns_have_the_uses_that_programs_look_for(
    tmp_path, grid, make_scene, scene_values
):
    entries = [(1, make_scene("a")), (2, make_scene("b"))]
    write(tmp_path / "a.scene.tif", grid, scene_values, entries)
    dataset = gdal.Open(str(tmp_path / "a.scene.tif"))
    table = dataset.GetRasterBand(1).GetDefaultRAT()
    assert table.GetTableType() == gdal.GRTT_THEMATIC
    for use, name in (
        (gdal.GFU_MinMax, "Value"),
        (gdal.GFU_PixelCount, "Count"),
        (gdal.GFU_Name, "label"),
        (gdal.GFU_Red, "Red"),
        (gdal.GFU_Green, "Green"),
        (gdal.GFU_Blue, "Blue"),
    ):
        assert table.GetNameOfCol(table.GetColOfUsage(use)) == name


def test_no_scene_is_nodata_and_transparent(
    tmp_path, grid, make_scene, scene_values, gdalinfo
):
    entries = [(1, make_scene("a")), (2, make_scene("b"))]
    write(tmp_path / "a.scene.tif", grid, scene_values, entries)
    band = gdalinfo(tmp_path / "a.scene.tif")["bands"][0]
    assert band["noDataValue"] == 0
    assert band["colorInterpretation"] == "Palette"
    assert band["colorTable"]["entries"][0] == [0, 0, 0, 0]
    assert band["colorTable"]["entries"][1] == [*colour_of(1), 255]


def test_overviews_hold_only_values_that_occur(tmp_path, big, make_scene):
    values = np.zeros((big.height, big.width), int)
    values[:300], values[300:] = 1, 9
    entries = [(1, make_scene("a")), (9, make_scene("b"))]
    write(tmp_path / "a.scene.tif", big, values, entries)
    dataset = gdal.Open(str(tmp_path / "a.scene.tif"))
    overview = dataset.GetRasterBand(1).GetOverview(1).ReadAsArray()
    assert set(np.unique(overview)) == {1, 9}


def test_the_sidecar_moves_with_its_file(tmp_path, grid, make_scene, scene_values):
    entries = [(1, make_scene("a")), (2, make_scene("b"))]
    write(tmp_path / "a.scene.tif", grid, scene_values, entries)
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == ["a.scene.tif", "a.scene.tif.aux.xml"]


def test_what_is_not_finished_leaves_nothing(tmp_path, grid, scene_values):
    with SceneRasterWriter(tmp_path / "a.scene.tif", grid, 2) as writer:
        writer.write(next(grid.pieces()), scene_values)
    assert not list(tmp_path.iterdir())


def test_wrong_values_are_refused(tmp_path, grid, scene_values):
    with SceneRasterWriter(tmp_path / "a.scene.tif", grid, 2) as writer:
        with pytest.raises(ValueError, match="larger than announced"):
            writer.write(next(grid.pieces()), scene_values.astype(int) + 300)
        with pytest.raises(ValueError, match="do not fit"):
            writer.write(next(grid.pieces()), scene_values[1:])


def test_neighbouring_values_have_distant_colours():
    colours = [np.array(colour_of(value)) for value in range(1, 30)]
    assert min(abs(a - b).sum() for a, b in zip(colours, colours[1:])) > 100
    assert len({tuple(colour) for colour in colours}) == 29
