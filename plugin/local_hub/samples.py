"""Real sample scenes: the Romania cube of the `nrt` package as a STAC catalog.

The cube has no product ids, cloud figures, platforms or times of day: ids are
derived from the date, cloud cover is counted from SCL, the time is set to 00:00 UTC,
and each item says so.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from osgeo import gdal, osr

from .cube import Cube, SampleError, data_folder, read_cube
from .footprint import densified_ring, to_lonlat

if TYPE_CHECKING:
    from datetime import date

gdal.UseExceptions()
Array = NDArray[Any]
__all__ = ["SampleError", "build", "main", "sample_folder"]
NAME = "samples-v1"
COLLECTION = "sentinel-2-l2a"
ORDER = ("B02", "B03", "B04", "B08", "B8A", "B11", "SCL")
EPSG = 3035
STALE_SECONDS = 3600
TIFF_OPTIONS = [
    "TILED=YES",
    "BLOCKXSIZE=64",
    "BLOCKYSIZE=64",
    "COMPRESS=DEFLATE",
    "PREDICTOR=2",
]
CLOUDS = (8, 9, 10)
ATTRIBUTION = (
    "Contains modified Copernicus Sentinel data 2015-2021, "
    "distributed with the Python package nrt"
)


def sample_folder() -> Path:
    """Return the catalog in the user's cache, made on first use.

    Raises:
        SampleError: the package `nrt` is missing or the cache cannot be written.
    """
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    folder = cache / "scene_slots" / NAME
    if not (folder / "catalog.json").is_file():
        build(folder)
    return folder


def build(folder: Path) -> int:
    """Write the catalog, whole or not at all; return the number of scenes.

    Raises:
        SampleError: the package `nrt` is missing or the folder cannot be written.
    """
    cube = read_cube(data_folder())
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        _clean(folder.parent)
        work = Path(tempfile.mkdtemp(prefix=f".{NAME}-", dir=folder.parent))
    except OSError as error:
        raise SampleError(f"{folder.parent} cannot be written: {error}.") from error
    try:
        count = _write(cube, work)
        work.chmod(0o755)
        if not (folder / "catalog.json").is_file():
            work.rename(folder)
    except OSError as error:
        # Another process may have been faster; its catalog is as good.
        if not (folder / "catalog.json").is_file():
            raise SampleError(f"{folder} cannot be written: {error}.") from error
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return count


def _clean(parent: Path) -> None:
    """Remove what a build left that was killed."""
    for old in parent.glob(f".{NAME}-*"):
        if time.time() - old.stat().st_mtime > STALE_SECONDS:
            shutil.rmtree(old, ignore_errors=True)


def cloud_percent(scl: Array) -> float:
    """Return the share of cloud classes among valid pixels, percent."""
    valid = int((scl != 0).sum())
    return round(100.0 * int(np.isin(scl, CLOUDS).sum()) / valid, 2) if valid else 0.0


def _write(cube: Cube, folder: Path) -> int:
    base = folder / COLLECTION
    base.mkdir()
    names, items = [], []
    for number, day in enumerate(cube.days):
        stack = np.stack([cube.bands[name][number] for name in ORDER])
        if not (stack != 0).any():
            continue
        name = f"nrt-romania-{day:%Y%m%d}"
        box = _write_tiff(base / f"{name}.tif", stack, cube)
        item = _item(name, day, box, cloud_percent(stack[-1]), stack.shape)
        _write_json(base / f"{name}.json", item)
        names.append(name)
        items.append(item)
    _write_json(base / "collection.json", _collection(names, items))
    root = {
        "type": "Catalog",
        "stac_version": "1.0.0",
        "id": "scene-slots-samples",
        "description": "Sample scenes of Scene Slots. " + ATTRIBUTION,
        "links": [{"rel": "child", "href": f"./{COLLECTION}/collection.json"}],
    }
    _write_json(folder / "catalog.json", root)
    return len(names)


Box = tuple[float, float, float, float]


def _write_tiff(path: Path, stack: Array, cube: Cube) -> Box:
    """Write one date; return the extent of its valid pixels."""
    count, height, width = stack.shape
    dataset = gdal.GetDriverByName("GTiff").Create(
        str(path),
        width,
        height,
        count,
        gdal.GDT_UInt16,
        TIFF_OPTIONS,
    )
    dataset.SetGeoTransform((cube.west, cube.pixel, 0, cube.north, 0, -cube.pixel))
    dataset.SetSpatialRef(_crs())
    for number, name in enumerate(ORDER, 1):
        band = dataset.GetRasterBand(number)
        band.SetDescription(name)
        band.SetNoDataValue(0)
        band.WriteArray(stack[number - 1])
    rows, columns = np.nonzero((stack != 0).any(axis=0))
    return (
        cube.west + cube.pixel * int(columns.min()),
        cube.north - cube.pixel * (int(rows.max()) + 1),
        cube.west + cube.pixel * (int(columns.max()) + 1),
        cube.north - cube.pixel * int(rows.min()),
    )


def _crs() -> osr.SpatialReference:
    crs = osr.SpatialReference()
    crs.ImportFromEPSG(EPSG)
    crs.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    return crs


def _item(
    name: str, day: date, box: Box, cloud: float, shape: tuple[int, ...]
) -> dict[str, Any]:
    ring = [
        [round(x, 7), round(y, 7)] for x, y in densified_ring(box, to_lonlat(_crs()))
    ]
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    return {
        "type": "Feature",
        "stac_version": "1.0.0",
        "stac_extensions": [],
        "id": name,
        "collection": COLLECTION,
        "geometry": {"type": "Polygon", "coordinates": [ring]},
        "bbox": [min(xs), min(ys), max(xs), max(ys)],
        "properties": {
            "datetime": f"{day:%Y-%m-%d}T00:00:00Z",
            "platform": None,
            "eo:cloud_cover": cloud,
            "proj:epsg": EPSG,
            "proj:bbox": list(box),
            "proj:shape": list(shape[1:]),
            "sample:id_is_derived": True,
            "sample:cloud_cover_source": "derived: SCL classes 8, 9, 10 of the crop",
            "sample:datetime_source": "the day is real, the time of day is unknown",
            "sample:band_source": "B8A and B11: 20 m pixels repeated on the 10 m grid",
        },
        "links": [{"rel": "parent", "href": "./collection.json"}],
        "assets": {
            "data": {
                "href": f"./{name}.tif",
                "type": "image/tiff; application=geotiff",
                "roles": ["data"],
                "eo:bands": [{"name": band} for band in ORDER],
                "raster:bands": [
                    {"scale": 1.0 if band == "SCL" else 0.0001} for band in ORDER
                ],
            }
        },
    }


def _collection(names: list[str], items: list[dict[str, Any]]) -> dict[str, Any]:
    boxes = np.array([item["bbox"] for item in items])
    times = sorted(item["properties"]["datetime"] for item in items)
    bbox = [*boxes[:, :2].min(axis=0).tolist(), *boxes[:, 2:].max(axis=0).tolist()]
    links = [{"rel": "root", "href": "../catalog.json"}]
    links += [{"rel": "item", "href": f"./{name}.json"} for name in names]
    return {
        "type": "Collection",
        "stac_version": "1.0.0",
        "id": COLLECTION,
        "title": "Sentinel-2 L2A, a forest in Romania",
        "description": "100 x 100 pixels of 10 m, " + ATTRIBUTION,
        "license": "proprietary",
        "sci:citation": ATTRIBUTION,
        "extent": {
            "spatial": {"bbox": [bbox]},
            "temporal": {"interval": [[times[0], times[-1]]]},
        },
        "links": links,
    }


def _write_json(path: Path, data: dict[str, Any]) -> None:
    path.write_text(json.dumps(data, indent=1) + "\n", "utf-8")


def main(arguments: list[str] | None = None) -> int:
    """Build the sample scenes; return the exit status."""
    parser = argparse.ArgumentParser(prog="local_hub.samples", description=__doc__)
    parser.add_argument("--out", type=Path, metavar="DIR", help="default: the cache")
    options = parser.parse_args(arguments)
    try:
        folder = options.out or sample_folder()
        if options.out and not (folder / "catalog.json").is_file():
            build(folder)
    except SampleError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    sys.stdout.write(f"{folder}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
