from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scene_slots.plugin.core.errors import InputError
from scene_slots.plugin.core.rhythm import (
    MAX_SLOTS,
    RHYTHMS,
    list_period,
    slice_period,
)
from scene_slots.plugin.core.scenes import Scene
from scene_slots.plugin.core.slots import Period

FILE_SAFE = re.compile(r"[0-9A-Za-z_\-]+")
DAYS = st.dates(date(1980, 1, 1), date(2099, 12, 31))
PERIODS = st.builds(
    lambda first, days: Period(first, first + timedelta(days)),
    DAYS,
    st.integers(0, 900),
)
CALENDAR = [name for name in RHYTHMS if name != "acquisition"]
DURATIONS = st.builds("P{}{}".format, st.integers(1, 99), st.sampled_from("DWMY"))
PARTS = st.integers(1, 50).map("{} parts".format)


def period(first, last):
    return Period(date.fromisoformat(first), date.fromisoformat(last))


def names(*args, **kwargs):
    return [slot.name for slot in slice_period(*args, **kwargs)]


@settings(max_examples=60)
@given(PERIODS, st.sampled_from(CALENDAR) | DURATIONS | PARTS)
def test_slots_cut_the_period_without_gap_or_overlap(asked, rhythm):
    slots = slice_period(asked, rhythm)

    assert slots[0].start == asked.start
    assert slots[-1].end == asked.end
    assert all(one.end == other.start for one, other in zip(slots, slots[1:]))
    assert all(FILE_SAFE.fullmatch(slot.name) for slot in slots)
    assert len({slot.name for slot in slots}) == len(slots)


@settings(max_examples=40)
@given(PERIODS, DURATIONS | PARTS | st.sampled_from(["day", "month", "year"]))
def test_names_sort_as_the_slots_do(asked, rhythm):
    found = names(asked, rhythm)

    assert found == sorted(found)


@settings(max_examples=40)
@given(PERIODS, st.sampled_from(["week", "dekad", "quarter"]))
def test_names_of_whole_calendar_slots_sort_as_the_slots_do(asked, rhythm):
    whole = [name for name in names(asked, rhythm) if "_" not in name]

    assert whole == sorted(whole)


@settings(max_examples=40)
@given(
    PERIODS,
    st.sampled_from(CALENDAR) | DURATIONS,
    st.sets(st.integers(1, 12), min_size=1),
)
def test_every_day_of_the_chosen_months_is_in_one_slot_and_no_other_day_is(
    asked, rhythm, months
):
    days = [
        asked.first_day + timedelta(day)
        for day in range((asked.last_day - asked.first_day).days + 1)
    ]
    wanted = [day for day in days if day.month in months]
    if not wanted:
        with pytest.raises(InputError, match="months"):
            slice_period(asked, rhythm, months=tuple(months))
        return

    slots = slice_period(asked, rhythm, months=tuple(months))

    held = [
        slot.start.date() + timedelta(day)
        for slot in slots
        for day in range((slot.end - slot.start).days)
    ]
    assert held == wanted
    assert len({slot.name for slot in slots}) == len(slots)


@pytest.mark.parametrize(
    ("rhythm", "first", "last", "expected"),
    [
        ("day", "2018-02-28", "2018-03-01", ["2018-02-28", "2018-03-01"]),
        ("month", "2018-01-01", "2018-02-28", ["2018-01", "2018-02"]),
        ("quarter", "2018-04-01", "2018-09-30", ["2018-Q2", "2018-Q3"]),
        ("year", "2018-01-01", "2019-12-31", ["2018", "2019"]),
        (
            "dekad",
            "2018-02-01",
            "2018-02-28",
            ["2018-02-D1", "2018-02-D2", "2018-02-D3"],
        ),
        # 2020 has 53 ISO weeks; the last one ends in 2021.
        ("week", "2020-12-21", "2021-01-10", ["2020-W52", "2020-W53", "2021-W01"]),
        ("week", "2018-12-31", "2019-01-06", ["2019-W01"]),
        # Clipped: exclusive end in the name.
        (
            "month",
            "2018-03-15",
            "2018-04-10",
            ["2018-03-15_2018-04-01", "2018-04-01_2018-04-11"],
        ),
        ("P10D", "2018-03-01", "2018-03-10", ["2018-03-01_2018-03-11"]),
        ("P1W", "2018-03-01", "2018-03-07", ["2018-03-01_2018-03-08"]),
        # From the last of a month each step begins on that day, or the last there is.
        (
            "P1M",
            "2018-01-31",
            "2018-03-30",
            ["2018-01-31_2018-02-28", "2018-02-28_2018-03-31"],
        ),
        ("P1Y", "2020-02-29", "2021-02-27", ["2020-02-29_2021-02-28"]),
        ("P9999999999999D", "2018-03-01", "2018-03-02", ["2018-03-01_2018-03-03"]),
        ("P99999999Y", "2018-03-01", "2018-03-02", ["2018-03-01_2018-03-03"]),
        (
            "3 parts",
            "2018-03-01",
            "2018-03-02",
            [
                "2018-03-01T0000Z_2018-03-01T1600Z",
                "2018-03-01T1600Z_2018-03-02T0800Z",
                "2018-03-02T0800Z_2018-03-03T0000Z",
            ],
        ),
        ("1 part", "2018-03-01", "2018-03-02", ["2018-03-01_2018-03-03"]),
        (
            "2018-03-04/2018-03-05, 2018-03-01\n2018-03-04;2018-03-01,",
            "2018-03-01",
            "2018-12-31",
            ["2018-03-01", "2018-03-04", "2018-03-04_2018-03-06"],
        ),
        # What an own list holds outside of the period is clipped.
        (
            "2018-02-25/2018-03-02",
            "2018-03-01",
            "2018-12-31",
            ["2018-03-01_2018-03-03"],
        ),
    ],
)
def test_slots_have_the_names_of_the_contract(rhythm, first, last, expected):
    assert names(period(first, last), rhythm) == expected


def test_parts_of_odd_seconds_have_names_that_sort():
    found = names(period("2018-03-01", "2018-03-01"), "7 parts")

    assert found == sorted(found)
    assert found[0] == "2018-03-01T000000Z_2018-03-01T032542Z"


def test_a_clipped_week_is_no_whole_week():
    assert names(period("2018-01-03", "2018-01-14"), "week") == [
        "2018-01-03_2018-01-08",
        "2018-W02",
    ]


def test_a_month_between_two_years_is_one_span():
    found = names(period("2018-11-01", "2019-02-28"), "P2M", months=(1, 12))

    assert found == ["2018-12-01_2019-01-01", "2019-01-01_2019-02-01"]


@pytest.mark.parametrize(
    ("rhythm", "words"),
    [
        ("fortnight", "not understood"),
        ("", "not understood"),
        ("P10H", "not understood"),
        ("P0D", "at least one day"),
        ("0 parts", "1 to 2000 parts"),
        ("2001 parts", "1 to 2000 parts"),
        ("2018-03-01/yesterday", "no day"),
        ("2018-02-30", "no day"),
        ("2018-03-02/2018-03-01", "exchange"),
        ("1999-01-01", "widen"),
    ],
)
def test_a_rhythm_that_cannot_be_is_one_clear_sentence(rhythm, words):
    with pytest.raises(InputError, match=words):
        slice_period(period("2018-01-01", "2018-12-31"), rhythm)


def test_months_are_one_to_twelve():
    with pytest.raises(InputError, match="1 to 12"):
        slice_period(period("2018-01-01", "2018-12-31"), "day", months=(0,))


def test_too_many_slots_are_refused():
    with pytest.raises(InputError, match=str(MAX_SLOTS)):
        slice_period(period("2010-01-01", "2018-12-31"), "day")


def test_too_many_acquisitions_are_refused(make_scene, utc):
    scenes = [
        make_scene(str(day), utc("2010-01-01T09:00:00") + timedelta(day))
        for day in range(MAX_SLOTS + 1)
    ]
    with pytest.raises(InputError, match=str(MAX_SLOTS)):
        slice_period(period("2010-01-01", "2019-12-31"), "acquisition", scenes=scenes)


def test_an_acquisition_is_one_pass_and_never_a_day(make_scene):
    facts = {"platform": "sentinel-2a", "relative_orbit": 79}
    scenes = [
        make_scene("b", "2018-03-01T09:12:45.300", **facts),
        make_scene("a", "2018-03-01T09:12:31.900", **facts),
        make_scene("c", "2018-03-01T10:52:00", **facts | {"relative_orbit": 122}),
        make_scene("outside", "2018-04-01T00:00:00", **facts),
    ]

    slots = slice_period(
        period("2018-03-01", "2018-03-31"), "acquisition", scenes=scenes
    )

    assert [slot.name for slot in slots] == ["2018-03-01T0912Z", "2018-03-01T1052Z"]
    assert all(slots[0].holds(scene.acquired) for scene in scenes[:2])
    # The service's inclusive end, in whole seconds, must not leave the last one out.
    assert slots[0].last_second >= scenes[0].acquired


def test_a_period_without_acquisition_has_no_slot():
    assert slice_period(period("2018-03-01", "2018-03-31"), "acquisition") == ()


@settings(max_examples=40)
@given(
    st.lists(
        st.tuples(
            st.integers(0, 5 * 86_400_000),
            st.sampled_from(["sentinel-2a", "sentinel-2b", None]),
            st.sampled_from([79, 122, None]),
        ),
        min_size=1,
        max_size=25,
    )
)
def test_acquisitions_hold_every_scene_under_names_that_sort(facts):
    start = datetime(2018, 3, 1, tzinfo=timezone.utc)
    scenes = [
        Scene(
            key=str(number),
            acquired=start + timedelta(milliseconds=milliseconds),
            collection="sentinel-2-l2a",
            platform=platform,
            relative_orbit=orbit,
        )
        for number, (milliseconds, platform, orbit) in enumerate(facts)
    ]

    slots = slice_period(
        period("2018-03-01", "2018-03-10"), "acquisition", scenes=scenes
    )

    found = [slot.name for slot in slots]
    assert found == sorted(set(found))
    assert all(any(slot.holds(one.acquired) for slot in slots) for one in scenes)
    assert all(FILE_SAFE.fullmatch(name) for name in found)


@pytest.mark.parametrize(
    ("rhythm", "days"),
    [
        ("2018-05-01/2018-05-10, 2018-03-07", ("2018-03-07", "2018-05-10")),
        ("2018-03-07", ("2018-03-07", "2018-03-07")),
        ("2018-03-07, 2018-0", None),
        ("month", None),
        ("", None),
    ],
)
def test_an_own_list_spans_a_period(rhythm, days):
    period = list_period(rhythm)

    found = period and (f"{period.first_day}", f"{period.last_day}")
    assert found == days
