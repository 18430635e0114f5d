"""Place: where the scenes of a static STAC catalog are."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from ...plugin.core.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ...plugin.core.slots import Period

Bounds = tuple[float, float, float, float]
"""West, south, east, north."""


def find_place(catalog: Path, collection: str, period: Period) -> Bounds:
    """Return the box, in degrees, of the largest heap of overlapping scenes.

    A catalog may hold areas far apart; the box of all would be mostly empty.

    Raises:
        InputError: the catalog cannot be read, or holds no such scene.
    """
    try:
        items = list(_items(catalog / "catalog.json"))
        boxes = [_box(item) for item in items if _is_of(item, collection)]
        dated = [
            _box(item)
            for item in items
            if _is_of(item, collection) and _is_in(item, period)
        ]
    except (OSError, ValueError, KeyError, TypeError) as error:
        message = f"The catalog {catalog} cannot be read: {error}."
        raise InputError(message) from error
    if not boxes:
        message = f"The catalog {catalog} holds no scene of {collection}."
        raise InputError(message)
    return max(_heaps(dated or boxes), key=lambda heap: heap[1])[0]


def _items(path: Path) -> Iterator[dict[str, Any]]:
    document = json.loads(path.read_text(encoding="utf-8"))
    if document.get("type") == "Feature":
        yield document
        return
    for link in document.get("links", []):
        if link.get("rel") in ("child", "item"):
            yield from _items(path.parent / link["href"])


def _is_of(item: dict[str, Any], collection: str) -> bool:
    return bool(item.get("collection") == collection)


def _is_in(item: dict[str, Any], period: Period) -> bool:
    day = str(item["properties"]["datetime"])[:10]
    return period.first_day.isoformat() <= day <= period.last_day.isoformat()


def _box(item: dict[str, Any]) -> Bounds:
    west, south, east, north = item["bbox"]
    return float(west), float(south), float(east), float(north)


def _heaps(boxes: list[Bounds]) -> list[tuple[Bounds, int]]:
    """Return the heaps of overlapping boxes: the box of each, and how many it has."""
    heaps: list[tuple[Bounds, int]] = []
    for box in boxes:
        whole, count = box, 1
        apart = []
        for other, others in heaps:
            if _overlap(whole, other):
                whole, count = _join(whole, other), count + others
            else:
                apart.append((other, others))
        heaps = [*apart, (whole, count)]
    return heaps


def _overlap(one: Bounds, other: Bounds) -> bool:
    return (
        one[0] < other[2]
        and other[0] < one[2]
        and one[1] < other[3]
        and other[1] < one[3]
    )


def _join(one: Bounds, other: Bounds) -> Bounds:
    return (
        min(one[0], other[0]),
        min(one[1], other[1]),
        max(one[2], other[2]),
        max(one[3], other[3]),
    )
