"""Find: where the keys of a script's setup and their values stand among its tokens."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .tokens import Token


def word_at(tokens: Sequence[Token], at: int, constants: str) -> str:
    """Return the word of a string, or of a constant such as ``Mosaicking.TILE``."""
    value = tokens[at + 2] if tokens[at].text == constants else tokens[at]
    return bare_text(value).upper()


def values_of(tokens: Sequence[Token], key: str, first: int = 0) -> Iterator[int]:
    """Yield where the values of a key begin, in objects and in assignments.

    ``first`` is the place of the first of these tokens among all of the script.
    """
    for at, token in enumerate(tokens[:-2]):
        if bare_text(token) == key and tokens[at + 1].text in (":", "="):
            yield first + at + 2


def strings_of_list(tokens: Sequence[Token], at: int) -> list[str]:
    """Return the strings right inside the list that opens here, if one does."""
    inner = tokens[at + 1 : end_of(tokens, at)] if tokens[at].text == "[" else ()
    depth = tokens[at].depth + 1
    return [
        bare_text(token)
        for token in inner
        if token.kind == "string" and token.depth == depth
    ]


def end_of(tokens: Sequence[Token], at: int) -> int:
    """Return where the bracket closes that opens here."""
    end = at + 1
    while end < len(tokens) and tokens[end].depth > tokens[at].depth:
        end += 1
    return end


def bare_text(token: Token) -> str:
    """Return the text of a token, that of a string without its quotes."""
    return token.text[1:-1] if token.kind in ("string", "template") else token.text


def around(tokens: Sequence[Token], at: int) -> range:
    """Return the places inside the brackets that hold the token here."""
    depth, start, end = tokens[at].depth, at, at
    while start and tokens[start - 1].depth >= depth:
        start -= 1
    while end < len(tokens) and tokens[end].depth >= depth:
        end += 1
    return range(start, end)
