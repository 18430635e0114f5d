"""The Statistical API in the hub: intervals, one job each, the joint reply."""

from __future__ import annotations

import json
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from .bounds import check_resolution, parse_grid
from .calculations import parse_calculations
from .checks import as_object
from .errors import HubError, bad_payload
from .job import Job, Limits
from .jobs import job_grid, job_source, processing_factor, quirks
from .offer import to_shape
from .pricing import MIN_STATISTICAL
from .request import Source, parse_evalscript, parse_input, parse_time
from .times import utc_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from .faults import Faults
    from .scene import Scene
    from .workers import Result

PERIOD = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?")
LAST = ("SKIP", "SHORTEN", "EXTEND")
MAX_INTERVALS = 1500
MONTHS_A_YEAR = 12
PARENT = "aggregation"


@dataclass(frozen=True)
class Period:
    """The length of an interval: calendar months and days."""

    months: int
    days: int

    def after(self, start: datetime, count: int) -> datetime:
        """Return `start` plus so many periods, on the calendar."""
        month = start.month - 1 + self.months * count
        year, month = start.year + month // MONTHS_A_YEAR, month % MONTHS_A_YEAR + 1
        day = start.day
        while True:
            try:
                moved = start.replace(year=year, month=month, day=day)
            except ValueError:
                day -= 1
                continue
            return moved + timedelta(days=self.days * count)


def parse_period(text: object) -> Period:
    """Return an ISO 8601 period of days, weeks, months or years.

    Raises:
        HubError: it is something else, or shorter than a day.
    """
    found = PERIOD.fullmatch(text) if isinstance(text, str) else None
    years, months, weeks, days = (
        (int(n or 0) for n in found.groups()) if found else (0,) * 4
    )
    period = Period(years * MONTHS_A_YEAR + months, weeks * 7 + days)
    if not period.months and not period.days:
        raise bad_payload(
            f"Invalid aggregation interval: {text!r}.",
            f"{PARENT}->aggregationInterval->of",
        )
    return period


def intervals(
    begin: datetime, end: datetime, period: Period, last: str
) -> Iterator[tuple[datetime, datetime]]:
    """Yield [from, to) pairs; `last` says what becomes of an incomplete one."""
    count = 0
    while True:
        first, second = period.after(begin, count), period.after(begin, count + 1)
        if first >= end:
            return
        if second > end:
            if last == "SKIP":
                return
            second = end if last == "SHORTEN" else second
        yield first, second
        count += 1


def statistics(
    body: dict[str, Any],
    scenes: Sequence[Scene],
    collections: set[str],
    faults: Faults,
    limits: Limits,
    run: Callable[[Job], Result],
) -> tuple[dict[str, Any], float]:
    """Return the reply and its price.

    Raises:
        HubError: the service would refuse the request.
    """
    bounds, sources = parse_input(body.get("input"), collections)
    asked = body.get(PARENT)
    if not isinstance(asked, dict):
        raise bad_payload("aggregation must be given.", PARENT)
    grid = parse_grid(bounds, asked, PARENT)
    for source in sources:
        check_resolution(grid, source.kind)
    outline = to_shape(bounds.outline_lonlat())
    common = Job(
        evalscript=parse_evalscript(asked.get("evalscript")),
        grid=job_grid(grid),
        sources=(),
        responses=(),
        statistics=parse_calculations(body.get("calculations")),
        factor=processing_factor(sources),
        limits=limits,
        quirks=quirks(faults),
    )
    jobs = []
    for first, second in _asked_intervals(asked):
        narrowed = [_within(source, first, second) for source in sources]
        matched = tuple(
            job_source(source, scenes, outline, faults) for source in narrowed
        )
        if any(source.scenes for source in matched):
            jobs.append((first, second, replace(common, sources=matched)))
    return _joined(jobs, run)


def _asked_intervals(asked: dict[str, Any]) -> list[tuple[datetime, datetime]]:
    span = as_object(asked.get("timeRange"), f"{PARENT}->timeRange")
    begin = parse_time(span.get("from"), f"{PARENT}->timeRange->from")
    end = parse_time(span.get("to"), f"{PARENT}->timeRange->to")
    described = as_object(
        asked.get("aggregationInterval"), f"{PARENT}->aggregationInterval"
    )
    last = described.get("lastIntervalBehavior", LAST[0])
    if last not in LAST:
        raise bad_payload(
            f"{last!r} is not one of {', '.join(LAST)}.",
            f"{PARENT}->aggregationInterval->lastIntervalBehavior",
        )
    found = []
    for interval in intervals(begin, end, parse_period(described.get("of")), last):
        found.append(interval)
        if len(found) > MAX_INTERVALS:
            raise bad_payload(f"There are more than {MAX_INTERVALS} intervals.", PARENT)
    return found


def _within(source: Source, first: datetime, second: datetime) -> Source:
    """Return the source narrowed to [first, second)."""
    last = second - timedelta(microseconds=1)
    begin = first if source.begin is None else max(first, source.begin)
    end = last if source.end is None else min(last, source.end)
    return replace(source, begin=begin, end=end)


def _joined(
    jobs: list[tuple[datetime, datetime, Job]], run: Callable[[Job], Result]
) -> tuple[dict[str, Any], float]:
    def evaluated(
        entry: tuple[datetime, datetime, Job],
    ) -> tuple[dict[str, Any], float]:
        first, second, job = entry
        head = {"interval": {"from": utc_text(first), "to": utc_text(second)}}
        try:
            result = run(job)
        except HubError as error:
            if not error.at_pixels:
                raise
            kind = "TIMEOUT" if error.over_limit else "EXECUTION_ERROR"
            return {**head, "error": {"type": kind}}, 0.0
        return {**head, **json.loads(result.body)}, result.units

    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(evaluated, jobs))
    data = [entry for entry, _ in found]
    failed = sum("error" in entry for entry in data)
    status = "OK" if not failed else "PARTIAL" if failed < len(data) else "FAILED"
    units = max(MIN_STATISTICAL, sum(price for _, price in found))
    return {"data": data, "status": status}, units
