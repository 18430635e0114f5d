"""The demo's map goes where most scenes of the period are."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from scene_slots.plugin.core.errors import InputError
from scene_slots.plugin.core.slots import Period
from scene_slots.tools.demo.place import find_place

YEAR = Period(date(2018, 1, 1), date(2018, 12, 31))


@pytest.fixture
def catalog(tmp_path: Path):
    """Return a function that writes a catalog of ``(day, bbox)``."""

    def write(*scenes):
        links = []
        for number, (day, bbox) in enumerate(scenes):
            item = {
                "type": "Feature",
                "collection": "sentinel-2-l2a",
                "bbox": bbox,
                "properties": {"datetime": f"{day}T10:00:00Z"},
            }
            (tmp_path / f"{number}.json").write_text(json.dumps(item))
            links.append({"rel": "item", "href": f"./{number}.json"})
        root = {"type": "Catalog", "links": links}
        (tmp_path / "catalog.json").write_text(json.dumps(root))
        return tmp_path

    return write


def test_the_largest_heap_of_overlapping_scenes_wins(catalog):
    folder = catalog(
        ("2018-01-01", [0, 0, 1, 1]),
        ("2018-01-02", [50, 0, 51, 1]),
        ("2018-01-03", [52, 0, 53, 1]),
        ("2018-01-04", [50.5, 0.5, 52.5, 2]),
    )
    assert find_place(folder, "sentinel-2-l2a", YEAR) == (50, 0, 53, 2)


def test_scenes_of_the_period_come_first(catalog):
    folder = catalog(
        ("2017-01-01", [0, 0, 1, 1]),
        ("2017-01-02", [0, 0, 1, 1]),
        ("2018-01-02", [50, 0, 51, 1]),
    )
    assert find_place(folder, "sentinel-2-l2a", YEAR) == (50, 0, 51, 1)


def test_a_period_without_scenes_still_has_a_place(catalog):
    folder = catalog(("2017-01-01", [0, 0, 1, 1]))
    assert find_place(folder, "sentinel-2-l2a", YEAR) == (0, 0, 1, 1)


def test_a_collection_without_scenes_is_one_sentence(catalog):
    folder = catalog(("2018-01-01", [0, 0, 1, 1]))
    with pytest.raises(InputError, match="holds no scene of sentinel-2-l1c"):
        find_place(folder, "sentinel-2-l1c", YEAR)


def test_a_broken_catalog_is_one_sentence(tmp_path):
    (tmp_path / "catalog.json").write_text("{")
    with pytest.raises(InputError, match="cannot be read"):
        find_place(tmp_path, "sentinel-2-l2a", YEAR)
