import csv

import pytest
from scene_slots.plugin.core.errors import StoreError
from scene_slots.plugin.store.export import export_tables


def read(path):
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_the_tables_are_exported_as_csv(new_folder, write_january, tmp_path):
    folder = new_folder()
    write_january(folder)
    images, usage, scenes = map(read, export_tables(folder, tmp_path))
    assert [row["slot"] for row in images] == ["2018-01", "2018-02", "2018-03"]
    assert images[0]["start"] == "2018-01-01T00:00:00Z"
    assert images[0]["valid_pct"] == "75.0"
    assert images[1]["valid_pct"] == ""
    assert {row["scene_key"]: row["used"] for row in usage} == {
        "a": "true",
        "b": "true",
        "c": "false",
    }
    assert scenes[1]["cloud_coverage"] == ""
    assert scenes[0]["acquisition_key"] == "2018-01-03T0912Z sentinel-2a R036"


def test_text_with_commas_quotes_and_lines_survives(new_folder, make_image, tmp_path):
    folder = new_folder()
    reason = 'He said: "no,\nnever", ü.'
    folder.write_slot(make_image(2, reason=reason), [], [])
    images, *_ = map(read, export_tables(folder, tmp_path))
    assert images[1]["reason"] == reason


def test_a_missing_target_is_said_in_a_sentence(new_folder, tmp_path):
    with pytest.raises(StoreError, match=r"images\.csv could not be written: "):
        export_tables(new_folder(), tmp_path / "none")
