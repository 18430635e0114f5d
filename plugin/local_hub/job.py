"""What the hub tells a worker: plain values that survive JSON."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

from .kinds import Band
from .scene import StoredBand

Ring = list[list[float]]


@dataclass(frozen=True)
class JobScene:
    """A scene that matches the request."""

    key: str
    facts: dict[str, Any]
    """The tile object of the evalscript, but for `__idx`."""
    shape: dict[str, Any]
    """`dataGeometry` and `dataEnvelope`, given out with `metadata: ["bounds"]`."""
    day: str
    """UTC day, what ORBIT groups by."""
    acquired: float
    """Seconds since 1970."""
    bands: tuple[StoredBand, ...]


@dataclass(frozen=True)
class JobSource:
    """A data source with its matching scenes in mosaicking order."""

    id: str
    code: str
    bands: dict[str, Band]
    nan_nodata: bool
    normalization: float
    upsampling: str
    downsampling: str
    harmonize: bool
    begin: str | None
    end: str | None
    simple_since: float | None
    """SIMPLE takes no scene before; seconds since 1970."""
    shows_scenes: bool
    """False where a script gets null for `scenes` (DEM)."""
    scenes: tuple[JobScene, ...]


@dataclass(frozen=True)
class JobGrid:
    """The pixels to compute."""

    epsg: int
    bbox: tuple[float, float, float, float]
    width: int
    height: int
    geometry: list[list[Ring]] | None


@dataclass(frozen=True)
class Limits:
    """What a script may use."""

    seconds: float = 60.0
    heap_bytes: int = 512 * 2**20
    process_bytes: int = 4 * 2**30


@dataclass(frozen=True)
class Quirks:
    """Faults that show inside an evaluation."""

    contexts: int = 1
    shuffle: str = ""
    """Seed of a scene order; empty keeps the order of the request."""
    shuffle_each: bool = False
    """Another order for each function of the script."""


@dataclass(frozen=True)
class Job:
    """One evaluation."""

    evalscript: str
    grid: JobGrid
    sources: tuple[JobSource, ...]
    responses: tuple[dict[str, Any], ...]
    bundle: str = ""
    """Media type that holds several answers; empty for a bare one."""
    statistics: dict[str, Any] | None = None
    """`calculations` of the Statistical API; None for Process."""
    factor: float = 1.0
    """What the processing options multiply the price by."""
    limits: Limits = field(default_factory=Limits)
    quirks: Quirks = field(default_factory=Quirks)

    def to_json(self) -> dict[str, Any]:
        """Return the message."""
        return asdict(self)

    @staticmethod
    def from_json(data: dict[str, Any]) -> Job:
        """Return the job of a message."""
        grid = data["grid"]
        return Job(
            evalscript=data["evalscript"],
            grid=JobGrid(**{**grid, "bbox": tuple(grid["bbox"])}),
            sources=tuple(_source(source) for source in data["sources"]),
            responses=tuple(data["responses"]),
            bundle=data["bundle"],
            statistics=data["statistics"],
            factor=data["factor"],
            limits=Limits(**data["limits"]),
            quirks=Quirks(**data["quirks"]),
        )


def _source(data: dict[str, Any]) -> JobSource:
    bands = {
        name: Band(**{**band, "units": tuple(band["units"])})
        for name, band in data["bands"].items()
    }
    scenes = tuple(
        JobScene(
            key=scene["key"],
            facts=scene["facts"],
            shape=scene["shape"],
            day=scene["day"],
            acquired=scene["acquired"],
            bands=tuple(StoredBand(**band) for band in scene["bands"]),
        )
        for scene in data["scenes"]
    )
    return JobSource(**{**data, "bands": bands, "scenes": scenes})
