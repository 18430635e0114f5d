"""What a run's own documents say of its slots; nothing where they cannot be read."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path


def read_used_scenes(folder: Path, slot: str) -> list[dict[str, Any]]:
    """Return the used scenes of a slot, largest share first."""
    path = folder / "metadata.json"
    try:
        told = path.stat()
    except OSError:
        return []
    # It is asked for image by image, and grows with the number of images.
    return list(_remember(path, told.st_mtime_ns, told.st_size).get(slot, []))


def read_requests(folder: Path) -> dict[str, list[str]]:
    """Return the hashes of the requests of each slot."""
    slots = _read(folder / "run.json").get("slots", {})
    return {
        slot: [one["hash"] for one in told.get("requests", ()) if "hash" in one]
        for slot, told in slots.items()
    }


@lru_cache(maxsize=2)
def _remember(path: Path, *_stamp: int) -> dict[str, Any]:
    return _read(path)


def _read(path: Path) -> dict[str, Any]:
    try:
        return dict(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return {}
