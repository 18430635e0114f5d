from __future__ import annotations

import numpy as np
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from scene_slots.plugin.core import coverage
from scene_slots.plugin.core.coverage import adds_pixel, inside
from scene_slots.plugin.core.grid import Grid

GRIDS = st.builds(
    lambda width, height: Grid(32633, 500_000.0, 5_100_000.0, 10.0, width, height),
    st.integers(1, 40),
    st.integers(1, 40),
)
# Corners in pixels, also beyond the grid; off the pixel centres by irrational parts.
POINTS = st.tuples(st.floats(-10, 50), st.floats(-10, 50))
SHAPES = st.lists(POINTS, min_size=3, max_size=6).map(
    lambda points: shapely.convex_hull(
        shapely.multipoints(
            [(500_000.07 + x * 10, 5_099_999.93 - y * 10) for x, y in points]
        )
    )
)
POLYGONS = SHAPES.filter(lambda shape: shape.geom_type == "Polygon")


def centres(grid):
    """The pixel centres one by one, as points ``(height, width)``."""
    x = [grid.x_min + (column + 0.5) * 10 for column in range(grid.width)]
    y = [grid.y_max - (row + 0.5) * 10 for row in range(grid.height)]
    return shapely.points(*np.meshgrid(x, y))


@settings(max_examples=20, deadline=None)
@given(GRIDS, POLYGONS)
def test_inside_is_every_pixel_whose_centre_is_inside(grid, area):
    assert (inside(area, grid) == shapely.intersects(area, centres(grid))).all()


@settings(max_examples=20, deadline=None)
@given(GRIDS, POLYGONS, st.lists(POLYGONS, max_size=4), POLYGONS)
def test_a_footprint_adds_a_pixel_if_one_centre_is_its_own(
    grid, footprint, covered, area
):
    points = centres(grid)
    own = shapely.intersects(footprint, points) & shapely.intersects(area, points)
    for other in covered:
        own &= ~shapely.contains(other, points)

    assert adds_pixel(footprint, covered, grid, area) == own.any()


@settings(max_examples=10, deadline=None)
@given(POLYGONS, st.lists(POLYGONS, max_size=3))
def test_quartering_changes_nothing(footprint, covered):
    """One small pixel left over in a grid of many windows is found."""
    grid = Grid(32633, 500_000.0, 5_100_000.0, 2.5, 160, 160)
    area = shapely.box(*grid.bounds)
    x, y = np.meshgrid(grid.centres_x(0, 160), grid.centres_y(0, 160))
    own = shapely.intersects_xy(footprint, x, y)
    for other in covered:
        own &= ~shapely.contains_xy(other, x, y)

    assert grid.pixels > coverage._LEAF
    assert adds_pixel(footprint, covered, grid, area) == own.any()
    assert (inside(footprint, grid) == shapely.intersects_xy(footprint, x, y)).all()


def test_an_area_around_the_grid_holds_every_pixel():
    grid = Grid(32633, 0.0, 0.0, 10.0, 300, 200)

    assert inside(shapely.box(*grid.bounds).buffer(1), grid).all()
    assert inside(shapely.box(*grid.bounds), grid).all()
    assert not inside(shapely.box(9000, 9000, 9001, 9001), grid).any()


def test_an_equal_outline_adds_nothing_and_a_centre_on_an_edge_counts_as_open():
    grid = Grid(32633, 0.0, 100.0, 10.0, 10, 10)
    area = shapely.box(*grid.bounds)
    whole = shapely.box(0, 0, 100, 100)
    through_centres = shapely.box(0, 0, 45, 100)

    assert not adds_pixel(whole, [whole], grid, area)
    assert not adds_pixel(shapely.box(0, 0, 44, 100), [through_centres], grid, area)
    assert adds_pixel(through_centres, [through_centres], grid, area)
    assert not adds_pixel(shapely.box(200, 0, 300, 100), [], grid, area)


def test_a_thin_grid_is_quartered_too():
    grid = Grid(32633, 0.0, 10.0, 10.0, 10_000, 1)
    area = shapely.box(*grid.bounds)
    rest = shapely.box(0, 0, 99_990, 10)

    assert adds_pixel(area, [rest], grid, area)
    assert not adds_pixel(
        area, [rest, shapely.box(99_980, -1, 100_010, 11)], grid, area
    )
