"""Progress: shows the runs of this session, ends them and tries them again."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from qgis.PyQt.QtCore import QObject, QUrl, pyqtSignal
from qgis.PyQt.QtGui import QDesktopServices

from ..ui.progress_page import ProgressPage
from .core.errors import InputError
from .track import Track
from .words import translate

if TYPE_CHECKING:
    from ..ui.run_bar import RunBar
    from ..ui.slot_table import SlotRow
    from .live_run import LiveRun
    from .means import Means

_KEPT = 20
"""So many runs are shown; the list of runs has them all."""


class Progress(QObject):  # type: ignore[misc]  # Qt has no types
    """Fills the page of runs that go, and the bar below the form."""

    details_requested = pyqtSignal()

    def __init__(
        self, means: Means, bar: RunBar, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._runs = means.runs
        self._messages = means.messages
        self._bar = bar
        self._keys = count(1)
        self._tracks: dict[int, Track] = {}
        self.page = page = ProgressPage(means.around.window)
        page.cancel_requested.connect(self._cancel)
        page.retry_requested.connect(self._retry)
        page.folder_requested.connect(self._open_folder)
        page.run_chosen.connect(self._on_chosen)
        bar.cancel_requested.connect(self._cancel_shown)
        bar.details_requested.connect(self.details_requested)
        means.runs.added.connect(self._on_added)
        for run in means.runs.live:
            self._on_added(run)

    def close(self) -> None:
        """Let go of the runs."""
        self._runs.added.disconnect(self._on_added)

    def _on_added(self, run: LiveRun) -> None:
        key = next(self._keys)
        track = self._tracks[key] = Track(key, run, self)
        track.changed.connect(lambda: self._on_changed(track))
        track.slot_changed.connect(lambda row: self._on_slot(track, row))
        track.logged.connect(lambda line: self._on_logged(track, line))
        self._on_changed(track)
        for old in [one for one in self._tracks.values() if one.run is None][:-_KEPT]:
            del self._tracks[old.key]
            self.page.remove_run(old.key)
            old.deleteLater()

    def _on_changed(self, track: Track) -> None:
        self.page.set_run(track.state)
        shown = self._shown()
        if shown is not None:
            percent = None if shown.run is None else shown.percent
            self._bar.set_run(shown.title, self._sentence(shown), percent)

    def _sentence(self, shown: Track) -> str:
        """Return how a run stands, and how many wait for it."""
        waiting = sum(run.is_waiting for run in self._runs.live)
        if not waiting or shown.run is None:
            return shown.sentence
        text = translate("SceneSlots", "{sentence} · {count} more wait")
        return str(text).format(sentence=shown.sentence, count=waiting)

    def _shown(self) -> Track | None:
        """Return the run of the bar: the one that goes, else the last."""
        tracks = list(self._tracks.values())
        going = (one for one in tracks if one.run is not None)
        return next(going, tracks[-1] if tracks else None)

    def _on_slot(self, track: Track, row: SlotRow) -> None:
        if track.key == self.page.chosen:
            self.page.set_slot(row)

    def _on_logged(self, track: Track, line: str) -> None:
        if track.key == self.page.chosen:
            self.page.add_log(line)

    def _on_chosen(self, key: int) -> None:
        track = self._tracks.get(key)
        if track is not None:
            self.page.set_slots(list(track.slots.values()))
            self.page.set_log(track.log)

    def _cancel(self, key: int) -> None:
        track = self._tracks.get(key)
        if track is not None and track.run is not None:
            track.run.cancel()

    def _cancel_shown(self) -> None:
        shown = self._shown()
        if shown is not None:
            self._cancel(shown.key)

    def _retry(self, key: int) -> None:
        try:
            # The plan is made anew: it knows best what is still to be fetched.
            self._runs.add(self._tracks[key].order)
        except InputError as error:
            self._messages.failed(error)

    def _open_folder(self, key: int) -> None:
        folder = str(self._tracks[key].order.job.folder)
        QDesktopServices.openUrl(QUrl.fromLocalFile(folder))
