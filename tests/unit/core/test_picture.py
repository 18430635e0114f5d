"""Pictures are drawn by the style; clipping tells what a sample type takes away."""

from __future__ import annotations

import numpy as np
import pytest
from scene_slots.plugin.core.clipping import find_clipping
from scene_slots.plugin.core.picture import draw
from scene_slots.plugin.core.product import Style

VALID = np.array([[True, True, False]])


def test_a_ramp_is_drawn_between_its_colours():
    style = Style("ramp", (2,), 0, 1, ((0, "#000000"), (1, "#ff0064")))
    image = np.array([[[9.0, 9, 9]], [[0.5, 7, 0.2]]])
    assert draw(image, VALID, style).tolist() == [
        [[128, 0, 50, 255], [255, 0, 100, 255], [0, 0, 0, 0]]
    ]


def test_three_bands_are_colours_and_one_is_grey():
    image = np.array([[[0, 50, 0]], [[25, np.nan, 0]], [[100, 0, 0]]])
    colours = draw(image, VALID, Style("rgb", (3, 2, 1), 0, 100, gamma=2.0))
    assert colours.tolist() == [[[255, 128, 0, 255], [0, 0, 0, 0], [0, 0, 0, 0]]]
    grey = draw(image[:1], VALID, Style("gray", (1,)))
    assert grey[0, :2, 0].tolist() == [0, 255]


def test_a_style_that_does_not_fit_gives_way():
    one, three = np.array([[[0, 50, 0]]]), np.array([[[9, 9, 9]]] * 3)
    assert draw(one, VALID, Style("rgb"))[0, :2, 2].tolist() == [0, 255]
    assert Style("gray", (1,), guessed=True).fitting(len(three)).kind == "rgb"
    assert Style("gray", (1,)).fitting(len(three)).kind == "gray"
    assert Style("ramp", (2,), 0, 1).fitting(2).bands == (2,)


def test_an_image_of_one_value_or_none_is_drawn():
    flat = np.full((1, 1, 3), 5.0)
    assert draw(flat, VALID, Style("gray", (1,)))[..., 3].tolist() == [[255, 255, 0]]
    assert not draw(flat, VALID & False, Style("rgb")).any()


@pytest.mark.parametrize(
    ("numbers", "kind", "share", "fractions"),
    [
        ([0.2, 1.5, 9], "AUTO", 50, False),
        ([-0.2, 1.5, 0], "AUTO", 100, False),
        ([0.2, 0.9, 0], "UINT8", 0, True),
        ([-3, 2, 0], "UINT16", 50, False),
    ],
)
def test_what_a_type_takes_away_is_told(numbers, kind, share, fractions):
    found = find_clipping(np.array([[numbers]]), VALID, kind)
    assert (found.clipped_pct, found.loses_fractions) == (share, fractions)
    assert (found.lowest, found.highest) == (min(numbers[:2]), max(numbers[:2]))


@pytest.mark.parametrize(
    ("numbers", "kind"),
    [
        ([0, 1, 7], "AUTO"),
        ([0, 255, 999], "UINT8"),
        ([1e9, -1e9, 0], "FLOAT32"),
        ([np.nan, np.nan, 3], "UINT8"),
        ([1, 0, 0], "UINT8"),
    ],
)
def test_nothing_is_told_where_nothing_is_lost(numbers, kind):
    assert find_clipping(np.array([[numbers]]), VALID, kind) is None
