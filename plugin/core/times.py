"""Times: UTC as text, as every document of a run writes and the service tells it."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone

SAME_TIME = timedelta(seconds=1)
"""Catalog and service give the same time, one with fractions and one without,
floored or rounded: times are compared within a second, never by rounding."""

_TIME = re.compile(
    r"(\d{4})-(\d{2})-(\d{2})[Tt ](\d{2}):(\d{2}):(\d{2})(?:\.(\d+))?"
    r"(?:[Zz]|([+-])(\d{2}):?(\d{2}))?",
    re.ASCII,
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
    """Return a date and time as UTC; one without zone is UTC already.

    A fraction may have any number of digits; those beyond microseconds are cut.
    (``datetime.fromisoformat`` reads neither that nor ``Z`` before Python 3.11.)

    Raises:
        ValueError: the text is no date and time.
    """
    found = _TIME.fullmatch(text.strip())
    if not found:
        raise _no_time(text)
    year, month, day, hour, minute, second = map(int, found.groups()[:6])
    moment = datetime(year, month, day, hour, minute, second, tzinfo=timezone.utc)
    moment += timedelta(microseconds=int((found[7] or "0")[:6].ljust(6, "0")))
    if found[8]:
        ahead = timedelta(hours=int(found[9]), minutes=int(found[10]))
        try:
            moment += -ahead if found[8] == "+" else ahead
        except OverflowError as error:  # in the first or the last hours of all time
            raise _no_time(text) from error
    return moment


def _no_time(text: str) -> ValueError:
    return ValueError(f"“{text}” is no time such as 2018-03-01T09:12:31Z.")
