"""Surroundings: what the plugin uses of QGIS, handed in once by the entry."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Callable

if TYPE_CHECKING:
    from pathlib import Path

    from qgis.core import (
        QgsAuthManager,
        QgsMapLayer,
        QgsProject,
        QgsSettings,
        QgsTaskManager,
        QgsVectorLayer,
    )
    from qgis.gui import QgsMapCanvas, QgsMessageBar
    from qgis.PyQt.QtWidgets import QWidget

    from .hub.patience import Patience
    from .jobs.local_hubs import LocalHubs


@dataclass(frozen=True)
class Surroundings:
    """What the plugin uses of QGIS, handed in once."""

    window: QWidget
    canvas: QgsMapCanvas
    message_bar: QgsMessageBar
    project: QgsProject
    task_manager: QgsTaskManager
    auth_manager: QgsAuthManager
    settings: QgsSettings
    show_table: Callable[[QgsVectorLayer], None]
    activate: Callable[[QgsMapLayer], object]
    """Makes a layer the active one."""
    open_options: Callable[[], object]
    """Opens QGIS's options at our page."""
    patience: Patience
    """With a busy or unreachable hub."""
    products_folder: Path
    """Of the user's own products; may be missing."""
    hubs: LocalHubs | None = None
    """Local hubs of another owner, who ends them; None: own ones."""
