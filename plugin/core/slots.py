"""Slots: half-open UTC intervals, and the period that a person types."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from typing import TYPE_CHECKING

from .errors import InputError
from .sentences import say

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

SECOND = timedelta(seconds=1)
# Years that a date may have; beyond them dates overflow or lose their four digits.
_YEARS = range(1900, 2200)


@dataclass(frozen=True)
class Slot:
    """A half-open interval ``[start, end)`` of the series, in UTC."""

    name: str
    """Sortable and file-safe, such as ``2018-03`` or ``2018-03-01_2018-03-11``."""
    start: datetime
    end: datetime

    def __post_init__(self) -> None:
        """Refuse times without zone and intervals without length.

        Raises:
            ValueError: a time is naive, or the end is not after the start.
        """
        if self.start.tzinfo is None or self.end.tzinfo is None:
            message = f"Slot {self.name} has a time without zone."
            raise ValueError(message)
        if self.end <= self.start:
            message = f"Slot {self.name} ends before it starts."
            raise ValueError(message)

    @property
    def last_second(self) -> datetime:
        """Inclusive end, as the service and QGIS's temporal ranges want it."""
        return self.end - SECOND

    def holds(self, moment: datetime) -> bool:
        """Return whether the moment lies inside the slot."""
        return self.start <= moment < self.end


@dataclass(frozen=True)
class Period:
    """The period of a series as a person types it: both days are included."""

    first_day: date
    last_day: date

    def __post_init__(self) -> None:
        """Refuse a period that ends before it starts, or lies in no sensible year.

        Raises:
            InputError: the last day is before the first, or a year is out of range.
        """
        for day in (self.first_day, self.last_day):
            if day.year not in _YEARS:
                message = say(
                    f"The year of {day} is out of range: use {_YEARS[0]} to"
                    f" {_YEARS[-1]}."
                )
                raise InputError(message)
        if self.last_day < self.first_day:
            message = say(
                f"The period ends ({self.last_day}) before it starts"
                f" ({self.first_day}): exchange the two dates."
            )
            raise InputError(message)

    @property
    def start(self) -> datetime:
        """First instant, inclusive."""
        return midnight(self.first_day)

    @property
    def end(self) -> datetime:
        """First instant after the period."""
        return midnight(self.last_day + timedelta(days=1))


def leave_out(slots: Sequence[Slot], excluded: Collection[str]) -> tuple[Slot, ...]:
    """Return the slots without those of these names: they are not asked for.

    Raises:
        InputError: none is left.
    """
    kept = tuple(slot for slot in slots if slot.name not in excluded)
    if slots and not kept:
        message = say("Every slot is excluded: include one at least.")
        raise InputError(message)
    return kept


def midnight(day: date) -> datetime:
    """Return the first instant of a day in UTC."""
    return datetime.combine(day, time(), timezone.utc)
