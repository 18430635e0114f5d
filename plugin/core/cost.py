"""Cost: processing units by the service's published formula (service-facts 3)."""

from __future__ import annotations

import math

_UNIT_PIXELS = 512 * 512
_UNIT_BANDS = 3
_MIN_AREA = 0.01
_MIN_REQUEST = 0.005
_KM2_PER_UNIT = 1_000_000
_CATALOG_RANGE = 0.01, 1.0
_DAYS_PER_MONTH = 365.2425 / 12
FLOAT32_FACTOR = 2.0
"""A 32-bit TIFF costs twice an 8- or 16-bit one."""


def process_units(
    width: int, height: int, *, bands: int, samples: float, wide: bool = False
) -> float:
    """Return the processing units of one Process request.

    Args:
        width: pixels.
        height: pixels.
        bands: input bands; dataMask is free unless it is the only one.
        samples: data samples per pixel: the scenes left after preProcessScenes.
        wide: whether the answer is a 32-bit float TIFF.
    """
    area = max(width * height / _UNIT_PIXELS, _MIN_AREA)
    factor = FLOAT32_FACTOR if wide else 1.0
    units = area * max(bands, 1) / _UNIT_BANDS * factor * max(samples, 1.0)
    return max(units, _MIN_REQUEST)


def catalog_units(km2: float, days: float) -> float:
    """Return the processing units of one Catalog search.

    Args:
        km2: area searched.
        days: length of the period.
    """
    least, most = _CATALOG_RANGE
    months = max(math.ceil(days / _DAYS_PER_MONTH), 1)
    return min(max(max(km2 / _KM2_PER_UNIT, _MIN_AREA) * months, least), most)
