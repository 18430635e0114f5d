"""A scene of the static catalog: what is known of it and where its pixels lie."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import datetime

Footprint = list[list[list[tuple[float, float]]]]
"""Polygons of rings of (longitude, latitude)."""


@dataclass(frozen=True)
class StoredBand:
    """One band of a scene, as stored: physical value = stored * scale + offset."""

    name: str
    path: str
    index: int
    """1-based band of the file."""
    scale: float
    offset: float
    nodata: float | None
    dtype: str = "uint16"
    """numpy's name of how values are stored."""
    masked: bool = False
    """The file has a mask or an alpha band of its own."""


@dataclass(frozen=True)
class Scene:
    """One acquisition tile that the hub offers."""

    id: str
    collection: str
    acquired: datetime
    bbox: tuple[float, float, float, float]
    """West, south, east, north in degrees (CRS84)."""
    footprint: Footprint
    epsg: int | None
    native_bbox: tuple[float, float, float, float] | None
    cloud_cover: float | None
    platform: str | None
    granule: str | None
    id_is_derived: bool
    properties: dict[str, Any]
    """Further item properties that are passed on (`sar:`, `sat:`, `s1:` …)."""
    bands: tuple[StoredBand, ...]

    @property
    def sh_id(self) -> int:
        """Return a number that is stable over runs, as the service's tile number."""
        digest = hashlib.sha256(f"{self.collection}/{self.id}".encode()).digest()
        return int.from_bytes(digest[:4], "big") % 89_999_999 + 10_000_000

    @property
    def data_path(self) -> str:
        """Return a path in the service's manner."""
        day = f"{self.acquired.year}/{self.acquired.month}/{self.acquired.day}"
        return f"s3://local-hub/{self.collection}/{day}/{self.id}"

    def band(self, name: str) -> StoredBand | None:
        """Return a stored band by its service name."""
        return next((band for band in self.bands if band.name == name), None)
