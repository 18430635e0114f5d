"""Geodesy: coordinates from degrees to the CRS of a grid."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from ..core.area import Transform


def from_degrees(epsg: int) -> Transform:
    """Return the function that turns ``(n, 2)`` lon, lat into x, y of the CRS."""
    from pyproj import Transformer  # noqa: PLC0415  see catalog.py

    transformer = Transformer.from_crs(4326, epsg, always_xy=True)

    def transform(coordinates: np.ndarray) -> np.ndarray:
        return np.column_stack(
            transformer.transform(coordinates[:, 0], coordinates[:, 1])
        )

    return transform
