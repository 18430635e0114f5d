"""Which stored pixel lies under the centre of each pixel of a grid."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from osgeo import gdal, osr

from .bounds import spatial_reference

if TYPE_CHECKING:
    from .job import JobGrid

Array = NDArray[Any]
TOLERANCE = 0.01
"""Allowed error of the interpolated position, stored pixels."""
START_STEP = 64
"""Grid pixels between exactly transformed points, at first."""


@dataclass(frozen=True)
class Places:
    """Nearest stored pixels of a strip of the grid."""

    window: tuple[int, int, int, int]
    """Column, row, width, height to read from the file."""
    columns: Array
    """Column in the window: (width) or, where axes are not parallel, (rows, width)."""
    rows: Array
    inside: Array | None
    """(rows, width) where the file has a pixel; None: everywhere."""
    step: float
    """Stored pixels between two neighbours of the grid."""

    def take(self, window: Array) -> Array:
        """Return (bands, rows, width) of a window that was read."""
        if self.columns.ndim > 1:
            return np.asarray(window[:, self.rows, self.columns])
        if self._is_identity(window):
            return window
        return np.asarray(window[:, self.rows[:, None], self.columns])

    def _is_identity(self, window: Array) -> bool:
        _, height, width = window.shape
        return (
            self.columns.size == width
            and self.rows.size == height
            and bool((np.diff(self.columns) == 1).all())
            and bool((np.diff(self.rows) == 1).all())
        )


def places(
    dataset: gdal.Dataset, grid: JobGrid, rows: tuple[int, int]
) -> Places | None:
    """Return the places of a strip, None where it misses the file altogether."""
    x0, dx, _, y0, _, dy = dataset.GetGeoTransform()
    shape = (dataset.RasterXSize, dataset.RasterYSize)
    xs, ys = grid_centres(grid, rows)
    target = spatial_reference(grid.epsg)
    crs = dataset.GetSpatialRef().Clone()
    crs.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    if crs.IsSame(target):
        columns, lines = (xs - x0) / dx, (ys - y0) / dy
        return _parallel(columns, lines, shape)
    transform = osr.CoordinateTransformation(target, crs)
    px, py = _transformed(transform, xs, ys, max(abs(dx), abs(dy)))
    return _general((px - x0) / dx, (py - y0) / dy, shape)


def grid_centres(grid: JobGrid, rows: tuple[int, int]) -> tuple[Array, Array]:
    """Return x of the columns and y of the rows' pixel centres."""
    west, south, east, north = grid.bbox
    xs = west + (np.arange(grid.width) + 0.5) * ((east - west) / grid.width)
    ys = north - (np.arange(*rows) + 0.5) * ((north - south) / grid.height)
    return xs, ys


def _parallel(columns: Array, lines: Array, shape: tuple[int, int]) -> Places | None:
    step = abs(float(columns[-1] - columns[0])) / max(1, columns.size - 1)
    col, row = _index(columns), _index(lines)
    in_col = (col >= 0) & (col < shape[0])
    in_row = (row >= 0) & (row < shape[1])
    if not in_col.any() or not in_row.any():
        return None
    whole = bool(in_col.all() and in_row.all())
    left, top = int(col[in_col].min()), int(row[in_row].min())
    right, bottom = int(col[in_col].max()), int(row[in_row].max())
    return Places(
        (left, top, right - left + 1, bottom - top + 1),
        np.clip(col, left, right) - left,
        np.clip(row, top, bottom) - top,
        None if whole else in_row[:, None] & in_col[None, :],
        step or 1.0,
    )


def _general(columns: Array, lines: Array, shape: tuple[int, int]) -> Places | None:
    good = np.isfinite(columns) & np.isfinite(lines)
    col = _index(np.where(good, columns, -1.0))
    row = _index(np.where(good, lines, -1.0))
    inside = (col >= 0) & (col < shape[0]) & (row >= 0) & (row < shape[1])
    if not inside.any():
        return None
    left, top = int(col[inside].min()), int(row[inside].min())
    right, bottom = int(col[inside].max()), int(row[inside].max())
    mid = columns.shape[0] // 2
    across = columns[mid, -1] - columns[mid, 0]
    down = lines[mid, -1] - lines[mid, 0]
    step = float(np.hypot(across, down)) / max(1, columns.shape[1] - 1)
    return Places(
        (left, top, right - left + 1, bottom - top + 1),
        np.clip(col, left, right) - left,
        np.clip(row, top, bottom) - top,
        None if inside.all() else inside,
        step if np.isfinite(step) and step > 0 else 1.0,
    )


def _index(position: Array) -> Array:
    # A centre exactly on an edge belongs to the pixel after it; the small amount
    # keeps the noise of the arithmetic from deciding.
    return np.asarray(np.floor(position + 1e-6), np.int64)


def _transformed(
    transform: osr.CoordinateTransformation, xs: Array, ys: Array, pixel: float
) -> tuple[Array, Array]:
    """Return transformed centres: exact on a coarse net, interpolated between."""
    step = START_STEP
    while True:
        net_x, net_y = _net(xs, step), _net(ys, step)
        fine_x, fine_y = _net(xs, max(1, step // 2)), _net(ys, max(1, step // 2))
        coarse = _exact(transform, net_x, net_y)
        fine = _exact(transform, fine_x, fine_y)
        error = max(
            float(np.nanmax(np.abs(_spread(c, net_x, net_y, fine_x, fine_y) - f)))
            for c, f in zip(coarse, fine)
        )
        if step == 1 or error <= TOLERANCE * pixel:
            px, py = (_spread(f, fine_x, fine_y, xs, ys) for f in fine)
            return px, py
        step //= 2


def _net(values: Array, step: int) -> Array:
    """Return places a number of pixels apart, around all values.

    They are the same whatever part of a grid is asked for, so that parts fit together.
    """
    if values.size == 1:
        return values
    length = step * float(values[-1] - values[0]) / (values.size - 1)
    ends = np.sort(values[[0, -1]] / length)
    first, last = int(np.floor(ends[0] - 1e-6)), int(np.ceil(ends[1] + 1e-6))
    # Descending values have negative lengths, so that their net descends, too.
    return np.arange(first, last + 1) * length


def _exact(
    transform: osr.CoordinateTransformation, xs: Array, ys: Array
) -> tuple[Array, Array]:
    points = np.stack(np.meshgrid(xs, ys), axis=-1).reshape(-1, 2)
    out = np.asarray(transform.TransformPoints(points.tolist()))[:, :2]
    px, py = out.reshape(ys.size, xs.size, 2).transpose(2, 0, 1)
    return px, py


def _spread(values: Array, xs: Array, ys: Array, to_x: Array, to_y: Array) -> Array:
    """Interpolate a net linearly, first along rows, then along columns."""
    across = np.stack([_line(to_x, xs, row) for row in values])
    if ys.size == 1:
        return np.repeat(across, to_y.size, axis=0)
    place = np.clip(np.searchsorted(-ys, -to_y, side="right") - 1, 0, ys.size - 2)
    share = ((to_y - ys[place]) / (ys[place + 1] - ys[place]))[:, None]
    return np.asarray(across[place] * (1 - share) + across[place + 1] * share)


def _line(to_x: Array, xs: Array, row: Array) -> Array:
    return np.interp(to_x, xs, row) if xs.size > 1 else np.full(to_x.size, row[0])
