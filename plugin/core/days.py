"""Days: how far an acquisition is from the day that a rule asks for."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, datetime, time, timezone
from typing import TYPE_CHECKING

from .errors import InputError
from .sentences import say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from .slots import Slot

_DAY_OF_MONTH = re.compile(r"^\d{1,2}$")
_DAY_OF_YEAR = re.compile(r"^(\d{1,2})-(\d{1,2})$")
_NOON = time(12)
_MONTHS = range(1, 13)
# Of a leap year: the 29th of February is the 28th in others.
_LEAP_YEAR = 2000


def distance_to_day(day: str) -> Callable[[datetime, Slot], float]:
    """Return the function that gives seconds between a moment and the day in a slot.

    Args:
        day: empty for the middle of the slot, ``15`` for a day of the month, ``07-15``
            for a day of the year. A day is its noon in UTC; a month that is too short
            has it at its end. Of several such days the nearest counts; days outside of
            the slot count only where it holds none.

    Raises:
        InputError: the day is none.
    """
    if not day:
        return _from_centre
    if _DAY_OF_MONTH.match(day) and 1 <= int(day) <= _length(1):
        months, number = tuple(_MONTHS), int(day)
    elif (found := _DAY_OF_YEAR.match(day)) and _is_day(int(found[1]), int(found[2])):
        months, number = (int(found[1]),), int(found[2])
    else:
        message = say(
            f"“{day}” is no day: write the day of the month (15) or of the year"
            " (07-15)."
        )
        raise InputError(message)

    def distance(moment: datetime, slot: Slot) -> float:
        noons = tuple(_noons(slot, months, number))
        asked = [noon for noon in noons if slot.holds(noon)] or noons
        return min(abs((moment - noon).total_seconds()) for noon in asked)

    return distance


def _from_centre(moment: datetime, slot: Slot) -> float:
    return abs((moment - (slot.start + (slot.end - slot.start) / 2)).total_seconds())


def _noons(slot: Slot, months: tuple[int, ...], number: int) -> Iterator[datetime]:
    for year in range(slot.start.year - 1, slot.end.year + 2):
        for month in months:
            day = date(year, month, min(number, _length(month, year)))
            yield datetime.combine(day, _NOON, timezone.utc)


def _is_day(month: int, day: int) -> bool:
    return month in _MONTHS and 1 <= day <= _length(month)


def _length(month: int, year: int = _LEAP_YEAR) -> int:
    return monthrange(year, month)[1]
