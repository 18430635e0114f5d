"""The layer of a composite names candidates, and claims none of them."""

from __future__ import annotations

from datetime import datetime, timezone

import pytest
from scene_slots.plugin.core.images import Image, State
from scene_slots.plugin.layers.properties import describe, set_metadata


@pytest.fixture
def image():
    return Image(
        "2018-03",
        datetime(2018, 3, 1, tzinfo=timezone.utc),
        datetime(2018, 4, 1, tzinfo=timezone.utc),
        State.COMPLETE,
        "Composed by the script of 1 candidate; which of them it used is unknown.",
        "median",
        "mostRecent",
        "sentinel-2-l2a",
        "local",
        scenes_offered=1,
    )


@pytest.fixture
def layer(tmp_path):
    from osgeo import gdal
    from qgis.core import QgsRasterLayer

    path = str(tmp_path / "a.tif")
    gdal.GetDriverByName("GTiff").Create(path, 2, 2, 1)
    return QgsRasterLayer(path, "a")


SCENE = {"tile_id": "S2A_A", "date": "2018-03-05T10:00:00Z", "cloud_coverage": 3.0}


@pytest.mark.parametrize(
    ("provenance", "sentence", "history"),
    [
        ("candidates only", "Candidate: Tile S2A_A, 2018", "Candidates: S2A_A."),
        ("scene raster", "Tile S2A_A, 2018", "Derived from: S2A_A."),
    ],
)
def test_candidates_are_called_so(layer, image, provenance, sentence, history):
    scenes = [{**SCENE, "provenance": provenance}]
    told = describe(image, scenes).splitlines()
    assert any(line.startswith(sentence) for line in told)
    assert image.reason in told
    set_metadata(layer, "run", image, scenes, "")
    assert history in layer.metadata().history()


def test_an_image_without_scenes_is_derived_from_nothing(layer, image):
    set_metadata(layer, "run", image, [], "")
    assert not any("Derived" in line for line in layer.metadata().history())
