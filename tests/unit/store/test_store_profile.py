"""Values of a run at points and in polygons, from its folder alone."""

from __future__ import annotations

import csv
from dataclasses import replace

import numpy as np
import pytest
import shapely
from scene_slots.plugin.core.errors import Stopped, StoreError
from scene_slots.plugin.core.images import State
from scene_slots.plugin.store.profile import read_profiles
from scene_slots.plugin.store.profile_csv import COLUMNS, write_profiles
from scene_slots.plugin.store.rasters import ImageWriter
from scene_slots.plugin.store.windows import window_of

# Rows 0-9 without data, 10-29 of scene a with value 10, 30-39 of scene b with 20.
ABOVE, OF_A, OF_B = 4999995.0, 4999795.0, 4999695.0


@pytest.fixture
def folder(new_folder, write_january):
    folder = new_folder()
    write_january(folder)
    return folder


@pytest.fixture
def read(folder):
    def read(*places):
        return read_profiles(folder.path, places, lambda: False)

    return read


def test_a_point_has_value_and_scene_or_is_a_gap(read):
    [profile, nothing, outside, tiny] = read(
        shapely.Point(500005, OF_B),
        shapely.Point(500005, ABOVE),
        shapely.Point(0, 0),
        # A polygon without the centre of a pixel is the pixel in its middle.
        shapely.box(500001, OF_A - 1, 500002, OF_A + 1),
    )

    january, february, march = profile.samples
    assert (profile.pixels, profile.bands) == (1, ("R", "G", "B"))
    assert [one.mean for one in january.figures] == [20.0] * 3
    assert [scene.key for scene in january.scenes] == ["b"]
    assert january.cloud_pct is None
    assert [one.image.slot for one in (february, march)] == ["2018-02", "2018-03"]
    assert february.figures == march.figures == nothing.samples[0].figures == ()
    assert (nothing.pixels, nothing.samples[0].valid_pct) == (1, 0.0)
    assert outside.pixels == 0
    assert (tiny.pixels, tiny.samples[0].figures[0].mean) == (1, 10.0)


def test_a_polygon_counts_pixels_whose_centre_is_inside(read):
    # Columns 0 and 1 of all rows: 20 without data, 40 of 10 and 20 of 20.
    [profile] = read(shapely.box(499000, 4999600, 500016, 5000100))

    [figures, *_] = profile.samples[0].figures
    assert profile.pixels == 2 * 40
    assert profile.samples[0].valid_pct == pytest.approx(75.0)
    assert figures.mean == pytest.approx((40 * 10 + 20 * 20) / 60)
    assert (figures.minimum, figures.p10, figures.p90) == (10.0, 10.0, 20.0)
    assert [scene.key for scene in profile.samples[0].scenes] == ["a", "b"]


def test_cloud_is_of_the_place_and_a_rejected_image_a_gap(
    folder, read, grid, write_january
):
    image, usages = write_january(folder)
    folder.write_slot(replace(image, cloud_source="SCL"), [], usages)
    path = folder.image_path("2018-01").with_suffix(".cloud.tif")
    with ImageWriter(path, grid, ("SCL",), "uint8") as classes:
        values = np.full((1, grid.height, grid.width), 4, np.uint8)
        values[:, :, 0] = 9
        classes.write(next(grid.pieces()), values, values[0] > 0)
        classes.finish({}, {})

    [point, polygon] = read(
        shapely.Point(500005, OF_A), shapely.box(500000, 4999700, 500040, 4999800)
    )
    assert (point.samples[0].cloud_pct, point.samples[0].cloud_class) == (100.0, 9)
    assert polygon.samples[0].cloud_pct == pytest.approx(25.0)
    assert polygon.samples[0].cloud_class == 4

    folder.write_slot(replace(image, state=State.REJECTED), [], usages)
    assert read(shapely.Point(500005, OF_B))[0].samples[0].figures == ()


def test_reading_stops_and_says_what_is_missing(folder, read):
    with pytest.raises(Stopped):
        read_profiles(folder.path, [shapely.Point(500005, OF_B)], lambda: True)
    folder.image_path("2018-01").unlink()
    with pytest.raises(StoreError, match=r"2018-01\.tif could not be read"):
        read(shapely.Point(500005, OF_B))


def test_of_a_large_window_every_nth_pixel_is_read():
    place = shapely.box(0, -1000, 2000, 0)
    window = window_of(place, (2000, 1000), (0, 1, 0, 0, 0, -1), most=5000)
    assert window.step == 20
    assert window.inside.shape == (50, 100)
    assert window.inside.all()


def test_csv_has_a_row_for_each_slot_and_band_and_no_value_for_gaps(read, tmp_path):
    [profile] = read(shapely.Point(500005, OF_B))
    write_profiles(tmp_path / "values.csv", [("Field, 1", profile)])

    with (tmp_path / "values.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert tuple(rows[0]) == COLUMNS
    assert [(row["slot"], row["band"], row["mean"]) for row in rows] == [
        *(("2018-01", band, "20.0") for band in "RGB"),
        ("2018-02", "", ""),
        ("2018-03", "", ""),
    ]
    first = rows[0]
    assert (first["place"], first["tiles"]) == ("Field, 1", "tile b")
    assert (first["acquired"], first["tile_clouds"]) == ("2018-01-08T09:12:31Z", "")
    assert first["image_cloud_pct"] == ""
