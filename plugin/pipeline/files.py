"""The files of one slot while they are written: image, scenes, cloud classes."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

import numpy as np

from ..store.rasters import ImageWriter
from ..store.scene_rasters import SceneRasterWriter

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path
    from types import TracebackType

    from ..core.job import Job
    from ..core.scenes import Scene
    from .piece import PieceImage

_UINT8_VALUES, _UINT16_VALUES = 254, 65534


class SlotFiles:
    """A context that discards what was not finished."""

    def __init__(self, path: Path, job: Job, pixels: np.ndarray, *, wide: bool) -> None:
        """Create the files under temporary names.

        Args:
            path: final name of the image.
            job: grid, product and cloud source.
            pixels: of the first piece, ``(bands, height, width)``: type and bands.
            wide: whether scene values need 16 bits.

        Raises:
            StoreError: the disk refuses.
        """
        names = job.product.bands
        if len(names) != len(pixels):
            names = tuple(f"B{number}" for number in range(1, len(pixels) + 1))
        largest = _UINT16_VALUES if wide else _UINT8_VALUES
        self._scenes: SceneRasterWriter | None = None
        self._classes: ImageWriter | None = None
        with ExitStack() as stack:
            self._image = stack.enter_context(
                ImageWriter(path, job.grid, names, pixels.dtype)
            )
            if job.names_scenes:
                self._scenes = stack.enter_context(
                    SceneRasterWriter(_beside(path, "scene"), job.grid, largest)
                )
            if job.names_scenes and job.cloud_source:
                self._classes = stack.enter_context(
                    ImageWriter(
                        _beside(path, "cloud"), job.grid, [job.cloud_source], np.uint8
                    )
                )
            self._stack = stack.pop_all()

    def __enter__(self) -> SlotFiles:
        """Return the files."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Discard what was not finished."""
        self._stack.close()

    def write(self, arrived: PieceImage, values: np.ndarray) -> None:
        """Write a piece, its scene values numbered for the slot.

        Raises:
            StoreError: the disk refuses.
        """
        valid = values > 0
        self._image.write(arrived.piece, arrived.image, valid)
        if self._scenes:
            self._scenes.write(arrived.piece, values)
        if self._classes and arrived.classes is not None:
            self._classes.write(arrived.piece, arrived.classes[None], valid)

    def finish(
        self,
        legend: Sequence[tuple[int, Scene]] | None,
        tags: Mapping[str, str],
        imagery: Mapping[str, str],
    ) -> None:
        """Complete the files and give them their names.

        Args:
            legend: each scene value with its scene.
            tags: of the image's default domain.
            imagery: of its domain ``IMAGERY``.

        Raises:
            StoreError: the disk refuses.
        """
        # The image last: it never stands there without the others.
        if self._scenes:
            self._scenes.finish(legend or ())
        if self._classes:
            self._classes.finish({}, {}, resampling="MODE")
        self._image.finish(tags, imagery)


def _beside(path: Path, kind: str) -> Path:
    return path.with_name(f"{path.stem}.{kind}.tif")
