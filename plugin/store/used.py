"""What an image is made of: its scenes as JSON values, largest share first."""

from __future__ import annotations

import math
import numbers
from typing import TYPE_CHECKING, Any

from ..core.times import format_second
from .rows import clean_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ..core.images import Usage
    from ..core.scenes import Scene


def used_scenes(
    usages: Iterable[Usage], scenes: Mapping[str, Scene]
) -> list[dict[str, Any]]:
    """Return the used scenes of one slot; an unknown fact is None.

    Where nothing tells which scenes were used, they are the candidates, and say so.

    Args:
        usages: of the slot, also those that were not used.
        scenes: by key; a scene that is missing here leaves its facts unknown.
    """
    used = sorted((one for one in usages if one.used is not False), key=_by_share)
    return [_entry(usage, scenes.get(usage.scene_key)) for usage in used]


def _by_share(usage: Usage) -> tuple[float, str]:
    return (-(usage.share_pct or 0.0), usage.scene_key)


def _entry(usage: Usage, scene: Scene | None) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "date": format_second(usage.acquired),
        "tile_id": usage.tile_id,
        "cloud_coverage": usage.cloud_coverage,
        "product_id": scene.product_id if scene else None,
        "scene_key": usage.scene_key,
        "tile_name": scene.tile_name if scene else None,
        "share_pct": usage.share_pct,
        "pixels": usage.pixels,
        "scene_value": usage.scene_value,
        "platform": scene.platform if scene else None,
        "relative_orbit": scene.relative_orbit if scene else None,
        "processing_baseline": scene.processing_baseline if scene else None,
        "id_is_derived": scene.id_is_derived if scene else None,
        "facts_source": scene.facts_source if scene else None,
        "provenance": "scene raster" if usage.used else usage.reason.value,
    }
    return {name: _plain(value) for name, value in entry.items()}


def _plain(value: Any) -> Any:  # noqa: ANN401  JSON
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, numbers.Integral):
        return value if isinstance(value, bool) else int(value)
    if isinstance(value, numbers.Real):
        return float(value) if math.isfinite(value) else None
    return value
