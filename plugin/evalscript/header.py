"""The header of a product: lines ``// word: value`` in the comments that open it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

WORDS = ("title", "collections", "bands", "unit", "style", "input bands", "sources")
"""Those that mean something, in the order in which they are written."""

_LINE = re.compile(r"^//\s*(?P<word>[a-z ]+):\s*(?P<value>.*\S)\s*$")
_VERSION = re.compile(r"^//\s*VERSION\s*=", re.IGNORECASE)


def read_header(script: str) -> dict[str, str]:
    """Return the words of the comment lines that open a script, the first of each."""
    header: dict[str, str] = {}
    for line in _opening(script):
        if found := _LINE.match(line.strip()):
            header.setdefault(found["word"].strip(), found["value"])
    return header


def write_header(script: str, words: Mapping[str, str]) -> str:
    """Return the script with other words in its header; an empty one takes it out.

    A line that is there keeps its place, new ones follow the version or the last of
    the others. Nothing else changes.
    """
    lines = script.splitlines(keepends=True)
    opening = len(_opening(script))
    head, rest = lines[:opening], lines[opening:]
    told = {word: " ".join(value.split()) for word, value in words.items()}
    left = dict(told)
    kept: list[str] = []
    after = 0
    for line in head:
        found = _LINE.match(line.strip())
        word = found["word"].strip() if found else None
        if word in told:
            # A second line of the same word would speak up once the first is gone.
            if value := left.pop(word, ""):
                kept.append(f"// {word}: {value}\n")
                after = len(kept)
            continue
        kept.append(line)
        if word in WORDS or _VERSION.match(line.strip()):
            after = len(kept)
    order = [*(word for word in WORDS if word in left), *(set(left) - set(WORDS))]
    new = [f"// {word}: {left[word]}\n" for word in order if left[word]]
    if new and after and not kept[after - 1].endswith("\n"):
        kept[after - 1] += "\n"
    return "".join([*kept[:after], *new, *kept[after:], *rest])


def _opening(script: str) -> list[str]:
    """Return the lines of space and comments that a script begins with."""
    found: list[str] = []
    for line in script.splitlines():
        if line.strip() and not line.strip().startswith("//"):
            break
        found.append(line)
    return found
