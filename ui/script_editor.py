"""The editor of own products: a script, the bands it may use, and its check."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.gui import QgsCodeEditorJavascript
from qgis.PyQt.QtCore import QSize, Qt, QTimer, pyqtSignal
from qgis.PyQt.QtGui import QKeySequence
from qgis.PyQt.QtWidgets import (
    QAction,
    QComboBox,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from .choices import choose, chosen, fill
from .script_header import ScriptHeader
from .script_result import ScriptResult

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .choices import Choices

_SETTLE_MS = 250
_OF_SCREEN = 0.9


class ScriptEditor(QDialog):  # type: ignore[misc]  # Qt has no types
    """A window of its own: to write a script while the dock stays at hand."""

    check_requested = pyqtSignal()
    stop_requested = pyqtSignal()
    use_requested = pyqtSignal()
    save_requested = pyqtSignal()
    discard_requested = pyqtSignal()
    collection_chosen = pyqtSignal()
    script_settled = pyqtSignal()
    """The text has changed, and nothing was typed for a moment."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self._is_checking = False
        # In the order of the Tab key: from left to right.
        self.collection_combo = QComboBox(self)
        self.collection_combo.setToolTip(
            self.tr("The script is checked with scenes of this collection")
        )
        self.bands_tree = self._tree()
        self.code = QgsCodeEditorJavascript(self)
        self.code.setAccessibleName(self.tr("Evalscript"))
        self.header = ScriptHeader(self)
        self.result = ScriptResult(self)
        self.check_button = self._button(self.tr("&Check"), self._on_check)
        self._check_text = self.check_button.text()
        self.discard_button = self._button(
            self.tr("&Discard changes"), self.discard_requested.emit
        )
        self.use_button = self._button(self.tr("Use &once"), self.use_requested.emit)
        self.save_button = self._button(self.tr("&Save"), self.save_requested.emit)
        self.close_button = self._button(self.tr("Close"), self.close)
        self.close_button.setToolTip(
            self.tr("Close the window; what is not saved is there again later")
        )
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLE_MS)
        self._settle.timeout.connect(self.script_settled)
        self._say_tips()
        self._lay_out()
        self._connect()
        # Qt itself would take two thirds of the screen at most.
        room = self.screen().availableSize() * _OF_SCREEN
        self.resize(self.sizeHint().boundedTo(room))

    @property
    def is_changed(self) -> bool:
        """Whether there is text that is neither saved nor discarded."""
        return bool(self.code.isModified())

    def script(self) -> str:
        """Return the text, with line ends as scripts have them."""
        return str(self.code.text()).replace("\r\n", "\n")

    def open_script(self, title: str, text: str) -> None:
        """Show another text; the old one is gone."""
        self.code.setText(text)
        self.code.setModified(False)
        self.setWindowTitle(self.tr("{title}[*] (evalscript)").format(title=title))
        self.show_fault(None, "")
        self.result.show_picture(None, "")
        self.result.say("", failed=False)
        self.result.note("")
        self.code.setFocus()
        self._settle.start(0)

    def change_script(self, text: str) -> None:
        """Show an edited text; it can be undone, and the cursor stays."""
        if text == self.script():
            return
        line, column = self.code.getCursorPosition()
        moved = text.count("\n") - self.script().count("\n")
        self.code.beginUndoAction()
        self.code.selectAll()
        self.code.replaceSelectedText(text)
        self.code.endUndoAction()
        self.code.setCursorPosition(max(0, line + moved), column)

    def mark_saved(self, title: str) -> None:
        """Note that the text is saved under a title."""
        self.code.setModified(False)
        self.setWindowTitle(self.tr("{title}[*] (evalscript)").format(title=title))

    def offer_collections(self, collections: Choices) -> None:
        """Offer ``(id, title)`` of what scripts are checked with."""
        fill(self.collection_combo, collections)

    def collection(self) -> str:
        """Return the id of the chosen collection."""
        return chosen(self.collection_combo)

    def choose_collection(self, name: str) -> None:
        """Choose a collection."""
        choose(self.collection_combo, name)

    def show_bands(self, bands: Iterable[tuple[str, str]]) -> None:
        """List bands with their units."""
        self.bands_tree.clear()
        for name, unit in bands:
            self.bands_tree.addTopLevelItem(QTreeWidgetItem([name, unit]))
        self.bands_tree.resizeColumnToContents(0)

    def show_fault(self, line: int | None, sentence: str) -> None:
        """Mark a line, counted from 1, with what is wrong there; None marks none."""
        self.code.clearWarnings()
        if line is not None and 1 <= line <= self.code.lines():
            self.code.addWarning(line - 1, sentence)
            self.code.setCursorPosition(line - 1, 0)
            self.code.ensureCursorVisible()

    def set_checking(self, checking: bool) -> None:
        """Show that a check is going, and that it can be stopped."""
        self._is_checking = checking
        self.check_button.setText(self.tr("Stop") if checking else self._check_text)

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's
        """Return room for a script of 80 columns beside its bands and its picture."""
        letter = self.fontMetrics().horizontalAdvance("0")
        return QSize(172 * letter, 44 * self.fontMetrics().height())

    def _on_check(self) -> None:
        if self._is_checking:
            self.stop_requested.emit()
        else:
            self.check_requested.emit()

    def _insert_band(self, item: QTreeWidgetItem) -> None:
        self.code.insertText(item.text(0))
        self.code.setFocus()

    def _connect(self) -> None:
        self.code.textChanged.connect(self._settle.start)
        self.code.modificationChanged.connect(self.setWindowModified)
        self.code.modificationChanged.connect(self.discard_button.setEnabled)
        self.discard_button.setEnabled(False)
        self.bands_tree.itemActivated.connect(lambda item, _: self._insert_band(item))
        self.collection_combo.currentIndexChanged.connect(
            lambda _: self.collection_chosen.emit()
        )
        for keys, act in (
            ("Ctrl+Return", self._on_check),
            (QKeySequence.StandardKey.Save, self.save_requested.emit),
        ):
            # Not QShortcut: Qt 6 has it in another module.
            action = QAction(self)
            action.setShortcut(QKeySequence(keys))
            action.triggered.connect(lambda _=False, act=act: act())
            self.addAction(action)

    def _say_tips(self) -> None:
        for button, tip in (
            (
                self.check_button,
                self.tr(
                    "Run the script over a few pixels on the local hub, as a run would"
                    " (Ctrl+Return); nothing is paid"
                ),
            ),
            (
                self.use_button,
                self.tr("Choose the script for the next run without saving it"),
            ),
            (
                self.save_button,
                self.tr("Keep the script among the own products (Ctrl+S)"),
            ),
            (
                self.discard_button,
                self.tr("Go back to what was saved, or to what the editor began with"),
            ),
        ):
            button.setToolTip(tip)

    def _tree(self) -> QTreeWidget:
        tree = QTreeWidget(self)
        tree.setHeaderLabels([self.tr("Band"), self.tr("Unit")])
        tree.setRootIsDecorated(False)
        tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        tree.setToolTip(self.tr("Double click writes the name into the script"))
        tree.setAccessibleName(self.tr("Bands of the collection"))
        return tree

    def _button(self, text: str, act: object) -> QPushButton:
        button = QPushButton(text, self)
        # Return belongs to the text.
        button.setAutoDefault(False)
        button.clicked.connect(lambda _=False: act())  # type: ignore[operator]  # a slot
        return button

    def _lay_out(self) -> None:
        left, right = QWidget(self), QWidget(self)
        bands = QVBoxLayout(left)
        bands.setContentsMargins(0, 0, 0, 0)
        label = QLabel(self.tr("Check &with"), left)
        label.setBuddy(self.collection_combo)
        bands.addWidget(label)
        bands.addWidget(self.collection_combo)
        bands.addWidget(self.bands_tree, 1)
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.header)
        column.addWidget(self.result, 1)
        splitter = QSplitter(self)
        splitter.setChildrenCollapsible(False)
        for number, (part, share) in enumerate(((left, 2), (self.code, 7), (right, 4))):
            splitter.addWidget(part)
            splitter.setStretchFactor(number, share)
        letter = self.fontMetrics().horizontalAdvance("0")
        splitter.setSizes([32 * letter, 88 * letter, 50 * letter])
        buttons = QHBoxLayout()
        buttons.addWidget(self.check_button)
        buttons.addStretch(1)
        for button in (
            *(self.discard_button, self.use_button, self.save_button),
            self.close_button,
        ):
            buttons.addWidget(button)
        whole = QGridLayout(self)
        whole.addWidget(splitter, 0, 0)
        whole.addLayout(buttons, 1, 0)
        whole.setRowStretch(0, 1)
