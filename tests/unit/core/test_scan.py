from __future__ import annotations

import numpy as np
import pytest
import shapely
from scene_slots.plugin.core.cost import process_units
from scene_slots.plugin.core.grid import Grid
from scene_slots.plugin.core.plan import make_plan
from scene_slots.plugin.core.rules import find_rule
from scene_slots.plugin.core.scan import (
    SlotScan,
    batches,
    count_inside,
    scan_grid,
    scan_units,
    scenes_to_scan,
)
from scene_slots.plugin.core.slots import Slot


def grid_of(width, height, resolution=10.0, epsg=32633):
    return Grid(epsg, 0.0, 1000.0, resolution, width, height)


def area_of(grid):
    return shapely.box(*grid.bounds)


@pytest.mark.parametrize(
    ("grid", "factor"),
    [
        (grid_of(100, 100), 6),  # 60 metres
        (grid_of(100, 101, 20.0), 3),
        (grid_of(100, 100, 7.0), 9),  # never finer than 60
        (grid_of(100, 100, 120.0), 1),
        (grid_of(2500, 2500, 120.0), 5),  # no more than 512 by 512
        (grid_of(20000, 10000), 28),
    ],
)
def test_pixels_of_a_scan_are_those_of_the_image_taken_together(grid, factor):
    coarse = scan_grid(grid, area_of(grid), 1500)

    assert coarse.resolution == grid.resolution * factor
    assert (coarse.x_min, coarse.y_max) == (grid.x_min, grid.y_max)
    assert 0 <= coarse.width * factor - grid.width < factor
    assert 0 <= coarse.height * factor - grid.height < factor
    assert max(coarse.width, coarse.height) <= 2500


def test_a_scan_is_no_coarser_than_the_service_renders():
    grid = grid_of(2500, 2500, 1000.0)

    assert scan_grid(grid, area_of(grid), 1500).resolution == 1000.0


def test_degrees_are_taken_as_metres():
    grid = Grid(4326, 15.0, 46.0, 0.0001, 100, 100)

    coarse = scan_grid(grid, area_of(grid), 1500)

    assert coarse.resolution == pytest.approx(0.0007)


def test_a_small_field_is_read_finer_as_long_as_that_is_free():
    grid = grid_of(40, 40)
    field = shapely.box(100, 800, 190, 890)

    coarse = scan_grid(grid, field, 1500)

    assert coarse.resolution == 20.0
    assert scan_units(coarse, 9) == scan_units(grid_of(1, 1), 9)


def test_a_scan_of_many_scenes_is_several_requests():
    assert [len(one) for one in batches(range(130))] == [60, 60, 10]
    assert batches(()) == ()
    grid = grid_of(512, 512)
    assert scan_units(grid, 61) == pytest.approx(
        process_units(512, 512, bands=1, samples=60)
        + process_units(512, 512, bands=1, samples=1)
    )
    assert scan_units(grid, 0) == 0.0


def test_candidates_alone_are_scanned_and_only_where_there_is_a_choice(
    make_scene, utc, small_grid, to_box
):
    def plan(*scenes):
        slot = Slot("2018-03", utc("2018-03-01"), utc("2018-04-01"))
        area = to_box(0, 0, 6, 6)
        rule = find_rule("leastAreaCC")
        made = make_plan(slot, scenes, rule, small_grid, area, lambda xy: xy * 1e4)
        return [one.key for one in scenes_to_scan(made, small_grid, area)]

    def scene(key, *window, **facts):
        outline = shapely.transform(to_box(*window), lambda xy: xy / 1e4)
        return make_scene(key, footprint=outline, **facts)

    here = scene("here", 0, 0, 6, 6)
    beside = scene("beside", 8, 0, 12, 9)
    old = {"tile_name": "T33TWL", "processing_baseline": "02.14"}
    new = {"tile_name": "T33TWL", "processing_baseline": "05.00"}

    assert plan(here, beside) == []
    assert plan(here, beside, make_scene("unknown")) == ["here", "unknown"]
    assert plan(
        here, scene("old", 0, 0, 6, 6, **old), scene("new", 0, 0, 6, 6, **new)
    ) == ["new", "here"]


def test_classes_are_counted_inside_and_255_is_no_data():
    classes = np.array([[4, 4, 8], [255, 9, 4]], dtype=np.uint8)
    inside = np.array([[True, True, True], [True, True, False]])

    assert count_inside(classes, inside) == {4: 2, 8: 1, 9: 1}


def test_cloud_over_the_area_is_unknown_without_data():
    scan = SlotScan("SCL", 60.0, {"a": {4: 30, 8: 5, 9: 5}, "b": {}, "c": {7: 3}})

    assert scan.area_cloud == {"a": 25.0, "c": 0.0}
