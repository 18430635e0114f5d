"""Told: single facts in the JSON of a service; what is not one is unknown.

An answer is untrusted: any value may stand in the place of any other. A text becomes a
key, a name in a table and in XML, a number a column of a table: what these cannot hold
is no fact.
"""

from __future__ import annotations

import json
import math
from typing import Any

_MOST_WHOLE = 2**63 - 1
_FULL = 100.0


def told_json(text: str | bytes) -> Any:  # noqa: ANN401  whatever it is
    """Return the value of a JSON document.

    Raises:
        ValueError: it is none, or nested deeper than anyone can read.
    """
    try:
        return json.loads(text)
    except RecursionError as error:
        message = "The document is nested too deeply."
        raise ValueError(message) from error


def told_text(value: object) -> str | None:
    """Return a text that can be shown and written, None for anything else."""
    # Not printable are control characters and halves of characters, too.
    return value if isinstance(value, str) and value and value.isprintable() else None


def told_number(value: object) -> float | None:
    """Return a finite number, None for anything else."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    try:
        number = float(value)
    except OverflowError:
        return None
    return number if math.isfinite(number) else None


def told_percent(value: object) -> float | None:
    """Return a share of the whole; some services say -1 where they do not know."""
    number = told_number(value)
    return number if number is not None and 0 <= number <= _FULL else None


def told_whole(value: object, most: int = _MOST_WHOLE) -> int | None:
    """Return a whole number that is not negative, None for anything else."""
    number = told_number(value)
    if number is None or number != math.floor(number) or not 0 <= number <= most:
        return None
    return int(value)  # type: ignore[call-overload]  it is a number; a float may round
