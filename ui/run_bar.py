"""The bar of a run: what goes on, beside the form that asks for the next one."""

from __future__ import annotations

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)


class RunBar(QWidget):  # type: ignore[misc]  # Qt has no types
    """A sentence, a progress bar, Cancel and Details; hidden without a run."""

    cancel_requested = pyqtSignal()
    details_requested = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("run_bar")
        self.label = QLabel(self)
        self.label.setWordWrap(True)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.progress_bar = QProgressBar(self)
        self.progress_bar.setAccessibleName(self.tr("Progress of the run"))
        self.progress_bar.setToolTip(self.tr("How much of the run is done."))
        self.cancel_button = QPushButton(self.tr("Cancel"), self)
        self.cancel_button.setToolTip(self.tr("End the run; what has come stays."))
        self.details_button = QPushButton(self.tr("Details"), self)
        self.details_button.setToolTip(
            self.tr("Show every slot of the run, and what happened.")
        )
        self.cancel_button.clicked.connect(lambda: self.cancel_requested.emit())
        self.details_button.clicked.connect(lambda: self.details_requested.emit())
        words, row = QHBoxLayout(), QHBoxLayout()
        words.addWidget(self.label, 1)
        words.addWidget(self.details_button)
        row.addWidget(self.progress_bar, 1)
        row.addWidget(self.cancel_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(words)
        column.addLayout(row)
        self.hide()

    def set_run(self, title: str, sentence: str, percent: int | None) -> None:
        """Show a run.

        Args:
            title: of the run.
            sentence: what it does, or how it ended; empty shows nothing.
            percent: done; None when it has ended.
        """
        self.label.setText(sentence)
        self.label.setToolTip(title)
        is_going = percent is not None
        self.progress_bar.setVisible(is_going)
        self.cancel_button.setVisible(is_going)
        self.progress_bar.setValue(percent or 0)
        self.setVisible(bool(sentence))
