"""What the plugin needs is asked for before a dialog promises anything."""

from __future__ import annotations

from datetime import datetime, timezone

import pytest
from qgis.core import QgsDateTimeRange
from scene_slots.plugin import compat
from scene_slots.plugin.layers.temporal import show_slot, to_qt


def test_a_package_that_only_workers_import_is_missed_at_once(plugin, monkeypatch):
    find = compat.find_spec
    monkeypatch.setattr(
        compat, "find_spec", lambda name: None if name == "sentinelhub" else find(name)
    )
    with pytest.raises(ModuleNotFoundError) as missing:
        _ = plugin.controller
    assert missing.value.name == "sentinelhub"


@pytest.mark.parametrize(
    ("version", "is_outdated"),
    [("1.8.5", True), ("2.0.7", False), ("10.0", False), ("unknown", False)],
)
def test_an_old_package_is_as_good_as_none(version, is_outdated, monkeypatch):
    monkeypatch.setattr(compat.metadata, "version", lambda _: version)
    assert compat.is_outdated("shapely", 2) is is_outdated


def test_a_package_without_metadata_is_taken_as_it_is():
    assert not compat.is_outdated("qgis", 2)


def test_the_interpreter_has_the_version_of_ours():
    assert compat.interpreter().name.startswith("python3")


@pytest.mark.parametrize("is_guarded", [True, False])
def test_the_command_for_a_package_suits_a_guarded_python(
    tmp_path, monkeypatch, is_guarded
):
    (tmp_path / ("EXTERNALLY-MANAGED" if is_guarded else "other")).touch()
    monkeypatch.setattr(compat.sysconfig, "get_path", lambda _: str(tmp_path))
    told = compat.install_command("shapely==2.0.7")
    assert told.startswith(str(compat.interpreter()))
    assert told.endswith(" shapely==2.0.7")
    assert ("--break-system-packages" in told) is is_guarded


def test_unloading_gives_the_times_of_the_map_back(plugin, canvas):
    start, end = (datetime(2018, month, 1, tzinfo=timezone.utc) for month in (3, 4))
    show_slot(canvas, start, end)
    others = QgsDateTimeRange(to_qt(start), to_qt(start))
    canvas.setTemporalRange(others)
    plugin.unload()
    assert canvas.temporalRange() == others
    plugin.initGui()
    show_slot(canvas, start, end)
    plugin.unload()
    assert canvas.temporalRange().isInfinite()
    plugin.initGui()


def test_a_new_project_is_not_shown_at_the_times_of_a_slot(plugin, canvas, project):
    assert plugin.controller
    start, end = (datetime(2018, month, 1, tzinfo=timezone.utc) for month in (3, 4))
    show_slot(canvas, start, end)
    project.clear()
    assert canvas.temporalRange().isInfinite()
