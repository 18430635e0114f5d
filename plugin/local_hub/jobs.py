"""Turn a valid request and the scenes it matches into a job."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from .checks import as_object
from .job import Job, JobGrid, JobScene, JobSource, Limits, Quirks
from .offer import matching, to_shape
from .times import utc_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shapely.geometry.base import BaseGeometry

    from .bounds import Grid
    from .faults import Faults
    from .kinds import Band, Kind
    from .request import ProcessRequest, Source
    from .scene import Footprint, Scene

RADIOMETRIC = 2.5
ORTHO = SPECKLE = 2.0


def process_job(
    request: ProcessRequest, scenes: Sequence[Scene], faults: Faults, limits: Limits
) -> Job:
    """Return the job of a Process request."""
    outline = to_shape(request.bounds.outline_lonlat())
    return Job(
        evalscript=request.evalscript,
        grid=job_grid(request.grid),
        sources=tuple(
            job_source(source, scenes, outline, faults) for source in request.sources
        ),
        responses=tuple(vars(response) for response in request.responses),
        bundle=request.bundle,
        factor=processing_factor(request.sources),
        limits=limits,
        quirks=quirks(faults),
    )


def quirks(faults: Faults) -> Quirks:
    """Return the faults that a worker commits."""
    return Quirks(faults.contexts, faults.shuffle, faults.shuffle_each)


def job_grid(grid: Grid) -> JobGrid:
    """Return a grid as a worker gets it."""
    geometry = None if grid.geometry is None else _lists(grid.geometry)
    return JobGrid(grid.epsg, grid.bbox, grid.width, grid.height, geometry)


def job_source(
    source: Source, scenes: Sequence[Scene], outline: BaseGeometry, faults: Faults
) -> JobSource:
    """Return a source with the scenes that match it."""
    matched = matching(scenes, source, outline)
    return JobSource(
        id=source.id,
        code=source.kind.code,
        bands=known_bands(source.kind, scenes),
        nan_nodata=source.kind.nan_nodata,
        normalization=source.kind.normalization,
        upsampling=source.upsampling,
        downsampling=(
            source.upsampling if source.kind.one_resampling else source.downsampling
        ),
        harmonize=source.harmonize,
        begin=utc_text(source.begin) if source.begin else None,
        end=utc_text(source.end) if source.end else None,
        simple_since=_simple_since(source),
        shows_scenes=not source.kind.timeless,
        scenes=tuple(_job_scene(scene, faults) for scene in matched),
    )


def _simple_since(source: Source) -> float | None:
    days = source.kind.simple_days
    if days is None or source.end is None:
        return None
    return (source.end - timedelta(days=days)).timestamp()


def known_bands(kind: Kind, scenes: Sequence[Scene]) -> dict[str, Band]:
    """Return the bands of the collection and whatever else its scenes store."""
    bands = dict(kind.bands)
    for scene in scenes:
        if scene.collection == kind.id:
            for stored in scene.bands:
                bands.setdefault(stored.name, kind.band(stored.name, stored.scale))
    return bands


def tile_facts(scene: Scene, faults: Faults) -> dict[str, Any]:
    """Return the tile object of a scene, but for `__idx`."""
    facts: dict[str, Any] = {
        "date": utc_text(scene.acquired, faults.tile_seconds),
        "shId": scene.sh_id,
        "dataPath": scene.data_path,
        "tileOriginalId": scene.granule or scene.id,
        "productId": scene.id,
    }
    if scene.cloud_cover is not None:
        facts["cloudCoverage"] = scene.cloud_cover
    if scene.collection.startswith("sentinel-2"):
        facts["sentinel2ProductId"] = scene.id
    return {key: v for key, v in facts.items() if key not in faults.missing}


def processing_factor(sources: Sequence[Source]) -> float:
    """Return what Sentinel-1 processing multiplies the price by."""
    factor = 1.0
    for source in sources:
        asked = source.processing
        if source.kind.id != "sentinel-1-grd":
            continue
        if asked.get("backCoeff") == "GAMMA0_TERRAIN":
            factor *= RADIOMETRIC
        elif asked.get("orthorectify"):
            factor *= ORTHO
        speckle = as_object(asked.get("speckleFilter"), "processing->speckleFilter")
        if speckle.get("type", "NONE") != "NONE":
            factor *= SPECKLE
    return factor


def _job_scene(scene: Scene, faults: Faults) -> JobScene:
    polygons = _lists(scene.footprint)
    west, south, east, north = scene.bbox
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return JobScene(
        key=scene.id,
        facts=tile_facts(scene, faults),
        shape={
            "dataGeometry": {"type": "MultiPolygon", "coordinates": polygons},
            "dataEnvelope": {"type": "Polygon", "coordinates": [ring]},
        },
        day=f"{scene.acquired:%Y-%m-%d}",
        acquired=scene.acquired.timestamp(),
        bands=scene.bands,
    )


def _lists(footprint: Footprint) -> list[list[list[list[float]]]]:
    return [[[[x, y] for x, y in ring] for ring in part] for part in footprint]
