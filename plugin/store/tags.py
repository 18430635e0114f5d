"""GDAL tags: what an image tells about itself outside of QGIS."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from typing import TYPE_CHECKING

from ..core.times import format_second
from .rows import IMAGES, Kind, image_row
from .used import used_scenes

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ..core.images import Image, Usage
    from ..core.scenes import Scene

PREFIX = "SCENE_SLOTS_"

# Where the file lies, and what was paid, is no property of the picture.
_LEFT_OUT = {"path", "requests", "pu_estimated", "pu_charged", "pieces"}


def image_tags(
    image: Image,
    scenes: Iterable[Scene],
    usages: Iterable[Usage],
    script: str = "",
    requests: Iterable[str] = (),
) -> tuple[dict[str, str], dict[str, str]]:
    """Return the tags of the default domain and those of the domain ``IMAGERY``.

    A mosaic has no one date. ``ACQUISITIONDATETIME`` is the main acquisition's, the
    one with the largest share, and ``SCENE_SLOTS_FIRST_ACQUIRED`` and
    ``…_LAST_ACQUIRED`` stand beside it. Unknown facts have no tag.

    Args:
        image: as it will stand in the table.
        scenes: at least the used ones.
        usages: of this image.
        script: that drew it; its hash becomes a tag.
        requests: hashes of those that brought its pixels, in any order.
    """
    usages = tuple(usages)
    by_key = {scene.key: scene for scene in scenes}
    row = image_row(image)
    tags = {
        PREFIX + name.upper(): _text(row[name], kind)
        for name, kind in IMAGES.items()
        if row[name] is not None and name not in _LEFT_OUT
    }
    # ASCII: the JSON must pass unharmed through XML, in which GDAL keeps the tags.
    tags[f"{PREFIX}SCENES"] = json.dumps(used_scenes(usages, by_key))
    if script:
        digest = hashlib.sha256(script.encode()).hexdigest()
        tags[f"{PREFIX}EVALSCRIPT_SHA256"] = digest
    if hashes := sorted(set(requests)):
        tags[f"{PREFIX}REQUESTS_SHA256"] = " ".join(hashes)
    if image.main_acquired:
        # EO Time Series Viewer looks for this name in the default domain too.
        tags["ACQUISITION_DATETIME"] = format_second(image.main_acquired)
    imagery = _imagery(image, by_key, usages)
    if "CLOUDCOVER" in imagery:
        tags[f"{PREFIX}CLOUDCOVER_IS"] = (
            "mean of tile cloud_coverage" if image.cloud_pct is None else "cloud_pct"
        )
    return tags, imagery


def _imagery(
    image: Image, scenes: Mapping[str, Scene], usages: tuple[Usage, ...]
) -> dict[str, str]:
    imagery = {}
    if image.main_acquired:
        # The form that GDAL's readers of remote sensing data write, always UTC.
        text = format_second(image.main_acquired)
        imagery["ACQUISITIONDATETIME"] = text.replace("T", " ").rstrip("Z")
    cloud = _tile_cloud(usages) if image.cloud_pct is None else image.cloud_pct
    if cloud is not None:
        imagery["CLOUDCOVER"] = str(round(cloud))
    used = [scenes[usage.scene_key] for usage in usages if _is_known(usage, scenes)]
    if platforms := sorted({scene.platform for scene in used if scene.platform}):
        imagery["SATELLITEID"] = ", ".join(platforms)
    return imagery


def _is_known(usage: Usage, scenes: Mapping[str, Scene]) -> bool:
    return bool(usage.used) and usage.scene_key in scenes


def _tile_cloud(usages: tuple[Usage, ...]) -> float | None:
    """Return the tiles' cloud weighted by their pixels, None if any is unknown."""
    weighted = pixels = 0.0
    for usage in usages:
        if not usage.used:
            continue
        if usage.cloud_coverage is None or not usage.pixels:
            return None
        weighted += usage.cloud_coverage * usage.pixels
        pixels += usage.pixels
    return weighted / pixels if pixels else None


def _text(cell: object, kind: Kind) -> str:
    if kind is Kind.REAL:
        return f"{cell:.10g}"
    return format_second(cell) if isinstance(cell, datetime) else str(cell)
