"""The page of runs: what was fetched before, and what can be done with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Callable

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QKeySequence, QStandardItem, QStandardItemModel
from qgis.PyQt.QtWidgets import (
    QAction,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListView,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from . import looks
from .button_lines import ButtonLines
from .limits_box import LimitsBox
from .run_rows import ROW, RunDelegate

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from qgis.PyQt.QtCore import QModelIndex
    from qgis.PyQt.QtGui import QShowEvent

    from .run_rows import RunRow

ADD, FOLDER, REPEAT, EXTEND, RETRY, UPDATE, REMOVE = (
    *("add", "folder", "repeat", "extend"),
    *("retry", "update", "remove"),
)
"""What can be done with a run."""
_COLUMNS = 2
_LEAST_LINES = 9
"""Of words that the list has room for."""


class RunsPage(QWidget):  # type: ignore[misc]  # Qt has no types
    """A list, a button for each thing that can be done, and limits."""

    wanted = pyqtSignal(str)
    """One of `ADD` … `REMOVE`, for the chosen run."""
    run_chosen = pyqtSignal()
    """Another run, or none."""
    find_requested = pyqtSignal()
    """A run folder that is not in the list shall be."""
    refresh_requested = pyqtSignal()
    undo_requested = pyqtSignal()
    """The link in the note was followed."""
    shown = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("runs_page")
        self._model = QStandardItemModel(self)
        self.run_view = QListView(self)
        self.note_label = QLabel(self)
        self.limits_box = LimitsBox(self)
        self.buttons: dict[str, QPushButton] = {}
        self._tools: list[QToolButton] = []
        self._dress()
        self._lay_out()
        self.set_rows(())
        self.set_note("")
        self.set_possible(())

    @property
    def key(self) -> str:
        """The key of the chosen run, empty for none."""
        row = self._chosen()
        return row.key if row is not None else ""

    def set_rows(self, rows: Sequence[RunRow]) -> None:
        """Show other runs; the chosen one stays if it is still among them."""
        before = self.key
        chosen = self.run_view.selectionModel()
        chosen.blockSignals(True)
        self._model.clear()
        for row in rows:
            item = QStandardItem(row.words)
            item.setData(row, ROW)
            item.setToolTip(row.tip)
            item.setEditable(False)
            self._model.appendRow(item)
        keys = [row.key for row in rows]
        if keys:
            number = keys.index(before) if before in keys else 0
            self.run_view.setCurrentIndex(self._model.index(number, 0))
        chosen.blockSignals(False)
        self.run_view.viewport().update()
        self._empty_label.setVisible(not rows)
        self.run_view.setVisible(bool(rows))
        self.run_chosen.emit()

    def choose(self, key: str) -> None:
        """Choose a run; one that is not in the list changes nothing."""
        for number in range(self._model.rowCount()):
            if self._model.item(number).data(ROW).key == key:
                self.run_view.setCurrentIndex(self._model.index(number, 0))

    def set_possible(self, names: Collection[str]) -> None:
        """Enable what can be done with the chosen run."""
        for name, button in self.buttons.items():
            button.setEnabled(name in names)

    def set_note(self, text: str, *, is_fault: bool = False) -> None:
        """Say something, as rich text; a link asks to undo; empty says nothing."""
        self.note_label.setStyleSheet(looks.ERROR if is_fault else looks.SUMMARY)
        self.note_label.setText(text)
        self.note_label.setVisible(bool(text))

    def set_busy(self, busy: bool) -> None:
        """Show that folders are being read or written."""
        self.run_view.setCursor(
            Qt.CursorShape.BusyCursor if busy else Qt.CursorShape.ArrowCursor
        )

    def showEvent(self, event: QShowEvent) -> None:
        """Tell that the page is visible."""
        super().showEvent(event)
        self.shown.emit()

    def _chosen(self) -> RunRow | None:
        index = self.run_view.currentIndex()
        row: RunRow | None = index.data(ROW) if index.isValid() else None
        return row

    def _dress(self) -> None:
        view = self.run_view
        view.setObjectName("run_view")
        view.setModel(self._model)
        view.setItemDelegate(RunDelegate(view))
        view.setAccessibleName(self.tr("Runs"))
        view.setToolTip(self.tr("Runs, newest first; Enter adds one to the map"))
        view.setUniformItemSizes(True)
        view.setMinimumHeight(_LEAST_LINES * view.fontMetrics().lineSpacing())
        view.setAlternatingRowColors(True)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        view.activated.connect(self._on_activated)
        view.selectionModel().currentChanged.connect(lambda *_: self.run_chosen.emit())
        self.note_label.setObjectName("note_label")
        self.note_label.setWordWrap(True)
        self.note_label.linkActivated.connect(lambda _: self.undo_requested.emit())
        self._empty_label = QLabel(
            self.tr("No runs yet: fetch a series, or open the folder of a run."), self
        )
        self._empty_label.setWordWrap(True)
        self._empty_label.setAlignment(Qt.AlignmentFlag.AlignCenter)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        title = QLabel(self.tr("&Runs"), self)
        title.setBuddy(self.run_view)
        top.addWidget(title, 1)
        top.addWidget(
            self._tool(
                "find_button",
                self.tr("Open a run folder …"),
                self.tr("Put the folder of a run into the list, wherever it is"),
                self.find_requested.emit,
            )
        )
        top.addWidget(
            self._tool(
                "refresh_button",
                self.tr("Refresh"),
                self.tr("Look into the folders again"),
                self.refresh_requested.emit,
            )
        )
        buttons = [self._button(*one) for one in self._actions()]
        content = QWidget(self)
        layout = QVBoxLayout(content)
        layout.addLayout(top)
        layout.addWidget(self.run_view, 1)
        layout.addWidget(self._empty_label, 1)
        layout.addWidget(self.note_label)
        layout.addWidget(ButtonLines(buttons, _COLUMNS, self))
        layout.addWidget(self.limits_box)
        # On a low screen the dock is lower than all of this.
        scroll = QScrollArea(self)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Tab goes to what it holds
        scroll.setWidget(content)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)
        box = self.limits_box
        order = (
            *(*self._tools, self.run_view, *self.buttons.values()),
            *(box.cloud_slider, box.cloud_spin),
            *(box.coverage_slider, box.coverage_spin, box.apply_button),
        )
        for one, other in zip(order, order[1:]):
            QWidget.setTabOrder(one, other)

    def _tool(
        self, name: str, text: str, tip: str, wish: Callable[[], None]
    ) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(name)
        button.setText(text)
        button.setToolTip(tip)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.clicked.connect(lambda: wish())
        self._tools.append(button)
        return button

    def _button(self, name: str, text: str, tip: str) -> QPushButton:
        button = QPushButton(text, self)
        button.setObjectName(f"{name}_button")
        button.setToolTip(tip)
        button.clicked.connect(lambda: self.wanted.emit(name))
        self.buttons[name] = button
        action = QAction(text, self.run_view)
        action.setToolTip(tip)
        action.triggered.connect(button.click)
        if name == REMOVE:
            action.setShortcut(QKeySequence(QKeySequence.StandardKey.Delete))
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.run_view.addAction(action)
        return button

    def _actions(self) -> tuple[tuple[str, str, str], ...]:
        return (
            (
                ADD,
                self.tr("Add to &map"),
                self.tr("Show the images and tables of the run as layers"),
            ),
            (
                FOLDER,
                self.tr("&Open folder"),
                self.tr("Show the files of the run"),
            ),
            (
                REPEAT,
                self.tr("Repeat with &new dates"),
                self.tr("Ask for the same again on the page Series"),
            ),
            (
                EXTEND,
                self.tr("E&xtend to today"),
                self.tr("Fetch the slots since, into the same folder"),
            ),
            (
                RETRY,
                self.tr("Retry &failed"),
                self.tr("Fetch the slots again that failed or were not fetched"),
            ),
            (
                UPDATE,
                self.tr("&Update images"),
                self.tr(
                    "Fetch the images anew whose scenes the provider has changed since"
                ),
            ),
            (
                REMOVE,
                self.tr("Remove from &list"),
                self.tr("Forget the run here; its files stay where they are"),
            ),
        )

    def _on_activated(self, _: QModelIndex) -> None:
        if self.buttons[ADD].isEnabled():
            self.wanted.emit(ADD)
