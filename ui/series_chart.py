"""The chart of a series: a small widget that draws lines, spreads, points and gaps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.PyQt.QtCore import QEvent, QPointF, QRectF, QSize, Qt, pyqtSignal
from qgis.PyQt.QtGui import QPainter, QPalette, QPixmap
from qgis.PyQt.QtWidgets import QFrame, QLabel, QToolTip

from .chart_drawing import draw_current, draw_empty, draw_line
from .chart_frame import draw_frame, make_frame
from .chart_values import ChartPoint
from .inks import ink_on

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qgis.PyQt.QtGui import QColor, QKeyEvent, QMouseEvent, QPaintEvent
    from qgis.PyQt.QtWidgets import QWidget

    from .chart_frame import Frame
    from .chart_values import ChartEntry, ChartLine

_REACH = 24
"""Pixels at which a mouse still means an entry."""
_Key = Qt.Key


class SeriesChart(QLabel):  # type: ignore[misc]  # Qt has no types
    """Draws lines over time; one of their entries is the current one.

    It is a label, because themes that are style sheets tell the colour of text to
    labels alone.
    """

    entry_hovered = pyqtSignal(str)
    """The words of what the mouse is over, else of the current entry."""
    point_activated = pyqtSignal(str)
    """The key of a point that was clicked, or entered by keyboard."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("series_chart")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Chart of values over time"))
        self._lines: tuple[ChartLine, ...] = ()
        self._title = ""
        self._message = ""
        self._has_spread = True
        self._skips_hollow = False
        self._line = 0
        self._current: ChartEntry | None = None
        self._box = QRectF()
        self._known: Frame | None = None
        """For the size of the box."""
        self._places: list[tuple[QPointF, ChartEntry]] = []
        self._picture: QPixmap | None = None
        self._drawn_in: tuple[str, str, float] | None = None

    @property
    def current(self) -> ChartEntry | None:
        """The entry that is marked."""
        return self._current

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's
        """Return a size at which the words can be read."""
        line = self.fontMetrics().height()
        return QSize(24 * line, 14 * line)

    def minimumSizeHint(self) -> QSize:  # noqa: N802  Qt's
        """Return the least size, for narrow docks."""
        line = self.fontMetrics().height()
        return QSize(12 * line, 9 * line)

    def set_lines(self, lines: Sequence[ChartLine], title: str) -> None:
        """Show other lines; the current key stays current if it is among them."""
        key = self._current.key if self._current else ""
        self._lines, self._title, self._message = tuple(lines), title, ""
        self._line = min(self._line, max(0, len(self._lines) - 1))
        self._current = self._find(key)
        self._draw_anew()

    def set_message(self, text: str) -> None:
        """Say something in place of lines."""
        self._lines, self._message, self._current = (), text, None
        self._draw_anew()

    def set_looks(self, *, has_spread: bool, skips_hollow: bool) -> None:
        """Choose whether spreads are drawn, and whether lines pass hollow points."""
        self._has_spread, self._skips_hollow = has_spread, skips_hollow
        self._draw_anew()

    def choose(self, key: str) -> None:
        """Mark the entry with a key; one that is not there changes nothing."""
        found = self._find(key)
        if found is not None:
            self._mark(found)

    def step(self, count: int) -> None:
        """Mark an entry further on in the line, counted from its end if none was."""
        entries = self._entries()
        if not entries:
            return
        if self._current in entries:
            number = entries.index(self._current)
        else:
            number = -1 if count > 0 else len(entries)
        self._mark(entries[max(0, min(number + count, len(entries) - 1))])

    def activate(self) -> None:
        """Ask for the image of the marked point."""
        if isinstance(self._current, ChartPoint):
            self.point_activated.emit(self._current.key)

    def entry_at(self, place: QPointF) -> ChartEntry | None:
        """Return what the chart shows near a place."""
        frame = self._frame()
        if frame is None:
            return None
        # Across first, then up and down: it is a time that is meant.
        near = [
            (abs(at.x() - place.x()), abs(at.y() - place.y()), number)
            for number, (at, _) in enumerate(self._places)
            if abs(at.x() - place.x()) <= _REACH
        ]
        return self._places[min(near)[2]][1] if near else None

    def place_of(self, entry: ChartEntry) -> QPointF:
        """Return where an entry is drawn."""
        frame = self._frame()
        return QPointF() if frame is None else _place(entry, frame)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the lines, once for each size and theme, and the mark above them."""
        super().paintEvent(event)
        ground = self.palette().color(QPalette.ColorRole.Base)
        ink = ink_on(ground, self.palette().color(self.foregroundRole()))
        frame, key = (
            self._frame(),
            (ink.name(), ground.name(), self.devicePixelRatioF()),
        )
        if self._picture is None or key != self._drawn_in:
            self._drawn_in, self._picture = key, self._draw(frame, ink, ground)
        painter = QPainter(self)
        painter.setClipRect(self.contentsRect())
        painter.drawPixmap(QPointF(), self._picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._current is not None and frame is not None:
            draw_current(painter, frame, self.place_of(self._current), ink)

    def event(self, event: QEvent) -> bool:
        """Show the tip of what the mouse is over."""
        if event.type() == QEvent.Type.ToolTip:
            entry = self.entry_at(QPointF(event.pos()))
            if entry is not None:
                QToolTip.showText(event.globalPos(), entry.tip, self)
                return True
        return bool(super().event(event))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell what the mouse is over."""
        entry = self.entry_at(QPointF(event.pos()))
        self.setCursor(
            Qt.CursorShape.PointingHandCursor
            if isinstance(entry, ChartPoint)
            else Qt.CursorShape.ArrowCursor
        )
        told = entry or self._current
        self.entry_hovered.emit(told.words if told else "")

    def leaveEvent(self, event: QEvent) -> None:
        """Tell of the current entry again."""
        super().leaveEvent(event)
        self.entry_hovered.emit(self._current.words if self._current else "")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Mark what was clicked, and ask for its image."""
        super().mousePressEvent(event)
        entry = self.entry_at(QPointF(event.pos()))
        if entry is not None and event.button() == Qt.MouseButton.LeftButton:
            for number, line in enumerate(self._lines):
                if entry in line.entries:
                    self._line = number
                    break
            self._mark(entry)
            self.activate()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step through the entries, from line to line, or ask for the image."""
        steps = {_Key.Key_Left: -1, _Key.Key_Right: 1}
        far = {_Key.Key_Home: -1, _Key.Key_End: 1}
        key = event.key()
        if key in steps:
            self.step(steps[key])
        elif key in far:
            self.step(far[key] * max(1, len(self._entries())))
        elif key in (_Key.Key_Up, _Key.Key_Down) and len(self._lines) > 1:
            self._change_line(1 if key == _Key.Key_Down else -1)
        elif key in (_Key.Key_Return, _Key.Key_Enter, _Key.Key_Space):
            self.activate()
        else:
            super().keyPressEvent(event)

    def _change_line(self, count: int) -> None:
        self._line = (self._line + count) % len(self._lines)
        found = self._find(self._current.key if self._current else "")
        if found is not None:
            self._mark(found)

    def _mark(self, entry: ChartEntry) -> None:
        self._current = entry
        self.setAccessibleDescription(entry.words)
        self.entry_hovered.emit(entry.words)
        self.update()

    def _entries(self) -> tuple[ChartEntry, ...]:
        return self._lines[self._line].entries if self._lines else ()

    def _find(self, key: str) -> ChartEntry | None:
        return next((one for one in self._entries() if one.key == key), None)

    def _draw(self, frame: Frame | None, ink: QColor, ground: QColor) -> QPixmap:
        """Return a picture of all that the mouse does not change."""
        ratio = self.devicePixelRatioF()
        picture = QPixmap(self.size() * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(ground)
        painter = QPainter(picture)
        painter.setFont(self.font())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if frame is None:
            draw_empty(painter, QRectF(self.contentsRect()), ink, self._message)
        else:
            draw_frame(painter, frame, ink, self._title)
            looks = (self._has_spread, self._skips_hollow)
            for number, line in enumerate(self._lines):
                draw_line(painter, frame, line, number, (ink, ground), looks)
        painter.end()
        return picture

    def _frame(self) -> Frame | None:
        """Return the frame for the size that the chart has now."""
        box = QRectF(self.contentsRect())
        if box != self._box:
            self._box, self._picture = box, None
            self._known = make_frame(
                self._lines, box, self.font(), has_spread=self._has_spread
            )
            self._places = _places(self._lines, self._known)
        return self._known

    def _draw_anew(self) -> None:
        self._box = QRectF()
        self.update()


def _places(
    lines: Sequence[ChartLine], frame: Frame | None
) -> list[tuple[QPointF, ChartEntry]]:
    if frame is None:
        return []
    return [(_place(one, frame), one) for line in lines for one in line.entries]


def _place(entry: ChartEntry, frame: Frame) -> QPointF:
    value = entry.value if isinstance(entry, ChartPoint) else frame.low
    return frame.place(entry.when, value)
