"""The local hub's process: started in the background, ended with the plugin."""

from __future__ import annotations

import json
import os
from concurrent.futures import Future
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qgis.PyQt.QtCore import (
    QElapsedTimer,
    QObject,
    QProcess,
    QProcessEnvironment,
    QTimer,
    pyqtSignal,
)

from .. import compat
from ..core.errors import ServiceError, Stopped
from ..core.job import Hub
from ..core.sentences import say
from ..hub.session import Credentials

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

START_MS = 120_000
"""The first start prepares the sample scenes."""
END_MS = 700
"""Wait for each of the three ways to end processes."""


@dataclass(frozen=True)
class LocalHub:
    """A running local hub: where it is, its secret, and what it offers."""

    hub: Hub
    credentials: Credentials
    collections: Mapping[str, Mapping[str, Any]]
    """By Catalog id: ``bands``, ``start``, ``end``, ``bbox`` (lon, lat), ``epsg``,
    ``id_is_derived``, ``attribution``."""


class LocalHubProcess(QObject):  # type: ignore[misc]  # Qt has no types
    """A child process that serves one catalog on 127.0.0.1."""

    ready = pyqtSignal(object)
    """The LocalHub."""
    failed = pyqtSignal(str)
    """A sentence: why it did not start."""
    gone = pyqtSignal()
    """Its process has ended, or never began."""

    def __init__(
        self, scenes: Path | None, parent: QObject | None = None, *, made: str = ""
    ) -> None:
        """Prepare a hub.

        Args:
            scenes: a static STAC catalog, None for the sample scenes.
            parent: of this object.
            made: ids of collections, for made scenes in place of others.
        """
        super().__init__(parent)
        self.answer: Future[LocalHub] = Future()
        """Resolves when the hub is ready; for workers, which cannot take signals."""
        self._arguments = ["--scenes", str(scenes)] if scenes else ["--samples"]
        if made:
            self._arguments = ["--made", made]
        self._scenes = made or (str(scenes) if scenes else "")
        self._said = b""
        self._complained = b""
        self._process = QProcess(self)
        self._process.readyReadStandardOutput.connect(self._on_output)
        self._process.readyReadStandardError.connect(self._on_complaint)
        self._process.errorOccurred.connect(self._on_error)
        self._process.finished.connect(self._on_finished)
        self._deadline = QTimer(self)
        self._deadline.setSingleShot(True)
        self._deadline.timeout.connect(self._on_deadline)

    def start(self, plugin_folder: Path) -> None:
        """Start the process and return at once.

        Args:
            plugin_folder: the folder that holds the package ``local_hub``.
        """
        python = compat.interpreter()
        if python is None:
            self._fail(
                say(
                    "The local hub cannot start: the Python that QGIS runs on was not"
                    " found. Choose another hub."
                )
            )
        elif not compat.is_importable("py_mini_racer"):
            self._fail(
                say(
                    "The local hub needs the Python package mini-racer: install it with"
                    f" “{compat.install_command('mini-racer')}” and start QGIS again,"
                    " or choose another hub."
                )
            )
        else:
            self._deadline.start(START_MS)
            # Ours last: its modules have names that a package may import, too.
            folders = (*compat.package_folders(), str(plugin_folder))
            self._process.setProcessEnvironment(_environment(folders))
            self._process.start(str(python), ["-m", "local_hub", *self._arguments])

    @property
    def is_alive(self) -> bool:
        """Whether the process is starting or running."""
        return bool(self._process.state() != QProcess.ProcessState.NotRunning)

    def stop(self) -> None:
        """End the process: ask, then insist; takes a moment at most."""
        stop_all((self,))

    def leave(self) -> None:
        """Ask the process to end, and do not wait for it."""
        self._give_up()
        if self.is_alive:
            self._process.closeWriteChannel()
        else:
            self.gone.emit()

    def _give_up(self) -> None:
        self._deadline.stop()
        if not self.answer.done():
            self.answer.set_exception(Stopped())

    def _on_output(self) -> None:
        told = bytes(self._process.readAllStandardOutput())
        if self.answer.done():
            return
        self._said += told
        line, newline, _ = self._said.partition(b"\n")
        if newline:
            self._deadline.stop()
            try:
                local = _parse(json.loads(line), self._scenes)
            except (ValueError, KeyError, TypeError):
                self._fail(say("The local hub did not say where it listens."))
                self._process.kill()
            else:
                self.answer.set_result(local)
                self.ready.emit(local)

    def _on_complaint(self) -> None:
        told = bytes(self._process.readAllStandardError())
        self._complained = (self._complained + told)[-4000:]

    def _on_error(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:
            self._fail(
                say(
                    f"The local hub cannot start: {self._process.errorString()}."
                    " Choose another hub."
                )
            )

    def _on_finished(self) -> None:
        self._on_complaint()
        lines = self._complained.decode(errors="replace").strip().splitlines()
        self._fail(
            lines[-1] if lines else say("The local hub ended before it was ready.")
        )
        self.gone.emit()

    def _on_deadline(self) -> None:
        self._fail(say("The local hub did not start in time: try again."))
        self._process.kill()

    def _fail(self, sentence: str) -> None:
        self._deadline.stop()
        if not self.answer.done():
            self.answer.set_exception(ServiceError(sentence))
            self.failed.emit(sentence)


def stop_all(hubs: Sequence[LocalHubProcess]) -> None:
    """End processes: ask all, then insist; all together take a moment at most."""
    for hub in hubs:
        hub._give_up()  # noqa: SLF001  of this module
    for end in (QProcess.closeWriteChannel, QProcess.terminate, QProcess.kill):
        alive = [hub._process for hub in hubs if hub.is_alive]  # noqa: SLF001
        for process in alive:
            end(process)
        clock = QElapsedTimer()
        clock.start()
        for process in alive:
            process.waitForFinished(max(1, END_MS - clock.elapsed()))


def _environment(folders: Sequence[str]) -> QProcessEnvironment:
    environment = QProcessEnvironment.systemEnvironment()
    inherited = environment.value("PYTHONPATH")
    paths = [*folders, *([inherited] if inherited else [])]
    environment.insert("PYTHONPATH", os.pathsep.join(paths))
    environment.insert("PYTHONUNBUFFERED", "1")
    environment.insert("PYTHONIOENCODING", "utf-8")
    return environment


def _parse(told: Mapping[str, Any], scenes: str) -> LocalHub:
    url, token_url = str(told["url"]), str(told["token_url"])
    hub = Hub("local", "Local hub", url, token_url, scenes)
    credentials = Credentials(str(told["client_id"]), str(told["client_secret"]))
    return LocalHub(hub, credentials, dict(told["collections"]))
