"""Exports of a run: they work while QGIS goes on, and can be ended."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Callable, TypeVar

from qgis.PyQt.QtCore import QCoreApplication, QObject, pyqtSignal

from .core.errors import InputError, Stopped
from .core.sentences import say
from .jobs.pool import WorkerPool, wait_for_abandoned
from .jobs.slices import Slices
from .layers.frames import Frames
from .layers.paper import print_pages
from .layers.sheet import make_sheet
from .store.export import export_tables
from .store.folder import TABLES, RunFolder
from .store.gif import GifWriter
from .store.turns import turn_of

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence
    from concurrent.futures import Future
    from pathlib import Path

    from qgis.core import QgsPrintLayout, QgsProject

    from .layers.cells import Cell
    from .messages import Messages

_CLOSING_MS = 5000
# How much of the way it is to draw an animation, and to lay out a sheet.
_DRAWING = 0.8
_MAKING = 0.3

T = TypeVar("T")

translate = QCoreApplication.translate


class Export(QObject):  # type: ignore[misc]  # Qt has no types
    """One export; of ``done`` and ``failed`` at most one is emitted, and only once."""

    progressed = pyqtSignal(float)
    done = pyqtSignal(object)
    """The files that were written."""
    failed = pyqtSignal(object)
    """The exception."""

    def start(self) -> None:
        """Begin, and return at once."""
        raise NotImplementedError

    def stop(self) -> None:
        """End without a result; nothing half stays behind."""
        raise NotImplementedError


class SheetExport(Export):
    """The contact sheet as a layout of the project, a PDF, and a PNG per page."""

    made = pyqtSignal(object)
    """The layout; the project has it now."""

    def __init__(
        self,
        project: QgsProject,
        title: str,
        cells: Sequence[Cell],
        rights: str,
        pdf: Path,
    ) -> None:
        super().__init__()
        self._project = project
        self._pdf = pdf
        # A picture that is being packed is not waited for.
        self._pool = WorkerPool(width=1, closing_ms=0)
        self._slices = Slices(self._steps(title, cells, rights), self)
        self._slices.progressed.connect(self.progressed)
        self._slices.succeeded.connect(self._on_printed)
        self._slices.failed.connect(self._on_failed)

    def start(self) -> None:
        """Begin with the layout; see `Export`."""
        self._slices.start()

    def stop(self) -> None:
        """Leave neither layout nor files; see `Export`."""
        self._slices.stop()
        self._pool.close()

    def _steps(
        self, title: str, cells: Sequence[Cell], rights: str
    ) -> Generator[float, None, tuple[QgsPrintLayout, tuple[Path, ...]]]:
        making = make_sheet(self._project, title, cells, rights)
        layout = yield from _part(making, 0, _MAKING)
        printing = print_pages(layout, self._pdf, self._pool.submit)
        return layout, (yield from _part(printing, 100 * _MAKING, 1 - _MAKING))

    def _on_printed(self, result: tuple[QgsPrintLayout, tuple[Path, ...]]) -> None:
        self._pool.close()
        layout, paths = result
        self._project.layoutManager().addLayout(layout)
        self.made.emit(layout)
        self.done.emit(paths)

    def _on_failed(self, error: Exception) -> None:
        self._pool.close()
        self.failed.emit(error)


class GifExport(Export):
    """The slots one after the other as an animated GIF."""

    _worked = pyqtSignal(object)

    def __init__(self, project: QgsProject, cells: Sequence[Cell], path: Path) -> None:
        """Prepare the pictures.

        Raises:
            InputError: Pillow is missing, or there is no image.
        """
        super().__init__()
        self._path = path
        self._pictures = len(cells)
        self._packing: list[Future[None]] = []
        self._is_stopped = False
        self._writer = GifWriter()
        self._pool = WorkerPool(width=1, closing_ms=_CLOSING_MS)
        self._frames = Frames(project, cells, self)
        self._frames.drawn.connect(self._on_drawn)
        self._frames.ended.connect(self._on_ended)
        self._worked.connect(self._on_worked)

    def start(self) -> None:
        """Begin to draw; see `Export`."""
        self._frames.start()

    def stop(self) -> None:
        """Write nothing; see `Export`."""
        self._is_stopped = True
        self._frames.stop()
        self._pool.close()

    def _on_drawn(self, frame: tuple[int, int, bytes]) -> None:
        self._packing.append(self._pool.submit(lambda: self._writer.add(frame)))
        done = len(self._packing) / self._pictures
        self.progressed.emit(100 * _DRAWING * done)

    def _on_ended(self) -> None:
        writer, path, packing = self._writer, self._path, tuple(self._packing)

        def write() -> tuple[Path, ...]:
            for picture in packing:
                picture.result()
            writer.write(path, lambda: self._is_stopped)
            return (path,)

        # The pool has one thread: what it was given before is done before.
        self._pool.submit(write).add_done_callback(self._worked.emit)

    def _on_worked(self, future: Future[Any]) -> None:
        self._pool.close()
        _tell(self, future)


class TableExport(Export):
    """The tables as CSV."""

    _worked = pyqtSignal(object)

    def __init__(self, folder: Path, target: Path) -> None:
        super().__init__()
        self._folder, self._target = folder, target
        self._pool = WorkerPool(width=1, closing_ms=_CLOSING_MS)
        self._worked.connect(self._on_worked)

    def start(self) -> None:
        """Read and write; see `Export`."""
        folder, target = self._folder, self._target

        def write() -> tuple[Path, ...]:
            try:
                target.mkdir(exist_ok=True)
            except OSError as error:
                message = say(
                    f"The folder {target} cannot be made: choose another one."
                )
                raise InputError(message) from error
            # A run may be writing them just now.
            with turn_of(folder / TABLES):
                return export_tables(RunFolder.open(folder), target)

        self._pool.submit(write).add_done_callback(self._worked.emit)

    def stop(self) -> None:
        """Wait for the tables that are being written; see `Export`."""
        self._pool.close()

    def _on_worked(self, future: Future[Any]) -> None:
        self._pool.close()
        _tell(self, future)


class Exports(QObject):  # type: ignore[misc]  # Qt has no types
    """Those under way, each with a message that tells how far it is and cancels it."""

    made = pyqtSignal(object)
    """Files that were written."""
    failed = pyqtSignal(object)
    """The exception."""

    def __init__(self, messages: Messages, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._messages = messages
        self._live: dict[Export, Callable[[], None]] = {}
        self._targets: dict[Export, Path] = {}

    def start(self, export: Export, text: str, target: Path) -> None:
        """Begin an export.

        Args:
            export: not yet begun.
            text: says what is done.
            target: where it goes.

        Raises:
            InputError: another one is going there just now.
        """
        if target in self._targets.values():
            message = translate(
                "SceneSlots", "{name} is being written already: wait, or cancel it."
            )
            raise InputError(message.format(name=target.name))
        self._targets[export] = target
        export.setParent(self)
        note = self._messages.working(text, lambda: self._stop(export))
        self._live[export] = note.close
        export.progressed.connect(note.show)
        export.done.connect(lambda paths: self._on_done(export, paths))
        export.failed.connect(lambda error: self._on_failed(export, error))
        export.start()

    def close(self) -> None:
        """Stop all; for unloading."""
        for export in tuple(self._live):
            self._stop(export)
        wait_for_abandoned(_CLOSING_MS)

    def _on_done(self, export: Export, paths: tuple[Path, ...]) -> None:
        if self._end(export):
            self.made.emit(paths)

    def _on_failed(self, export: Export, error: Exception) -> None:
        if self._end(export):
            self.failed.emit(error)

    def _stop(self, export: Export) -> None:
        if self._end(export):
            export.stop()

    def _end(self, export: Export) -> bool:
        """Forget an export; return whether it was still under way."""
        self._targets.pop(export, None)
        take_back = self._live.pop(export, None)
        if take_back is None:
            return False
        take_back()
        export.deleteLater()
        return True


def _part(
    steps: Generator[float, None, T], before: float, share: float
) -> Generator[float, None, T]:
    """Go through the steps as a part of more, from ``before`` percent on."""
    try:
        while True:
            try:
                percent = next(steps)
            except StopIteration as end:
                return end.value  # type: ignore[no-any-return]  # a T
            yield before + share * percent
    finally:
        steps.close()


def _tell(export: Export, future: Future[Any]) -> None:
    if future.cancelled():
        return
    error = future.exception()
    if error is None:
        export.done.emit(future.result())
    elif not isinstance(error, Stopped):
        export.failed.emit(error)
