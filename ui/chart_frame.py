"""The frame of a chart: which time and value lies where, with axes and grid."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from qgis.PyQt.QtCore import QPointF, QRectF, Qt
from qgis.PyQt.QtGui import QColor, QFontMetricsF, QPen

from .chart_axes import time_ticks, value_text, value_ticks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qgis.PyQt.QtGui import QFont, QPainter

    from .chart_values import ChartLine

_ROOM = 0.06
"""Beyond the outermost values and times, as a share."""
_LEAST_SPAN = timedelta(days=4)
_GRID_ALPHA, _TEXT_ALPHA = 0.16, 0.8


@dataclass(frozen=True)
class Frame:
    """Turns times and values into places of a plot, for one size."""

    plot: QRectF
    start: datetime
    end: datetime
    low: float
    high: float

    def x(self, when: datetime) -> float:
        """Return where a time lies."""
        left, _, scale, _ = self._scales
        return left + (when - self.start).total_seconds() * scale

    def y(self, value: float) -> float:
        """Return where a value lies."""
        _, bottom, _, scale = self._scales
        return bottom - (value - self.low) * scale

    @cached_property
    def _scales(self) -> tuple[float, float, float, float]:
        """Left, bottom, and pixels for a second and for a unit; thousands ask."""
        plot = self.plot
        seconds = (self.end - self.start).total_seconds()
        across, up = plot.width() / seconds, plot.height() / (self.high - self.low)
        return float(plot.left()), float(plot.bottom()), float(across), float(up)

    def place(self, when: datetime, value: float) -> QPointF:
        """Return where a point lies."""
        left, bottom, across, up = self._scales
        seconds = (when - self.start).total_seconds()
        return QPointF(left + seconds * across, bottom - (value - self.low) * up)


def make_frame(
    lines: Sequence[ChartLine], box: QRectF, font: QFont, *, has_spread: bool
) -> Frame | None:
    """Return the frame of lines inside a box; None where there is nothing to show."""
    times = [entry.when for line in lines for entry in line.entries]
    if not times:
        return None
    values = [
        value
        for line in lines
        for point in line.points
        for value in (
            (point.value, point.low, point.high) if has_spread else (point.value,)
        )
        if value is not None
    ]
    low, high = (min(values), max(values)) if values else (0.0, 1.0)
    room = (high - low) * _ROOM or abs(high) * _ROOM or 1.0
    low, high = low - room, high + room
    metrics = QFontMetricsF(font)
    line = metrics.height()
    ticks = value_ticks(low, high, _most_values(box.height(), line))
    step = ticks[1] - ticks[0] if len(ticks) > 1 else abs(high - low)
    widest = max(
        (metrics.horizontalAdvance(value_text(one, step)) for one in ticks), default=0.0
    )
    plot = box.adjusted(widest + line * 0.6, line * 1.4, -line * 0.6, -line * 1.6)
    start, end = min(times), max(times)
    span = max((end - start) * _ROOM, (_LEAST_SPAN - (end - start)) / 2)
    return Frame(plot, start - span, end + span, low, high)


def draw_frame(painter: QPainter, frame: Frame, ink: QColor, title: str) -> None:
    """Draw axes, grid, the words of both and the title of the values."""
    text, grid = QColor(ink), QColor(ink)
    grid.setAlphaF(_GRID_ALPHA)
    text.setAlphaF(_TEXT_ALPHA)
    metrics = QFontMetricsF(painter.font())
    line, plot = metrics.height(), frame.plot
    ticks = value_ticks(frame.low, frame.high, _most_values(plot.height(), line))
    step = ticks[1] - ticks[0] if len(ticks) > 1 else frame.high - frame.low
    for value in ticks:
        y = frame.y(value)
        painter.setPen(QPen(grid, 1))
        painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
        painter.setPen(text)
        room = QRectF(0, y - line / 2, plot.left() - line * 0.4, line)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(room, right, value_text(value, step))
    letter = metrics.horizontalAdvance("0")
    for when, words in time_ticks(frame.start, frame.end, plot.width() / letter):
        x = frame.x(when)
        if x + metrics.horizontalAdvance(words) / 2 > plot.right() + line * 0.5:
            continue  # the word of the last tick would be cut off
        painter.setPen(QPen(grid, 1))
        painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()))
        painter.setPen(text)
        wide = letter * (len(words) + 2)
        room = QRectF(x - wide / 2, plot.bottom() + line * 0.3, wide, line)
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, words)
    head = QRectF(plot.left(), plot.top() - line * 1.3, plot.width(), line)
    short = metrics.elidedText(title, Qt.TextElideMode.ElideRight, head.width())
    painter.drawText(head, Qt.AlignmentFlag.AlignLeft, short)


def _most_values(height: float, line: float) -> int:
    return max(2, int(height / (line * 2.2)))
