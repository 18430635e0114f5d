"""Scripts of the older form: bands as free words, ``return`` at the top.

They become plain scripts whose function gets the bands as parameters. Line k of the
user's text stays line k.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..core.errors import InputError
from .lines import enclose_lines, free_name
from .tokens import tokenize

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .tokens import Token

PROBE_KEY = "scene_slots_probe"

_BAND_LIKE = re.compile(r"^B(?:\d\d|\dA)$")
_DECLARING = frozenset(("var", "let", "const", "function", "class"))


@dataclass(frozen=True)
class Probe:
    """A script that tells how many values another one returns."""

    evalscript: str
    """Ask it for ``userdata`` alone; one pixel is enough."""
    line_offset: int
    """By how much the service's line numbers are above those of the user's file."""


def free_bands(script: str, bands: Sequence[str]) -> tuple[str, ...]:
    """Return the bands of the collection that a bare script uses, in their order.

    Raises:
        InputError: the script cannot be read, uses no band, or one that the
            collection has not.
    """
    tokens = tokenize(script)
    own = {name for name, declared in _words(tokens) if declared}
    used = {name for name, _ in _words(tokens)} - own
    unknown = sorted(name for name in used if _BAND_LIKE.match(name)) if bands else []
    missing = [name for name in unknown if name not in bands]
    if missing:
        message = f"The collection has no band {', '.join(missing)}."
        raise InputError(message)
    found = tuple(band for band in bands if band in used)
    if not found:
        message = "The evalscript uses no band of the collection."
        raise InputError(message)
    return found


def count_outputs(script: str) -> int | None:
    """Return how many values a bare script returns, None where that must be tried.

    It is known where every ``return`` outside of functions is followed by a list.

    Raises:
        InputError: the script cannot be read, or its lists differ in length.
    """
    tokens = tokenize(script)
    counts = {_count_list(tokens, at) for at in _top_returns(tokens)}
    return None if None in counts else _agreed({count for count in counts if count})


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
        message = f"The evalscript returns neither a list nor a number ({told})."
        raise InputError(message)
    return _agreed(counts)


def _is_count(kind: str) -> bool:
    return kind == "number" or kind.isdigit()


def _agreed(counts: set[int]) -> int:
    if len(counts) != 1:
        told = " and ".join(str(count) for count in sorted(counts))
        message = f"The evalscript returns lists of several lengths: {told or 'none'}."
        raise InputError(message)
    return counts.pop()


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


def _words(tokens: Sequence[Token]) -> Iterator[tuple[str, bool]]:
    """Yield the names that stand for values, each with whether it is declared there."""
    for at, token in enumerate(tokens):
        before = tokens[at - 1].text if at else ""
        after = tokens[at + 1].text if at + 1 < len(tokens) else ""
        is_key = after == ":" and before in ("{", ",")
        if token.kind == "name" and before not in (".", "?.") and not is_key:
            yield token.text, before in _DECLARING


def _top_returns(tokens: Sequence[Token]) -> Iterator[int]:
    """Yield where the returns stand that are in no function of the script."""
    inside: int | None = None
    for at, token in enumerate(tokens):
        if inside is not None and token.depth <= inside:
            inside = None
        if inside is None and _opens_function(tokens, at):
            inside = token.depth
        if inside is None and token.text == "return":
            yield at


def _opens_function(tokens: Sequence[Token], at: int) -> bool:
    """Return whether the brace here is the body of a function."""
    if tokens[at].text != "{" or at == 0:
        return False
    if tokens[at - 1].text == "=>":
        return True
    if tokens[at - 1].text != ")":
        return False
    opened = at - 2
    while tokens[opened].depth > tokens[at].depth:
        opened -= 1
    words = [token.text for token in tokens[max(0, opened - 2) : opened]]
    return "function" in words


def _count_list(tokens: Sequence[Token], at: int) -> int | None:
    """Return the length of the list behind this return, None where there is none."""
    if at + 1 >= len(tokens) or tokens[at + 1].text != "[":
        return None
    depth = tokens[at + 1].depth
    inner = []
    for token in tokens[at + 2 :]:
        if token.depth <= depth:
            break
        inner.append(token)
    end = at + 2 + len(inner) + 1
    is_whole = end >= len(tokens) or tokens[end].text in (";", "}")
    if not is_whole and tokens[end].line == tokens[end - 1].line:
        return None
    if not inner or any(token.text == "..." for token in inner):
        return None
    commas = [
        token for token in inner if token.text == "," and token.depth == depth + 1
    ]
    trailing = inner[-1].text == ","
    return len(commas) + (0 if trailing else 1)
