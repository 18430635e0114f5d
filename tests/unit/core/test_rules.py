from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scene_slots.plugin.core.errors import InputError
from scene_slots.plugin.core.rules import RULES, Setting, find_rule
from scene_slots.plugin.core.scenes import Scene
from scene_slots.plugin.core.slots import Slot

START = datetime(2018, 3, 1, tzinfo=timezone.utc)
FACTS = st.tuples(
    st.integers(0, 3),
    st.sampled_from([None, 0.0, 0.5, 1.0, 100.0]),
    st.sampled_from([None, "02.14", "05.00", "05.09"]),
)


def scene(key, day=0, cloud=None, baseline=None):
    return Scene(
        key=key,
        acquired=START + timedelta(day),
        collection="sentinel-2-l2a",
        product_id=key,
        cloud_coverage=cloud,
        processing_baseline=baseline,
    )


SLOT = Slot("2018-03", START, datetime(2018, 4, 1, tzinfo=timezone.utc))


def keys(rule, scenes, area_cloud=None):
    setting = Setting(SLOT, area_cloud or {})
    return [one.key for one in find_rule(rule).order(scenes, setting)]


@given(st.lists(FACTS, max_size=12), st.sampled_from(sorted(RULES)), st.randoms())
def test_an_order_is_total_and_knows_no_order_of_arrival(facts, rule, chance):
    scenes = [scene(f"p{number:02d}", *one) for number, one in enumerate(facts)]
    shuffled = scenes.copy()
    chance.shuffle(shuffled)

    assert keys(rule, scenes) == keys(rule, shuffled)


def test_the_least_cloudy_wins_and_unknown_is_not_clear():
    scenes = [scene("unknown"), scene("full", cloud=100.0), scene("clear", cloud=0.0)]

    assert keys("leastCC", scenes) == ["clear", "full", "unknown"]


def test_a_tie_goes_to_the_later_then_the_higher_baseline_then_the_id():
    tied = [
        scene("b", 1, 5.0, "05.00"),
        scene("a", 1, 5.0, "05.00"),
        scene("c", 1, 5.0, None),
        scene("newest", 1, 5.0, "05.09"),
        scene("later", 2, 5.0, "02.14"),
    ]

    assert keys("leastCC", tied) == ["later", "newest", "a", "b", "c"]


def test_the_rules_of_time_run_against_each_other():
    scenes = [scene("first", 0), scene("last", 2), scene("middle", 1)]

    assert keys("mostRecent", scenes) == ["last", "middle", "first"]
    assert keys("leastRecent", scenes) == ["first", "middle", "last"]
    tied = [scene("old", 0, None, "02.14"), scene("new", 0, None, "05.00")]
    assert keys("mostRecent", tied) == ["new", "old"]
    assert keys("leastRecent", tied) == ["new", "old"]


def test_a_scene_without_product_id_is_ordered_by_its_key():
    nameless = [
        Scene("shId 2", START, "sentinel-2-l2a"),
        Scene("shId 1", START, "sentinel-2-l2a"),
    ]

    assert keys("mostRecent", nameless) == ["shId 1", "shId 2"]


def test_an_unknown_rule_names_the_known_ones():
    with pytest.raises(InputError, match="leastCC, mostRecent, leastRecent"):
        find_rule("cloudiest")


def test_the_closest_to_the_middle_wins_and_the_earlier_of_two():
    # The middle of March is the 16th at noon.
    scenes = [scene("later", 17.5), scene("earlier", 13.5), scene("far", 3)]

    assert keys("closest", scenes) == ["earlier", "later", "far"]


def test_the_closest_to_a_day_of_the_month_or_year():
    scenes = [scene("fifth", 4), scene("twentieth", 19)]

    assert keys("closest:7", scenes) == ["fifth", "twentieth"]
    assert keys("closest:31", scenes) == ["twentieth", "fifth"]
    assert keys("closest:03-18", scenes) == ["twentieth", "fifth"]
    assert keys("closest:12-31", scenes) == ["fifth", "twentieth"]


def test_the_least_cloud_over_the_area_and_unknown_is_not_clear():
    scenes = [scene("tile", cloud=0.0), scene("field", cloud=90.0), scene("unknown")]

    ordered = keys("leastAreaCC", scenes, {"tile": 40.0, "field": 1.0})

    assert ordered == ["field", "tile", "unknown"]


def test_the_clearest_says_of_how_many():
    assert find_rule("clearest").title == "Clearest of 3"
    assert find_rule("clearest:5").depth == 5
    assert find_rule("leastCC").depth == 1


@pytest.mark.parametrize(
    "name", ["clearest:1", "clearest:x", "closest:32", "closest:02-30", "leastCC:3"]
)
def test_a_parameter_that_means_nothing_is_said(name):
    with pytest.raises(InputError):
        find_rule(name)
