import json
from dataclasses import replace
from pathlib import Path

import jsonschema
import pystac
import pytest
from pystac.validation import JsonSchemaSTACValidator
from scene_slots.plugin.core.images import Use
from scene_slots.plugin.store.stac import write_catalog
from shapely.geometry import shape

SCHEMAS = "https://stac-extensions.github.io/"
PERCENT = {"type": "number", "minimum": 0, "maximum": 100}
TEXT = {"type": "string"}


def numbers(*counts, kind="number"):
    lengths = [{"minItems": count, "maxItems": count} for count in counts]
    return {"type": "array", "items": {"type": kind}, "oneOf": lengths}


# The extensions' own schemas come from the web alone. These are the rules of their
# specifications for all the fields that they know, by the prefix of the fields.
EXTENSIONS = {
    "eo": (
        "eo/v1.1.0",
        {"cloud_cover": PERCENT, "snow_cover": PERCENT},
    ),
    "proj": (
        "projection/v2.0.0",
        {
            "code": {"type": ["string", "null"], "pattern": "^[A-Z]+:[0-9]+$"},
            "bbox": numbers(4, 6),
            "shape": numbers(2, kind="integer"),
            "transform": numbers(6, 9),
        },
    ),
    "processing": (
        "processing/v1.1.0",
        {
            "expression": {"type": "object", "required": ["format", "expression"]},
            "lineage": TEXT,
            "level": TEXT,
            "facility": TEXT,
            "software": {"type": "object", "additionalProperties": TEXT},
        },
    ),
}


def check_extensions(told, places):
    """Check that the extensions are those whose fields there are, by their rules."""
    declared = set()
    for prefix, (name, rules) in EXTENSIONS.items():
        given = [
            {key: value for key, value in place.items() if key.startswith(f"{prefix}:")}
            for place in places
        ]
        schema = {
            "properties": {f"{prefix}:{key}": rule for key, rule in rules.items()},
            "additionalProperties": False,
        }
        for fields in given:
            jsonschema.validate(fields, schema)
        if any(given):
            declared.add(f"{SCHEMAS}{name}/schema.json")
    assert set(told["stac_extensions"]) == declared
    # A field of no extension says by its prefix whose it is.
    known = {*EXTENSIONS, "scene_slots", "sample"}
    prefixes = {
        key.partition(":")[0] for place in places for key in place if ":" in key
    }
    assert prefixes <= known


@pytest.fixture
def stac_run(run):
    job = {"collection": "sentinel-2-l2a", "product": "true_color", "evalscript": "x"}
    return {**run, "job": job}


@pytest.fixture
def catalog(new_folder, write_january, stac_run):
    folder = new_folder(run=stac_run)
    write_january(folder)
    write_catalog(folder)
    return folder


def read(path):
    return json.loads(Path(path).read_text("utf-8"))


def test_pystac_walks_the_folder(catalog):
    collection = pystac.Collection.from_file(str(catalog.path / "collection.json"))
    (item,) = collection.get_items()
    assert item.id == "2018-01"
    assert (
        item.collection_id == collection.id == "scene-slots-sentinel-2-l2a-true_color"
    )
    for asset in item.assets.values():
        assert Path(asset.get_absolute_href()).is_file()


def test_collection_and_item_are_valid(catalog):
    validator = JsonSchemaSTACValidator()
    for name, kind in (
        ("collection.json", pystac.STACObjectType.COLLECTION),
        ("images/2018-01.json", pystac.STACObjectType.ITEM),
    ):
        told = read(catalog.path / name)
        assert validator.validate_core(told, kind, told["stac_version"])


def test_extensions_are_declared_where_used_and_keep_their_rules(
    new_folder, write_january, stac_run
):
    folder = new_folder(run=stac_run)
    image, usages = write_january(folder)
    for shares in ({}, {"cloud_pct": 12, "snow_pct": 0.0}):
        folder.write_slot(replace(image, **shares), (), usages)
        collection, item = map(read, write_catalog(folder))
        check_extensions(item, [item["properties"], *item["assets"].values()])
        [provider] = collection["providers"]
        check_extensions(collection, [provider, *collection["assets"].values()])
        assert {"producer", "processor"} & set(provider["roles"])
    assert item["properties"]["eo:cloud_cover"] == 12


def test_an_item_of_candidates_says_that_no_one_knows(
    new_folder, write_january, stac_run
):
    folder = new_folder(run=stac_run)
    image, usages = write_january(folder)
    folder.write_slot(image, (), [replace(one, reason=Use.CANDIDATE) for one in usages])
    _, path = write_catalog(folder)
    links = [one for one in read(path)["links"] if one["rel"] == "derived_from"]
    assert len(links) == 3
    assert {one["scene_slots:provenance"] for one in links} == {"candidates only"}


def test_an_item_of_several_acquisitions_has_a_span_and_no_date(catalog):
    told = read(catalog.path / "images" / "2018-01.json")["properties"]
    assert told["datetime"] is None
    assert told["start_datetime"] == "2018-01-03T09:12:31Z"
    assert told["end_datetime"] == "2018-01-08T09:12:31Z"
    assert told["scene_slots:main_acquired"] == "2018-01-03T09:12:31Z"
    assert told["scene_slots:acquisitions"] == 2


def test_an_item_tells_what_it_was_derived_from(catalog):
    told = read(catalog.path / "images" / "2018-01.json")
    links = [link for link in told["links"] if link["rel"] == "derived_from"]
    assert {link["title"] for link in links} == {"product a", "product b"}
    assert all(link["href"].startswith("urn:scene-slots:scene:") for link in links)
    facts = told["properties"]
    assert facts["processing:expression"] == {"format": "evalscript", "expression": "x"}
    assert len(facts["scene_slots:evalscript_sha256"]) == 64
    assert facts["processing:facility"] == "local"
    assert "leastCC" in facts["processing:lineage"]


def test_item_and_links_each_say_once_whose_id_is_derived(
    new_folder, write_january, stac_run, make_scene
):
    folder = new_folder(run=stac_run)
    image, usages = write_january(folder)
    folder.write_slot(image, [make_scene("a", id_is_derived=True)], usages)
    _, path = write_catalog(folder)
    told = read(path)
    said = {k: v for k, v in told["properties"].items() if "derived" in k}
    assert said == {"sample:id_is_derived": True}  # a slot is no product
    assert {
        link["title"]: link.get("scene_slots:id_is_derived")
        for link in told["links"]
        if link["rel"] == "derived_from"
    } == {"product a": True, "product b": None}


def test_scenes_of_a_lasting_hub_are_linked(new_folder, write_january, stac_run):
    hub = {"name": "cdse", "title": "CDSE", "url": "https://sh.dataspace.example/"}
    folder = new_folder(run={**stac_run, "hub": hub})
    write_january(folder)
    _, path = write_catalog(folder)
    hrefs = {link["href"] for link in read(path)["links"]}
    assert (
        "https://sh.dataspace.example/catalog/v1/collections/sentinel-2-l2a"
        "/items/product%20a"
    ) in hrefs


def test_the_item_lies_where_the_image_lies(catalog, grid):
    told = read(catalog.path / "images" / "2018-01.json")
    place = shape(told["geometry"])
    assert place.is_valid
    west, south, east, north = told["bbox"]
    assert west == pytest.approx(15.0, abs=1e-6)
    assert (east - west) * 78_600 == pytest.approx(600, rel=0.01)
    assert (north - south) * 111_100 == pytest.approx(400, rel=0.01)
    assert told["properties"]["proj:code"] == "EPSG:32633"
    assert told["properties"]["proj:shape"] == [grid.height, grid.width]


def test_bands_are_named(catalog):
    told = read(catalog.path / "images" / "2018-01.json")["assets"]
    assert [band["name"] for band in told["image"]["bands"]] == ["R", "G", "B"]
    assert {band["data_type"] for band in told["image"]["bands"]} == {"uint8"}
    assert told["scene"]["roles"] == ["metadata"]


def test_items_of_replaced_images_go(catalog, write_january):
    write_january(catalog, 2)
    write_catalog(catalog)
    names = sorted(path.name for path in (catalog.path / "images").glob("*.json"))
    assert names == ["2018-01.2.json"]


def test_a_run_without_images_is_a_valid_collection(new_folder, stac_run):
    folder = new_folder(run=stac_run)
    (path,) = write_catalog(folder)
    validator = JsonSchemaSTACValidator()
    kind = pystac.STACObjectType.COLLECTION
    assert validator.validate_core(read(path), kind, "1.1.0")
