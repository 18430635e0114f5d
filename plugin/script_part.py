"""The part of the form beneath the product, filled and answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.PyQt.QtCore import QObject, QUrl
from qgis.PyQt.QtGui import QDesktopServices

from ..ui.choices import choose
from ..ui.script_part import ScriptPart
from .core.collections import COLLECTIONS
from .language import localize
from .scripting import Scripting
from .words import translate

if TYPE_CHECKING:
    from ..ui.series_page import SeriesPage
    from .means import Means


class OwnScripts(QObject):  # type: ignore[misc]  # Qt has no types
    """Opens the editor of scripts for the page, and chooses what comes of it."""

    def __init__(
        self, means: Means, page: SeriesPage, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._page = page
        self._library = means.products
        self._messages = means.messages
        self.part = ScriptPart(page)
        chosen = COLLECTIONS.get(page.form().collection)
        self._native = chosen.resolution if chosen else page.form().resolution
        self.scripting = Scripting(means, self)
        self._fill()
        page.add_part(self.part, page.script_place)
        self._connect()

    def close(self) -> None:
        """Take the editor away."""
        self._library.changed.disconnect(self._show_faults)
        self.scripting.close()

    def _fill(self) -> None:
        self.part.offer_orbits(
            (
                ("", translate("SceneSlots", "The side with more scenes")),
                ("ascending", translate("SceneSlots", "Ascending")),
                ("descending", translate("SceneSlots", "Descending")),
                ("both", translate("SceneSlots", "Both, mixed")),
            )
        )
        self._show_faults()

    def _connect(self) -> None:
        page, part = self._page, self.part
        page.collection_chosen.connect(self._on_collection)
        part.new_requested.connect(lambda: self.scripting.new(page.form().collection))
        part.edit_requested.connect(
            lambda: self.scripting.edit(page.form().product, page.form().collection)
        )
        part.folder_requested.connect(self._open_folder)
        self.scripting.chosen.connect(self._choose)
        self._library.changed.connect(self._show_faults)
        self._on_collection()

    def _on_collection(self) -> None:
        form, before = self._page.form(), self._native
        collection = COLLECTIONS.get(form.collection)
        self.part.show_radar(collection is not None and collection.is_radar)
        if collection is None:
            return
        self._native = collection.resolution
        if form.resolution == before:
            # Nobody has typed another one.
            self._page.resolution_spin.setValue(collection.resolution)

    def _show_faults(self) -> None:
        self.part.show_faults("\n".join(map(localize, self._library.complaints)))

    def _choose(self, name: str) -> None:
        """Choose a product, and a collection that it is made for."""
        product, page = self._library.find(name), self._page
        if product is None:
            return
        if product.collections and page.form().collection not in product.collections:
            choose(page.collection_combo, product.collections[0])
        choose(page.product_combo, name)

    def _open_folder(self) -> None:
        folder = self._library.folder
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            self.part.show_faults(f"{folder}: {error.strerror or error}")
            return
        self._library.reload()
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
