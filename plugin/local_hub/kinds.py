"""What the service knows of each collection: bands, units, limits, no data."""

from __future__ import annotations

import re
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Band:
    """A band of a collection."""

    name: str
    units: tuple[str, ...]
    """Accepted units; the first is the default."""
    classes: bool = False
    """Values are codes: interpolating them would make no sense."""
    per_unit: float = 1.0
    """DN per physical unit, for bands that offer DN beside it."""


@dataclass(frozen=True)
class Kind:
    """A collection as the service describes it."""

    id: str
    code: str
    title: str
    constellation: str = ""
    instruments: tuple[str, ...] = ()
    gsd: float = 10.0
    metres_per_pixel: float | None = None
    """Coarsest allowed pixel, metres."""
    bands: dict[str, Band] = field(default_factory=dict)
    nan_nodata: bool = False
    normalization: float = 1.0
    one_resampling: bool = False
    """`upsampling` holds for coarser pixels too; `downsampling` is ignored."""
    simple_days: float | None = None
    """SIMPLE takes the scenes of so many days before the end of the time range."""
    timeless: bool = False
    """Time and order of a request do not matter (DEM)."""

    def band(self, name: str, scale: float) -> Band:
        """Return a band of the table, or one made from how it is stored."""
        if name in self.bands:
            return self.bands[name]
        if scale == 1.0:
            return Band(name, ("DN",), classes=True)
        return Band(name, ("REFLECTANCE", "DN"), per_unit=1.0 / scale)


REFLECTANCE = ("REFLECTANCE", "DN")
ANGLES = ("sunAzimuthAngles", "sunZenithAngles", "viewAzimuthMean", "viewZenithMean")
S2_COMMON = "B01 B02 B03 B04 B05 B06 B07 B08 B8A B09 B10 B11 B12"
# STAC common names (also of the 1.1 vocabulary) of the Sentinel-2 bands.
S2_NAMES = {
    "coastal": "B01",
    "blue": "B02",
    "green": "B03",
    "red": "B04",
    "rededge1": "B05",
    "rededge071": "B05",
    "rededge2": "B06",
    "rededge075": "B06",
    "rededge3": "B07",
    "rededge078": "B07",
    "nir": "B08",
    "nir08": "B8A",
    "nir09": "B09",
    "cirrus": "B10",
    "swir16": "B11",
    "swir22": "B12",
    "scl": "SCL",
    "aot": "AOT",
}


def band_name(kind: Kind, name: str) -> str:
    """Return the service's spelling of a band (`B4`, `red` and `B04` are one)."""
    short = re.fullmatch(r"B(\d)", name)
    if short:
        name = f"B0{short.group(1)}"
    if kind.constellation == "sentinel-2":
        return S2_NAMES.get(name.lower(), name)
    return name


def kind_of(collection: str) -> Kind:
    """Return what is known of a collection; an unknown one has no table of bands."""
    return KINDS.get(collection) or Kind(collection, collection.upper(), collection)


def _bands(
    names: str, *units: str, classes: bool = False, per_unit: float = 1.0
) -> dict[str, Band]:
    return {name: Band(name, units, classes, per_unit) for name in names.split()}


def _reflectances(names: str) -> dict[str, Band]:
    return _bands(names, *REFLECTANCE, per_unit=10_000.0)


def _sentinel2(level: str, *extra: dict[str, Band], without: str = "") -> Kind:
    names = " ".join(name for name in S2_COMMON.split() if name != without)
    bands = _reflectances(names) | _bands(" ".join(ANGLES), "DEGREES", classes=True)
    for more in extra:
        bands |= more
    return Kind(
        f"sentinel-2-{level}",
        f"S2{level.upper()}",
        f"Sentinel 2 {level.upper()}",
        "sentinel-2",
        ("msi",),
        10.0,
        1500.0,
        bands,
        normalization=0.0001,
    )


CLOUD_MASKS = _bands("CLM CLP", "DN", classes=True)
LANDSAT_ANGLES = _bands("VAA VZA SAA SZA", "DEGREES")
KINDS = {
    kind.id: kind
    for kind in (
        _sentinel2("l1c", CLOUD_MASKS),
        _sentinel2(
            "l2a",
            _bands("AOT", "OPTICAL_DEPTH", "DN", per_unit=1000.0),
            _bands("SCL", "DN", classes=True),
            _bands("SNW CLD", "PERCENT"),
            CLOUD_MASKS,
            without="B10",
        ),
        Kind(
            "sentinel-1-grd",
            "S1GRD",
            "Sentinel 1 GRD",
            "sentinel-1",
            ("c-sar",),
            10.0,
            1500.0,
            _bands("VV VH HV HH", "LINEAR_POWER")
            | _bands("localIncidenceAngle scatteringArea", "DN")
            | _bands("shadowMask", "DN", classes=True),
            one_resampling=True,
        ),
        Kind(
            "landsat-ot-l1",
            "LOTL1",
            "Landsat 8-9 Collection 2 Level 1",
            "landsat",
            ("oli", "tirs"),
            30.0,
            4800.0,
            _bands("B01 B02 B03 B04 B05 B06 B07 B08 B09", "REFLECTANCE")
            | _bands("B10 B11", "BRIGHTNESS_TEMPERATURE")
            | _bands("BQA QA_RADSAT", "DN", classes=True)
            | LANDSAT_ANGLES,
            nan_nodata=True,
        ),
        Kind(
            "landsat-ot-l2",
            "LOTL2",
            "Landsat 8-9 Collection 2 Level 2",
            "landsat",
            ("oli", "tirs"),
            30.0,
            4800.0,
            _bands("B01 B02 B03 B04 B05 B06 B07", "REFLECTANCE")
            | _bands("B10", "SURFACE_TEMPERATURE")
            | _bands("BQA QA_RADSAT SR_QA_AEROSOL", "DN", classes=True)
            | _bands("ST_QA", "KELVIN")
            | _bands("ST_TRAD ST_URAD ST_DRAD", "RADIANCE")
            | _bands("ST_ATRAN ST_EMIS ST_EMSD", "FRACTION")
            | _bands("ST_CDIST", "KILOMETERS"),
            nan_nodata=True,
        ),
        Kind(
            "sentinel-3-olci",
            "S3OLCI",
            "Sentinel 3 OLCI",
            "sentinel-3",
            ("olci",),
            300.0,
            None,
            _bands(
                " ".join(f"B{n:02d}" for n in range(1, 22)), "REFLECTANCE", "RADIANCE"
            )
            | _bands("QUALITY_FLAGS", "DN", classes=True)
            | _bands("SAA SZA VAA VZA", "DEGREES")
            | _bands("HUMIDITY", "PERCENT")
            | _bands("SEA_LEVEL_PRESSURE", "HECTOPASCALS")
            | _bands("TOTAL_COLUMN_OZONE TOTAL_COLUMN_WATER_VAPOUR", "KG_M2"),
            one_resampling=True,
        ),
        Kind(
            "sentinel-5p-l2",
            "S5PL2",
            "Sentinel 5 Precursor Level 2",
            "sentinel-5p",
            ("tropomi",),
            5500.0,
            None,
            _bands("CO HCHO NO2 O3 SO2", "MOL_M2")
            | _bands("CH4", "PPB")
            | _bands("AER_AI_340_380 AER_AI_354_388", "INDEX")
            | _bands("CLOUD_BASE_PRESSURE CLOUD_TOP_PRESSURE", "PASCALS")
            | _bands("CLOUD_BASE_HEIGHT CLOUD_TOP_HEIGHT", "METERS")
            | _bands("CLOUD_OPTICAL_THICKNESS", "OPTICAL_DEPTH")
            | _bands("CLOUD_FRACTION", "FRACTION"),
            one_resampling=True,
            simple_days=1.0,
        ),
        Kind(
            "modis",
            "MODIS",
            "MODIS MCD43A4",
            "modis",
            ("modis",),
            500.0,
            None,
            _bands("B01 B02 B03 B04 B05 B06 B07", "REFLECTANCE"),
        ),
        Kind(
            "dem",
            "DEM",
            "Digital elevation model",
            bands=_bands("DEM", "METERS"),
            timeless=True,
        ),
    )
}
