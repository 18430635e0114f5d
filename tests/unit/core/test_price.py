from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import shapely
from scene_slots.plugin.core.cost import process_units
from scene_slots.plugin.core.grid import Grid
from scene_slots.plugin.core.images import Use
from scene_slots.plugin.core.job import Hub, Job
from scene_slots.plugin.core.plan import Plan
from scene_slots.plugin.core.price import Price, price_slot, sum_prices
from scene_slots.plugin.core.product import Product
from scene_slots.plugin.core.slots import Period, Slot

GRID = Grid(32633, 0.0, 0.0, 10.0, 512, 512)
WHOLE = shapely.box(*GRID.bounds)
LEFT = shapely.box(0, -5120, 2560, 0)
RIGHT = shapely.box(2560, -5120, 5120, 0)


def job(grid=GRID, **facts):
    return Job(
        **{
            "hub": Hub("local", "Local hub", "http://127.0.0.1:1", ""),
            "collection": "sentinel-2-l2a",
            "product": Product("p", "P", "", (), input_bands=3),
            "rule": "leastCC",
            "period": Period(date(2018, 3, 1), date(2018, 3, 31)),
            "rhythm": "month",
            "grid": grid,
            "area": shapely.box(*grid.bounds),
            "folder": Path("run"),
            **facts,
        }
    )


@pytest.fixture
def plan(utc, make_scene):
    scenes = tuple(make_scene(key) for key in "abcde")
    return Plan(
        Slot("2018-03", utc("2018-03-01"), utc("2018-04-01")),
        scenes,
        scenes[:2],
        {"c": Use.COVERED, "d": Use.NO_DATA, "e": Use.SUPERSEDED},
        {"a": LEFT, "b": RIGHT, "c": LEFT},
        depth=2,  # never asked for apart
        grid=GRID,
    )


def test_a_price_goes_from_the_mean_of_samples_to_all_candidates(plan):
    price = price_slot(job(), plan)

    # One unit is 512 by 512 pixels of three bands, once.
    assert price == Price(1.0, 2.0, 4.0, cloud=pytest.approx(2 / 3), requests=1)


def test_scenes_that_are_asked_for_apart_cost_less(plan):
    apart = replace(plan, depth=1)

    price = price_slot(job(), apart)

    assert price.requests == 2
    assert 1.0 <= price.planned < 1.25
    # At worst each of the four comes once more, over the whole.
    assert price.worst == pytest.approx(price.planned + 4)
    assert price.cloud == pytest.approx(price.planned / 3)


def test_the_cloud_band_has_the_price_of_a_checkbox(plan):
    without = price_slot(job(), plan)
    with_it = price_slot(job(cloud_source="SCL"), plan)

    assert with_it.cloud == pytest.approx(without.cloud)
    assert with_it.planned == pytest.approx(without.planned + without.cloud)
    read_anyway = price_slot(job(cloud_source="SCL"), plan, extra_bands=0)
    assert (read_anyway.planned, read_anyway.cloud) == (2.0, 0.0)


def test_a_scan_is_part_of_every_price(plan):
    price = price_slot(job(), plan, scan=0.5)

    assert (price.least, price.planned, price.worst, price.scan) == (1.5, 2.5, 4.5, 0.5)


def test_a_slot_without_plan_costs_nothing(plan):
    empty = replace(plan, planned=(), footprints={"a": LEFT})

    assert price_slot(job(), replace(empty, offered=())).planned == 0.0


def test_each_piece_pays_for_the_scenes_that_it_needs(plan):
    grid = Grid(32633, 0.0, 0.0, 10.0, 5000, 100)
    left, right = shapely.box(0, -1000, 25000, 0), shapely.box(25000, -1000, 50000, 0)
    wide = replace(plan, footprints={"a": left, "b": right}, grid=grid)

    price = price_slot(job(grid), wide)

    assert price.planned == pytest.approx(
        2 * process_units(2500, 100, bands=3, samples=1)
    )


def test_prices_add_up_and_are_calibrated(plan):
    price = price_slot(job(), plan)

    assert sum_prices([price, price]) == replace(price.times(2), requests=2)
    assert sum_prices([]) == Price()
