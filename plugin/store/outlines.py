"""Outlines: roughly where the pixels of each scene lie, from the scene raster."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
import shapely
from osgeo import gdal, ogr

from ..core.blocks import BLOCK
from ..core.errors import Stopped
from .faults import done, known, said
from .tiff import open_tiff

if TYPE_CHECKING:
    from pathlib import Path

    from shapely.geometry import MultiPolygon

    from ..core.grid import Grid

MAX_SIDE = 512
"""Pixels a side of the raster that the outlines follow."""

# Pixels that are read before anyone could wait for it.
_QUICK = 4_000_000
# GDAL 3.11 keeps vectors in the driver MEM, which before knew rasters alone.
_MEMORY_IS_MEM = 3110000

Rows = Callable[[int, int], np.ndarray]


def usage_outlines(
    scene_values: np.ndarray | Path,
    grid: Grid,
    stop: Callable[[], bool] = lambda: False,
) -> dict[int, MultiPolygon]:
    """Return the outline of each scene value in the CRS of the grid.

    Above 512 pixels a side, blocks of pixels stand for their most frequent value, no
    scene counting as one; so a scene with few pixels may have no outline.

    Args:
        scene_values: array of shape ``(height, width)``, or a scene raster on disk,
            which is read strip by strip.
        grid: of the scene raster.
        stop: whether to stop; not asked where it takes no time.

    Raises:
        StoreError: the scene raster cannot be read.
        Stopped: ``stop()`` became true.
    """
    if isinstance(scene_values, np.ndarray):
        array = scene_values
        return _outlines(lambda top, bottom: array[top:bottom], grid)
    with said(f"The scene raster {scene_values} could not be read"):
        band = (dataset := open_tiff(str(scene_values))).GetRasterBand(1)

        def read(top: int, bottom: int) -> np.ndarray:
            size = (dataset.RasterXSize, bottom - top)
            if top * size[0] > _QUICK and stop():
                raise Stopped
            strip: np.ndarray = known(band.ReadAsArray(0, top, *size))
            # GDAL's cache counts for all of QGIS: hold no tiles in it but the last.
            if top // BLOCK != bottom // BLOCK:
                band.FlushCache()
            return strip

        return _outlines(read, grid)


def _outlines(read: Rows, grid: Grid) -> dict[int, MultiPolygon]:
    block = math.ceil(max(grid.width, grid.height) / MAX_SIDE)
    coarse = np.stack(
        [
            _mode(read(top, min(top + block, grid.height)), block)
            for top in range(0, grid.height, block)
        ]
    )
    if not coarse.any():
        return {}
    values, polygons = _polygonize(coarse)
    return {
        value: _to_map(shapely.multipolygons(polygons[values == value]), grid, block)
        for value in np.unique(values).tolist()
    }


def _mode(strip: np.ndarray, block: int) -> np.ndarray:
    """Return the most frequent value of each block of columns, the lowest of equals."""
    if block == 1:
        row: np.ndarray = strip[0].astype(np.int32)
        return row
    # Few values occur: number them anew, so that the counts stay a small array.
    present = np.flatnonzero(np.bincount(strip.ravel()))
    codes = np.zeros(int(present[-1]) + 1, dtype=np.int64)
    codes[present] = np.arange(len(present))
    columns = np.arange(strip.shape[1]) // block
    cells = columns * len(present) + codes[strip]
    length = (int(columns[-1]) + 1) * len(present)
    counts = np.bincount(cells.ravel(), minlength=length).reshape(-1, len(present))
    modes: np.ndarray = present[counts.argmax(axis=1)].astype(np.int32)
    return modes


def _polygonize(coarse: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return values and polygons in block coordinates, ``x`` right and ``y`` down."""
    height, width = coarse.shape
    raster = known(
        gdal.GetDriverByName("MEM").Create("", width, height, 1, gdal.GDT_Int32)
    )
    band = raster.GetRasterBand(1)
    done(band.WriteArray(coarse))
    done(raster.SetGeoTransform((0, 1, 0, 0, 0, 1)))
    is_mem = int(gdal.VersionInfo()) >= _MEMORY_IS_MEM
    driver = ogr.GetDriverByName("MEM" if is_mem else "Memory")
    source = known(driver.CreateDataSource(""))
    layer = known(source.CreateLayer("outlines", None, ogr.wkbPolygon))
    done(layer.CreateField(ogr.FieldDefn("value", ogr.OFTInteger)))
    # The band is its own mask: 0, no scene, gets no polygon.
    done(gdal.Polygonize(band, band, layer, 0))
    found = [
        (feature.GetField(0), bytes(feature.GetGeometryRef().ExportToWkb()))
        for feature in layer
    ]
    values, outlines = zip(*found)
    return np.array(values), shapely.from_wkb(np.array(outlines, dtype=object))


def _to_map(outline: MultiPolygon, grid: Grid, block: int) -> MultiPolygon:
    def place(blocks: np.ndarray) -> np.ndarray:
        # The last block of a row or column may reach over the edge of the grid.
        pixels = np.minimum(blocks * block, (grid.width, grid.height))
        corner = np.array((grid.x_min, grid.y_max))
        step = np.array((grid.resolution, -grid.resolution))
        return np.asarray(corner + pixels * step)

    placed: MultiPolygon = shapely.transform(outline, place)
    return placed
