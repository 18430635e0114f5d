"""Where an export goes: its usual place, else where the person says."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Callable

from qgis.PyQt.QtCore import QStandardPaths

from ..ui.save_question import SaveQuestion

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qgis.PyQt.QtWidgets import QWidget


def find_place(
    window: QWidget,
    title: str,
    usual: Path,
    pattern: str,
    files: Callable[[Path], Sequence[Path]],
    begin: Callable[[Path], None],
) -> None:
    """Begin at the usual place, or ask for one; nothing is replaced unasked.

    Args:
        window: that a question belongs to.
        title: of the question.
        usual: the file or folder that is meant for it.
        pattern: of a file, such as ``PDF (*.pdf)``; empty for a folder.
        files: what would be written if a place were chosen.
        begin: gets the place; is not called after a no.
    """
    if not os.access(usual.parent, os.W_OK):
        suggested = _documents() / usual.name
    elif any(path.exists() for path in files(usual)):
        suggested = usual
    else:
        begin(usual)
        return

    def others(chosen: Path) -> list[Path]:
        # The dialog itself has asked about a file that was chosen.
        return [path for path in files(chosen) if path != chosen]

    question = SaveQuestion(window, title, suggested, others, pattern)
    question.answered.connect(lambda name: begin(Path(name)) if name else None)
    question.ask()


def _documents() -> Path:
    place = QStandardPaths.StandardLocation.DocumentsLocation
    return Path(QStandardPaths.writableLocation(place) or Path.home())
