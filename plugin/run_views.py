"""Views of a run that the project shows: paper, animation, tables, time and pixels."""

from __future__ import annotations

from typing import TYPE_CHECKING, Callable

from qgis.core import QgsRasterLayer
from qgis.PyQt.QtCore import QCoreApplication, QObject, QUrl, pyqtSignal
from qgis.PyQt.QtGui import QDesktopServices

from .compat import install_command, is_importable
from .core.errors import InputError, SceneSlotsError
from .core.times import parse_time
from .exporting import Exports, GifExport, SheetExport, TableExport
from .jobs.asides import Asides
from .layers.cells import cells_of
from .layers.paper import paper_files
from .layers.playing import ACQUISITION, RANGE, SLOT, prepare_playing, set_ranges
from .layers.properties import PREFIX
from .layers.runs import ShownRun, choose_run
from .layers.sheet import pages_of
from .layers.stretch import share_style
from .layers.temporal import show_slot
from .messages import Messages
from .pixel_tool import PixelTool
from .saving import find_place
from .store.export import table_files
from .store.folder import TABLES
from .store.reading import read_images
from .store.turns import turn_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from qgis.core import QgsMapLayer, QgsPrintLayout, QgsProject
    from qgis.gui import QgsMapCanvas, QgsMessageBar
    from qgis.PyQt.QtWidgets import QMainWindow

    from .core.images import Image

SHEET, GIF, CSV = "contact_sheet.pdf", "animation.gif", "csv"
_LISTED = 5

translate = QCoreApplication.translate


class RunViews(QObject):  # type: ignore[misc]  # Qt has no types
    """Does what the menu offers, with the run of the chosen layer or the topmost."""

    made = pyqtSignal(object)
    """Files that were written."""
    failed = pyqtSignal(object)
    """What the messages have said of an error."""

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
        self._window = window
        self._canvas = canvas
        self._project = project
        self._chosen = chosen
        self._activate = activate
        self._open_layout = open_layout
        self._messages = Messages(message_bar, self)
        self._exports = Exports(self._messages, self)
        self._exports.made.connect(self._say_written)
        self._exports.failed.connect(self._fail)
        project.cleared.connect(self._exports.close)
        self._asides = Asides(self)
        self.pixel_tool = PixelTool(window, canvas, project)

    def close(self) -> None:
        """Give everything back; for unloading."""
        self._project.cleared.disconnect(self._exports.close)
        self._exports.close()
        self._asides.close()
        self.pixel_tool.close()
        self._messages.close()

    def do(self, name: str) -> None:
        """Do what a menu entry is named after, and say what went wrong."""
        self._attempt(getattr(self, name))

    def pixel(self) -> None:
        """Let clicks on the map tell of pixels, or no more."""
        if self._canvas.mapTool() is self.pixel_tool:
            self._canvas.unsetMapTool(self.pixel_tool)
        else:
            self._canvas.setMapTool(self.pixel_tool)

    def contact_sheet(self) -> None:
        """Lay out the slots on paper, write PDF and PNG, and show the layout."""
        run = self._run()
        cells = cells_of(run)
        rights = next(
            (one for layer in run.images.values() for one in layer.metadata().rights()),
            "",
        )
        pages = pages_of(len(cells))

        def begin(pdf: Path) -> None:
            if pdf.suffix.lower() != ".pdf":
                text = translate("SceneSlots", "Choose a name that ends in “.pdf”.")
                raise InputError(text)
            export = SheetExport(self._project, run.title, cells, rights, pdf)
            export.made.connect(self._open_layout)
            text = translate("SceneSlots", "Drawing the contact sheet of {run} …")
            self._exports.start(export, text.format(run=run.title), pdf)

        find_place(
            self._window,
            translate("SceneSlots", "Save the contact sheet"),
            run.folder / SHEET,
            "PDF (*.pdf)",
            lambda pdf: paper_files(pdf, pages),
            lambda path: self._attempt(lambda: begin(path)),
        )

    def animation(self) -> None:
        """Draw the slots one after the other, and write them as an animation."""
        run = self._run()
        if not is_importable("PIL"):
            text = translate(
                "SceneSlots",
                "An animation needs the Python package Pillow: install it for QGIS's"
                " Python with “{command}” and start QGIS again.",
            )
            raise InputError(text.format(command=install_command("Pillow")))
        cells = cells_of(run)

        def begin(path: Path) -> None:
            text = translate("SceneSlots", "Drawing the animation of {run} …")
            export = GifExport(self._project, cells, path)
            self._exports.start(export, text.format(run=run.title), path)

        find_place(
            self._window,
            translate("SceneSlots", "Save the animation"),
            run.folder / GIF,
            "GIF (*.gif)",
            lambda path: (path,),
            lambda path: self._attempt(lambda: begin(path)),
        )

    def export_csv(self) -> None:
        """Write the tables as CSV into a folder."""
        run = self._run()

        def begin(folder: Path) -> None:
            text = translate("SceneSlots", "Writing the tables of {run} …")
            export = TableExport(run.folder, folder)
            self._exports.start(export, text.format(run=run.title), folder)

        find_place(
            self._window,
            translate("SceneSlots", "Choose a folder for the tables"),
            run.folder / CSV,
            "",
            table_files,
            lambda path: self._attempt(lambda: begin(path)),
        )

    def play(self) -> None:
        """Set range and step of time to the slots of the run."""
        tables = self._run().folder / TABLES

        def read() -> tuple[Image, ...]:
            with turn_of(tables):
                return read_images(tables)

        def begin(images: tuple[Image, ...]) -> None:
            spans = [(image.start, image.end) for image in images]
            prepare_playing(self._canvas, self._project, spans)
            text = translate(
                "SceneSlots",
                "The temporal controller goes from {first} to {last}: press Play.",
            )
            self._say(text.format(first=images[0].slot, last=images[-1].slot))

        self._asides.do(lambda _: read(), begin, self._fail)

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

    def _attempt(self, act: Callable[[], None]) -> None:
        try:
            act()
        except SceneSlotsError as error:
            self._fail(error)

    def _fail(self, error: Exception) -> None:
        self._messages.failed(error)
        self.failed.emit(error)

    def _say_written(self, paths: tuple[Path, ...]) -> None:
        names = ", ".join(path.name for path in paths[:_LISTED])
        if len(paths) > _LISTED:
            names += " …"
        text = translate("SceneSlots", "Written: {names}.").format(names=names)
        label = translate("SceneSlots", "Open folder")
        url = QUrl.fromLocalFile(str(paths[0].parent))
        self._say(text, {label: lambda: _open(url)})
        self.made.emit(paths)

    def _say(
        self, text: str, actions: dict[str, Callable[[], None]] | None = None
    ) -> None:
        self._messages.told(text, actions or {})


def _open(url: QUrl) -> None:
    QDesktopServices.openUrl(url)
