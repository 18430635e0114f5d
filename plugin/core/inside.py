"""Inside: which pixels of a grid a geometry holds, known piece by piece."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from .coverage import inside
from .errors import Stopped

if TYPE_CHECKING:
    from collections.abc import Callable

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
        self._count: int | None = None

    def count(self, stop: Callable[[], bool]) -> int:
        """Return the number of pixels inside.

        Args:
            stop: whether to stop; a large area takes a second.

        Raises:
            Stopped: ``stop()`` became true.
        """
        if self._count is None:
            count = 0
            for piece in self._grid.pieces():
                if stop():
                    raise Stopped
                count += np.count_nonzero(self.of(piece))
            self._count = count
        return self._count

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
