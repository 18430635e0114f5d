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


# Rows measured at once: the exact numbers take several times the piece's memory.
_ROWS = 256


def measure(band: np.ndarray, valid: np.ndarray) -> Statistics | None:
    """Return the statistics of one piece of a band, both ``(height, width)``."""
    return merge(
        _measure(band[top : top + _ROWS], valid[top : top + _ROWS])
        for top in range(0, len(band), _ROWS)
    )


def merge(parts: Iterable[Statistics | None]) -> Statistics | None:
    """Return the statistics of all pieces together, None without any pixel."""
    filled = [part for part in parts if part]
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


def _measure(band: np.ndarray, valid: np.ndarray) -> Statistics | None:
    exact = band[valid & np.isfinite(band)].astype(np.float64)
    if not exact.size:
        return None
    return Statistics(
        exact.size,
        float(exact.min()),
        float(exact.max()),
        float(exact.mean()),
        float(exact.std()),
    )
