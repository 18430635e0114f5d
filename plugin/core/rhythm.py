"""Rhythms: the slots that a period is cut into."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, NamedTuple

from .errors import InputError
from .passes import acquisition_slots
from .sentences import say
from .slots import SECOND, Period, Slot, midnight

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from .scenes import Scene

MAX_SLOTS = 2000
RHYTHMS = ("acquisition", "day", "week", "dekad", "month", "quarter", "year")

_DURATION = re.compile(r"^P(\d+)([DWMY])$")
_PARTS = re.compile(r"^(\d+) parts?$")
_MONTHS = range(1, 13)
# Behind every period; a longer step ends here.
_FAR = date(9000, 1, 1)


class _Cell(NamedTuple):
    """An interval of a rhythm before it is clipped; without name it gets its edges."""

    name: str | None
    start: datetime
    end: datetime


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
        slots = acquisition_slots(scenes, spans)
        _check_count(len(slots))
    else:
        cells = _own_list(rhythm) if is_list(rhythm) else _cells(period, rhythm)
        slots = _clip_cells(cells, spans)
    if not slots and rhythm != "acquisition":
        message = say("No slot lies in the period and the chosen months: widen them.")
        raise InputError(message)
    return slots


def is_list(rhythm: str) -> bool:
    """Return whether a rhythm is an own list of days."""
    return bool(re.match(r"\s*\d{4}-\d{2}-\d{2}", rhythm))


def list_period(rhythm: str) -> Period | None:
    """Return the period from the first to the last day of an own list.

    None for another rhythm, or as long as an entry of the list cannot be read.
    """
    try:
        cells = list(_own_list(rhythm)) if is_list(rhythm) else []
    except InputError:
        return None
    if not cells:
        return None
    last = max(cell.end for cell in cells) - SECOND
    return Period(min(cell.start for cell in cells).date(), last.date())


def _clip_cells(
    cells: Iterator[_Cell], spans: Sequence[tuple[datetime, datetime]]
) -> tuple[Slot, ...]:
    cuts: list[_Cell] = []
    for cell in cells:
        for span_start, span_end in spans:
            low, high = max(cell.start, span_start), min(cell.end, span_end)
            if low < high:
                whole = (low, high) == (cell.start, cell.end)
                cuts.append(_Cell(cell.name if whole else None, low, high))
        _check_count(len(cuts))
    return _to_slots(cuts)


def _to_slots(cells: Iterable[_Cell]) -> tuple[Slot, ...]:
    """Return the slots in time order; one that is named twice is one slot."""
    cells = tuple(cells)
    form = _edge_form(edge for cell in cells for edge in (cell.start, cell.end))
    slots = {}
    for cell in cells:
        name = cell.name or f"{cell.start:{form}}_{cell.end:{form}}"
        slots[name] = Slot(name, cell.start, cell.end)
    return tuple(
        sorted(slots.values(), key=lambda slot: (slot.start, slot.end, slot.name))
    )


def _check_count(count: int) -> None:
    if count > MAX_SLOTS:
        message = say(
            f"The period holds more than {MAX_SLOTS} slots: shorten it or choose a"
            " slower rhythm."
        )
        raise InputError(message)


def _cells(period: Period, rhythm: str) -> Iterator[_Cell]:
    if rhythm == "list":
        message = say("The list of days is empty: add a day, or the days of a slot.")
        raise InputError(message)
    if parts := _PARTS.match(rhythm):
        return _equal_parts(period, int(parts[1]))
    if duration := _DURATION.match(rhythm):
        return _steps(period, int(duration[1]), duration[2])
    if rhythm in _CALENDAR:
        return _calendar_cells(period, rhythm)
    message = say(
        f"The rhythm “{rhythm}” is not understood: use one of {', '.join(RHYTHMS)},"
        " a duration such as P10D, “6 parts”, or a list of days."
    )
    raise InputError(message)


def _calendar_cells(period: Period, rhythm: str) -> Iterator[_Cell]:
    first_day_of, name_of = _CALENDAR[rhythm]
    day = first_day_of(period.first_day)
    while day <= period.last_day:
        following = day + timedelta(days=1)
        while first_day_of(following) == day:
            following += timedelta(days=1)
        yield _Cell(name_of(day), midnight(day), midnight(following))
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


def _steps(period: Period, count: int, unit: str) -> Iterator[_Cell]:
    if count < 1:
        message = say("A duration must be at least one day, such as P10D.")
        raise InputError(message)
    step = 0
    start = period.first_day
    while start <= period.last_day:
        step += 1
        end = _advance(period.first_day, step * count, unit)
        yield _Cell(None, midnight(start), midnight(end))
        start = end


def _advance(day: date, count: int, unit: str) -> date:
    if unit in "DW":
        days = count * (7 if unit == "W" else 1)
        return day + timedelta(days=min(days, (_FAR - day).days))
    months = day.month - 1 + count * (12 if unit == "Y" else 1)
    year, month = day.year + months // 12, months % 12 + 1
    if year >= _FAR.year:
        return _FAR
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def _equal_parts(period: Period, count: int) -> Iterator[_Cell]:
    seconds = int((period.end - period.start) / SECOND)
    if not 1 <= count <= min(seconds, MAX_SLOTS):
        message = say(f"The period can be cut into 1 to {MAX_SLOTS} parts.")
        raise InputError(message)
    edges = [
        period.start + timedelta(seconds=seconds * part // count)
        for part in range(count + 1)
    ]
    for start, end in zip(edges, edges[1:]):
        yield _Cell(None, start, end)


def _own_list(text: str) -> Iterator[_Cell]:
    for entry in filter(None, (part.strip() for part in re.split(r"[,;\n]", text))):
        first, _, last = entry.partition("/")
        try:
            span = Period(date.fromisoformat(first), date.fromisoformat(last or first))
        except ValueError as error:
            message = say(
                f"“{entry}” is no day and no pair of days: write 2018-03-01 or"
                " 2018-03-01/2018-03-10."
            )
            raise InputError(message) from error
        yield _Cell(None if last else first, span.start, span.end)


def _month_spans(
    period: Period, months: Sequence[int]
) -> tuple[tuple[datetime, datetime], ...]:
    if not months:
        return ((period.start, period.end),)
    if not all(month in _MONTHS for month in months):
        message = say("Months of the year are the numbers 1 to 12.")
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


def _edge_form(edges: Iterable[datetime]) -> str:
    """Return one form for all edges of a series, so that the names sort by time."""
    edges = tuple(edges)
    if all(edge.time() == time() for edge in edges):
        return "%Y-%m-%d"
    return (
        "%Y-%m-%dT%H%M%SZ" if any(edge.second for edge in edges) else "%Y-%m-%dT%H%MZ"
    )
