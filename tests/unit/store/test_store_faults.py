import errno
import json

import pytest
from osgeo import gdal
from scene_slots.plugin.core.errors import StoreError
from scene_slots.plugin.store.faults import done, known, said
from scene_slots.plugin.store.landing import read_json, write_json


@pytest.fixture(params=[False, True], ids=["reporting", "raising"])
def gdal_mode(request):
    """GDAL with and without exceptions, as another plugin may have left it."""
    before = gdal.GetUseExceptions()
    (gdal.UseExceptions if request.param else gdal.DontUseExceptions)()
    yield request.param
    (gdal.UseExceptions if before else gdal.DontUseExceptions)()


def test_an_error_that_gdal_reports_becomes_a_sentence(gdal_mode, capfd):
    failure = pytest.raises(StoreError, match=r"^It did not work: .*none\.tif.*\.$")
    with failure, said("It did not work"):
        known(gdal.OpenEx("/none.tif", gdal.OF_VERBOSE_ERROR))
    assert gdal.GetUseExceptions() == gdal_mode
    assert capfd.readouterr().err == ""


def test_reporting_alone_counts_where_it_is_strict(gdal_mode):
    with said("It did not work", strict=False):
        if not gdal_mode:
            gdal.Error(gdal.CE_Failure, 1, "odd")
    with (
        pytest.raises(StoreError, match="It did not work: odd"),
        said("It did not work"),
    ):
        gdal.Error(gdal.CE_Failure, 1, "odd")


@pytest.mark.usefixtures("gdal_mode")
def test_warnings_are_no_errors():
    with said("It did not work"):
        gdal.Error(gdal.CE_Warning, 1, "odd")


def test_a_code_of_failure_is_an_error():
    with pytest.raises(StoreError, match="It did not work: "), said("It did not work"):
        done(6)
    done(0)
    done(None)


@pytest.mark.parametrize(
    ("number", "cause"),
    [
        (errno.ENOSPC, "the disk is full"),
        (errno.EROFS, "the disk is read-only, choose another folder"),
        (errno.EIO, "Input/output error"),
    ],
)
def test_an_error_of_the_system_becomes_a_sentence(number, cause):
    with pytest.raises(StoreError) as caught, said("It did not work"):
        raise OSError(number, "Input/output error")
    assert str(caught.value) == f"It did not work: {cause}."


def test_tables_that_are_gone_are_said_in_a_sentence():
    with pytest.raises(StoreError) as caught, said("It did not work"):
        gdal.Error(
            gdal.CE_Failure,
            4,
            "sqlite3_open(a.gpkg) failed: unable to open database file",
        )
    assert str(caught.value) == "It did not work: it is not there, or locked away."


def test_a_document_is_replaced_whole(tmp_path):
    path = tmp_path / "ü b.json"
    write_json(path, {"name": "Zürich"})
    write_json(path, [1, None])
    assert read_json(path) == [1, None]
    assert list(tmp_path.iterdir()) == [path]


def test_a_document_that_cannot_be_written_leaves_the_older_one(tmp_path):
    path = tmp_path / "a.json"
    write_json(path, 1)
    with pytest.raises(ValueError, match="JSON"):
        write_json(path, float("nan"))
    with pytest.raises(StoreError, match="could not be written: "):
        write_json(tmp_path / "none" / "a.json", 2)
    assert read_json(path) == 1
    assert list(tmp_path.iterdir()) == [path]


def test_a_missing_document_is_said_in_a_sentence(tmp_path):
    with pytest.raises(StoreError, match="could not be read: the file or its folder"):
        read_json(tmp_path / "none.json")


FULL = """
import json, os, resource
from pathlib import Path
import numpy as np
from osgeo import gdal, ogr
from scene_slots.plugin.core.errors import StoreError
from scene_slots.plugin.core.grid import Grid
from scene_slots.plugin.store.folder import RunFolder
from scene_slots.plugin.store.rasters import ImageWriter
from scene_slots.plugin.store.scene_rasters import SceneRasterWriter
from scene_slots.plugin.store.landing import write_text
path, raising = Path(sys.argv[1]), sys.argv[2] == "True"
if raising:
    gdal.UseExceptions()
    ogr.UseExceptions()
grid = Grid(32633, 0, 0, 10, 900, 900)
noise = np.random.default_rng(1).integers(1, 200, (900, 900)).astype("uint8")
folder = RunFolder.open(path)
(path / "images" / "a.tif").write_bytes(b"older")

def image():
    with ImageWriter(path / "images" / "a.tif", grid, ["x"], "uint8") as writer:
        for piece in grid.pieces(300):
            writer.write(piece, noise[None][:, :300, :300], noise[:300, :300] > 0)
        writer.finish({}, {})

def scene_raster():
    with SceneRasterWriter(path / "images" / "a.tif", grid, 200) as writer:
        for piece in grid.pieces():
            writer.write(piece, noise)
        writer.finish([])

def tables():
    folder.write_slot(folder.read_images()[0], folder.read_scenes() * 1000, [])

def document():
    write_text(path / "run.json", "x" * 300000)

# A file that may not grow stands for a disk that is full.
for what in (image, scene_raster, document):
    resource.setrlimit(resource.RLIMIT_FSIZE, (200000, resource.RLIM_INFINITY))
    try:
        what()
    except StoreError as error:
        print(error)
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY,) * 2)
"""


@pytest.mark.parametrize("raising", [False, True])
def test_a_full_disk_is_said_and_leaves_no_broken_file(new_folder, elsewhere, raising):
    folder = new_folder()
    before = (folder.path / "run.json").read_bytes()
    told = elsewhere(FULL, folder.path, raising).splitlines()
    assert len(told) == 3
    assert all(line.endswith("too large for the disk.") for line in told)
    assert [path.name for path in (folder.path / "images").iterdir()] == ["a.tif"]
    assert (folder.path / "images" / "a.tif").read_bytes() == b"older"
    assert (folder.path / "run.json").read_bytes() == before
    assert not list(folder.path.glob("*.part.*"))
    json.loads(before)


GROW = """
import resource
from dataclasses import replace
from pathlib import Path
from scene_slots.plugin.core.errors import StoreError
from scene_slots.plugin.store.folder import RunFolder
from scene_slots.plugin.store.tables import Content, update_tables
folder = RunFolder.open(Path(sys.argv[1]))
scene = folder.read_scenes()[0]
many = [replace(scene, key=f"{scene.key} {at} " + "x" * 200) for at in range(2000)]
resource.setrlimit(resource.RLIMIT_FSIZE, (250000, resource.RLIM_INFINITY))
try:
    content = Content(folder.read_images()[:1], many, [], {})
    update_tables(folder.path / "scene_slots.gpkg", folder.area, content)
except StoreError as error:
    print(error)
"""


@pytest.mark.long
def test_a_full_disk_rolls_the_tables_back(new_folder, elsewhere):
    folder = new_folder()
    before = folder.read_images(), folder.read_scenes(), folder.read_usages()
    told = elsewhere(GROW, folder.path)
    assert told.startswith("The tables ")
    assert "could not be written: " in told
    after = folder.read_images(), folder.read_scenes(), folder.read_usages()
    assert after == before
    assert not list(folder.path.glob("*-journal"))
