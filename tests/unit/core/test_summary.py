from __future__ import annotations

from dataclasses import replace

import pytest
from scene_slots.plugin.core.images import Image, State, Use
from scene_slots.plugin.core.plan import Plan
from scene_slots.plugin.core.slots import Slot
from scene_slots.plugin.core.summary import (
    describe,
    describe_whole,
    list_candidates,
    list_usages,
    share,
)


@pytest.fixture
def slot(utc):
    return Slot("2018-03", utc("2018-03-01"), utc("2018-04-01"))


@pytest.fixture
def image(slot):
    return Image(
        slot.name,
        slot.start,
        slot.end,
        State.COMPLETE,
        "",
        "true_color",
        "leastCC",
        "sentinel-2-l2a",
        "local",
    )


@pytest.fixture
def scenes(make_scene):
    """Two tiles of one pass, and one of another."""
    first = {"platform": "sentinel-2a", "relative_orbit": 79}
    second = {"platform": "sentinel-2b", "relative_orbit": 122}
    return [
        make_scene("a", "2018-03-05T09:00:00", cloud_coverage=None, **first),
        make_scene("b", "2018-03-05T09:00:10", cloud_coverage=0.0, **first),
        make_scene("c", "2018-03-09T09:00:00", cloud_coverage=8.5, **second),
        make_scene("d", "2018-03-20T09:00:00", cloud_coverage=99.0, **second),
    ]


def test_a_row_counts_its_pixels(image, scenes, utc):
    row = describe(image, scenes, {"a": 30, "b": 10, "c": 35, "d": 0}, 100)

    assert (row.scenes_used, row.acquisitions) == (3, 2)
    assert row.valid_pct == pytest.approx(75)
    assert row.first_acquired == utc("2018-03-05T09:00:00")
    assert row.last_acquired == utc("2018-03-09T09:00:00")
    # c has the largest share of one tile, but a and b are one acquisition.
    assert row.main_acquired == utc("2018-03-05T09:00:00")
    assert row.main_share_pct == pytest.approx(40)
    # (30 * 0 s + 10 * 10 s + 35 * 4 days) / 75
    assert row.mean_acquired == utc("2018-03-07T05:48:01.333333")
    assert (row.tile_cloud_min, row.tile_cloud_max) == (0.0, 8.5)


def test_clouds_that_nobody_told_stay_unknown(image, scenes):
    row = describe(image, scenes[:1], {"a": 1}, 4)

    assert (row.tile_cloud_min, row.tile_cloud_max) == (None, None)
    assert row.valid_pct == 25


def test_an_image_without_pixels_is_made_of_nothing(image, scenes):
    row = describe(image, scenes, {"a": 0}, 100)

    assert (row.scenes_used, row.acquisitions, row.valid_pct) == (0, 0, 0.0)
    assert row.first_acquired is None


@pytest.mark.parametrize("state", [State.FAILED, State.STOPPED])
def test_of_an_image_that_did_not_come_nothing_is_known(image, scenes, state):
    row = describe(replace(image, state=state), scenes, {}, 100)

    assert (row.scenes_used, row.acquisitions, row.valid_pct) == (None, None, None)


def test_a_share_of_nothing_is_nothing():
    assert share(1, 4) == 25
    assert share(0, 0) == 0


@pytest.fixture
def plan(slot, scenes):
    skipped = {"c": Use.COVERED, "d": Use.SUPERSEDED}
    return Plan(slot, tuple(scenes), tuple(scenes[:2]), skipped, {})


def test_every_offered_scene_is_a_row_with_its_reason(plan, make_scene):
    stranger = make_scene("e", tile_id="granule")
    counts = {"a": 10, "b": 0, "e": 30}

    rows = list_usages(plan, counts, plan.values | {"e": 5}, 80, [stranger])

    found = [(row.scene_key, row.reason, row.pixels, row.share_pct) for row in rows]
    assert found == [
        ("e", Use.USED, 30, 37.5),
        ("a", Use.USED, 10, 12.5),
        ("b", Use.NO_DATA, 0, 0.0),
        ("c", Use.COVERED, 0, 0.0),
        ("d", Use.SUPERSEDED, 0, 0.0),
    ]
    assert [row.scene_value for row in rows] == [5, 1, None, None, None]
    assert [row.tile_id for row in rows] == ["granule", "a", "b", "c", "d"]
    assert [row.used for row in rows] == [True, True, False, False, False]


def test_shares_sum_to_the_valid_share(plan, image, scenes):
    counts = {"a": 10, "b": 20, "c": 33, "d": 0}

    rows = list_usages(plan, counts, plan.values, 97)

    total = sum(row.share_pct for row in rows)
    assert total == pytest.approx(describe(image, scenes, counts, 97).valid_pct)


def test_a_scene_fetched_on_suspicion_in_vain_keeps_the_plans_reason(plan):
    rows = list_usages(plan, {"a": 1, "b": 1, "c": 0}, plan.values, 2)

    assert {row.scene_key: row.reason for row in rows}["c"] is Use.COVERED


def test_a_planned_scene_that_has_not_come_has_unknown_pixels(plan):
    rows = {row.scene_key: row for row in list_usages(plan, {}, {}, 100)}

    assert (rows["a"].pixels, rows["a"].share_pct) == (None, None)
    assert (rows["c"].pixels, rows["c"].share_pct) == (0, 0.0)


def test_a_stranger_without_pixels_is_not_planned(plan, make_scene):
    rows = list_usages(plan, {"a": 1, "b": 1}, plan.values, 2, [make_scene("e")])

    assert {row.scene_key: row for row in rows}["e"].reason is Use.NOT_PLANNED


def test_candidates_have_no_shares(slot, scenes):
    skipped = {scenes[-1].key: Use.EXCLUDED}
    plan = Plan(slot, tuple(scenes), tuple(scenes[:-1]), skipped, {})
    rows = list_candidates(plan)
    assert [row.reason for row in rows] == [
        *([Use.CANDIDATE] * (len(rows) - 1)),
        Use.EXCLUDED,
    ]
    assert {row.pixels for row in rows} == {row.share_pct for row in rows} == {None}
    assert rows[0].used is None
    assert rows[-1].used is False


@pytest.mark.parametrize(
    ("valid", "has_scenes", "used", "pct"),
    [(None, True, None, None), (5, True, None, 50), (0, True, 0, 0), (5, False, 0, 50)],
)
def test_an_image_without_scenes_says_what_it_knows(
    image, valid, has_scenes, used, pct
):
    row = describe_whole(image, valid, 10, has_scenes=has_scenes)
    assert (row.scenes_used, row.acquisitions, row.valid_pct) == (used, used, pct)
    failed = replace(image, state=State.FAILED)
    assert describe_whole(failed, valid, 10, has_scenes=has_scenes) is failed
