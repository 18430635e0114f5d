"""The plugin's page in QGIS's options; imports what QGIS has and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Callable

from qgis.gui import QgsOptionsPageWidget, QgsOptionsWidgetFactory

from .jobs.live import LiveTasks

if TYPE_CHECKING:
    from qgis.core import QgsTaskManager
    from qgis.PyQt.QtGui import QIcon
    from qgis.PyQt.QtWidgets import QWidget

PAGE = "scene_slots_connection_page"
"""Name by which the options are opened at the page."""
_CLOSING_MS = 2000


class Options(QgsOptionsWidgetFactory):  # type: ignore[misc]  # QGIS has no types
    """Makes the page each time the options are opened."""

    def __init__(
        self,
        icon: QIcon,
        task_manager: QgsTaskManager,
        make: Callable[[QWidget | None, LiveTasks], QgsOptionsPageWidget],
    ) -> None:
        """Offer the page.

        Args:
            icon: of the page.
            task_manager: runs what the page starts.
            make: given the parent and those that outlive the page, returns it.
        """
        super().__init__("Scene Slots", icon)
        self._tasks = LiveTasks(task_manager)
        self._make = make

    def createWidget(  # noqa: N802  QGIS's
        self, parent: QWidget | None = None
    ) -> QgsOptionsPageWidget:
        """Return the page; QGIS owns it."""
        page = self._make(parent, self._tasks)
        page.setObjectName(PAGE)
        return page

    def close(self) -> None:
        """End what the pages started."""
        self._tasks.cancel()
        self._tasks.wait(_CLOSING_MS)
        self._tasks.abandon()
