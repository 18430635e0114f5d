"""Text around a script, put so that the lines of the user's file keep their numbers."""

from __future__ import annotations

import re
from typing import Protocol

from ..core.errors import as_sentence
from .tokens import count_lines, tokenize

_LINE_IN_MESSAGE = re.compile(
    r"(?P<before>\bline[ :]+|<\w+>:|\.js:)(?P<line>\d+)", re.IGNORECASE
)


# The name of the file, the line and the kind of error that V8 puts before a message.
_COMPLAINT = re.compile(
    r":(?P<line>\d+): (?:Uncaught )?Error: (?P<said>The script .*\.)$"
)
_PLACE = re.compile(r"(?:<\w+>|\.js):(?P<line>\d+):(?:\d+:)?\s*(?:Uncaught )?")
_ANSWERED = re.compile(r"^.* answered HTTP 400: ")
_STACK = re.compile(r"^\s*at .*:\d+|^\s*\^+\s*$")


class Sent(Protocol):
    """A script that was sent in place of the user's."""

    @property
    def line_offset(self) -> int:
        """By how much the service's line numbers are above those of the file."""


def find_place(message: str) -> tuple[int | None, str]:
    """Return the first line that a message names, None for none, and what is said.

    What comes before a place of a script says only who found it, and is left out.
    """
    if found := _PLACE.search(message):
        return int(found["line"]), message[found.end() :].strip()
    said = _ANSWERED.sub("", message)
    named = _LINE_IN_MESSAGE.search(said)
    return (int(named["line"]) if named else None), said


def own_line(message: str, sent: Sent) -> str:
    """Return the service's message with the line numbers of the user's file."""
    if sent.line_offset == 0:
        return message

    def correct(found: re.Match[str]) -> str:
        return f"{found['before']}{max(1, int(found['line']) - sent.line_offset)}"

    return _LINE_IN_MESSAGE.sub(correct, message)


def explain(message: str, sent: Sent, script: str) -> str:
    """Return what the service says of a script, in one line, in the lines of the file.

    What the wrapper itself complains of is that sentence alone: it stands in no line
    of the user's file. What V8 prints behind its message is left out.
    """
    lines = own_line(message, sent).splitlines()
    told: list[str] = []
    for line, following in zip(lines, [*lines[1:], ""]):
        if _STACK.match(line):
            break
        found = _COMPLAINT.search(line)
        if found and int(found["line"]) > count_lines(script) + 1:
            return found["said"]
        if not (told and _STACK.match(following) and "^" in following):
            told.append(line.strip())
    return as_sentence(" ".join(dict.fromkeys(filter(None, told))))


def enclose_lines(script: str, head: str, tail: str) -> tuple[str, int]:
    """Put a text in one line before the script's first word, and one behind the script.

    Line k of the script stays line k, since what stands before its first word is
    space and comments; only a script that begins in its first line moves down.

    Returns:
        The new text, which begins with ``//VERSION=3``, and the offset of its lines.

    Raises:
        InputError: the script cannot be read.
    """
    start = tokenize(script)[0].start
    lines = count_lines(script[:start])
    blank = "\n" * max(1, lines)
    return f"//VERSION=3{blank}{head}{script[start:]}\n{tail}", 0 if lines else 1


def free_name(name: str, script: str) -> str:
    """Return the name, lengthened until the script does not know it."""
    while name in script:
        name += "_"
    return name
