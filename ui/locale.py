"""The names of months and days, in the language that QGIS speaks."""

from __future__ import annotations

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QLocale


def spoken_locale() -> QLocale:
    """Return the locale of words; that of the system counts for numbers alone."""
    return QLocale(QgsApplication.instance().locale())
