from __future__ import annotations

import pytest
from scene_slots.plugin.core.collections import COLLECTIONS, Mode, find_collection
from scene_slots.plugin.core.errors import InputError


def test_a_collection_is_found_by_its_id():
    assert find_collection("sentinel-2-l2a").resolution == 10
    for name, collection in COLLECTIONS.items():
        assert collection.id == name
        assert collection.resolution < collection.max_resolution


def test_an_unknown_collection_names_the_known_ones():
    with pytest.raises(InputError, match="sentinel-2-l2a, sentinel-2-l1c"):
        find_collection("sentinel-9")


@pytest.mark.parametrize("name", ["sentinel-2-l1c", "sentinel-2-l2a"])
def test_the_masks_are_offered_only_where_they_are(name):
    collection = find_collection(name)
    assert collection.missing(["B04", "CLM"], "cdse") == ("CLM",)
    assert collection.missing(["B04", "CLM"], "sh-eu") == ()
    assert collection.missing(["B04", "CLM"], "local") == ()


def test_the_cloud_band_is_the_best_that_a_hub_has():
    assert find_collection("sentinel-2-l2a").cloud_band("cdse") == "SCL"
    assert find_collection("sentinel-2-l1c").cloud_band("cdse") is None
    assert find_collection("sentinel-2-l1c").cloud_band("sh-eu") == "CLM"
    assert find_collection("dem").cloud_band("local") is None


def test_bands_that_a_collection_lacks_are_named():
    collection = find_collection("sentinel-2-l2a")
    assert collection.missing(["B10", "B04", "B10"], "cdse") == ("B10",)
    assert collection.missing(["red", "B04"], "cdse") == ()


def test_what_a_hub_says_it_has_goes_before_the_table():
    collection = find_collection("sentinel-2-l2a")
    assert collection.missing(["B04", "B12"], "local", {"B04"}) == ("B12",)
    assert collection.missing(["B10"], "local", {"B10"}) == ()


def test_collections_are_offered_where_they_are():
    assert find_collection("landsat-ot-l2").is_offered("sh-us-west")
    assert not find_collection("landsat-ot-l2").is_offered("cdse")
    assert find_collection("dem").is_offered("custom")


def test_the_mode_says_how_samples_come():
    modes = {name: one.mode for name, one in COLLECTIONS.items()}
    assert modes["sentinel-1-grd"] is Mode.ORBIT
    assert modes["dem"] is Mode.STATIC
    assert set(modes.values()) == set(Mode)
    assert all(one.hubs for one in COLLECTIONS.values())
