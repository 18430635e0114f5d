"""The words of a run's end: what came, what was charged, and how it was planned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .core.images import State
from .core.limits import objection_of
from .language import localize
from .plan_words import format_units
from .words import translate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .core.images import Image
    from .core.job import Run


def describe_end(run: Run) -> str:
    """Return how a run ended, in sentences."""
    came = f"{summarize(run.images).rstrip('.')}."
    return " ".join((came, charged(run), *map(localize, run.notes)))


def summarize(images: Sequence[Image]) -> str:
    """Return what came and what did not: “11 images; 1 slot empty: …”."""
    phrases = []
    for state, (one, many) in _phrases().items():
        rows = [image for image in images if image.state is state]
        if rows:
            phrase = one if len(rows) == 1 else many
            reasons = {objection_of(image) for image in rows if image.reason}
            # Several reasons are the table's to tell.
            reason = localize(reasons.pop()) if len(reasons) == 1 else ""
            words = phrase.format(count=len(rows), reason=reason.rstrip("."))
            phrases.append(words.rstrip(": "))
    return "; ".join(phrases) or str(translate("SceneSlots", "No slot was fetched."))


def charged(run: Run) -> str:
    """Return the sentence what the hub charged, as far as it said so."""
    known = [units for units in run.paid if units is not None]
    # Whether a request that failed was charged nobody tells.
    has_failed = any(one.state in (State.FAILED, State.PARTIAL) for one in run.fetched)
    is_whole = len(known) == len(run.paid) and not has_failed
    is_unknown = not any(known)
    if is_whole:
        text = translate("SceneSlots", "{units} units charged.")
    elif is_unknown:
        text = translate("SceneSlots", "The units charged are unknown.")
    else:
        text = translate("SceneSlots", "At least {units} units charged.")
    if run.search_units and is_whole:
        text = translate(
            "SceneSlots",
            "{units} units charged for the images, about {search} for the search.",
        )
    elif run.search_units and is_unknown:
        text = translate(
            "SceneSlots",
            "The units charged for the images are unknown; about {search} for the"
            " search.",
        )
    elif run.search_units:
        text = translate(
            "SceneSlots",
            "At least {units} units charged for the images, about {search} for the"
            " search.",
        )
    return str(text).format(
        units=format_units(sum(known)), search=format_units(run.search_units)
    )


def _phrases() -> dict[State, tuple[str, str]]:
    return {
        State.COMPLETE: (
            translate("SceneSlots", "1 image"),
            translate("SceneSlots", "{count} images"),
        ),
        State.PARTIAL: (
            translate("SceneSlots", "1 image with parts missing: {reason}"),
            translate("SceneSlots", "{count} images with parts missing: {reason}"),
        ),
        State.EMPTY: (
            translate("SceneSlots", "1 slot empty: {reason}"),
            translate("SceneSlots", "{count} slots empty: {reason}"),
        ),
        State.REJECTED: (
            translate("SceneSlots", "1 slot rejected: {reason}"),
            translate("SceneSlots", "{count} slots rejected: {reason}"),
        ),
        State.FAILED: (
            translate("SceneSlots", "1 slot failed: {reason}"),
            translate("SceneSlots", "{count} slots failed: {reason}"),
        ),
        State.STOPPED: (
            translate("SceneSlots", "1 slot not fetched"),
            translate("SceneSlots", "{count} slots not fetched"),
        ),
    }
