"""The fields of the hub: which one, its addresses, the account, the local scenes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Callable

from qgis.gui import QgsFileWidget
from qgis.PyQt.QtCore import QCoreApplication

from .choices import choose, chosen

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .form import Form
    from .series_page import SeriesPage


class HubFields:
    """Reads and shows the hub; only the fields that it needs are to be seen."""

    def __init__(self, page: SeriesPage, on_change: Callable[[], None]) -> None:
        self._page = page
        page.scenes_widget.setStorageMode(QgsFileWidget.StorageMode.GetDirectory)
        page.scenes_widget.lineEdit().setPlaceholderText(
            QCoreApplication.translate(
                "SceneSlots", "Sample scenes: Romania, 2015 to 2021"
            )
        )
        page.hub_combo.currentIndexChanged.connect(self._show_fields)
        for signal in (
            page.hub_combo.currentIndexChanged,
            page.scenes_widget.fileChanged,
        ):
            signal.connect(lambda *_: page.hub_chosen.emit())
        for signal in (
            page.hub_combo.currentIndexChanged,
            page.scenes_widget.fileChanged,
            page.base_url_edit.textChanged,
            page.token_url_edit.textChanged,
            page.account_select.selectedConfigIdChanged,
        ):
            signal.connect(on_change)
        page.connection_button.clicked.connect(lambda: page.connection_requested.emit())
        self._show_fields()

    def values(self) -> Mapping[str, Any]:
        """Return its fields by their names in `Form`."""
        page = self._page
        return {
            "hub": chosen(page.hub_combo),
            "base_url": str(page.base_url_edit.text()).strip(),
            "token_url": str(page.token_url_edit.text()).strip(),
            "authcfg": str(page.account_select.configId()),
            "scenes_folder": str(page.scenes_widget.filePath()).strip(),
        }

    def show_form(self, form: Form) -> None:
        """Show its fields of a form."""
        page = self._page
        choose(page.hub_combo, form.hub)
        page.scenes_widget.setFilePath(form.scenes_folder)
        page.base_url_edit.setText(form.base_url)
        page.token_url_edit.setText(form.token_url)
        page.account_select.setConfigId(form.authcfg)

    def _show_fields(self) -> None:
        page = self._page
        hub = chosen(page.hub_combo)
        page.local_page.setVisible(hub == "local")
        page.custom_page.setVisible(hub == "custom")
        page.account_page.setVisible(hub not in ("local", ""))
