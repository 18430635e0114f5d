"""Names of months and days in the language that QGIS speaks, and numbers in all."""

from __future__ import annotations

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QLocale


def spoken_locale() -> QLocale:
    """Return the locale of words; that of the system counts for numbers alone."""
    return QLocale(QgsApplication.instance().locale())


def grouped(value: float, digits: int = 0) -> str:
    """Return a number with its thousands apart; commas are decimal marks to many."""
    return f"{value:,.{digits}f}".replace(",", "\u202f")
