"""The drawing of a chart's lines, spreads, points and gaps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.PyQt.QtCore import QLineF, QPointF, QRectF, Qt
from qgis.PyQt.QtGui import QBrush, QColor, QPainter, QPen, QPolygonF

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .chart_frame import Frame
    from .chart_values import ChartLine, ChartPoint

LINES = ("#3f88c5", "#d2691e", "#5b9c3e", "#a65fc4", "#c9a227", "#2aa198", "#d0557a")
"""Colours of lines: middle tones, to be read on light and on dark."""
_SPREAD_ALPHA, _GAP_ALPHA, _MARK_ALPHA = 0.22, 0.55, 0.5
_RADIUS, _LEAST_RADIUS, _LINE = 4.0, 2.0, 1.6
_ROOM = 5.0
"""Across, for each point; with less of it they are drawn small."""


def colour_of(number: int) -> QColor:
    """Return the colour of a line."""
    return QColor(LINES[number % len(LINES)])


def draw_line(
    painter: QPainter,
    frame: Frame,
    line: ChartLine,
    number: int,
    inks: tuple[QColor, QColor],
    looks: tuple[bool, bool],
) -> None:
    """Draw a line with its points; gaps are drawn at the foot.

    Args:
        painter: of the chart.
        frame: of its axes.
        line: to draw.
        number: of the line, for its colour.
        inks: of text and of the ground.
        looks: whether the spread around the values is drawn, and whether the line
            passes hollow points.
    """
    ink, ground = inks
    has_spread, skips_hollow = looks
    colour = colour_of(number)
    if has_spread:
        _draw_spreads(painter, frame, line, colour, skips_hollow=skips_hollow)
    joints: dict[bool, list[QLineF]] = {False: [], True: []}
    for part in line.parts:
        for one, other, is_bridge in _pairs(part, frame, skips_hollow=skips_hollow):
            joints[is_bridge].append(QLineF(one, other))
    for is_bridge, joined in joints.items():
        style = Qt.PenStyle.DotLine if is_bridge else Qt.PenStyle.SolidLine
        painter.setPen(QPen(colour, _LINE, style))
        painter.drawLines(joined)
    _draw_points(painter, frame, line, colour, ground)
    _draw_gaps(painter, frame, line, ink)


def draw_current(painter: QPainter, frame: Frame, place: QPointF, ink: QColor) -> None:
    """Mark the current entry by a ring and a line through its time."""
    colour = QColor(ink)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colour, 1.4))
    painter.drawEllipse(place, _RADIUS + 3, _RADIUS + 3)
    colour.setAlphaF(_MARK_ALPHA)
    painter.setPen(QPen(colour, 1, Qt.PenStyle.DashLine))
    plot, x = frame.plot, place.x()
    painter.drawLine(QPointF(x, plot.top()), QPointF(x, place.y() - _RADIUS - 3))
    if place.y() + _RADIUS < plot.bottom():
        painter.drawLine(QPointF(x, place.y() + _RADIUS + 3), QPointF(x, plot.bottom()))


def draw_empty(painter: QPainter, box: QRectF, ink: QColor, message: str) -> None:
    """Say something in place of lines."""
    painter.setPen(ink)
    wrapped = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
    painter.drawText(box.adjusted(12, 12, -12, -12), wrapped, message)


def _pairs(
    part: tuple[ChartPoint, ...], frame: Frame, *, skips_hollow: bool
) -> Iterator[tuple[QPointF, QPointF, bool]]:
    """Yield the places that are joined, and whether others lie between them."""
    chosen = [
        (number, frame.place(point.when, point.value))
        for number, point in enumerate(part)
        if not (skips_hollow and point.is_hollow)
    ]
    for (first, one), (second, other) in zip(chosen, chosen[1:]):
        yield one, other, second - first > 1


def _stretches(
    part: tuple[ChartPoint, ...], *, skips_hollow: bool
) -> Iterator[list[ChartPoint]]:
    """Yield the points between those that are passed over."""
    stretch: list[ChartPoint] = []
    for point in part:
        if skips_hollow and point.is_hollow:
            yield stretch
            stretch = []
        else:
            stretch.append(point)
    yield stretch


def _draw_points(
    painter: QPainter, frame: Frame, line: ChartLine, colour: QColor, ground: QColor
) -> None:
    """Draw points at once: there may be thousands."""
    solid, round_cap = Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap
    whole = [frame.place(one.when, one.value) for one in line.points]
    inner = [frame.place(one.when, one.value) for one in line.points if one.is_hollow]
    is_crowded = len(whole) * _ROOM > frame.plot.width()
    radius = _LEAST_RADIUS if is_crowded else _RADIUS
    # In place of what is there: some themes have a ground that lets all through.
    over, instead = (
        QPainter.CompositionMode.CompositionMode_SourceOver,
        QPainter.CompositionMode.CompositionMode_Source,
    )
    for places, width, paint, mode in (
        (whole, 2 * radius + _LINE, colour, over),
        (inner, 2 * radius - _LINE, ground, instead),
    ):
        painter.setCompositionMode(mode)
        painter.setPen(QPen(QBrush(paint), width, solid, round_cap))
        painter.drawPoints(QPolygonF(places))
    painter.setCompositionMode(over)


def _draw_spreads(
    painter: QPainter,
    frame: Frame,
    line: ChartLine,
    colour: QColor,
    *,
    skips_hollow: bool,
) -> None:
    """Draw the spread around points, as a shape where several follow each other."""
    pale = QColor(colour)
    pale.setAlphaF(_SPREAD_ALPHA)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(pale))
    lone = []
    for part in line.parts:
        for stretch in _stretches(part, skips_hollow=skips_hollow):
            told = [point for point in stretch if point.low is not None]
            upper = [frame.place(one.when, float(one.high or 0.0)) for one in told]
            lower = [frame.place(one.when, float(one.low or 0.0)) for one in told]
            if len(told) == 1:
                lone.append(QLineF(lower[0], upper[0]))
            elif told:
                painter.drawPolygon(QPolygonF([*upper, *reversed(lower)]))
    solid, flat = Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap
    painter.setPen(QPen(QBrush(pale), 2 * _RADIUS, solid, flat))
    painter.drawLines(lone)


def _draw_gaps(painter: QPainter, frame: Frame, line: ChartLine, ink: QColor) -> None:
    """Draw a small cross at the foot of the plot for each time without value."""
    colour = QColor(ink)
    colour.setAlphaF(_GAP_ALPHA)
    painter.setPen(QPen(colour, 1.2))
    half = _RADIUS * 0.75
    for gap in line.gaps:
        x, y = frame.x(gap.when), frame.plot.bottom() - half - 1
        painter.drawLine(QPointF(x - half, y - half), QPointF(x + half, y + half))
        painter.drawLine(QPointF(x - half, y + half), QPointF(x + half, y - half))
