from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from scene_slots.plugin.core.coverage import inside
from scene_slots.plugin.core.grid import Grid
from scene_slots.plugin.core.images import Use
from scene_slots.plugin.core.plan import make_plan
from scene_slots.plugin.core.rules import find_rule
from scene_slots.plugin.core.scenes import Scene, superseded
from scene_slots.plugin.core.slots import Slot
from scene_slots.plugin.core.top_up import find_top_up

START = datetime(2018, 3, 1, tzinfo=timezone.utc)
SLOT = Slot("2018-03", START, datetime(2018, 4, 1, tzinfo=timezone.utc))
GRID = Grid(32633, 0.0, 1000.0, 10.0, 12, 9)
WHOLE = shapely.box(*GRID.bounds)
MISSING = 10_000
# Footprints are in degrees; here a thousandth of the grid's units.
DEGREE = 1000.0


def to_degrees(geometry):
    return shapely.transform(geometry, lambda xy: xy / DEGREE)


def to_grid(xy):
    return xy * DEGREE


def window(left, top, right, bottom):
    return shapely.box(left * 10, 1000 - bottom * 10, right * 10, 1000 - top * 10)


WINDOWS = st.builds(
    lambda left, top, width, height: window(left, top, left + width, top + height),
    st.integers(-3, 11),
    st.integers(-3, 8),
    st.integers(1, 12),
    st.integers(1, 9),
)
PATCHES = st.lists(WINDOWS, min_size=1, max_size=2).map(shapely.unary_union)
AREAS = st.just(WHOLE) | WINDOWS.filter(lambda one: one.intersects(WHOLE.buffer(-6)))
FACTS = st.tuples(
    st.integers(0, 3),  # day
    st.sampled_from([None, 0.0, 1.0]),
    st.sampled_from([None, "T33TWL", "T33TWM"]),
    st.sampled_from([None, "02.14", "05.00"]),
    PATCHES,  # where it has data
    PATCHES | st.none(),  # what its footprint claims besides
    st.booleans(),  # whether it has a footprint at all
)
RULE_NAMES = st.sampled_from(["leastCC", "leastRecent", "mostRecent"])


class World:
    """A service of scenes whose data are known, for whole pixels."""

    def __init__(self, facts, *, truthful):
        self.scenes, self.data = [], {}
        for number, (day, cloud, tile, baseline, data, more, known) in enumerate(facts):
            claimed = data if truthful or more is None else data.union(more)
            scene = Scene(
                key=f"p{number:02d}",
                acquired=START + timedelta(day),
                collection="sentinel-2-l2a",
                footprint=to_degrees(claimed) if truthful or known else None,
                cloud_coverage=cloud,
                tile_name=tile,
                processing_baseline=baseline,
            )
            self.scenes.append(scene)
            self.data[scene.key] = inside(data, GRID)

    def mosaic(self, plan, keys, rows=(0, GRID.height), columns=(0, GRID.width)):
        """Rank of the best of some scenes with data, per pixel of a window."""
        view = (slice(*rows), slice(*columns))
        ranks = np.full((GRID.height, GRID.width), MISSING)[view]
        for key in keys:
            rank = plan.ranks[key]
            ranks[self.data[key][view] & (ranks > rank)] = rank
        return ranks

    def unplanned(self, plan):
        replaced = superseded(plan.offered)
        return self.mosaic(
            plan, [one.key for one in plan.offered if one.key not in replaced]
        )


def plan_of(scenes, rule="leastCC", area=WHOLE):
    return make_plan(SLOT, scenes, find_rule(rule), GRID, area, to_grid)


def fetch(world, plan, area):
    """Walk the plan and its top-ups as a run does; return ranks and requests."""
    asked = {one.key for one in plan.planned}
    ranks = world.mosaic(plan, asked)
    requests = 1
    while top_up := find_top_up(plan, ranks, inside(area, GRID), GRID, asked):
        keys = {one.key for one in top_up.scenes}
        assert keys.isdisjoint(asked)
        view = (slice(*top_up.rows), slice(*top_up.columns))
        more = world.mosaic(plan, keys, top_up.rows, top_up.columns)
        ranks[view] = np.minimum(ranks[view], more)
        asked |= keys
        requests += 1
        assert requests <= len(world.scenes) + 1
    return ranks, requests


@settings(max_examples=30, deadline=None)
@given(st.lists(FACTS, min_size=1, max_size=6), RULE_NAMES, AREAS)
def test_with_truthful_footprints_the_plan_equals_the_unplanned_run(facts, rule, area):
    world = World(facts, truthful=True)
    plan = plan_of(world.scenes, rule, area)
    pixels = inside(area, GRID)

    ranks, requests = fetch(world, plan, area)

    assert (ranks == world.unplanned(plan))[pixels].all()
    assert requests == 1


@settings(max_examples=30, deadline=None)
@given(st.lists(FACTS, min_size=1, max_size=6), RULE_NAMES, AREAS)
def test_with_boastful_or_missing_footprints_top_ups_end_at_the_unplanned_run(
    facts, rule, area
):
    world = World(facts, truthful=False)
    plan = plan_of(world.scenes, rule, area)
    pixels = inside(area, GRID)

    ranks, _ = fetch(world, plan, area)

    assert (ranks == world.unplanned(plan))[pixels].all()


@settings(max_examples=25, deadline=None)
@given(st.lists(FACTS, min_size=1, max_size=6), RULE_NAMES, AREAS)
def test_no_planned_scene_is_there_in_vain_and_each_other_has_its_reason(
    facts, rule, area
):
    world = World(facts, truthful=True)
    plan = plan_of(world.scenes, rule, area)
    claims = np.zeros((GRID.height, GRID.width), dtype=int)
    replaced = superseded(plan.offered)

    for scene in plan.offered:
        claimed = inside(plan.footprints[scene.key], GRID) & inside(area, GRID)
        if scene.key in replaced:
            assert plan.skipped[scene.key] is Use.SUPERSEDED
        elif (claimed & (claims < plan.depth)).any():
            assert scene in plan.planned
            claims += claimed
        elif claimed.any():
            assert plan.skipped[scene.key] is Use.COVERED
        else:
            assert plan.skipped[scene.key] is Use.NO_DATA

    assert len(plan.planned) + len(plan.skipped) == len(plan.offered)
    assert sorted(plan.values.values()) == list(range(1, len(plan.offered) + 1))
    for position, scene in enumerate(plan.planned, 1):
        assert plan.values[scene.key] == position


def scene(key, outline, cloud=1.0, day=0, **facts):
    return Scene(
        key=key,
        acquired=START + timedelta(day),
        collection="sentinel-2-l2a",
        footprint=None if outline is None else to_degrees(outline),
        product_id=key,
        cloud_coverage=cloud,
        **facts,
    )


def keys(scenes):
    return [one.key for one in scenes]


def test_scenes_outside_of_the_slot_are_not_offered():
    plan = plan_of([scene("in", WHOLE), scene("after", WHOLE, day=31)])

    assert keys(plan.offered) == ["in"]


def test_twins_cost_one_request():
    plan = plan_of([scene("b", WHOLE), scene("a", WHOLE)])

    assert keys(plan.planned) == ["a"]
    assert plan.skipped == {"b": Use.COVERED}
    assert plan.ranks == {"a": 0, "b": 1}
    assert plan.values == {"a": 1, "b": 2}


def test_the_higher_baseline_of_one_tile_and_pass_is_asked_alone():
    old = scene("old", WHOLE, 0.0, tile_name="T33TWL", processing_baseline="02.14")
    new = scene("new", WHOLE, 9.0, tile_name="T33TWL", processing_baseline="05.00")

    plan = plan_of([old, new])

    assert keys(plan.planned) == ["new"]
    assert plan.skipped == {"old": Use.SUPERSEDED}
    missing = np.full((GRID.height, GRID.width), MISSING)
    assert find_top_up(plan, missing, missing > 0, GRID, {"new"}) is None


def test_what_has_no_outline_is_asked_for():
    without = scene("without", None, 0.0)
    pole = shapely.Polygon([(0, 80), (120, 80), (-120, 80)])
    polar = replace(scene("polar", None, 0.5), footprint=pole)

    plan = plan_of([without, polar, scene("whole", WHOLE), scene("last", WHOLE, 9.0)])

    assert keys(plan.planned) == ["without", "polar", "whole"]
    assert set(plan.footprints) == {"whole", "last"}


def test_a_slot_without_scenes_has_an_empty_plan():
    plan = plan_of([])

    assert (plan.offered, plan.planned, dict(plan.skipped)) == ((), (), {})


def test_a_top_up_asks_for_the_window_in_doubt_and_the_best_claims_alone():
    boastful = scene("boastful", WHOLE, 0.0)
    second = scene("second", WHOLE, 1.0)
    third = scene("third", WHOLE, 2.0)
    plan = plan_of([boastful, second, third])
    ranks = np.zeros((GRID.height, GRID.width), dtype=int)
    ranks[2:4, 5:9] = MISSING

    top_up = find_top_up(plan, ranks, ranks >= 0, GRID, {"boastful"})

    assert keys(plan.planned) == ["boastful"]
    assert keys(top_up.scenes) == ["second"]
    assert top_up.rows == (2, 4)
    assert top_up.columns == (5, 9)
    assert find_top_up(plan, ranks, ranks < 0, GRID, {"boastful"}) is None


def test_a_winner_behind_a_skipped_scene_that_claims_it_is_in_doubt():
    left, right = window(0, 0, 6, 9), window(6, 0, 12, 9)
    plan = plan_of(
        [
            scene("left", left, 0.0),
            scene("right", right, 1.0),
            scene("skipped", WHOLE, 2.0),
            scene("last", WHOLE, 3.0),
        ]
    )
    ranks = np.zeros((GRID.height, GRID.width), dtype=int)
    ranks[:, 6:] = 1
    ranks[0, 11] = 3

    top_up = find_top_up(plan, ranks, ranks >= 0, GRID, {"left", "right", "last"})

    assert keys(plan.planned) == ["left", "right"]
    assert keys(top_up.scenes) == ["skipped"]
    assert (top_up.rows, top_up.columns) == ((0, 1), (11, 12))


@pytest.mark.parametrize("side", [3, 5])
def test_pieces_are_checked_as_the_whole_is(side):
    plan = plan_of([scene("boastful", WHOLE, 0.0), scene("small", window(4, 4, 6, 6))])
    missing = np.full((GRID.height, GRID.width), MISSING)
    found = np.zeros(missing.shape, dtype=bool)

    for piece in GRID.pieces(side):
        top_up = find_top_up(
            plan,
            missing[piece.window],
            missing[piece.window] > 0,
            piece.to_grid(),
            {"boastful"},
        )
        if top_up:
            rows = slice(*(piece.row + row for row in top_up.rows))
            columns = slice(*(piece.column + column for column in top_up.columns))
            found[rows, columns] = True

    assert (found == inside(window(4, 4, 6, 6), GRID)).all()
