"""Ground: a made landscape of five covers, and what each band would see of it.

Reflectances follow the usual shape of each cover over wavelength; all numbers are
invented.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
WATER, FOREST, FIELD, SOIL, TOWN = range(5)
NANOMETRES = (400, 490, 560, 665, 705, 740, 783, 865, 945, 1375, 1610, 2200)
SPECTRA = (
    (0.060, 0.055, 0.05, 0.030, 0.025, 0.02, 0.02, 0.015, 0.01, 0.005, 0.01, 0.005),
    (0.020, 0.025, 0.05, 0.028, 0.070, 0.22, 0.28, 0.300, 0.28, 0.020, 0.14, 0.060),
    (0.030, 0.040, 0.09, 0.050, 0.120, 0.32, 0.40, 0.430, 0.38, 0.030, 0.22, 0.110),
    (0.070, 0.095, 0.14, 0.190, 0.215, 0.23, 0.25, 0.280, 0.28, 0.050, 0.36, 0.300),
    (0.120, 0.140, 0.16, 0.180, 0.190, 0.20, 0.21, 0.220, 0.22, 0.050, 0.25, 0.240),
)
_SENTINEL_2 = {
    "B01": 443,
    "B02": 490,
    "B03": 560,
    "B04": 665,
    "B05": 705,
    "B06": 740,
    "B07": 783,
    "B08": 842,
    "B8A": 865,
    "B09": 945,
    "B10": 1375,
    "B11": 1610,
    "B12": 2190,
}
_LANDSAT = {
    "B01": 443,
    "B02": 482,
    "B03": 561,
    "B04": 655,
    "B05": 865,
    "B06": 1609,
    "B07": 2201,
    "B08": 590,
    "B09": 1373,
}
_OLCI = (
    *(400, 412, 442, 490, 510, 560, 620, 665, 674, 681, 709),
    *(754, 761, 764, 767, 779, 865, 885, 900, 940, 1020),
)
WAVELENGTHS = {
    "sentinel-2-l1c": _SENTINEL_2,
    "sentinel-2-l2a": _SENTINEL_2,
    "landsat-ot-l1": _LANDSAT,
    "landsat-ot-l2": _LANDSAT,
    "sentinel-3-olci": {f"B{n:02d}": one for n, one in enumerate(_OLCI, 1)},
    "modis": {
        "B01": 645,
        "B02": 858,
        "B03": 469,
        "B04": 555,
        "B05": 1240,
        "B06": 1640,
        "B07": 2130,
    },
}
_RIVER = 0.035
"""Half its width, in sides of the landscape."""
# Of each cover, in the order of their numbers.
BY_COVER = {
    "VV": (0.006, 0.11, 0.07, 0.05, 0.4),
    "VH": (0.0008, 0.026, 0.014, 0.006, 0.06),
    "HH": (0.008, 0.12, 0.08, 0.06, 0.45),
    "HV": (0.0008, 0.024, 0.012, 0.006, 0.05),
    "SCL": (6, 4, 4, 5, 5),
    "BQA": (21952, 21824, 21824, 21824, 21824),
    "CLM": (0, 0, 0, 0, 0),
    "CLP": (8, 10, 12, 20, 30),
    "BRIGHTNESS_TEMPERATURE": (287, 293, 296, 302, 301),
    "SURFACE_TEMPERATURE": (288, 295, 299, 309, 306),
}


def covers(side: int) -> Array:
    """Return the cover of each pixel: patches of fields, forest, a town, a river."""
    rows, columns = np.mgrid[0:side, 0:side] / side
    steps = np.arange(40)
    # A sequence that fills the square evenly and looks like chance.
    centres = np.stack([(0.5 + 0.7548777 * steps) % 1, (0.5 + 0.5698403 * steps) % 1])
    far = (rows[..., None] - centres[0]) ** 2 + (columns[..., None] - centres[1]) ** 2
    nearest = far.argmin(axis=-1)
    kinds = np.array((FOREST, FIELD, SOIL, FIELD, FOREST, FIELD, TOWN, FOREST))
    cover = kinds[(nearest * 3 + nearest // 8) % len(kinds)]
    bend = 0.45 + 0.25 * np.sin(4 * columns) - 0.2 * columns
    return np.asarray(np.where(np.abs(rows - bend) < _RIVER, WATER, cover))


def texture(side: int, day: int) -> Array:
    """Return a factor near 1 for each pixel, so that no two are quite the same."""
    rows, columns = np.mgrid[0:side, 0:side]
    waves = np.sin(1.7 * rows + 0.9 * columns) * np.cos(2.3 * columns - 0.6 * rows)
    return np.asarray(1 + 0.12 * waves + 0.05 * np.sin(rows / 7 + day))


def relief(side: int) -> Array:
    """Return heights from 0 to 1."""
    rows, columns = np.mgrid[0:side, 0:side] / side
    hills = np.sin(5 * rows + 1) * np.cos(4 * columns) + 0.5 * np.sin(11 * columns)
    return np.asarray((hills + 1.5) / 3)


def reflectances(collection: str, band: str) -> tuple[float, ...] | None:
    """Return what a band sees of each cover, None where that is not known."""
    nanometres = WAVELENGTHS.get(collection, {}).get(band)
    if nanometres is None:
        return None
    return tuple(float(np.interp(nanometres, NANOMETRES, one)) for one in SPECTRA)
