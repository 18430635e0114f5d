"""Overviews: an image at lower resolutions inside of its file, made tile by tile.

GDAL's own way asks once in a second whether to go on where an image is large, and
fills a cache that is all of QGIS's.
"""

from __future__ import annotations

from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Callable

import numpy as np
from osgeo import gdal

from ..core.blocks import BLOCK
from ..core.errors import Stopped
from .faults import done, known
from .space import ensure_space
from .tiff import MASK_VALUE, flush

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Reduce = Callable[[np.ndarray, np.ndarray], np.ndarray]
"""From values and validity ``(4, height, width)``, the four pixels that become one, to
``(height, width)``; what becomes of none that is valid does not matter."""

# Without overviews QGIS reads an image this small at once.
_SIDE = 512
_MARGIN_BYTES = 64 * 1024


def write_overviews(
    dataset: gdal.Dataset, resampling: str, stop: Callable[[], bool]
) -> None:
    """Add overviews inside the file, also of its mask, and write it to disk.

    Each pixel of one stands for four pixels of the one before.

    Args:
        dataset: complete, open for writing.
        resampling: ``AVERAGE``, or ``MODE`` where the values are classes.
        stop: whether to stop; asked for every tile.

    Raises:
        RuntimeError: GDAL refuses.
        OSError: there is no space.
        Stopped: ``stop()`` became true.
    """
    flush(dataset)
    side = max(dataset.RasterXSize, dataset.RasterYSize)
    levels: list[int] = []
    while side > _SIDE * 2 ** len(levels):
        levels.append(2 ** (len(levels) + 1))
    if not levels:
        return
    path = Path(dataset.GetDescription())
    # They take a third of the pixels, less well compressed.
    ensure_space(path, path.stat().st_size + _MARGIN_BYTES)
    done(dataset.BuildOverviews("NONE", levels))
    bands = [dataset.GetRasterBand(1 + at) for at in range(dataset.RasterCount)]
    source = bands
    for level in range(len(levels)):
        target = [known(band.GetOverview(level)) for band in bands]
        _fill(source, target, _REDUCE[resampling], stop)
        source = target
    flush(dataset)


def mean(values: np.ndarray, valid: np.ndarray) -> np.ndarray:
    """Return the mean of the valid values, whole numbers rounded half up."""
    is_float = values.dtype.kind == "f"
    if is_float:
        valid = valid & ~np.isnan(values)
    weights = valid.sum(axis=0, dtype=np.uint8)
    total = np.where(valid, values, 0).sum(axis=0, dtype=np.float64)
    means: np.ndarray = total / np.maximum(weights, 1)
    if is_float:
        means[weights == 0] = np.nan
    else:
        means = np.floor(means + 0.5)
    return means.astype(values.dtype, copy=False)


def mode(values: np.ndarray, valid: np.ndarray) -> np.ndarray:
    """Return the value that most of the valid pixels have, the first one of equals."""
    votes = [
        sum(((values == one) & valid), start=np.zeros(one.shape, np.uint8)) * able
        for one, able in zip(values, valid)
    ]
    winner = np.argmax(votes, axis=0)[None]
    modes: np.ndarray = np.take_along_axis(values, winner, axis=0)[0]
    return modes


_REDUCE: Mapping[str, Reduce] = {"AVERAGE": mean, "MODE": mode}


def _fill(
    source: Sequence[gdal.Band],
    target: Sequence[gdal.Band],
    reduce: Reduce,
    stop: Callable[[], bool],
) -> None:
    """Write an overview from the one before."""
    masks = _masks(source[0], target[0])
    none = source[0].GetNoDataValue()
    width, height = target[0].XSize, target[0].YSize
    for top, left in product(range(0, height, BLOCK), range(0, width, BLOCK)):
        place = (left, top, min(BLOCK, width - left), min(BLOCK, height - top))
        valid = _four(masks[0], place) > 0 if masks else None
        for band, smaller in zip(source, target):
            if stop():
                raise Stopped
            values = _four(band, place)
            known_pixels = values != none if valid is None else valid
            fewer = reduce(values, known_pixels)
            if valid is None:
                fewer[~known_pixels.any(axis=0)] = none
            done(smaller.WriteArray(fewer, left, top))
        if valid is not None:
            mask = np.where(valid.any(axis=0), MASK_VALUE, 0).astype(np.uint8)
            done(masks[1].WriteArray(mask, left, top))
        # GDAL's cache counts for all of QGIS.
        for band in (*source, *target, *masks):
            done(band.FlushCache())


def _masks(source: gdal.Band, target: gdal.Band) -> tuple[gdal.Band, ...]:
    """Return the masks of both; none where a value is what tells what is missing."""
    if not source.GetMaskFlags() & gdal.GMF_PER_DATASET:
        return ()
    return known(source.GetMaskBand()), known(target.GetMaskBand())


def _four(band: gdal.Band, place: tuple[int, int, int, int]) -> np.ndarray:
    """Return the four pixels behind each pixel of a place: ``(4, height, width)``.

    Behind the edge of an odd side there are the pixels of the edge once more.
    """
    left, top, width, height = place
    across = min(2 * width, band.XSize - 2 * left)
    down = min(2 * height, band.YSize - 2 * top)
    values = known(band.ReadAsArray(2 * left, 2 * top, across, down))
    values = np.pad(
        values, ((0, 2 * height - down), (0, 2 * width - across)), mode="edge"
    )
    corners = values.reshape(height, 2, width, 2).transpose(1, 3, 0, 2)
    return corners.reshape(4, height, width)
