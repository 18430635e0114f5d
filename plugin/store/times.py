"""UTC times as text, the one form that every document of a run uses."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone

_TEXT = re.compile(
    r"(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,6}))?Z", re.ASCII
)


def format_second(moment: datetime) -> str:
    """Return ``2018-03-01T09:12:31Z``; fractions are cut, never rounded."""
    moment = moment.astimezone(timezone.utc)
    return f"{moment.replace(tzinfo=None).isoformat(timespec='seconds')}Z"


def format_exact(moment: datetime) -> str:
    """Return the time with its fraction, where it has one."""
    moment = moment.astimezone(timezone.utc)
    return f"{moment.replace(tzinfo=None).isoformat()}Z"


def parse_time(text: str) -> datetime:
    """Return the time that `format_second` or `format_exact` wrote.

    Raises:
        ValueError: the text is no such time.
    """
    found = _TEXT.fullmatch(text)
    if not found:
        message = f"“{text}” is no UTC time such as 2018-03-01T09:12:31Z."
        raise ValueError(message)
    year, month, day, hour, minute, second = map(int, found.groups()[:6])
    moment = datetime(year, month, day, hour, minute, second, tzinfo=timezone.utc)
    return moment + timedelta(microseconds=int((found[7] or "0").ljust(6, "0")))
