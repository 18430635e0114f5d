"""Passes: a slot for each acquisition."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from .scenes import acquisition_keys
from .slots import SECOND, Slot

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from .scenes import Scene


def acquisition_slots(
    scenes: Sequence[Scene], spans: Sequence[tuple[datetime, datetime]]
) -> tuple[Slot, ...]:
    """Return a slot for each pass with a scene in the spans, in time order."""
    keys = acquisition_keys(scenes)
    times: dict[str, list[datetime]] = {}
    for scene in scenes:
        if any(start <= scene.acquired < end for start, end in spans):
            times.setdefault(keys[scene.key], []).append(scene.acquired)
    passes = sorted(times.values(), key=lambda one: (min(one), max(one)))
    names = _pass_names([min(one) for one in passes])
    return tuple(
        # The service's time range ends at a whole second, inclusive: one that held
        # the last fraction of a second only would leave the last scene out.
        Slot(
            name,
            min(one).replace(microsecond=0),
            max(one).replace(microsecond=0) + 2 * SECOND,
        )
        for name, one in zip(names, passes)
    )


def _pass_names(starts: Sequence[datetime]) -> list[str]:
    """Return a name for each pass; seconds where minutes do not tell them apart."""
    minutes = Counter(f"{start:%Y-%m-%dT%H%MZ}" for start in starts)
    names: list[str] = []
    for start in starts:
        name = f"{start:%Y-%m-%dT%H%MZ}"
        if minutes[name] > 1:
            name = f"{start:%Y-%m-%dT%H%M%SZ}"
        same = sum(1 for other in names if other.split("-p")[0] == name)
        names.append(f"{name}-p{same + 1:03d}" if same else name)
    return names
