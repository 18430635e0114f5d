"""The scene raster: for every pixel the scene it came from, with the names beside."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ..core.sentences import say
from .faults import done, said
from .landing import discard, land, part_of
from .legend import attribute_table, colour_table
from .overviews import write_overviews
from .tiff import check_readable, create_tiff, flush, release

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path
    from types import TracebackType

    from ..core.grid import Grid, Piece
    from ..core.scenes import Scene

MAX_BYTE = 254
"""Largest scene value of a UINT8 raster; above it the raster is UINT16."""


class SceneRasterWriter:
    """Writes one scene raster; a context that discards on failure.

    0 is no scene and the only nodata value of a run: here a number is a name.
    """

    def __init__(self, path: Path, grid: Grid, largest: int) -> None:
        """Create the file under a temporary name.

        Args:
            path: final name; its folder must exist.
            grid: of the whole raster.
            largest: the largest scene value that will be written.

        Raises:
            StoreError: the file cannot be created.
        """
        self._path = path
        self._sentence = say(f"The scene raster {path} could not be written")
        dtype = np.dtype("uint8" if largest <= MAX_BYTE else "uint16")
        self._counts: dict[tuple[int, int], np.ndarray] = {}
        self._dataset: Any = None
        try:
            with said(self._sentence):
                self._dataset = create_tiff(part_of(path), grid, 1, dtype)
                band = self._dataset.GetRasterBand(1)
                band.SetDescription("scene")
                done(band.SetNoDataValue(0))
        except BaseException:
            self.discard()
            raise
        self._dtype = dtype

    def __enter__(self) -> SceneRasterWriter:
        """Return the writer."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Discard what was not finished."""
        self.discard()

    def write(self, piece: Piece, values: np.ndarray) -> None:
        """Write one piece; a piece written again replaces itself.

        Args:
            piece: where they belong.
            values: scene values of shape ``(height, width)``, numbered for the run.

        Raises:
            StoreError: the disk refuses.
            ValueError: the shape does not fit the piece, or a value the raster.
        """
        if values.shape != (piece.height, piece.width):
            message = f"Scene values of {values.shape} do not fit the piece."
            raise ValueError(message)
        counts = np.bincount(values.ravel().astype(np.int64))
        if len(counts) > 256**self._dtype.itemsize:
            message = f"The scene value {len(counts) - 1} is larger than announced."
            raise ValueError(message)
        with said(self._sentence):
            band = self._dataset.GetRasterBand(1)
            done(band.WriteArray(values.astype(self._dtype), piece.column, piece.row))
            release(self._dataset)
        self._counts[piece.column, piece.row] = counts

    def finish(
        self,
        entries: Sequence[tuple[int, Scene]],
        stop: Callable[[], bool] = lambda: False,
    ) -> dict[int, int]:
        """Complete the file and give it its name; return the pixels of each value.

        Args:
            entries: each scene value with its scene; also such without a pixel.
            stop: whether to stop; overviews of a large image take seconds.

        Raises:
            StoreError: the disk refuses.
            Stopped: ``stop()`` became true.
        """
        counts = self._merged()
        with said(self._sentence):
            dataset = self._dataset
            # A palette is taken only between two writings of the directory.
            flush(dataset)
            band = dataset.GetRasterBand(1)
            done(band.SetColorTable(colour_table(entries)))
            done(band.SetDefaultRAT(attribute_table(entries, counts)))
            write_overviews(dataset, "MODE", stop)
            self._dataset = dataset = band = None
            check_readable(part_of(self._path))
            land(self._path)
        return counts

    def discard(self) -> None:
        """Leave nothing behind of a file that was not finished."""
        with said(f"The file {part_of(self._path)} could not be removed", strict=False):
            self._dataset = None
            discard(self._path)

    def _merged(self) -> dict[int, int]:
        length = max((len(counts) for counts in self._counts.values()), default=0)
        total = np.zeros(length, dtype=np.int64)
        for counts in self._counts.values():
            total[: len(counts)] += counts
        return {value: int(total[value]) for value in np.flatnonzero(total).tolist()}
