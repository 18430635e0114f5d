from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from scene_slots.plugin.core.antimeridian import (
    join_at_antimeridian,
    split_at_antimeridian,
)
from scene_slots.plugin.core.area import project


def wrapped(polygon):
    """The same outline as its vertices stand within ±180."""

    def turn(xy):
        return np.column_stack([(xy[:, 0] + 180) % 360 - 180, xy[:, 1]])

    return shapely.transform(polygon, turn)


def parts(geometry):
    return sorted(one.bounds for one in shapely.get_parts(geometry))


def test_a_footprint_elsewhere_comes_back_as_it_is():
    box = shapely.box(10, 40, 12, 42)
    split = shapely.multipolygons(
        [shapely.box(-180, 0, -179, 1), shapely.box(0, 0, 1, 1)]
    )

    assert split_at_antimeridian(box) is box
    assert split_at_antimeridian(split) is split
    assert split_at_antimeridian(shapely.Polygon()).is_empty


EAST_AND_WEST = [(-180.0, 56.0, -179.0, 57.0), (178.5, 56.0, 180.0, 57.0)]


@pytest.mark.parametrize(
    "written",
    [
        shapely.box(178.5, 56, 181, 57),
        shapely.box(-181.5, 56, -179, 57),
        wrapped(shapely.box(178.5, 56, 181, 57)),
        shapely.multipolygons(
            [shapely.box(178.5, 56, 180, 57), shapely.box(180, 56, 181, 57)]
        ),
        shapely.multipolygons(
            [shapely.box(178.5, 56, 180, 57), shapely.box(-180, 56, -179, 57)]
        ),
    ],
    ids=["beyond east", "beyond west", "jumping", "beyond in parts", "split"],
)
def test_a_footprint_over_180_is_the_same_however_it_is_written(written):
    assert parts(split_at_antimeridian(written)) == EAST_AND_WEST


@given(
    st.floats(150, 200),
    st.floats(0.5, 20),
    st.floats(-70, 70),
)
def test_a_jumping_outline_keeps_its_area(west, width, south):
    whole = shapely.Polygon(
        [(west, south), (west + width, south + 1), (west + width / 2, south + 5)]
    )

    split = split_at_antimeridian(wrapped(whole))

    assert split.is_valid
    assert split.area == pytest.approx(whole.area)
    assert split.bounds[0] >= -180
    assert split.bounds[2] <= 180


def test_a_hole_stays_a_hole():
    ring = shapely.box(178, 50, 182, 54).difference(shapely.box(179, 51, 181, 53))
    east_hole = shapely.box(178, 50, 182, 54).difference(
        shapely.box(181, 51, 181.5, 53)
    )

    for whole in (ring, east_hole):
        split = split_at_antimeridian(wrapped(whole))

        assert split.area == pytest.approx(whole.area)
    assert not shapely.intersects_xy(split, -178.75, 52)


def test_an_outline_around_a_pole_is_not_told():
    around = shapely.Polygon([(0, 80), (90, 80), (180, 80), (-90, 80), (0, 80)])
    jumping = shapely.Polygon([(0, 80), (120, 80), (-120, 80), (0, 80)])

    assert split_at_antimeridian(jumping).is_empty
    assert project(jumping, lambda xy: xy).is_empty
    # Edges of exactly half a turn cannot be told from long ones.
    assert split_at_antimeridian(around).is_empty


def test_an_outline_that_touches_itself_is_repaired():
    loop = shapely.Polygon([(179, 0), (181, 2), (181, 0), (179, 2)])

    split = split_at_antimeridian(wrapped(loop))

    assert split.is_valid
    assert split.area == pytest.approx(2.0)


def test_a_projection_without_seam_gets_one_outline():
    def around(xy):
        """A cylinder whose seam is at longitude 0."""
        return np.column_stack([xy[:, 0] % 360, xy[:, 1]])

    jumping = wrapped(shapely.box(178.5, 56, 181, 57))

    projected = project(jumping, around)

    assert shapely.intersects_xy(projected, 180.2, 56.5)
    assert projected.bounds == pytest.approx((178.5, 56, 181, 57))
    assert projected.area == pytest.approx(2.5)


@pytest.mark.parametrize(
    ("boxes", "joined"),
    [
        ([(-10, 0, 10, 1)], (-10, 0, 10, 1)),
        ([(-100, 0, -90, 1), (90, 0, 100, 1)], (90, 0, 270, 1)),
        ([(-170, 0, -160, 1), (90, 0, 100, 1)], (90, 0, 200, 1)),
        ([(-180, 0, -150, 1), (-10, 0, 0, 1), (170, 0, 180, 1)], (-190, 0, 0, 1)),
    ],
)
def test_parts_are_joined_where_the_widest_gap_stays_open(boxes, joined):
    apart = shapely.multipolygons([shapely.box(*box) for box in boxes])

    west, south, east, north = join_at_antimeridian(apart).bounds

    assert (south, north) == (joined[1], joined[3])
    assert east - west == joined[2] - joined[0]
    assert (west - joined[0]) % 360 == 0
    assert join_at_antimeridian(shapely.Polygon()).is_empty
