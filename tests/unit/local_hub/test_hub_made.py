"""Made scenes have every band of a collection, within what its unit can be."""

from __future__ import annotations

import numpy as np
import pytest
from osgeo import gdal
from scene_slots.plugin.core.collections import COLLECTIONS
from scene_slots.plugin.local_hub.cube import SampleError
from scene_slots.plugin.local_hub.kinds import KINDS
from scene_slots.plugin.local_hub.made import DAYS, HOLE, made_folder
from scene_slots.plugin.local_hub.stac import read_catalog


@pytest.fixture(autouse=True)
def cache(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))


def test_a_made_catalog_has_every_band_that_we_know(tmp_path):
    for name in ("sentinel-2-l2a", "landsat-ot-l2", "sentinel-5p-l2"):
        catalog = read_catalog(made_folder([name]))
        assert not catalog.problems
        assert len(catalog.scenes) == len(DAYS)
        bands = {band.name for band in catalog.scenes[0].bands}
        assert bands == set(KINDS[name].bands)
        known = COLLECTIONS.get(name)
        assert known is None or set(known.bands) <= bands
    assert not [one for one in tmp_path.rglob("*") if one.name.startswith("tmp")]


def test_reflectances_look_like_ground_and_one_day_has_a_hole():
    folder = made_folder(["sentinel-2-l2a"])
    at = {name: n for n, name in enumerate(KINDS["sentinel-2-l2a"].bands)}
    whole, broken = (
        gdal.Open(str(folder / f"made-sentinel-2-l2a-{DAYS[n].replace('-', '')}.tif"))
        for n in (0, HOLE)
    )
    values = whole.ReadAsArray()
    red, near = values[at["B04"]] / 10_000, values[at["B08"]] / 10_000
    assert red.min() > 0
    assert near.max() < 0.6
    vegetation = (near - red) / (near + red)
    assert vegetation.min() < 0
    assert 0.6 < vegetation.max() < 1
    assert set(np.unique(values[at["SCL"]])) == {4, 5, 6}
    assert (broken.ReadAsArray() == 0).all(axis=0).mean() == 0.25


def test_several_collections_share_a_folder_and_unknown_ones_are_refused():
    folder = made_folder(["dem", "sentinel-1-grd"])
    assert folder == made_folder(["sentinel-1-grd", "dem"])
    names = {scene.collection for scene in read_catalog(folder).scenes}
    assert names == {"dem", "sentinel-1-grd"}
    with pytest.raises(SampleError, match="no collection sentinel-9"):
        made_folder(["sentinel-9"])
