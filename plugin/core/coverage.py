"""Coverage: which pixel centres a footprint claims, without overlaying polygons.

Overlays of nearly equal edges leave slivers that depend on rounding; asking for each
pixel centre whether it lies in a polygon does not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from shapely.geometry.base import BaseGeometry

    from .grid import Grid

# Windows of at most this many pixel centres are tested point by point.
_LEAF = 64 * 64

Window = tuple[int, int, int, int]
"""Rows ``[top, bottom)`` and columns ``[left, right)``."""


def adds_pixel(
    footprint: BaseGeometry,
    covered: Sequence[BaseGeometry],
    grid: Grid,
    area: BaseGeometry,
    times: int = 1,
) -> bool:
    """Return whether the footprint claims a pixel that few of the others claim.

    Only pixel centres inside the area count. A centre on the edge of the footprint
    counts as claimed by it, one on the edge of the others as not covered by them: in
    doubt a scene is kept.

    Args:
        footprint: outline in the CRS of the grid.
        covered: outlines of the scenes that are kept already, in the same CRS.
        grid: the pixel grid.
        area: the asked geometry, in the same CRS.
        times: a pixel is covered once so many of the others claim it.
    """
    for geometry in (footprint, area, *covered):
        shapely.prepare(geometry)
    return any(
        _claims(window, footprint, covered, grid, area, times)
        for window in _leaves(footprint, covered, grid, area, times)
    )


def inside(
    geometry: BaseGeometry, grid: Grid, view: tuple[slice, slice] | None = None
) -> np.ndarray:
    """Return the pixels whose centre lies in the geometry: ``(height, width)`` bool.

    Args:
        geometry: in the CRS of the grid.
        grid: the pixel grid.
        view: rows and columns of the grid to tell of; None for all of it.
    """
    rows, columns = view or (slice(0, grid.height), slice(0, grid.width))
    whole = (rows.start, rows.stop, columns.start, columns.stop)
    mask = np.zeros((whole[1] - whole[0], whole[3] - whole[2]), dtype=bool)
    shapely.prepare(geometry)
    for window, is_whole in _windows_in(geometry, grid, whole):
        top, bottom, left, right = window
        place = (
            slice(top - whole[0], bottom - whole[0]),
            slice(left - whole[2], right - whole[2]),
        )
        mask[place] = is_whole or shapely.intersects_xy(
            geometry, *_centres(grid, window)
        )
    return mask


def _claims(
    window: Window,
    footprint: BaseGeometry,
    covered: Sequence[BaseGeometry],
    grid: Grid,
    area: BaseGeometry,
    times: int,
) -> bool:
    x, y = _centres(grid, window)
    box = _box(grid, window)
    open_pixels = np.ones(x.shape, dtype=bool)
    for geometry in (footprint, area):
        # What covers the pixels has their centres inside, which is told much faster.
        if not geometry.covers(box):
            open_pixels &= shapely.intersects_xy(geometry, x, y)
    claims = np.zeros(x.shape, dtype=int)
    for other in covered:
        if not (open_pixels & (claims < times)).any():
            return False
        claims += other.covers(box) or shapely.contains_xy(other, x, y)
    return bool((open_pixels & (claims < times)).any())


def _leaves(
    footprint: BaseGeometry,
    covered: Sequence[BaseGeometry],
    grid: Grid,
    area: BaseGeometry,
    times: int,
) -> Iterator[Window]:
    """Yield the windows that could hold such a pixel, by quartering the grid."""
    waiting: list[Window] = [(0, grid.height, 0, grid.width)]
    while waiting:
        window = waiting.pop()
        box = _box(grid, window)
        if not (footprint.intersects(box) and area.intersects(box)):
            continue
        centres = _box(grid, window, inset=0.5)
        if sum(other.contains_properly(centres) for other in covered) >= times:
            continue
        if _size(window) <= _LEAF:
            yield window
        else:
            waiting.extend(_quarters(window))


def _windows_in(
    geometry: BaseGeometry, grid: Grid, whole: Window
) -> Iterator[tuple[Window, bool]]:
    """Yield windows that the geometry touches, and whether it holds all of each."""
    waiting = [whole]
    while waiting:
        window = waiting.pop()
        box = _box(grid, window)
        if not geometry.intersects(box):
            continue
        # An area that is the grid's own box has all centres, and touches all edges.
        is_whole = bool(geometry.contains_properly(_box(grid, window, inset=0.5)))
        if is_whole or _size(window) <= _LEAF:
            yield window, is_whole
        else:
            waiting.extend(_quarters(window))


def _size(window: Window) -> int:
    top, bottom, left, right = window
    return (bottom - top) * (right - left)


def _quarters(window: Window) -> Iterator[Window]:
    top, bottom, left, right = window
    middle_row, middle_column = (top + bottom + 1) // 2, (left + right + 1) // 2
    for rows in ((top, middle_row), (middle_row, bottom)):
        for columns in ((left, middle_column), (middle_column, right)):
            if rows[0] < rows[1] and columns[0] < columns[1]:
                yield (*rows, *columns)


def _box(grid: Grid, window: Window, inset: float = 0.0) -> BaseGeometry:
    """Return the box of a window; inset by half a pixel, that of its pixel centres."""
    top, bottom, left, right = window
    return shapely.box(
        grid.x_min + (left + inset) * grid.resolution,
        grid.y_max - (bottom - inset) * grid.resolution,
        grid.x_min + (right - inset) * grid.resolution,
        grid.y_max - (top + inset) * grid.resolution,
    )


def _centres(grid: Grid, window: Window) -> tuple[np.ndarray, np.ndarray]:
    top, bottom, left, right = window
    x, y = np.meshgrid(grid.centres_x(left, right), grid.centres_y(top, bottom))
    return x, y
