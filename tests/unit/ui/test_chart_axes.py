"""Ticks of a chart are round, inside, apart, and few."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scene_slots.ui.chart_axes import time_ticks, value_text, value_ticks

START = datetime(2018, 1, 20, tzinfo=timezone.utc)


@settings(max_examples=60, deadline=None)
@given(
    st.floats(-1e4, 1e4),
    st.floats(1e-3, 1e6),
    st.integers(2, 12),
)
def test_values(low, span, most):
    high = low + span
    ticks = value_ticks(low, high, most)
    assert len(ticks) <= most
    assert all(low - span * 1e-6 <= tick <= high + span * 1e-6 for tick in ticks)
    step = ticks[1] - ticks[0] if len(ticks) > 1 else span
    assert len({value_text(tick, step) for tick in ticks}) == len(ticks)


@settings(max_examples=60, deadline=None)
@given(st.floats(4, 20_000), st.integers(12, 200))
def test_times(days, letters):
    end = START + timedelta(days=days)
    ticks = time_ticks(START, end, letters)
    assert ticks
    assert all(START <= moment <= end for moment, _ in ticks)
    for (moment, words), (following, _) in zip(ticks, ticks[1:]):
        apart = letters * ((following - moment) / (end - START))
        assert apart >= 1.2 * len(words)


@pytest.mark.parametrize(
    ("days", "first"), [(9, "2018-01-20"), (300, "2018-03"), (2000, "2019")]
)
def test_words_fit_the_span(days, first):
    ticks = time_ticks(START, START + timedelta(days=days), 60)
    assert ticks[0][1] == first
