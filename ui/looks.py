"""Looks of labels that say more than others; half transparent, for any theme."""

from __future__ import annotations

_BOX = "{kind} {{ background: rgba({colour}); border-radius: 4px; padding: {pad}px; }}"

SUMMARY = _BOX.format(kind="QLabel", colour="63, 136, 197, 38", pad=8)
ERROR = _BOX.format(kind="QLabel", colour="214, 69, 65, 46", pad=8)
NOTE = _BOX.format(kind="QLabel", colour="222, 160, 30, 46", pad=8)
PRESSED = (
    "QToolButton:checked { background: palette(highlight);"
    " color: palette(highlighted-text); border: 1px solid palette(highlight);"
    " border-radius: 3px; padding: 2px; }"
    "QToolButton:checked:focus { border: 1px dashed palette(highlighted-text); }"
)
"""Of buttons that stay down: some dark themes hardly show it."""
QUESTION = _BOX.format(kind="QFrame#question_frame", colour="222, 160, 30, 60", pad=0)
NOTE_FRAME = _BOX.format(kind="QFrame#message_frame", colour="222, 160, 30, 46", pad=0)
FAILURE_FRAME = _BOX.format(
    kind="QFrame#message_frame", colour="214, 69, 65, 46", pad=0
)
WELCOME = _BOX.format(kind="QFrame#welcome", colour="63, 136, 197, 38", pad=2)
