"""A form becomes a job, or a sentence about its first wrong field."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransformContext,
    QgsGeometry,
    QgsRectangle,
)
from scene_slots.plugin.evalscript.products import load_products
from scene_slots.plugin.intake import FieldError, count_slots, to_job
from scene_slots.plugin.layers.asked import Place, place_of
from scene_slots.plugin.pipeline.facts import describe_identity
from scene_slots.ui.form import Form

PRODUCTS = load_products()
PLACE = Place(
    QgsRectangle(500000, 5000000, 500400, 5000400),
    QgsCoordinateReferenceSystem("EPSG:32634"),
    QgsCoordinateTransformContext(),
)


@pytest.fixture
def ask(tmp_path):
    """Return a function that reads a form with some values changed."""
    form = Form(date(2018, 1, 1), date(2018, 12, 31), folder=str(tmp_path))

    def ask(taken=(), place=PLACE, **changes):
        changed = replace(form, **changes)
        return to_job(changed, place, PRODUCTS, tmp_path / "default", taken)

    return ask


def test_the_last_day_is_included(ask):
    job = ask(first_day=date(2018, 3, 1), last_day=date(2018, 3, 1), rhythm="day")
    assert count_slots(job) == 1


def test_only_the_catalog_knows_the_number_of_acquisitions(ask):
    assert count_slots(ask(rhythm="acquisition")) is None


def test_the_area_is_the_grid(ask):
    job = ask()
    assert job.area.bounds == job.grid.bounds


def test_the_area_of_a_feature_is_its_shape_and_its_name_is_in_the_folder(ask):
    shape = QgsGeometry.fromWkt("Polygon ((500003 5000003, 500403 5000003, 5e5 5e6))")
    job = ask(place=place_of(shape, PLACE.crs, PLACE.context, "Výše / 7: north"))
    assert job.area.area == pytest.approx(shape.area())
    assert job.grid.width == 41
    assert job.folder.name.startswith("Výše-7-north_sentinel-2-l2a_true_color_2018")


def test_what_is_left_out_of_the_period_is_not_counted(ask):
    # What was left out of another rhythm is not in the way.
    job = ask(months=(6, 7, 8), excluded_slots=frozenset({"2018-07", "2018-W30"}))
    assert count_slots(job) == 2
    assert job.excluded_slots == {"2018-07"}
    with pytest.raises(FieldError, match="Every slot is excluded") as caught:
        ask(months=(7,), excluded_slots=frozenset({"2018-07"}))
    assert caught.value.field == "rhythm_combo"


def test_every_run_has_a_folder_of_its_own(ask, tmp_path):
    first = ask().folder
    first.mkdir()
    second = ask().folder
    third = ask(taken=[second]).folder
    assert first.name == "sentinel-2-l2a_true_color_2018-01-01_2018-12-31_month"
    assert (second.name, third.name) == (f"{first.name}_2", f"{first.name}_3")
    assert first.parent == tmp_path


def test_the_same_run_goes_on_in_its_folder(ask):
    job = ask()
    folder, told = job.folder, {"identity": describe_identity(job)}
    folder.mkdir()
    (folder / "run.json").write_text(json.dumps(told))
    assert ask().folder == folder
    assert ask(taken=[folder]).folder == folder.with_name(f"{folder.name}_2")
    assert ask(resolution=20.0).folder == folder.with_name(f"{folder.name}_2")
    # A run folder itself may be chosen: to go on with another period, say.
    assert ask(folder=str(folder), last_day=date(2019, 1, 31)).folder == folder


def test_without_a_folder_the_default_is_taken(ask, tmp_path):
    assert ask(folder="").folder.parent == tmp_path / "default"


def test_an_own_list_makes_a_short_name(ask):
    days = ", ".join(f"2018-03-{day:02d}" for day in range(1, 20))
    name = ask(rhythm=days).folder.name
    assert len(name) < 90
    assert "," not in name


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"last_day": date(2017, 1, 1)}, "end_edit"),
        ({"rhythm": "sometimes"}, "rhythm_combo"),
        ({"collection": "modis"}, "collection_combo"),
        ({"product": "sepia"}, "product_combo"),
        ({"rule": "prettiest"}, "rule_combo"),
        ({"resolution": 0.0}, "resolution_spin"),
        ({"hub": "moon"}, "base_url_edit"),
        ({"hub": "custom", "base_url": "http://example.org"}, "base_url_edit"),
        ({"scenes_folder": "/nowhere"}, "scenes_widget"),
    ],
)
def test_the_first_wrong_field_is_named(ask, changes, field):
    with pytest.raises(FieldError) as caught:
        ask(**changes)
    assert caught.value.field == field
    assert str(caught.value).endswith((".", ")."))


def test_a_file_is_no_place_for_runs(ask, tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(FieldError, match="not a folder"):
        ask(folder=str(tmp_path / "file" / "runs"))
    assert Path(tmp_path / "file").is_file()
