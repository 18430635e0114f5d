"""The library: the products that can be chosen; ours, the user's own, and drafts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.PyQt.QtCore import QFileSystemWatcher, QObject, QTimer, pyqtSignal

from .core.errors import InputError
from .core.sentences import say
from .evalscript.own import Shelf, draft_product, read_shelf, save_own
from .evalscript.products import load_products

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from .core.product import Product

# An editor writes a file in several steps.
_SETTLE_MS = 200


class Library(QObject):  # type: ignore[misc]  # Qt has no types
    """Ours never change; own files are read anew when their folder does."""

    changed = pyqtSignal()
    """There are other products, or other complaints."""

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        """Read the products.

        Args:
            folder: of the user's own; it may be missing.
            parent: of this object.
        """
        super().__init__(parent)
        self.folder = folder
        self._ours = load_products()
        self._shelf = Shelf()
        self._drafts: dict[str, Product] = {}
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLE_MS)
        self._settle.timeout.connect(self.reload)
        self._watcher = QFileSystemWatcher(self)
        self._watcher.directoryChanged.connect(lambda _: self._settle.start())
        self._watcher.fileChanged.connect(lambda _: self._settle.start())
        self.reload()

    def __iter__(self) -> Iterator[Product]:
        """Yield drafts, own products and ours, each by title."""
        yield from self._drafts.values()
        yield from sorted(self._shelf.products, key=lambda one: one.title.casefold())
        yield from self._ours

    @property
    def complaints(self) -> tuple[str, ...]:
        """A sentence for each own file that cannot be used."""
        return self._shelf.complaints

    def find(self, name: str) -> Product | None:
        """Return the product of that name."""
        return next((one for one in self if one.name == name), None)

    def is_own(self, name: str) -> bool:
        """Return whether a product is the user's, saved or not."""
        return name in self._shelf.paths or name in self._drafts

    def path_of(self, name: str) -> Path | None:
        """Return the file of an own product, None for others."""
        return self._shelf.paths.get(name)

    @property
    def pictures(self) -> dict[str, Path]:
        """Where the pictures of own products are, by their names."""
        found = {
            name: path.with_suffix(".png") for name, path in self._shelf.paths.items()
        }
        return {name: path for name, path in found.items() if path.is_file()}

    def keep(self, script: str, title: str) -> Product:
        """Return the product of a script that is not saved; kept until QGIS ends.

        Raises:
            InputError: the script is none that runs.
        """
        product = draft_product(script, title)
        self._drafts[product.name] = product
        self.changed.emit()
        return product

    def save(self, script: str, title: str, replacing: str = "") -> Product:
        """Write a script into the folder; return its product.

        Args:
            script: its text.
            title: what it is called, and its file with it.
            replacing: the own product that it was, or the draft.

        Raises:
            InputError: it cannot be written, or is none that runs.
        """
        draft_product(script, title)
        path = save_own(self.folder, script, title, self.path_of(replacing))
        self._drafts.pop(replacing, None)
        self.reload()
        names = [name for name, one in self._shelf.paths.items() if one == path]
        found = self.find(names[0]) if names else None
        if found is None:
            message = say(f"The file {path} has changed since it was saved: try again.")
            raise InputError(message)
        return found

    def reload(self) -> None:
        """Read the folder anew."""
        shelf = read_shelf(self.folder)
        if self.folder.is_dir():
            # A file that was replaced is watched no more.
            wanted = {str(self.folder), *map(str, self.folder.glob("*.js"))}
            if new := wanted - set(self._watched()):
                self._watcher.addPaths(list(new))
        if shelf != self._shelf:
            self._shelf = shelf
            self.changed.emit()

    def close(self) -> None:
        """Watch no more."""
        self._settle.stop()
        if watched := self._watched():
            self._watcher.removePaths(watched)

    def _watched(self) -> list[str]:
        return [*self._watcher.files(), *self._watcher.directories()]
