"""The welcome: two ways to the first series, shown until one was made."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from . import looks

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True)
class Step:
    """One of the steps to the first series."""

    name: str
    title: str
    what: str
    """What to do, a sentence."""
    is_done: bool


class Welcome(QFrame):  # type: ignore[misc]  # Qt has no types
    """A button for those without an account, and steps for those with one."""

    try_requested = pyqtSignal()
    hide_requested = pyqtSignal()
    step_chosen = pyqtSignal(str)
    """The name of the step."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("welcome")
        self.setStyleSheet(looks.WELCOME)
        title = QLabel(self.tr("<b>Your first series</b>"), self)
        self.hide_button = QToolButton(self)
        self.hide_button.setText("✕")
        self.hide_button.setAutoRaise(True)
        self.hide_button.setToolTip(self.tr("Show this no more."))
        self.hide_button.setAccessibleName(self.tr("Hide the first steps"))
        self.hide_button.clicked.connect(lambda: self.hide_requested.emit())
        no_account = QLabel(
            self.tr("No account? Real scenes come with the plugin, and work offline:"),
            self,
        )
        no_account.setWordWrap(True)
        self.try_button = QPushButton(self.tr("Try with sample scenes"), self)
        self.try_button.setToolTip(
            self.tr(
                "Move the map to the sample scenes in Romania and fetch one image per"
                " month of 2018 from the local hub: no account, no network, no price."
            )
        )
        self.try_button.clicked.connect(lambda: self.try_requested.emit())
        self.steps_label = QLabel(self)
        self.steps_label.setWordWrap(True)
        self.steps_label.setTextFormat(Qt.TextFormat.RichText)
        self.steps_label.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse
            | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self.steps_label.setToolTip(self.tr("Choose a step to go to its fields."))
        self.steps_label.linkActivated.connect(self.step_chosen)
        head = QHBoxLayout()
        head.addWidget(title, 1)
        head.addWidget(self.hide_button)
        column = QVBoxLayout(self)
        column.addLayout(head)
        column.addWidget(no_account)
        column.addWidget(self.try_button)
        column.addWidget(self.steps_label)

    def set_steps(self, steps: Sequence[Step]) -> None:
        """Show the steps; the first that is not done says what to do."""
        lines = [self.tr("With an account:")]
        is_next = True
        for number, step in enumerate(steps, 1):
            link = f'<a href="{step.name}">{escape(step.title)}</a>'
            if step.is_done:
                lines.append(f"✓ {number}. {link}")
            elif is_next:
                is_next = False
                lines.append(f"<b>→ {number}. {link}</b>: {escape(step.what)}")
            else:
                lines.append(f"○ {number}. {link}")
        self.steps_label.setText("<br>".join(lines))

    def set_waiting(self, waiting: bool) -> None:
        """Show that the sample scenes are being made ready."""
        self.try_button.setEnabled(not waiting)
