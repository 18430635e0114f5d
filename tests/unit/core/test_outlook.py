from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import shapely
from scene_slots.plugin.core.cost import process_units
from scene_slots.plugin.core.grid import Grid
from scene_slots.plugin.core.images import State, Use
from scene_slots.plugin.core.job import Hub, Job, Run
from scene_slots.plugin.core.outlook import estimate, expect
from scene_slots.plugin.core.plan import Plan
from scene_slots.plugin.core.product import Family, Product, Source
from scene_slots.plugin.core.slots import Period, Slot


@pytest.fixture
def slot(utc):
    return Slot("2018-03", utc("2018-03-01"), utc("2018-04-01"))


def job(width, sample_type="AUTO"):
    grid = Grid(32633, 0.0, 0.0, 10.0, width, 512)
    return Job(
        Hub("local", "Local hub", "http://127.0.0.1:1", "http://127.0.0.1:1/t"),
        "sentinel-2-l2a",
        Product("ndvi", "NDVI", "", ("sentinel-2-l2a",), sample_type=sample_type),
        "leastCC",
        Period(date(2018, 3, 1), date(2018, 3, 31)),
        "month",
        grid,
        shapely.box(*grid.bounds),
        Path("run"),
    )


def test_a_planned_slot_is_not_fetched_yet_and_has_its_price(slot, make_scene):
    scenes = (make_scene("a"), make_scene("b"), make_scene("c"))
    plan = Plan(slot, scenes, scenes[:2], {"c": Use.COVERED}, {})

    row = expect(job(3000), plan)

    assert (row.state, row.reason) == (State.STOPPED, "Not fetched yet.")
    assert (row.scenes_offered, row.pieces, row.requests) == (3, 2, 0)
    assert (row.scenes_used, row.valid_pct, row.pu_charged) == (None, None, None)
    assert row.pu_estimated == pytest.approx(
        2 * process_units(1500, 512, bands=3, samples=2)
    )
    assert row.path is None


def test_floats_cost_twice(slot, make_scene):
    plan = Plan(slot, (make_scene("a"),), (make_scene("a"),), {}, {})

    assert estimate(job(512, "FLOAT32"), plan) == 2 * estimate(job(512), plan) == 2.0


@pytest.mark.parametrize(
    ("offered", "reason"),
    [
        (0, "No acquisition in this slot."),
        (1, "The one scene of this slot does not reach the area."),
        (2, "None of the 2 scenes of this slot reaches the area."),
    ],
)
def test_a_slot_without_plan_is_empty_and_says_why(slot, make_scene, offered, reason):
    scenes = tuple(make_scene(str(number)) for number in range(offered))
    skipped = {scene.key: Use.NO_DATA for scene in scenes}

    row = expect(job(512), Plan(slot, scenes, (), skipped, {}))

    assert (row.state, row.reason) == (State.EMPTY, reason)
    assert (row.scenes_used, row.valid_pct, row.pieces) == (0, 0.0, 0)
    assert (row.pu_estimated, row.pu_charged) == (0.0, 0.0)


def test_an_area_between_the_centres_of_pixels_is_no_fault_of_the_scenes(
    slot, make_scene
):
    between = replace(job(512), area=shapely.box(1, -4, 4, -1))

    row = expect(between, Plan(slot, (make_scene("a"),), (), {"a": Use.NO_DATA}, {}))

    assert row.reason.startswith("No pixel has its centre in the area:")
    assert (row.state, row.valid_pct) == (State.EMPTY, None)


def test_a_run_lies_in_its_jobs_folder():
    assert Run(job(512), ()).folder == Path("run")


def test_a_slot_of_another_kind_of_radar_says_so(slot, make_scene):
    plan = Plan(slot, (make_scene("a"),), (), {"a": Use.EXCLUDED}, {})

    row = expect(job(512), plan)

    assert (row.state, row.reason) == (
        State.EMPTY,
        "All scenes of this slot are excluded.",
    )


def test_what_has_no_time_is_asked_for_without_a_scene(slot):
    row = expect(job(512), Plan(slot, (), (), {}, {}, timeless=True))

    assert (row.state, row.pieces, row.pu_estimated) == (State.STOPPED, 1, 1.0)
    assert (row.scenes_offered, row.scenes_used) == (0, None)


def test_a_composite_of_days_pays_for_days(slot, make_scene):
    scenes = tuple(
        make_scene(str(at), f"2018-03-0{at % 2 + 1}T09:12:3{at}") for at in range(5)
    )
    plan = Plan(slot, scenes, scenes, {}, {})
    tiles = replace(job(512).product, family=Family.COMPOSITE, mosaicking="TILE")
    days = replace(tiles, mosaicking="ORBIT")

    assert estimate(replace(job(512), product=tiles), plan) == 5.0
    assert estimate(replace(job(512), product=days), plan) == 2.0


def test_several_collections_count_each_anew(slot, make_scene):
    scenes = (
        make_scene("a"),
        make_scene("b"),
        replace(make_scene("c"), collection="sentinel-1-grd"),
    )
    plan = Plan(slot, scenes, scenes, {}, {})
    product = replace(
        job(512).product,
        family=Family.COMPOSITE,
        input_bands=3,
        sources=(
            Source("s2", "sentinel-2-l2a", 2, "TILE"),
            Source("s1", "sentinel-1-grd", 1, "SIMPLE"),
        ),
    )

    # Two sources, of which one has two bands twice and the other one band once.
    assert estimate(replace(job(512), product=product), plan) == pytest.approx(
        2 * (2 * 2 + 1) / 3
    )
