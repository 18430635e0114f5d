"""Review: limits of cloud and coverage, applied to a run that is done."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from ..core.limits import Limits, apply_limits
from ..store.faults import said
from ..store.folder import RunFolder
from ..store.lock import FolderLock

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
    with said(f"The run folder “{path}” could not be written"):
        lock = FolderLock(path)
    try:
        # Not before: a run may have changed it until then.
        return _review(RunFolder.open(path), limits)
    finally:
        lock.release()


def _review(folder: RunFolder, limits: Limits) -> tuple[Image, ...]:
    before = folder.read_images()
    changed = [
        new for old, new in zip(before, apply_limits(before, limits)) if old != new
    ]
    if not changed:
        return ()
    slots = {image.slot for image in changed}
    usages = [usage for usage in folder.read_usages() if usage.slot in slots]
    run: dict[str, Any] = {**folder.run, "limits": asdict(limits)}
    for image in changed:
        run = _with_state(run, image)
    folder.write_slots(changed, (), usages, run)
    return tuple(changed)


def _with_state(run: Mapping[str, Any], image: Image) -> dict[str, Any]:
    slots = run.get("slots", {})
    told = {"state": image.state.value, "reason": image.reason}
    one = {**slots.get(image.slot, {}), **told}
    return {**run, "slots": {**slots, image.slot: one}}
