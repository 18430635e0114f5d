"""The Romania cube of the `nrt` package: Sentinel-2 L2A, 140 dates, two resolutions."""

from __future__ import annotations

import importlib.util
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from osgeo import gdal

gdal.UseExceptions()
Array = NDArray[Any]
CUBES = {
    "sentinel2_cube_subset_romania_10m.nc": ("B2", "B3", "B4", "B8", "SCL"),
    "sentinel2_cube_subset_romania_20m.nc": ("B8A", "B11"),
}
EPOCH = date(2015, 8, 1)
"""The cubes count days from here (their unit says so; checked)."""


class SampleError(Exception):
    """The sample scenes cannot be made; the text says why."""


@dataclass(frozen=True)
class Cube:
    """All dates on the 10 m grid."""

    days: list[date]
    bands: dict[str, Array]
    """Band → (dates, rows, columns), stored numbers, 0 without data."""
    west: float
    north: float
    pixel: float


def data_folder() -> Path:
    """Return where the package keeps its cubes.

    Raises:
        SampleError: it is not installed, or not whole.
    """
    # Importing nrt would pull in its scientific stack; only the files are wanted.
    spec = importlib.util.find_spec("nrt")
    if spec is None or not spec.submodule_search_locations:
        raise SampleError(
            "The sample scenes come with the Python package nrt 0.2.1, which is not "
            "installed."
        )
    folder = Path(next(iter(spec.submodule_search_locations))) / "data"
    for file in CUBES:
        if not (folder / file).is_file():
            raise SampleError(f"The package nrt lacks its file {file}.")
    return folder


def read_cube(folder: Path) -> Cube:
    """Return both cubes on one grid; 20 m bands repeat their pixels.

    Raises:
        SampleError: the cubes do not fit together.
    """
    bands: dict[str, Array] = {}
    grid: tuple[float, float, float] | None = None
    days: list[date] = []
    for file, names in CUBES.items():
        group = gdal.OpenEx(str(folder / file), gdal.OF_MULTIDIM_RASTER).GetRootGroup()
        axis = {n: group.OpenMDArray(n).ReadAsArray() for n in ("time", "x", "y")}
        pixel = float(axis["x"][1] - axis["x"][0])
        corner = (axis["x"][0] - pixel / 2, axis["y"][0] + pixel / 2)
        found = [EPOCH + timedelta(days=int(n)) for n in axis["time"]]
        if grid is None:
            grid, days = (*corner, pixel), found
        if not np.allclose(corner, grid[:2]) or found != days:
            raise SampleError(f"{file} does not lie on the grid of the other cube.")
        times = round(pixel / grid[2])
        for name in names:
            values = group.OpenMDArray(name).ReadAsArray()
            full = f"B0{name[1:]}" if len(name) == 2 else name  # noqa: PLR2004
            bands[full] = values.repeat(times, axis=1).repeat(times, axis=2)
    if grid is None:
        raise SampleError("There is no cube.")
    return Cube(days, bands, *grid)
