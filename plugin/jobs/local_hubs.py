"""The local hubs that run: one process for each catalog of scenes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from qgis.PyQt.QtCore import QObject, pyqtSignal

from .local_hub import LocalHub, LocalHubProcess, stop_all

if TYPE_CHECKING:
    from collections.abc import Iterable

MADE = "made:"
"""Begins what stands for made scenes in place of a folder; their collections follow."""


class LocalHubs(QObject):  # type: ignore[misc]  # Qt has no types
    """Starts a hub when it is first asked for, and ends all with the plugin."""

    ready = pyqtSignal()
    """One of them says what it offers."""

    def __init__(self, plugin_folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._plugin_folder = plugin_folder
        self._hubs: dict[str, LocalHubProcess] = {}
        self._leaving: list[LocalHubProcess] = []

    def get(self, scenes_folder: str) -> LocalHubProcess:
        """Return the hub of a catalog, empty for the sample scenes; start it if needed.

        It may still be starting: see its ``answer`` and its signals.
        """
        known = self._hubs.get(scenes_folder)
        if known is not None and known.is_alive:
            return known
        if known is not None:
            known.deleteLater()
        made = scenes_folder[len(MADE) :] if scenes_folder.startswith(MADE) else ""
        folder = Path(scenes_folder) if scenes_folder and not made else None
        hub = LocalHubProcess(folder, self, made=made)
        self._hubs[scenes_folder] = hub
        hub.ready.connect(lambda _: self.ready.emit())
        hub.start(self._plugin_folder)
        return hub

    def made(self, collections: Iterable[str]) -> LocalHubProcess:
        """Return the hub of made scenes of collections; start it if needed.

        That of other collections ends: it was made for one check.
        """
        wanted = MADE + ",".join(sorted(set(collections)))
        for name in [one for one in self._hubs if one.startswith(MADE)]:
            if name != wanted:
                hub = self._hubs.pop(name)
                self._leaving.append(hub)
                hub.gone.connect(lambda hub=hub: self._forget(hub))
                hub.leave()
        return self.get(wanted)

    def known(self, scenes_folder: str) -> LocalHub | None:
        """Return the hub of a catalog if it runs and is ready; start nothing."""
        hub = self._hubs.get(scenes_folder)
        if hub is None or not hub.is_alive or not hub.answer.done():
            return None
        return None if hub.answer.exception() else hub.answer.result()

    def stop(self) -> None:
        """End all processes."""
        hubs = (*self._hubs.values(), *self._leaving)
        self._hubs.clear()
        self._leaving.clear()
        stop_all(hubs)
        for hub in hubs:
            hub.deleteLater()

    def _forget(self, hub: LocalHubProcess) -> None:
        if hub in self._leaving:
            self._leaving.remove(hub)
            hub.deleteLater()
