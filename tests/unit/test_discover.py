from __future__ import annotations

import pytest
from scene_slots.plugin.core.collections import find_collection
from scene_slots.plugin.core.cost import process_units
from scene_slots.plugin.core.grid import Grid
from scene_slots.plugin.pipeline.discover import can_discover, tiny_grid


@pytest.mark.parametrize(
    "grid",
    [
        Grid(32633, 600000.0, 5100000.0, 10.0, 1, 1),
        Grid(32633, 600000.0, 5100000.0, 10.0, 2500, 17),
        Grid(32633, 600000.0, 5100000.0, 60.0, 2500, 2500),
        Grid(4326, 15.0, 46.0, 0.0001, 3000, 2000),
        Grid(3857, 0.0, 0.0, 1000.0, 4000, 3000),
    ],
)
def test_a_discovery_covers_the_grid_with_as_few_pixels_as_it_may(grid):
    tiny = tiny_grid(grid, 1500.0)

    west, south, east, north = grid.bounds
    left, bottom, right, top = tiny.bounds
    assert (left, top) == (west, north)
    assert right >= east - 1e-9
    assert bottom <= south + 1e-9
    assert max(tiny.width, tiny.height) <= 2500
    assert tiny.resolution * tiny.unit_metres <= max(
        1500.0, 1.01 * max(east - west, north - south) * grid.unit_metres / 2500
    )


def test_over_a_usual_area_it_costs_the_least_that_a_request_can():
    tiny = tiny_grid(Grid(32633, 0.0, 0.0, 10.0, 2500, 2500), 1500.0)

    units = process_units(tiny.width, tiny.height, bands=1, samples=1)

    assert units == process_units(1, 1, bands=1, samples=1)


def test_what_has_scenes_can_be_discovered():
    assert can_discover(find_collection("sentinel-2-l2a"))
    assert can_discover(find_collection("sentinel-1-grd"))
    assert not can_discover(find_collection("dem"))
