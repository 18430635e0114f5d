"""A slot as a small picture: shape and colour say its plan or its state."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Callable

from qgis.PyQt.QtCore import QPointF, QRectF, Qt
from qgis.PyQt.QtGui import QColor, QPainter, QPainterPath, QPalette, QPen

if TYPE_CHECKING:
    from collections.abc import Mapping

PLANS = ("asked", "empty", "offered", "planned", "excluded")
"""Looks before a run: nothing known yet, no scene, none of the scenes is planned, some
are, and not asked for."""
STATES = ("fetching", "complete", "partial", "rejected", "failed", "stopped", "nothing")
"""Looks since a run began; ``nothing`` came of a slot without data."""

_BLUE, _GREEN = QColor(63, 136, 197), QColor(64, 160, 90)
_AMBER, _RED = QColor(222, 160, 30), QColor(214, 69, 65)


@dataclass(frozen=True)
class SlotCell:
    """What the strip shows of one slot."""

    name: str
    """Of the slot; its id."""
    row: str
    """Heading of the row that it stands in, such as ``2018``."""
    column: int
    """Place in the row, from 0."""
    label: str
    """Over its column, such as ``Mar``."""
    look: str
    """One of ``PLANS`` or ``STATES``."""
    words: str
    """All that is known, for tooltips and screen readers."""


def paint_cell(
    painter: QPainter, box: QRectF, look: str, palette: QPalette, *, is_current: bool
) -> None:
    """Draw a cell into a box; readable on the window of any theme."""
    ink = palette.color(QPalette.ColorRole.WindowText)
    faint = QColor(ink)
    faint.setAlpha(110)
    colour = _COLOURS.get(look, faint)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(colour, 1.2)
    if look in ("empty", "nothing"):
        pen.setStyle(Qt.PenStyle.DotLine)
    painter.setPen(pen)
    fill = QColor(colour)
    fill.setAlpha(_FILLS.get(look, 0))
    painter.setBrush(fill)
    painter.drawRoundedRect(box, 2.5, 2.5)
    side = min(box.width(), box.height()) * 0.5
    mark = QRectF(0, 0, side, side)
    mark.moveCenter(box.center())
    painter.setPen(
        QPen(
            faint if look in ("empty", "excluded") else ink,
            max(side / 6, 1.2),
            Qt.PenStyle.SolidLine,
            Qt.PenCapStyle.RoundCap,
            Qt.PenJoinStyle.RoundJoin,
        )
    )
    _MARKS[look](painter, mark)
    if is_current:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(palette.color(QPalette.ColorRole.Highlight), 2))
        painter.drawRoundedRect(box.adjusted(-2, -2, 2, 2), 3, 3)
    painter.restore()


def _nothing(_painter: QPainter, _box: QRectF) -> None:
    pass


def _dash(painter: QPainter, box: QRectF) -> None:
    middle = box.center().y()
    painter.drawLine(QPointF(box.left(), middle), QPointF(box.right(), middle))


def _ring(painter: QPainter, box: QRectF) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(_inset(box, 0.2))


def _dot(painter: QPainter, box: QRectF) -> None:
    painter.setBrush(painter.pen().color())
    painter.drawEllipse(_inset(box, 0.28))


def _cross(painter: QPainter, box: QRectF) -> None:
    painter.drawLine(box.topLeft(), box.bottomRight())
    painter.drawLine(box.topRight(), box.bottomLeft())


def _arrow(painter: QPainter, box: QRectF) -> None:
    """Draw an arrow down: it is on its way."""
    middle, low = box.center().x(), box.bottom()
    painter.drawLine(QPointF(middle, box.top()), QPointF(middle, low))
    third = box.width() / 3
    for side in (-third, third):
        painter.drawLine(QPointF(middle, low), QPointF(middle + side, low - third))


def _tick(painter: QPainter, box: QRectF) -> None:
    path = QPainterPath(QPointF(box.left(), box.center().y()))
    path.lineTo(box.left() + box.width() * 0.38, box.bottom() - box.height() * 0.1)
    path.lineTo(box.right(), box.top() + box.height() * 0.1)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(path)


def _half(painter: QPainter, box: QRectF) -> None:
    """Draw half a disc: some of it is missing."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(box)
    painter.setBrush(painter.pen().color())
    painter.drawPie(box, 90 * 16, 180 * 16)


def _slash(painter: QPainter, box: QRectF) -> None:
    """Draw a disc that is struck out: the image is there, and not wanted."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(box)
    painter.drawLine(box.topRight(), box.bottomLeft())


def _bang(painter: QPainter, box: QRectF) -> None:
    middle = box.center().x()
    painter.drawLine(
        QPointF(middle, box.top()), QPointF(middle, box.top() + box.height() * 0.6)
    )
    painter.drawPoint(QPointF(middle, box.bottom()))


def _square(painter: QPainter, box: QRectF) -> None:
    painter.setBrush(painter.pen().color())
    painter.drawRect(_inset(box, 0.2))


def _inset(box: QRectF, share: float) -> QRectF:
    by = box.width() * share
    return box.adjusted(by, by, -by, -by)


_MARKS: Mapping[str, Callable[[QPainter, QRectF], None]] = {
    "asked": _nothing,
    "empty": _dash,
    "offered": _ring,
    "planned": _dot,
    "excluded": _cross,
    "fetching": _arrow,
    "complete": _tick,
    "partial": _half,
    "rejected": _slash,
    "failed": _bang,
    "stopped": _square,
    "nothing": _dash,
}
_COLOURS = {
    "offered": _BLUE,
    "planned": _BLUE,
    "fetching": _BLUE,
    "complete": _GREEN,
    "partial": _GREEN,
    "rejected": _AMBER,
    "failed": _RED,
}
# Alpha of the cell's own colour; the rest is the window's.
_FILLS = {
    "planned": 90,
    "fetching": 60,
    "complete": 130,
    "partial": 60,
    "rejected": 130,
    "failed": 150,
    "stopped": 50,
    "excluded": 25,
}
