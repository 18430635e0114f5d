"""The words of the list of runs: a row for each, and what remains under limits."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from ..ui.run_rows import RunRow
from .core.collections import COLLECTIONS
from .core.images import UNFINISHED, State
from .language import localize
from .words import rhythm_title, translate

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from .core.images import Image
    from .store.listing import Entry

_COUNTED = (State.COMPLETE, State.PARTIAL)


def row_of(entry: Entry, titles: Mapping[str, str], *, is_live: bool) -> RunRow:
    """Return the row of a run.

    Args:
        entry: what the folder says.
        titles: of products, by name.
        is_live: whether it is being fetched just now.
    """
    key = str(entry.folder)
    if entry.fault:
        fault = localize(entry.fault)
        title, lines = entry.folder.name, (fault, str(entry.folder.parent))
        tip = _rich(title, (fault, key))
        return RunRow(key, title, lines, (), tip, is_broken=True)
    title = " · ".join(
        filter(None, (titles.get(entry.product) or entry.product, _place(entry)))
    )
    when = " · ".join(filter(None, (_period(entry), rhythm_title(entry.rhythm))))
    ended = describe_states(entry.states)
    if is_live:
        ended = translate("SceneSlots", "being fetched: {states}").format(states=ended)
    how = " · ".join(filter(None, (ended, localize(entry.hub))))
    found = COLLECTIONS.get(entry.collection)
    collection = localize(found.title) if found else entry.collection
    day, fetched = _started(entry)
    tip = _rich(title, (collection, when, how, fetched, key))
    states = tuple((one.value, count) for one, count in _ordered(entry.states))
    return RunRow(key, title, (when, how), states, tip, day)


def describe_states(states: Mapping[State, int]) -> str:
    """Return how many slots ended how, such as “11 complete, 1 empty”."""
    words = {
        State.COMPLETE: translate("SceneSlots", "{count} complete"),
        State.PARTIAL: translate("SceneSlots", "{count} with parts missing"),
        State.EMPTY: translate("SceneSlots", "{count} empty"),
        State.REJECTED: translate("SceneSlots", "{count} rejected"),
        State.FAILED: translate("SceneSlots", "{count} failed"),
        State.STOPPED: translate("SceneSlots", "{count} not fetched"),
    }
    told = [words[state].format(count=count) for state, count in _ordered(states)]
    return ", ".join(told) or str(translate("SceneSlots", "no slots"))


def can_retry(entry: Entry) -> bool:
    """Return whether slots failed, lack parts or were not fetched."""
    return any(entry.states.get(state) for state in UNFINISHED)


def remaining(images: Sequence[Image]) -> str:
    """Return how many slots remain, and for how many the limits say nothing."""
    kept = sum(image.state in _COUNTED for image in images)
    text = str(translate("SceneSlots", "{kept} of {count} slots remain")).format(
        kept=kept, count=len(images)
    )
    judged = [one for one in images if one.state in (*_COUNTED, State.REJECTED)]
    unknown = sum(image.cloud_pct is None for image in judged)
    if not unknown:
        return text
    note = translate("SceneSlots", "image cloud unknown: {count}")
    return f"{text}; {note.format(count=unknown)}"


def _ordered(states: Mapping[State, int]) -> list[tuple[State, int]]:
    return [(state, states[state]) for state in State if states.get(state)]


def _place(entry: Entry) -> str:
    if entry.area:
        return entry.area
    if entry.centre is None:
        return ""
    longitude, latitude = entry.centre
    north = (
        translate("SceneSlots", "{degrees}° N")
        if latitude >= 0
        else translate("SceneSlots", "{degrees}° S")
    )
    east = (
        translate("SceneSlots", "{degrees}° E")
        if longitude >= 0
        else translate("SceneSlots", "{degrees}° W")
    )
    return ", ".join(
        str(text).format(degrees=f"{abs(number):.2f}")
        for text, number in ((north, latitude), (east, longitude))
    )


def _period(entry: Entry) -> str:
    if entry.first_day is None or entry.last_day is None:
        return ""
    return str(translate("SceneSlots", "{first} to {last}")).format(
        first=entry.first_day, last=entry.last_day
    )


def _started(entry: Entry) -> tuple[str, str]:
    """Return the day when it was fetched, and the minute in words."""
    if entry.started is None:
        return "", ""
    # By the clock of whoever reads it.
    local = entry.started.astimezone()
    text = translate("SceneSlots", "Fetched {time}")
    return f"{local:%Y-%m-%d}", text.format(time=f"{local:%Y-%m-%d %H:%M}")


def _rich(title: str, lines: Iterable[str]) -> str:
    told = "<br>".join(escape(line) for line in lines if line)
    return f"<b>{escape(title)}</b><br>{told}"
