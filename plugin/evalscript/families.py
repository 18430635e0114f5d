"""The three families of evalscripts, told apart by their tokens.

*Plain*: ``setup`` and ``evaluatePixel(sample)``; runs in the wrapper.
*Bare*: the older form without functions, with bands as free words and a ``return`` at
the top; ``bare.py`` makes it plain. *Composite*: reads several samples per pixel
(mosaicking TILE or ORBIT, or several data sources); runs as it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..core.errors import InputError
from ..core.product import Family
from ..core.sentences import say
from .find import bare_text, end_of, strings_of_list, values_of, word_at
from .tokens import tokenize

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .tokens import Token

_SEVERAL_SAMPLES = frozenset(("TILE", "ORBIT"))
_DEFAULT = "default"
# Functions that only the second version of the language had.
_SECOND_VERSION = frozenset(("setInputComponents", "setOutputComponentCount"))


def recognise(script: str) -> Family:
    """Return the family of a script; words in comments and strings do not count.

    Raises:
        InputError: the script cannot be read, or is of no family that runs.
    """
    tokens = tokenize(script)
    if not tokens:
        message = say("The evalscript is empty.")
        raise InputError(message)
    words = {token.text for token in tokens if token.kind == "name"}
    if words & _SECOND_VERSION:
        message = say(
            "The evalscript is written for VERSION=2, which the service no longer"
            " documents; please convert it to VERSION=3."
        )
        raise InputError(message)
    if _defines(tokens, "evaluatePixel"):
        return Family.COMPOSITE if _reads_samples(tokens) else Family.PLAIN
    if "return" in words:
        return Family.BARE
    message = say("The evalscript has neither a function evaluatePixel nor a return.")
    raise InputError(message)


def output_ids(script: str) -> tuple[str, ...]:
    """Return the ids of the images that a script's setup declares, in order.

    Only ids written as strings are seen; an output without id is ``default``.

    Raises:
        InputError: the script cannot be read.
    """
    tokens = tokenize(script)
    ids = (_id_in(tokens, output) for output in _outputs(tokens))
    return tuple(dict.fromkeys(ids)) or (_DEFAULT,)


def input_bands(script: str) -> tuple[str, ...]:
    """Return the bands that a script's setup asks for, without ``dataMask``.

    Only names written as strings are seen; empty where there are none.

    Raises:
        InputError: the script cannot be read.
    """
    tokens = tokenize(script)
    bands: list[str] = []
    for key in ("bands", "input"):
        for at in values_of(tokens, key):
            bands += strings_of_list(tokens, at)
    return tuple(band for band in dict.fromkeys(bands) if band != "dataMask")


def output_type(script: str) -> str:
    """Return the sample type of the image that is asked for: ``default``, or the first.

    Only types that stand in the script as a string or as ``SampleType.…`` are seen.

    Raises:
        InputError: the script cannot be read.
    """
    tokens = tokenize(script)
    found = _in_image(tokens, "sampleType")
    return next((word_at(tokens, at, "SampleType") for at in found), "AUTO")


def output_size(script: str) -> int | None:
    """Return the bands of the image that is asked for; None where it does not say.

    Raises:
        InputError: the script cannot be read.
    """
    tokens = tokenize(script)
    for at in _in_image(tokens, "bands") if any(_outputs(tokens)) else ():
        if tokens[at].text.isdigit():
            return int(tokens[at].text)
        return len(strings_of_list(tokens, at)) or None
    return None


def _in_image(tokens: Sequence[Token], key: str) -> Iterator[int]:
    """Yield where the values of a key begin in the output ``default``, or the first."""
    outputs = tuple(_outputs(tokens)) or (range(len(tokens)),)
    chosen = next((one for one in outputs if _id_in(tokens, one) == _DEFAULT), None)
    inner = chosen or outputs[0]
    return values_of(tokens[inner.start : inner.stop], key, inner.start)


def _outputs(tokens: Sequence[Token]) -> Iterator[range]:
    """Yield the places of each object that is an output of the setup."""
    for at in values_of(tokens, "output"):
        if tokens[at].text == "{":
            yield range(at, end_of(tokens, at))
        elif tokens[at].text == "[":
            depth = tokens[at].depth + 1
            for inner in range(at + 1, end_of(tokens, at)):
                if tokens[inner].text == "{" and tokens[inner].depth == depth:
                    yield range(inner, end_of(tokens, inner))


def _id_in(tokens: Sequence[Token], inner: range) -> str:
    found = values_of(tokens[inner.start : inner.stop], "id", inner.start)
    return next((bare_text(tokens[at]) for at in found), _DEFAULT)


def mosaicking(script: str) -> str:
    """Return the mosaicking that a script's setup declares, ``SIMPLE`` without any.

    Raises:
        InputError: the script cannot be read.
    """
    tokens = tokenize(script)
    told = [word_at(tokens, at, "Mosaicking") for at in values_of(tokens, "mosaicking")]
    return next((word for word in told if word in _SEVERAL_SAMPLES), "SIMPLE")


def writes_user_data(script: str) -> bool:
    """Return whether a script fills ``userData``, so that it may be asked for.

    Raises:
        InputError: the script cannot be read.
    """
    return any(token.text == "userData" for token in tokenize(script))


def _defines(tokens: Sequence[Token], name: str) -> bool:
    """Return whether the name is declared or assigned outside of all brackets."""
    for at, token in enumerate(tokens):
        if token.text != name or token.depth > 0:
            continue
        before = tokens[at - 1].text if at else ""
        after = tokens[at + 1].text if at + 1 < len(tokens) else ""
        if before == "function" or after == "=":
            return True
    return False


def _reads_samples(tokens: Sequence[Token]) -> bool:
    if any(True for _ in values_of(tokens, "datasource")):
        return True
    return any(
        word_at(tokens, at, "Mosaicking") in _SEVERAL_SAMPLES
        for at in values_of(tokens, "mosaicking")
    )
