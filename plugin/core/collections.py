"""Collections: what Sentinel Hub offers, where, and how each is asked for.

Bands, units, resolutions and deployments are those of the service's
data pages (service-facts 1.4, 2.3, 5 and 7).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from math import nan
from typing import TYPE_CHECKING

from .errors import InputError
from .sentences import say

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping


class Mode(str, Enum):
    """How the samples of a pixel arrive."""

    TILE = "TILE"
    """One sample per tile: a scene value names a scene."""
    ORBIT = "ORBIT"
    """One sample per day: a scene value names a pass."""
    STATIC = "STATIC"
    """One image, no slots, no scenes."""


@dataclass(frozen=True)
class Collection:
    """A data collection of the service."""

    id: str
    """Its id in Catalog and Process API."""
    title: str
    resolution: float
    """Of the finest bands, in metres."""
    max_resolution: float
    """Coarsest pixel that the service renders, in metres."""
    bands: Mapping[str, str] = field(repr=False)
    """Default unit by band name."""
    mode: Mode = Mode.TILE
    has_cloud: bool = False
    """Whether tiles carry a cloud figure that requests can filter by."""
    cloud_bands: tuple[str, ...] = ()
    """Bands that tell the class of a pixel, best first."""
    hubs: frozenset[str] = frozenset()
    """Names of the hubs that offer it; custom and local hubs are asked."""
    no_data: float = 0.0
    """Band value where there is no data."""
    band_hubs: Mapping[str, frozenset[str]] = field(default_factory=dict, repr=False)
    """Names of the hubs that have a band, of bands that not every hub has."""
    is_radar: bool = False
    """Whether its scenes look from the side, ascending or descending."""
    measures: tuple[str, ...] = ()
    """Where each scene holds one quantity alone: their names, with which bands begin
    and that ids of scenes tell. A script may read bands of one."""
    attribution: str = "Contains modified Copernicus Sentinel data {years}"
    """What its licence wants to be said, with the years of the run."""

    def is_offered(self, hub: str) -> bool:
        """Return whether a hub has it, as far as is known."""
        return hub in self.hubs or hub in OPEN_HUBS

    def cloud_band(self, hub: str) -> str | None:
        """Return the best cloud band at a hub, None if it has none."""
        return next((one for one in self.cloud_bands if self._has(one, hub)), None)

    def missing(
        self, bands: Iterable[str], hub: str, offered: Container[str] | None = None
    ) -> tuple[str, ...]:
        """Return which of the bands the collection lacks at a hub.

        Words that are no band of any collection do not count: a script may have lists
        of other things.

        Args:
            bands: what a product reads.
            hub: name of the hub.
            offered: the bands that the hub says it has; None where it says nothing.
        """
        known = {band for one in COLLECTIONS.values() for band in one.bands}
        asked = [band for band in dict.fromkeys(bands) if band in known]
        if offered is not None:
            return tuple(band for band in asked if band not in offered)
        return tuple(band for band in asked if not self._has(band, hub))

    def measured(self, bands: Iterable[str]) -> tuple[str, ...]:
        """Return the quantities that bands belong to; none where scenes hold all."""
        asked = tuple(bands)
        return tuple(
            one for one in self.measures if any(band.startswith(one) for band in asked)
        )

    def _has(self, band: str, hub: str) -> bool:
        return band in self.bands and hub in self.band_hubs.get(band, (hub,))


_LANDSAT = "Landsat image courtesy of the U.S. Geological Survey"
_DEM = (
    "Produced using Copernicus WorldDEM © DLR e.V. 2010-2014 and © Airbus Defence and"
    " Space GmbH 2014-2018 provided under COPERNICUS by the European Union and ESA; all"
    " rights reserved"
)
OPEN_HUBS = ("custom", "local")
"""Hubs that may have anything: they are asked."""
_CDSE, _EU, _US_WEST = "cdse", "sh-eu", "sh-us-west"


def _units(unit: str, names: str) -> dict[str, str]:
    return dict.fromkeys(names.split(), unit)


_SENTINEL_2_ANGLES = _units(
    "DEGREES", "sunAzimuthAngles sunZenithAngles viewAzimuthMean viewZenithMean"
)
# The masks of s2cloudless are not in the band tables of CDSE.
_MASK_HUBS = dict.fromkeys(("CLM", "CLP"), frozenset({_EU, *OPEN_HUBS}))
_LANDSAT_ANGLES = _units("DEGREES", "VAA VZA SAA SZA")

_ALL = (
    Collection(
        "sentinel-2-l2a",
        "Sentinel-2 L2A",
        10,
        1500,
        {
            **_units(
                "REFLECTANCE",
                "B01 B02 B03 B04 B05 B06 B07 B08 B8A B09 B11 B12",
            ),
            "AOT": "OPTICAL_DEPTH",
            "SCL": "DN",
            "SNW": "PERCENT",
            "CLD": "PERCENT",
            "CLM": "DN",
            "CLP": "DN",
            **_SENTINEL_2_ANGLES,
        },
        has_cloud=True,
        cloud_bands=("SCL", "CLD"),
        hubs=frozenset({_CDSE, _EU}),
        band_hubs=_MASK_HUBS,
    ),
    Collection(
        "sentinel-2-l1c",
        "Sentinel-2 L1C",
        10,
        1500,
        {
            **_units(
                "REFLECTANCE",
                "B01 B02 B03 B04 B05 B06 B07 B08 B8A B09 B10 B11 B12",
            ),
            "CLM": "DN",
            "CLP": "DN",
            **_SENTINEL_2_ANGLES,
        },
        has_cloud=True,
        cloud_bands=("CLM",),
        hubs=frozenset({_CDSE, _EU}),
        band_hubs=_MASK_HUBS,
    ),
    Collection(
        "landsat-ot-l2",
        "Landsat 8-9 L2",
        30,
        3000,
        {
            **_units("REFLECTANCE", "B01 B02 B03 B04 B05 B06 B07"),
            "B10": "SURFACE_TEMPERATURE",
            **_units("DN", "BQA QA_RADSAT SR_QA_AEROSOL"),
            "ST_QA": "KELVIN",
        },
        has_cloud=True,
        cloud_bands=("BQA",),
        hubs=frozenset({_US_WEST}),
        no_data=nan,
        attribution=_LANDSAT,
    ),
    Collection(
        "landsat-ot-l1",
        "Landsat 8-9 L1",
        30,
        3000,
        {
            **_units("REFLECTANCE", "B01 B02 B03 B04 B05 B06 B07 B08 B09"),
            **_units("BRIGHTNESS_TEMPERATURE", "B10 B11"),
            **_units("DN", "BQA QA_RADSAT"),
            **_LANDSAT_ANGLES,
        },
        has_cloud=True,
        cloud_bands=("BQA",),
        hubs=frozenset({_CDSE, _US_WEST}),
        no_data=nan,
        attribution=_LANDSAT,
    ),
    Collection(
        "sentinel-1-grd",
        "Sentinel-1 GRD",
        10,
        1500,
        _units("LINEAR_POWER", "VV VH HV HH"),
        # As the service draws it by default: gamma0 of the ellipsoid, not corrected for
        # terrain, which would cost 2 to 2.5 times as much.
        mode=Mode.ORBIT,
        hubs=frozenset({_CDSE, _EU}),
        is_radar=True,
    ),
    Collection(
        "dem",
        say("Elevation (Copernicus DEM)"),
        30,
        10000,
        {"DEM": "METERS"},
        mode=Mode.STATIC,
        attribution=_DEM,
        hubs=frozenset({_CDSE, _EU}),
    ),
    Collection(
        "sentinel-3-olci",
        "Sentinel-3 OLCI",
        300,
        10000,
        {
            **_units("REFLECTANCE", " ".join(f"B{n:02d}" for n in range(1, 22))),
            "QUALITY_FLAGS": "DN",
            **_units("DEGREES", "SAA SZA VAA VZA"),
        },
        hubs=frozenset({_CDSE}),
    ),
    Collection(
        "sentinel-5p-l2",
        "Sentinel-5P L2",
        5500,
        10000,
        {
            **_units("MOL_M2", "NO2 CO HCHO O3 SO2"),
            "CH4": "PPB",
            **_units("INDEX", "AER_AI_340_380 AER_AI_354_388"),
            **_units("PASCALS", "CLOUD_BASE_PRESSURE CLOUD_TOP_PRESSURE"),
            **_units("METERS", "CLOUD_BASE_HEIGHT CLOUD_TOP_HEIGHT"),
            "CLOUD_OPTICAL_THICKNESS": "OPTICAL_DEPTH",
            "CLOUD_FRACTION": "FRACTION",
        },
        mode=Mode.ORBIT,
        hubs=frozenset({_CDSE}),
        measures=("NO2", "CO", "HCHO", "O3", "SO2", "CH4", "AER_AI", "CLOUD"),
    ),
)

COLLECTIONS: Mapping[str, Collection] = {one.id: one for one in _ALL}


def find_collection(name: str) -> Collection:
    """Return the collection of that id.

    Raises:
        InputError: there is none.
    """
    try:
        return COLLECTIONS[name]
    except KeyError:
        message = say(
            f"There is no collection “{name}”: use one of {', '.join(COLLECTIONS)}."
        )
        raise InputError(message) from None
