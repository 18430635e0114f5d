"""A rule by tile cloud without a cloud figure says that it goes by time."""

from __future__ import annotations

from datetime import datetime, timezone

import pytest
from scene_slots.plugin.core.blind import say_blind
from scene_slots.plugin.core.plan import Plan
from scene_slots.plugin.core.scenes import Scene
from scene_slots.plugin.core.slots import Slot

DAY = datetime(2018, 1, 3, tzinfo=timezone.utc)
END = datetime(2018, 2, 1, tzinfo=timezone.utc)
OPTICAL, RADAR = "sentinel-2-l2a", "sentinel-1-grd"
LATEST = "the latest come first, as by the rule “Most recent”."


def plan(*scenes):
    offered = tuple(
        Scene(f"{number}", DAY, collection=collection, cloud_coverage=cloud)
        for number, (collection, cloud) in enumerate(scenes)
    )
    return Plan(Slot("2018-01", DAY, END), offered, offered, {}, {})


NONE = plan((OPTICAL, None), (OPTICAL, None))
SOME = plan((OPTICAL, None), (OPTICAL, 0.0))
MIXED = plan((OPTICAL, 4.0), (RADAR, None))


@pytest.mark.parametrize(
    ("plans", "told"),
    [
        ([NONE, plan()], f"No scene of Sentinel-2 L2A has a cloud figure: {LATEST}"),
        (
            [NONE, SOME],
            "In 1 of 2 slots no scene of Sentinel-2 L2A has a cloud figure:"
            f" there {LATEST}",
        ),
        ([MIXED], f"No scene of Sentinel-1 GRD has a cloud figure: {LATEST}"),
        ([SOME, plan()], ""),
        ([plan((OPTICAL, None))], ""),
    ],
)
def test_an_order_without_figures_is_told(plans, told):
    assert say_blind("leastCC", plans) == told
    assert say_blind("mostRecent", plans) == ""
