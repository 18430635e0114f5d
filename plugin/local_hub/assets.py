"""The GeoTIFF assets of a STAC item as bands of the service."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from osgeo import gdal

from .itemchecks import SceneError
from .kinds import Kind, band_name
from .scene import StoredBand

if TYPE_CHECKING:
    from pathlib import Path

gdal.UseExceptions()
NOT_DATA = {"thumbnail", "overview", "visual", "metadata"}


def read_bands(path: Path, item: dict[str, Any], kind: Kind) -> tuple[StoredBand, ...]:
    """Return the bands of all raster assets of an item.

    Raises:
        SceneError: a file is missing or unreadable, or bands have no names.
    """
    bands: dict[str, StoredBand] = {}
    for key, asset in (item.get("assets") or {}).items():
        if not _is_raster(asset):
            continue
        for band in _asset_bands(path, key, asset, kind):
            bands.setdefault(band.name, band)
    if not bands:
        raise SceneError("it has no GeoTIFF asset.")
    return tuple(bands.values())


def _is_raster(asset: dict[str, Any]) -> bool:
    if NOT_DATA & set(asset.get("roles") or ()):
        return False
    href = str(asset.get("href", "")).lower()
    return "tiff" in str(asset.get("type", "")) or href.endswith((".tif", ".tiff"))


def _asset_bands(
    path: Path, key: str, asset: dict[str, Any], kind: Kind
) -> list[StoredBand]:
    file = path.parent / str(asset.get("href"))
    if "://" in str(asset.get("href")):
        raise SceneError(f"asset {key} is not a file of this folder.")
    if not os.path.isfile(file):  # noqa: PTH113 takes any text for a name
        raise SceneError(f"asset {key}: {asset.get('href')} does not exist.")
    try:
        dataset = gdal.Open(str(file))
    except RuntimeError:
        raise SceneError(f"asset {key}: {file.name} is not a raster.") from None
    _check_georeference(dataset, key)
    names = _names(key, asset, _colour_count(dataset))
    return [
        _stored(dataset, str(file), number, band_name(kind, name), asset)
        for number, name in enumerate(names, 1)
    ]


def _check_georeference(dataset: gdal.Dataset, key: str) -> None:
    if not dataset.GetSpatialRef():
        raise SceneError(f"asset {key} has no coordinate reference system.")
    transform = dataset.GetGeoTransform(can_return_null=True)
    if transform is None:
        raise SceneError(f"asset {key} has no position (geotransform).")
    if transform[2] or transform[4] or transform[5] >= 0 or transform[1] <= 0:
        raise SceneError(f"asset {key} is not north up.")


def _colour_count(dataset: gdal.Dataset) -> int:
    """Return the number of bands, without one that only says where data is."""
    count = int(dataset.RasterCount)
    last = dataset.GetRasterBand(count).GetColorInterpretation()
    return count - 1 if count > 1 and last == gdal.GCI_AlphaBand else count


def _names(key: str, asset: dict[str, Any], count: int) -> list[str]:
    described = asset.get("eo:bands") or asset.get("bands") or []
    names = [
        str(band.get("name") or band.get("eo:common_name") or band.get("common_name"))
        for band in described
    ]
    if not names and count == 1:
        return [key]
    if len(names) != count:
        raise SceneError(
            f"asset {key} has {count} bands but names {len(names)} in eo:bands."
        )
    return names


def _stored(
    dataset: gdal.Dataset, file: str, number: int, name: str, asset: dict[str, Any]
) -> StoredBand:
    raster = dataset.GetRasterBand(number)
    scale, offset, nodata = raster.GetScale(), raster.GetOffset(), None
    for described in (asset.get("raster:bands"), asset.get("bands")):
        if described and len(described) >= number:
            entry = described[number - 1]
            scale = entry.get("scale", entry.get("raster:scale", scale))
            offset = entry.get("offset", entry.get("raster:offset", offset))
            nodata = entry.get("nodata", nodata)
    if nodata is None:
        nodata = raster.GetNoDataValue()
    return StoredBand(
        name=name,
        path=file,
        index=number,
        scale=1.0 if scale is None else float(scale),
        offset=0.0 if offset is None else float(offset),
        nodata=None if nodata is None else float(nodata),
        dtype=gdal.GetDataTypeName(raster.DataType).lower().replace("byte", "uint8"),
        masked=bool(raster.GetMaskFlags() & gdal.GMF_PER_DATASET),
    )
