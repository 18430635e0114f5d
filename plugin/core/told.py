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
_MOST_WORDS = 2000
_DEEP = 100


def told_json(text: str | bytes) -> Any:  # noqa: ANN401  whatever it is
    """Return the value of a JSON document, null for each number beyond all numbers.

    Raises:
        ValueError: it is none, or nested deeper than anyone can read.
    """
    try:
        return json.loads(text, parse_float=_finite, parse_constant=lambda _: None)
    except RecursionError as error:
        message = "The document is nested too deeply."
        raise ValueError(message) from error


def told_words(value: object) -> str:
    """Return what a service says in words, with signs for what cannot be shown."""
    if not isinstance(value, str):
        return ""
    return "".join(
        one if one.isprintable() or one in "\n\t" else "\ufffd"
        for one in value[:_MOST_WORDS]
    ).strip()


def is_deep(value: object) -> bool:
    """Return whether a value of JSON is nested deeper than can be written again."""
    level = [value]
    for _ in range(_DEEP):
        level = [
            inner
            for one in level
            if isinstance(one, (dict, list))
            for inner in (one.values() if isinstance(one, dict) else one)
        ]
        if not level:
            return False
    return True


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
    # A float may round what a whole number says exactly.
    return value if isinstance(value, int) else int(number)


def _finite(text: str) -> float | None:
    number = float(text)
    return number if math.isfinite(number) else None
