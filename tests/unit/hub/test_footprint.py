from __future__ import annotations

import numpy as np
import pytest
import shapely
from scene_slots.plugin.core.area import project
from scene_slots.plugin.hub.footprint import parse_footprint
from scene_slots.plugin.hub.geodesy import from_degrees, to_degrees
from shapely.geometry import mapping

TILE = shapely.box(499_980.0, 4_890_240.0, 609_780.0, 5_000_040.0)


@pytest.fixture
def item():
    """A tile of 110 km that gives its outline twice, as the service does."""
    degrees = shapely.transform(TILE, to_degrees(32639))
    return {
        "geometry": mapping(degrees),
        "properties": {"proj:epsg": 32639, "proj:geometry": mapping(TILE)},
    }


def off(outline):
    """Metres that an outline lies beside the tile's."""
    return shapely.hausdorff_distance(project(outline, from_degrees(32639)), TILE)


def test_edges_are_straight_in_the_tiles_own_projection(item):
    assert off(parse_footprint(item)) < 0.1


def test_without_projection_edges_are_straight_in_degrees(item):
    for name in ("proj:epsg", "proj:geometry"):
        bare = {**item["properties"], name: None}
        assert 200 < off(parse_footprint({**item, "properties": bare})) < 260


@pytest.mark.parametrize(
    "other",
    [
        {"proj:geometry": mapping(TILE.buffer(-1000))},  # other corners
        {"proj:geometry": mapping(shapely.box(0, 0, 1, 1))},
        {"proj:geometry": {"type": "Polygon", "coordinates": "none"}},
        {"proj:geometry": mapping(shapely.Point(1, 1))},
        {"proj:epsg": 3035},
        {"proj:epsg": "EPSG:32639"},
        {"proj:epsg": 32640},
    ],
)
def test_an_outline_of_other_corners_changes_nothing(item, other):
    plain = parse_footprint({"geometry": item["geometry"], "properties": {}})

    found = parse_footprint({**item, "properties": {**item["properties"], **other}})

    assert found.equals(plain)


@pytest.mark.parametrize(
    "geometry",
    [
        None,
        "POLYGON",
        {},
        {"type": "Polygon"},
        {"type": "Polygon", "coordinates": []},
        {"type": "Polygon", "coordinates": [[[1, 2], [3, 4]]]},
        {"type": "Polygon", "coordinates": [[[0, 0], [1, 1], ["x", 0], [0, 0]]]},
        {"type": "Nothing", "coordinates": []},
        {"type": "Point", "coordinates": [1, 2]},
        {"type": "LineString", "coordinates": [[1, 2], [3, 4]]},
        {"type": "Polygon", "coordinates": [[[0, 80], [120, 80], [-120, 80], [0, 80]]]},
        {
            "type": "Polygon",
            "coordinates": [[[0, 0], [1, 0], [float("nan"), 1], [0, 0]]],
        },
    ],
)
def test_what_tells_no_area_is_no_footprint(geometry):
    assert parse_footprint({"geometry": geometry, "properties": None}) is None


def test_heights_are_left_out():
    ring = [[0, 0, 5], [1, 0, 5], [1, 1, 5], [0, 0, 5]]

    found = parse_footprint({"geometry": {"type": "Polygon", "coordinates": [ring]}})

    assert not found.has_z


def test_a_footprint_over_180_degrees_is_kept_in_two_parts():
    tile = shapely.box(300_000, 6_190_200, 409_800, 6_300_000)
    degrees = shapely.transform(tile, to_degrees(32601))
    properties = {"proj:epsg": 32601, "proj:geometry": mapping(tile)}

    found = parse_footprint({"geometry": mapping(degrees), "properties": properties})

    assert shapely.get_num_geometries(found) == 2
    assert np.abs(shapely.get_coordinates(found)[:, 0]).min() > 178
    projected = project(found, from_degrees(32601))
    assert shapely.symmetric_difference(projected, tile).area < 1e-5 * tile.area
