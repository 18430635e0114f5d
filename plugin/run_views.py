"""Views of a run that the project shows: paper, animation, tables, time and pixels."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Callable

from qgis.core import QgsRasterLayer
from qgis.PyQt.QtCore import QCoreApplication, QObject, QUrl, pyqtSignal
from qgis.PyQt.QtGui import QDesktopServices

from .core.errors import InputError, SceneSlotsError
from .core.times import parse_time
from .jobs.pool import WorkerPool
from .layers.frames import Frames
from .layers.playing import ACQUISITION, RANGE, SLOT, prepare_playing, set_ranges
from .layers.properties import PREFIX
from .layers.runs import ShownRun, choose_run
from .layers.sheet import export_sheet, make_sheet
from .layers.stretch import share_style
from .layers.temporal import show_slot
from .messages import Messages
from .pixel_tool import PixelTool
from .store.export import export_tables
from .store.folder import TABLES, RunFolder
from .store.gif import write_gif
from .store.reading import read_images

if TYPE_CHECKING:
    from collections.abc import Iterable
    from concurrent.futures import Future
    from pathlib import Path

    from qgis.core import QgsMapLayer, QgsPrintLayout, QgsProject
    from qgis.gui import QgsMapCanvas, QgsMessageBar
    from qgis.PyQt.QtWidgets import QMainWindow

    from .core.images import Image

GIF, CSV = "animation.gif", "csv"
_CLOSING_MS = 5000

translate = QCoreApplication.translate


class RunViews(QObject):  # type: ignore[misc]  # Qt has no types
    """Does what the menu offers, with the run of the chosen layer or the topmost."""

    made = pyqtSignal(object)
    """Files that were written."""
    failed = pyqtSignal(object)
    """What the messages have said of an error."""
    _encoded = pyqtSignal(object, object)

    def __init__(
        self,
        window: QMainWindow,
        canvas: QgsMapCanvas,
        message_bar: QgsMessageBar,
        project: QgsProject,
        chosen: Callable[[], Iterable[QgsMapLayer]],
        activate: Callable[[QgsMapLayer], object],
        open_layout: Callable[[QgsPrintLayout], object],
    ) -> None:
        super().__init__(window)
        self.setObjectName("scene_slots_views")
        self._canvas = canvas
        self._project = project
        self._chosen = chosen
        self._activate = activate
        self._open_layout = open_layout
        self._messages = Messages(message_bar, self)
        self._pool = WorkerPool(width=1, closing_ms=_CLOSING_MS)
        self._frames: Frames | None = None
        self.pixel_tool = PixelTool(window, canvas, project)
        self._encoded.connect(self._on_encoded)

    def close(self) -> None:
        """Give everything back; for unloading."""
        if self._frames is not None:
            self._frames.stop()
            self._frames = None
        self._pool.close()
        self.pixel_tool.close()
        self._messages.close()

    def do(self, name: str) -> None:
        """Do what a menu entry is named after, and say what went wrong."""
        try:
            getattr(self, name)()
        except SceneSlotsError as error:
            self._fail(error)

    def pixel(self) -> None:
        """Let clicks on the map tell of pixels, or no more."""
        if self._canvas.mapTool() is self.pixel_tool:
            self._canvas.unsetMapTool(self.pixel_tool)
        else:
            self._canvas.setMapTool(self.pixel_tool)

    def contact_sheet(self) -> None:
        """Make the contact sheet, write it into the run folder and show it."""
        run = self._run()
        rights = next(
            (one for layer in run.images.values() for one in layer.metadata().rights()),
            "",
        )
        layout = make_sheet(self._project, run.title, self._cells(run), rights)
        paths = export_sheet(layout, run.folder)
        self._open_layout(layout)
        self._say_written(paths, run.folder)

    def animation(self) -> None:
        """Draw the slots, and write them as an animation into the run folder."""
        run = self._run()
        cells = self._cells(run)
        if not run.images:
            raise InputError(
                translate("SceneSlots", "The run has no image that could be shown.")
            )
        if self._frames is not None:
            self._frames.stop()
        path = run.folder / GIF
        self._frames = Frames(cells, self)
        self._frames.drawn.connect(lambda pictures: self._encode(path, pictures))
        self._frames.start()

    def export_csv(self) -> None:
        """Write the tables as CSV into a folder of the run folder."""
        run = self._run()
        target = run.folder / CSV
        try:
            target.mkdir(exist_ok=True)
        except OSError as error:
            message = translate("SceneSlots", "The folder {path} cannot be made.")
            raise InputError(message.format(path=target)) from error
        self._say_written(export_tables(RunFolder.open(run.folder), target), target)

    def play(self) -> None:
        """Set range and step of time to the slots of the run."""
        run = self._run()
        images = read_images(run.folder / TABLES)
        spans = [(image.start, image.end) for image in images]
        prepare_playing(self._canvas, self._project, spans)
        self._say(
            translate(
                "SceneSlots",
                "The temporal controller goes from {first} to {last}: press Play.",
            ).format(first=images[0].slot, last=images[-1].slot)
        )

    def switch_times(self) -> None:
        """Give the images the times of their slots, or those of their acquisitions."""
        layers = tuple(self._run().images.values())
        is_slot = any(one.customProperty(RANGE, SLOT) == SLOT for one in layers)
        set_ranges(layers, ACQUISITION if is_slot else SLOT)
        self._say(
            translate("SceneSlots", "Images now show when they were acquired.")
            if is_slot
            else translate("SceneSlots", "Images now show during their whole slot.")
        )

    def share_style(self) -> None:
        """Draw all images of the run as the chosen one."""
        run = self._run()
        source = next(
            (
                layer
                for layer in self._chosen()
                if isinstance(layer, QgsRasterLayer)
                and layer.customProperty(PREFIX + "slot")
            ),
            None,
        )
        if source is None:
            raise InputError(
                translate("SceneSlots", "Choose the image that has the style first.")
            )
        share_style(source, run.images.values())

    def show_image(self, table_id: str, slot: str) -> None:
        """Show the image of a row; rows know it by the name of its slot."""
        table = self._project.mapLayer(table_id)
        run = choose_run(self._project, [table] if table is not None else [])
        layer = run.images.get(slot) if run is not None else None
        if layer is None:
            self._fail(
                InputError(
                    translate(
                        "SceneSlots", "The slot {slot} has no image layer."
                    ).format(slot=slot)
                )
            )
            return
        node = self._project.layerTreeRoot().findLayer(layer.id())
        node.setItemVisibilityCheckedParentRecursive(True)
        start, end = (
            parse_time(str(layer.customProperty(PREFIX + name)))
            for name in ("start", "end")
        )
        show_slot(self._canvas, start, end)
        self._activate(layer)

    def _run(self) -> ShownRun:
        run = choose_run(self._project, self._chosen())
        if run is None:
            raise InputError(
                translate(
                    "SceneSlots", "The project shows no run: fetch Scene Slots first."
                )
            )
        return run

    def _cells(self, run: ShownRun) -> list[tuple[Image, QgsRasterLayer | None]]:
        images = read_images(run.folder / TABLES)
        return [(image, run.images.get(image.slot)) for image in images]

    def _encode(self, path: Path, pictures: tuple[Any, ...]) -> None:
        self._frames = None
        future = self._pool.submit(lambda: write_gif(path, pictures))
        future.add_done_callback(lambda one: self._encoded.emit(path, one))

    def _on_encoded(self, path: Path, future: Future[None]) -> None:
        if future.cancelled():
            return
        error = future.exception()
        if isinstance(error, Exception):
            self._fail(error)
        else:
            self._say_written((path,), path.parent)

    def _fail(self, error: Exception) -> None:
        self._messages.failed(error)
        self.failed.emit(error)

    def _say_written(self, paths: Iterable[Path], folder: Path) -> None:
        paths = tuple(paths)
        names = ", ".join(path.name for path in paths)
        text = translate("SceneSlots", "Written: {names}.").format(names=names)
        label = translate("SceneSlots", "Open folder")
        url = QUrl.fromLocalFile(str(folder))
        self._say(text, {label: lambda: _open(url)})
        self.made.emit(paths)

    def _say(
        self, text: str, actions: dict[str, Callable[[], None]] | None = None
    ) -> None:
        self._messages.told(text, actions or {})


def _open(url: QUrl) -> None:
    QDesktopServices.openUrl(url)
