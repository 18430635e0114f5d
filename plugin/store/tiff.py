"""The make of every GeoTIFF of a run: tiles, compression, position."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from osgeo import gdal, osr

from ..core.blocks import BLOCK
from .faults import done, known

if TYPE_CHECKING:
    from pathlib import Path

    from ..core.grid import Grid

MASK_VALUE = 255
"""Of a valid pixel in a mask band."""

_GDAL_TYPES = {
    "uint8": gdal.GDT_Byte,
    "int16": gdal.GDT_Int16,
    "uint16": gdal.GDT_UInt16,
    "int32": gdal.GDT_Int32,
    "uint32": gdal.GDT_UInt32,
    "float32": gdal.GDT_Float32,
    "float64": gdal.GDT_Float64,
}


def stored_type(dtype: np.dtype[Any]) -> np.dtype[Any]:
    """Return the type in which values are stored: GDAL before 3.7 has no ``int8``.

    Raises:
        ValueError: the type has no counterpart in a GeoTIFF.
    """
    stored = np.dtype("int16") if dtype == np.int8 else dtype
    if stored.name not in _GDAL_TYPES:
        message = f"Values of type {dtype.name} do not fit into a GeoTIFF."
        raise ValueError(message)
    return stored


def create_tiff(
    path: Path, grid: Grid, bands: int, dtype: np.dtype[Any]
) -> gdal.Dataset:
    """Return a new dataset on the grid, open for writing; of a `stored_type`.

    Raises:
        RuntimeError: GDAL cannot create it.
    """
    is_colour = bands == 3 and dtype == np.uint8  # noqa: PLR2004  red, green, blue
    options = [
        "TILED=YES",
        f"BLOCKXSIZE={BLOCK}",
        f"BLOCKYSIZE={BLOCK}",
        "COMPRESS=DEFLATE",
        f"PREDICTOR={3 if dtype.kind == 'f' else 2}",
        "BIGTIFF=IF_SAFER",
        # Left alone, GDAL takes the fourth of four bands for transparency.
        f"PHOTOMETRIC={'RGB' if is_colour else 'MINISBLACK'}",
    ]
    dataset = known(
        gdal.GetDriverByName("GTiff").Create(
            str(path),
            grid.width,
            grid.height,
            bands,
            _GDAL_TYPES[dtype.name],
            options=options,
        )
    )
    done(dataset.SetGeoTransform(grid.geotransform))
    done(dataset.SetProjection(reference_of(grid.epsg).ExportToWkt()))
    return dataset


def reference_of(epsg: int) -> osr.SpatialReference:
    """Return the CRS with x before y, as all our coordinates are.

    Raises:
        RuntimeError: the code is unknown.
    """
    reference = osr.SpatialReference()
    done(reference.ImportFromEPSG(epsg))
    reference.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    return reference


def flush(dataset: gdal.Dataset) -> None:
    """Write what GDAL holds in memory of the dataset to disk.

    Raises:
        RuntimeError: the disk refuses (GDAL before 3.7 only reports it).
    """
    gdal.ErrorReset()
    done(dataset.FlushCache())
    if gdal.GetLastErrorType() >= gdal.CE_Failure:
        raise RuntimeError(gdal.GetLastErrorMsg())


def release(dataset: gdal.Dataset) -> None:
    """Write the pixels that GDAL holds in memory of the dataset, and hold none.

    GDAL's cache counts for all of QGIS. The directory of the file is left for later.

    Raises:
        RuntimeError: the disk refuses (GDAL before 3.7 only reports it).
    """
    bands = [dataset.GetRasterBand(1 + at) for at in range(dataset.RasterCount)]
    if bands[0].GetMaskFlags() & gdal.GMF_PER_DATASET:
        bands.append(bands[0].GetMaskBand())
    for band in bands:
        done(band.FlushCache())


def open_tiff(name: str) -> gdal.Dataset:
    """Return the file opened for reading, as a GeoTIFF or not at all.

    No text of a stranger's shall become a VRT or a web address.

    Raises:
        RuntimeError: it is missing or no GeoTIFF.
    """
    flags = gdal.OF_RASTER | gdal.OF_VERBOSE_ERROR
    return known(gdal.OpenEx(name, flags, ["GTiff"]))


def check_readable(path: Path) -> None:
    """Open the finished file once: its directory is written last, at closing.

    Raises:
        RuntimeError: the file on disk is not whole.
    """
    open_tiff(str(path))
