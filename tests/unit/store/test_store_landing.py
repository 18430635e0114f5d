"""Of a long document one entry is read without the rest."""

from __future__ import annotations

import json

import pytest
from scene_slots.plugin.core.errors import StoreError
from scene_slots.plugin.store.landing import read_entry, read_json, write_json


def test_an_entry_is_read_from_the_head_of_a_long_document(tmp_path):
    path = tmp_path / "run.json"
    told = {
        "script": '\n "identity": 1',
        "job": {"identity": 2},
        "identity": {"a": [3]},
    }
    write_json(path, {**told, "slots": ["x" * 50] * 3000})
    whole = path.read_bytes()
    assert read_entry(path, "identity") == {"a": [3]}
    path.write_bytes(whole[:-20])
    assert read_entry(path, "identity") == {"a": [3]}
    with pytest.raises(StoreError, match="not a JSON document"):
        read_entry(path, "hub")


def test_an_entry_is_found_however_the_document_is_laid_out(tmp_path):
    path = tmp_path / "run.json"
    path.write_text(json.dumps({"slots": "x" * 70_000, "identity": 4}, indent=4))
    assert read_entry(path, "identity") == 4
    with pytest.raises(StoreError, match="it has no “hub”"):
        read_entry(path, "hub")


def test_half_a_character_that_a_script_wrote_is_kept(tmp_path):
    write_json(tmp_path / "run.json", {"user": ["\ud800", "ä"]})
    assert read_json(tmp_path / "run.json") == {"user": ["\ud800", "ä"]}
