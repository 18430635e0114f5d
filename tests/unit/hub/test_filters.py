"""Filters keep what is planned in, and radar of another kind out."""

from __future__ import annotations

import pytest
from scene_slots.plugin.core.scenes import Radar, Scene
from scene_slots.plugin.core.slots import Slot
from scene_slots.plugin.hub.filters import narrow, narrow_filter, whole_filter


@pytest.fixture
def march(utc):
    return Slot("2018-03", utc("2018-03-01"), utc("2018-04-01"))


@pytest.fixture
def radar(utc):
    def radar(acquired, state="ascending", polarization="DV"):
        kind = Radar(state, polarization, "IW")
        return Scene(acquired, utc(acquired), "sentinel-1-grd", radar=kind)

    return radar


def test_a_pass_of_several_tiles_is_held_whole(march, utc, radar):
    parts = (radar("2018-03-05T17:40:13"), radar("2018-03-05T17:41:03.5"))
    merged = Scene("day", parts[0].acquired, "sentinel-1-grd", parts=parts)
    assert narrow(march, [merged]) == (
        utc("2018-03-05T17:40:12"),
        utc("2018-03-05T17:41:05"),
    )


def test_what_all_planned_radar_has_in_common_is_asked_for(march, radar):
    one, other = radar("2018-03-05"), radar("2018-03-06")
    asked = narrow_filter(march, [one, other])
    assert asked == {
        "timeRange": {"from": "2018-03-04T23:59:59Z", "to": "2018-03-06T00:00:02Z"},
        "orbitDirection": "ASCENDING",
        "polarization": "DV",
        "acquisitionMode": "IW",
    }
    mixed = narrow_filter(march, [one, radar("2018-03-06", "descending")])
    assert "orbitDirection" not in mixed
    assert mixed["polarization"] == "DV"


@pytest.mark.parametrize(
    ("rule", "order"),
    [
        ("leastCC", {"mosaickingOrder": "leastCC"}),
        ("mostRecent", {"mosaickingOrder": "mostRecent"}),
        ("closest:15", {}),
        ("", {}),
    ],
)
def test_a_whole_slot_is_ordered_as_the_service_can(march, rule, order):
    assert whole_filter(march, (), rule) == {
        "timeRange": {"from": "2018-03-01T00:00:00Z", "to": "2018-03-31T23:59:59Z"},
        **order,
    }
