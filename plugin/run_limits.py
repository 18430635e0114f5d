"""Limits of a run that is done: what would remain, live, and their application."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from qgis.PyQt.QtCore import QObject, pyqtSignal

from .core.images import State
from .core.limits import Limits, apply_limits
from .pipeline.recall import recall_limits
from .pipeline.review import review
from .plan_words import count_of
from .run_words import remaining
from .store.folder import TABLES
from .store.reading import read_images
from .store.turns import turn_of
from .words import translate

if TYPE_CHECKING:
    from pathlib import Path

    from ..ui.limits_box import LimitsBox
    from .core.images import Image
    from .jobs.asides import Aside, Asides


class RunLimits(QObject):  # type: ignore[misc]  # Qt has no types
    """Answers the box of limits; nothing is read or asked while a slider moves."""

    applied = pyqtSignal(object, object, str)
    """Folder, rows that changed, and what to say of it."""
    failed = pyqtSignal(object)
    """The error."""

    def __init__(self, box: LimitsBox, asides: Asides, parent: QObject) -> None:
        super().__init__(parent)
        self._box = box
        self._asides = asides
        self._folder: Path | None = None
        self._images: tuple[Image, ...] = ()
        self._limits = Limits()
        self._reading: Aside | None = None
        box.changed.connect(self._count)
        box.apply_requested.connect(self._apply)
        self.show(None)

    def show(self, folder: Path | None) -> None:
        """Show the limits of a run; None shows none."""
        is_same = folder is not None and folder == self._folder
        self._folder = folder
        if self._reading is not None:
            self._reading.drop()
            self._reading = None
        if not is_same:
            self._images = ()
            self._box.setEnabled(False)
            self._box.set_remaining("", is_new=False)
        if folder is not None:
            self._reading = self._asides.do(
                lambda _: _read(folder),
                lambda found: self._on_read(*found, is_same=is_same),
                lambda _: None,  # the list says what is wrong with a folder
            )

    def _on_read(
        self, images: tuple[Image, ...], limits: Limits, *, is_same: bool
    ) -> None:
        self._images, self._limits = images, limits
        self._box.setEnabled(True)
        if not is_same:  # else a slider may be under way
            self._box.set_limits(limits.max_cloud_pct, limits.min_valid_pct)
        self._count()

    def _asked(self) -> Limits:
        """Return the limits of the box; that of the tiles stays as it was."""
        cloud, coverage = self._box.limits()
        return replace(self._limits, max_cloud_pct=cloud, min_valid_pct=coverage)

    def _count(self) -> None:
        if self._images:
            judged = apply_limits(self._images, self._asked())
            self._box.set_remaining(remaining(judged), is_new=judged != self._images)

    def _apply(self) -> None:
        folder, limits = self._folder, self._asked()
        if folder is None:
            return
        self._box.set_remaining(self._box.remain_label.text(), is_new=False)
        self._asides.do(
            lambda _: review(folder, limits),
            lambda changed: self._on_applied(folder, limits, changed),
            self._on_failed,
        )

    def _on_applied(
        self, folder: Path, limits: Limits, changed: tuple[Image, ...]
    ) -> None:
        if folder == self._folder:  # they are read again, but a slider may be faster
            rows = {image.slot: image for image in changed}
            self._images = tuple(rows.get(one.slot, one) for one in self._images)
            self._limits = limits
            self._count()
        rejected = sum(image.state is State.REJECTED for image in changed)
        back = len(changed) - rejected
        parts = [
            count_of(rejected, "1 rejected", "{count} rejected") if rejected else "",
            count_of(back, "1 taken back", "{count} taken back") if back else "",
        ]
        text = translate("SceneSlots", "{changes}; all files stay.")
        told = text.format(changes=", ".join(filter(None, parts)) or _nothing())
        self.applied.emit(folder, changed, told)

    def _on_failed(self, error: Exception) -> None:
        self._count()
        self.failed.emit(error)


def _nothing() -> str:
    return str(translate("SceneSlots", "Nothing changes"))


def _read(folder: Path) -> tuple[tuple[Image, ...], Limits]:
    with turn_of(folder / TABLES):
        images = read_images(folder / TABLES)
    return images, recall_limits(folder)
