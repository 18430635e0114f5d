"""The menu's second half: what can be done with a run that the project shows."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Callable

from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QObject
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QAction

if TYPE_CHECKING:
    from qgis.PyQt.QtWidgets import QWidget

    from .run_views import RunViews

ICONS = Path(__file__).parents[1] / "ui" / "icons"
PIXEL = "pixel"
# Name of the method of the views, words, and what they mean.
_ENTRIES = (
    (
        PIXEL,
        QT_TRANSLATE_NOOP("SceneSlots", "Scene of a Pixel"),
        QT_TRANSLATE_NOOP("SceneSlots", "Click on the map: which tile is it from?"),
    ),
    (
        "contact_sheet",
        QT_TRANSLATE_NOOP("SceneSlots", "Contact Sheet"),
        QT_TRANSLATE_NOOP("SceneSlots", "A print layout with a map per slot"),
    ),
    (
        "animation",
        QT_TRANSLATE_NOOP("SceneSlots", "Animated GIF"),
        QT_TRANSLATE_NOOP("SceneSlots", "The slots one after the other, with dates"),
    ),
    (
        "export_csv",
        QT_TRANSLATE_NOOP("SceneSlots", "Tables as CSV"),
        QT_TRANSLATE_NOOP("SceneSlots", "Write images, usage and scenes as CSV"),
    ),
    (
        "play",
        QT_TRANSLATE_NOOP("SceneSlots", "Play with the Temporal Controller"),
        QT_TRANSLATE_NOOP("SceneSlots", "Set its range and step to the slots"),
    ),
    (
        "switch_times",
        QT_TRANSLATE_NOOP("SceneSlots", "Layer Times: Slot or Acquisition"),
        QT_TRANSLATE_NOOP(
            "SceneSlots", "Show an image during its slot, or when it was acquired"
        ),
    ),
    (
        "share_style",
        QT_TRANSLATE_NOOP("SceneSlots", "Give All Images This Style"),
        QT_TRANSLATE_NOOP("SceneSlots", "Draw the whole run as the active layer"),
    ),
)


class RunMenu(QObject):  # type: ignore[misc]  # Qt has no types
    """Actions for the menu; the views are made when the first of them is used."""

    def __init__(
        self,
        window: QWidget,
        make_views: Callable[[], RunViews],
        say_missing: Callable[[ModuleNotFoundError], None],
    ) -> None:
        super().__init__(window)
        self._make_views = make_views
        self._say_missing = say_missing
        self._views: RunViews | None = None
        self.actions = {
            name: self._make_action(window, name, title, tip)
            for name, title, tip in _ENTRIES
        }
        self.actions[PIXEL].setCheckable(True)

    @property
    def views(self) -> RunViews:
        """The views of runs, made when they are first wanted.

        Raises:
            ModuleNotFoundError: a Python package that the plugin needs is missing.
        """
        if self._views is None:
            self._views = self._make_views()
            self._views.pixel_tool.setAction(self.actions[PIXEL])
        return self._views

    def close(self) -> None:
        """Give back what was made; for unloading."""
        if self._views is not None:
            self._views.close()
            self._views.deleteLater()
            self._views = None
        for action in self.actions.values():
            action.triggered.disconnect()
            action.deleteLater()
        self.actions = {}
        self.deleteLater()

    def _make_action(self, window: QWidget, name: str, title: str, tip: str) -> QAction:
        words = QCoreApplication.translate("SceneSlots", title)
        action = QAction(QIcon(str(ICONS / f"{name}.svg")), words, window)
        action.setObjectName(f"scene_slots_{name}_action")
        action.setToolTip(QCoreApplication.translate("SceneSlots", tip))
        action.triggered.connect(lambda: self._use(name))
        return action

    def _use(self, name: str) -> None:
        try:
            views = self.views
        except ModuleNotFoundError as error:
            self._say_missing(error)
        else:
            views.do(name)
