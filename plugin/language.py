"""The user's language: loads it, and says the sentences of the pure parts in it.

Those are written in English, into errors, run folders and logs. Here they are found
again by their literal words, whoever wrote them and whatever they were put into.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache
from pathlib import Path
from string import Formatter

from qgis.PyQt.QtCore import QCoreApplication, QLocale, QTranslator

FOLDER = Path(__file__).parents[1] / "i18n"
SOURCES = "scene_slots.json"
"""Names the file that lists what can be translated, context by context."""
SENTENCES = "SceneSlotsSentences"
"""The context of what `say` marks."""

_LIKE_ENGLISH = (-1, 1, 2)
"""Counts that show each form of a message with a plural; -1 is one without."""
_CUT = re.compile(r"(?<=[.!?])\s+|[:;]\s+|\n")
_JOINTS = (" and another ", " and ")
"""Between phrases of which each is known."""

translate = QCoreApplication.translate


class Language:
    """The translation of the plugin, while it is installed."""

    def __init__(self) -> None:
        self._translator: QTranslator | None = None

    def load(self, locale: str, folder: Path = FOLDER) -> None:
        """Install the translation that fits; without one the plugin speaks English.

        Args:
            locale: as QGIS says it: “de”, “de_AT”.
            folder: that holds the translations.
        """
        translator = QTranslator()
        if not translator.load(QLocale(locale), "scene_slots", "_", str(folder)):
            return
        # One that lacks a placeholder, or has one of its own, would fail where it is
        # used.
        if all(_fits(translator, *one) for one in _sources(folder)):
            QCoreApplication.installTranslator(translator)
            self._translator = translator

    def unload(self) -> None:
        """Take the translation away."""
        if self._translator is not None:
            QCoreApplication.removeTranslator(self._translator)
            self._translator = None


def localize(sentence: str) -> str:
    """Return a sentence in the user's language; one that nobody knows as it is."""
    # A literal, for ./dev translate to find.
    language = str(translate("SceneSlotsSentences", "English", "this language"))
    return sentence if language == "English" else _localized(language, str(sentence))


@lru_cache(maxsize=4096)
def _localized(language: str, text: str) -> str:
    """Return sentences in a row, of which some may be another's."""
    whole = _known(language, text)
    if whole is not None:
        return whole
    cuts = [(found.start(), found.end()) for found in _CUT.finditer(text)]
    for start, end in reversed(cuts):
        head = _known(language, text[:start])
        if head is not None:
            return head + text[start:end] + _localized(language, text[end:])
    if not cuts:
        return text
    end = cuts[0][1]
    return text[:end] + _localized(language, text[end:])


def _known(language: str, text: str) -> str | None:
    """Return a sentence that was marked, or phrases that were; None if it is none."""
    if text in _literals():
        return str(translate(SENTENCES, text))
    for joint in _JOINTS:
        first, _, rest = text.partition(joint)
        both = [_known(language, one) for one in (first, rest) if rest]
        if both and None not in both:
            return str(translate(SENTENCES, joint)).join(map(str, both))
    for template, pattern in _patterns():
        if found := pattern.fullmatch(text):
            values = found.groupdict()
            told = {name: _localized(language, one) for name, one in values.items()}
            return str(translate(SENTENCES, template)).format(**told)
    # The cause behind a colon, and what it ends with.
    phrase = _known(language, text[:-1]) if text.endswith(".") else None
    return phrase and f"{phrase}."


def _marked() -> frozenset[str]:
    """Return the sentences that `say` marks, all but their own language's name."""
    sources = (one for one in _sources(FOLDER) if one[0] == SENTENCES)
    return frozenset(words for _, words, comment in sources if not comment)


@lru_cache(maxsize=1)
def _literals() -> frozenset[str]:
    return frozenset(one for one in _marked() if not fields_of(one))


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return the sentences with values, those with most words of their own first."""
    parsed = {one: list(Formatter().parse(one)) for one in _marked() - _literals()}
    own = {one: sum(len(piece[0]) for piece in parsed[one]) for one in parsed}
    patterns = [
        (
            one,
            "".join(
                re.escape(literal) + (f"(?P<{name}>.*?)" if name else "")
                for literal, name, _, _ in parsed[one]
            ),
        )
        for one in sorted(parsed, key=lambda one: (-own[one], one))
    ]
    return tuple((one, re.compile(words, re.DOTALL)) for one, words in patterns)


def fields_of(text: str) -> frozenset[str] | None:
    """Return the names of the placeholders, None where ``format`` would fail."""
    try:
        return frozenset(name for _, name, _, _ in Formatter().parse(text) if name)
    except ValueError:
        return None


def _sources(folder: Path) -> tuple[tuple[str, str, str], ...]:
    """Return context, words and comment of all that can be translated."""
    told = json.loads((folder / SOURCES).read_text(encoding="utf-8"))
    return tuple((context, *one) for context in told for one in told[context])


def _fits(translator: QTranslator, context: str, words: str, comment: str) -> bool:
    # A QTranslator takes bytes where an application takes text.
    asked = (context.encode(), words.encode(), comment.encode())
    found = (translator.translate(*asked, n) for n in _LIKE_ENGLISH)
    return all(fields_of(one) == fields_of(words) for one in found if one)
