"""Clipping: what the sample type of an image takes away from its values.

The service rounds to whole numbers and clamps to the range of the type; AUTO stretches
0 to 1 over 8 bits (service-facts 1.3).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

RANGES: Mapping[str, tuple[float, float]] = {
    "AUTO": (0, 1),
    "INT8": (-128, 127),
    "UINT8": (0, 255),
    "INT16": (-32768, 32767),
    "UINT16": (0, 65535),
}
"""Lowest and highest value that a type holds; FLOAT32 holds all."""
_AS_IT_IS = 1e-6
_PERCENT = 100.0


@dataclass(frozen=True)
class Clipping:
    """What a sample type loses of the values of an image."""

    sample_type: str
    lowest: float
    """Of the values."""
    highest: float
    low: float
    """Of the type."""
    high: float
    clipped_pct: float
    """Share of the values that lie beyond the type, in percent."""
    loses_fractions: bool
    """Whether they all lie between -1 and 1, and become 0 or 1."""

    @property
    def is_lossy(self) -> bool:
        """Whether there is anything to warn of."""
        return self.clipped_pct > 0 or self.loses_fractions


def find_clipping(
    values: np.ndarray, valid: np.ndarray, sample_type: str
) -> Clipping | None:
    """Return what a sample type takes away, None where it takes nothing or is unknown.

    Args:
        values: as the script returns them, ``(bands, height, width)``.
        valid: pixels with data, ``(height, width)``.
        sample_type: of the image, such as ``UINT8``.
    """
    if sample_type not in RANGES:
        return None
    told = values[:, valid]
    told = told[np.isfinite(told)].astype(float)
    if not told.size:
        return None
    low, high = RANGES[sample_type]
    beyond = (told < low - _AS_IT_IS) | (told > high + _AS_IT_IS)
    is_small = bool(np.abs(told).max() <= 1 + _AS_IT_IS)
    broken = np.abs(told - np.round(told)) > _AS_IT_IS
    clipping = Clipping(
        sample_type,
        float(told.min()),
        float(told.max()),
        low,
        high,
        _PERCENT * float(beyond.mean()),
        sample_type != "AUTO" and is_small and bool(broken.any()),
    )
    return clipping if clipping.is_lossy else None
