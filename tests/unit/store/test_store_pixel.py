import shutil

import numpy as np
import pytest
from scene_slots.plugin.core.errors import StoreError
from scene_slots.plugin.store.pixel import read_pixels
from scene_slots.plugin.store.rasters import ImageWriter


def test_a_pixel_knows_its_scene_value_and_part(new_folder, write_january, scenes):
    folder = new_folder()
    write_january(folder)
    [pixel] = read_pixels(folder.path, ["2018-01", "2018-02"], 500005, 4999695)
    assert pixel.image.slot == "2018-01"
    assert pixel.scene.key == scenes[1].key
    assert pixel.scene.acquired == scenes[1].acquired
    assert pixel.scene.footprint.equals(scenes[1].footprint)
    assert pixel.scene_value == 2
    assert pixel.bands == (("R", 20.0), ("G", 20.0), ("B", 20.0))
    assert pixel.cloud_class is None
    assert pixel.part.bounds == (500000, 4999600, 500600, 4999700)


def test_a_pixel_without_data_has_no_scene(new_folder, write_january):
    folder = new_folder()
    write_january(folder)
    [pixel] = read_pixels(folder.path, ["2018-01"], 500005, 4999995)
    assert (pixel.bands, pixel.scene, pixel.part) == ((), None, None)


def test_a_place_outside_has_no_pixel(new_folder, write_january):
    folder = new_folder()
    write_january(folder)
    for x, y in ((499999, 4999995), (500601, 4999995), (500005, 4999599)):
        assert read_pixels(folder.path, ["2018-01"], x, y) == ()


def test_the_folder_alone_is_enough(new_folder, write_january, tmp_path):
    folder = new_folder()
    write_january(folder)
    moved = tmp_path / "elsewhere"
    shutil.move(folder.path, moved)
    (moved / "run.json").unlink()
    [pixel] = read_pixels(moved, ["2018-01"], 500005, 4999795)
    assert pixel.scene.key == "a"


def test_a_missing_image_is_said(new_folder, write_january):
    folder = new_folder()
    write_january(folder)
    folder.image_path("2018-01").unlink()
    with pytest.raises(StoreError, match="could not be read"):
        read_pixels(folder.path, ["2018-01"], 500005, 4999795)


def test_a_pixel_knows_its_class(new_folder, write_january, grid):
    folder = new_folder()
    write_january(folder)
    path = folder.image_path("2018-01").with_suffix(".cloud.tif")
    with ImageWriter(path, grid, ("SCL",), "uint8") as classes:
        values = np.full((1, grid.height, grid.width), 9, np.uint8)
        classes.write(next(grid.pieces()), values, values[0] > 0)
        classes.finish({}, {})
    inside, nothing = (
        read_pixels(folder.path, ["2018-01"], 500005, y)[0] for y in (4999795, 4999995)
    )
    assert inside.cloud_class == 9
    assert nothing.cloud_class is None
