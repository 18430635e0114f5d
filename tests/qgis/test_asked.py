"""A place on the map becomes a grid and the shape inside it, wherever on Earth."""

from __future__ import annotations

import pytest
import shapely
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransformContext,
    QgsGeometry,
    QgsRectangle,
)
from scene_slots.plugin.core.errors import InputError
from scene_slots.plugin.hub.geodesy import bounds_in_degrees, to_degrees
from scene_slots.plugin.layers.asked import Place, ask, place_of, zones

CONTEXT = QgsCoordinateTransformContext()


def crs(authid):
    return QgsCoordinateReferenceSystem(authid)


def polygon(wkt, authid="EPSG:32633"):
    return place_of(QgsGeometry.fromWkt(wkt), crs(authid), CONTEXT)


def box(west, south, east, north, authid="EPSG:4326"):
    return Place(QgsRectangle(west, south, east, north), crs(authid), CONTEXT)


TRIANGLE = "Polygon ((500003 5000003, 500403 5000003, 500003 5000403, 500003 5000003))"


def test_of_an_extent_the_whole_grid_is_asked():
    grid, area = ask(box(500003, 5000003, 500403, 5000403, "EPSG:32633"), 10)
    assert (grid.width, grid.height) == (41, 41)
    assert area.bounds == grid.bounds


def test_of_a_polygon_its_own_shape_is_asked_on_the_grid_of_its_box():
    grid, area = ask(polygon(TRIANGLE), 10)
    assert (grid.width, grid.height) == (41, 41)
    assert area.equals(shapely.from_wkt(TRIANGLE))


@pytest.mark.parametrize(
    "wkt",
    [
        "CurvePolygon (CircularString (500003 5000003, 500403 5000003,"
        " 500403 5000403, 500003 5000403, 500003 5000003))",
        "MultiPolygonZM (((500003 5000003 7 1, 500403 5000003 7 1,"
        " 500003 5000403 7 1, 500003 5000003 7 1)))",
        "Polygon ((500000 5000000, 500400 5000400, 500400 5000000, 500000 5000400,"
        " 500000 5000000))",
    ],
    ids=["arcs", "heights", "crossing itself"],
)
def test_polygons_of_any_kind_become_flat_and_valid(wkt):
    _, area = ask(polygon(wkt), 10)
    assert area.is_valid
    assert not area.has_z
    assert area.area >= 39_000


@pytest.mark.parametrize(
    "wkt",
    [
        "MultiPolygon (((179.98 -16.52, 180 -16.52, 180 -16.5, 179.98 -16.5)),"
        " ((-180 -16.52, -179.97 -16.52, -179.97 -16.5, -180 -16.5)))",
        "Polygon ((179.98 -16.52, -179.97 -16.52, -179.97 -16.5, 179.98 -16.5))",
        "Polygon ((179.98 -16.52, 180.03 -16.52, 180.03 -16.5, 179.98 -16.5))",
    ],
    ids=["split", "jumping", "beyond"],
)
def test_an_area_over_the_180th_meridian_is_one_small_grid(wkt):
    grid, area = ask(polygon(wkt, "EPSG:4326"), 10)
    extent, _ = ask(box(179.98, -16.52, 180.03, -16.5), 10)

    assert grid.epsg == extent.epsg == 32701
    assert grid.width == pytest.approx(535, abs=5)
    assert (grid.width, grid.height) == pytest.approx(
        (extent.width, extent.height), abs=2
    )
    assert area.area == pytest.approx(grid.pixels * 100, rel=0.06)
    # What the Catalog is asked for: a box on either side.
    east, west = bounds_in_degrees(grid)
    assert east[2] == 180.0
    assert west[0] == -180.0


@pytest.mark.parametrize(
    "place",
    [
        polygon("Polygon ((179 0, 181 0, 181 1, 179 1))", "EPSG:4326"),
        box(179, 0, 181, 1),
        box(19_900_000, 0, 20_200_000, 100_000, "EPSG:3857"),
    ],
)
@pytest.mark.parametrize("epsg", [3857, 4326])
def test_a_crs_that_ends_at_180_says_so(place, epsg):
    with pytest.raises(InputError, match="180th meridian, where EPSG"):
        ask(place, 1000, epsg)


def test_an_area_over_two_zones_lies_in_the_zone_of_its_middle():
    place = polygon("Polygon ((11.9 46, 12.2 46, 12.2 46.1, 11.9 46.1))", "EPSG:4326")
    grid, area = ask(place, 20)
    assert grid.epsg == 32633
    corners = shapely.transform(area, to_degrees(32633)).bounds
    assert corners == pytest.approx((11.9, 46, 12.2, 46.1), abs=1e-6)
    assert zones(place, grid) == 2
    assert zones(box(11.9, 46, 12.2, 46.1), grid) == 2
    assert zones(polygon(TRIANGLE), ask(polygon(TRIANGLE), 10)[0]) == 1


@pytest.mark.parametrize(
    ("wkt", "authid", "words"),
    [
        ("Polygon EMPTY", "EPSG:4326", "empty"),
        ("LineString (10 46, 11 46)", "EPSG:4326", "empty"),
        ("Polygon ((10 46, 11 46, 12 46, 10 46))", "EPSG:4326", "empty"),
        (TRIANGLE, "", "no coordinate reference system"),
        ("Polygon ((10 87, 11 87, 11 88, 10 88))", "EPSG:4326", "near a pole"),
        ("Polygon ((-50 0, 50 0, 50 1, -50 1))", "EPSG:4326", "too wide"),
        (
            "Polygon ((0 70, 90 71, 179 72, -90 73, 0 70))",
            "EPSG:4326",
            "around a pole",
        ),
    ],
)
def test_what_cannot_be_asked_gives_one_sentence(wkt, authid, words):
    with pytest.raises(InputError, match=words) as caught:
        ask(polygon(wkt, authid), 1000)
    assert str(caught.value).endswith(".")
