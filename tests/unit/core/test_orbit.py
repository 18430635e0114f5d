"""Passes: what is one scene where samples are days, and what goes together."""

from __future__ import annotations

from dataclasses import replace

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from scene_slots.plugin.core.collections import find_collection
from scene_slots.plugin.core.errors import InputError
from scene_slots.plugin.core.orbit import (
    choose_kind,
    keep_measured,
    merge_days,
    same_radar,
)
from scene_slots.plugin.core.scenes import Radar

DOWN = Radar("descending", "DV", "IW")
UP = Radar("ascending", "DV", "IW")


@pytest.fixture
def radar(make_scene):
    def radar(key, acquired="2018-03-05T17:40:13", kind=DOWN, **facts):
        return make_scene(key, acquired, radar=kind, **facts)

    return radar


def test_the_tiles_of_a_day_are_one_scene(radar):
    one = radar("a", "2018-03-05T17:40:13", footprint=shapely.box(0, 0, 1, 1))
    other = radar("b", "2018-03-05T17:40:38", footprint=shapely.box(1, 0, 2, 1))
    alone = radar("c", "2018-03-06T00:00:00", footprint=shapely.box(0, 0, 1, 1))
    merged, single = merge_days([alone, other, one])
    assert single is alone
    assert merged.key == "a + b"
    assert merged.tile_id == "a, b"
    assert merged.product_id is None
    assert merged.acquired == one.acquired
    assert merged.parts == (one, other)
    assert merged.footprint.equals(shapely.box(0, 0, 2, 1))
    assert merged.radar == DOWN


def test_an_unknown_outline_claims_nothing(radar):
    known = radar("a", footprint=shapely.box(0, 0, 1, 1))
    (merged,) = merge_days([known, radar("b")])
    assert merged.footprint is None


def test_facts_that_differ_are_unknown(radar):
    one = radar("a", platform="sentinel-1a", relative_orbit=88, cloud_coverage=3.0)
    other = radar("b", platform="sentinel-1b", relative_orbit=88, kind=UP)
    (merged,) = merge_days([one, other])
    assert (merged.platform, merged.relative_orbit) == (None, 88)
    assert merged.cloud_coverage is None
    assert merged.radar == Radar(None, "DV", "IW")


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 86399)), max_size=12))
def test_no_tile_is_lost_and_none_comes_twice(moments):
    from datetime import datetime, timedelta, timezone

    from scene_slots.plugin.core.scenes import Scene

    start = datetime(2018, 3, 1, tzinfo=timezone.utc)
    scenes = [
        Scene(f"{at}", start + timedelta(days=day, seconds=second), "s1")
        for at, (day, second) in enumerate(moments)
    ]
    merged = merge_days(scenes)
    parts = [part.key for one in merged for part in one.parts or (one,)]
    assert sorted(parts) == sorted(one.key for one in scenes)
    days = [one.acquired.date() for one in merged]
    assert days == sorted(set(days))


def test_the_kind_that_most_scenes_have_goes_together(radar):
    scenes = [radar("a"), radar("b", kind=UP), radar("c", kind=UP)]
    kept, left = choose_kind(scenes, ("VV",))
    assert [one.key for one in kept] == ["b", "c"]
    assert [one.key for one in left] == ["a"]


def test_a_direction_may_be_asked_for_or_both(radar):
    scenes = [radar("a"), radar("b", kind=UP), radar("c", kind=UP)]
    assert [one.key for one in choose_kind(scenes, (), "descending")[0]] == ["a"]
    assert len(choose_kind(scenes, (), "both")[0]) == 3
    with pytest.raises(InputError, match="no direction “sideways”"):
        choose_kind(scenes, (), "sideways")


def test_a_direction_that_no_scene_has_keeps_none(radar):
    assert choose_kind([radar("a")], ("VV",), "ascending")[0] == ()


def test_polarisations_are_not_mixed(radar):
    single = replace(DOWN, polarization="SV")
    scenes = [radar("a", kind=single), radar("b", kind=single), radar("c")]
    assert [one.key for one in choose_kind(scenes, ("VV",))[0]] == ["a", "b"]
    assert [one.key for one in choose_kind(scenes, ("VV", "VH"))[0]] == ["c"]
    with pytest.raises(InputError, match=r"HH \(they are taken in DV, SV\)"):
        choose_kind(scenes, ("HH",))


def test_scenes_that_say_nothing_of_radar_go_together(make_scene):
    scenes = [make_scene("a"), make_scene("b")]
    assert choose_kind(scenes, ("B04", "VV")) == (tuple(scenes), ())
    assert choose_kind([], ("VV",)) == ((), ())


def test_what_all_have_in_common_is_told(radar, make_scene):
    assert same_radar([radar("a"), radar("b")]) == DOWN
    assert same_radar([radar("a"), radar("b", kind=UP)]).orbit_state is None
    assert same_radar([make_scene("a")]) == Radar()
    assert same_radar([]) == Radar()


def test_of_one_quantity_only_its_own_scenes_are_candidates(make_scene):
    sentinel_5p = find_collection("sentinel-5p-l2")
    ids = [
        f"S5P_OFFL_L2__{name}_20180103T112233_20180103T130403_01163_01_010002_X"
        for name in ("NO2___", "CO____", "AER_AI", "CLOUD_")
    ]
    moment = "2018-01-03T11:22:33"
    scenes = [make_scene(name, moment, product_id=name) for name in (*ids, "other")]

    def kept(*bands):
        found = keep_measured(scenes, sentinel_5p.measured(bands))
        return [scene.key for scene in found]

    assert kept("NO2") == [ids[0], "other"]
    assert kept("AER_AI_354_388", "dataMask") == [ids[2], "other"]
    assert kept("CLOUD_BASE_HEIGHT", "CLOUD_FRACTION") == [ids[3], "other"]
    assert find_collection("sentinel-2-l2a").measured(("B04", "CLD")) == ()
    assert len(sentinel_5p.measured(("NO2", "CO"))) == 2
