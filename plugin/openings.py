"""Openings: runs on disk are read in a worker, then shown step by step."""

from __future__ import annotations

from typing import TYPE_CHECKING, Callable

from qgis.PyQt.QtCore import QObject, pyqtSignal

from .core.errors import InputError
from .layers.area import grid_extent
from .layers.runs import find_run
from .opening import Opening
from .pipeline.recall import recall
from .store.folder import TABLES
from .store.reading import read_images
from .store.turns import turn_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from .core.images import Image
    from .core.job import Job
    from .core.product import Product
    from .jobs.asides import Asides
    from .surroundings import Surroundings


class Openings(QObject):  # type: ignore[misc]  # Qt has no types
    """Adds runs to the project, and lets layers follow what was changed on disk."""

    zooming = pyqtSignal()
    """The map is about to move to a run, which is no area to ask for."""
    ended = pyqtSignal(object)
    """The folder of a run whose layers are there now."""
    failed = pyqtSignal(object)
    """The error."""

    def __init__(
        self,
        around: Surroundings,
        asides: Asides,
        products: Iterable[Product],
        attribution: Callable[[Job], str],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._around = around
        self._asides = asides
        self._products = products
        self._attribution = attribution
        self._going: list[Opening] = []

    def close(self) -> None:
        """Add nothing more; for unloading."""
        for opening in self._going:
            opening.close()
        self._going.clear()

    def recall(self, folder: Path, then: Callable[[Job], None]) -> None:
        """Read the job of a folder, and go on with it in the main thread."""
        products = tuple(self._products)

        def go_on(job: Job) -> None:
            try:
                then(job)
            except InputError as error:
                self.failed.emit(error)

        self._asides.do(lambda _: recall(folder, products), go_on, self.failed.emit)

    def add(self, folder: Path) -> None:
        """Add a run to the map, and go there unless the map shows a part of it."""
        products = tuple(self._products)

        def read() -> tuple[Job, tuple[Image, ...]]:
            job = recall(folder, products)
            with turn_of(folder / TABLES):
                return job, read_images(folder / TABLES)

        def show(found: tuple[Job, tuple[Image, ...]]) -> None:
            self._go_to(found[0])
            self._start(*found, is_shown=True)

        self._asides.do(lambda _: read(), show, self.failed.emit)

    def renew(self, folder: Path, changed: tuple[Image, ...]) -> None:
        """Let the layers of a run follow its rows, where the project shows it."""
        if changed and find_run(self._around.project, folder) is not None:
            self.recall(folder, lambda job: self._start(job, changed, is_shown=False))

    def _start(self, job: Job, images: Iterable[Image], *, is_shown: bool) -> None:
        opening = Opening(
            self._around.project,
            self._around.canvas,
            job,
            images,
            lambda: self._attribution(job),
            self,
            is_shown=is_shown,
        )
        self._going.append(opening)
        opening.ended.connect(lambda error: self._on_ended(opening, job.folder, error))
        opening.start()

    def _on_ended(
        self, opening: Opening, folder: Path, error: Exception | None
    ) -> None:
        if opening in self._going:
            self._going.remove(opening)
            opening.deleteLater()
        if error is not None:
            self.failed.emit(error)
        self.ended.emit(folder)

    def _go_to(self, job: Job) -> None:
        canvas, project = self._around.canvas, self._around.project
        crs = canvas.mapSettings().destinationCrs()
        try:
            extent = grid_extent(job.grid, crs, project.transformContext())
        except InputError:
            return  # the map's CRS does not reach there
        if not canvas.extent().intersects(extent):
            self.zooming.emit()
            canvas.setExtent(extent)
            canvas.refresh()
