"""The strip of slots: a cell for each, to be read, excluded and looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.PyQt.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, pyqtSignal
from qgis.PyQt.QtGui import QFontMetricsF, QPainter, QPalette, QTextOption
from qgis.PyQt.QtWidgets import (
    QLabel,
    QMenu,
    QScrollArea,
    QSizePolicy,
    QToolTip,
    QWidget,
)

from .slot_cell import STATES, paint_cell
from .slot_rows import Rows, arrange

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qgis.PyQt.QtGui import (
        QContextMenuEvent,
        QHelpEvent,
        QKeyEvent,
        QMouseEvent,
        QPaintEvent,
        QResizeEvent,
    )

    from .slot_cell import SlotCell

_LEAST_WIDTH = 120
_WITHOUT_IMAGE = ("fetching", "failed", "stopped", "nothing")


class SlotStrip(QWidget):  # type: ignore[misc]  # Qt has no types
    """Cells in rows; arrow keys move, Enter or Space acts, X excludes."""

    exclude_toggled = pyqtSignal(str)
    """The slot of this name is to be left out, or asked for again."""
    include_all_requested = pyqtSignal()
    slot_activated = pyqtSignal(str)
    """The image of this slot is to be shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("slot_strip")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Slots"))
        self._cells: tuple[SlotCell, ...] = ()
        self._rows = Rows((), (), 0.0)
        self._current = 0
        # Themes that are style sheets give labels their colour, and no other widget.
        self._label = QLabel(self)
        self._label.hide()

    @property
    def cells(self) -> tuple[SlotCell, ...]:
        """What is shown."""
        return self._cells

    @property
    def current(self) -> str:
        """Name of the slot that the keyboard is at, empty without slots."""
        return self._cells[self._current].name if self._cells else ""

    def set_cells(self, cells: Iterable[SlotCell]) -> None:
        """Show other slots, or other looks; the current one stays if it is there."""
        current, before = self.current, self._cells
        self._cells = tuple(cells)
        if [_place(cell) for cell in before] == [_place(cell) for cell in self._cells]:
            self._redraw(before)
            return
        names = [cell.name for cell in self._cells]
        self._current = names.index(current) if current in names else 0
        self._arrange()
        self._tell()

    def box_of(self, name: str) -> QRectF:
        """Return where the cell of a slot lies, empty if there is none."""
        for cell, box in zip(self._cells, self._rows.boxes):
            if cell.name == name:
                return QRectF(box)
        return QRectF()

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's
        """Return a width for which rows need not be broken, if there is room."""
        return QSize(2 * _LEAST_WIDTH, round(self._rows.height))

    def minimumSizeHint(self) -> QSize:  # noqa: N802  Qt's
        """Return a width that narrow docks have."""
        return QSize(_LEAST_WIDTH, round(self._rows.height))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the rows anew."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        """Follow another font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw headings and cells."""
        painter = QPainter(self)
        self._label.ensurePolished()
        palette = self._label.palette()
        painter.setPen(palette.color(QPalette.ColorRole.WindowText))
        for heading in self._rows.headings:
            side = Qt.AlignmentFlag.AlignLeft
            if heading.is_column:
                side = Qt.AlignmentFlag.AlignHCenter
            option = QTextOption(Qt.AlignmentFlag.AlignVCenter | side)
            option.setWrapMode(QTextOption.WrapMode.NoWrap)
            painter.drawText(heading.box, heading.text, option)
        dirty = QRectF(event.rect())
        for number, (cell, box) in enumerate(zip(self._cells, self._rows.boxes)):
            if box.intersects(dirty):
                is_current = number == self._current and self.hasFocus()
                paint_cell(painter, box, cell.look, palette, is_current=is_current)

    def event(self, event: QEvent) -> bool:
        """Show what is known of the cell under the mouse."""
        if event.type() == QEvent.Type.ToolTip:
            self._show_tip(event)
            return True
        return bool(super().event(event))

    def focusInEvent(self, event: QEvent) -> None:
        """Say where the keyboard is."""
        super().focusInEvent(event)
        self._tell()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Move to a cell, and act on it."""
        number = self._at(event.pos())
        if number is None or event.button() != Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        self._move(number)
        self._act()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move among the cells, or act on the current one."""
        key = event.key()
        if self._cells and key in _STEPS:
            self._move(self._current + _STEPS[key])
            self._reveal()
        elif self._cells and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._move(self._beside(down=key == Qt.Key.Key_Down))
            self._reveal()
        elif self._cells and key in _ACTIONS:
            self._act()
        elif self._cells and key in (Qt.Key.Key_X, Qt.Key.Key_Delete):
            self.exclude_toggled.emit(self.current)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer all that can be done with a slot."""
        number = self._at(event.pos())
        if number is not None:
            self._move(number)
        if self._cells:
            place = self.mapToGlobal(self.box_of(self.current).center().toPoint())
            self.menu().exec(event.globalPos() if number is not None else place)

    def menu(self) -> QMenu:
        """Return what can be done with the current slot."""
        cell = self._cells[self._current]
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addSection(cell.name)
        shows = menu.addAction(self.tr("Show the image"))
        shows.setEnabled(cell.look in STATES and cell.look not in _WITHOUT_IMAGE)
        shows.triggered.connect(lambda: self.slot_activated.emit(cell.name))
        is_out = cell.look == "excluded"
        text = self.tr("Ask for this slot") if is_out else self.tr("Leave out")
        toggles = menu.addAction(text)
        toggles.triggered.connect(lambda: self.exclude_toggled.emit(cell.name))
        includes = menu.addAction(self.tr("Ask for all slots"))
        includes.setEnabled(any(one.look == "excluded" for one in self._cells))
        includes.triggered.connect(lambda: self.include_all_requested.emit())
        return menu

    def _redraw(self, before: tuple[SlotCell, ...]) -> None:
        """Draw the cells that look otherwise than before; their places are the same."""
        for old, new, box in zip(before, self._cells, self._rows.boxes):
            if old.look != new.look:
                self.update(box.toAlignedRect().adjusted(-1, -1, 1, 1))
        if before and before[self._current] != self._cells[self._current]:
            self._say_current()

    def _act(self) -> None:
        cell = self._cells[self._current]
        if cell.look in STATES:
            self.slot_activated.emit(cell.name)
        else:
            self.exclude_toggled.emit(cell.name)

    def _move(self, number: int) -> None:
        self._current = min(max(number, 0), len(self._cells) - 1)
        self._tell()

    def _beside(self, *, down: bool) -> int:
        """Return the nearest cell of the next line up or down."""
        boxes = self._rows.boxes
        here = boxes[self._current].center()
        far = [
            (abs(box.center().y() - here.y()), abs(box.center().x() - here.x()), number)
            for number, box in enumerate(boxes)
            if (
                box.center().y() > here.y() + 1
                if down
                else box.center().y() < here.y() - 1
            )
        ]
        return min(far)[2] if far else self._current

    def _reveal(self) -> None:
        """Scroll to the current cell, where the strip is longer than its page."""
        page = self.parentWidget()
        while page is not None and not isinstance(page, QScrollArea):
            page = page.parentWidget()
        if page is not None:
            box = self._rows.boxes[self._current]
            place = self.mapTo(page.widget(), box.center().toPoint())
            page.ensureVisible(place.x(), place.y(), 0, round(2 * box.height()))

    def _tell(self) -> None:
        """Say the current cell to screen readers, and draw anew."""
        self._say_current()
        self.update()

    def _say_current(self) -> None:
        if self._cells:
            text = self.tr("{number} of {count}: {words}").format(
                number=self._current + 1,
                count=len(self._cells),
                words=self._cells[self._current].words,
            )
            self.setAccessibleDescription(text)

    def _arrange(self) -> None:
        font = QFontMetricsF(self.font())
        self._rows = arrange(self._cells, float(self.width()), font)
        self.setFixedHeight(round(self._rows.height))
        self.updateGeometry()
        self.update()

    def _at(self, point: QPoint) -> int | None:
        here = QPointF(point)
        for number, box in enumerate(self._rows.boxes):
            if box.adjusted(-1, -1, 1, 1).contains(here):
                return number
        return None

    def _show_tip(self, event: QHelpEvent) -> None:
        number = self._at(event.pos())
        if number is None:
            QToolTip.hideText()
            return
        box = self._rows.boxes[number].toAlignedRect()
        QToolTip.showText(event.globalPos(), self._cells[number].words, self, box)


def _place(cell: SlotCell) -> tuple[str, str, int, str]:
    return cell.name, cell.row, cell.column, cell.label


_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Home: -10_000,
    Qt.Key.Key_End: 10_000,
}
_ACTIONS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
