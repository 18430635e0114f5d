"""Pale text: of rows that count less, and can still be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.PyQt.QtGui import QBrush, QPalette

from .inks import ink_on

if TYPE_CHECKING:
    from qgis.PyQt.QtGui import QColor

_SHARE = 0.6


def pale_text(palette: QPalette) -> QBrush:
    """Return the colour of pale text in a widget of this palette.

    That of the application does not do: themes that are style sheets leave it as it
    was.
    """
    ground = palette.color(QPalette.ColorRole.Base)
    colour: QColor = ink_on(ground, palette.color(QPalette.ColorRole.Text))
    colour.setAlphaF(_SHARE)
    return QBrush(colour)
