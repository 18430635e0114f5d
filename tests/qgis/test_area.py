"""The map's extent becomes the grid of a run, or one sentence says why not."""

from __future__ import annotations

import math

import pytest
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsPointXY,
    QgsRectangle,
)
from scene_slots.plugin.core.errors import InputError
from scene_slots.plugin.layers.area import area_km2, extent_grid, grid_extent

CONTEXT = QgsCoordinateTransformContext()
UTM33 = QgsCoordinateReferenceSystem("EPSG:32633")
PLACE = QgsRectangle(500003, 5099007, 500996, 5099994)


def crs(authid):
    return QgsCoordinateReferenceSystem(authid)


def grid_of(extent, authid="EPSG:32633", resolution=10.0, epsg=None):
    return extent_grid(extent, crs(authid), resolution, CONTEXT, epsg)


@pytest.mark.parametrize(
    "authid", ["EPSG:4326", "EPSG:3857", "EPSG:32633", "EPSG:3794", "EPSG:31256"]
)
def test_the_grid_holds_every_corner_and_no_pixel_row_more(authid):
    transform = QgsCoordinateTransform(UTM33, crs(authid), CONTEXT)
    extent = transform.transformBoundingBox(PLACE)
    grid = grid_of(extent, authid)
    back = QgsCoordinateTransform(crs(authid), UTM33, CONTEXT)
    edges = [
        back.transform(QgsPointXY(x, y))
        for x in (extent.xMinimum(), extent.center().x(), extent.xMaximum())
        for y in (extent.yMinimum(), extent.center().y(), extent.yMaximum())
    ]
    west, south, east, north = grid.bounds
    assert grid.epsg == 32633
    assert west - 1e-3 <= min(point.x() for point in edges) < west + 10
    assert east - 10 < max(point.x() for point in edges) <= east + 1e-3
    assert south - 1e-3 <= min(point.y() for point in edges) < south + 10
    assert north - 10 < max(point.y() for point in edges) <= north + 1e-3


def test_the_grid_lies_on_multiples_of_the_resolution():
    grid = grid_of(PLACE)
    assert grid.bounds == (500000.0, 5099000.0, 501000.0, 5100000.0)
    assert (grid.width, grid.height) == (100, 100)


def test_a_grid_can_be_in_a_named_crs():
    assert grid_of(PLACE, epsg=3857).epsg == 3857


def test_the_southern_hemisphere_has_its_own_zones():
    assert (
        grid_of(QgsRectangle(18.40, -33.95, 18.42, -33.93), "EPSG:4326").epsg == 32734
    )


def test_the_area_is_measured_on_the_ellipsoid():
    grid = grid_of(PLACE)
    assert area_km2(grid, CONTEXT) == pytest.approx(1.0, rel=2e-3)
    web = grid_of(PLACE, epsg=3857)
    assert area_km2(web, CONTEXT) == pytest.approx(1.0, rel=0.05)


def test_a_grid_can_be_shown_on_the_map_again():
    extent = grid_extent(grid_of(PLACE), crs("EPSG:32633"), CONTEXT)
    assert extent.contains(PLACE)


@pytest.mark.parametrize(
    ("extent", "authid", "words"),
    [
        (QgsRectangle(), "EPSG:32633", "empty"),
        (QgsRectangle(5, 5, 5, 5), "EPSG:32633", "empty"),
        (QgsRectangle(0, 0, math.inf, 1), "EPSG:32633", "not finite"),
        (QgsRectangle(0, 0, math.nan, 1), "EPSG:32633", "not finite"),
        (PLACE, "", "no coordinate reference system"),
        (QgsRectangle(-180, -90, 180, 90), "EPSG:4326", "choose a smaller"),
        (QgsRectangle(3e5, 5000000, 7e5, 5100000), "EPSG:32633", "30\u202f000 a side"),
        (QgsRectangle(10, 88, 11, 89), "EPSG:4326", "near a pole"),
    ],
)
def test_a_bad_extent_gives_one_sentence(extent, authid, words):
    with pytest.raises(InputError, match=words) as caught:
        grid_of(extent, authid)
    assert str(caught.value).endswith(".")


def test_the_sentence_names_a_resolution_that_fits():
    wide = QgsRectangle(300000, 5000000, 700000, 5010000)
    with pytest.raises(InputError, match=r"a resolution of at least 14\."):
        grid_of(wide)
    assert grid_of(wide, resolution=14).width <= 30_000


def test_a_crs_that_the_service_does_not_know_is_refused():
    with pytest.raises(InputError, match="31256"):
        grid_of(PLACE, epsg=31256)
