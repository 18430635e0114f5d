"""Overviews are made tile by tile, and a stop is seen at each of them."""

from __future__ import annotations

import numpy as np
import pytest
from osgeo import gdal
from scene_slots.plugin.core.errors import Stopped
from scene_slots.plugin.core.grid import Grid
from scene_slots.plugin.store.overviews import mean, mode
from scene_slots.plugin.store.rasters import ImageWriter

ODD = Grid(32633, 500000, 5000000, 10, 1027, 261)


def fours(*rows):
    """Return values ``(4, 1, n)`` of which each row has the four of one pixel."""
    return np.array(rows).T[:, None, :]


def test_the_mean_is_that_of_what_is_valid():
    values = fours([1, 2, 2, 2], [9, 9, 9, 4], [7, 7, 7, 7]).astype("uint16")
    valid = fours([1, 1, 1, 1], [0, 0, 1, 1], [0, 0, 0, 0]) > 0
    assert mean(values, valid)[0, :2].tolist() == [2, 7]  # 1.75 and 6.5, half up
    values = fours([1.0, np.nan, 2.0, 3.0], [np.nan] * 4).astype("float32")
    np.testing.assert_array_equal(mean(values, valid[:, :, :2] | True), [[2.0, np.nan]])


def test_the_mode_is_what_most_of_the_valid_have_and_the_first_of_equals():
    values = fours([3, 9, 9, 3], [5, 5, 5, 8], [1, 4, 6, 6]).astype("uint8")
    valid = fours([1, 1, 1, 1], [0, 0, 1, 1], [1, 1, 0, 1]) > 0
    assert mode(values, valid).tolist() == [[3, 5, 1]]


@pytest.fixture
def writer(tmp_path):
    with ImageWriter(tmp_path / "a.tif", ODD, ["x", "y"], "uint8") as writer:
        yield writer


def test_odd_sides_and_the_mask_are_halved_too(writer, tmp_path):
    valid = np.zeros((ODD.height, ODD.width), bool)
    valid[0, 0] = valid[-1, -1] = True
    values = np.full((2, *valid.shape), 200, "uint8")
    (piece,) = ODD.pieces()
    writer.write(piece, values, valid)
    writer.finish({}, {})
    dataset = gdal.Open(str(tmp_path / "a.tif"))
    bands = [dataset.GetRasterBand(at) for at in (1, 2)]
    assert bands[0].GetOverviewCount() == 2
    for level, size in enumerate([(514, 131), (257, 66)]):
        smaller = bands[1].GetOverview(level)
        assert (smaller.XSize, smaller.YSize) == size
        mask = smaller.GetMaskBand().ReadAsArray()
        assert np.argwhere(mask).tolist() == [[0, 0], [size[1] - 1, size[0] - 1]]
        assert {*smaller.ReadAsArray()[mask > 0]} == {200}


def test_a_stop_is_seen_before_each_tile(writer, tmp_path):
    asked = []

    def stop():
        asked.append(1)
        return len(asked) > 5

    (piece,) = ODD.pieces()
    values, valid = np.ones((2, 261, 1027), "uint8"), np.ones((261, 1027), bool)
    writer.write(piece, values, valid, stop)  # five columns of tiles
    with pytest.raises(Stopped):
        writer.write(piece, values, valid, stop)
    del asked[:]
    with pytest.raises(Stopped):
        writer.finish({}, {}, stop=stop)
    assert len(asked) == 6
    writer.discard()
    assert not list(tmp_path.iterdir())
