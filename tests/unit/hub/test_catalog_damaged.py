"""Whatever a Catalog answers: scenes that can be planned with, or a sentence."""

from __future__ import annotations

import copy
import json
from datetime import date

import pytest
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scene_slots.plugin.core.errors import AnswerError, InputError
from scene_slots.plugin.core.grid import Grid
from scene_slots.plugin.core.plan import make_plan
from scene_slots.plugin.core.rules import RULES
from scene_slots.plugin.core.scenes import acquisition_keys
from scene_slots.plugin.core.slots import Period, Slot
from scene_slots.plugin.hub.catalog import search
from scene_slots.plugin.hub.filters import narrow_filter
from scene_slots.plugin.hub.geodesy import from_degrees

GRID = Grid(32660, 830_000.0, 200_000.0, 500.0, 12, 12)
MARCH = Period(date(2018, 3, 1), date(2018, 3, 31))
SLOT = Slot("2018-03", MARCH.start, MARCH.end)
WEST, EAST = 179.9, -179.9
RING = [[WEST, 1.7], [EAST, 1.7], [EAST, 1.9], [WEST, 1.9], [WEST, 1.7]]
# Of an S2 tile and of one without id, as far as a Catalog tells.
PAGE = {
    "type": "FeatureCollection",
    "features": [
        {
            "id": f"S2A_MSIL2A_201803{day:02}T100421_N0206_R122_T60NZG_X.SAFE",
            "geometry": {"type": "MultiPolygon", "coordinates": [[RING]]},
            "properties": {
                "datetime": f"2018-03-{day:02}T10:04:21.024Z",
                "platform": "sentinel-2a",
                "eo:cloud_cover": 12.5 * day,
                "sat:relative_orbit": 122,
                "view:sun_elevation": 31.5,
                "proj:epsg": 32660,
                "proj:geometry": {
                    "type": "Polygon",
                    "coordinates": [[[8e5, 2e5], [9e5, 2e5], [9e5, 1e5], [8e5, 2e5]]],
                },
            },
            "assets": {"data": {"href": f"s3://EODATA/{day}"}},
        }
        for day in (1, 2)
    ],
    "context": {"limit": 100, "returned": 2},
}


def places(value, path=()):
    """Yield the way to every value of a document."""
    yield path
    entries = value.items() if isinstance(value, dict) else enumerate(value)
    for key, inner in entries:
        if isinstance(inner, (dict, list)):
            yield from places(inner, (*path, key))
        else:
            yield (*path, key)


ANY = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.floats(),
        st.text(max_size=5),
        st.sampled_from([101, -1, "n/a", 1e9, 10**400, "\ud800", "a\0b", "🛰", ""]),
        st.sampled_from(["9999-12-31T23:59:59-14:00", "0000-01-01T00:00:00Z"]),
        st.sampled_from([[], {}, [[0, 91]], [[180.0, 0]], [[1e300, 0]]]),
    ),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.sampled_from(["id", "type", "next", "x"]), inner, max_size=3),
    max_leaves=4,
)
DAMAGE = st.lists(
    st.tuples(st.sampled_from(list(places(PAGE))), ANY), min_size=1, max_size=3
)


def damaged(changes):
    """Return the page with other values in some places."""
    page = copy.deepcopy(PAGE)
    for path, value in changes:
        if not path:
            page = copy.deepcopy(value)
            continue
        inner = page
        try:
            for key in path[:-1]:
                inner = inner[key]
            inner[path[-1]] = copy.deepcopy(value)
        except (KeyError, IndexError, TypeError):
            continue  # what it would have changed is gone
    return page


def answered(page, transport, service, answer):
    """Return the scenes, None where a sentence says that there was no such answer."""
    body = json.dumps(page, ensure_ascii=True).encode()
    # The same page again and again, where it names a next one.
    transport.answers = [answer(body) for _ in range(9)]
    try:
        return search(service, "sentinel-2-l2a", MARCH, GRID, lambda: False)
    except (AnswerError, InputError):
        return None


def check(page, scenes):
    """Assert that nothing was lost, and that a run can go on with the scenes."""
    features = page["features"]
    assert isinstance(features, list)
    for feature in features:
        when, name = feature["properties"]["datetime"], feature["id"]
        if isinstance(when, str) and when.strip().startswith("2018-03-0"):
            assert any(name.startswith(scene.key) for scene in scenes)
    acquisition_keys(scenes)
    for scene in scenes:
        assert scene.cloud_coverage is None or 0 <= scene.cloud_coverage <= 100
        scene.key.encode()
    for rule in ("leastCC", "mostRecent"):
        plan = make_plan(
            *(SLOT, scenes, RULES[rule], GRID, shapely.box(*GRID.bounds)),
            from_degrees(GRID.epsg),
        )
        if plan.planned:
            json.dumps(narrow_filter(SLOT, plan.planned), allow_nan=False)


@pytest.fixture
def try_page(transport, service, answer):
    def try_page(page):
        scenes = answered(page, transport, service, answer)
        if scenes is not None:
            check(page, scenes)

    return try_page


ONCE = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@ONCE
@given(changes=DAMAGE)
def test_a_damaged_page_is_scenes_or_a_sentence(try_page, changes):
    try_page(damaged(changes))


@pytest.mark.long
@settings(ONCE, max_examples=5000)
@given(changes=DAMAGE)
def test_any_damaged_page_is_scenes_or_a_sentence(try_page, changes):
    try_page(damaged(changes))


def feature(**changes):
    one = copy.deepcopy(PAGE["features"][0])
    one["properties"] |= changes.pop("properties", {})
    return {**one, **changes}


def page_of(*features, **context):
    return {"features": list(features), "context": context}


def test_what_is_no_fact_is_unknown(transport, service, answer):
    odd = {
        "eo:cloud_cover": 101,
        "platform": {"a": 1},
        "sat:relative_orbit": "22",
        "view:sun_elevation": "low",
    }
    when = {"datetime": None, "start_datetime": "2018-03-04T10:00:00Z"}
    page = page_of(
        feature(id="one", properties=odd, assets=["x"], geometry=[[1, 2]]),
        feature(id="two", properties={"eo:cloud_cover": -1, **when}),
    )

    one, two = answered(page, transport, service, answer)

    for name in ("cloud_coverage", "platform", "relative_orbit", "sun_zenith"):
        assert getattr(one, name) is None
    assert (one.footprint, one.data_path, two.cloud_coverage) == (None, None, None)
    assert two.acquired.day == 4


@pytest.mark.parametrize(
    "page",
    [
        page_of(next=1),
        page_of(feature(), next=1),
        {"features": {}, "context": {}},
        {"features": "", "context": {}},
        page_of(feature(id="a\nb")),
        page_of(feature(id=None)),
        page_of(feature(properties={"datetime": "9999-12-31T23:59:59-14:00"})),
        page_of("none"),
    ],
)
def test_what_is_no_page_is_not_taken_for_no_scenes(transport, service, answer, page):
    assert answered(page, transport, service, answer) is None
    assert len(transport.requests) <= 2


def test_more_scenes_than_anyone_plans_with_are_refused(
    transport, service, answer, monkeypatch
):
    monkeypatch.setattr("scene_slots.plugin.hub.catalog._MOST", 3)
    pages = [
        page_of(*(feature(id=f"{at}-{number}") for number in (1, 2)), next=at)
        for at in (1, 2, 3)
    ]
    transport.answers = [answer(page) for page in pages]
    with pytest.raises(InputError, match="more than 3 scenes: choose a smaller area"):
        search(service, "sentinel-2-l2a", MARCH, GRID, lambda: False)
    assert len(transport.requests) == 2


def test_a_document_nested_without_end_is_a_sentence(transport, service, answer):
    transport.answers = [answer(b"[" * 100_000)]
    with pytest.raises(AnswerError, match="could not be read"):
        search(service, "sentinel-2-l2a", MARCH, GRID, lambda: False)
