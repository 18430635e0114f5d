"""Whatever outlines claim, planned and topped up equals unplanned, pixel for pixel."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Transformer
from scene_slots.plugin.core import parts as parts_module
from scene_slots.plugin.core.coverage import inside
from scene_slots.plugin.core.grid import Grid
from scene_slots.plugin.core.parts import REQUEST_UNITS, split_piece
from scene_slots.plugin.core.plan import make_plan, plan_piece
from scene_slots.plugin.core.reach import find_reach
from scene_slots.plugin.core.rules import find_rule
from scene_slots.plugin.core.scenes import Scene, superseded
from scene_slots.plugin.core.slots import Slot
from scene_slots.plugin.core.top_up import find_top_up

START = datetime(2018, 3, 1, tzinfo=timezone.utc)
SLOT = Slot("2018-03", START, datetime(2018, 4, 1, tzinfo=timezone.utc))
SLACK = 7.5
MISSING = 10_000
# Footprints are in degrees; here a thousandth of the grid's units.
DEGREE = 1000.0
GRID = Grid(32633, 0.0, 1000.0, 10.0, 16, 12)
WHOLE = shapely.box(*GRID.bounds)
RULES = (
    "leastCC",
    "mostRecent",
    "leastRecent",
    "closest",
    "closest:15",
    "closest:03-04",
    "leastAreaCC",
)


class World:
    """A service whose scenes have other data than their outlines claim."""

    def __init__(self, facts, grid=GRID, claim=lambda data, _: data, degree=DEGREE):
        self.degree = degree
        self.grid, self.scenes, self.data, self.area_cloud = grid, [], {}, {}
        for number, (day, cloud, tile, baseline, data, lie) in enumerate(facts):
            claimed = claim(data, lie)
            scene = Scene(
                key=f"p{number:02d}",
                acquired=START + timedelta(day),
                collection="sentinel-2-l2a",
                footprint=shapely.transform(claimed, lambda xy: xy / degree),
                product_id=f"p{number:02d}",
                cloud_coverage=cloud,
                tile_name=tile,
                processing_baseline=baseline,
            )
            self.scenes.append(scene)
            self.data[scene.key] = inside(data, grid)
            if cloud is not None:
                self.area_cloud[scene.key] = 50.0 - cloud

    def plan(self, rule, area=WHOLE):
        return make_plan(
            *(SLOT, self.scenes, find_rule(rule), self.grid, area),
            to_grid=lambda xy: xy * self.degree,
            area_cloud=self.area_cloud,
        )

    def ranks(self, plan, keys):
        """Rank of the best of some scenes with data, per pixel."""
        found = np.full((self.grid.height, self.grid.width), MISSING)
        for key in keys:
            rank = plan.ranks[key]
            found[self.data[key] & (found > rank)] = rank
        return found

    def unplanned(self, plan):
        replaced = superseded(plan.offered)
        return self.ranks(plan, [k for k in plan.ranks if k not in replaced])

    def shortfall(self, plan, key):
        """How far the data of a scene go beyond its outline."""
        rows, columns = np.nonzero(self.data[key])
        x, y = self.grid.centres_x(0, 16)[columns], self.grid.centres_y(0, 12)[rows]
        outline = plan.footprints[key]
        return shapely.distance(outline, shapely.points(x, y)).max(initial=0.0)

    def run(self, plan, area=WHOLE):
        """Fetch and check as a piece does; return ranks and what was asked for."""
        pixels = inside(area, self.grid)
        asked = {one.key for one in plan.planned}
        ranks, reach, settled = self.ranks(plan, asked), 0.0, set(asked)
        by_rank = np.zeros(MISSING + 1, dtype=int)
        for key, rank in plan.ranks.items():
            by_rank[rank] = plan.values[key]
        for _ in range(99):
            seen = find_reach(plan, by_rank[ranks], pixels, self.grid, SLACK)
            if seen > reach * 1.25:
                reach, settled = seen, {one.key for one in plan.planned}
            top_up = find_top_up(plan, ranks, pixels, self.grid, settled, reach)
            if top_up is None:
                return ranks, asked
            keys = {one.key for one in top_up.scenes}
            view = (slice(*top_up.rows), slice(*top_up.columns))
            ranks[view] = np.minimum(ranks[view], self.ranks(plan, keys)[view])
            asked |= keys
            settled |= keys
        raise AssertionError("the top-ups have no end")


def window(left, top, right, bottom):
    return shapely.box(left * 10, 1000 - bottom * 10, right * 10, 1000 - top * 10)


def some(low, high):
    return st.integers(low, high)


WINDOWS = st.builds(
    lambda x, y, w, h: window(x, y, x + w, y + h),
    *(some(-4, 15), some(-4, 11), some(1, 16), some(1, 12)),
)
# Orbit edges are slanted, slivers thinner than a pixel.
SLANTED = st.builds(
    lambda at, lean: shapely.Polygon(
        [(-50, 700), (-50, 1050), (at * 10 + lean, 1050), (at * 10 - lean, 700)]
    ),
    *(some(1, 16), some(-40, 40)),
)
SLIVERS = st.builds(lambda at: window(at + 0.3, -1, at + 0.7, 13), some(0, 15))
SHAPES = st.one_of(WINDOWS, SLANTED, SLIVERS)
FACTS = st.lists(
    st.tuples(
        some(0, 6),
        st.sampled_from([None, 0.0, 1.0, 30.0]),
        st.sampled_from([None, "T33TWL", "T33TWM"]),
        st.sampled_from([None, "02.14", "05.00"]),
        SHAPES,
        SHAPES,
    ),
    min_size=1,
    max_size=7,
)
AREAS = st.just(WHOLE) | WINDOWS.filter(lambda one: inside(one, GRID).any())


@settings(max_examples=20, deadline=None)
@given(FACTS, st.sampled_from(RULES), AREAS)
def test_with_outlines_that_claim_more(facts, rule, area):
    world = World(facts, claim=lambda data, lie: data.union(lie))
    plan = world.plan(rule, area)

    ranks, _ = world.run(plan, area)

    assert (ranks == world.unplanned(plan))[inside(area, GRID)].all()


@settings(max_examples=20, deadline=None)
@given(FACTS, st.sampled_from(RULES), AREAS)
def test_with_true_outlines_nothing_more_is_asked_for(facts, rule, area):
    world = World(facts)
    plan = world.plan(rule, area)

    ranks, asked = world.run(plan, area)

    assert (ranks == world.unplanned(plan))[inside(area, GRID)].all()
    assert asked == {one.key for one in plan.planned}


@settings(max_examples=25, deadline=None)
@given(FACTS, st.sampled_from(RULES), st.sampled_from([10.0, 25.0, 40.0]))
def test_outlines_that_claim_less_are_found_out_or_do_no_harm(facts, rule, margin):
    def shrink(data, _):
        smaller = data.buffer(-margin)
        return data if smaller.is_empty else smaller

    world = World(facts, claim=shrink)
    plan = world.plan(rule)
    ranks, asked = world.run(plan)

    if (ranks != world.unplanned(plan)).any():
        # Then a skipped one falls short by more than twice what a fetched one shows.
        values = np.zeros(MISSING + 1, dtype=int)
        for key, rank in plan.ranks.items():
            values[rank] = plan.values[key]
        whole = np.ones(ranks.shape, dtype=bool)
        reach = find_reach(plan, values[ranks], whole, GRID, SLACK)
        assert (
            max(world.shortfall(plan, key) for key in set(world.data) - asked) > reach
        )


def test_a_scene_seen_beyond_its_outline_brings_the_skipped_ones_back():
    left, best = window(0, 0, 10, 12), window(0, 0, 8, 12)
    facts = [
        (1, 0.0, None, None, best, None),
        (2, 1.0, None, None, left, None),
        (3, 2.0, None, None, window(0, 0, 16, 12), None),
    ]
    world = World(facts, claim=lambda data, _: data.buffer(-20))
    world.scenes[1] = Scene(
        **{**vars(world.scenes[1]), "footprint": world.scenes[0].footprint}
    )
    plan = world.plan("leastCC")
    assert [one.key for one in plan.planned] == ["p00", "p02"]

    ranks, asked = world.run(plan)

    assert asked == {"p00", "p01", "p02"}
    assert (ranks == world.unplanned(plan)).all()


def test_what_lies_beyond_an_outline_by_rounding_alone_is_no_sign():
    facts = [(1, 0.0, None, None, WHOLE, None)]
    world = World(facts, claim=lambda data, _: data.buffer(-11))
    plan = world.plan("leastCC")
    won = np.ones((GRID.height, GRID.width), dtype=int)

    assert find_reach(plan, won, won > 0, GRID, slack=7.5) == 0.0
    assert find_reach(plan, won, won > 0, GRID, slack=1.0) == pytest.approx(17, abs=1)


@settings(max_examples=25, deadline=None)
@given(FACTS, st.sampled_from(RULES), some(3, 9))
def test_pieces_ask_for_what_the_whole_needs_there(facts, rule, side):
    world = World(facts)
    plan = world.plan(rule)
    expected = world.unplanned(plan)

    for piece in GRID.pieces(side):
        planned = plan_piece(plan, piece.to_grid(), WHOLE)
        found = world.ranks(plan, [one.key for one in planned])[piece.window]
        assert (found == expected[piece.window]).all()
        assert [one for one in plan.planned if one in planned] == list(planned)


# The same world, of pixels so large that scenes are worth being asked for apart.
LARGE = Grid(32633, 0.0, 200000.0, 2000.0, 16, 12)


def enlarge(shape):
    return shapely.transform(shape, lambda xy: xy * 200)


@settings(max_examples=20, deadline=None)
@given(FACTS, st.sampled_from(RULES), st.booleans(), st.sampled_from([5, 512]))
def test_scenes_asked_for_apart_make_the_same_image(facts, rule, lying, side):
    facts = [(*rest, enlarge(data), enlarge(lie)) for *rest, data, lie in facts]
    claim = (lambda data, lie: data.union(lie)) if lying else (lambda data, _: data)
    world = World(facts, LARGE, claim, degree=1e6)
    area = shapely.box(*LARGE.bounds)
    plan = world.plan(rule, area)
    if not plan.planned:
        return

    with pytest.MonkeyPatch.context() as patch:
        # Windows may be found on few pixels: then they are larger than they need be.
        patch.setattr(parts_module, "_MOST_SIDE", side)
        parts = split_piece(plan, plan.planned, LARGE, area, lambda w, h, n: w * h * n)
    ranks = np.full((LARGE.height, LARGE.width), MISSING)
    windows, settled, requests = {}, set(), len(parts)
    for part in parts:
        view = (slice(*part.rows), slice(*part.columns))
        keys = [one.key for one in part.scenes]
        ranks[view] = np.minimum(ranks[view], world.ranks(plan, keys)[view])
        windows.update(dict.fromkeys(keys, view))
    pixels = inside(area, LARGE)
    while top_up := find_top_up(plan, ranks, pixels, LARGE, settled, 0.0, windows):
        keys = {one.key for one in top_up.scenes}
        view = (slice(*top_up.rows), slice(*top_up.columns))
        ranks[view] = np.minimum(ranks[view], world.ranks(plan, keys)[view])
        settled |= keys
        requests += 1

    assert (ranks == world.unplanned(plan)).all()
    assert sorted(windows) == sorted(one.key for one in plan.planned)
    joint = LARGE.pixels * len(plan.planned) + REQUEST_UNITS
    apart = sum(p.width * p.height * len(p.scenes) + REQUEST_UNITS for p in parts)
    assert apart <= joint
    assert lying or requests == len(parts)


def test_what_would_save_too_little_is_asked_for_at_once():
    halves = [
        (1, 0.0, None, None, enlarge(window(0, 0, 9, 12)), None),
        (2, 1.0, None, None, enlarge(window(7, 0, 16, 12)), None),
    ]
    world = World(halves, LARGE, degree=1e6)
    area = shapely.box(*LARGE.bounds)
    plan = world.plan("leastCC", area)

    def parts(unit):
        return split_piece(
            plan, plan.planned, LARGE, area, lambda w, h, n: unit * w * h * n
        )

    assert [len(part.scenes) for part in parts(unit=0.001)] == [2]
    left, right = parts(unit=1.0)
    assert (left.columns, right.columns) == ((0, 10), (6, 16))
    assert (left.rows, right.rows) == ((0, 12), (0, 12))


def test_the_overlap_of_one_pass_is_asked_of_both_tiles_only_where_needed():
    # Two tiles of one pass share ten kilometres: either alone has the overlap.
    grid = Grid(32633, 600000.0, 5110000.0, 500.0, 60, 40)
    north = shapely.box(6.0, 50.902, 7.098, 52.0)
    south = shapely.box(6.0, 50.0, 7.098, 51.0004)
    scenes = [
        Scene("n", START, "sentinel-2-l2a", north, "n", cloud_coverage=3.0),
        Scene(
            "s",
            START + timedelta(seconds=14),
            "sentinel-2-l2a",
            south,
            "s",
            cloud_coverage=3.0,
        ),
    ]

    def asked(area):
        plan = make_plan(
            *(SLOT, scenes, find_rule("leastCC"), grid, area),
            to_grid=lambda xy: xy * 1e5,
        )
        return [one.key for one in plan.planned]

    bounds = grid.bounds
    assert asked(shapely.box(*bounds)) == ["s", "n"]
    assert asked(shapely.box(bounds[0], 5092000, bounds[2], 5098000)) == ["s"]
    assert asked(shapely.box(bounds[0], 5101000, bounds[2], 5109000)) == ["n"]


@pytest.mark.parametrize("west", [-180.4, 179.6])
def test_plans_hold_across_the_antimeridian(west):
    # Written beyond 180, or jumping over it: the same ground in zone 1.
    ring = [(179.6, 65.0), (-179.7, 65.0), (-179.7, 65.6), (179.6, 65.6)]
    if west < -180:
        ring = [(x - 360 if x > 0 else x, y) for x, y in ring]
    transformer = Transformer.from_crs(4326, 32601, always_xy=True)

    def to_grid(xy):
        return np.column_stack(transformer.transform(xy[:, 0], xy[:, 1]))

    x, y = transformer.transform(-180.0, 65.3)
    grid = Grid(32601, round(x) - 5000.0, round(y) + 5000.0, 500.0, 20, 20)
    scenes = [
        Scene("over", START, "c", shapely.Polygon(ring), "over", cloud_coverage=0.0),
        Scene(
            "east",
            START,
            "c",
            shapely.box(-180.0, 65.0, -179.7, 65.6),
            "east",
            cloud_coverage=1.0,
        ),
    ]
    area = shapely.box(*grid.bounds)

    plan = make_plan(SLOT, scenes, find_rule("leastCC"), grid, area, to_grid)

    assert [one.key for one in plan.planned] == ["over"]
    assert inside(plan.footprints["over"], grid).all()
    half = inside(plan.footprints["east"], grid)
    assert half.any()
    assert not half.all()
