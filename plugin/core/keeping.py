"""Keeping: whether the image that a slot has is still the one that is asked for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from enum import Enum
from typing import TYPE_CHECKING

from .images import State, Use
from .limits import plain_reason
from .sentences import say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from .images import Image
    from .scenes import Scene

# A catalog learns of a scene so long after it was seen, with room for a bad day.
_LATENCY = timedelta(days=3)
_LATENCIES = {
    "landsat-ot-l2": timedelta(days=24),
    "landsat-etm-l2": timedelta(days=24),
    "sentinel-5p-l2": timedelta(days=14),
}
_SECOND = timedelta(seconds=1)
_WHOLE = 100.0


class Verdict(Enum):
    """What is to be done with the image that a slot has."""

    SAME = "same"
    """It is what a new one would be."""
    CHANGED = "changed"
    """It is kept, though the provider has changed the scenes of its time since."""
    OUTDATED = "outdated"
    """It is fetched anew; as long as no newer one has come it is the best there is."""
    OTHER = "other"
    """It answers another question and is fetched anew."""


@dataclass(frozen=True)
class SlotFacts:
    """What tells the image of one slot from another one of the same run folder."""

    key: str
    """Hash of all that makes its requests."""
    rule: str
    orbit_direction: str | None
    cloud_source: str | None
    offered: tuple[str, ...]
    """Scene keys in the order of the rule."""
    skipped: Mapping[str, str]
    """Why a scene is not planned, by its key."""
    topped_up: bool = False
    """Whether scenes beside the plan had to be asked for."""


def judge(
    had: SlotFacts,
    wanted: SlotFacts,
    image: Image,
    *,
    is_past: bool,
    is_refresh: bool = False,
) -> Verdict:
    """Return what is to be done with an image.

    Args:
        had: how it was made.
        wanted: how it would be made now.
        image: its row; its files are there.
        is_past: whether the catalog was looked at when it knew all scenes of the slot.
        is_refresh: whether images are to follow what the provider changes in the past.
    """
    settings = (had.rule, had.orbit_direction, _excluded(had, wanted))
    is_settled = image.state not in (State.PARTIAL, State.FAILED, State.STOPPED)
    is_same_question = settings == (
        wanted.rule,
        wanted.orbit_direction,
        _excluded(wanted, had),
    ) and _has_cloud(had, wanted)
    if is_settled and _has_cloud(had, wanted) and _is_same(had, wanted, image):
        return Verdict.SAME
    if not is_same_question:
        return Verdict.OTHER
    is_changed = set(had.offered) != set(wanted.offered)
    if is_settled and is_past and is_changed and not is_refresh:
        return Verdict.CHANGED
    return Verdict.OUTDATED


def is_past(end: datetime, searched: datetime | None, collection: str) -> bool:
    """Return whether a search told all scenes up to a time.

    Args:
        end: the time.
        searched: of the search; None if there was none.
        collection: id of the collection.
    """
    if searched is None:
        return False
    return end + _LATENCIES.get(collection, _LATENCY) <= searched


def say_changed(image: Image, had: Sequence[Scene], now: Sequence[Scene]) -> Image:
    """Return the row of a kept image with what the provider changed since.

    Args:
        image: its row.
        had: the scenes of the slot when it was made.
        now: those that the catalog tells now.
    """
    said = plain_reason(image).partition(_SINCE)[0]
    changes = _changes(had, now)
    told = say(f"{said} Not fetched anew, though since then {changes}.")
    return replace(image, reason=told)


def say_older(image: Image, failure: str) -> Image:
    """Return the row of an image in whose place a newer one could not be fetched."""
    said = plain_reason(image).partition(_OLDER)[0]
    told = say(f"{said} A newer image could not be fetched: {failure}")
    return replace(image, reason=told)


def say_part(image: Image, slot: str | None) -> Image:
    """Return the row of an image with the longer slot that holds its days, if any.

    Such as that of a month which was cut by the end of the period, until it was longer.
    """
    said = image.reason.partition(_PART)[0]
    told = (
        said if slot is None else say(f"{said} Its days are part of the slot {slot}.")
    )
    return image if told == image.reason else replace(image, reason=told)


_PART = " Its days are part of the slot "
_SINCE = " Not fetched anew, though since then "
_OLDER = " A newer image could not be fetched: "


def _is_same(had: SlotFacts, wanted: SlotFacts, image: Image) -> bool:
    """Return whether a new image would have the same pixels.

    Scenes beside the plan matter where the check may ask for them: those that rank
    before a planned one, any where pixels are missing, and their order once the check
    has asked.
    """
    if had.key != wanted.key:
        return False
    if had.topped_up and had.offered != wanted.offered:
        return False
    before, after = _beside(had)
    if before != _beside(wanted)[0]:
        return False
    is_whole = image.valid_pct is not None and image.valid_pct >= _WHOLE
    return is_whole or after == _beside(wanted)[1]


def _beside(facts: SlotFacts) -> tuple[dict[str, tuple[str, int]], dict[str, str]]:
    """Return the skipped scenes before the last planned one, and those after it.

    The first ones with how many planned ones rank before them.
    """
    before, after = {}, {}
    planned = len(facts.offered) - len(facts.skipped)
    count = 0
    for key in facts.offered:
        reason = facts.skipped.get(key)
        if reason is None:
            count += 1
        elif count < planned:
            before[key] = (reason, count)
        elif reason not in (Use.SUPERSEDED.value, Use.EXCLUDED.value):
            after[key] = reason
    return before, after


def _excluded(facts: SlotFacts, other: SlotFacts) -> frozenset[str]:
    """Return the scenes left out by hand, of those that both know."""
    return frozenset(
        key
        for key in other.offered
        if facts.skipped.get(key) == Use.EXCLUDED.value and key in facts.offered
    )


def _has_cloud(had: SlotFacts, wanted: SlotFacts) -> bool:
    return wanted.cloud_source in (None, had.cloud_source)


def _changes(had: Sequence[Scene], now: Sequence[Scene]) -> str:
    """Return what happened to the scenes of a slot: a phrase behind “since then”."""
    before = {scene.key for scene in had}
    after = {scene.key for scene in now}
    gone = [scene for scene in had if scene.key not in after]
    new = [scene for scene in now if scene.key not in before]
    again = [one for one in new if any(_is_same_view(one, other) for other in had)]
    phrases = []
    if again:
        names = ", ".join(_name(scene) for scene in again)
        phrases.append(say(f"the provider has processed {names} anew"))
    if added := len(new) - len(again):
        phrases.append(_came(added))
    lost = [one for one in gone if not any(_is_same_view(one, other) for other in new)]
    if lost:
        phrases.append(_left(len(lost)))
    return say(" and ").join(phrases) or say("the catalog changed")


def _is_same_view(scene: Scene, other: Scene) -> bool:
    """Return whether two products show the same tile at the same time."""
    return (
        scene.tile_name == other.tile_name
        and abs(scene.acquired - other.acquired) <= _SECOND
    )


def _name(scene: Scene) -> str:
    name = f"{scene.tile_name or scene.key} of {scene.acquired:%Y-%m-%d}"
    return (
        f"{name} ({scene.processing_baseline})" if scene.processing_baseline else name
    )


def _came(count: int) -> str:
    if count == 1:
        return say("one scene came to the catalog")
    return say(f"{count} scenes came to the catalog")


def _left(count: int) -> str:
    if count == 1:
        return say("one scene left the catalog")
    return say(f"{count} scenes left the catalog")
