from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timezone

import pytest
from scene_slots.plugin.core.errors import InputError
from scene_slots.plugin.core.images import Image, State
from scene_slots.plugin.core.limits import Limits, apply_limits


def image(**facts):
    return Image(
        **{
            "slot": "2018-03",
            "start": datetime(2018, 3, 1, tzinfo=timezone.utc),
            "end": datetime(2018, 4, 1, tzinfo=timezone.utc),
            "state": State.COMPLETE,
            "reason": "Made of 2 scenes.",
            "product": "ndvi",
            "rule": "leastCC",
            "collection": "sentinel-2-l2a",
            "hub": "local",
            "path": "images/2018-03.tif",
            "cloud_pct": 45.25,
            "valid_pct": 80.0,
            "tile_cloud_max": 60.0,
            "pieces_failed": 0,
            **facts,
        }
    )


@pytest.mark.parametrize(
    ("limits", "sentence"),
    [
        (
            Limits(max_cloud_pct=20),
            "45.2 % of its pixels are cloud, more than 20 %.",
        ),
        (Limits(min_valid_pct=80.5), "80.0 % of the area have data, less than 80.5 %."),
        (
            Limits(max_tile_cloud=59),
            "One of its tiles has 60.0 % cloud, more than 59 %.",
        ),
    ],
)
def test_an_image_beyond_a_limit_is_rejected_in_words_and_comes_back(limits, sentence):
    before = image()

    (rejected,) = apply_limits([before], limits)

    assert rejected.state is State.REJECTED
    assert rejected.reason == f"Made of 2 scenes. Rejected: {sentence}"
    assert rejected.path == before.path
    assert apply_limits([rejected], Limits()) == (before,)
    assert apply_limits([rejected], limits) == (rejected,)


def test_limits_are_inclusive():
    limits = Limits(max_cloud_pct=45.25, min_valid_pct=80.0, max_tile_cloud=60.0)

    assert apply_limits([image()], limits) == (image(),)


def test_another_limit_gives_another_reason():
    (first,) = apply_limits([image()], Limits(max_cloud_pct=20))

    (second,) = apply_limits([first], Limits(min_valid_pct=90))

    assert second.reason.startswith("Made of 2 scenes. Rejected: 80.0 %")


def test_a_partial_image_comes_back_partial():
    partial = image(
        state=State.PARTIAL, pieces_failed=1, reason="1 of 4 pieces are missing. HTTP."
    )

    (rejected,) = apply_limits([partial], Limits(max_cloud_pct=1))

    assert rejected.state is State.REJECTED
    assert apply_limits([rejected], Limits()) == (partial,)


def test_what_is_unknown_breaks_no_limit():
    unknown = image(cloud_pct=None, valid_pct=None, tile_cloud_max=None)

    assert apply_limits([unknown], Limits(0, 100, 0)) == (unknown,)


@pytest.mark.parametrize("state", [State.EMPTY, State.FAILED, State.STOPPED])
def test_what_has_no_image_stays_what_it_is(state):
    other = replace(image(), state=state, valid_pct=0.0)

    assert apply_limits([other], Limits(0, 100, 0)) == (other,)


@pytest.mark.parametrize("limit", [-1, 100.5, float("nan")])
def test_a_limit_is_a_percentage(limit):
    with pytest.raises(InputError, match="from 0 to 100"):
        Limits(min_valid_pct=limit)
