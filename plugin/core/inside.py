"""Inside: which pixels of a grid a geometry holds, known piece by piece."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from .coverage import inside

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from .grid import Grid, Piece


class Inside:
    """The pixels of a grid whose centre lies in a geometry.

    No mask of the whole grid is ever held: of each piece a bit a pixel is kept, and
    nothing where all of it lies inside.
    """

    def __init__(self, geometry: BaseGeometry, grid: Grid) -> None:
        self._geometry = geometry
        self._grid = grid
        self._known: dict[Piece, np.ndarray | None] = {}

    @cached_property
    def pixels(self) -> int:
        """Number of pixels inside."""
        return sum(int(self.of(piece).sum()) for piece in self._grid.pieces())

    def of(self, piece: Piece) -> np.ndarray:
        """Return the pixels of a piece that lie inside: ``(height, width)`` bool."""
        shape = (piece.height, piece.width)
        if piece not in self._known:
            mask = inside(self._geometry, self._grid, piece.window)
            self._known[piece] = None if mask.all() else np.packbits(mask)
            return mask
        packed = self._known[piece]
        if packed is None:
            return np.ones(shape, dtype=bool)
        bits = np.unpackbits(packed, count=piece.width * piece.height)
        return bits.view(bool).reshape(shape)
