"""Which part of the tests gets which arguments."""

from __future__ import annotations

import pytest
from scene_slots.tools.run_tests import PARTS, arguments_for

UNIT, SERVICE, QGIS = PARTS


def test_without_paths_every_part_runs_whole():
    assert arguments_for(UNIT, ["-k", "grid"]) == ["-k", "grid", "tests/unit"]
    assert arguments_for(QGIS, ["-k", "grid"]) == ["-k", "grid", "tests/qgis"]


@pytest.mark.parametrize("suffix", ["", "::test_something"])
def test_a_file_goes_to_its_part_alone(suffix):
    path = "tests/unit/tools/test_run_tests.py" + suffix
    assert arguments_for(UNIT, [path, "-x"]) == ["-x", path]
    assert arguments_for(SERVICE, [path, "-x"]) is None
    assert arguments_for(QGIS, [path, "-x"]) is None


def test_the_folder_of_all_tests_means_every_part():
    for part in PARTS:
        assert arguments_for(part, ["tests"]) == [str(part.folder)]
