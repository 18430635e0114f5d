"""Numbers as people of all languages read them."""

from __future__ import annotations

_SPACE = "\u202f"
"""Narrow, not to be broken at: a comma is a decimal mark to many (ISO 80000-1)."""


def grouped(value: float, digits: int = 0) -> str:
    """Return a number with its thousands apart.

    Args:
        value: the number.
        digits: behind the decimal point.
    """
    return f"{value:,.{digits}f}".replace(",", _SPACE)
