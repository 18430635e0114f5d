from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import shapely
from scene_slots.plugin.core.area import ACCEPTED_EPSG, project
from scene_slots.plugin.core.errors import InputError
from scene_slots.plugin.core.grid import Grid
from scene_slots.plugin.hub.geodesy import (
    bounds_in_degrees,
    from_degrees,
    to_degrees,
)
from shapely.geometry import shape

SHARED = Path(__file__).resolve().parents[4] / "shared"
# The corner of an MGRS tile as its Catalog item gives it, in degrees and in UTM.
CORNER = (50.99976468, 45.15382825), (499981.5, 5000039.0)


def test_degrees_become_metres_and_back():
    degrees = np.array([CORNER[0]])

    metres = from_degrees(32639)(degrees)

    assert metres == pytest.approx(np.array([CORNER[1]]), abs=0.01)
    assert to_degrees(32639)(metres) == pytest.approx(degrees, abs=1e-9)
    assert from_degrees(32639)(np.empty((0, 2))).shape == (0, 2)


@pytest.mark.parametrize("epsg", sorted(ACCEPTED_EPSG)[::7])
def test_every_crs_of_the_service_is_known(epsg):
    assert from_degrees(epsg)(np.array([[10.0, 50.0]])).shape == (1, 2)


def test_a_box_of_degrees_holds_the_bent_edges_of_a_grid():
    grid = Grid(32639, 300_000.0, 5_000_000.0, 100.0, 4000, 1000)
    x = np.repeat(np.linspace(grid.bounds[0], grid.bounds[2], 999), 2)
    y = np.tile(grid.bounds[1::2], 999)

    ((west, south, east, north),) = bounds_in_degrees(grid)

    degrees = to_degrees(32639)(np.column_stack([x, y]))
    slack = 1e-5  # a metre
    assert west - slack <= degrees[:, 0].min()
    assert east + slack >= degrees[:, 0].max()
    assert south - slack <= degrees[:, 1].min()
    assert north + slack >= degrees[:, 1].max()
    corners = to_degrees(32639)(np.array([grid.bounds[:2], grid.bounds[2:]]))
    assert north > corners[:, 1].max() + 0.01


def test_a_grid_over_180_degrees_has_a_box_on_each_side():
    grid = Grid(32660, 650_000.0, 6_300_000.0, 10.0, 7000, 5000)

    east, west = bounds_in_degrees(grid)

    assert (east[0], east[2]) == (pytest.approx(179.43, abs=0.01), 180.0)
    assert (west[0], west[2]) == (-180.0, pytest.approx(-179.40, abs=0.01))
    assert east[1::2] == west[1::2]


def test_a_grid_on_a_pole_has_a_box_around_it():
    ((west, south, east, north),) = bounds_in_degrees(
        Grid(3413, -100_000.0, 100_000.0, 100.0, 2000, 2000)
    )

    assert (west, east, north) == (-180.0, 180.0, 90.0)
    assert 88 < south < 89


def test_a_grid_beyond_its_crs_is_one_clear_sentence():
    with pytest.raises(InputError, match="EPSG:32633"):
        bounds_in_degrees(Grid(32633, -1e9, 1e9, 100.0, 20, 20))


def across(lon_lat):
    """The same outline written in every way that is known."""
    longitudes = (lon_lat[:, 0] + 180) % 360 - 180
    jumping = np.column_stack([longitudes, lon_lat[:, 1]])
    east = np.column_stack([longitudes % 360, lon_lat[:, 1]])
    west = east - (360, 0)
    beyond = shapely.Polygon(east)
    split = shapely.union(
        beyond.intersection(shapely.box(0, -90, 180, 90)),
        shapely.Polygon(west).intersection(shapely.box(-180, -90, 0, 90)),
    )
    return {
        "jumping": shapely.Polygon(jumping),
        "beyond east": beyond,
        "beyond west": shapely.Polygon(west),
        "split": split,
    }


@pytest.mark.parametrize("epsg", [32601, 32660])
@pytest.mark.parametrize("written", ["jumping", "beyond east", "beyond west", "split"])
def test_a_footprint_over_180_degrees_is_projected_whole(epsg, written):
    tile = shapely.box(300_000, 6_190_200, 409_800, 6_300_000)
    ring = shapely.get_coordinates(shapely.segmentize(tile, 5000.0))
    outline = across(to_degrees(32601)(ring))[written]

    projected = project(outline, from_degrees(epsg))

    expected = shapely.transform(
        shapely.segmentize(tile, 5000.0),
        lambda xy: from_degrees(epsg)(to_degrees(32601)(xy)),
    )
    assert projected.is_valid
    off = shapely.symmetric_difference(projected, expected).area
    assert off < expected.area * 1e-4
    x, y = expected.representative_point().coords[0]
    assert shapely.intersects_xy(projected, x, y)


RECORDED = sorted((SHARED / "recorded" / "stac").glob("antimeridian_*"))


@pytest.mark.skipif(not RECORDED, reason="no recorded items beside the checkout")
@pytest.mark.parametrize("path", RECORDED, ids=lambda path: path.stem[-6:])
def test_recorded_footprints_over_180_degrees_stay_within_their_tile(path):
    item = json.loads(path.read_text(encoding="utf-8"))
    epsg = item["properties"]["proj:epsg"]
    left = 300_000 if path.stem.endswith(("CQ", "CC", "CG")) else 600_000

    projected = project(shape(item["geometry"]), from_degrees(epsg))

    west, south, east, north = projected.bounds
    assert left - 250 <= west < east <= left + 109_800 + 250
    assert north - south <= 109_800 + 500
    assert projected.area > 1e9
