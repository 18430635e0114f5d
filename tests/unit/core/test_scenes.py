from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from scene_slots.plugin.core.scenes import (
    PASS_GAP,
    Scene,
    acquisition_keys,
    find_baseline,
    find_relative_orbit,
    find_tile_name,
    merge_facts,
    scene_key,
    strip_safe,
    superseded,
)

PRODUCT = "S2A_MSIL2A_20210125T073201_N0500_R049_T39TWK_20230528T024029"


@pytest.mark.parametrize(
    ("texts", "name"),
    [
        ((PRODUCT,), "T39TWK"),
        ((None, "", PRODUCT + ".SAFE"), "T39TWK"),
        (("s3://sentinel-s2-l2a/tiles/39/T/WK/2021/1/25/0/",), "T39TWK"),
        (("s3://sentinel-s2-l1c/tiles/3/T/WK/2021/1/25/0",), "T03TWK"),
        (("S2A_OPER_MSI_L2A_TL_ATOS_20220704T141618_A036727_T32TQL_N04.00",), "T32TQL"),
        (("S2A_MSIL2A_20210125T073201_N0500_R049_T39TWK",), "T39TWK"),
        (("LC08_L2SP_199024_20180301_20200901_02_T1",), "199/024"),
        (("nrt-romania-20180301",), None),
        ((), None),
    ],
)
def test_a_tile_name_is_read_from_any_id_or_path(texts, name):
    assert find_tile_name(*texts) == name


def test_orbit_and_baseline_are_read_from_ids():
    assert find_relative_orbit(PRODUCT) == 49
    assert find_relative_orbit(None) is None
    assert find_baseline(PRODUCT) == "05.00"
    assert find_baseline(None, "S2A_OPER_MSI_L2A_TL_EPAE_A029218_T39TVK_N02.14") == (
        "02.14"
    )
    assert find_baseline(None, "x") is None


def test_safe_is_no_part_of_an_id():
    assert strip_safe(PRODUCT + ".SAFE") == PRODUCT
    assert strip_safe(PRODUCT) == PRODUCT
    assert strip_safe("") is None
    assert strip_safe(None) is None


def test_a_key_is_the_best_fact_at_hand(utc):
    facts = {
        "product_id": "p",
        "sh_id": 0,
        "data_path": "s3://d",
        "acquired": utc("2018-03-01T09:12:31.9"),
        "tile_name": "T33TWL",
    }
    expected = ["p", "shId 0", "s3://d", "2018-03-01T09:12:31Z T33TWL"]
    for name, key in zip(("product_id", "sh_id", "data_path", "tile_name"), expected):
        assert scene_key(**facts) == key
        facts[name] = None
    assert scene_key(**facts) == "2018-03-01T09:12:31Z"


def test_a_scene_has_a_zone():
    with pytest.raises(ValueError, match="zone"):
        Scene("a", datetime(2018, 3, 1), "sentinel-2-l2a")


def test_a_pass_ends_at_a_gap_of_a_quarter_of_an_hour(make_scene, utc):
    start = utc("2018-03-01T09:00:00")
    almost = PASS_GAP - timedelta(seconds=1)
    keys = acquisition_keys(
        [
            make_scene("a", start),
            make_scene("b", start + almost),
            make_scene("c", start + 2 * almost),
            make_scene("d", start + 2 * almost + PASS_GAP),
        ]
    )

    assert keys["a"] == keys["b"] == keys["c"] == "2018-03-01T0900Z"
    assert keys["d"] != keys["a"]


def test_platform_and_orbit_tell_passes_apart(make_scene):
    keys = acquisition_keys(
        [
            make_scene("a", platform="sentinel-2a", relative_orbit=79),
            make_scene("b", platform="sentinel-2b", relative_orbit=79),
            make_scene("c", platform="sentinel-2a", relative_orbit=122),
            make_scene("d", platform="sentinel-2a"),
        ]
    )

    assert len(set(keys.values())) == 4
    assert keys["a"] == "2018-03-05T0912Z sentinel-2a R079"


def test_the_higher_baseline_supersedes_the_same_tile_of_the_same_pass(make_scene):
    def scene(key, tile, baseline, acquired="2018-03-05T09:12:31"):
        return make_scene(key, acquired, tile_name=tile, processing_baseline=baseline)

    scenes = [
        scene("old", "T33TWL", "02.14"),
        scene("new", "T33TWL", "05.00"),
        scene("newer twin", "T33TWL", "05.00", "2018-03-05T09:12:32"),
        scene("other tile", "T33TWM", "02.14"),
        scene("other pass", "T33TWL", "02.14", "2018-03-15T09:12:31"),
        scene("no tile", None, "02.14"),
        scene("no baseline", "T33TWL", None),
    ]

    assert superseded(scenes) == {"old": "new"}
    assert superseded(scenes[::-1]) == {"old": "newer twin"}


def test_told_facts_come_first_and_unknown_ones_change_nothing(make_scene):
    catalog = make_scene(
        "a", cloud_coverage=5.0, tile_id="a", tile_name=None, data_path="old", sh_id=1
    )
    told = make_scene("b", tile_id="granule", cloud_coverage=0.0, tile_name="T33TWL")

    merged = merge_facts(catalog, told)

    assert merged.key == "a"
    assert merged.tile_id == "granule"
    assert merged.cloud_coverage == 0.0
    assert merged.tile_name == "T33TWL"
    assert (merged.data_path, merged.sh_id) == ("old", 1)
    assert merged.facts_source == "both"
    unknown = make_scene("b", cloud_coverage=None, sh_id=0, data_path="new")
    merged = merge_facts(catalog, unknown)
    assert merged.cloud_coverage == 5.0
    assert (merged.data_path, merged.sh_id) == ("new", 0)
