"""Where the cells of the slot strip lie: rows with headings, broken where they must."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from qgis.PyQt.QtCore import QRectF

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qgis.PyQt.QtGui import QFontMetricsF

    from .slot_cell import SlotCell

# In heights of a line of text.
_LEAST, _MOST, _HIGH = 0.62, 2.4, 1.1
_GAP = 3.0
_EDGE = 3.0
"""Around all cells, for the ring of the one that is current."""


@dataclass(frozen=True)
class Heading:
    """A text beside a row or over a column."""

    box: QRectF
    text: str
    is_column: bool


@dataclass(frozen=True)
class Rows:
    """A box for each cell, in their order, and the headings."""

    boxes: tuple[QRectF, ...]
    headings: tuple[Heading, ...]
    height: float


def arrange(cells: Sequence[SlotCell], width: float, font: QFontMetricsF) -> Rows:
    """Return where the cells lie in a strip of this width.

    Where a whole row does not fit all rows are broken at the same columns, and there
    are no headings over columns.
    """
    if not cells:
        return Rows((), (), 0.0)
    line = font.height()
    aside = max(font.horizontalAdvance(row) for row in {cell.row for cell in cells})
    left = _EDGE + (aside + 2 * _GAP if aside else 0.0)
    columns = max(cell.column for cell in cells) + 1
    room = max(width - left - _EDGE, line)
    fits = room / columns >= _LEAST * line
    pitch = min(room / columns, _MOST * line) if fits else _LEAST * line
    per_row = columns
    if not fits:
        # Lines of one length: 53 weeks are 27 and 26, not 40 and 13.
        lines = math.ceil(columns / max(int(room // pitch), 1))
        per_row = math.ceil(columns / lines)
        pitch = min(room / per_row, _MOST * line)
    high = _HIGH * line
    top = _EDGE
    headings: list[Heading] = []
    if fits:
        headings += _over(cells, left, pitch, font)
        top += line if headings else 0.0
    boxes: list[QRectF] = []
    for row, members in groupby(cells, key=lambda cell: cell.row):
        places = [cell.column for cell in members]
        skipped = min(places) // per_row
        if row:
            box = QRectF(_EDGE, top, aside + _GAP, high)
            headings.append(Heading(box, row, is_column=False))
        for place in places:
            x = left + place % per_row * pitch
            y = top + (place // per_row - skipped) * (high + _GAP)
            boxes.append(QRectF(x, y, max(pitch - _GAP, 2.0), high))
        top += (max(places) // per_row - skipped + 1) * (high + _GAP)
    return Rows(tuple(boxes), tuple(headings), top + _EDGE)


def _over(
    cells: Sequence[SlotCell], left: float, pitch: float, font: QFontMetricsF
) -> list[Heading]:
    """Return the headings over columns: of each, of each second, third, and so on."""
    labels = {cell.column: cell.label for cell in cells if cell.label}
    if not labels:
        return []
    widest = max(font.horizontalAdvance(label) for label in labels.values())
    step = math.ceil((widest + _GAP) / pitch)
    first = min(labels)
    return [
        Heading(
            QRectF(
                left + column * pitch + max((pitch - _GAP - widest) / 2, 0.0),
                0.0,
                widest + 1,
                font.height(),
            ),
            label,
            is_column=True,
        )
        for column, label in sorted(labels.items())
        if (column - first) % step == 0
    ]
