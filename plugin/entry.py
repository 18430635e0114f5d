"""The plugin as QGIS sees it: acquires in initGui, releases in unload."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsApplication,
    QgsProject,
    QgsSettings,
)
from qgis.PyQt.QtCore import QCoreApplication
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QAction

from ..ui.notice_page import NoticePage
from .compat import install_command, is_outdated
from .language import Language
from .layer_menu import LayerMenu, Offering
from .options import PAGE, Options
from .run_menu import RunMenu
from .settings import was_open
from .surroundings import Surroundings

if TYPE_CHECKING:
    from qgis.gui import QgisInterface, QgsOptionsPageWidget
    from qgis.PyQt.QtWidgets import QWidget

    from .controller import Controller
    from .hub.patience import Patience
    from .jobs.live import LiveTasks
    from .jobs.local_hubs import LocalHubs
    from .run_views import RunViews

MENU = "&Scene Slots"
ICON = Path(__file__).parents[1] / "ui" / "icons" / "scene_slots.svg"
# What the plugin needs: the oldest major version, and the one to install.
_PACKAGES = {"shapely": (2, "2.0.7"), "sentinelhub": (3, "3.12.0")}


class SceneSlotsPlugin:
    """Menu entry, toolbar button and, once wanted, the controller."""

    def __init__(self, iface: QgisInterface) -> None:
        self._iface = iface
        self._controller: Controller | None = None
        self._menu: RunMenu | None = None
        self._layer_menu: LayerMenu | None = None
        self._options: Options | None = None
        self._language = Language()
        self.run_action: Any = None
        self.patience: Patience | None = None
        """With a busy hub, None for the usual; set before the first run."""
        self.hubs: LocalHubs | None = None
        """Local hubs that run already and go on, None for own ones; the same."""
        self.products_folder: Path | None = None
        """Of own products, None for that of the profile; the same."""

    def initGui(self) -> None:
        """Add the action to menu and toolbar."""
        self._language.load(QgsApplication.instance().locale())
        self.run_action = QAction(
            QIcon(str(ICON)),
            QCoreApplication.translate("SceneSlots", "Fetch Scene Slots …"),
            self._iface.mainWindow(),
        )
        self.run_action.setObjectName("scene_slots_run_action")
        self.run_action.setToolTip(
            QCoreApplication.translate(
                "SceneSlots", "Fetch one image per time slot for the map's extent"
            )
        )
        self.run_action.triggered.connect(self._on_run)
        self._iface.addPluginToMenu(MENU, self.run_action)
        self._iface.addToolBarIcon(self.run_action)
        self._menu = RunMenu(
            self._iface.mainWindow(), self._make_views, self._say_missing
        )
        actions = tuple(self._menu.actions.values())
        for action in actions:
            self._iface.addPluginToMenu(MENU, action)
        self._layer_menu = LayerMenu(
            QgsProject.instance(),
            self._iface.layerTreeView(),
            Offering(
                self._iface.addCustomActionForLayerType,
                self._iface.addCustomActionForLayer,
                self._iface.removeCustomActionForLayerType,
            ),
            actions,
        )
        self._options = Options(
            QIcon(str(ICON)), QgsApplication.taskManager(), self._make_options_page
        )
        self._iface.registerOptionsWidgetFactory(self._options)
        # The window has the place of the dock by then, and QGIS starts faster.
        self._iface.initializationCompleted.connect(self._on_qgis_ready)

    def unload(self) -> None:
        """Undo initGui, also while a run is going."""
        if self.run_action is not None:
            self._iface.initializationCompleted.disconnect(self._on_qgis_ready)
        if self._options is not None:
            self._iface.unregisterOptionsWidgetFactory(self._options)
            self._options.close()
            self._options = None
        if self._layer_menu is not None:
            self._layer_menu.close()
            self._layer_menu = None
        if self._menu is not None:
            for action in self._menu.actions.values():
                self._iface.removePluginMenu(MENU, action)
            self._menu.close()
            self._menu = None
        if self._controller is not None:
            self._controller.close()
            self._controller.deleteLater()
            self._controller = None
        # Late, as the controller.
        from .layers.temporal import give_back_times  # noqa: PLC0415

        give_back_times(self._iface.mapCanvas())
        if self.run_action is not None:
            self._iface.removeToolBarIcon(self.run_action)
            self._iface.removePluginMenu(MENU, self.run_action)
            self.run_action.triggered.disconnect(self._on_run)
            self.run_action.deleteLater()
            self.run_action = None
        self._language.unload()

    @property
    def controller(self) -> Controller:
        """The controller, made when it is first wanted.

        Raises:
            ModuleNotFoundError: a Python package that the plugin needs is missing, or
                too old.
        """
        if self._controller is None:
            _check_packages()
            # Late: QGIS starts faster, and without a package it still starts.
            from .controller import Controller  # noqa: PLC0415
            from .hub.patience import Patience  # noqa: PLC0415

            self._controller = Controller(
                Surroundings(
                    window=self._iface.mainWindow(),
                    canvas=self._iface.mapCanvas(),
                    message_bar=self._iface.messageBar(),
                    project=QgsProject.instance(),
                    task_manager=QgsApplication.taskManager(),
                    auth_manager=QgsApplication.authManager(),
                    settings=QgsSettings(),
                    show_table=self._iface.showAttributeTable,
                    activate=self._iface.setActiveLayer,
                    open_options=lambda: self._iface.showOptionsDialog(
                        self._iface.mainWindow(), PAGE
                    ),
                    patience=self.patience or Patience(),
                    hubs=self.hubs,
                    products_folder=self.products_folder or _products_folder(),
                )
            )
        return self._controller

    def show_image(self, table_id: str, slot: str) -> None:
        """Show the image of a table's row; the tables' own action calls this."""
        if self._menu is not None:
            self._menu.views.show_image(table_id, slot)

    def _make_views(self) -> RunViews:
        _check_packages()
        # Late, as the controller.
        from .run_views import RunViews  # noqa: PLC0415

        return RunViews(
            window=self._iface.mainWindow(),
            canvas=self._iface.mapCanvas(),
            message_bar=self._iface.messageBar(),
            project=QgsProject.instance(),
            chosen=lambda: self._iface.layerTreeView().selectedLayersRecursive(),
            activate=self._iface.setActiveLayer,
            open_layout=self._iface.openLayoutDesigner,
        )

    def _make_options_page(
        self, parent: QWidget | None, tasks: LiveTasks
    ) -> QgsOptionsPageWidget:
        try:
            _check_packages()
            # Late, as the controller.
            from ..ui.connection_page import ConnectionPage  # noqa: PLC0415
            from .connections import Connections  # noqa: PLC0415
        except ModuleNotFoundError as error:
            if _is_ours(error):
                raise
            return NoticePage(_missing_words(error), parent)
        page = ConnectionPage(parent)
        connections = Connections(
            page, tasks, QgsSettings(), QgsApplication.authManager(), self._warn
        )
        connections.stored.connect(self._on_connection_stored)
        return page

    def _on_connection_stored(self) -> None:
        if self._controller is not None:
            self._controller.show_connection()

    def _warn(self, sentence: str) -> None:
        self._iface.messageBar().pushWarning("Scene Slots", sentence)

    def _on_qgis_ready(self) -> None:
        if was_open(QgsSettings()):
            self._on_run()

    def _on_run(self) -> None:
        try:
            controller = self.controller
        except ModuleNotFoundError as error:
            if _is_ours(error):
                raise
            self._say_missing(error)
        else:
            controller.show()

    def _say_missing(self, error: ModuleNotFoundError) -> None:
        self._warn(_missing_words(error))


def _is_ours(error: ModuleNotFoundError) -> bool:
    """Return whether a module of ours is missing: no package of pip's would help."""
    return (error.name or "").startswith(__name__.partition(".")[0])


def _missing_words(error: ModuleNotFoundError) -> str:
    package = (error.name or str(error)).partition(".")[0]
    text = QCoreApplication.translate(
        "SceneSlots",
        "Scene Slots needs the Python package {package}: install it for QGIS's Python"
        " with “{command}” and start QGIS again.",
    )
    return str(text).format(
        package=package, command=install_command(_requirement(package))
    )


def _products_folder() -> Path:
    return Path(QgsApplication.qgisSettingsDirPath()) / "scene_slots" / "products"


def _check_packages() -> None:
    # One of them is imported by a worker only: ask while someone can read it.
    for package, (major, _) in _PACKAGES.items():
        if is_outdated(package, major):
            raise ModuleNotFoundError(name=package)


def _requirement(package: str) -> str:
    """Return the package with the version to install, in the words of pip."""
    return f"{package}=={_PACKAGES[package][1]}" if package in _PACKAGES else package
