"""The fields of a script's header: read from its text, and written into it."""

from __future__ import annotations

from ..ui.script_header import Header
from .core.collections import COLLECTIONS
from .evalscript.header import read_header, write_header
from .evalscript.look import WRITTEN, Look, read_look, to_style


def read_fields(script: str) -> Header:
    """Return what the text of a script says of itself."""
    words, look = read_header(script), read_look(script)
    names = [name.strip() for name in words.get("collections", "").split(",")]
    return Header(
        title=words.get("title", ""),
        collections=tuple(one for one in COLLECTIONS if one in names),
        bands=words.get("bands", ""),
        unit=words.get("unit", ""),
        look=look.kind,
        low=look.low,
        high=look.high,
    )


def write_fields(script: str, told: Header) -> str:
    """Return the script with other words in its header; what is the same stays.

    Raises:
        InputError: the range of values is none.
    """
    words = {
        "title": told.title,
        "collections": ", ".join(told.collections),
        "bands": told.bands,
        "unit": told.unit,
    }
    look = Look(told.look, told.low, told.high)
    if look.kind != WRITTEN and look != read_look(script):
        words["style"] = to_style(look)
    present = read_header(script)
    changed = {
        word: text for word, text in words.items() if text != present.get(word, "")
    }
    return write_header(script, changed)
