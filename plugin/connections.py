"""Connections: the page of the options fills itself, tests and stores a connection."""

from __future__ import annotations

from typing import TYPE_CHECKING, Callable

from qgis.core import Qgis, QgsMessageLog
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ..ui.connection_page import ConnectionPage, Verdict
from .connection_words import account_hint, failure_text, success_text
from .core.errors import InputError
from .credentials import read_credentials
from .hub.endpoints import HUBS, custom_hub
from .intake import LOCAL
from .jobs.connection import connection_work
from .jobs.task import RunTask
from .language import localize
from .messages import TITLE, sentence_of
from .settings import Connection, load_connection, save_connection
from .words import hub_title, translate

if TYPE_CHECKING:
    from qgis.core import QgsAuthManager, QgsSettings

    from .core.job import Hub
    from .jobs.connection import Tested
    from .jobs.live import LiveTasks

_CUSTOM = "custom"


class Connections(QObject):  # type: ignore[misc]  # Qt has no types
    """Answers the page; lives as long as it, so as its child."""

    stored = pyqtSignal()
    """The connection was stored."""

    def __init__(
        self,
        page: ConnectionPage,
        tasks: LiveTasks,
        settings: QgsSettings,
        auth_manager: QgsAuthManager,
        refuse: Callable[[str], object],
    ) -> None:
        """Fill the page.

        Args:
            page: what is answered.
            tasks: of the tests alone; they outlive the page.
            settings: where the connection is stored.
            auth_manager: where the account is.
            refuse: told in a sentence why the connection is not stored; the page is
                about to close then.
        """
        super().__init__(page)
        self._page = page
        self._tasks = tasks
        self._settings = settings
        self._auth_manager = auth_manager
        self._refuse = refuse
        self._task: RunTask | None = None
        self._fill()
        page.changed.connect(self._on_changed)
        page.test_requested.connect(self._test)
        page.stop_requested.connect(self._stop)
        page.applied.connect(self._store)
        page.destroyed.connect(lambda: self._abandon())

    def _fill(self) -> None:
        hubs = [(hub.name, hub.title) for hub in HUBS]
        self._page.offer(
            [
                *hubs,
                (_CUSTOM, hub_title(_CUSTOM)),
                (LOCAL.name, hub_title(LOCAL.name)),
            ]
        )
        connection = load_connection(self._settings)
        self._page.show_values(vars(connection))
        self._page.set_hint(account_hint(connection.hub))

    def _on_changed(self) -> None:
        """Take back what was said of something else."""
        if self._task is not None:
            self._task.cancel()
            self._task = None
        self._page.set_testing(False)
        self._page.set_result("", Verdict.FINE)
        self._page.set_hint(account_hint(self._page.values()["hub"]))

    def _test(self) -> None:
        """Ask the hub on another thread, or say what is missing for it.

        QGIS may ask for its master password here: someone pressed the button.
        """
        try:
            hub = _find_hub(Connection(**self._page.values()))
            authcfg = self._page.values()["authcfg"]
            credentials = read_credentials(self._auth_manager, authcfg)
        except InputError as error:
            self._page.set_result(localize(str(error)), Verdict.BAD)
            return
        text = translate("SceneSlots", "Scene Slots: test the connection to {hub}")
        task = RunTask(text.format(hub=hub.title), connection_work(hub, credentials))
        # Of several, only the last one's answer is wanted.
        task.succeeded.connect(
            lambda tested: self._show(hub, tested) if self._task is task else None
        )
        task.failed.connect(
            lambda error: self._on_failed(error) if self._task is task else None
        )
        task.stopped.connect(
            lambda: self._end("", Verdict.ODD) if self._task is task else None
        )
        self._task = task
        self._page.set_testing(True)
        asking = translate("SceneSlots", "Asking {hub} …")
        self._page.set_result(asking.format(hub=hub.title), Verdict.FINE)
        self._tasks.start(task)

    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def _abandon(self) -> None:
        """Want no answer any more: the page is gone."""
        self._task = None
        self._tasks.cancel()

    def _show(self, hub: Hub, tested: Tested) -> None:
        finding, proxy = tested.finding, tested.proxy
        if finding.error is not None:
            self._end(failure_text(finding, proxy), Verdict.BAD)
        else:
            verdict = Verdict.ODD if finding.units_left == 0 else Verdict.FINE
            self._end(success_text(hub, finding, proxy), verdict)

    def _on_failed(self, error: Exception) -> None:
        QgsMessageLog.logMessage(
            f"{type(error).__name__}: {error}", TITLE, Qgis.MessageLevel.Critical
        )
        self._end(sentence_of(error), Verdict.BAD)

    def _end(self, sentence: str, verdict: Verdict) -> None:
        # The C++ task dies soon: nothing of it is kept.
        self._task = None
        self._page.set_testing(False)
        self._page.set_result(sentence, verdict)

    def _store(self) -> None:
        connection = Connection(**self._page.values())
        try:
            if connection.hub != LOCAL.name:
                _find_hub(connection)
        except InputError as error:
            text = translate("SceneSlots", "The connection was not stored. {reason}")
            self._refuse(text.format(reason=localize(str(error))))
            return
        save_connection(self._settings, connection)
        self.stored.emit()


def _find_hub(connection: Connection) -> Hub:
    """Return the hub of a connection that is not the local one.

    Raises:
        InputError: its addresses cannot be used.
    """
    if connection.hub == _CUSTOM:
        return custom_hub(connection.base_url, connection.token_url)
    return next(hub for hub in HUBS if hub.name == connection.hub)
