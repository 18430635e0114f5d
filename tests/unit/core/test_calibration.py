from __future__ import annotations

from datetime import datetime, timezone

import pytest
from scene_slots.plugin.core.calibration import Calibration, calibrate
from scene_slots.plugin.core.images import Image, State


def image(estimated, charged, state=State.COMPLETE, **facts):
    return Image(
        **{
            "slot": "2018-03",
            "start": datetime(2018, 3, 1, tzinfo=timezone.utc),
            "end": datetime(2018, 4, 1, tzinfo=timezone.utc),
            "state": state,
            "reason": "",
            "product": "ndvi",
            "rule": "leastCC",
            "collection": "sentinel-2-l2a",
            "hub": "cdse",
            "pu_estimated": estimated,
            "pu_charged": charged,
            "pieces_failed": 0,
            **facts,
        }
    )


KEY = ("cdse", "sentinel-2-l2a")


def test_many_images_tell_the_factor_of_their_hub_and_collection():
    found = calibrate([image(2.0, 1.0)] * 97 + [image(1.0, 5.0, hub="sh-eu")])

    assert found[KEY] == Calibration(194.0, 97.0, 97)
    assert found[KEY].factor == pytest.approx(0.515)
    assert found["sh-eu", "sentinel-2-l2a"].images == 1


def test_one_image_tells_little_and_none_nothing():
    assert Calibration(2.0, 4.0, 1).factor == pytest.approx(1.25)
    assert Calibration().factor == 1.0
    assert calibrate([]) == {}


def test_only_whole_images_with_both_figures_count():
    kept = [image(1.0, 2.0), image(1.0, 2.0, State.REJECTED)]
    others = [
        image(1.0, 9.0, State.PARTIAL),
        image(1.0, 9.0, State.REJECTED, pieces_failed=1),
        image(1.0, None),
        image(0.0, 0.0),
        image(0.0, 0.0, State.EMPTY),
    ]

    assert calibrate(kept + others) == {KEY: Calibration(2.0, 4.0, 2)}


def test_what_was_calibrated_before_is_not_calibrated_twice():
    assert calibrate([image(3.0, 3.0)], 1.5)[KEY] == Calibration(2.0, 3.0, 1)


def test_calibrations_add_up():
    both = Calibration(1.0, 2.0, 1).add(Calibration(3.0, 4.0, 2))

    assert both == Calibration(4.0, 6.0, 3)


@pytest.mark.parametrize(("charged", "factor"), [(1e9, 10), (0.0, 0.1)])
def test_a_factor_stays_within_reason(charged, factor):
    assert Calibration(1e4, charged, 10**9).factor == pytest.approx(factor)
