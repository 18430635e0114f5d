"""Blocks: arrays of a piece's size worked through in rows.

For numpy every number that picks an element takes eight bytes, so that a table looked
up for all pixels of a piece at once takes several times the memory of its result.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

BLOCK = 256
"""Rows in a block; also the pixels a side of a tile in a file."""

Span = tuple[int, int]
"""Half-open, of rows or columns."""


def blocks_of(height: int, first: int = 0) -> Iterator[Span]:
    """Yield blocks of rows; the first may be lower, to end at the edge of a tile."""
    edges = [0, *range(first or BLOCK, height, BLOCK), height]
    yield from zip(edges, edges[1:])


def look_up(table: np.ndarray, values: np.ndarray) -> np.ndarray:
    """Return the entry of a table for each value, of the table's type.

    Args:
        table: by value, of one dimension.
        values: whole numbers ``(height, width)``.
    """
    found = np.empty(values.shape, dtype=table.dtype)
    for top, bottom in blocks_of(len(values)):
        found[top:bottom] = table[values[top:bottom]]
    return found


def count_values(values: np.ndarray, where: np.ndarray) -> dict[int, int]:
    """Return how often each value above 0 occurs.

    Args:
        values: whole numbers ``(height, width)``.
        where: the pixels that count, of the same shape.
    """
    total = np.zeros(1, dtype=np.int64)
    for top, bottom in blocks_of(len(values)):
        picked = values[top:bottom][where[top:bottom]]
        counts = np.bincount(picked, minlength=len(total))
        counts[: len(total)] += total
        total = counts
    total[0] = 0
    return {value: int(total[value]) for value in np.flatnonzero(total).tolist()}
