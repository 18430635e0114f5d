"""Scripts of the older form: bands as free words, ``return`` at the top.

They become plain scripts whose function gets the bands as parameters. Line k of the
user's text stays line k.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..core.errors import InputError
from ..core.sentences import say
from .lines import enclose_lines, free_name
from .reading import agree_on_count, free_bands
from .tokens import tokenize

if TYPE_CHECKING:
    from collections.abc import Sequence

PROBE_KEY = "scene_slots_probe"


@dataclass(frozen=True)
class Probe:
    """A script that tells how many values another one returns."""

    evalscript: str
    """Ask it for ``userdata`` alone; one pixel is enough."""
    line_offset: int
    """By how much the service's line numbers are above those of the user's file."""


def unfold(script: str, bands: Sequence[str], outputs: int) -> str:
    """Return a bare script in the plain form; every line keeps its number.

    Raises:
        InputError: the script cannot be read, or its bands are not known.
    """
    used = free_bands(script, bands)
    contract = {"input": [{"bands": used}], "output": {"bands": outputs}}
    head, tail = _function_of(script, used, contract)
    # A script that speaks for itself in one value means a list of one.
    name = free_name("sceneSlotsBare", script)
    tail += f"function evaluatePixel(sample){{var value={name}(sample);"
    tail += "return value instanceof Array?value:[value];}"
    return _insert(script, head, tail)


def probe(script: str, bands: Sequence[str]) -> Probe:
    """Return a script for a dry run that counts what a bare script returns.

    Raises:
        InputError: the script cannot be read, or its bands are not known.
    """
    used = free_bands(script, bands)
    contract = {"input": [{"bands": used}], "output": {"bands": 1}}
    head, tail = _function_of(script, used, contract)
    name = free_name("sceneSlotsBare", script)
    seen = free_name("sceneSlotsSeen", script)
    tail += f"var {seen}={{}};function evaluatePixel(sample){{var value={name}(sample);"
    tail += f"{seen}[value instanceof Array?value.length:typeof value]=1;return [0];}}"
    tail += "function updateOutputMetadata(scenes,inputMetadata,outputMetadata){"
    tail += f'outputMetadata.userData={{"{PROBE_KEY}":Object.keys({seen})}};}}'
    return Probe(*enclose_lines(script, head, tail))


def read_probe(user_data: dict[str, Any]) -> int:
    """Return the number of output bands that a dry run has seen.

    Raises:
        InputError: the script returns no numbers, or lists of several lengths.
    """
    seen = set(user_data.get(PROBE_KEY, ()))
    counts = {1 if kind == "number" else int(kind) for kind in seen if _is_count(kind)}
    if not counts or len(seen) > len(counts):
        told = ", ".join(sorted(seen)) or "nothing"
        message = say(f"The evalscript returns neither a list nor a number ({told}).")
        raise InputError(message)
    return agree_on_count(counts)


def _is_count(kind: str) -> bool:
    return kind == "number" or kind.isdigit()


def _function_of(
    script: str, used: Sequence[str], contract: dict[str, Any]
) -> tuple[str, str]:
    """Return head and tail that make the script a function of one sample.

    Two nested functions, so that the script may declare what it likes.
    """
    name = free_name("sceneSlotsBare", script)
    head = f"function setup(){{return {json.dumps(contract)};}}"
    head += f"function {name}(sample){{return (function({','.join(used)})"
    head += "{return (function(){"
    given = ",".join(f"sample.{band}" for band in used)
    return head, f"}})();}})({given});}}\n"


def _insert(script: str, head: str, tail: str) -> str:
    start = tokenize(script)[0].start
    return f"{script[:start]}{head}{script[start:]}\n{tail}"
