"""Reads a GeoTIFF back: a file of the run, or an answer of the service."""

from __future__ import annotations

import re
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import uuid4

import numpy as np
from osgeo import gdal

from ..core.errors import AnswerError, StoreError
from ..core.grid import MAX_SIDE
from .faults import known, said
from .tiff import open_tiff

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_MAX_BANDS = 64
# GDAL's messages name the file, which here says nothing to a person.
_IN_MEMORY = re.compile(r"[`\']?/vsimem/\w+\.tif[`\']?:? ?")


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


def decode_tiff(
    body: bytes, *, width: int | None = None, height: int | None = None
) -> Raster:
    """Return the GeoTIFF in an answer of the service.

    Args:
        body: the bytes of the file.
        width: pixels asked for; None where any size up to the limit will do.
        height: the same.

    Raises:
        AnswerError: the bytes are no readable TIFF, or of another size.
    """
    sentence = "The image that the service sent could not be read"
    try:
        with _in_memory(body) as name, said(sentence):
            dataset = open_tiff(name)
            _check_size(dataset, width, height)
            return _read(dataset)
    except StoreError as error:
        raise AnswerError(_IN_MEMORY.sub("", str(error))) from error


@contextmanager
def _in_memory(body: bytes) -> Iterator[str]:
    name = f"/vsimem/{uuid4().hex}.tif"
    gdal.FileFromMemBuffer(name, body)
    try:
        yield name
    finally:
        gdal.Unlink(name)


def _check_size(dataset: gdal.Dataset, width: int | None, height: int | None) -> None:
    size = (dataset.RasterXSize, dataset.RasterYSize)
    asked = (width or size[0], height or size[1])
    # Before a pixel is read: a small body may claim to be a huge image.
    if max(size) > MAX_SIDE or dataset.RasterCount > _MAX_BANDS or size != asked:
        message = (
            f"it has {size[0]} by {size[1]} pixels (bands: {dataset.RasterCount})"
            f" where {asked[0]} by {asked[1]} were asked for"
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
