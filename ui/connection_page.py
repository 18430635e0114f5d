"""The page of the connection: which hub, with which account, and a test of both."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from qgis.gui import QgsAuthConfigSelect, QgsOptionsPageWidget
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from . import looks
from .choices import choose, chosen, fill

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .choices import Choices


class Verdict(Enum):
    """How a test ended."""

    FINE = "fine"
    ODD = "odd"
    BAD = "bad"


_LOOKS = {
    Verdict.FINE: looks.SUMMARY,
    Verdict.ODD: looks.NOTE,
    Verdict.BAD: looks.ERROR,
}


class ConnectionPage(QgsOptionsPageWidget):  # type: ignore[misc]  # QGIS has no types
    """Plain values and wishes; a page of QGIS's options."""

    changed = pyqtSignal()
    """Any value was changed by the user or by a setter."""
    test_requested = pyqtSignal()
    stop_requested = pyqtSignal()
    applied = pyqtSignal()
    """The options were accepted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_testing = False
        self.hub_combo = QComboBox()
        self.base_url_edit = QLineEdit()
        self.token_url_edit = QLineEdit()
        self.account_select = QgsAuthConfigSelect()
        self.account_hint = _hint()
        self.test_button = QPushButton()
        self.result_label = QLabel()
        self._rows = self._lay_out()
        self._name_all()
        self._connect()
        self.set_testing(False)
        self.set_result("", Verdict.FINE)
        self._show_fields()

    def offer(self, hubs: Choices) -> None:
        """Offer hubs as ``(id, title)``."""
        fill(self.hub_combo, hubs)

    def values(self) -> Mapping[str, str]:
        """Return ``hub``, ``base_url``, ``token_url`` and ``authcfg``."""
        return {
            "hub": chosen(self.hub_combo),
            "base_url": str(self.base_url_edit.text()).strip(),
            "token_url": str(self.token_url_edit.text()).strip(),
            "authcfg": str(self.account_select.configId()),
        }

    def show_values(self, values: Mapping[str, str]) -> None:
        """Show the values; a hub that is not offered changes nothing."""
        choose(self.hub_combo, values["hub"])
        self.base_url_edit.setText(values["base_url"])
        self.token_url_edit.setText(values["token_url"])
        self.account_select.setConfigId(values["authcfg"])

    def set_hint(self, text: str) -> None:
        """Say where an account is made, as rich text."""
        self.account_hint.setText(text)

    def set_testing(self, testing: bool) -> None:
        """Show that a test is going, and that it can be stopped."""
        self._is_testing = testing
        self.test_button.setText(
            self.tr("S&top the test") if testing else self.tr("&Test connection")
        )

    def set_result(self, sentence: str, verdict: Verdict) -> None:
        """Say how the test went; empty takes it away."""
        self.result_label.setStyleSheet(_LOOKS[verdict])
        self.result_label.setText(sentence)
        self.result_label.setVisible(bool(sentence))

    def apply(self) -> None:
        """Tell that the options were accepted; QGIS calls it."""
        self.applied.emit()

    def _lay_out(self) -> QFormLayout:
        rows = QFormLayout()
        rows.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        rows.addRow(self.tr("&Hub"), self.hub_combo)
        rows.addRow(self.tr("A&ddress"), self.base_url_edit)
        rows.addRow(self.tr("To&ken address"), self.token_url_edit)
        rows.addRow(self.tr("Acco&unt"), self.account_select)
        button_row = QHBoxLayout()
        button_row.addWidget(self.test_button)
        button_row.addStretch()
        whole = QVBoxLayout(self)
        whole.addWidget(_said(self.tr("Where images are made, and on whose account.")))
        whole.addLayout(rows)
        whole.addWidget(self.account_hint)
        whole.addLayout(button_row)
        whole.addWidget(self.result_label)
        whole.addStretch(1)
        network = _hint()
        network.setText(
            self.tr(
                "Proxy, time-out and certificates are QGIS's own: see the pages Network"
                " and Authentication of these options."
            )
        )
        whole.addWidget(network)
        return rows

    def _name_all(self) -> None:
        texts = {
            self.hub_combo: (
                self.tr("Hub"),
                self.tr(
                    "Where the images are made. The local hub works offline and"
                    " without an account."
                ),
            ),
            self.base_url_edit: (
                self.tr("Address of the hub"),
                self.tr("Address of the service, as https://host"),
            ),
            self.token_url_edit: (
                self.tr("Token address"),
                self.tr("Whole address at which the service gives access tokens"),
            ),
            self.account_select: (
                self.tr("Account"),
                self.tr(
                    "A QGIS authentication configuration of the kind Basic: user name"
                    " is the client id, password the client secret. Only its id is"
                    " stored."
                ),
            ),
            self.test_button: (
                "",
                self.tr(
                    "Ask the hub whether it knows the account and what is left of it;"
                    " costs nothing"
                ),
            ),
        }
        for widget, (name, tip) in texts.items():
            widget.setAccessibleName(name)
            widget.setToolTip(tip)
        self.base_url_edit.setPlaceholderText("https://")
        self.token_url_edit.setPlaceholderText("https://")
        self.result_label.setAccessibleName(self.tr("Answer to the test"))
        self.result_label.setWordWrap(True)
        self.result_label.setTextFormat(Qt.TextFormat.PlainText)
        self.result_label.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )

    def _connect(self) -> None:
        self.hub_combo.currentIndexChanged.connect(lambda _: self._show_fields())
        self.test_button.clicked.connect(lambda: self._on_test_clicked())
        for signal in (
            self.hub_combo.currentIndexChanged,
            self.base_url_edit.textChanged,
            self.token_url_edit.textChanged,
            self.account_select.selectedConfigIdChanged,
        ):
            signal.connect(lambda *_: self.changed.emit())

    def _on_test_clicked(self) -> None:
        if self._is_testing:
            self.stop_requested.emit()
        else:
            self.test_requested.emit()

    def _show_fields(self) -> None:
        """Show the fields that the hub needs."""
        hub = chosen(self.hub_combo)
        is_custom, has_account = hub == "custom", hub not in ("local", "")
        for field, is_wanted in (
            (self.base_url_edit, is_custom),
            (self.token_url_edit, is_custom),
            (self.account_select, has_account),
        ):
            field.setVisible(is_wanted)
            self._rows.labelForField(field).setVisible(is_wanted)
        self.test_button.setVisible(has_account)


def _said(text: str) -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    return label


def _hint() -> QLabel:
    label = _said("")
    font = label.font()
    font.setItalic(True)
    label.setFont(font)
    label.setOpenExternalLinks(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction)
    return label
