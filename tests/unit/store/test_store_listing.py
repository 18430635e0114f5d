"""The list of runs: what folders say of themselves, and what is wrong with them."""

from __future__ import annotations

import json
from datetime import date

import pytest
from scene_slots.plugin.core.images import State
from scene_slots.plugin.store.document import RunDocument
from scene_slots.plugin.store.landing import write_json
from scene_slots.plugin.store.listing import list_entries, read_entry, runs_in
from shapely.geometry import box


@pytest.fixture
def write(tmp_path, run, grid, make_image):
    """Write the document of a run; the tables are not asked."""

    def write(path=tmp_path / "run"):
        path.mkdir(parents=True)
        empty = RunDocument(run, grid, box(*grid.bounds))
        images = [make_image(month) for month in (1, 2, 3)]
        write_json(path / "run.json", empty.with_rows(images, (), ()).to_json())
        return path

    return write


@pytest.fixture
def run(run):
    job = {
        "collection": "sentinel-2-l2a",
        "product": "ndvi",
        "rhythm": "month",
        "from": "2018-01-01",
        "to": "2018-03-31",
    }
    hub = {"name": "cdse", "title": "Copernicus Data Space Ecosystem"}
    return {**run, "job": job, "hub": hub, "area_name": "Maize\n 7"}


def test_a_run_tells_itself_in_short(write):
    entry = read_entry(write())

    assert entry.fault == ""
    assert (entry.area, entry.product, entry.rhythm) == ("Maize 7", "ndvi", "month")
    assert entry.hub == "Copernicus Data Space Ecosystem"
    assert entry.last_day == date(2018, 3, 31)
    assert entry.centre == pytest.approx((15.004, 45.151), abs=0.001)
    assert entry.km2 == pytest.approx(0.24)
    assert (entry.states, entry.slots) == ({State.STOPPED: 3}, 3)


def test_folders_are_found_remembered_or_hidden(write, tmp_path):
    inside, outside, hidden = (
        write(tmp_path / place / "run") for place in ("a", "b", "c")
    )
    entries = list_entries(
        [tmp_path / "a", tmp_path / "c", tmp_path / "gone"],
        [inside, outside, tmp_path / "moved"],
        [hidden],
    )
    assert {one.folder for one in entries[:2]} == {inside, outside}
    assert entries[2].folder == tmp_path / "moved"
    assert "moved, renamed or deleted" in entries[2].fault
    assert len(entries) == 3
    assert runs_in(inside) == runs_in(tmp_path / "a") == (inside,)
    assert runs_in(tmp_path) == (tmp_path,)


def test_a_document_is_read_again_when_it_has_changed(write):
    path = write()
    [first] = list_entries([], [path])
    [same] = list_entries([], [path], before={path: first})
    assert same is first
    (path / "run.json").write_text("{}")
    [changed] = list_entries([], [path], before={path: first})
    assert "damaged" in changed.fault


@pytest.mark.parametrize(
    "spoil",
    [
        lambda told: told.pop("job"),
        lambda told: told.update(job=[]),
        lambda told: told.update(slots=None),
        lambda told: told["slots"]["2018-01"]["image"].update(state="gone"),
        lambda told: told["job"].update({"from": "yesterday"}),
        lambda told: told["grid"].update(resolution="wide"),
        lambda told: told["grid"].update(width=0),
    ],
)
def test_a_damaged_document_is_said_in_a_sentence(write, spoil):
    path = write()
    told = json.loads((path / "run.json").read_text())
    spoil(told)
    (path / "run.json").write_text(json.dumps(told))
    assert "damaged" in read_entry(path).fault


def test_what_is_no_run_is_said_too(tmp_path):
    assert "run.json is missing" in read_entry(tmp_path).fault
    (tmp_path / "run.json").write_text("{")
    assert "not a JSON document" in read_entry(tmp_path).fault
