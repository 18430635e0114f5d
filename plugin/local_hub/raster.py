"""Pixels of a scene on the grid of a request, strip by strip."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from osgeo import gdal, osr

from .errors import HubError
from .place import Places, places

if TYPE_CHECKING:
    from .job import JobGrid
    from .scene import StoredBand

gdal.UseExceptions()
Array = NDArray[Any]
ALGORITHMS = {
    "NEAREST": gdal.GRA_NearestNeighbour,
    "BILINEAR": gdal.GRA_Bilinear,
    "BICUBIC": gdal.GRA_Cubic,
}


@dataclass
class RasterFile:
    """An open file; used by one thread at a time."""

    path: str
    dataset: Any = None
    level: int | None = None
    """Overview the dataset shows; -1 is full resolution, None not yet chosen."""
    places: dict[tuple[int, int], Places] = field(default_factory=dict)

    def read_nearest(
        self, grid: JobGrid, rows: tuple[int, int], numbers: list[int]
    ) -> tuple[Array, Array | None]:
        """Return (bands, rows, width) as stored, and where the file has pixels.

        The second value is None where the whole strip lies inside.
        """
        self._open(grid)
        spot = places(self.dataset, grid, rows)
        shape = (len(numbers), rows[1] - rows[0], grid.width)
        if spot is None:
            return np.zeros(shape, np.uint8), np.zeros(shape[1:], bool)
        window = self.dataset.ReadAsArray(*spot.window, band_list=numbers)
        window = window.reshape(len(numbers), spot.window[3], spot.window[2])
        return spot.take(window), spot.inside

    def read_mask(self, grid: JobGrid, rows: tuple[int, int]) -> Array:
        """Return where the file's own mask says data (rows, width)."""
        self._open(grid)
        spot = places(self.dataset, grid, rows)
        if spot is None:
            return np.zeros((rows[1] - rows[0], grid.width), bool)
        band = self.dataset.GetRasterBand(1).GetMaskBand()
        mask = spot.take(band.ReadAsArray(*spot.window)[None])[0]
        return np.asarray(mask != 0)

    def read_smooth(
        self, grid: JobGrid, rows: tuple[int, int], numbers: list[int], way: str
    ) -> Array:
        """Return interpolated (bands, rows, width), 0 where there is nothing."""
        if self.dataset is None or self.level != -1:
            self.dataset, self.level = _opened(self.path), -1
        west, south, east, north = grid.bbox
        step = (north - south) / grid.height
        source = gdal.Translate("", self.dataset, format="VRT", bandList=numbers)
        target = gdal.Warp(
            "",
            source,
            format="MEM",
            outputBounds=(west, north - rows[1] * step, east, north - rows[0] * step),
            width=grid.width,
            height=rows[1] - rows[0],
            dstSRS=_wkt(grid.epsg),
            resampleAlg=ALGORITHMS[way],
            outputType=gdal.GDT_Float64,
            srcNodata=0,
            dstNodata=0,
            errorThreshold=0.01,
            warpOptions=["UNIFIED_SRC_NODATA=YES", "INIT_DEST=0"],
        )
        return np.asarray(target.ReadAsArray()).reshape(
            len(numbers), rows[1] - rows[0], grid.width
        )

    def scale_factor(self, grid: JobGrid) -> float:
        """Return grid pixel size / stored pixel size (above 1: downsampling)."""
        if self.dataset is None:
            self.dataset, self.level = _opened(self.path), -1
        middle = grid.height // 2
        spot = places(self.dataset, grid, (middle, middle + 1))
        if spot is None:
            return 1.0
        full_width = gdal.Open(self.path).RasterXSize if self.level != -1 else None
        shrink = full_width / self.dataset.RasterXSize if full_width else 1.0
        return spot.step * shrink

    def _open(self, grid: JobGrid) -> None:
        """Open the coarsest level that is still as fine as the grid."""
        if self.dataset is not None and self.level is not None:
            return
        factor = self.scale_factor(grid)
        band, width = self.dataset.GetRasterBand(1), self.dataset.RasterXSize
        best, best_factor = -1, 1.0
        for level in range(band.GetOverviewCount()):
            shrink = width / band.GetOverview(level).XSize
            if best_factor < shrink <= factor * 1.001:
                best, best_factor = level, shrink
        if best >= 0:
            self.dataset = gdal.OpenEx(
                self.path, open_options=[f"OVERVIEW_LEVEL={best}"]
            )
        self.level = best


def group_by_file(bands: list[StoredBand]) -> dict[str, list[StoredBand]]:
    """Return bands per file, so that a file is read once."""
    files: dict[str, list[StoredBand]] = defaultdict(list)
    for band in bands:
        if band not in files[band.path]:
            files[band.path].append(band)
    return files


def _opened(path: str) -> gdal.Dataset:
    try:
        return gdal.Open(path)
    except RuntimeError:
        # A file that was there at the start: the service's words for such a case.
        message = f"Illegal request to {Path(path).name}. HTTP Status: 404."
        raise HubError(500, message, "RENDERER_EXCEPTION") from None


def _wkt(epsg: int) -> str:
    crs = osr.SpatialReference()
    crs.ImportFromEPSG(epsg)
    return str(crs.ExportToWkt())
