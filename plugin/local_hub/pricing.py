"""Processing units by the documented formula."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

UNIT_PIXELS = 512 * 512
UNIT_BANDS = 3
MIN_AREA = 0.01
MIN_PROCESS = 0.005
MIN_STATISTICAL = 0.01
FLOAT_FACTOR = 2.0


def processing_units(
    width: int,
    height: int,
    inputs: Sequence[tuple[int, int]],
    float_tiff: bool = False,
    factor: float = 1.0,
    minimum: float = MIN_PROCESS,
) -> float:
    """Return the price of a request.

    `inputs` holds (bands, samples per pixel) of each data source; `factor` is what
    Sentinel-1 processing adds. Each local source of a fusion counts once more.
    """
    area = max(MIN_AREA, width * height / UNIT_PIXELS)
    load = sum(bands / UNIT_BANDS * samples for bands, samples in inputs)
    units = area * load * (FLOAT_FACTOR if float_tiff else 1.0) * factor
    return max(minimum, units)


def catalog_units(square_km: float, months: int) -> float:
    """Return the price of a Catalog search."""
    return min(1.0, max(0.01, square_km / 1_000_000) * max(1, months))
