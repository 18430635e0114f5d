"""The images of a run: GeoTIFFs written piece by piece, whole under their name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from osgeo import gdal

from ..core.blocks import BLOCK, blocks_of
from ..core.errors import Stopped
from ..core.sentences import say
from .faults import done, said
from .landing import discard, land, part_of
from .options import gdal_option
from .overviews import write_overviews
from .statistics import Statistics, measure, merge
from .tiff import (
    MASK_VALUE,
    check_readable,
    create_tiff,
    release,
    stored_type,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path
    from types import TracebackType

    from ..core.grid import Grid, Piece


class ImageWriter:
    """Writes one image on the grid of the run; a context that discards on failure.

    Validity goes into a mask band inside the file, and into NaN besides where the
    values are floats; no integer value ever means "missing".
    """

    def __init__(
        self,
        path: Path,
        grid: Grid,
        bands: Sequence[str],
        dtype: np.dtype[Any] | type[np.generic] | str,
    ) -> None:
        """Create the file under a temporary name.

        Args:
            path: final name; its folder must exist.
            grid: of the whole image.
            bands: their names, in order.
            dtype: numpy type of the values; ``int8`` is widened to ``int16``.

        Raises:
            StoreError: the file cannot be created.
        """
        self._path = path
        self._sentence = say(f"The image {path} could not be written")
        self._measured: dict[tuple[int, int], tuple[Statistics | None, ...]] = {}
        self._dtype = stored_type(np.dtype(dtype))
        self._is_float = self._dtype.kind == "f"
        self._dataset: gdal.Dataset = None
        try:
            with said(self._sentence):
                self._dataset = create_tiff(
                    part_of(path), grid, len(bands), self._dtype
                )
                self._describe(bands)
                self._add_mask()
        except BaseException:
            self.discard()
            raise

    def __enter__(self) -> ImageWriter:
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

    def write(
        self,
        piece: Piece,
        values: np.ndarray,
        valid: np.ndarray,
        stop: Callable[[], bool] = lambda: False,
    ) -> None:
        """Write the pixels of one piece; a piece written again replaces itself.

        Args:
            piece: where they belong.
            values: of shape ``(bands, height, width)``.
            valid: of shape ``(height, width)``, true where a scene has data.
            stop: whether to stop; to compress many bands takes a second.

        Raises:
            StoreError: the disk refuses.
            Stopped: ``stop()`` became true.
            ValueError: the shapes do not fit the piece.
        """
        shape = (self._dataset.RasterCount, piece.height, piece.width)
        if values.shape != shape or valid.shape != shape[1:]:
            message = f"Values of {values.shape} do not fit a piece of {shape}."
            raise ValueError(message)
        measured = []
        with said(self._sentence):
            for left, right in blocks_of(piece.width, -piece.column % BLOCK):
                if stop():
                    raise Stopped
                columns = slice(left, right)
                offset = (piece.column + left, piece.row)
                measured.append(
                    self._write(offset, values[:, :, columns], valid[:, columns])
                )
        self._measured[piece.column, piece.row] = _merged(measured)

    def _write(
        self, offset: tuple[int, int], values: np.ndarray, valid: np.ndarray
    ) -> list[Statistics | None]:
        """Write a window, and return what its bands measure."""
        measured = []
        # Band by band: of many bands no copy of all is made.
        for number, band in enumerate(values, start=1):
            stored = self._stored(band, valid)
            done(self._dataset.GetRasterBand(number).WriteArray(stored, *offset))
            measured.append(measure(stored, valid))
        mask = np.where(valid, MASK_VALUE, 0).astype(np.uint8)
        done(self._dataset.GetRasterBand(1).GetMaskBand().WriteArray(mask, *offset))
        release(self._dataset)
        return measured

    def finish(
        self,
        tags: Mapping[str, str],
        imagery: Mapping[str, str],
        *,
        resampling: str = "AVERAGE",
        stop: Callable[[], bool] = lambda: False,
    ) -> tuple[Statistics | None, ...]:
        """Complete the file and give it its name; return the statistics per band.

        Args:
            tags: metadata of the default domain.
            imagery: metadata of GDAL's domain ``IMAGERY``.
            resampling: of the overviews: ``MODE`` where the values are classes.
            stop: whether to stop; overviews of a large image take seconds.

        Raises:
            StoreError: the disk refuses.
            Stopped: ``stop()`` became true.
        """
        figures = _merged(self._measured.values())
        with said(self._sentence):
            dataset = self._dataset
            dataset.SetMetadata(dict(tags))
            if imagery:
                dataset.SetMetadata(dict(imagery), "IMAGERY")
            for number, figure in enumerate(figures, start=1):
                if figure:
                    band = dataset.GetRasterBand(number)
                    band.SetStatistics(*figure.as_gdal())
                    share = figure.count / (dataset.RasterXSize * dataset.RasterYSize)
                    # To pool the figures of several images, one needs their weight.
                    band.SetMetadataItem(
                        "STATISTICS_VALID_PERCENT", f"{share:.6%}"[:-1]
                    )
            band = None
            write_overviews(dataset, resampling, stop)
            self._dataset = dataset = None
            check_readable(part_of(self._path))
            land(self._path)
        return figures

    def discard(self) -> None:
        """Leave nothing behind of a file that was not finished."""
        with said(f"The file {part_of(self._path)} could not be removed", strict=False):
            self._dataset = None
            discard(self._path)

    def _stored(self, band: np.ndarray, valid: np.ndarray) -> np.ndarray:
        """Return a band as it is stored: a float that is missing is NaN."""
        stored = band.astype(self._dtype, copy=False)
        if self._is_float:
            stored = np.where(valid, stored, self._dtype.type(np.nan))
        return stored

    def _describe(self, bands: Sequence[str]) -> None:
        for number, name in enumerate(bands, start=1):
            band = self._dataset.GetRasterBand(number)
            band.SetDescription(name)
            if self._is_float:
                done(band.SetNoDataValue(float("nan")))

    def _add_mask(self) -> None:
        with gdal_option("GDAL_TIFF_INTERNAL_MASK", "YES"):
            done(self._dataset.CreateMaskBand(gdal.GMF_PER_DATASET))


def _merged(
    parts: Iterable[Sequence[Statistics | None]],
) -> tuple[Statistics | None, ...]:
    """Return the statistics of each band of all parts together."""
    return tuple(merge(figures) for figures in zip(*parts))
