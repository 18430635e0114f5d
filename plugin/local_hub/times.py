"""Moments as text and back, the same on every supported Python."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone

DATE_TIME = re.compile(
    r"(\d{4}-\d\d-\d\d)[Tt ](\d\d:\d\d)(?::(\d\d)(?:\.(\d+))?)?"
    r"(?:([Zz])|([+-])(\d\d):?(\d\d))?",
    re.ASCII,
)


def parse_moment(text: str) -> datetime:
    """Return an ISO 8601 date-time in UTC; without an offset it is UTC already.

    Raises:
        ValueError: it is something else, such as a date without a time.
    """
    found = DATE_TIME.fullmatch(text)
    if not found:
        raise ValueError(f"{text!r} is no date-time")
    day, minutes, seconds, fraction, _, sign, hours, rest = found.groups()
    moment = datetime.fromisoformat(
        f"{day}T{minutes}:{seconds or '00'}.{(fraction or '0')[:6]:0<6}+00:00"
    )
    if sign:
        offset = timedelta(hours=int(hours), minutes=int(rest))
        try:
            moment -= offset if sign == "+" else -offset
        except OverflowError:
            raise ValueError(f"{text!r} is beyond all calendars") from None
    return moment


def utc_text(moment: datetime, seconds: str = "floor") -> str:
    """Return ISO 8601 with `Z`; `seconds` is floor, round or fraction."""
    moment = moment.astimezone(timezone.utc)
    if seconds == "fraction" and moment.microsecond:
        milli = moment.microsecond // 1000
        return f"{moment:%Y-%m-%dT%H:%M:%S}.{milli:03d}Z"
    if seconds == "round":
        moment += timedelta(microseconds=500_000)
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"
