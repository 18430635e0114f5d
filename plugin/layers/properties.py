"""What a layer says about itself: custom properties and QGIS layer metadata."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from qgis.core import QgsBox3d, QgsLayerMetadata
from qgis.PyQt.QtCore import QCoreApplication

from ..core.images import Use
from ..language import localize
from .dates import describe_dates, percent
from .temporal import slot_range

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from qgis.core import QgsDateTimeRange, QgsRasterLayer

    from ..core.images import Image

PREFIX = "scene_slots/"
_VIEWER_DATE = "eotsv/dtg"
"""Where EO Time Series Viewer looks first; else it takes the start of a layer's range
for the date of its image."""

translate = QCoreApplication.translate


def set_properties(
    layer: QgsRasterLayer,
    run: str,
    image: Image,
    scenes: Sequence[dict[str, Any]],
) -> None:
    """Write the truth about the image into the layer's custom properties."""
    values = {
        "run": run,
        "slot": image.slot,
        "start": _iso(image.start),
        "end": _iso(image.end),
        "state": image.state.value,
        "scenes": json.dumps(list(scenes), ensure_ascii=False),
        "first_acquired": _iso(image.first_acquired),
        "last_acquired": _iso(image.last_acquired),
        "main_acquired": _iso(image.main_acquired),
        "cloud_pct": image.cloud_pct,
        "valid_pct": image.valid_pct,
    }
    for name, value in values.items():
        if value is not None:
            layer.setCustomProperty(PREFIX + name, value)
        else:  # an image that was fetched anew may know less
            layer.removeCustomProperty(PREFIX + name)
    if image.main_acquired is not None:
        date = f"{image.main_acquired:%Y-%m-%dT%H:%M:%S}"
        layer.setCustomProperty(_VIEWER_DATE, date)


def set_scene_properties(layer: QgsRasterLayer, run: str, image: Image) -> None:
    """Write which image a scene raster explains."""
    layer.setCustomProperty(PREFIX + "run", run)
    layer.setCustomProperty(PREFIX + "scenes_of", image.slot)
    layer.setCustomProperty(PREFIX + "start", _iso(image.start))


def set_metadata(
    layer: QgsRasterLayer,
    run: str,
    image: Image,
    scenes: Sequence[dict[str, Any]],
    attribution: str,
) -> None:
    """Write the layer's metadata: title, words, extents, history and rights."""
    metadata = QgsLayerMetadata()
    metadata.setType("dataset")
    metadata.setIdentifier(f"{run}/{image.slot}")
    metadata.setTitle(f"{image.slot} · {image.product} · {image.collection}")
    metadata.setAbstract(describe(image, scenes))
    metadata.setKeywords({"scene_slots": [image.slot, image.product, image.collection]})
    metadata.setHistory(_history(image, scenes))
    if attribution:
        metadata.setRights([attribution])
    metadata.setCrs(layer.crs())
    metadata.setExtent(_extent(layer, image))
    layer.setMetadata(metadata)


def describe(image: Image, scenes: Sequence[dict[str, Any]]) -> str:
    """Return the image in plain words: time, tiles, dates and cloud."""
    sentences = [
        translate(
            "SceneSlots",
            "Mosaic of the slot {slot} ({start} to {end}, UTC, end exclusive).",
        ).format(slot=image.slot, start=_iso(image.start), end=_iso(image.end)),
        localize(image.reason),
        describe_dates(image),
        _describe_cloud(image),
    ]
    sentences.extend(_describe_scene(scene) for scene in scenes)
    if any(scene.get("id_is_derived") for scene in scenes):
        sentences.append(
            translate(
                "SceneSlots",
                "The ids of these scenes are derived: they name no real product.",
            )
        )
    return "\n".join(sentence for sentence in sentences if sentence)


def _describe_cloud(image: Image) -> str:
    valid = percent(image.valid_pct)
    if image.cloud_pct is None:
        text = translate(
            "SceneSlots",
            "{valid} of the area has data; the image's own cloud is unknown.",
        )
    else:
        text = translate(
            "SceneSlots",
            "{valid} of the area has data; {cloud} of these pixels are cloud by"
            " {source}.",
        )
    return str(text).format(
        valid=valid, cloud=percent(image.cloud_pct), source=image.cloud_source
    )


def _describe_scene(scene: dict[str, Any]) -> str:
    cloud = scene.get("cloud_coverage")
    if cloud is None:
        text = translate("SceneSlots", "Tile {tile}, {date}, tile cloud unknown.")
    else:
        text = translate("SceneSlots", "Tile {tile}, {date}, tile cloud {cloud:.3g} %.")
    tile, date = scene.get("tile_id"), scene.get("date")
    told = str(text).format(tile=tile, date=date, cloud=cloud)
    if not _is_candidate(scene):
        return told
    return str(translate("SceneSlots", "Candidate: {scene}")).format(scene=told)


def _is_candidate(scene: dict[str, Any]) -> bool:
    """Return whether nothing tells if the image shows the scene."""
    return scene.get("provenance") == Use.CANDIDATE.value


def _history(image: Image, scenes: Sequence[dict[str, Any]]) -> list[str]:
    names = ", ".join(str(scene.get("tile_id")) for scene in scenes)
    lines = [
        translate("SceneSlots", "Rule: {rule}. Hub: {hub}.").format(
            rule=image.rule, hub=image.hub
        ),
    ]
    if any(_is_candidate(scene) for scene in scenes):
        lines.append(
            translate("SceneSlots", "Candidates: {scenes}.").format(scenes=names)
        )
    elif names:
        lines.append(
            translate("SceneSlots", "Derived from: {scenes}.").format(scenes=names)
        )
    if image.fetched is not None:
        lines.append(
            translate("SceneSlots", "Fetched: {time}.").format(time=_iso(image.fetched))
        )
    return lines


def add_requests(layer: QgsRasterLayer, script: str, hashes: Iterable[str]) -> None:
    """Add to a layer's history by what script and which requests it was made."""
    metadata = layer.metadata()
    history = metadata.history()
    if script:
        digest = hashlib.sha256(script.encode()).hexdigest()
        text = translate("SceneSlots", "Evalscript, SHA-256: {digest}.")
        history.append(text.format(digest=digest))
    for one in hashes:
        text = translate("SceneSlots", "Request, SHA-256: {digest}.")
        history.append(text.format(digest=one))
    metadata.setHistory(history)
    layer.setMetadata(metadata)


def _extent(layer: QgsRasterLayer, image: Image) -> QgsLayerMetadata.Extent:
    space = QgsLayerMetadata.SpatialExtent()
    space.extentCrs = layer.crs()
    box = layer.extent()
    space.bounds = QgsBox3d(
        box.xMinimum(), box.yMinimum(), 0, box.xMaximum(), box.yMaximum(), 0
    )
    extent = QgsLayerMetadata.Extent()
    extent.setSpatialExtents([space])
    extent.setTemporalExtents([slot_range(image.start, image.end)])
    return extent


def set_time_extent(layer: QgsRasterLayer, times: QgsDateTimeRange) -> None:
    """Let a layer's metadata name the time that it shows in."""
    metadata = layer.metadata()
    extent = metadata.extent()
    extent.setTemporalExtents([times])
    metadata.setExtent(extent)
    layer.setMetadata(metadata)


def _iso(moment: datetime | None) -> str | None:
    return None if moment is None else f"{moment:%Y-%m-%dT%H:%M:%SZ}"
