from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from scene_slots.plugin.core.errors import InputError
from scene_slots.plugin.core.grid import MAX_SIDE, Grid, snap

RESOLUTIONS = st.sampled_from([10.0, 20.0, 60.0, 120.0, 0.0001, 1 / 3, 0.1])
INDEX = st.integers(-2_000_000, 2_000_000)


@given(RESOLUTIONS, INDEX, INDEX, st.integers(1, 5000), st.integers(1, 5000))
@example(0.1, 3, 3, 3, 7)
def test_bounds_on_the_grid_add_no_pixel(resolution, left, bottom, width, height):
    bounds = (
        left * resolution,
        bottom * resolution,
        (left + width) * resolution,
        (bottom + height) * resolution,
    )

    grid = snap(bounds, resolution, 32633)

    assert (grid.width, grid.height) == (width, height)
    assert grid.bounds == pytest.approx(bounds, abs=resolution * 1e-6)


@given(
    RESOLUTIONS,
    st.floats(-1e6, 1e6),
    st.floats(-1e6, 1e6),
    st.floats(0.01, 3000),
    st.floats(0.01, 3000),
)
def test_a_grid_holds_the_bounds_and_lies_on_multiples_of_the_resolution(
    resolution, left, bottom, columns, rows
):
    bounds = (
        left * resolution,
        bottom * resolution,
        (left + columns) * resolution,
        (bottom + rows) * resolution,
    )

    grid = snap(bounds, resolution, 32633)

    slack = 2e-6 * resolution
    assert grid.bounds[0] <= bounds[0] + slack
    assert grid.bounds[1] <= bounds[1] + slack
    assert grid.bounds[2] >= bounds[2] - slack
    assert grid.bounds[3] >= bounds[3] - slack
    assert grid.width <= columns + 2
    assert grid.height <= rows + 2
    for edge in (grid.x_min, grid.y_max):
        pixels = edge / resolution
        assert abs(pixels - round(pixels)) < 1e-6


@given(st.integers(1, 60), st.integers(1, 60), st.integers(1, 20))
def test_pieces_tile_the_grid(width, height, side):
    grid = Grid(32633, 500_000.0, 5_100_000.0, 10.0, width, height)
    hits = np.zeros((height, width), dtype=int)

    for piece in grid.pieces(side):
        hits[piece.window] += 1
        own = piece.to_grid()
        assert max(own.width, own.height) <= side
        assert own.bounds[0] == grid.x_min + piece.column * 10
        assert own.y_max == grid.y_max - piece.row * 10
        assert own.epsg == grid.epsg

    assert (hits == 1).all()


def test_a_grid_of_one_request_is_one_piece():
    grid = Grid(32633, 0.0, 0.0, 10.0, MAX_SIDE, MAX_SIDE)

    (piece,) = grid.pieces()

    assert piece.to_grid() == grid
    assert len(list(Grid(32633, 0.0, 0.0, 10.0, MAX_SIDE + 1, 1).pieces())) == 2


def test_a_grid_knows_its_geometry():
    grid = Grid(32633, 100.0, 200.0, 10.0, 3, 2)

    assert grid.bounds == (100.0, 180.0, 130.0, 200.0)
    assert grid.geotransform == (100.0, 10.0, 0.0, 200.0, 0.0, -10.0)
    assert grid.pixels == 6
    assert grid.centres_x(0, 3).tolist() == [105.0, 115.0, 125.0]
    assert grid.centres_y(0, 2).tolist() == [195.0, 185.0]


@pytest.mark.parametrize(
    ("bounds", "resolution", "words"),
    [
        ((0, 0, math.inf, 1), 10, "not finite"),
        ((math.nan, 0, 1, 1), 10, "not finite"),
        ((0, 0, 0, 1), 10, "empty"),
        ((0, 2, 1, 1), 10, "empty"),
        ((0, 0, 1, 1), 0, "resolution"),
        ((0, 0, 1, 1), math.inf, "resolution"),
    ],
)
def test_an_area_that_is_none_is_one_clear_sentence(bounds, resolution, words):
    with pytest.raises(InputError, match=words):
        snap(bounds, resolution, 32633)


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ((math.nan, 0.0, 10.0, 1, 1), "not finite"),
        ((0.0, 0.0, -10.0, 1, 1), "resolution"),
        ((0.0, 0.0, 10.0, 0, 1), "empty"),
        ((0.0, 0.0, 10.0, 1, 0), "empty"),
    ],
)
def test_a_grid_is_valid_by_construction(facts, words):
    with pytest.raises(InputError, match=words):
        Grid(32633, *facts)


@pytest.mark.parametrize(
    ("bounds", "words"),
    [
        ((10, 89, 11, 95), "beyond a pole"),
        ((10, -91, 11, -89), "beyond a pole"),
        ((179, 10, 181, 11), "beyond 180 degrees"),
        ((-200, 10, -190, 11), "beyond 180 degrees"),
    ],
)
def test_degrees_that_do_not_exist_are_refused(bounds, words):
    with pytest.raises(InputError, match=words):
        snap(bounds, 0.01, 4326)


def test_all_of_the_earth_is_a_place_though_the_grid_is_snapped():
    grid = snap((-180, -90, 180, 90), 0.7, 4326)
    assert grid.bounds[3] > 90
    assert all(piece.to_grid() for piece in grid.pieces())
