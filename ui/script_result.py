"""What a check of a script found: a picture, a sentence, and notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.PyQt.QtCore import QSize, Qt
from qgis.PyQt.QtGui import QPixmap
from qgis.PyQt.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from . import looks

if TYPE_CHECKING:
    from qgis.PyQt.QtGui import QImage, QResizeEvent

_SIDE = 180


class ScriptResult(QWidget):  # type: ignore[misc]  # Qt has no types
    """The right side of the editor; empty until the first check."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture: QPixmap | None = None
        self.picture_label = QLabel(self)
        self.picture_label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.picture_label.setMinimumSize(QSize(_SIDE, _SIDE))
        self.picture_label.setSizePolicy(
            QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored
        )
        self.said_label = self._label()
        self.note_label = self._label()
        self.note_label.setStyleSheet(looks.NOTE)
        self.adds_label = self._label()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.picture_label, 1)
        for label in (self.said_label, self.note_label, self.adds_label):
            column.addWidget(label)
        self.say("", failed=False)
        self.note("")

    def show_picture(self, image: QImage | None, tip: str) -> None:
        """Show the image that the script made, None for none."""
        self._picture = None if image is None else QPixmap.fromImage(image)
        self.picture_label.setToolTip(tip)
        self.picture_label.setAccessibleName(tip)
        self._fit()

    def say(self, sentence: str, *, failed: bool) -> None:
        """Say how the check ended."""
        self.said_label.setStyleSheet(looks.ERROR if failed else looks.SUMMARY)
        self.said_label.setText(sentence)
        self.said_label.setVisible(bool(sentence))

    def note(self, text: str) -> None:
        """Warn of something, or of nothing."""
        self.note_label.setText(text)
        self.note_label.setVisible(bool(text))

    def explain(self, text: str) -> None:
        """Tell what the plugin adds to the script."""
        self.adds_label.setText(text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the picture as large as there is room."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        if self._picture is None:
            self.picture_label.clear()
            return
        # Pixels stay pixels: nothing that is not there is drawn between them.
        ratio = self.picture_label.devicePixelRatioF()
        scaled = self._picture.scaled(
            self.picture_label.size() * ratio,
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.FastTransformation,
        )
        scaled.setDevicePixelRatio(ratio)
        self.picture_label.setPixmap(scaled)

    def _label(self) -> QLabel:
        label = QLabel(self)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)  # words of scripts and services
        label.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        return label
