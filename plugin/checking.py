"""Checking: a script tried on the local hub that has the scenes it needs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Callable

from qgis.PyQt.QtCore import QObject, pyqtSignal

from .core.collections import find_collection
from .core.errors import InputError, ServiceError
from .core.product import Family
from .core.sentences import say
from .evalscript.families import input_bands
from .evalscript.fusion import find_sources
from .evalscript.own import draft_product
from .evalscript.reading import free_bands
from .jobs.task import RunTask
from .jobs.trial import trial_work
from .words import translate

if TYPE_CHECKING:
    from .core.product import Product
    from .jobs.live import LiveTasks
    from .jobs.local_hub import LocalHub, LocalHubProcess
    from .jobs.local_hubs import LocalHubs

    Then = Callable[[LocalHub], None]

_SAMPLED = "sentinel-2-l2a"
"""The collection of the sample scenes."""


class Checking(QObject):  # type: ignore[misc]  # Qt has no types
    """Does one check at a time, in the background.

    The sample scenes are real; where they lack the collection, or a band of it, scenes
    are made that have all.
    """

    succeeded = pyqtSignal(object, bool)
    """The `Trial`, and whether its scenes were made."""
    failed = pyqtSignal(object)
    """The exception that ended it."""
    ended = pyqtSignal()
    """Follows both, and a stop."""

    def __init__(
        self, hubs: LocalHubs, tasks: LiveTasks, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._hubs = hubs
        self._tasks = tasks
        self._task: RunTask | None = None
        self._turn = 0

    def start(self, script: str, collection: str) -> None:
        """Begin to try a script with a collection.

        Raises:
            InputError: its text tells that it cannot run; nothing was started.
        """
        self._end()
        product = draft_product(script)
        needed, others = _needs(product, collection)
        turn = self._turn

        def with_made() -> None:
            hub = self._hubs.made((collection, *others))
            self._when_ready(hub, turn, lambda hub: begin(hub, made=True))

        def with_samples(local: LocalHub) -> None:
            if needed.issubset(local.collections[collection]["bands"]):
                begin(local, made=False)
            else:
                with_made()

        def begin(local: LocalHub, *, made: bool) -> None:
            self._try(product, collection, local, made=made)

        if collection == _SAMPLED and not others:
            self._when_ready(self._hubs.get(""), turn, with_samples)
        else:
            with_made()

    def stop(self) -> None:
        """End the check that is going, if one is."""
        self._end()
        self.ended.emit()

    def _end(self) -> None:
        self._turn += 1
        if self._task is not None:
            self._task.cancel()
            self._task = None

    def _when_ready(self, hub: LocalHubProcess, turn: int, then: Then) -> None:
        """Go on when a hub runs, unless the check was stopped meanwhile."""

        def go_on(local: LocalHub) -> None:
            if turn == self._turn:
                then(local)

        def give_up(sentence: str) -> None:
            if turn == self._turn:
                self._fail(ServiceError(sentence))

        if not hub.answer.done():
            hub.ready.connect(go_on)
            hub.failed.connect(give_up)
        elif error := hub.answer.exception():
            give_up(str(error))
        else:
            go_on(hub.answer.result())

    def _try(
        self, product: Product, collection: str, local: LocalHub, *, made: bool
    ) -> None:
        work = trial_work(product, collection, local)
        task = RunTask(translate("SceneSlots", "Scene Slots: check a script"), work)
        turn = self._turn

        def tell(trial: object) -> None:
            if turn == self._turn:
                self._task = None
                self.succeeded.emit(trial, made)
                self.ended.emit()

        def fail(error: BaseException) -> None:
            if turn == self._turn:
                self._fail(error)

        def give_up() -> None:
            # In QGIS's own list of tasks; the C++ task dies soon.
            if turn == self._turn:
                sentence = translate("SceneSlots", "The check was cancelled.")
                self._fail(InputError(sentence))

        task.succeeded.connect(tell)
        task.failed.connect(fail)
        task.stopped.connect(give_up)
        self._task = task
        self._tasks.start(task)

    def _fail(self, error: BaseException) -> None:
        self._task = None
        self.failed.emit(error)
        self.ended.emit()


def _needs(product: Product, collection: str) -> tuple[set[str], tuple[str, ...]]:
    """Return the bands that a script reads and the other collections.

    Raises:
        InputError: nothing tells which they are.
    """
    bands = (*find_collection(collection).bands, "dataMask")
    if product.family is Family.BARE:
        return set(free_bands(product.evalscript, bands)) - {"dataMask"}, ()
    needed = set(input_bands(product.evalscript))
    if product.family is Family.PLAIN:
        return needed, ()
    named = {source.id: source.collection for source in product.sources}
    sources = find_sources(product.evalscript, collection, named)
    if sources and collection not in {one.collection for one in sources}:
        title = find_collection(collection).title
        message = say(
            f"The script does not read {title}: choose one of its collections to check"
            " it with."
        )
        raise InputError(message)
    return needed, tuple(one.collection for one in sources)
