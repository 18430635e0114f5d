"""Overlay: what the requests of a piece delivered, laid over each other by rank.

Scene values are worked out for the whole piece. Images stay on disk and are read in
blocks of rows, so that a piece takes little memory however many bands it has.
"""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Callable

import numpy as np

from ..core.blocks import BLOCK, blocks_of
from ..core.clouds import NO_CLASS
from ..core.errors import AnswerError, Stopped
from ..core.sentences import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..core.blocks import Span
    from ..core.grid import Piece
    from ..hub.transport import Stop
    from ..store.decode import AnswerFile, AnswerImage

Rows = Callable[[int, int], np.ndarray]


@dataclass(frozen=True)
class Sheet:
    """What one request delivered over a window of a piece."""

    rows: Span
    columns: Span
    image: AnswerFile
    values: AnswerFile
    classes: AnswerFile | None
    table: np.ndarray = field(repr=False)
    """Scene value in the slot of each scene value in the answer."""


@dataclass(frozen=True)
class Block:
    """Some rows of a piece, whole in width."""

    rows: Span
    image: np.ndarray = field(repr=False)
    """``(bands, rows, width)``."""
    classes: np.ndarray | None = field(repr=False)
    """``(rows, width)``, where a cloud source was asked for."""


class Overlay:
    """The sheets of one piece as one image."""

    def __init__(
        self,
        piece: Piece,
        sheets: Sequence[Sheet],
        ranks: np.ndarray,
        stop: Stop = lambda: False,
    ) -> None:
        """Let at each pixel the scene win that ranks first.

        Args:
            piece: the window of the grid.
            sheets: in the order they came, at least one; of equals the first wins.
            ranks: rank by scene value; the lowest wins.
            stop: whether to stop.

        Raises:
            AnswerError: a scene raster cannot be read.
            Stopped: ``stop()`` became true.
        """
        shape = (piece.height, piece.width)
        self._piece = piece
        self._sheets = sheets
        largest = max(int(sheet.table.max(initial=0)) for sheet in sheets)
        self.values = np.zeros(shape, dtype=np.min_scalar_type(largest))
        """Scene values for the slot, 0 where no scene has data."""
        self._source = np.zeros(shape, dtype=np.min_scalar_type(len(sheets)))
        for number, sheet in enumerate(sheets, 1):
            self._lay(sheet, number, ranks, stop)

    def _lay(self, sheet: Sheet, number: int, ranks: np.ndarray, stop: Stop) -> None:
        columns = slice(*sheet.columns)
        with sheet.values.open() as raster:
            for top, bottom in blocks_of(sheet.values.height):
                if stop():
                    raise Stopped
                place = (slice(sheet.rows[0] + top, sheet.rows[0] + bottom), columns)
                more = sheet.table[raster.read(top, bottom)[0]]
                mine, source = self.values[place], self._source[place]
                # Where no scene has data, too, some answer says what is drawn there.
                better = (ranks[more] < ranks[mine]) | (source == 0)
                mine[better] = more[better]
                source[better] = number

    @contextmanager
    def open(self) -> Iterator[Pixels]:
        """Open the images and classes as long as the context lasts.

        Raises:
            AnswerError: they cannot be read, or are not alike.
        """
        with ExitStack() as stack:
            images = [stack.enter_context(sheet.image.open()) for sheet in self._sheets]
            bands = images[0].bands
            if any(image.bands != bands for image in images):
                message = say("The answers over one piece differ in their bands.")
                raise AnswerError(message)
            classes = [
                stack.enter_context(sheet.classes.open())
                for sheet in self._sheets
                if sheet.classes
            ]
            empty = np.zeros(bands, dtype=images[0].dtype)
            none = np.full(1, NO_CLASS, dtype=np.uint8)
            yield Pixels(
                self._piece,
                bands,
                images[0].dtype,
                lambda top, bottom: self._read(images, (top, bottom), empty),
                (lambda top, bottom: self._read(classes, (top, bottom), none)[0])
                if classes
                else None,
            )

    def _read(
        self, images: Sequence[AnswerImage], rows: Span, empty: np.ndarray
    ) -> np.ndarray:
        """Return rows of the piece from the sheet that won each pixel."""
        top, bottom = rows
        if len(images) == 1 and self._source.all():
            return images[0].read(top, bottom)
        shape = (len(empty), bottom - top, self._piece.width)
        values = np.empty(shape, dtype=empty.dtype)
        values[:] = empty[:, None, None]
        for number, (sheet, image) in enumerate(zip(self._sheets, images), 1):
            first, last = max(top, sheet.rows[0]), min(bottom, sheet.rows[1])
            if first >= last:
                continue
            columns = slice(*sheet.columns)
            won = self._source[first:last, columns] == number
            if won.any():
                more = image.read(first - sheet.rows[0], last - sheet.rows[0])
                place = values[:, first - top : last - top, columns]
                place[:, won] = more[:, won]
        return values


@dataclass(frozen=True)
class Pixels:
    """The image and the classes of a piece, open and read by rows."""

    piece: Piece
    bands: int
    dtype: np.dtype[np.generic]
    image: Rows
    classes: Rows | None = None

    def blocks(self) -> Iterator[Block]:
        """Yield all rows, in blocks that fill the tiles of a file.

        Raises:
            AnswerError: they cannot be read.
        """
        for rows in blocks_of(self.piece.height, -self.piece.row % BLOCK):
            yield Block(
                rows, self.image(*rows), self.classes(*rows) if self.classes else None
            )
