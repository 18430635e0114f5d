"""Rhythms: the slots that a period is cut into."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from .errors import InputError
from .scenes import Scene, acquisition_keys
from .slots import SECOND, Period, Slot, midnight

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

MAX_SLOTS = 2000
RHYTHMS = ("acquisition", "day", "week", "dekad", "month", "quarter", "year")

_DURATION = re.compile(r"^P(\d+)([DWMY])$")
_PARTS = re.compile(r"^(\d+) parts?$")
_MONTHS = range(1, 13)


def slice_period(
    period: Period,
    rhythm: str,
    *,
    months: Sequence[int] = (),
    scenes: Sequence[Scene] = (),
) -> tuple[Slot, ...]:
    """Return the slots of a period, in time order.

    Args:
        period: first and last day, both included.
        rhythm: ``acquisition`` (needs ``scenes``), ``day``, ``week`` (ISO),
            ``dekad``, ``month``, ``quarter``, ``year``, an ISO 8601 duration of
            days, weeks, months or years (``P10D``), ``n parts``, or an own list:
            ``first/last`` day pairs or single days, separated by commas,
            semicolons or line ends.
        months: months of the year to keep (1 to 12); none keeps all. A slot is
            clipped to the kept months.
        scenes: the candidates of the period, for the rhythm ``acquisition``.

    Raises:
        InputError: the rhythm is not understood, the list leaves the period empty,
            or there would be more than 2000 slots.
    """
    spans = _month_spans(period, months)
    if rhythm == "acquisition":
        slots = _acquisition_slots(scenes, spans)
    else:
        cells = _own_list(rhythm) if _is_list(rhythm) else _cells(period, rhythm)
        slots = _clip_cells(cells, spans)
    if not slots and rhythm != "acquisition":
        message = "No slot lies in the period and the chosen months: widen them."
        raise InputError(message)
    return slots


def _clip_cells(
    cells: Iterator[tuple[str | None, datetime, datetime]],
    spans: Sequence[tuple[datetime, datetime]],
) -> tuple[Slot, ...]:
    slots = []
    for name, start, end in cells:
        for span_start, span_end in spans:
            low, high = max(start, span_start), min(end, span_end)
            if low < high:
                whole = name is not None and (low, high) == (start, end)
                slots.append(
                    Slot(name if whole and name else _name(low, high), low, high)
                )
        if len(slots) > MAX_SLOTS:
            message = (
                f"The period holds more than {MAX_SLOTS} slots: shorten it or choose"
                " a slower rhythm."
            )
            raise InputError(message)
    return tuple(sorted(slots, key=lambda slot: (slot.start, slot.end)))


def _cells(
    period: Period, rhythm: str
) -> Iterator[tuple[str | None, datetime, datetime]]:
    if parts := _PARTS.match(rhythm):
        return _equal_parts(period, int(parts[1]))
    if duration := _DURATION.match(rhythm):
        return _steps(period, int(duration[1]), duration[2])
    if rhythm in _CALENDAR:
        return _calendar_cells(period, rhythm)
    message = (
        f"The rhythm “{rhythm}” is not understood: use one of {', '.join(RHYTHMS)},"
        " a duration such as P10D, “6 parts”, or a list of days."
    )
    raise InputError(message)


def _calendar_cells(
    period: Period, rhythm: str
) -> Iterator[tuple[str | None, datetime, datetime]]:
    first_day_of, name_of = _CALENDAR[rhythm]
    day = first_day_of(period.first_day)
    while day <= period.last_day:
        following = day + timedelta(days=1)
        while first_day_of(following) == day:
            following += timedelta(days=1)
        yield name_of(day), midnight(day), midnight(following)
        day = following


def _dekad_start(day: date) -> date:
    return day.replace(day=min(21, (day.day - 1) // 10 * 10 + 1))


_CALENDAR: dict[str, tuple[Callable[[date], date], Callable[[date], str]]] = {
    "day": (lambda day: day, lambda day: f"{day:%Y-%m-%d}"),
    "week": (
        lambda day: day - timedelta(days=day.weekday()),
        lambda day: "{}-W{:02d}".format(*day.isocalendar()[:2]),
    ),
    "dekad": (_dekad_start, lambda day: f"{day:%Y-%m}-D{day.day // 10 + 1}"),
    "month": (lambda day: day.replace(day=1), lambda day: f"{day:%Y-%m}"),
    "quarter": (
        lambda day: day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1),
        lambda day: f"{day.year:04d}-Q{(day.month - 1) // 3 + 1}",
    ),
    "year": (lambda day: day.replace(month=1, day=1), lambda day: f"{day.year:04d}"),
}


def _steps(
    period: Period, count: int, unit: str
) -> Iterator[tuple[str | None, datetime, datetime]]:
    if count < 1:
        message = "A duration must be at least one day, such as P10D."
        raise InputError(message)
    step = 0
    start = period.first_day
    while start <= period.last_day:
        step += 1
        end = _advance(period.first_day, step * count, unit)
        yield None, midnight(start), midnight(end)
        start = end


def _advance(day: date, count: int, unit: str) -> date:
    if unit in "DW":
        return day + timedelta(days=count * (7 if unit == "W" else 1))
    months = day.month - 1 + count * (12 if unit == "Y" else 1)
    year, month = day.year + months // 12, months % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def _equal_parts(
    period: Period, count: int
) -> Iterator[tuple[str | None, datetime, datetime]]:
    seconds = int((period.end - period.start) / SECOND)
    if not 1 <= count <= min(seconds, MAX_SLOTS):
        message = f"The period can be cut into 1 to {MAX_SLOTS} parts."
        raise InputError(message)
    edges = [
        period.start + timedelta(seconds=seconds * part // count)
        for part in range(count + 1)
    ]
    for start, end in zip(edges, edges[1:]):
        yield None, start, end


def _is_list(rhythm: str) -> bool:
    return bool(re.match(r"\s*\d{4}-\d{2}-\d{2}", rhythm))


def _own_list(text: str) -> Iterator[tuple[str | None, datetime, datetime]]:
    for entry in filter(None, (part.strip() for part in re.split(r"[,;\n]", text))):
        first, _, last = entry.partition("/")
        try:
            span = Period(date.fromisoformat(first), date.fromisoformat(last or first))
        except ValueError as error:
            message = (
                f"“{entry}” is no day and no pair of days: write 2018-03-01 or"
                " 2018-03-01/2018-03-10."
            )
            raise InputError(message) from error
        yield None if last else first, span.start, span.end


def _acquisition_slots(
    scenes: Sequence[Scene], spans: Sequence[tuple[datetime, datetime]]
) -> tuple[Slot, ...]:
    times: dict[str, list[datetime]] = {}
    for scene in scenes:
        if any(start <= scene.acquired < end for start, end in spans):
            times.setdefault(acquisition_keys(scenes)[scene.key], []).append(
                scene.acquired
            )
    slots: list[Slot] = []
    names: set[str] = set()
    for moments in sorted(times.values(), key=min):
        start = min(moments).replace(microsecond=0)
        end = max(moments).replace(microsecond=0) + SECOND
        name = f"{start:%Y-%m-%dT%H%MZ}"
        if name in names:
            name = f"{start:%Y-%m-%dT%H%M%SZ}"
        names.add(name)
        slots.append(Slot(name, start, end))
    return tuple(slots)


def _month_spans(
    period: Period, months: Sequence[int]
) -> tuple[tuple[datetime, datetime], ...]:
    if not months:
        return ((period.start, period.end),)
    if not all(month in _MONTHS for month in months):
        message = "Months of the year are the numbers 1 to 12."
        raise InputError(message)
    spans: list[tuple[datetime, datetime]] = []
    for _, start, end in _calendar_cells(period, "month"):
        if start.month not in months:
            continue
        low, high = max(start, period.start), min(end, period.end)
        if spans and spans[-1][1] == low:
            low = spans.pop()[0]
        spans.append((low, high))
    return tuple(spans)


def _name(start: datetime, end: datetime) -> str:
    return f"{_edge(start)}_{_edge(end)}"


def _edge(moment: datetime) -> str:
    if moment.time() == time():
        return f"{moment:%Y-%m-%d}"
    if moment.second:
        return f"{moment:%Y-%m-%dT%H%M%SZ}"
    return f"{moment:%Y-%m-%dT%H%MZ}"
