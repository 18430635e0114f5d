"""Reads a GeoTIFF back: a file of the run, or an answer of the service."""

from __future__ import annotations

import re
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from osgeo import gdal

from ..core.blocks import blocks_of
from ..core.errors import AnswerError, Stopped, StoreError
from ..core.sentences import say
from .faults import known, said
from .tiff import open_tiff

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_MAX_BANDS = 64
# GDAL's messages name the file, which here says nothing to a person.
_IN_BODY = re.compile(r"[`\']?/vsisubfile/\d+_\d+,.*?\.tar[`\']?:? ?")


@dataclass(frozen=True)
class Raster:
    """A raster in memory."""

    values: np.ndarray
    """Of shape ``(bands, height, width)``."""
    valid: np.ndarray
    """Of shape ``(height, width)``: the mask band, all true without one."""
    geotransform: tuple[float, float, float, float, float, float]
    epsg: int | None
    bands: tuple[str, ...]
    """Descriptions of the bands, empty where they have none."""


def read_raster(path: Path) -> Raster:
    """Return a file of the run.

    Raises:
        StoreError: it is missing or no readable GeoTIFF.
    """
    with said(f"The image {path} could not be read"):
        return _read(open_tiff(str(path)))


@dataclass(frozen=True)
class AnswerFile:
    """A GeoTIFF inside of the body of an answer on disk."""

    path: Path
    """Of the body."""
    offset: int
    """In bytes."""
    size: int
    """In bytes."""
    width: int
    """Pixels that were asked for."""
    height: int

    @contextmanager
    def open(self) -> Iterator[AnswerImage]:
        """Open the image as long as the context lasts, for one thread.

        Raises:
            AnswerError: the bytes are no readable TIFF, or it is of another size.
        """
        name = f"/vsisubfile/{self.offset}_{self.size},{self.path}"
        with _of_the_service():
            dataset = open_tiff(name)
            _check_size(dataset, self.width, self.height)
            image = AnswerImage(dataset)
        del dataset
        try:
            yield image
        finally:
            image.close()

    def read(self) -> np.ndarray:
        """Return the whole of a small image: ``(bands, height, width)``.

        Raises:
            AnswerError: it cannot be read.
        """
        with self.open() as image:
            return image.read(0, self.height)

    def check(self, stop: Callable[[], bool] = lambda: False) -> None:
        """Read every pixel once.

        Raises:
            AnswerError: some cannot be read.
            Stopped: ``stop()`` became true.
        """
        with self.open() as image:
            for rows in blocks_of(self.height):
                if stop():
                    raise Stopped
                image.read(*rows)


class AnswerImage:
    """An open image of the service, read by rows."""

    def __init__(self, dataset: gdal.Dataset) -> None:
        self._dataset = dataset
        self._bands = [dataset.GetRasterBand(1 + n) for n in range(dataset.RasterCount)]
        corner = [known(band.ReadAsArray(0, 0, 1, 1)) for band in self._bands]
        self.bands = len(corner)
        self.dtype: np.dtype[Any] = np.result_type(*corner)
        self._block = self._bands[0].GetBlockSize()[1]

    def read(self, top: int, bottom: int) -> np.ndarray:
        """Return the rows ``[top, bottom)`` of all bands: ``(bands, rows, width)``.

        Raises:
            AnswerError: they cannot be read.
        """
        width, rows = self._dataset.RasterXSize, bottom - top
        values = np.empty((self.bands, rows, width), dtype=self.dtype)
        with _of_the_service():
            for target, band in zip(values, self._bands):
                target[:] = known(band.ReadAsArray(0, top, width, rows))
            if self._block <= rows:
                # GDAL's cache counts for all of QGIS: hold no image in it.
                for band in self._bands:
                    band.FlushCache()
        return values

    def close(self) -> None:
        """Let go of the file: where it is open some systems do not remove it."""
        self._bands = []
        self._dataset = None


@contextmanager
def _of_the_service() -> Iterator[None]:
    """Turn what fails inside into an `AnswerError`."""
    try:
        with said("The image that the service sent could not be read"):
            yield
    except StoreError as error:
        raise AnswerError(_IN_BODY.sub("", str(error))) from error


def _check_size(dataset: gdal.Dataset, width: int, height: int) -> None:
    size = (dataset.RasterXSize, dataset.RasterYSize)
    # Before a pixel is read: a small body may claim to be a huge image.
    if dataset.RasterCount > _MAX_BANDS or size != (width, height):
        message = say(
            f"it has {size[0]} by {size[1]} pixels (bands: {dataset.RasterCount})"
            f" where {width} by {height} were asked for"
        )
        raise RuntimeError(message)


def _read(dataset: gdal.Dataset) -> Raster:
    bands = [dataset.GetRasterBand(1 + at) for at in range(dataset.RasterCount)]
    values = np.stack([known(band.ReadAsArray()) for band in bands])
    if bands[0].GetMaskFlags() & gdal.GMF_PER_DATASET:
        valid = known(bands[0].GetMaskBand().ReadAsArray()) > 0
    else:
        valid = np.ones(values.shape[1:], dtype=bool)
    reference = dataset.GetSpatialRef()
    code = reference.GetAuthorityCode(None) if reference else None
    return Raster(
        values,
        valid,
        tuple(dataset.GetGeoTransform()),
        int(code) if code and code.isdigit() else None,
        tuple(band.GetDescription() for band in bands),
    )
