"""Made scenes: every band of a collection, to try a script where nothing real is.

Their numbers are invented within the range of each unit. They tell whether a script
runs and what it returns, not how it looks over a real place.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from osgeo import gdal, osr

from .cube import SampleError
from .ground import (
    BY_COVER,
    FIELD,
    SOIL,
    SPECTRA,
    covers,
    reflectances,
    relief,
    texture,
)
from .kinds import KINDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .kinds import Band, Kind

gdal.UseExceptions()
Array = NDArray[Any]
NAME = "made-v2"
SIDE = 64
"""Pixels; of the size of the collection's own."""
EPSG, WEST, NORTH = 32635, 500_000.0, 5_000_000.0
DAYS = ("2020-05-04", "2020-05-29", "2020-06-13", "2020-07-08", "2020-08-02")
HOLE = 2
"""Number of the day that lacks a quarter of its pixels."""
# Lowest and highest number of a unit that does not depend on the cover.
RANGES = {
    "KELVIN": (0.5, 4.0),
    "METERS": (80.0, 1400.0),
    "DEGREES": (5.0, 60.0),
    "PERCENT": (1.0, 90.0),
    "OPTICAL_DEPTH": (0.02, 0.5),
    "PPB": (1750.0, 1950.0),
    "MOL_M2": (1e-5, 2e-4),
    "PASCALS": (40_000.0, 100_000.0),
    "HECTOPASCALS": (980.0, 1030.0),
    "KG_M2": (5.0, 40.0),
    "INDEX": (-1.5, 3.0),
    # A band that is not like the others of its unit.
    "CO": (0.015, 0.055),
}
_WARM = ("BRIGHTNESS_TEMPERATURE", "SURFACE_TEMPERATURE")


def made_folder(names: Sequence[str]) -> Path:
    """Return a catalog of collections in the user's cache, made on first use.

    Raises:
        SampleError: nothing is known of a collection, or the cache is not writable.
    """
    unknown = [name for name in names if name not in KINDS]
    if unknown or not names:
        raise SampleError(
            f"There is no collection {', '.join(unknown) or 'asked for'}."
        )
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    folder = cache / "scene_slots" / NAME / "+".join(sorted(set(names)))
    if folder.is_dir():
        return folder
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent) as work:
            draft = Path(work) / "made"
            draft.mkdir()
            for name in names:
                build(KINDS[name], draft)
            shutil.move(draft, folder)
    except OSError as error:
        # Another process may have been faster; its catalog is as good.
        if not folder.is_dir():
            raise SampleError(f"{folder} cannot be written: {error}.") from error
    return folder


def build(kind: Kind, folder: Path) -> None:
    """Write the scenes of a collection as items with a GeoTIFF each."""
    for number, day in enumerate(DAYS):
        name = _name(kind.id, day)
        stack = np.stack([_band(kind, band, number) for band in kind.bands.values()])
        if number == HOLE:
            stack[:, SIDE // 2 :, SIDE // 2 :] = np.nan if kind.nan_nodata else 0
        _write(folder / f"{name}.tif", stack, kind)
        item = _item(kind, name, day)
        (folder / f"{name}.json").write_text(json.dumps(item), "utf-8")


def _name(collection: str, day: str) -> str:
    compact = day.replace("-", "")
    return f"made-{collection}-{compact}"


def _band(kind: Kind, band: Band, day: int) -> Array:
    """Return the stored numbers of a band."""
    cover = BY_COVER.get(band.name) or BY_COVER.get(band.units[0])
    if band.classes:
        table = np.array(cover or (0,) * len(SPECTRA), np.float32)
        return np.asarray(table[covers(SIDE)])
    seen: tuple[float, ...] | None = reflectances(kind.id, band.name) or cover
    if seen is None:
        told = RANGES.get(band.name) or RANGES.get(band.units[0])
        low, high = told or (0.05, 0.95)
        values = low + (high - low) * relief(SIDE)
    else:
        table = np.array(seen)
        # Fields ripen, and are soil in the end.
        ripe = day / len(DAYS)
        table[FIELD] = (1 - ripe) * table[FIELD] + ripe * table[SOIL]
        grain = texture(SIDE, day)
        if band.units[0] in _WARM:
            grain = 1 + (grain - 1) / 40
        values = table[covers(SIDE)] * grain
    return np.asarray(values * band.per_unit, np.float32)


def _write(path: Path, stack: Array, kind: Kind) -> None:
    count, height, width = stack.shape
    dataset = gdal.GetDriverByName("GTiff").Create(
        *(str(path), width, height, count, gdal.GDT_Float32), ["COMPRESS=DEFLATE"]
    )
    crs = osr.SpatialReference()
    crs.ImportFromEPSG(EPSG)
    dataset.SetGeoTransform((WEST, kind.gsd, 0, NORTH, 0, -kind.gsd))
    dataset.SetSpatialRef(crs)
    dataset.WriteArray(stack)
    for number in range(1, count + 1):
        nodata = float("nan") if kind.nan_nodata else 0.0
        dataset.GetRasterBand(number).SetNoDataValue(nodata)


def _item(kind: Kind, name: str, day: str) -> dict[str, Any]:
    facts: dict[str, Any] = {
        "datetime": f"{day}T09:30:00Z",
        "platform": kind.constellation or None,
        "sample:id_is_derived": True,
    }
    if kind.id.startswith(("sentinel-2", "landsat")):
        facts["eo:cloud_cover"] = 10.0 + DAYS.index(day)
    if kind.id == "sentinel-1-grd":
        # Modes of real scenes; a made one has the bands of all.
        facts |= {"sar:instrument_mode": "IW", "sat:orbit_state": "ascending"}
    return {
        "type": "Feature",
        "stac_version": "1.0.0",
        "id": name,
        "collection": kind.id,
        "properties": facts,
        "assets": {
            "data": {
                "href": f"./{name}.tif",
                "type": "image/tiff; application=geotiff",
                "eo:bands": [{"name": band} for band in kind.bands],
                "raster:bands": [
                    {"scale": 1.0 / band.per_unit} for band in kind.bands.values()
                ],
            }
        },
    }
