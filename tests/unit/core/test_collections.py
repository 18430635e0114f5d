from __future__ import annotations

import pytest
from scene_slots.plugin.core.collections import COLLECTIONS, find_collection
from scene_slots.plugin.core.errors import InputError


def test_a_collection_is_found_by_its_id():
    assert find_collection("sentinel-2-l2a").resolution == 10
    for name, collection in COLLECTIONS.items():
        assert collection.id == name
        assert collection.resolution < collection.max_resolution


def test_an_unknown_collection_names_the_known_ones():
    with pytest.raises(InputError, match="sentinel-2-l2a, sentinel-2-l1c"):
        find_collection("sentinel-9")
