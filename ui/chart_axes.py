"""Axes: where the ticks of values and of times lie."""

from __future__ import annotations

import math
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_STEPS = (1, 2, 2.5, 5, 10)
_DAYS = (1, 2, 5, 10)
_MONTHS = (1, 2, 3, 6)
_APART = 1.5
_YEARS = (1, 2, 5, 10, 20, 50)
_DAYS_OF_MONTH, _DAYS_OF_YEAR = 30.4, 365.25


def value_ticks(low: float, high: float, most: int) -> tuple[float, ...]:
    """Return round values from ``low`` to ``high``, at most ``most`` of them."""
    wanted = (high - low) / max(1, most - 1)
    size = 10.0 ** math.floor(math.log10(wanted))
    step = next(step * size for step in _STEPS if step * size >= wanted * (1 - 1e-9))
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return tuple(number * step for number in range(first, last + 1))


def value_text(value: float, step: float) -> str:
    """Return a tick's value with the digits that tell it from the next."""
    digits = max(0, -math.floor(math.log10(step) + 1e-9)) if step > 0 else 2
    # A step of 2.5 or 0.25 needs one more.
    digits += round(step * 10**digits, 6) % 1 > 0
    return f"{value:,.{digits}f}".replace(",", "\u202f")


def time_ticks(
    start: datetime, end: datetime, letters: float
) -> tuple[tuple[datetime, str], ...]:
    """Return round times with their words, so many that they stand apart.

    At least one: where no round time is inside, the day in the middle.

    Args:
        start: of the axis.
        end: of the axis, days later.
        letters: that the axis has room for.
    """
    ticks = _round_times(start, end, letters)
    days = () if ticks else _days(start, end, 1)
    return ticks or days[(len(days) - 1) // 2 :][:1]


def _round_times(
    start: datetime, end: datetime, letters: float
) -> tuple[tuple[datetime, str], ...]:
    def least(words: str) -> float:
        """Return the days that one of these words needs."""
        return span * len(words) * _APART / max(letters, 1.0)

    span = (end - start) / timedelta(days=1)
    for step in _DAYS:
        if least("2018-03-01") <= step:
            return _days(start, end, step)
    for step in _MONTHS:
        if least("2018-03") <= step * _DAYS_OF_MONTH:
            return tuple(
                (moment, f"{moment:%Y-%m}") for moment in _months(start, end, step)
            )
    fits = (one for one in _YEARS if least("2018") <= one * _DAYS_OF_YEAR)
    years = next(fits, _YEARS[-1])
    return tuple(
        (moment, f"{moment:%Y}")
        for moment in _months(start, end, 12)
        if not moment.year % years
    )


def _days(
    start: datetime, end: datetime, step: int
) -> tuple[tuple[datetime, str], ...]:
    first = datetime(start.year, start.month, start.day, tzinfo=timezone.utc)
    count = (end - first).days + 1
    times = (first + timedelta(days=number) for number in range(0, count, step))
    return tuple((time, f"{time:%Y-%m-%d}") for time in times if start <= time <= end)


def _months(start: datetime, end: datetime, step: int) -> Iterator[datetime]:
    number = start.year * 12 + (start.month - 1) // step * step
    while True:
        moment = datetime(number // 12, number % 12 + 1, 1, tzinfo=timezone.utc)
        if moment > end:
            return
        if moment >= start:
            yield moment
        number += step
