"""Change: what the tables of a run lack, and whether they can be trusted at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..core.errors import StoreError
from ..core.scenes import acquisition_keys
from .reading import read_images, read_scenes, read_usages
from .tables import Content, recover_tables

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from .document import RunDocument


def change_between(found: RunDocument, wanted: RunDocument) -> Content | None:
    """Return what tables that tell one document lack to tell another.

    Outlines are left out; None where nothing differs.
    """
    before = acquisition_keys(found.scenes.values())
    after = acquisition_keys(wanted.scenes.values())
    slots = [
        slot
        for slot, row in wanted.slot_rows.items()
        if row != found.slot_rows.get(slot)
    ]
    content = Content(
        [wanted.images[slot] for slot in slots],
        [
            wanted.scenes[key]
            for key, row in wanted.scene_rows.items()
            if row != found.scene_rows.get(key) or before.get(key) != after[key]
        ],
        [usage for slot in slots for usage in wanted.usages.get(slot, ())],
        after,
        gone_slots=found.images.keys() - wanted.images.keys(),
        gone_scenes=found.scenes.keys() - wanted.scenes.keys(),
    )
    parts = (content.images, content.scenes, content.gone_slots, content.gone_scenes)
    return content if any(parts) else None


def tables_tell(path: Path, document: RunDocument) -> bool:
    """Return whether the tables hold the rows of a document, no more and no less.

    A run that was killed may have left them behind, half written, or damaged.
    """
    if not path.is_file():
        return False
    try:
        recover_tables(path)
        images, usages = read_images(path), read_usages(path)
        keys = [scene.key for scene in read_scenes(path)]
    except StoreError:
        return False
    wanted = [use for uses in document.usages.values() for use in uses]
    return (
        _told(images, *_OF_IMAGES) == _told(document.images.values(), *_OF_IMAGES)
        and _told(usages, *_OF_USAGES) == _told(wanted, *_OF_USAGES)
        and sorted(keys) == sorted(document.scenes)
    )


_OF_IMAGES = ("slot", "state", "reason", "path", "rule")
_OF_USAGES = ("slot", "scene_key", "reason", "pixels")


def _told(rows: Iterable[object], *names: str) -> list[str]:
    # A float or a time may be rounded in a table; these tell a row from its past.
    return sorted(str([getattr(row, name) for name in names]) for row in rows)
