"""Odd certificates: keeps QGIS 3.22 from hanging when a worker meets one.

QGIS asks about a certificate in the main thread while the worker waits to be woken.
If the main thread is quick, it wakes the worker before it waits, and the worker then
waits for ever (a lost wake-up; later versions count instead). So the main thread
pauses for a moment before it is asked.
"""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, BinaryIO

from qgis.core import QgsNetworkAccessManager
from qgis.PyQt.QtCore import QObject, Qt, QThread, pyqtSignal

from ..hub.qgis_transport import QgisTransport

if TYPE_CHECKING:
    from ..hub.transport import HttpRequest, HttpResponse, Stop

PAUSE_MS = 40
_WATCHED = "scene_slots_watched"
_NUMBERS = count(1)


class GuardedTransport(QObject):  # type: ignore[misc]  # Qt has no types
    """QGIS's network for workers; make it in the main thread."""

    _certificate_met = pyqtSignal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        # The manager of the main thread answers for those of the workers.
        QgsNetworkAccessManager.instance()
        self._inner = QgisTransport()
        # Not its id: one that is made later may have the same.
        self._number = next(_NUMBERS)
        self._certificate_met.connect(_pause, Qt.ConnectionType.QueuedConnection)

    def send(
        self, request: HttpRequest, stop: Stop, sink: BinaryIO | None = None
    ) -> HttpResponse:
        """Return the answer; see ``Transport.send``."""
        self._watch()
        return self._inner.send(request, stop, sink)

    def wait(self, seconds: float, stop: Stop) -> None:
        """Return after some seconds; see ``Transport.wait``."""
        self._inner.wait(seconds, stop)

    def _watch(self) -> None:
        """Have this thread's manager tell before it asks about a certificate."""
        # Noted at the manager: Python's thread-local values do not outlive a call in
        # the threads of a Qt pool.
        manager = QgsNetworkAccessManager.instance()
        if manager.property(_WATCHED) != self._number:
            manager.setProperty(_WATCHED, self._number)
            manager.requestEncounteredSslErrors.connect(
                self._certificate_met, Qt.ConnectionType.DirectConnection
            )


def _pause() -> None:
    QThread.msleep(PAUSE_MS)
