from __future__ import annotations

import math

import numpy as np
import pytest
import shapely
from scene_slots.plugin.core.area import ACCEPTED_EPSG, check_epsg, project, utm_epsg
from scene_slots.plugin.core.errors import InputError


def test_only_what_the_service_delivers_is_accepted():
    assert check_epsg(32633) == 32633
    assert {4326, 3857, 32601, 32760} <= ACCEPTED_EPSG
    for epsg in (32600, 32661, 25833, 0):
        with pytest.raises(InputError, match=f"EPSG:{epsg}"):
            check_epsg(epsg)


@pytest.mark.parametrize(
    ("longitude", "latitude", "epsg"),
    [
        (15.0, 46.0, 32633),
        (-180.0, 10.0, 32601),
        (180.0, 10.0, 32601),
        (179.999, 0.0, 32660),
        (181.0, -0.1, 32701),
        (0.0, -80.0, 32731),
        (-0.001, 84.0, 32630),
    ],
)
def test_a_place_has_one_utm_zone(longitude, latitude, epsg):
    assert utm_epsg(longitude, latitude) == epsg


@pytest.mark.parametrize(
    ("longitude", "latitude", "words"),
    [
        (math.inf, 0.0, "not finite"),
        (0.0, math.nan, "not finite"),
        (0.0, 84.1, "EPSG:3413"),
        (0.0, -80.1, "EPSG:3031"),
    ],
)
def test_a_place_without_zone_is_one_clear_sentence(longitude, latitude, words):
    with pytest.raises(InputError, match=words):
        utm_epsg(longitude, latitude)


def test_edges_are_densified_before_they_are_projected():
    def bend(xy):
        return np.column_stack([xy[:, 0], xy[:, 1] + xy[:, 0] ** 2])

    projected = project(shapely.box(-1, 0, 1, 1), bend)

    # In the middle the lower edge is at 0, a straight line would be at 1.
    assert shapely.intersects_xy(projected, 0.001, 0.1)


def test_an_outline_that_the_crs_does_not_reach_is_empty():
    box = shapely.box(0, 0, 1, 1)

    assert project(box, lambda xy: np.full(xy.shape, np.inf)).is_empty


def test_an_outline_that_crosses_itself_loses_no_half():
    bow_tie = shapely.Polygon([(0, 0), (1, 1), (1, 0), (0, 1)])

    projected = project(bow_tie, lambda xy: xy)

    assert projected.is_valid
    assert shapely.intersects_xy(projected, 0.1, 0.5)
    assert shapely.intersects_xy(projected, 0.9, 0.5)
