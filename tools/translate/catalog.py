"""Translations as Qt Linguist keeps them: one file for each language."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from .sources import Source

_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n'

Key = tuple[str, str, str]
"""Context, words and comment of a source."""


def read_catalog(path: Path) -> dict[Key, tuple[str, ...]]:
    """Return the finished translations, one for each form of the plural."""
    told: dict[Key, tuple[str, ...]] = {}
    for context in ET.parse(path).getroot().iter("context"):  # noqa: S314  ours
        for message in context.iter("message"):
            translation = message.find("translation")
            if translation is None or translation.get("type"):
                continue
            forms = translation.findall("numerusform") or [translation]
            key = (
                context.findtext("name", ""),
                message.findtext("source", ""),
                message.findtext("comment", ""),
            )
            told[key] = tuple(form.text or "" for form in forms)
    return told


def write_catalog(
    path: Path, sources: Iterable[Source], told: Mapping[Key, tuple[str, ...]]
) -> int:
    """Write what is to be translated, with what is; return how many are not."""
    language = path.stem.rpartition("scene_slots_")[2]
    root = ET.Element("TS", version="2.1", language=language, sourcelanguage="en")
    left, context, name = 0, root, None
    for one in sources:
        if one.context != name:
            name = one.context
            context = ET.SubElement(root, "context")
            ET.SubElement(context, "name").text = name
        forms = told.get((one.context, one.words, one.comment), ())
        left += not all(forms) or not forms
        context.append(_message(one, forms))
    ET.indent(root, " ")
    text = ET.tostring(root, encoding="unicode")
    path.write_text(f"{_HEAD}{text}\n", encoding="utf-8")
    return left


def _message(source: Source, forms: tuple[str, ...]) -> ET.Element:
    attributes = {"numerus": "yes"} if source.is_plural else {}
    message = ET.Element("message", attributes)
    ET.SubElement(message, "location", filename=f"../{source.path}")
    ET.SubElement(message, "source").text = source.words
    if source.comment:
        ET.SubElement(message, "comment").text = source.comment
    finished = all(forms) and forms
    translation = ET.SubElement(
        message, "translation", {} if finished else {"type": "unfinished"}
    )
    if source.is_plural:
        # Linguist gives the language as many as it needs.
        for form in forms or ("",):
            ET.SubElement(translation, "numerusform").text = form
    else:
        translation.text = forms[0] if forms else ""
    return message
