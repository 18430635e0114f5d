"""Long work that Qt wants in the main thread: a step in each turn of the event loop."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

if TYPE_CHECKING:
    from collections.abc import Generator

_TURN_MS = 1
"""Between two steps; QGIS draws and listens meanwhile."""


class Slices(QObject):  # type: ignore[misc]  # Qt has no types
    """Runs a generator step by step; what it yields is the percentage done.

    Of ``succeeded`` and ``failed`` exactly one is emitted, unless it is stopped.
    """

    progressed = pyqtSignal(float)
    succeeded = pyqtSignal(object)
    """What the generator returned."""
    failed = pyqtSignal(object)
    """The exception that ended it."""

    def __init__(
        self, steps: Generator[float, None, Any], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._steps = steps
        self._turn = QTimer(self)
        self._turn.setSingleShot(True)
        self._turn.setInterval(_TURN_MS)
        self._turn.timeout.connect(self._take_turn)

    def start(self) -> None:
        """Take the first step soon."""
        self._turn.start()

    def stop(self) -> None:
        """Take no more steps; the generator tidies up."""
        self._turn.stop()
        self._steps.close()

    def _take_turn(self) -> None:
        try:
            percent = next(self._steps)
        except StopIteration as end:
            self.succeeded.emit(end.value)
        except Exception as error:  # noqa: BLE001  whoever waits must hear of it
            self.failed.emit(error)
        else:
            self._turn.start()
            self.progressed.emit(percent)
