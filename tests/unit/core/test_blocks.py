import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from scene_slots.plugin.core.blocks import BLOCK, blocks_of, count_values, look_up
from scene_slots.plugin.core.coverage import inside
from scene_slots.plugin.core.grid import Grid
from scene_slots.plugin.core.inside import Inside


@given(st.integers(1, 2000), st.integers(0, BLOCK - 1))
def test_blocks_hold_every_row_once_and_end_at_tiles(height, first):
    blocks = list(blocks_of(height, first))
    rows = [row for top, bottom in blocks for row in range(top, bottom)]
    assert rows == list(range(height))
    assert all((bottom - first) % BLOCK == 0 for _, bottom in blocks[:-1])


@settings(max_examples=10)
@given(st.integers(1, 700), st.integers(1, 300), st.integers(0, 2**32 - 1))
def test_by_blocks_is_as_at_once(height, largest, seed):
    random = np.random.default_rng(seed)
    values = random.integers(0, largest + 1, (height, 3)).astype(np.uint16)
    where = random.random(values.shape) < 0.7
    table = random.integers(0, 255, largest + 1).astype(np.uint8)
    found = look_up(table, values)
    np.testing.assert_array_equal(found, table[values])
    assert found.dtype == table.dtype
    numbers, counts = np.unique(values[where & (values > 0)], return_counts=True)
    assert count_values(values, where) == dict(zip(numbers.tolist(), counts.tolist()))


@pytest.mark.parametrize(
    "geometry",
    [
        shapely.box(500000, 4996000, 504000, 5000000),
        shapely.Point(502000, 4998000).buffer(1500),
        shapely.box(0, 0, 1, 1),
    ],
    ids=["whole", "round", "elsewhere"],
)
def test_inside_by_pieces_is_as_of_the_whole_grid(geometry):
    grid = Grid(32633, 500000, 5000000, 10, 400, 400)
    whole = inside(geometry, grid)
    by_piece = Inside(geometry, grid)
    for piece in grid.pieces(130):
        # The second time it is remembered.
        for _ in range(2):
            np.testing.assert_array_equal(by_piece.of(piece), whole[piece.window])
    assert by_piece.count(lambda: False) == whole.sum()
