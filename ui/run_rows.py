"""Rows of the list of runs: three lines of words and a bar of states."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qgis.PyQt.QtCore import QRectF, QSize, Qt
from qgis.PyQt.QtGui import QColor, QFontMetrics, QPalette
from qgis.PyQt.QtWidgets import QApplication, QStyle, QStyledItemDelegate

if TYPE_CHECKING:
    from qgis.PyQt.QtCore import QModelIndex
    from qgis.PyQt.QtGui import QPainter

COLOURS = {
    "complete": "#40a05a",
    "partial": "#dea01e",
    "empty": "#9aa0a6",
    "rejected": "#9b6fb0",
    "failed": "#d64541",
    "stopped": "#6f7a86",
}
"""Of the states of a slot; middle tones, for light and dark themes."""
ROW = Qt.ItemDataRole.UserRole
_MARGIN, _BAR, _GAP = 6, 5, 2
_LINES = 3
_PALE = 0.75
_Role = QPalette.ColorRole


@dataclass(frozen=True)
class RunRow:
    """What the list shows of one run."""

    key: str
    """The folder."""
    title: str
    lines: tuple[str, str]
    """When, and how it ended."""
    states: tuple[tuple[str, int], ...]
    """Number of slots by state."""
    tip: str
    """All of it, as rich text."""
    stamp: str = ""
    """When it was fetched, at the end of the last line."""
    is_broken: bool = False

    @property
    def words(self) -> str:
        """All of it, for those who hear it."""
        return ". ".join(filter(None, (self.title, *self.lines, self.stamp)))


class RunDelegate(QStyledItemDelegate):  # type: ignore[misc]  # Qt has no types
    """Draws rows; sizes follow the font, colours the palette."""

    def sizeHint(self, option: Any, index: QModelIndex) -> QSize:  # noqa: ANN401, ARG002, N802  Qt's
        """Return the room of a row."""
        line = QFontMetrics(option.font).height()
        room = 2 * _MARGIN + _BAR + _LINES * _GAP
        return QSize(12 * line, _LINES * line + room)

    def paint(self, painter: QPainter, option: Any, index: QModelIndex) -> None:  # noqa: ANN401  Qt's
        """Draw background, words and bar."""
        widget = option.widget
        style = widget.style() if widget else QApplication.style()
        panel = QStyle.PrimitiveElement.PE_PanelItemViewItem
        style.drawPrimitive(panel, option, painter, widget)
        painter.save()
        row: RunRow = index.data(ROW)
        box = QRectF(option.rect).adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        rest = _draw_words(painter, option, row, box)
        _draw_bar(painter, row, rest)
        painter.restore()


def _draw_words(painter: QPainter, option: Any, row: RunRow, box: QRectF) -> QRectF:  # noqa: ANN401  Qt's
    """Draw the lines; return what is left below them."""
    is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
    role = _Role.HighlightedText if is_selected else _Role.Text
    colour = QColor(option.palette.color(role))
    for number, text in enumerate((row.title, *row.lines)):
        font = option.font
        font.setBold(number == 0)
        painter.setFont(font)
        metrics = QFontMetrics(font)
        # A selected row has its own ground, on which some themes' text is pale already.
        is_pale = (number or row.is_broken) and not is_selected
        colour.setAlphaF(_PALE if is_pale else 1.0)
        painter.setPen(colour)
        line = QRectF(box.left(), box.top(), box.width(), metrics.height())
        if number == len(row.lines) and row.stamp:
            painter.drawText(line, Qt.AlignmentFlag.AlignRight, row.stamp)
            line.setWidth(line.width() - metrics.horizontalAdvance(f"{row.stamp}  "))
        short = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(line.width()))
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft, short)
        box = box.adjusted(0, metrics.height() + _GAP, 0, 0)
    return box


def _draw_bar(painter: QPainter, row: RunRow, box: QRectF) -> None:
    total = sum(count for _, count in row.states)
    left = box.left()
    for state, count in row.states:
        width = box.width() * count / total
        part = QRectF(left, box.bottom() - _BAR + 1, width, _BAR)
        painter.fillRect(part, QColor(COLOURS.get(state, COLOURS["empty"])))
        left += width
