"""The data sources of a script, and the collections that they are."""

from __future__ import annotations

import pytest
from scene_slots.plugin.core.errors import InputError
from scene_slots.plugin.core.product import Source
from scene_slots.plugin.evalscript.fusion import find_sources
from scene_slots.plugin.evalscript.products import parse_product

SCRIPT = """//VERSION=3
function setup() {
  return {
    input: [
      { datasource: "%s", bands: ["B04", "B08", "dataMask"], mosaicking: "ORBIT" },
      { bands: ["VV"], datasource: '%s' }
    ],
    output: { bands: 1 }%s
  };
}
function evaluatePixel(samples) { return [1]; }
"""


def find(one, other, tail="", *, collection="sentinel-2-l2a", named=None):
    return find_sources(SCRIPT % (one, other, tail), collection, named or {})


def test_a_source_has_its_bands_and_its_mosaicking():
    first, second = find("S2L2A", "S1")
    assert first == Source("S2L2A", "sentinel-2-l2a", 2, "ORBIT")
    assert second == Source("S1", "sentinel-1-grd", 1, "SIMPLE")
    _, second = find("S2L2A", "S1", ", mosaicking: Mosaicking.TILE")
    assert second.mosaicking == "TILE"


@pytest.mark.parametrize(
    ("name", "collection"),
    [
        ("S1GRD", "sentinel-1-grd"),
        ("sentinel-1-grd", "sentinel-1-grd"),
        ("DEM", "dem"),
        ("olci", "sentinel-3-olci"),
        ("s2", "sentinel-2-l2a"),  # two are called so, one of them was chosen
        ("L1C", "sentinel-2-l1c"),
    ],
)
def test_usual_names_are_known(name, collection):
    assert find("l2a", name)[1].collection == collection


def test_a_header_says_it_for_other_names():
    named = {"before": "sentinel-2-l1c", "after": "sentinel-2-l2a"}
    found = find("before", "after", named=named)
    assert [one.collection for one in found] == ["sentinel-2-l1c", "sentinel-2-l2a"]
    with pytest.raises(InputError, match=r"data source “before”.*// sources: before"):
        find("before", "S1")
    with pytest.raises(InputError, match="data source “s2”"):
        find("s2", "S1", collection="dem")


def test_a_lone_source_is_the_collection_that_was_chosen():
    script = SCRIPT % ("x", "x", "")
    assert find_sources("evaluatePixel = 1", "dem", {}) == ()
    lone = script.replace(", datasource: 'x'", "")
    (source,) = find_sources(lone, "dem", {})
    assert source.collection == "dem"


def test_sources_are_read_from_a_header():
    script = "// sources: a sentinel-1-grd, b dem\nevaluatePixel = 1"
    found = parse_product("x", script).sources
    assert [(one.id, one.collection) for one in found] == [
        ("a", "sentinel-1-grd"),
        ("b", "dem"),
    ]
    with pytest.raises(InputError, match="the sources 'a' are no pairs"):
        parse_product("x", "// sources: a\nevaluatePixel = 1")
