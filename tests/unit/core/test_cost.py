from __future__ import annotations

import pytest
from scene_slots.plugin.core.cost import process_units


def test_one_unit_is_512_pixels_a_side_of_three_bands():
    assert process_units(512, 512, bands=3, samples=1) == 1.0


def test_check_values_of_the_documentation():
    # 42.667 with orthorectification, which doubles it.
    wide = process_units(1024, 1024, bands=4, samples=2, wide=True)
    assert wide == pytest.approx(42.667 / 2, abs=0.001)
    assert process_units(2000, 2000, bands=2, samples=1) == pytest.approx(
        20.345 / 2, abs=0.001
    )
    assert process_units(20, 20, bands=2, samples=1) == pytest.approx(0.00667, abs=1e-5)


def test_every_scene_is_a_sample_and_none_costs_like_one():
    assert process_units(512, 512, bands=3, samples=7) == 7.0
    assert process_units(512, 512, bands=3, samples=0) == 1.0


def test_no_request_is_cheaper_than_the_least():
    assert process_units(1, 1, bands=1, samples=1) == 0.005
    assert process_units(512, 512, bands=0, samples=1) == pytest.approx(1 / 3)
