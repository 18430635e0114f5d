"""Where to save: the question of a file dialog, and one before others are replaced."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Callable

from qgis.PyQt.QtCore import QCoreApplication, QObject, pyqtSignal
from qgis.PyQt.QtWidgets import QFileDialog, QMessageBox

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qgis.PyQt.QtWidgets import QWidget

_LISTED = 5

translate = QCoreApplication.translate


class SaveQuestion(QObject):  # type: ignore[misc]  # Qt has no types
    """Asks for a file or a folder, without holding up QGIS.

    The dialog itself asks before it names a file that exists. More files may be
    written beside it: before those are replaced there is a second question.
    """

    answered = pyqtSignal(str)
    """The path; empty for a no. Said once."""

    def __init__(
        self,
        window: QWidget,
        title: str,
        suggested: Path,
        others: Callable[[Path], Sequence[Path]],
        pattern: str = "",
    ) -> None:
        """Prepare the dialog.

        Args:
            window: that the dialog belongs to.
            title: of the dialog.
            suggested: what is chosen at first; its folder should exist.
            others: what else would be written if a path were chosen.
            pattern: of a file, such as ``PDF (*.pdf)``; empty asks for a folder.
        """
        super().__init__(window)
        self._window = window
        self._title = title
        self._others = others
        self.dialog = QFileDialog(window, title, str(suggested.parent), pattern)
        self.dialog.setObjectName("scene_slots_save_dialog")
        if pattern:
            self.dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
            self.dialog.setFileMode(QFileDialog.FileMode.AnyFile)
            self.dialog.setDefaultSuffix(suggested.suffix.lstrip("."))
            self.dialog.selectFile(suggested.name)
        else:
            self.dialog.setFileMode(QFileDialog.FileMode.Directory)
            self.dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        self.dialog.fileSelected.connect(self._on_selected)
        self.dialog.rejected.connect(lambda: self._answer(""))

    def ask(self) -> None:
        """Show the dialog."""
        self.dialog.open()

    def _on_selected(self, name: str) -> None:
        there = [path.name for path in self._others(Path(name)) if path.exists()]
        if not there:
            self._answer(name)
            return
        listed = ", ".join(there[:_LISTED]) + (" …" if len(there) > _LISTED else "")
        text = translate("SceneSlots", "Files exist there already: {names}. Replace?")
        box = QMessageBox(
            QMessageBox.Icon.Question,
            self._title,
            text.format(names=listed),
            QMessageBox.StandardButton.Yes | QMessageBox.StandardButton.No,
            self._window,
        )
        box.setObjectName("scene_slots_replace_box")
        box.setDefaultButton(QMessageBox.StandardButton.No)
        yes = QMessageBox.StandardButton.Yes
        box.finished.connect(lambda code: self._answer(name if code == yes else ""))
        box.finished.connect(lambda _: box.deleteLater())
        box.open()

    def _answer(self, name: str) -> None:
        self.answered.emit(name)
        self.dialog.deleteLater()
        self.deleteLater()
