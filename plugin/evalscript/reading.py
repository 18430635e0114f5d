"""What a bare script reads and returns, as its tokens show it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..core.errors import InputError
from ..core.sentences import say
from .tokens import tokenize

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .tokens import Token

_BAND_LIKE = re.compile(r"^B(?:\d\d|\dA)$")
_DECLARING = frozenset(("var", "let", "const", "function", "class"))


def free_bands(script: str, bands: Sequence[str]) -> tuple[str, ...]:
    """Return the bands of the collection that a bare script uses, in their order.

    Raises:
        InputError: the script cannot be read, uses no band, or one that the
            collection has not.
    """
    tokens = tokenize(script)
    used, made = _words(tokens)
    unknown = used - made - set(bands)
    missing = sorted(word for word in unknown if _BAND_LIKE.match(word))
    if missing:
        message = say(f"The collection has no band {', '.join(missing)}.")
        raise InputError(message)
    found = tuple(band for band in bands if band in used)
    if not found:
        message = say("The evalscript uses no band of the collection.")
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
    return (
        None if None in counts else agree_on_count({count for count in counts if count})
    )


def agree_on_count(counts: set[int]) -> int:
    """Return the only count.

    Raises:
        InputError: there are several.
    """
    if len(counts) != 1:
        told = " and ".join(str(count) for count in sorted(counts))
        message = say(
            f"The evalscript returns lists of several lengths: {told or 'none'}."
        )
        raise InputError(message)
    return counts.pop()


def _words(tokens: Sequence[Token]) -> tuple[set[str], set[str]]:
    """Return the names that are read, and those that the script makes itself.

    A name may be both: a band that is changed, or passed to a function of its name.
    """
    read, made = set(), set(_parameters(tokens))
    for at, token in enumerate(tokens):
        before = tokens[at - 1].text if at else ""
        after = tokens[at + 1].text if at + 1 < len(tokens) else ""
        is_key = after == ":" and before in ("{", ",")
        if token.kind != "name" or before in (".", "?.") or is_key:
            continue
        if before in _DECLARING or after == "=":
            made.add(token.text)
        else:
            read.add(token.text)
    return read, made


def _parameters(tokens: Sequence[Token]) -> Iterator[str]:
    """Yield the names that stand in lists of parameters."""
    for at, token in enumerate(tokens):
        if token.text == "function":
            opened = at + 1 if tokens[at + 1].text == "(" else at + 2
            yield from _names_inside(tokens, opened)
        elif token.text == "=>" and tokens[at - 1].kind == "name":
            yield tokens[at - 1].text
        elif token.text == "=>":
            yield from _names_inside(tokens, _opening(tokens, at - 1))


def _names_inside(tokens: Sequence[Token], opened: int) -> Iterator[str]:
    for token in tokens[opened + 1 :]:
        if token.depth <= tokens[opened].depth:
            return
        if token.kind == "name":
            yield token.text


def _opening(tokens: Sequence[Token], closed: int) -> int:
    """Return where the bracket opens that closes here."""
    opened = closed - 1
    while tokens[opened].depth > tokens[closed].depth:
        opened -= 1
    return opened


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
    opened = _opening(tokens, at - 1)
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
