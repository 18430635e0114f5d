"""Which images of a run folder stay, and what is said of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest
from scene_slots.plugin.core.images import Image, State
from scene_slots.plugin.core.keeping import (
    SlotFacts,
    Verdict,
    is_past,
    judge,
    say_changed,
    say_older,
)
from scene_slots.plugin.core.limits import Limits, apply_limits
from scene_slots.plugin.core.scenes import Scene

JANUARY = datetime(2018, 1, 1, tzinfo=timezone.utc)
FEBRUARY = datetime(2018, 2, 1, tzinfo=timezone.utc)
FACTS = SlotFacts("key", "leastCC", None, None, ("a", "b", "c"), {})
FACTS = replace(FACTS, skipped={"c": "covered by another scene"})


@pytest.fixture
def image():
    return Image(
        *("2018-01", JANUARY, FEBRUARY, State.COMPLETE, "Made of 2 scenes."),
        *("true_color", "leastCC", "sentinel-2-l2a", "local"),
        valid_pct=100.0,
    )


def scene(key, tile="T33TWL", seconds=0, baseline=None):
    acquired = JANUARY + timedelta(days=2, seconds=seconds)
    return Scene(key, acquired, "s2", tile_name=tile, processing_baseline=baseline)


def verdict(image, *, past=True, refresh=False, had=FACTS, **wanted):
    wanted = replace(FACTS, **wanted)
    return judge(had, wanted, image, is_past=past, is_refresh=refresh)


def test_the_same_requests_keep_an_image_whatever_the_rule_is_called(image):
    assert verdict(image) is Verdict.SAME
    assert verdict(image, rule="mostRecent") is Verdict.SAME
    assert verdict(image, rule="mostRecent", key="other") is Verdict.OTHER


def test_an_image_with_cloud_answers_who_does_not_ask_for_it(image):
    had = replace(FACTS, cloud_source="SCL")
    assert verdict(image, had=had) is Verdict.SAME
    assert verdict(image, cloud_source="SCL") is Verdict.OTHER


def test_scenes_beside_the_plan_matter_where_the_check_may_ask_for_them(image):
    cover = "covered by another scene"
    before = {"offered": ("a", "c", "b"), "skipped": {"c": cover}}
    after = {"offered": (*"abcd",), "skipped": {"c": cover, "d": cover}}
    gaps = replace(image, valid_pct=99.0)
    old = {"skipped": {"c": cover, "d": "superseded"}, "offered": (*"abcd",)}
    assert verdict(image, **before, rule="x") is Verdict.OTHER
    assert verdict(image, **after) is Verdict.SAME
    assert verdict(gaps, **after, past=False) is Verdict.OUTDATED
    assert verdict(gaps, **old) is Verdict.SAME
    topped_up = replace(FACTS, topped_up=True)
    assert verdict(image, had=topped_up) is Verdict.SAME
    assert verdict(image, had=topped_up, **after, past=False) is Verdict.OUTDATED


def test_what_the_provider_changes_in_the_past_is_left_alone_unless_asked(image):
    new = {"key": "other", "offered": ("a", "n", "c")}
    assert verdict(image, **new) is Verdict.CHANGED
    assert verdict(image, **new, refresh=True) is Verdict.OUTDATED
    assert verdict(image, **new, past=False) is Verdict.OUTDATED
    assert verdict(image, **new, rule="mostRecent") is Verdict.OTHER


@pytest.mark.parametrize("state", [State.PARTIAL, State.FAILED, State.STOPPED])
def test_what_is_not_whole_is_fetched_again(image, state):
    assert verdict(replace(image, state=state)) is Verdict.OUTDATED


def test_scenes_left_out_by_hand_are_another_question(image):
    left = {"a": "excluded", "c": "covered by another scene"}
    assert verdict(image, key="other", skipped=left) is Verdict.OTHER


def test_the_past_begins_some_days_ago():
    soon = FEBRUARY + timedelta(days=2)
    late = FEBRUARY + timedelta(days=4)
    assert not is_past(FEBRUARY, None, "sentinel-2-l2a")
    assert not is_past(FEBRUARY, soon, "sentinel-2-l2a")
    assert is_past(FEBRUARY, late, "sentinel-2-l2a")
    assert not is_past(FEBRUARY, late, "landsat-ot-l2")


def test_it_is_said_which_scenes_changed(image):
    old = scene("a", baseline="02.06")
    new = scene("n", seconds=1, baseline="05.00")
    told = say_changed(image, [old, scene("b", "T33TWN")], [new, scene("c", "T33TWM")])
    assert told.reason == (
        "Made of 2 scenes. Not fetched anew, though since then the provider has"
        " processed T33TWL of 2018-01-03 (05.00) anew and one scene came to the catalog"
        " and one scene left the catalog."
    )
    assert say_changed(told, [old], [new, old]).reason.count("since then") == 1


def test_what_is_said_of_an_image_is_said_once_and_before_its_limits(image):
    once = say_older(image, "HTTP 500.")
    again = say_older(replace(once, tile_cloud_max=9.0), "HTTP 503.")
    words = "Made of 2 scenes. A newer image could not be fetched: HTTP 503."
    assert again.reason == words
    (rejected,) = apply_limits([again], Limits(max_tile_cloud=5))
    assert rejected.reason.startswith(f"{words} Rejected: ")
    assert say_older(rejected, "HTTP 503.").reason == words
