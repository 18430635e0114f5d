"""How stored numbers become the numbers of a script."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .errors import HubError, renderer_error

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .job import JobScene, JobSource
    from .kinds import Band
    from .scene import StoredBand


@dataclass(frozen=True)
class Wanted:
    """A band that the script asks for."""

    name: str
    unit: str


@dataclass(frozen=True)
class Conversion:
    """Physical value = max(stored * factor + shift, 0 if clamped)."""

    factor: float = 1.0
    shift: float = 0.0
    clamped: bool = False

    @property
    def is_plain(self) -> bool:
        """Return whether a stored 0 stays 0, so that a factor alone will do."""
        return self.shift == 0.0 and not self.clamped


def conversion(band: StoredBand, meta: Band, unit: str, harmonize: bool) -> Conversion:
    """Return how a stored number becomes the number of the script."""
    reflectance = "REFLECTANCE" in meta.units
    if unit == "DN" and len(meta.units) > 1:
        if reflectance and not harmonize:
            return Conversion()
        factor = round(band.scale * meta.per_unit, 9)
        shift = round(band.offset * meta.per_unit, 6)
    else:
        factor, shift = band.scale, band.offset
    return Conversion(factor, shift, reflectance and harmonize and shift < 0)


def check_bands(
    source: JobSource, scenes: Sequence[JobScene], wanted: Sequence[Wanted]
) -> None:
    """Refuse bands that a matching scene does not store.

    Raises:
        HubError: a band is missing.
    """
    for scene in scenes:
        stored = {band.name for band in scene.bands}
        for band in wanted:
            if band.name not in stored:
                raise _missing(source, scene, band.name)


def _missing(source: JobSource, scene: JobScene, band: str) -> HubError:
    name = scene.key
    if source.code == "S1GRD":
        return HubError(
            400,
            f"Requested band '{band}' is not present in Sentinel 1 tile '{name}' "
            "returned by criteria specified in `dataFilter` parameter.",
            "RENDERER_S1_MISSING_POLARIZATION",
        )
    return renderer_error(f"Band '{band}' is not stored in tile '{name}' of this hub.")
