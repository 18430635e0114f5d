import json
import re
from dataclasses import replace

import numpy as np
import pytest
from scene_slots.plugin.core.images import Use
from scene_slots.plugin.store.tags import image_tags


def test_an_image_tells_its_provenance_to_gdal(new_folder, write_january, gdalinfo):
    folder = new_folder()
    write_january(folder)
    told = gdalinfo(folder.image_path("2018-01"))["metadata"]
    assert told["IMAGERY"] == {
        "ACQUISITIONDATETIME": "2018-01-03 09:12:31",
        "SATELLITEID": "sentinel-2a",
    }
    tags = told[""]
    assert tags["SCENE_SLOTS_SLOT"] == "2018-01"
    assert tags["SCENE_SLOTS_START"] == "2018-01-01T00:00:00Z"
    assert tags["SCENE_SLOTS_END"] == "2018-02-01T00:00:00Z"
    assert tags["SCENE_SLOTS_STATE"] == "complete"
    assert tags["SCENE_SLOTS_RULE"] == "leastCC"
    assert tags["SCENE_SLOTS_PRODUCT"] == "true_color"
    assert tags["SCENE_SLOTS_COLLECTION"] == "sentinel-2-l2a"
    assert tags["SCENE_SLOTS_HUB"] == "local"
    assert tags["SCENE_SLOTS_VALID_PCT"] == "75"
    assert tags["SCENE_SLOTS_ACQUISITIONS"] == "2"
    listed = json.loads((folder.path / "metadata.json").read_text("utf-8"))
    assert json.loads(tags["SCENE_SLOTS_SCENES"]) == listed["2018-01"]


def test_no_mosaic_gets_one_invented_date(new_folder, write_january, gdalinfo):
    folder = new_folder()
    write_january(folder)
    tags = gdalinfo(folder.image_path("2018-01"))["metadata"][""]
    assert tags["SCENE_SLOTS_FIRST_ACQUIRED"] == "2018-01-03T09:12:31Z"
    assert tags["SCENE_SLOTS_LAST_ACQUIRED"] == "2018-01-08T09:12:31Z"
    assert tags["SCENE_SLOTS_MAIN_ACQUIRED"] == "2018-01-03T09:12:31Z"
    assert tags["SCENE_SLOTS_MAIN_SHARE_PCT"] == "50"


def test_eo_time_series_viewer_finds_the_main_date(new_folder, write_january, gdalinfo):
    folder = new_folder()
    write_january(folder)
    told = gdalinfo(folder.image_path("2018-01"))["metadata"]
    # It takes the first key of any domain that reads like this.
    dates = re.compile(r"(acquisition|observation)[ _]*(time|date|datetime)", re.I)
    found = [
        value
        for tags in told.values()
        for key, value in tags.items()
        if dates.search(key)
    ]
    assert len(found) == 2
    moments = {np.datetime64(re.sub(r"\D+$", "", value)) for value in found}
    assert moments == {np.datetime64("2018-01-03T09:12:31")}


def test_unknown_facts_have_no_tag(make_image):
    tags, imagery = image_tags(make_image(), [], [])
    assert imagery == {}
    assert not [name for name in tags if "ACQUIRED" in name or name.endswith("_PCT")]
    assert tags["SCENE_SLOTS_SCENES"] == "[]"
    assert "ACQUISITION_DATETIME" not in tags


def test_the_cloud_of_the_image_itself_goes_first(make_image, make_scene, make_usage):
    scene = make_scene("a", cloud_coverage=80.0)
    usage = make_usage(scene, reason=Use.USED, pixels=5)
    tags, imagery = image_tags(make_image(cloud_pct=12.6), [scene], [usage])
    assert imagery["CLOUDCOVER"] == "13"
    assert tags["SCENE_SLOTS_CLOUDCOVER_IS"] == "cloud_pct"
    assert tags["SCENE_SLOTS_CLOUD_PCT"] == "12.6"


def test_else_the_tiles_cloud_is_weighted_and_says_so(
    make_image, make_scene, make_usage
):
    scenes = [make_scene("a", cloud_coverage=80.0), make_scene("b", cloud_coverage=0.0)]
    usages = [
        make_usage(scenes[0], reason=Use.USED, pixels=1),
        make_usage(scenes[1], reason=Use.USED, pixels=3),
    ]
    tags, imagery = image_tags(make_image(), scenes, usages)
    assert imagery["CLOUDCOVER"] == "20"
    assert tags["SCENE_SLOTS_CLOUDCOVER_IS"] == "mean of tile cloud_coverage"
    unknown = [replace(usages[0], cloud_coverage=None), usages[1]]
    tags, imagery = image_tags(make_image(), scenes, unknown)
    assert "CLOUDCOVER" not in imagery
    assert "SCENE_SLOTS_CLOUDCOVER_IS" not in tags


def test_several_platforms_are_all_named(make_image, make_scene, make_usage):
    scenes = [make_scene("a", platform="sentinel-2b"), make_scene("b")]
    usages = [make_usage(scene, reason=Use.USED, pixels=1) for scene in scenes]
    _, imagery = image_tags(make_image(), scenes, usages)
    assert imagery["SATELLITEID"] == "sentinel-2a, sentinel-2b"


@pytest.mark.parametrize("text", ['<b>&"', "ü€😀", "a\nb", "\x01\ud800"])
def test_hostile_ids_pass_through_a_file(
    tmp_path, grid, gdalinfo, make_image, make_scene, make_usage, text
):
    from scene_slots.plugin.store.rasters import ImageWriter

    scene = make_scene("a", tile_id=text)
    usage = make_usage(scene, reason=Use.USED, pixels=5)
    tags, imagery = image_tags(make_image(reason=text), [scene], [usage])
    with ImageWriter(tmp_path / "a.tif", grid, ["x"], "uint8") as writer:
        writer.finish(tags, imagery)
    told = gdalinfo(tmp_path / "a.tif")["metadata"][""]
    (entry,) = json.loads(told["SCENE_SLOTS_SCENES"])
    assert entry["tile_id"] == text.replace("\x01", "").replace("\ud800", "?")
