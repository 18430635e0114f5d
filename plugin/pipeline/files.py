"""The files of one slot while they are written: image, scenes, cloud classes."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from ..core.blocks import blocks_of
from ..core.clouds import NO_CLASS
from ..store.rasters import ImageWriter
from ..store.scene_rasters import SceneRasterWriter

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path
    from types import TracebackType

    from ..core.blocks import Span
    from ..core.grid import Piece
    from ..core.job import Job
    from ..core.scenes import Scene
    from ..hub.transport import Stop
    from .overlay import Block, Pixels

_UINT8_VALUES, _UINT16_VALUES = 254, 65534


class SlotFiles:
    """A context that discards what was not finished."""

    def __init__(self, path: Path, job: Job, pixels: Pixels, *, wide: bool) -> None:
        """Create the files under temporary names.

        Args:
            path: final name of the image.
            job: grid, product and cloud source.
            pixels: of the first piece: type and number of bands.
            wide: whether scene values need 16 bits.

        Raises:
            StoreError: the disk refuses.
        """
        names = job.product.bands
        if len(names) != pixels.bands:
            names = tuple(f"B{number}" for number in range(1, pixels.bands + 1))
        largest = _UINT16_VALUES if wide else _UINT8_VALUES
        self._scenes: SceneRasterWriter | None = None
        self._classes: ImageWriter | None = None
        self._missing = set(job.grid.pieces())
        with ExitStack() as stack:
            self._image = stack.enter_context(
                ImageWriter(path, job.grid, names, pixels.dtype)
            )
            if job.names_scenes:
                self._scenes = stack.enter_context(
                    SceneRasterWriter(_beside(path, "scene"), job.grid, largest)
                )
            if job.names_scenes and job.cloud_source:
                self._classes = stack.enter_context(
                    ImageWriter(
                        _beside(path, "cloud"), job.grid, [job.cloud_source], np.uint8
                    )
                )
            self._stack = stack.pop_all()

    def __enter__(self) -> SlotFiles:
        """Return the files."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Discard what was not finished."""
        self._stack.close()

    def write(self, piece: Piece, block: Block, values: np.ndarray, stop: Stop) -> None:
        """Write some rows of a piece.

        Args:
            piece: which one.
            block: the rows.
            values: their scene values, numbered for the slot.
            stop: whether to stop.

        Raises:
            StoreError: the disk refuses.
            Stopped: ``stop()`` became true.
        """
        self._missing.discard(piece)
        place = _rows_of(piece, block.rows)
        valid = values > 0
        self._image.write(place, block.image, valid, stop)
        if self._scenes:
            self._scenes.write(place, values)
        if self._classes and block.classes is not None:
            self._classes.write(place, block.classes[None], valid, stop)

    def finish(
        self,
        legend: Sequence[tuple[int, Scene]] | None,
        tags: Mapping[str, str],
        imagery: Mapping[str, str],
        stop: Stop,
    ) -> None:
        """Complete the files and give them their names.

        Args:
            legend: each scene value with its scene.
            tags: of the image's default domain.
            imagery: of its domain ``IMAGERY``.
            stop: whether to stop.

        Raises:
            StoreError: the disk refuses.
            Stopped: ``stop()`` became true.
        """
        # The image last: it never stands there without the others.
        if self._scenes:
            self._scenes.finish(legend or (), stop)
        if self._classes:
            self._fill(self._classes, stop)
            self._classes.finish({}, {}, resampling="MODE", stop=stop)
        self._image.finish(tags, imagery, stop=stop)

    def _fill(self, classes: ImageWriter, stop: Stop) -> None:
        """Write what never came as no class: 0 is one."""
        for piece in self._missing:
            for rows in blocks_of(piece.height):
                place = _rows_of(piece, rows)
                shape = (place.height, place.width)
                none = np.full((1, *shape), NO_CLASS, dtype=np.uint8)
                classes.write(place, none, np.zeros(shape, dtype=bool), stop)


def _rows_of(piece: Piece, rows: Span) -> Piece:
    top, bottom = rows
    return replace(piece, row=piece.row + top, height=bottom - top)


def _beside(path: Path, kind: str) -> Path:
    return path.with_name(f"{path.stem}.{kind}.tif")
