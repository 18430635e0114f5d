from __future__ import annotations

from datetime import timedelta

import pytest
from scene_slots.plugin.core.errors import AnswerError, ProvenanceError
from scene_slots.plugin.core.provenance import (
    find_in_catalog,
    parse_user_data,
    resolve_values,
)

TILES = ("T33TWL", "T33TWM", "T33TXL", "T33TXM")
COLLECTION = "sentinel-2-l2a"


def product(tile):
    return f"S2A_MSIL2A_20230815T095031_N0509_R079_{tile}_20230815T155057"


def facts(tile, value, **changes):
    """What the wrapper writes of one tile."""
    told = {
        "value": value,
        "date": "2023-08-15T09:58:31.000Z",
        "shId": 1000 + TILES.index(tile),
        "tileOriginalId": f"S2A_OPER_MSI_L2A_TL_2APS_A042544_{tile}_N05.09",
        "productId": product(tile) + ".SAFE",
        "dataPath": f"s3://EODATA/{product(tile)}.SAFE",
        "cloudCoverage": 5.0,
    }
    return {name: fact for name, fact in (told | changes).items() if fact != "absent"}


def document(tiles, used=()):
    return {
        "scene_slots": {
            "schema": 1,
            "tiles": list(tiles),
            "used": {str(one["value"]): one for one in used},
        },
        "user": None,
    }


def resolve(document, asked, offered=None):
    told = parse_user_data(document, COLLECTION)
    scenes = resolve_values(told, asked, asked if offered is None else offered)
    return {value: scene.key for value, scene in scenes.items()}


@pytest.fixture
def offered(make_scene):
    return [
        make_scene(
            product(tile),
            "2023-08-15T09:58:31.296",
            tile_id=product(tile),
            tile_name=tile,
            processing_baseline="05.09",
            cloud_coverage=7.0,
        )
        for tile in TILES
    ]


def test_a_value_is_named_by_the_tile_and_never_by_a_position(offered):
    """The seed's mistake: ``tiles[i]`` for the i-th tile that was used.

    Tiles arrive in another order than the plan's and pixels use the third and the
    first of the plan: reading the list by position names the wrong tiles.
    """
    asked = offered
    arrived = [facts(TILES[at], at + 1) for at in (3, 1, 0, 2)]
    used = [facts(TILES[2], 3), facts(TILES[0], 1)]
    answer = document(arrived, used)

    named = resolve(answer, asked)

    seed = [
        answer["scene_slots"]["tiles"][position]["productId"].removesuffix(".SAFE")
        for position, _ in enumerate(used)
    ]
    truth = [product(TILES[2]), product(TILES[0])]
    assert seed != truth
    assert [named[one["value"]] for one in used] == truth
    assert named == {at + 1: product(tile) for at, tile in enumerate(TILES)}


@pytest.mark.parametrize(
    "missing",
    [
        (),
        ("tileOriginalId",),
        ("productId",),
        ("dataPath",),
        ("cloudCoverage",),
        ("shId",),
        ("date",),
        ("tileOriginalId", "productId", "dataPath"),
        ("tileOriginalId", "productId", "dataPath", "shId", "cloudCoverage"),
    ],
)
@pytest.mark.parametrize("gone", [None, "absent"])
def test_a_tile_may_lack_any_field(offered, missing, gone):
    lack = dict.fromkeys(missing, gone)
    tiles = [facts(tile, at, **lack) for at, tile in enumerate(TILES, 1)]

    told = parse_user_data(document(tiles, tiles[:2]), COLLECTION)
    scenes = resolve_values(told, offered, offered)

    assert [scenes[value].key for value in (1, 2, 3, 4)] == [
        product(tile) for tile in TILES
    ]
    expected = 7.0 if "cloudCoverage" in missing else 5.0
    assert scenes[1].cloud_coverage == expected
    granule = facts(TILES[0], 1)["tileOriginalId"]
    known = {"tileOriginalId", "productId"} - set(missing)
    assert scenes[1].tile_id == (
        granule if "tileOriginalId" in known else product(TILES[0])
    )
    assert scenes[1].acquired == offered[0].acquired
    assert scenes[1].facts_source == "both"


@pytest.mark.parametrize(
    "date",
    [
        "2023-08-15T09:58:31Z",  # floored
        "2023-08-15T09:58:32Z",  # rounded up
        "2023-08-15T09:58:31.296Z",
        "2023-08-15T09:58:31.296123+00:00",
        "2023-08-15T09:58:30.296Z",
    ],
)
def test_times_are_the_same_within_a_second(offered, date):
    bare = {"productId": None, "tileOriginalId": None, "dataPath": None}
    tile = facts("T33TWL", 1, date=date, **bare)

    assert resolve(document([tile], [tile]), offered[:1]) == {1: product("T33TWL")}


@pytest.mark.parametrize(
    "lie",
    [
        {"productId": product("T33TWM")},
        {"productId": None, "date": "2023-08-15T09:58:35Z"},
        {"productId": None, "tileOriginalId": "X_T33TWM_N05.09", "dataPath": None},
        {"productId": None, "tileOriginalId": "X_T33TWL_N02.14", "dataPath": None},
    ],
    ids=["id", "time", "tile", "baseline"],
)
def test_a_tile_that_is_not_the_planned_scene_is_an_error(offered, lie):
    tile = facts("T33TWL", 1, **lie)

    with pytest.raises(ProvenanceError, match="not kept"):
        resolve(document([tile]), offered[:1])
    with pytest.raises(ProvenanceError, match="not kept"):
        resolve(document([facts("T33TWL", 1)], [tile]), offered[:1])


def test_used_alone_is_checked_too(offered):
    with pytest.raises(ProvenanceError, match=product("T33TWM")):
        resolve(document([], [facts("T33TWM", 1)]), offered[:1])


def test_the_same_id_is_the_same_tile_whatever_its_time(offered):
    tile = facts("T33TWL", 1, date="2023-08-15T09:50:31Z")

    assert resolve(document([tile]), offered[:1]) == {1: product("T33TWL")}


def test_ids_of_two_forms_cannot_disagree(offered):
    tile = facts("T33TWL", 1, productId="0a1b2c3d-0000", dataPath=None)

    assert resolve(document([tile]), offered[:1]) == {1: product("T33TWL")}


def test_one_value_for_two_tiles_is_an_error():
    twice = [facts("T33TWL", 254), facts("T33TWM", 254)]

    with pytest.raises(ProvenanceError, match="254"):
        parse_user_data(document(twice), COLLECTION)


def test_a_tile_that_is_stored_twice_is_one(offered):
    twice = [facts("T33TWL", 1), facts("T33TWL", 1, shId=5)]

    assert resolve(document(twice, twice[1:]), offered[:1]) == {1: product("T33TWL")}


def test_unplanned_values_are_found_in_the_catalog_by_id_then_time_and_tile(offered):
    by_id = facts("T33TWM", 2, date="2023-08-15T11:00:00Z")
    by_time_and_tile = facts("T33TXL", 3, productId=None)

    named = resolve(document([by_id, by_time_and_tile]), offered[:1], offered)

    assert named[2] == product("T33TWM")
    assert named[3] == product("T33TXL")


def test_a_tile_that_could_be_several_scenes_stays_what_it_says(offered):
    bare = {"productId": None, "tileOriginalId": None, "dataPath": None}
    told = parse_user_data(document([facts("T33TWL", 1, **bare)]), COLLECTION)

    assert find_in_catalog(told.tiles[1], offered) is None
    (scene,) = resolve_values(told, (), offered).values()
    assert scene.key == "shId 1000"
    assert scene.tile_id is None


def test_a_tile_that_the_catalog_did_not_offer_is_made_of_what_is_told():
    tile = facts("T33TWL", 1, cloudCoverage=None)
    told = parse_user_data(document([tile]), COLLECTION)

    (scene,) = resolve_values(told, (), ()).values()

    assert scene.key == product("T33TWL")
    assert scene.tile_id == tile["tileOriginalId"]
    assert scene.cloud_coverage is None
    assert (scene.tile_name, scene.relative_orbit) == ("T33TWL", 79)
    assert (scene.processing_baseline, scene.sh_id) == ("05.09", 1000)
    assert scene.facts_source == "userdata"
    assert scene.acquired.utcoffset() == timedelta(0)


def test_an_unknown_tile_without_time_cannot_be_kept(offered):
    nameless = {
        "date": None,
        "productId": None,
        "tileOriginalId": None,
        "dataPath": None,
    }
    told = parse_user_data(document([facts("T33TWL", 9, **nameless)]), COLLECTION)

    with pytest.raises(ProvenanceError, match="without a time \\(shId 1000\\)"):
        resolve_values(told, offered, offered)


def test_a_planned_scene_that_did_not_come_keeps_its_value(offered):
    assert resolve(document([]), offered[:2]) == {
        1: product("T33TWL"),
        2: product("T33TWM"),
    }


@pytest.mark.parametrize(
    "broken",
    [
        {},
        {"scene_slots": None},
        {"scene_slots": {"tiles": [], "used": []}},
        {"scene_slots": {"tiles": {}, "used": None}},
        {"scene_slots": {"tiles": [{"date": "2023-08-15T09:58:31Z"}], "used": {}}},
        {"scene_slots": {"tiles": [{"value": 1, "date": "yesterday"}], "used": {}}},
        {"scene_slots": {"tiles": [{"value": 1, "date": 12}], "used": {}}},
        {"scene_slots": {"tiles": [{"value": 1, "shId": "x"}], "used": {}}},
        {"scene_slots": {"tiles": [{"value": 1, "shId": float("inf")}], "used": {}}},
        {"scene_slots": {"tiles": [], "used": {"one": {}}}},
    ],
)
def test_user_data_of_another_shape_are_an_error(broken):
    with pytest.raises(AnswerError, match="do not name"):
        parse_user_data(broken, COLLECTION)


def test_what_is_no_fact_of_a_tile_is_unknown():
    odd = {"cloudCoverage": -1, "shId": 10**30, "dataPath": "a\0b"}
    told = document([facts("T33TWL", 1, productId="half \ud800", **odd)])
    (tile,) = parse_user_data(told, COLLECTION).tiles.values()
    assert (tile.cloud_coverage, tile.sh_id) == (None, None)
    assert (tile.data_path, tile.product_id) == (None, None)


def day(value, *tiles, date="2023-08-15"):
    """What the wrapper writes of one day, where samples are days."""
    return {
        "value": value,
        "date": f"{date}T00:00:00.000Z",
        "dateTo": f"{date}T23:59:59.000Z",
        **dict.fromkeys(("shId", "productId", "dataPath", "cloudCoverage")),
        "tiles": list(tiles),
    }


def test_a_day_is_the_pass_that_was_planned(make_scene):
    scene = make_scene("pass", "2023-08-15T23:59:59.7", product_id="S1A_IW")
    other = make_scene("other", "2023-08-14T17:40:13")
    inner = facts("T33TWL", 1, date="2023-08-15T23:59:59Z", productId="S1A_IW_COG")
    assert resolve(document([day(1, inner)]), [scene], [other, scene]) == {1: "pass"}


def test_the_only_tile_of_a_day_gives_its_facts(make_scene):
    scene = make_scene("pass", "2023-08-15T09:58:31", product_id=None)
    told = parse_user_data(document([day(1, facts("T33TWL", 1))]), COLLECTION)
    (found,) = resolve_values(told, [scene], [scene]).values()
    assert (found.sh_id, found.facts_source) == (1000, "both")
    assert found.acquired == scene.acquired
    two = day(1, facts("T33TWL", 1), facts("T33TWM", 1))
    told = parse_user_data(document([two]), COLLECTION)
    (found,) = resolve_values(told, [scene], [scene]).values()
    assert found.sh_id is None


def test_a_day_that_the_catalog_did_not_offer_begins_with_its_first_tile(utc):
    late = facts("T33TWL", 1, date="2023-08-15T17:41:00Z")
    early = facts("T33TWM", 1, date="2023-08-15T17:40:00Z")
    told = parse_user_data(document([day(1, late, early)]), COLLECTION)
    (found,) = resolve_values(told, [], []).values()
    assert found.acquired == utc("2023-08-15T17:40:00")
    told = parse_user_data(document([day(1)]), COLLECTION)
    (found,) = resolve_values(told, [], []).values()
    assert found.acquired == utc("2023-08-15T00:00:00")


def test_another_day_than_the_planned_one_is_an_error(make_scene):
    scene = make_scene("pass", "2023-08-13T17:40:13")
    with pytest.raises(ProvenanceError):
        resolve(document([day(1)]), [scene])
