"""The hub's pure parts: times, prices, intervals, histograms, filters, the loop."""

import json
from datetime import datetime, timezone

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scene_slots.plugin.local_hub.aggregation import intervals, parse_period
from scene_slots.plugin.local_hub.bounds import ALLOWED, parse_crs
from scene_slots.plugin.local_hub.cql import compile_filter
from scene_slots.plugin.local_hub.errors import HubError
from scene_slots.plugin.local_hub.histogram import bin_edges, histogram
from scene_slots.plugin.local_hub.loop import (
    OutputCode,
    SampleCode,
    SourceCode,
    loop_source,
)
from scene_slots.plugin.local_hub.pricing import catalog_units, processing_units
from scene_slots.plugin.local_hub.times import parse_moment, utc_text


def _utc(*parts):
    return datetime(*parts, tzinfo=timezone.utc)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2020-06-01T10:00:09Z", _utc(2020, 6, 1, 10, 0, 9)),
        ("2020-06-01T10:00:09.5Z", _utc(2020, 6, 1, 10, 0, 9, 500_000)),
        ("2020-06-01T10:00:09.123456789Z", _utc(2020, 6, 1, 10, 0, 9, 123_456)),
        ("2020-06-01T12:00:00+02:00", _utc(2020, 6, 1, 10)),
        ("2020-06-01T10:00", _utc(2020, 6, 1, 10)),
        ("2020-06-01 05:30:00-0430", _utc(2020, 6, 1, 10)),
    ],
)
def test_moments(text, moment):
    assert parse_moment(text) == moment


@pytest.mark.parametrize("text", ["2020-06-01", "", "June", "2020-13-01T00:00:00Z"])
def test_what_is_no_moment(text):
    with pytest.raises(ValueError, match=r"."):
        parse_moment(text)


@given(st.datetimes(min_value=datetime(2000, 1, 1), timezones=st.just(timezone.utc)))
def test_text_and_back_differ_by_less_than_a_second(moment):
    assert 0 <= (moment - parse_moment(utc_text(moment))).total_seconds() < 1
    assert (
        abs((moment - parse_moment(utc_text(moment, "round"))).total_seconds()) <= 0.5
    )
    fraction = parse_moment(utc_text(moment, "fraction"))
    assert 0 <= (moment - fraction).total_seconds() < 0.001


@pytest.mark.parametrize(
    ("units", "expected"),
    [
        # examples of the documentation
        (processing_units(1024, 1024, [(4, 2)], float_tiff=True, factor=2.0), 42.667),
        (processing_units(2000, 2000, [(2, 1)], factor=2.0), 20.345),
        (processing_units(20, 20, [(2, 1)]), 0.0067),
        (processing_units(20, 20, [(1, 0)]), 0.005),
        (catalog_units(250_000, 3), 0.75),
        (catalog_units(10, 0), 0.01),
        (catalog_units(5_000_000, 12), 1.0),
    ],
)
def test_prices(units, expected):
    assert units == pytest.approx(expected, abs=5e-4)


def test_periods_follow_the_calendar():
    month = parse_period("P1M")
    found = list(intervals(_utc(2020, 1, 31), _utc(2020, 5, 1), month, "SKIP"))
    assert [(a.month, a.day, b.month, b.day) for a, b in found] == [
        (1, 31, 2, 29),
        (2, 29, 3, 31),
        (3, 31, 4, 30),
    ]
    assert parse_period("P1Y2M1W3D").months == 14
    assert parse_period("P1W3D").days == 10


@pytest.mark.parametrize("text", ["P", "PT1H", "P1DT1H", "", 5, "P-1D"])
def test_what_is_no_period(text):
    with pytest.raises(HubError):
        parse_period(text)


@given(
    st.integers(1, 40),
    st.integers(1, 400),
    st.sampled_from(["SKIP", "SHORTEN", "EXTEND"]),
)
def test_intervals_join_without_a_gap(days, span, last):
    begin = _utc(2019, 12, 15)
    end = begin.fromtimestamp(begin.timestamp() + span * 86400, timezone.utc)
    found = list(intervals(begin, end, parse_period(f"P{days}D"), last))
    assert all(a[1] == b[0] for a, b in zip(found, found[1:]))
    assert len(found) == (span // days if last == "SKIP" else -(-span // days))
    if found and last == "SHORTEN":
        assert found[-1][1] == end


def test_histogram_edges_are_the_recorded_numbers():
    values = np.array([0.0])
    assert bin_edges(values, {"nBins": 10, "lowEdge": -1, "highEdge": 1})[3:9] == [
        -0.3999999999999999,
        -0.19999999999999996,
        0.0,
        0.20000000000000018,
        0.40000000000000013,
        0.6000000000000001,
    ]
    by_width = bin_edges(
        np.array([0.5338308215141296]), {"binWidth": 0.05, "lowEdge": 0.0}
    )
    assert by_width[-1] == 0.55
    assert by_width[3] == 0.15000000000000002
    assert bin_edges(values, {"bins": [0, 1, 2]}) == [0, 1, 2]
    assert bin_edges(np.array([2.0]), {"nBins": 2}) == [2.0, 2.5, 3.0]


@pytest.mark.parametrize(
    "asked", [{}, {"bins": [1]}, {"bins": [2, 1]}, {"nBins": 10**6}, {"binWidth": -1}]
)
def test_what_is_no_histogram(asked):
    with pytest.raises(HubError):
        bin_edges(np.array([1.0, 2.0]), asked)


@given(st.lists(st.floats(-2, 2, width=32), min_size=1, max_size=50))
def test_a_histogram_counts_every_value_once(numbers):
    values = np.array(numbers)
    found = histogram(values, {"nBins": 7, "lowEdge": -1, "highEdge": 1})
    total = sum(entry["count"] for entry in found["bins"])
    assert total + found["overflowCount"] + found["underflowCount"] == values.size


@given(st.floats(-1000, 1000, allow_nan=False))
def test_filters_agree_in_text_and_json(limit):
    text = compile_filter(f"eo:cloud_cover >= {limit!r}", "cql2-text")
    tree = {"op": ">=", "args": [{"property": "eo:cloud_cover"}, limit]}
    tree_filter = compile_filter(tree, "cql2-json")
    for cover in (limit, limit - 1, limit + 1, None):
        properties = {} if cover is None else {"eo:cloud_cover": cover}
        assert text(properties) == tree_filter(properties)


def test_filters_compare_like_with_like():
    passes = compile_filter("\"platform\" = 'it''s' and gsd < 20", "")
    assert passes({"platform": "it's", "gsd": 10})
    assert not passes({"platform": 7, "gsd": 10})
    assert not passes({"platform": "it's", "gsd": "10"})
    with pytest.raises(HubError):
        compile_filter({"op": "="}, "cql2-text")
    with pytest.raises(HubError):
        compile_filter("a = 1", "cql2-json")


def test_crs_urls():
    assert parse_crs(None) == 4326
    assert parse_crs("http://www.opengis.net/def/crs/OGC/1.3/CRS84") == 4326
    assert parse_crs("http://www.opengis.net/def/crs/EPSG/0/32733") == 32733
    assert len(ALLOWED) == 2 + 120 + 24
    for text in ("EPSG:32633", "http://www.opengis.net/def/crs/EPSG/0/32600", 32633):
        with pytest.raises(HubError):
            parse_crs(text)


def test_the_loop_names_bands_and_outputs_safely():
    source = SourceCode('a"b', False, (SampleCode((('B"4', 0, 0.5), ("m", -1, 1.0))),))
    text = loop_source([source], [OutputCode('x"y', 2, "UINT8", 0)], 2, fusion=True)
    assert json.dumps('a"b') + ": [{" in text
    assert json.dumps('B"4') + ": a0[p] * 0.5" in text
    assert '"m": 1.0' in text
    assert "r[" + json.dumps('x"y') + "]" in text
