import sqlite3
import subprocess
from contextlib import closing
from dataclasses import fields, replace
from datetime import datetime, timedelta, timezone

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from osgeo import gdal, ogr
from scene_slots.plugin.core.errors import StoreError
from scene_slots.plugin.core.images import Image, State, Usage, Use
from scene_slots.plugin.core.scenes import Scene
from scene_slots.plugin.store import reading, rows, tables
from scene_slots.plugin.store.faults import LockedError


@pytest.fixture
def ask():
    """Ask the GeoPackage of a folder with SQLite's own eyes."""

    def query(folder, sql):
        path = folder.path / "scene_slots.gpkg"
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
            return connection.execute(sql).fetchall()

    return query


def _columns_of(table, what="name"):
    return f"select {what} from pragma_table_info('{table}')"  # noqa: S608  ours


def files_beside(folder):
    return sorted(path.name for path in folder.path.glob("scene_slots*"))


IMAGES = """slot start end state reason path product rule collection hub
scenes_offered scenes_used acquisitions first_acquired last_acquired mean_acquired
main_acquired main_share_pct valid_pct cloud_pct shadow_pct snow_pct unclassified_pct
cloud_source tile_cloud_min tile_cloud_max width height resolution pieces pieces_failed
requests pu_estimated pu_charged fetched"""
SCENES = """scene_key tile_id product_id acquisition_key acquired cloud_coverage
platform relative_orbit tile_name processing_baseline sun_zenith sh_id data_path
collection id_is_derived facts_source"""
USAGE = """slot scene_key tile_id acquired cloud_coverage used pixels share_pct
scene_value reason"""


@pytest.mark.parametrize(
    ("table", "columns"), [("images", IMAGES), ("scenes", SCENES), ("usage", USAGE)]
)
def test_the_columns_are_the_contract(new_folder, ask, table, columns):
    told = ask(new_folder(), _columns_of(table))
    assert [name for (name,) in told] == ["fid", "geom", *columns.split()]


def test_every_fact_of_a_value_has_a_column():
    assert {field.name for field in fields(Image)} == set(rows.IMAGES)
    # What only plans and requests need is not told twice: the id holds it.
    derived = {"key": "scene_key", "footprint": None, "radar": None, "parts": None}
    facts = {derived.get(field.name, field.name) for field in fields(Scene)} - {None}
    assert facts | {"acquisition_key"} == set(rows.SCENES)
    assert {field.name for field in fields(Usage)} | {"used"} == set(rows.USAGE)


def test_the_columns_have_real_types(new_folder, ask):
    folder = new_folder()

    def types(table):
        return dict(ask(folder, _columns_of(table, "name, type")))

    assert types("images")["start"] == "DATETIME"
    assert types("images")["scenes_used"] == "INTEGER"
    assert types("images")["valid_pct"] == "REAL"
    assert types("images")["geom"] == "POLYGON"
    assert types("scenes")["id_is_derived"] == "BOOLEAN"
    assert types("scenes")["sh_id"] == "INTEGER"
    assert types("scenes")["geom"] == "MULTIPOLYGON"
    assert types("usage")["used"] == "BOOLEAN"
    assert types("usage")["geom"] == "MULTIPOLYGON"


def test_layers_have_titles_systems_and_order(new_folder, ask):
    told = ask(new_folder(), "select table_name, identifier, srs_id from gpkg_contents")
    assert told == [
        ("images", "Images", 32633),
        ("scenes", "Scenes", 4326),
        ("usage", "Usage", 32633),
    ]


def test_relations_have_their_indexes(new_folder, ask):
    told = ask(
        new_folder(),
        "select tbl_name, name from sqlite_master where type = 'index'"
        " and name not like 'sqlite_%'",
    )
    assert set(told) == {
        ("images", "images_slot"),
        ("scenes", "scenes_scene_key"),
        ("usage", "usage_slot"),
        ("usage", "usage_scene_key"),
    }


def test_unknown_is_null(new_folder, ask, make_image):
    folder = new_folder()
    folder.write_slot(make_image(2, tile_cloud_min=float("nan")), [], [])
    assert (
        ask(
            folder,
            "select path, scenes_used, first_acquired, valid_pct, tile_cloud_min"
            " from images",
        )
        == [(None,) * 5] * 3
    )
    (told,) = ask(folder, "select cloud_coverage from scenes where scene_key = 'b'")
    assert told == (None,)
    assert ask(folder, "select distinct pixels, scene_value, geom from usage") == [
        (None, None, None)
    ]


def test_times_are_utc_and_say_so(new_folder, ask):
    folder = new_folder()
    assert ask(folder, 'select start, "end" from images')[0] == (
        "2018-01-01T00:00:00.000Z",
        "2018-02-01T00:00:00.000Z",
    )
    (told,) = ask(folder, "select acquired from scenes where scene_key = 'a'")
    assert told == ("2018-01-03T09:12:31.024Z",)


@pytest.mark.parametrize(
    "zone", ["America/New_York", pytest.param("Asia/Kolkata", marks=pytest.mark.long)]
)
def test_the_zone_of_the_computer_changes_nothing(
    new_folder, write_january, elsewhere, zone
):
    folder = new_folder()
    write_january(folder)
    code = """
from pathlib import Path
from scene_slots.plugin.store.folder import RunFolder
folder = RunFolder.open(Path(sys.argv[1]))
image = folder.read_images()[0]
folder.write_slot(image, folder.read_scenes(), folder.read_usages())
print([str(x) for x in (image.start, image.main_acquired)])
folder.rebuild_tables()
"""
    before = [folder.read_images(), folder.read_scenes(), set(folder.read_usages())]
    told = elsewhere(code, folder.path, TZ=zone)
    assert "2018-01-01 00:00:00+00:00" in told
    assert "2018-01-03 09:12:31.024000+00:00" in told
    after = [folder.read_images(), folder.read_scenes(), set(folder.read_usages())]
    assert after == before


def test_times_of_another_zone_are_the_same_moment(new_folder, make_image):
    folder = new_folder()
    zone = timezone(timedelta(hours=-5))
    moment = datetime(2018, 1, 2, 20, 0, 0, tzinfo=zone)
    folder.write_slot(make_image(1, fetched=moment), [], [])
    assert folder.read_images()[0].fetched == moment


def test_a_slot_replaces_its_rows_and_keeps_its_ids(new_folder, write_january, ask):
    folder = new_folder()
    write_january(folder)
    write_january(folder)
    assert ask(folder, "select fid, slot, state from images") == [
        (1, "2018-01", "complete"),
        (2, "2018-02", "stopped"),
        (3, "2018-03", "stopped"),
    ]
    assert ask(folder, "select fid, scene_key from scenes") == [
        *((1, "a"), (2, "b"), (3, "c"))
    ]
    assert ask(folder, "select scene_key, used, pixels, reason from usage") == [
        ("b", 1, 600, "used"),
        ("c", 0, 0, "superseded"),
        ("a", 1, 1200, "used"),
    ]


def test_outlines_have_the_area_of_their_pixels(new_folder, write_january, grid):
    folder = new_folder()
    write_january(folder)
    package = ogr.Open(str(folder.path / "scene_slots.gpkg"))
    outlines = {
        feature["scene_key"]: feature.GetGeometryRef().Clone()
        for feature in package.GetLayerByName("usage")
        if feature.GetGeometryRef()
    }
    assert set(outlines) == {"a", "b"}
    for key, pixels in (("a", 1200), ("b", 600)):
        assert outlines[key].Area() == pytest.approx(pixels * grid.resolution**2)
        assert outlines[key].GetGeometryType() == ogr.wkbMultiPolygon


def test_ogrinfo_reads_every_layer(new_folder, write_january):
    folder = new_folder()
    write_january(folder)
    path = str(folder.path / "scene_slots.gpkg")
    told = subprocess.run(  # noqa: S603  a fixed program
        ["/usr/bin/ogrinfo", "-ro", "-so", "-al", path],
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stderr == ""
    assert told.stdout.count("Feature Count: 3") == 3
    assert "start: DateTime" in told.stdout
    assert "used: Integer(Boolean)" in told.stdout
    assert "Geometry: Multi Polygon" in told.stdout


def test_spatial_filters_find_new_rows(new_folder, write_january, grid):
    folder = new_folder()
    write_january(folder)
    package = ogr.Open(str(folder.path / "scene_slots.gpkg"))
    usage = package.GetLayerByName("usage")
    left, bottom, *_ = grid.bounds
    usage.SetSpatialFilterRect(left, bottom, left + 5, bottom + 5)
    assert [feature["scene_key"] for feature in usage] == ["b"]


def test_no_journal_stays_behind(new_folder, write_january):
    folder = new_folder()
    write_january(folder)
    assert files_beside(folder) == ["scene_slots.gpkg"]


def test_a_program_that_holds_the_file_open_sees_the_new_rows(
    new_folder, write_january
):
    folder = new_folder()
    path = str(folder.path / "scene_slots.gpkg")
    reader = gdal.OpenEx(path, gdal.OF_VECTOR | gdal.OF_READONLY)
    layer = reader.GetLayerByName("images")
    assert [feature["state"] for feature in layer] == ["stopped"] * 3
    write_january(folder)
    layer.ResetReading()
    assert [feature["state"] for feature in layer] == ["complete", "stopped", "stopped"]


def test_a_reader_in_the_middle_of_a_journal_does_not_stop_the_writer(
    new_folder, write_january
):
    folder = new_folder()
    path = folder.path / "scene_slots.gpkg"
    with closing(sqlite3.connect(path, isolation_level=None)) as reader:
        # As QGIS does while a layer is loaded.
        reader.execute("pragma journal_mode = wal")
        reader.execute("begin")
        states = reader.execute("select state from images").fetchall()
        write_january(folder)
        assert reader.execute("select state from images").fetchall() == states
        reader.execute("commit")
        assert reader.execute("select state from images").fetchone() == ("complete",)
    assert files_beside(folder) == ["scene_slots.gpkg"]


def test_a_locked_table_is_said_in_a_sentence_and_keeps_its_rows(
    new_folder, write_january, monkeypatch, ask
):
    folder = new_folder()
    monkeypatch.setattr(tables, "_PATIENCE", 0.1)
    path = folder.path / "scene_slots.gpkg"
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("begin immediate")
        with pytest.raises(LockedError, match="another program is using it"):
            write_january(folder)
        other.execute("rollback")
    assert ask(folder, "select distinct state from images") == [("stopped",)]
    write_january(folder)
    assert ask(folder, "select state from images")[0] == ("complete",)


def test_a_failure_in_mid_slot_changes_no_row(
    new_folder, make_image, make_usage, make_scene, ask
):
    folder = new_folder()
    before = [ask(folder, "select * from images"), ask(folder, "select * from usage")]
    image = replace(make_image(1), state=State.FAILED)
    broken = replace(make_usage(make_scene("a")), pixels="many")
    with pytest.raises(ValueError, match="many"):
        folder.write_slot(image, [], [make_usage(make_scene("b")), broken])
    after = [ask(folder, "select * from images"), ask(folder, "select * from usage")]
    assert after == before
    assert files_beside(folder) == ["scene_slots.gpkg"]


def test_missing_tables_are_said_in_a_sentence(new_folder, write_january):
    folder = new_folder()
    (folder.path / "scene_slots.gpkg").unlink()
    with pytest.raises(StoreError, match=r"gpkg could not be written: "):
        write_january(folder)
    with pytest.raises(StoreError, match=r"gpkg could not be read: "):
        folder.read_images()


@pytest.mark.parametrize(
    "path", ["/vsicurl/http://127.0.0.1/a.tif", "images/../../a.tif", "images/a.vrt"]
)
def test_a_strangers_table_opens_no_file_but_images(make_image, path):
    with pytest.raises(ValueError, match="is no image of a run"):
        rows.to_image({**rows.image_row(make_image()), "path": path})


def test_a_geometry_without_area_is_null(new_folder, make_scene, ask):
    scenes = [
        make_scene("line", footprint=shapely.LineString([(0, 0), (1, 1)])),
        make_scene("empty", footprint=shapely.Polygon()),
        make_scene(
            "mixed",
            footprint=shapely.GeometryCollection(
                [shapely.Point(0, 0), shapely.box(0, 0, 1, 1)]
            ),
        ),
    ]
    folder = new_folder(scenes=scenes, usages=[])
    told = dict(ask(folder, "select scene_key, geom is null from scenes"))
    assert told == {"line": 1, "empty": 1, "mixed": 0}


texts = st.text(max_size=30) | st.sampled_from(
    ["'; DROP TABLE images; --", '"', "%", "<script>", "\ud800", "a\0b", "ü€😀"]
)


@settings(max_examples=8, deadline=None)
@given(st.lists(texts, min_size=1, max_size=4, unique=True), st.data())
def test_any_text_and_number_survives(tmp_path_factory, keys, data):
    path = tmp_path_factory.mktemp("tables") / "t.gpkg"
    moment = datetime(2018, 1, 3, 9, 12, 31, tzinfo=timezone.utc)
    cleaned = {rows.clean_text(key) for key in keys}
    scenes = [
        Scene(
            key,
            moment + timedelta(milliseconds=data.draw(st.integers(-(10**12), 10**12))),
            data.draw(texts),
            cloud_coverage=data.draw(st.none() | st.floats(0, 100)),
            sh_id=data.draw(st.none() | st.integers(-(2**63), 2**63 - 1)),
            id_is_derived=data.draw(st.booleans()),
        )
        for key in sorted(cleaned)
    ]
    usages = [
        Usage(
            "s", scene.key, None, scene.acquired, None, data.draw(st.sampled_from(Use))
        )
        for scene in scenes
    ]
    image = Image("s", moment, moment + timedelta(1), State.EMPTY, *"abcde")
    content = tables.Content([image], scenes, usages, {})
    tables.create_tables(path, 32633, shapely.box(0, 0, 1, 1), content)
    tables.update_tables(path, shapely.box(0, 0, 1, 1), content)
    clean = [
        replace(scene, collection=rows.clean_text(scene.collection)) for scene in scenes
    ]
    assert list(reading.read_scenes(path)) == clean
    assert list(reading.read_usages(path)) == usages
    assert reading.read_images(path) == (image,)
