from __future__ import annotations

from dataclasses import replace

import pytest
from scene_slots.plugin.core.exclusion import Exclusion, keys_of
from scene_slots.plugin.core.orbit import merge_days

PRODUCT = "S2A_MSIL2A_20180702T100421_N0206_R122_T33TWL_20180702T150000"
LANDSAT = "LC08_L2SP_199024_20180702_20200831_02_T1"


def test_a_scene_is_left_out_by_its_key(make_scene):
    excluded = Exclusion([PRODUCT])
    assert excluded.holds(make_scene(PRODUCT))
    assert excluded.holds(make_scene("other", product_id=PRODUCT))
    assert not excluded.holds(make_scene(PRODUCT.replace("TWL", "TWM")))
    assert not Exclusion([]).holds(make_scene(PRODUCT))


@pytest.mark.parametrize(
    ("changes", "is_left_out"),
    [
        ({}, True),
        ({"processing_baseline": "02.06"}, True),
        ({"processing_baseline": "05.00"}, False),
        ({"tile_name": "T33TWM"}, False),
        ({"tile_name": None}, False),
        ({"acquired": "2018-07-02T10:40:00"}, False),
        ({"acquired": "2018-07-12T10:05:12"}, False),
        ({"product_id": "another product"}, False),
    ],
)
def test_a_scene_that_lost_its_id_is_known_by_tile_and_time(
    make_scene, changes, is_left_out
):
    facts = {"acquired": "2018-07-02T10:05:12", "tile_name": "T33TWL", **changes}
    scene = make_scene("shId 15161628", **{"product_id": None, **facts})
    assert Exclusion([PRODUCT]).holds(scene) is is_left_out


def test_a_product_that_tells_its_day_alone_is_known_by_it(make_scene):
    facts = {"product_id": None, "tile_name": "199/024"}
    same = make_scene("shId 1", "2018-07-02T09:41:00", **facts)
    later = make_scene("shId 2", "2018-07-18T09:41:00", **facts)
    assert Exclusion([LANDSAT]).holds(same)
    assert not Exclusion([LANDSAT]).holds(later)


def test_what_is_no_product_id_is_a_key_alone(make_scene):
    excluded = Exclusion(["shId 7", "_T33TWL_20189999T999999_"])
    assert excluded.holds(make_scene("shId 7", product_id=None))
    assert not excluded.holds(make_scene("x", product_id=None, tile_name="T33TWL"))
    assert excluded.missing([make_scene("shId 7", product_id=None)]) == 1


def test_a_pass_is_left_out_with_one_of_its_tiles_wherever_it_is_cut(make_scene):
    first, second, third = (
        make_scene(name, f"2018-07-02T05:00:{at}")
        for name, at in (("a", "00"), ("b", "25"), ("c", "50"))
    )
    (seen,) = merge_days([first, second])
    (elsewhere,) = merge_days([second, third])
    keys = keys_of([seen])
    assert keys == {"a", "b"}
    assert Exclusion(keys).holds(elsewhere)
    assert not Exclusion(keys).holds(third)
    assert not Exclusion(keys).holds(replace(elsewhere, parts=(third,)))
