import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scene_slots.plugin.core.errors import StoreError
from scene_slots.plugin.core.images import State
from scene_slots.plugin.store.document import load_document
from scene_slots.plugin.store.folder import RunFolder
from scene_slots.plugin.store.landing import write_json
from shapely.geometry import MultiPolygon, box


def names_below(path):
    return sorted(found.relative_to(path).as_posix() for found in path.rglob("*"))


def without_footprint(scenes):
    return [replace(scene, footprint=None) for scene in scenes]


def test_a_new_folder_holds_documents_tables_and_nothing_else(new_folder, tmp_path):
    new_folder(tmp_path / "a" / "Läufe mit Leerzeichen")
    assert names_below(tmp_path / "a" / "Läufe mit Leerzeichen") == [
        "images",
        "metadata.json",
        "run.json",
        "scene_slots.gpkg",
    ]


def test_a_written_slot_adds_its_rasters_and_no_other_file(new_folder, write_january):
    folder = new_folder()
    write_january(folder)
    assert names_below(folder.path / "images") == [
        "2018-01.scene.tif",
        "2018-01.scene.tif.aux.xml",
        "2018-01.tif",
    ]
    assert len(names_below(folder.path)) == 7


def test_an_opened_folder_gives_back_what_was_written(
    new_folder, write_january, scenes, make_image, grid, run
):
    folder = new_folder()
    image, usages = write_january(folder)
    opened = RunFolder.open(folder.path)
    assert opened.read_images() == (image, make_image(2), make_image(3))
    assert without_footprint(opened.read_scenes()) == without_footprint(scenes)
    footprints = [scene.footprint for scene in opened.read_scenes()]
    assert footprints[0].equals(scenes[0].footprint)
    assert footprints[2] is None
    assert set(opened.read_usages()) == set(usages)
    assert opened.grid == grid
    assert opened.area == box(*grid.bounds)
    assert opened.run == json.loads(json.dumps(run))


def test_metadata_lists_used_scenes_only_largest_share_first(new_folder, write_january):
    folder = new_folder()
    write_january(folder)
    told = json.loads((folder.path / "metadata.json").read_text("utf-8"))
    assert list(told) == ["2018-01", "2018-02", "2018-03"]
    assert told["2018-02"] == told["2018-03"] == []
    first, second = told["2018-01"]
    assert first["date"] == "2018-01-03T09:12:31Z"
    assert first["tile_id"] == "tile a"
    assert first["cloud_coverage"] == 3.25
    assert first["product_id"] == "product a"
    assert first["scene_key"] == "a"
    assert (first["pixels"], first["share_pct"]) == (1200, 50.0)
    assert first["id_is_derived"] is False
    assert second["scene_key"] == "b"
    assert second["cloud_coverage"] is None


def test_run_json_keeps_what_the_pipeline_tells_and_every_row(
    new_folder, write_january
):
    folder = new_folder()
    write_january(folder)
    told = json.loads((folder.path / "run.json").read_text("utf-8"))
    assert told["job"] == {"rule": "leastCC", "months": [1, 2]}
    assert told["slots"]["2018-01"]["planned"] == ["a", "b"]
    assert told["slots"]["2018-01"]["image"]["state"] == "complete"
    assert told["slots"]["2018-01"]["image"]["start"] == "2018-01-01T00:00:00Z"
    assert [row["scene_key"] for row in told["slots"]["2018-01"]["usage"]] == [
        *("b", "c", "a")
    ]
    assert told["scenes"][0]["acquired"] == "2018-01-03T09:12:31.024000Z"


def test_the_pipeline_may_tell_more_with_each_slot(new_folder, make_image, run):
    folder = new_folder()
    run = {**run, "slots": {"2018-02": {"requests": ["f00"]}}}
    folder.write_slot(make_image(2, state=State.EMPTY), [], [], run)
    told = json.loads((folder.path / "run.json").read_text("utf-8"))
    assert told["slots"]["2018-02"]["requests"] == ["f00"]
    assert told["slots"]["2018-02"]["image"]["state"] == "empty"


def test_tables_rebuilt_from_the_rest_say_the_same(new_folder, write_january):
    folder = new_folder()
    write_january(folder)
    before = (folder.read_images(), folder.read_scenes(), set(folder.read_usages()))
    (folder.path / "scene_slots.gpkg").unlink()
    (folder.path / "metadata.json").unlink()
    again = RunFolder.open(folder.path)
    again.rebuild_tables()
    after = (again.read_images(), again.read_scenes(), set(again.read_usages()))
    assert after == before
    assert (folder.path / "metadata.json").is_file()


def test_a_rebuilt_table_repairs_a_broken_one(new_folder):
    folder = new_folder()
    (folder.path / "scene_slots.gpkg").write_bytes(b"SQLite format 3\0 and so on")
    with pytest.raises(StoreError, match=r"scene_slots\.gpkg could not be read"):
        RunFolder.open(folder.path)
    folder.rebuild_tables()
    assert len(RunFolder.open(folder.path).read_images()) == 3


def test_a_folder_of_the_same_run_is_taken_over(new_folder, write_january):
    folder = new_folder()
    write_january(folder)
    again = new_folder()
    assert [image.state for image in again.read_images()] == [State.STOPPED] * 3
    assert (folder.path / "images" / "2018-01.tif").is_file()


CUT_OFF = """
import os, signal, sqlite3
database = sqlite3.connect(sys.argv[1], isolation_level=None)
for name in ("IsEmpty", "MinX", "MaxX", "MinY", "MaxY"):  # of OGR's triggers
    database.create_function(f"ST_{name}", 1, lambda _: 1)
database.execute("PRAGMA cache_size = 1")
database.execute("BEGIN")
for number in range(400):  # more than the cache holds: pages are written before the end
    database.execute("INSERT INTO usage (slot, reason) VALUES ('x', ?)", ("y" * 900,))
os.kill(os.getpid(), signal.SIGKILL)
"""


def cut_off(tables):
    """Leave the tables as a program that is killed in a transaction does."""
    with pytest.raises(subprocess.CalledProcessError):
        subprocess.run(  # noqa: S603  the test's own code
            [sys.executable, "-c", f"import sys{CUT_OFF}", str(tables)], check=True
        )
    assert tables.with_name(f"{tables.name}-journal").stat().st_size > 0


def lag(tables):
    """Take a row away, as if it had not come that far."""
    with closing(sqlite3.connect(tables)) as database, database:
        database.execute("DELETE FROM usage WHERE scene_key = 'a'")


@pytest.mark.parametrize(
    "spoil",
    [
        cut_off,
        lag,
        lambda tables: tables.unlink(),
        lambda tables: tables.write_bytes(b"SQLite format 3\0 and so on"),
        lambda tables: tables.write_bytes(tables.read_bytes()[:5000]),
    ],
)
def test_tables_that_a_crash_left_behind_are_made_good(
    new_folder, write_january, scenes, make_image, spoil
):
    folder = new_folder()
    image, usages = write_january(folder)
    spoil(folder.path / "scene_slots.gpkg")
    if spoil is cut_off:  # whoever reads them first undoes it
        assert len(folder.read_usages()) == len(usages)
        spoil(folder.path / "scene_slots.gpkg")
    images = [image, make_image(2), make_image(3)]
    again = new_folder(images=images, usages=usages)
    assert again.read_images() == tuple(images)
    assert without_footprint(again.read_scenes()) == without_footprint(scenes)
    assert set(again.read_usages()) == set(usages)
    assert not list(folder.path.glob("*-journal"))


def test_a_folder_of_another_run_is_refused(new_folder, run, tmp_path):
    before = (new_folder().path / "run.json").read_bytes()
    other = {"hub": "local", "area": "here", "product": "ndvi"}
    with pytest.raises(StoreError, match="run with another product: choose a new fol"):
        new_folder(run={**run, "identity": other})
    assert (tmp_path / "run" / "run.json").read_bytes() == before


HOLD = """
import fcntl
with open(sys.argv[1], "w") as file:
    fcntl.flock(file, fcntl.LOCK_EX)
    print("taken", flush=True)
    sys.stdin.read()
"""


def test_one_program_at_a_time_writes_into_a_folder(new_folder):
    folder = new_folder(lock_if=lambda: True)
    lock = folder.path / "run.lock"
    assert lock.exists()
    for _ in "ab":  # in this program, too, and to fail takes nothing from who has it
        with pytest.raises(StoreError, match="Another program is fetching into"):
            new_folder(lock_if=lambda: True)
    folder.release()
    assert not lock.exists()
    with subprocess.Popen(  # noqa: S603  the test's own code
        [sys.executable, "-c", f"import sys{HOLD}", str(lock)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdout.readline() == "taken\n"
        with pytest.raises(StoreError, match="Another program is fetching into"):
            new_folder(lock_if=lambda: True)
        other.kill()
    # The lock ends with the program, and what is left of it is in nobody's way.
    new_folder(lock_if=lambda: True).release()
    # What came between plan and lock is not written over.
    told = (folder.path / "run.json").read_bytes()
    with pytest.raises(StoreError, match="Another program has fetched into"):
        new_folder(lock_if=lambda: False)
    assert (folder.path / "run.json").read_bytes() == told
    assert not lock.exists()


def test_a_folder_with_other_files_is_refused(new_folder, tmp_path):
    (tmp_path / "run").mkdir()
    (tmp_path / "run" / "thesis.txt").write_text("precious")
    with pytest.raises(StoreError, match="holds other files"):
        new_folder()
    assert names_below(tmp_path / "run") == ["thesis.txt"]


def test_an_empty_folder_will_do(new_folder, tmp_path):
    (tmp_path / "run").mkdir()
    (tmp_path / "run" / "Thumbs.db").touch()
    assert len(new_folder().read_images()) == 3


def test_a_file_is_no_place_for_a_run(new_folder, tmp_path):
    (tmp_path / "run").write_text("a file")
    with pytest.raises(StoreError, match="is a file: choose another place"):
        new_folder()
    with pytest.raises(StoreError, match="a part of the path is a file"):
        new_folder(tmp_path / "run" / "below")
    assert names_below(tmp_path) == ["run"]


def test_what_a_crash_left_is_swept(new_folder):
    folder = new_folder()
    for name in ("run.part.json", "scene_slots.part.gpkg", "images/2018-02.part.tif"):
        (folder.path / name).write_text("half")
    new_folder()
    assert not [name for name in names_below(folder.path) if ".part." in name]


def test_a_crash_before_the_first_document_does_not_lock_the_folder(
    new_folder, tmp_path
):
    (tmp_path / "run" / "images").mkdir(parents=True)
    (tmp_path / "run" / "run.part.json").write_text("{")
    assert len(new_folder().read_images()) == 3


def test_a_run_that_cannot_begin_leaves_no_folder(new_folder, tmp_path, grid):
    with pytest.raises(StoreError, match="could not be written"):
        new_folder(tmp_path / "a" / "b", grid=replace(grid, epsg=999999))
    assert names_below(tmp_path) == []


def test_a_folder_without_run_json_is_no_run_folder(tmp_path):
    with pytest.raises(StoreError, match="is no run folder"):
        RunFolder.open(tmp_path)


def test_a_refreshed_image_gets_a_new_name(new_folder, write_january):
    folder = new_folder()
    write_january(folder)
    version = folder.next_version("2018-01")
    image, _ = write_january(folder, version)
    assert version == 2
    assert image.path == "images/2018-01.2.tif"
    assert folder.scene_path(image).name == "2018-01.2.scene.tif"
    assert folder.scene_path(image).is_file()
    assert folder.read_images()[0].path == image.path


def test_a_new_scene_renames_its_pass_in_other_slots(
    new_folder, make_scene, make_image
):
    folder = new_folder()
    earlier = make_scene("d", acquired=datetime(2018, 1, 3, 9, 5, tzinfo=timezone.utc))
    folder.write_slot(make_image(2), [earlier], [])
    told = json.loads((folder.path / "run.json").read_text("utf-8"))
    passes = {row["scene_key"]: row["acquisition_key"] for row in told["scenes"]}
    assert passes["a"] == passes["d"] == "2018-01-03T0905Z sentinel-2a R036"


def test_an_area_of_several_parts_survives(new_folder, grid):
    left, bottom, right, top = grid.bounds
    area = MultiPolygon(
        [box(left, bottom, left + 100, top), box(right - 100, bottom, right, top)]
    )
    folder = new_folder(area=area)
    assert RunFolder.open(folder.path).area.equals(area)


def test_a_read_only_place_is_said_in_a_sentence(tmp_path, elsewhere):
    code = """
import os
from pathlib import Path
from scene_slots.plugin.core.errors import StoreError
from scene_slots.plugin.core.grid import Grid
from scene_slots.plugin.store.folder import RunFolder
from shapely.geometry import box
os.chdir(sys.argv[1])
if os.geteuid() == 0:  # may write everywhere
    os.seteuid(65534)
given = dict(run={}, grid=Grid(4326, 0, 0, 1, 1, 1), area=box(0, 0, 1, 1))
try:
    RunFolder.create(Path("run"), **given, images=[], scenes=[], usages=[])
except StoreError as error:
    print(error)
"""
    tmp_path.chmod(0o555)
    try:
        told = elsewhere(code, tmp_path)
    finally:
        tmp_path.chmod(0o755)
    assert told == (
        "The run folder “run” could not be made: writing is not allowed there, choose"
        " another folder.\n"
    )
    assert names_below(tmp_path) == []


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from(["grid", "area", "slots", "scenes", "image", "usage", "x"]),
        inner,
        max_size=4,
    ),
    max_leaves=20,
)


@settings(max_examples=60, deadline=None)
@given(
    st.binary(max_size=200) | json_values.map(lambda value: json.dumps(value).encode())
)
def test_a_run_json_of_a_stranger_is_refused_in_a_sentence(tmp_path_factory, body):
    path = tmp_path_factory.getbasetemp() / "run.json"
    path.write_bytes(body)
    with pytest.raises(StoreError, match="is damaged: "):
        load_document(path)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda told: told["slots"]["2018-01"]["image"].pop("state"),
        lambda told: told["slots"]["2018-01"]["image"].update(state="<b>"),
        lambda told: told["slots"]["2018-01"]["image"].update(start="2018"),
        lambda told: told["slots"]["2018-01"].update(usage=7),
        lambda told: told["scenes"][0].update(footprint="POLYGON"),
        lambda told: told["scenes"][0].update(acquired=None),
        lambda told: told["grid"].update(width=0),
        lambda told: told["grid"].update(colour="red"),
        lambda told: told.update(area=None),
    ],
)
def test_a_spoilt_run_json_is_refused_in_a_sentence(new_folder, spoil):
    path = new_folder().path / "run.json"
    told = json.loads(path.read_text("utf-8"))
    spoil(told)
    write_json(path, told)
    with pytest.raises(StoreError, match="is damaged: "):
        load_document(path)
