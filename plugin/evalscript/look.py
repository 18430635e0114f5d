"""Look: the style of a header as a few choices, and back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..core.errors import InputError
from ..core.sentences import say
from .header import read_header
from .products import parse_style

if TYPE_CHECKING:
    from collections.abc import Mapping

RAMPS: Mapping[str, tuple[str, ...]] = {
    "vegetation": ("#8c8c8c", "#ffffe5", "#d9f0a3", "#78c679", "#238443", "#004529"),
    "moisture": ("#8c510a", "#d8b365", "#f5f5f5", "#5ab4ac", "#01665e"),
    "water": ("#8c510a", "#dfc27d", "#f5f5f5", "#80b1d3", "#08306b"),
    "fire": ("#7a0177", "#e31a1c", "#fd8d3c", "#ffffb2", "#66bd63", "#00441b"),
    "temperature": ("#313695", "#74add1", "#ffffbf", "#f46d43", "#a50026"),
    "spectrum": ("#30123b", "#4686fb", "#1be4b6", "#a4fc3c", "#fb7e21", "#7a0403"),
}
"""Colours of the ramps that can be chosen, from the lowest value to the highest."""
AUTOMATIC, COLOURS, GREY, WRITTEN = "", "rgb", "gray", "written"
"""Looks that are no ramp; ``written`` is one that only the text has."""
_RANGE = (0.0, 1.0)


@dataclass(frozen=True)
class Look:
    """How the image is drawn, as it is chosen; without numbers the image tells."""

    kind: str = AUTOMATIC
    low: float | None = None
    high: float | None = None


def read_look(script: str) -> Look:
    """Return what the header of a script says."""
    text = read_header(script).get("style", "")
    if not text:
        return Look()
    try:
        style = parse_style(text)
    except ValueError:
        return Look(WRITTEN)
    look = Look(style.kind, style.minimum, style.maximum)
    if style.kind == "ramp":
        colours = tuple(colour for _, colour in style.ramp)
        named = [name for name, one in RAMPS.items() if one == colours]
        look = Look(named[0] if named else WRITTEN, style.minimum, style.maximum)
    # Only what is written as it would be written again is one of the choices.
    return look if to_style(look) == text else Look(WRITTEN, look.low, look.high)


def to_style(look: Look) -> str:
    """Return the style of a header; empty where the image decides.

    Raises:
        InputError: the range is half told, or ends where it begins.
    """
    if look.kind in (AUTOMATIC, WRITTEN):
        return ""
    if (look.low is None) != (look.high is None):
        message = say("The range of values needs both its ends, or none.")
        raise InputError(message)
    low, high = look.low, look.high
    if low is None or high is None:
        if look.kind not in RAMPS:
            return {COLOURS: "rgb 1 2 3", GREY: "gray 1"}[look.kind]
        low, high = _RANGE
    if not low < high:
        message = say(
            f"The range of values ends ({high:g}) before it begins ({low:g})."
        )
        raise InputError(message)
    if look.kind in RAMPS:
        colours = RAMPS[look.kind]
        step = (high - low) / (len(colours) - 1)
        stops = (f"{low + step * at:.6g} {one}" for at, one in enumerate(colours))
        return f"ramp 1, {', '.join(stops)}"
    bands = "rgb 1 2 3" if look.kind == COLOURS else "gray 1"
    return f"{bands}, {low:g} to {high:g}"
