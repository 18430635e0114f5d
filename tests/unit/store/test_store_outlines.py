import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scene_slots.plugin.core.errors import Stopped, StoreError
from scene_slots.plugin.core.grid import Grid
from scene_slots.plugin.store.outlines import usage_outlines
from scene_slots.plugin.store.scene_rasters import SceneRasterWriter
from shapely.geometry import MultiPolygon, Point, box


@settings(deadline=None, max_examples=20)
@given(
    arrays(
        "uint8",
        st.tuples(st.integers(1, 12), st.integers(1, 12)),
        elements=st.integers(0, 3),
    )
)
def test_outlines_of_a_small_raster_are_exact(values):
    height, width = values.shape
    grid = Grid(32633, 500000, 5000000, 10, width, height)
    outlines = usage_outlines(values, grid)
    assert set(outlines) == set(np.unique(values).tolist()) - {0}
    for value, outline in outlines.items():
        assert isinstance(outline, MultiPolygon)
        assert outline.is_valid
        assert outline.area == pytest.approx(100 * (values == value).sum())
    for row, y in enumerate(grid.centres_y(0, height)):
        for column, x in enumerate(grid.centres_x(0, width)):
            for value, outline in outlines.items():
                assert outline.contains(Point(x, y)) == (values[row, column] == value)


def test_a_large_raster_is_outlined_by_blocks_within_the_grid():
    grid = Grid(32633, 500000, 5000000, 10, 2501, 1777)
    values = np.zeros((grid.height, grid.width), np.uint16)
    values[:700], values[700:, :1300], values[900:, 2000:] = 300, 2, 65000
    outlines = usage_outlines(values, grid)
    for value in (300, 2, 65000):
        outline = outlines[value]
        assert outline.area == pytest.approx(100 * (values == value).sum(), rel=0.01)
        assert box(*grid.bounds).covers(outline)
    assert outlines[65000].bounds[2] == grid.bounds[2]
    assert outlines[65000].bounds[1] == grid.bounds[1]


def test_blocks_take_their_most_frequent_value():
    grid = Grid(32633, 0, 0, 1, 1024, 2)
    values = np.zeros((2, 1024), np.uint8)
    values[:, 0:2] = [[1, 1], [1, 2]]
    values[:, 2:4] = [[0, 0], [0, 2]]
    assert set(usage_outlines(values, grid)) == {1}


def test_no_scene_has_no_outline(grid):
    assert usage_outlines(np.zeros((40, 60), np.uint8), grid) == {}


def test_a_file_gives_the_same_outlines_as_its_array(tmp_path, make_scene):
    grid = Grid(32633, 500000, 5000000, 10, 1100, 600)
    rng = np.random.default_rng(1)
    values = np.repeat(np.repeat(rng.integers(0, 4, (6, 11)), 100, 0), 100, 1)
    with SceneRasterWriter(tmp_path / "a.tif", grid, 3) as writer:
        for piece in grid.pieces(500):
            writer.write(piece, values[piece.window])
        writer.finish([(value, make_scene(f"s{value}")) for value in (1, 2, 3)])
    assert usage_outlines(tmp_path / "a.tif", grid) == usage_outlines(values, grid)


def test_a_missing_file_is_said_in_a_sentence(tmp_path, grid):
    with pytest.raises(StoreError, match="could not be read"):
        usage_outlines(tmp_path / "none.tif", grid)


def test_a_large_raster_is_not_read_to_its_end_when_stopped(tmp_path):
    grid = Grid(32633, 0, 0, 10, 3000, 3000)
    asked = []
    with SceneRasterWriter(tmp_path / "a.tif", grid, 1) as writer:
        writer.finish([])
    with pytest.raises(Stopped):
        usage_outlines(tmp_path / "a.tif", grid, lambda: bool(asked.append(1)) or True)
    assert len(asked) == 1
