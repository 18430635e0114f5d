"""The tables of one run in a project: opened, dressed, and read again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.PyQt.QtCore import QObject, QTimer

from ..store.turns import turn_of
from .tables import FILE, dress_table, reload_tables

if TYPE_CHECKING:
    from collections.abc import Mapping
    from concurrent.futures import Future
    from pathlib import Path

    from qgis.core import QgsProject, QgsVectorLayer

    from .opener import Opener

_AGAIN_MS = 5
"""The run writes its tables: try again so much later."""


class TableSet(QObject):  # type: ignore[misc]  # Qt has no types
    """The layers images, scenes and usage of a run."""

    def __init__(self, project: QgsProject, folder: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._project = project
        self._ids: dict[str, str] = {}
        self._opening: Future[dict[str, QgsVectorLayer]] | None = None
        self._dressed: dict[str, QgsVectorLayer] = {}
        self._turn = turn_of(folder / FILE)
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(_AGAIN_MS)
        self._again.timeout.connect(self.reload)

    @property
    def layers(self) -> dict[str, QgsVectorLayer]:
        """Those in the project by name, less what the user removed."""
        found = {name: self._project.mapLayer(key) for name, key in self._ids.items()}
        return {name: layer for name, layer in found.items() if layer is not None}

    def take(self, layers: Mapping[str, QgsVectorLayer]) -> None:
        """Be the layers that are in the project now."""
        self._ids = {name: layer.id() for name, layer in layers.items()}

    def open_next(
        self, opener: Opener, *, may_wait: bool
    ) -> Mapping[str, QgsVectorLayer]:
        """Go a step; return the layers once all are open and dressed, until then none.

        Args:
            opener: that opens them.
            may_wait: whether to wait until they are open; else nothing is done then.

        Raises:
            StoreError: a table cannot be opened; the next step tries again.
        """
        if self._opening is None:
            self._opening = opener.tables()
        if not (may_wait or self._opening.done()):
            return {}
        if error := self._opening.exception():
            self._opening = None
            raise error
        opened = self._opening.result()
        name = next((name for name in opened if name not in self._dressed), None)
        if name is not None:
            dress_table(name, opened[name])
            self._dressed[name] = opened[name]
        return self._dressed if len(self._dressed) == len(opened) else {}

    def reload(self) -> None:
        """Read them again, as soon as the run does not write them."""
        if self._turn.acquire(blocking=False):
            try:
                reload_tables(self.layers)
            finally:
                self._turn.release()
        else:
            self._again.start()

    def close(self) -> None:
        """Read nothing more, and let go of what was opened for nothing."""
        self._again.stop()
        self._opening, self._dressed = None, {}
