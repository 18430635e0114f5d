"""Pixels as TIFF, PNG or JPEG bytes; several answers as a tar."""

from __future__ import annotations

import io
import tarfile
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import numpy as np
from numpy.typing import NDArray
from osgeo import gdal

from .bounds import spatial_reference

if TYPE_CHECKING:
    from .job import JobGrid

gdal.UseExceptions()
Array = NDArray[Any]
EXTENSIONS = {
    "image/tiff": "tif",
    "image/png": "png",
    "image/jpeg": "jpg",
    "application/json": "json",
}
GDAL_TYPES = {
    "uint8": gdal.GDT_Byte,
    "uint16": gdal.GDT_UInt16,
    "int16": gdal.GDT_Int16,
    "float32": gdal.GDT_Float32,
}
DRIVERS = {"image/png": "PNG", "image/jpeg": "JPEG"}


def encode_image(
    image: Array, grid: JobGrid, kind: str, nodata: float | None, quality: int
) -> bytes:
    """Return (height, width, bands) pixels as a file of a media type."""
    if kind == "image/tiff":
        return _tiff(image, grid, nodata)
    memory = _memory(image)
    # GDAL takes no quality below 10.
    options = [f"QUALITY={max(10, quality)}"] if kind == "image/jpeg" else ["ZLEVEL=3"]
    return _copied(memory, DRIVERS[kind], options)


def bundle(members: list[tuple[str, bytes]]) -> bytes:
    """Return a plain tar of (name, content)."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        for name, content in members:
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    return buffer.getvalue()


def mixed(members: list[tuple[str, str, bytes]]) -> tuple[bytes, str]:
    """Return a multipart body of (name, media type, content), and its type."""
    boundary = uuid4().hex
    parts = [
        f"--{boundary}\r\nContent-Type: {kind}\r\n"
        f'Content-Disposition: attachment; filename="{name}"\r\n\r\n'.encode()
        + content
        + b"\r\n"
        for name, kind, content in members
    ]
    body = b"".join(parts) + f"--{boundary}--\r\n".encode()
    return body, f"multipart/mixed; boundary={boundary}"


def _tiff(image: Array, grid: JobGrid, nodata: float | None) -> bytes:
    height, width, bands = image.shape
    options = ["COMPRESS=DEFLATE", "ZLEVEL=1", "INTERLEAVE=PIXEL", "BIGTIFF=IF_SAFER"]
    if image.dtype != np.float32:
        options.append("PREDICTOR=2")
    if image.dtype == np.int8:
        options.append("PIXELTYPE=SIGNEDBYTE")
    if bands != 3:  # noqa: PLR2004 no colour may be guessed
        options.append("PHOTOMETRIC=MINISBLACK")
    if bands > 1:
        options.append("ALPHA=NO")
    path = f"/vsimem/{uuid4().hex}.tif"
    kind = GDAL_TYPES.get(str(image.dtype), gdal.GDT_Byte)
    target = gdal.GetDriverByName("GTiff").Create(
        path, width, height, bands, kind, options
    )
    west, south, east, north = grid.bbox
    target.SetGeoTransform(
        (west, (east - west) / width, 0, north, 0, (south - north) / height)
    )
    target.SetSpatialRef(spatial_reference(grid.epsg))
    _write(target, image)
    if nodata is not None:
        for band in range(1, bands + 1):
            target.GetRasterBand(band).SetNoDataValue(nodata)
    target = None
    return _taken(path)


def _memory(image: Array) -> gdal.Dataset:
    height, width, bands = image.shape
    memory = gdal.GetDriverByName("MEM").Create(
        "", width, height, bands, GDAL_TYPES[str(image.dtype)]
    )
    _write(memory, image)
    return memory


def _write(target: gdal.Dataset, image: Array) -> None:
    raw = image.view(np.uint8) if image.dtype == np.int8 else image
    for band in range(raw.shape[2]):
        plane = np.ascontiguousarray(raw[:, :, band])
        target.GetRasterBand(band + 1).WriteArray(plane)


def _copied(memory: gdal.Dataset, driver: str, options: list[str]) -> bytes:
    path = f"/vsimem/{uuid4().hex}.{driver.lower()}"
    gdal.GetDriverByName(driver).CreateCopy(path, memory, options=options)
    if gdal.VSIStatL(f"{path}.aux.xml"):
        gdal.Unlink(f"{path}.aux.xml")
    return _taken(path)


def _taken(path: str) -> bytes:
    handle = gdal.VSIFOpenL(path, "rb")
    size = gdal.VSIStatL(path).size
    content = bytes(gdal.VSIFReadL(1, size, handle))
    gdal.VSIFCloseL(handle)
    gdal.Unlink(path)
    return content
