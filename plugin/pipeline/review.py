"""Review: limits of cloud and coverage, applied to a run that is done."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from ..core.limits import Limits, apply_limits
from ..store.folder import RunFolder

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from ..core.images import Image


def review(path: Path, limits: Limits) -> tuple[Image, ...]:
    """Reject the images of a run folder that break the limits, or take them back.

    Nothing is asked of the service, and every file of an image stays. Tables,
    ``run.json`` and ``metadata.json`` are written for the slots that change; tags
    inside the image files keep the state in which they were fetched.

    Args:
        path: the run folder.
        limits: instead of all that were applied before.

    Returns:
        The rows that changed, in time order.

    Raises:
        StoreError: the folder cannot be read or written.
    """
    folder = RunFolder.open(path)
    before = folder.read_images()
    usages, scenes = folder.read_usages(), folder.read_scenes()
    by_key = {scene.key: scene for scene in scenes}
    run = {**folder.run, "limits": asdict(limits)}
    changed = []
    for old, new in zip(before, apply_limits(before, limits)):
        if old == new:
            continue
        mine = [usage for usage in usages if usage.slot == new.slot]
        run = _with_state(run, new)
        offered = [by_key[use.scene_key] for use in mine if use.scene_key in by_key]
        folder.write_slot(new, offered, mine, run)
        changed.append(new)
    return tuple(changed)


def _with_state(run: Mapping[str, Any], image: Image) -> dict[str, Any]:
    slots = run.get("slots", {})
    told = {"state": image.state.value, "reason": image.reason}
    one = {**slots.get(image.slot, {}), **told}
    return {**run, "slots": {**slots, image.slot: one}}
