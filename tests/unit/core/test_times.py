from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scene_slots.plugin.core.times import format_exact, format_second, parse_time

MOMENTS = st.datetimes(datetime(1900, 1, 1), datetime(2200, 1, 1)).map(
    lambda moment: moment.replace(tzinfo=timezone.utc)
)


@pytest.mark.parametrize(
    ("text", "microsecond"),
    [
        ("2021-01-25T07:37:20Z", 0),
        ("2021-01-25T07:37:20.2Z", 200_000),
        ("2021-01-25T07:37:20.296Z", 296_000),
        ("2021-01-25T07:37:20.296123Z", 296_123),
        ("2021-01-25T07:37:20.296123987654Z", 296_123),
        ("2021-01-25T07:37:20", 0),
        ("2021-01-25 07:37:20.5", 500_000),
        (" 2021-01-25t07:37:20z ", 0),
        ("2021-01-25T07:37:20.296+00:00", 296_000),
        ("2021-01-25T09:37:20+02:00", 0),
        ("2021-01-25T02:07:20-0530", 0),
    ],
)
def test_every_form_of_the_service_is_read_as_utc(text, microsecond):
    found = parse_time(text)

    assert found == datetime(2021, 1, 25, 7, 37, 20, microsecond, timezone.utc)
    assert found.utcoffset() == timedelta(0)


@pytest.mark.parametrize(
    "text", ["", "2021-01-25", "07:37:20", "2021-13-01T00:00:00Z", "2021-01-25T07:37Z"]
)
def test_what_is_no_time_is_refused(text):
    with pytest.raises(ValueError, match=r"time|month"):
        parse_time(text)


@given(MOMENTS)
def test_an_exact_text_comes_back_as_the_same_moment(moment):
    assert parse_time(format_exact(moment)) == moment


@given(MOMENTS, st.integers(-14, 14))
def test_seconds_are_cut_and_always_utc(moment, hours):
    local = moment.astimezone(timezone(timedelta(hours=hours)))

    text = format_second(local)

    assert parse_time(text) == moment.replace(microsecond=0)
    assert text.endswith("Z")
    assert len(text) == 20
