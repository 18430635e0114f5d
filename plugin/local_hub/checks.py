"""The shape of a body's parts: what is not as the schema says is refused."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from .errors import bad_payload

if TYPE_CHECKING:
    from .jsonvalue import Json


def as_object(value: Json, parameter: str) -> dict[str, Any]:
    """Return an object; a missing one is empty.

    Raises:
        HubError: it is something else.
    """
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise bad_payload(f"{parameter} must be an object.", parameter)
    return value


def as_list(value: Json, parameter: str) -> list[Any]:
    """Return a list; a missing one is empty.

    Raises:
        HubError: it is something else.
    """
    if value is None:
        return []
    if not isinstance(value, list):
        raise bad_payload(f"{parameter} must be a list.", parameter)
    return value


def texts(value: Json, parameter: str) -> list[str]:
    """Return a list of texts; a missing one is empty.

    Raises:
        HubError: it is something else.
    """
    found = as_list(value, parameter)
    if not all(isinstance(entry, str) for entry in found):
        raise bad_payload(f"{parameter} must hold texts.", parameter)
    return found


def is_number(value: Json) -> bool:
    """Return whether a value is a finite number."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return False
    try:
        return math.isfinite(value)
    except OverflowError:
        return False
