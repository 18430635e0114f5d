"""Filters: which scenes of a collection match a request."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from ..core.orbit import same_radar
from ..core.slots import SECOND
from ..core.times import SAME_TIME

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from ..core.scenes import Scene
    from ..core.slots import Slot

_FULL_CLOUD = 100
# Orders of samples that the service knows.
_ORDERS = ("mostRecent", "leastRecent", "leastCC")


def narrow_filter(slot: Slot, scenes: Sequence[Scene]) -> dict[str, Any]:
    """Return the filter that the scenes pass, and as few others as possible."""
    limit = worst_cloud(scenes)
    cloud = {"maxCloudCoverage": limit} if limit < _FULL_CLOUD else {}
    return {"timeRange": _range(*narrow(slot, scenes)), **cloud, **_radar(scenes)}


def whole_filter(slot: Slot, scenes: Sequence[Scene], order: str) -> dict[str, Any]:
    """Return the filter that all scenes of a slot pass, for scripts that choose.

    Args:
        slot: bounds of the time range.
        scenes: the candidates; what radar they have in common is kept.
        order: rule of the job; one that the service has, too, orders the samples.
    """
    ordered = {"mosaickingOrder": order} if order in _ORDERS else {}
    return {
        "timeRange": _range(slot.start, slot.last_second),
        **ordered,
        **_radar(scenes),
    }


def narrow(slot: Slot, scenes: Sequence[Scene]) -> tuple[datetime, datetime]:
    """Return the inclusive time range that holds the scenes, inside the slot.

    A second is left on both sides: Catalog and service may floor or round.
    """
    times = [part.acquired for scene in scenes for part in scene.parts or (scene,)]
    first = min(times).replace(microsecond=0) - SAME_TIME
    last = max(times).replace(microsecond=0)
    return (
        max(first, slot.start),
        min(last + SECOND + SAME_TIME, slot.last_second),
    )


def worst_cloud(scenes: Sequence[Scene]) -> int:
    """Return the cloud limit that keeps every scene, in whole percent, rounded up."""
    clouds = [scene.cloud_coverage for scene in scenes]
    known = [cloud for cloud in clouds if cloud is not None]
    if len(known) < len(clouds):
        return _FULL_CLOUD
    return min(_FULL_CLOUD, math.ceil(max(known)))


def _radar(scenes: Sequence[Scene]) -> dict[str, str]:
    """Return what keeps other radar out: a request must not mix polarisations."""
    radar = same_radar(scenes)
    return {
        name: value.upper()
        for name, value in (
            ("orbitDirection", radar.orbit_state),
            ("polarization", radar.polarization),
            ("acquisitionMode", radar.mode),
        )
        if value
    }


def _range(start: datetime, end: datetime) -> dict[str, str]:
    return {"from": _text(start), "to": _text(end)}


def _text(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
