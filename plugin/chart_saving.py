"""Saving what a chart shows: the dialog that asks where, and the file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Callable

from qgis.PyQt.QtWidgets import QFileDialog

from .store.profile_csv import write_profiles
from .words import translate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qgis.PyQt.QtWidgets import QWidget

    from .jobs.asides import Asides
    from .store.profile import Profile

_FILE = "profile.csv"


def save_profiles(
    parent: QWidget,
    folder: Path | None,
    profiles: Sequence[tuple[str, Profile]],
    asides: Asides,
    say: Callable[[str], None],
    on_error: Callable[[Exception], None],
) -> None:
    """Ask where profiles shall be saved, and save them in a worker.

    Args:
        parent: of the dialog, which asks before it takes a file that is there.
        folder: to begin in.
        profiles: each with the title of its place.
        asides: does the work.
        say: is told what was written.
        on_error: is told what went wrong.
    """
    dialog = QFileDialog(parent, translate("SceneSlots", "Save values as CSV"))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilter(translate("SceneSlots", "Tables (*.csv)"))
    dialog.setDefaultSuffix("csv")
    if folder is not None:
        dialog.setDirectory(str(folder))
    dialog.selectFile(_FILE)

    def save(name: str) -> None:
        said = translate("SceneSlots", "Written: {names}.").format(names=name)
        asides.do(
            lambda _: write_profiles(Path(name), profiles),
            lambda _: say(said),
            on_error,
        )

    dialog.fileSelected.connect(save)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
