"""Inks: colours that can be read on a ground, whatever a theme says."""

from __future__ import annotations

from qgis.PyQt.QtGui import QColor

LEAST_CONTRAST = 3.0
"""Of text and lines; below it nobody reads them."""
_DARK, _LIGHT = QColor("#202428"), QColor("#e4e7ea")
_BLUE, _GREEN, _RED = 0.0722, 0.7152, 0.2126
_KNEE = 0.03928


def ink_on(ground: QColor, wanted: QColor) -> QColor:
    """Return the wanted colour, or one that can be read where it cannot.

    Themes that are style sheets leave palettes that do not fit together.
    """
    if contrast(ground, wanted) >= LEAST_CONTRAST:
        return QColor(wanted)
    return max(
        QColor(_DARK), QColor(_LIGHT), key=lambda colour: contrast(ground, colour)
    )


def contrast(one: QColor, other: QColor) -> float:
    """Return the ratio of the brightness of two colours, from 1 to 21."""
    dark, light = sorted((_brightness(one), _brightness(other)))
    return (light + 0.05) / (dark + 0.05)


def _brightness(colour: QColor) -> float:
    """Return the relative luminance of a colour."""
    shares = (
        (colour.redF(), _RED),
        (colour.greenF(), _GREEN),
        (colour.blueF(), _BLUE),
    )
    return float(
        sum(
            (part / 12.92 if part <= _KNEE else ((part + 0.055) / 1.055) ** 2.4) * much
            for part, much in shares
        )
    )
