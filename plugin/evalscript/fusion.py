"""Fusion: the data sources of a script that reads several collections at once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..core.collections import COLLECTIONS
from ..core.errors import InputError
from ..core.product import Source
from ..core.sentences import say
from .find import around, bare_text, strings_of_list, values_of, word_at
from .tokens import tokenize

if TYPE_CHECKING:
    from collections.abc import Mapping

# What people call the collections in scripts, beside their ids.
_ALIASES = {
    "sentinel-2-l2a": ("s2l2a", "l2a", "s2", "sentinel2"),
    "sentinel-2-l1c": ("s2l1c", "l1c", "s2", "sentinel2"),
    "sentinel-1-grd": ("s1grd", "s1", "sentinel1", "grd"),
    "sentinel-3-olci": ("s3olci", "olci", "s3", "sentinel3"),
    "landsat-ot-l1": ("lotl1", "landsatotl1", "l8l1c", "l8", "ls8", "landsat8"),
    "landsat-ot-l2": ("lotl2", "landsatotl2", "l8l2a", "l8", "ls8", "landsat8"),
    "sentinel-5p-l2": ("s5pl2", "s5p", "sentinel5p", "tropomi"),
    "dem": ("dem",),
}


def find_sources(
    script: str, collection: str, named: Mapping[str, str]
) -> tuple[Source, ...]:
    """Return the data sources of a script, empty for one that names none.

    Args:
        script: a composite.
        collection: id of the collection that the person chose.
        named: collection ids by data source, as the header of the script tells them.

    Raises:
        InputError: nothing tells which collection a data source is.
    """
    tokens = tokenize(script)
    places = list(values_of(tokens, "datasource"))
    inners = [around(tokens, at) for at in places]
    whole = [
        word_at(tokens, at, "Mosaicking")
        for at in values_of(tokens, "mosaicking")
        if not any(at in inner for inner in inners)
    ]
    sources: dict[str, Source] = {}
    for at, inner in zip(places, inners):
        name = bare_text(tokens[at])
        part = tokens[inner.start : inner.stop]
        bands = {
            band
            for key in values_of(part, "bands", inner.start)
            for band in strings_of_list(tokens, key)
        }
        own = [
            word_at(tokens, key, "Mosaicking")
            for key in values_of(part, "mosaicking", inner.start)
        ]
        found = named.get(name) or _guess(name, collection, alone=len(places) == 1)
        count = len(bands - {"dataMask"}) or 1
        sources[name] = Source(name, found, count, *(own + whole)[:1])
    return tuple(sources.values())


def _guess(name: str, collection: str, *, alone: bool) -> str:
    """Return the collection that a data source is called after."""
    if alone:
        return collection
    word = re.sub(r"[^a-z0-9]", "", name.lower())
    fitting = [
        id_
        for id_ in COLLECTIONS
        if word == id_.replace("-", "") or word in _ALIASES.get(id_, ())
    ]
    if collection in fitting:
        return collection
    if len(fitting) == 1:
        return fitting[0]
    message = say(
        f"The evalscript reads a data source “{name}”: say in its header which"
        f" collection that is, such as “// sources: {name} sentinel-2-l2a”."
    )
    raise InputError(message)
