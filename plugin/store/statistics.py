"""Statistics of a band, measured piece by piece and merged."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True)
class Statistics:
    """Of the valid and finite pixels of one band."""

    count: int
    minimum: float
    maximum: float
    mean: float
    deviation: float
    """Standard deviation of the population."""

    def as_gdal(self) -> tuple[float, float, float, float]:
        """Return the figures in the order of GDAL's ``SetStatistics``."""
        return (self.minimum, self.maximum, self.mean, self.deviation)


_NOTHING = Statistics(0, math.inf, -math.inf, 0.0, 0.0)


def measure(band: np.ndarray, valid: np.ndarray) -> Statistics:
    """Return the statistics of one piece of a band, both ``(height, width)``."""
    values = band[valid & np.isfinite(band)]
    if not values.size:
        return _NOTHING
    exact = values.astype(np.float64)
    return Statistics(
        values.size,
        float(exact.min()),
        float(exact.max()),
        float(exact.mean()),
        float(exact.std()),
    )


def merge(parts: Iterable[Statistics]) -> Statistics | None:
    """Return the statistics of all pieces together, None without any pixel."""
    filled = [part for part in parts if part.count]
    if not filled:
        return None
    count = sum(part.count for part in filled)
    mean = sum(part.count * part.mean for part in filled) / count
    # The variance within the pieces plus that of their means: no cancellation.
    variance = (
        sum(
            part.count * (part.deviation**2 + (part.mean - mean) ** 2)
            for part in filled
        )
        / count
    )
    return Statistics(
        count,
        min(part.minimum for part in filled),
        max(part.maximum for part in filled),
        mean,
        math.sqrt(variance),
    )
