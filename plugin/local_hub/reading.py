"""The samples of a source: one layer per scene, strip by strip, as stored."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from .raster import RasterFile, group_by_file

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .job import JobGrid, JobScene, JobSource
    from .scene import StoredBand
    from .values import Conversion, Wanted

Array = NDArray[Any]
Rows = tuple[int, int]
STRIP_BYTES = 48 * 2**20
STRIP_PIXELS = 2**18
BLOCK_ROWS = 256
CLASS_MASK = "SCL"
"""Where a scene has this band, 0 in it is its no data."""


@dataclass(frozen=True)
class Layer:
    """Pixels of one scene (or of several, flattened) in one strip."""

    values: dict[str, Array]
    """Stored values per band, flat; 0 without data."""
    valid: Array
    """bool, flat."""


def strips(grid: JobGrid, bytes_per_pixel: int, first: int, last: int) -> list[Rows]:
    """Return row ranges that keep memory bounded."""
    pixels = min(STRIP_PIXELS, STRIP_BYTES // max(1, bytes_per_pixel))
    height = max(1, pixels // grid.width)
    if height > BLOCK_ROWS:
        # Files are mostly tiled by 256 or 512: do not decode a tile for two strips.
        height -= height % BLOCK_ROWS
    return [(row, min(row + height, last)) for row in range(first, last, height)]


@dataclass
class SceneReader:
    """Reads the wanted bands and the validity of one scene."""

    source: JobSource
    scene: JobScene
    wanted: tuple[Wanted, ...]
    grid: JobGrid
    inside: Array | None
    """Result of `geometry_mask`."""
    convert: dict[str, Conversion] = field(default_factory=dict)
    """Bands to give out as physical numbers; the others stay as stored."""
    files: dict[tuple[str, str], RasterFile] = field(default_factory=dict)

    def read(self, rows: Rows) -> Layer:
        """Return one strip."""
        mask_bands = self._mask_bands()
        names = {band.name for band in self.wanted}
        bands = [b for b in self.scene.bands if b.name in names]
        stored: dict[str, Array] = {}
        outside: list[Array] = []
        for path, group in group_by_file(bands + mask_bands).items():
            file = self._file(path)
            numbers = [band.index for band in group]
            block, inside = file.read_nearest(self.grid, rows, numbers)
            stored |= {band.name: block[n] for n, band in enumerate(group)}
            if inside is not None:
                outside.append(~inside)
        valid = self._valid(mask_bands, stored, rows)
        for hidden in outside:
            valid &= ~hidden
        if self.inside is not None:
            valid &= self.inside[rows[0] : rows[1]]
        for band in bands:
            stored[band.name] = self._smooth(band, rows, stored[band.name])
        values = {name: self._finished(name, stored[name], valid) for name in names}
        return Layer(values, valid.ravel())

    def _finished(self, name: str, stored: Array, valid: Array) -> Array:
        rule = self.convert.get(name)
        if rule is None:
            return _blank(stored, valid).ravel()
        values = stored * rule.factor + rule.shift
        if rule.clamped:
            values = np.maximum(values, 0.0)
        nodata = np.nan if self.source.nan_nodata else 0.0
        return np.where(valid, values, nodata).ravel()

    def _mask_bands(self) -> list[StoredBand]:
        classes = [b for b in self.scene.bands if b.name == CLASS_MASK]
        if classes:
            return classes
        known = self.source.bands
        physical = [
            b
            for b in self.scene.bands
            if not (b.name in known and known[b.name].classes)
        ]
        return physical or list(self.scene.bands)

    def _valid(
        self, bands: list[StoredBand], stored: dict[str, Array], rows: Rows
    ) -> Array:
        if bands[0].masked:
            return self._file(bands[0].path).read_mask(self.grid, rows)
        return _has_data([stored[band.name] for band in bands], bands)

    def _file(self, path: str, purpose: str = "") -> RasterFile:
        return self.files.setdefault((path, purpose), RasterFile(path))

    def _smooth(self, band: StoredBand, rows: Rows, nearest: Array) -> Array:
        """Return the band interpolated, where the request asks for it."""
        meta = self.source.bands.get(band.name)
        ways = (self.source.upsampling, self.source.downsampling)
        if ways == ("NEAREST", "NEAREST") or (meta and meta.classes):
            return nearest
        file = self._file(band.path, "smooth")
        finer = file.scale_factor(self.grid) <= 1.001  # noqa: PLR2004 rounding
        way = ways[0] if finer else ways[1]
        if way == "NEAREST":
            return nearest
        block = file.read_smooth(self.grid, rows, [band.index], way)
        return np.asarray(block[0])


def _has_data(blocks: list[Array], bands: list[StoredBand]) -> Array:
    valid: Array = np.zeros(blocks[0].shape, bool)
    for block, band in zip(blocks, bands):
        nodata = 0.0 if band.nodata is None else band.nodata
        good = block != nodata
        if block.dtype.kind == "f":
            good &= ~np.isnan(block)
        valid |= good
    return valid


def _blank(values: Array, valid: Array) -> Array:
    if valid.all():
        return values
    return np.where(valid, values, values.dtype.type(0))


def flatten(readers: Sequence[SceneReader], rows: Rows) -> Layer | None:
    """Return the first scene with data per pixel; None without scenes."""
    merged: Layer | None = None
    for reader in readers:
        if merged is not None and merged.valid.all():
            break
        layer = reader.read(rows)
        if merged is None:
            merged = layer
            continue
        take = layer.valid & ~merged.valid
        merged = Layer(
            {n: np.where(take, layer.values[n], v) for n, v in merged.values.items()},
            merged.valid | layer.valid,
        )
    return merged


def read_ahead(
    groups: Sequence[Sequence[SceneReader]], ranges: Sequence[Rows], threads: int
) -> Iterator[tuple[Rows, list[Layer | None]]]:
    """Yield strips in order while the next one is being read."""
    pool = _pool(threads)

    def start(rows: Rows) -> list[Any]:
        return [pool.submit(flatten, group, rows) for group in groups]

    waiting = start(ranges[0]) if ranges else []
    try:
        for number, rows in enumerate(ranges):
            current, waiting = waiting, []
            layers = [future.result() for future in current]
            if number + 1 < len(ranges):
                waiting = start(ranges[number + 1])
            yield rows, layers
    finally:
        # Whoever stops early must not leave work to the next request.
        for future in waiting:
            future.cancel()


@lru_cache
def _pool(threads: int) -> ThreadPoolExecutor:
    # Kept: in a new thread the first coordinate system costs 10 ms.
    return ThreadPoolExecutor(threads)
