"""The user's language: loads it, and says the sentences of the pure parts in it.

Those are written in English, into errors, run folders and logs. Here they are found
again by their literal words, whoever wrote them and whatever they were put into.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from operator import itemgetter
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
_LONG = 1000
"""Characters of a text that are looked at."""
_TRIES = 120
"""Pieces of it that are looked up: some ten sentences of others."""
_NEAR = 6
"""Cuts from a place on at which a sentence may end."""
_HEAD = 12
"""Letters by which a sentence is looked up."""

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
def _localized(language: str, text: str) -> str:  # noqa: ARG001  a part of the key
    """Return sentences in a row, of which some may be another's."""
    return _Search().told(text[:_LONG]) + text[_LONG:]


class _Search:
    """Finds known sentences in a text; after so many tries it leaves the rest alone.

    Whoever writes a hub's errors, or a run folder, must not hold up QGIS.
    """

    def __init__(self) -> None:
        self._tries = _TRIES

    def told(self, text: str) -> str:
        """Return sentences in a row, those that are known in the user's language."""
        said = ""
        while text and self._tries:
            cuts = [one.span() for one in islice(_CUT.finditer(text), _NEAR)]
            ends = ((len(text), len(text)), *reversed(cuts))
            known = ((self._known(text[:start]), start, end) for start, end in ends)
            nearest = (text[: ends[-1][0]], *ends[-1])
            words, start, end = next((one for one in known if one[0]), nearest)
            said += f"{words}{text[start:end]}"
            text = text[end:]
        return said + text

    def _known(self, text: str) -> str | None:
        """Return a sentence that was marked, or phrases that were; else None."""
        if not self._tries:
            return None
        self._tries -= 1
        if text in _literals():
            return str(translate(SENTENCES, text))
        # The last of several in a value, whose full stop another sentence has.
        if f"{text}." in _literals():
            return str(translate(SENTENCES, f"{text}.")).removesuffix(".")
        for joint in _JOINTS:
            first, _, rest = text.partition(joint)
            one = self._known(first) if rest else None
            other = None if one is None else self._known(rest)
            if one is not None and other is not None:
                return str(translate(SENTENCES, joint)).join((one, other))
        for template in _templates_like(text):
            values = template.values_in(text)
            if values is not None:
                told = {name: self.told(value) for name, value in values.items()}
                return str(translate(SENTENCES, template.words)).format(**told)
        # The cause behind a colon, and what it ends with.
        phrase = self._known(text[:-1]) if text.endswith(".") else None
        return phrase and f"{phrase}."


@dataclass(frozen=True)
class _Template:
    """A sentence with values."""

    words: str
    head: str
    """What it begins with; may be empty."""
    values: tuple[tuple[str, str], ...]
    """Each one's name, and the words between it and the next, or the end."""

    def values_in(self, text: str) -> dict[str, str] | None:
        """Return the shortest values that make the text, None if none do."""
        tail = self.values[-1][1]
        place, last = len(self.head), len(text) - len(tail)
        if place > last or not (text.startswith(self.head) and text.endswith(tail)):
            return None
        found = {}
        for name, behind in self.values[:-1]:
            end = text.find(behind, place, last)
            if end < 0:
                return None
            found[name] = text[place:end]
            place = end + len(behind)
        return {**found, self.values[-1][0]: text[place:last]}


def _marked() -> frozenset[str]:
    """Return the sentences that `say` marks, all but their own language's name."""
    sources = (one for one in _sources(FOLDER) if one[0] == SENTENCES)
    return frozenset(words for _, words, comment in sources if not comment)


@lru_cache(maxsize=1)
def _literals() -> frozenset[str]:
    return frozenset(one for one in _marked() if not fields_of(one))


def _templates_like(text: str) -> list[_Template]:
    """Return those that may be it, those with most words of their own first."""
    sizes = range(min(_HEAD, len(text)) + 1)
    found = [
        one
        for size in sizes
        for one in _templates().get(text[:size], ())
        if one[1].values[0][1] in text
    ]
    return [one for _, one in sorted(found, key=itemgetter(0))]


@lru_cache(maxsize=1)
def _templates() -> dict[str, list[tuple[int, _Template]]]:
    """Return the sentences with values and their ranks, by their first letters."""
    parsed = {one: list(Formatter().parse(one)) for one in _marked() - _literals()}
    own = {one: sum(len(piece[0]) for piece in parsed[one]) for one in parsed}
    found: dict[str, list[tuple[int, _Template]]] = {}
    for rank, words in enumerate(sorted(parsed, key=lambda one: (-own[one], one))):
        literals = [piece[0] for piece in parsed[words]]
        names = [str(piece[1]) for piece in parsed[words] if piece[1]]
        if parsed[words][-1][1]:
            literals.append("")
        values = tuple(zip(names, literals[1:]))
        template = _Template(words, literals[0], values)
        found.setdefault(literals[0][:_HEAD], []).append((rank, template))
    return found


def fields_of(text: str) -> frozenset[tuple[str | None, ...]] | None:
    """Return name, format and conversion of each placeholder.

    None where ``format`` would fail.
    """
    try:
        pieces = list(Formatter().parse(text))
    except ValueError:
        return None
    return frozenset(
        (name, form, kind) for _, name, form, kind in pieces if name is not None
    )


def _sources(folder: Path) -> tuple[tuple[str, str, str], ...]:
    """Return context, words and comment of all that can be translated."""
    told = json.loads((folder / SOURCES).read_text(encoding="utf-8"))
    return tuple((context, *one) for context in told for one in told[context])


def _fits(translator: QTranslator, context: str, words: str, comment: str) -> bool:
    # A QTranslator takes bytes where an application takes text.
    asked = (context.encode(), words.encode(), comment.encode())
    found = (translator.translate(*asked, n) for n in _LIKE_ENGLISH)
    return all(fields_of(one) == fields_of(words) for one in found if one)
