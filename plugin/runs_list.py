"""The list of runs: finds their folders, and does what the page asks for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timezone
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Callable, Protocol

from qgis.PyQt.QtCore import QObject, QUrl, pyqtSignal
from qgis.PyQt.QtGui import QDesktopServices
from qgis.PyQt.QtWidgets import QFileDialog

from ..ui.runs_page import (
    ADD,
    EXTEND,
    FOLDER,
    REMOVE,
    REPEAT,
    RETRY,
    UPDATE,
    RunsPage,
)
from .core.errors import InputError
from .jobs.asides import Asides
from .language import localize
from .messages import sentence_of
from .openings import Openings
from .pipeline.recall import extended
from .run_limits import RunLimits
from .run_words import can_retry, row_of
from .settings import load_paths, save_paths
from .store.listing import list_entries, runs_in
from .words import translate

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from .core.images import Image
    from .core.job import Job
    from .means import Means
    from .store.listing import Entry

KNOWN, HIDDEN = "run_folders", "hidden_runs"
"""Settings: paths of runs, and of those that were removed from the list."""


class Reruns(Protocol):
    """Runs jobs of folders that are there already."""

    @property
    def live_folders(self) -> Collection[Path]:
        """Folders of runs that wait or go."""
        ...

    def rerun(self, job: Job) -> None:
        """Run a job in its folder; slots that stand there are not fetched again.

        Raises:
            InputError: the account is wrong, or the run is going already.
        """
        ...

    def repeat(self, job: Job) -> None:
        """Show the job on the page that asks for a run."""
        ...

    def attribution(self, job: Job) -> str:
        """Return what the data want to be credited with, empty where unknown."""
        ...

    def output_folders(self) -> Iterable[Path]:
        """Return the folders in which runs make theirs."""
        ...


class RunsList(QObject):  # type: ignore[misc]  # Qt has no types
    """Fills the page of runs; reads folders on a thread of its own."""

    changed = pyqtSignal(object)
    """The folder of a run whose images or limits are others now."""

    def __init__(
        self,
        means: Means,
        reruns: Reruns,
        parent: QObject,
        today: Callable[[], date] = lambda: datetime.now(timezone.utc).date(),
    ) -> None:
        super().__init__(parent)
        self._settings = means.around.settings
        self._messages = means.messages
        self._products = means.products
        self._reruns = reruns
        self._today = today
        self._entries: dict[str, Entry] = {}
        self._removed: Path | None = None
        self._wanted = ""
        """The run to choose when it is in the list."""
        self._fault = ""
        self._asides = Asides(self)
        self.page = RunsPage(means.around.window)
        self.limits = RunLimits(self.page.limits_box, self._asides, self)
        self.openings = Openings(
            means.around, self._asides, means.products, reruns.attribution, self
        )
        self._connect()

    def close(self) -> None:
        """End reading, and adding of layers."""
        self._asides.close()
        self.openings.close()

    def remember(self, folder: Path) -> None:
        """Keep a run in the list, wherever its folder is; none was made: nothing."""
        if folder.is_dir():
            self._keep(folder)

    def refresh(self) -> None:
        """Look into the folders again."""
        known, hidden = (
            [Path(path) for path in load_paths(self._settings, name)]
            for name in (KNOWN, HIDDEN)
        )
        parents = tuple(self._reruns.output_folders())
        before = {entry.folder: entry for entry in self._entries.values()}
        self.page.set_busy(True)
        self._asides.do(
            lambda _: list_entries(parents, known, hidden, before),
            self._show,
            self._fail,
        )

    def refresh_shown(self) -> None:
        """Look into the folders again, if the list is seen."""
        if self.page.isVisible():
            self.refresh()

    def _connect(self) -> None:
        page = self.page
        page.shown.connect(self.refresh)
        page.refresh_requested.connect(self.refresh)
        page.find_requested.connect(self._find)
        page.run_chosen.connect(self._on_chosen)
        page.wanted.connect(self._do)
        page.undo_requested.connect(self._undo)
        self.limits.applied.connect(self._on_limits)
        self.limits.failed.connect(self._fail)
        self.openings.failed.connect(self._fail)
        self.openings.ended.connect(self.changed)

    def _show(self, entries: tuple[Entry, ...]) -> None:
        self.page.set_busy(False)
        self._entries = {str(entry.folder): entry for entry in entries}
        titles = {product.name: localize(product.title) for product in self._products}
        live = self._reruns.live_folders
        self.page.set_rows(
            [row_of(one, titles, is_live=one.folder in live) for one in entries]
        )
        if self._wanted:
            self.page.choose(self._wanted)
            self._wanted = ""

    def _on_chosen(self) -> None:
        entry = self._entries.get(self.page.key)
        self._say_fault(entry.fault if entry else "")
        if entry is None:
            self.page.set_possible(())
            self.limits.show(None)
            return
        possible = {FOLDER, REMOVE}
        is_live = entry.folder in self._reruns.live_folders
        if not entry.fault:
            possible |= {ADD, REPEAT}
            if not is_live:
                possible |= {EXTEND, UPDATE}
                possible |= {RETRY} if can_retry(entry) else set()
        self.page.set_possible(possible)
        self.limits.show(None if entry.fault or is_live else entry.folder)

    def _say_fault(self, fault: str) -> None:
        """Say what is wrong with the chosen folder, until another is chosen."""
        if fault or self._fault:
            self.page.set_note(escape(localize(fault)), is_fault=True)
        self._fault = fault

    def _do(self, name: str) -> None:
        folder = Path(self.page.key)
        self.page.set_note("")
        if name == ADD:
            self.openings.add(folder)
        elif name == FOLDER:
            _open_folder(folder)
        elif name == REPEAT:
            self.openings.recall(folder, self._reruns.repeat)
        elif name == EXTEND:
            self.openings.recall(folder, self._extend)
        elif name == RETRY:
            self.openings.recall(folder, self._rerun)
        elif name == UPDATE:
            self.openings.recall(folder, self._update)
        elif name == REMOVE:
            self._remove(folder)

    def _extend(self, job: Job) -> None:
        self._rerun(extended(job, self._today()))

    def _update(self, job: Job) -> None:
        self._rerun(replace(job, refresh=True))

    def _rerun(self, job: Job) -> None:
        self._reruns.rerun(job)
        self.refresh()

    def _on_limits(self, folder: Path, changed: tuple[Image, ...], told: str) -> None:
        self.page.set_note(escape(told))
        self.refresh()
        self.openings.renew(folder, changed)
        self.changed.emit(folder)

    def _remove(self, folder: Path) -> None:
        path = str(folder)
        self._change(HIDDEN, lambda paths: [path, *paths])
        self._change(KNOWN, lambda paths: [one for one in paths if one != path])
        self._removed = folder
        text = translate(
            "SceneSlots",
            "{name} is not in the list any more. Its files stay. {undo}",
        )
        undo = f'<a href="undo">{translate("SceneSlots", "Undo")}</a>'
        self.page.set_note(text.format(name=escape(folder.name), undo=undo))
        self.refresh()

    def _undo(self) -> None:
        if self._removed is not None:
            self.page.set_note("")
            self._keep(self._removed)
            self._removed = None

    def _find(self) -> None:
        dialog = QFileDialog(self.page, translate("SceneSlots", "Open a run folder"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self._on_found)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_found(self, path: str) -> None:
        """Keep a run folder, or all that are inside a folder."""

        def keep(folders: tuple[Path, ...]) -> None:
            self._wanted = str(folders[0])
            self._keep(*folders)

        self._asides.do(lambda _: runs_in(Path(path)), keep, self._fail)

    def _keep(self, *folders: Path) -> None:
        kept = [str(folder) for folder in folders]
        self._change(KNOWN, lambda paths: [*dict.fromkeys([*kept, *paths])])
        self._change(HIDDEN, lambda paths: [one for one in paths if one not in kept])
        self.refresh_shown()

    def _change(self, name: str, change: Callable[[list[str]], list[str]]) -> None:
        save_paths(self._settings, name, change(load_paths(self._settings, name)))

    def _fail(self, error: Exception) -> None:
        self.page.set_busy(False)
        if not isinstance(error, InputError):
            self._messages.log_failure(error)
        self.page.set_note(escape(sentence_of(error)), is_fault=True)


def _open_folder(folder: Path) -> None:
    """Show the files of a run, or the nearest folder that is still there."""
    there = next((one for one in (folder, *folder.parents) if one.is_dir()), None)
    if there is not None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(there)))
