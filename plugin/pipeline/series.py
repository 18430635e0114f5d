"""The slots of one run on their way to disk."""

from __future__ import annotations

from contextlib import nullcontext, suppress
from time import monotonic
from typing import TYPE_CHECKING, Any

from ..core.errors import SceneSlotsError, Stopped, StoreError
from ..core.images import State
from ..core.inside import Inside
from ..core.keeping import say_older
from ..core.outlook import is_needed
from .crowd import POLL, Pool, ends_run
from .document import describe_slot
from .errand import Errand
from .mosaic import Mosaic
from .piece import fetch_piece
from .refusals import Refusals
from .relay import Relay
from .whole import fetch_whole

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ..core.images import Image, Usage
    from ..core.plan import Plan
    from ..core.scenes import Scene
    from ..hub.service import Service
    from ..hub.transport import Stop
    from ..store.folder import RunFolder
    from .prepared import Prepared
    from .relay import Steps

# Errands with a request out, or ready to go out: more than go out at once, so that none
# waits for one to be made ready.
_AHEAD = 36
# Slots that are finished within so many seconds are written to the documents together.
_SOON = 0.25


class Series:
    """The slots of one run on their way to disk."""

    def __init__(
        self,
        prepared: Prepared,
        folder: RunFolder,
        rows: dict[str, Image],
        on_image: Callable[[Image], None],
    ) -> None:
        job = prepared.job
        self.rows = rows
        self.has_written = False
        self._prepared = prepared
        self._job = job
        self._folder = folder
        self._answers = folder.pieces
        self._plans = prepared.plans
        self._on_image = on_image
        self._inside = Inside(job.area, job.grid)
        self._mosaics: dict[str, Mosaic] = {}
        self._missing: dict[str, int] = {}
        """How many pieces neither landed nor failed, of slots that are not written."""
        self._landed: list[Mosaic] = []
        """Of slots that no piece is missing of, with files to finish."""
        self._finished: list[tuple[Image, tuple[Scene, ...], tuple[Usage, ...]]] = []
        """Slots with their files, but not in the documents."""
        self._whole: set[str] = set()
        """Slots that no piece is missing of."""
        self._since = 0.0
        """When the first of those was finished that are not in the documents."""
        self._halted: list[SceneSlotsError] = []
        """Why nothing more is sent."""
        self._refusals = Refusals(self._halted.append)
        self._is_over = False
        self._pieces = tuple(job.grid.pieces())
        self._total = self._left = len(self._pieces) * sum(
            map(self._is_asked, self._plans)
        )
        self._described: dict[str, tuple[Image, int]] = {}

    @property
    def paid(self) -> tuple[float | None, ...]:
        """Units of each answer that this run was sent, None where that is unknown."""
        scans = self._prepared.scanned.values()
        scanned = [one.units for scan in scans for one in scan.requests]
        return (*self._prepared.lost, *scanned, *self._answers.paid)

    def settle(self) -> None:
        """Tell of the slots that need no request, or none any more."""
        for plan in self._plans:
            if not self._is_asked(plan):
                self._on_image(self.rows[plan.slot.name])

    def _is_asked(self, plan: Plan) -> bool:
        return plan.is_asked and plan.slot.name not in self._prepared.kept

    def fetch(
        self,
        service: Service,
        pool: Pool,
        stop: Stop,
        progress: Callable[[float], None],
    ) -> None:
        """Fetch every piece of every planned slot, and write each as it arrives.

        Raises:
            Stopped: ``stop()`` became true before everything had arrived.
            StoreError: the disk refuses.
        """
        todo = self._errands(service, lambda: self._is_over or stop())
        has_failed = True
        try:
            with suppress(Stopped), Relay(pool) as relay:
                try:
                    while self._go_on(relay, todo, stop) and not stop():
                        progress(1 - self._left / max(self._total, 1))
                finally:
                    self._is_over = True
            has_failed = False
        finally:
            # What has its files is told of, however it ended; the first error is told.
            with suppress(StoreError) if has_failed else nullcontext():
                if self._finished:
                    self._write(lambda: False)
        if self._left or self._missing:
            raise Stopped

    def _go_on(self, relay: Relay, todo: Iterator[Steps], stop: Stop) -> bool:
        """Do what can be done next; return whether there may be more."""
        begun = None
        if len(relay) < _AHEAD and (begun := next(todo, None)):
            relay.start(begun)
        if not (begun or relay or self._landed or self._finished):
            return False
        came = relay.serve(0.0 if begun or self._finished else POLL)
        while self._landed:
            self._finish(self._landed.pop())
        if self._finished and (not came or monotonic() - self._since > _SOON):
            self._write(stop)
        return True

    def close(self) -> None:
        """Discard what was not finished."""
        for mosaic in self._mosaics.values():
            mosaic.discard()
        # What was paid for a slot that is not whole is kept, whoever asked for it.
        self._answers.settle(self._prepared.kept)
        self._answers.close()

    def _errands(self, service: Service, stop: Stop) -> Iterator[Steps]:
        """Yield the way of every piece that is needed, slot by slot."""
        for plan in filter(self._is_asked, self._plans):
            pieces = [
                piece for piece in self._pieces if is_needed(self._job, plan, piece)
            ]
            name = plan.slot.name
            mosaic = Mosaic(
                self._folder,
                self._job,
                plan,
                self._prepared.rows[name],
                len(pieces),
                self._inside.count(stop),
                stop,
            )
            if scanned := self._prepared.scanned.get(name):
                mosaic.requests.extend(scanned.requests)
            self._mosaics[name] = mosaic
            self._missing[name] = len(pieces)
            self._left -= len(self._pieces) - len(pieces)
            for piece in pieces:
                errand = Errand(
                    service=service,
                    job=self._job,
                    plan=plan,
                    piece=piece,
                    inside=self._inside,
                    land=mosaic.land,
                    pieces=self._answers,
                )
                yield self._fetch(errand, mosaic, stop)

    def _fetch(self, errand: Errand, mosaic: Mosaic, stop: Stop) -> Steps:
        """Fetch a piece, or note why it did not land; the steps."""
        halted, slot = self._halted, errand.plan.slot.name
        go = fetch_piece if self._job.names_scenes else fetch_whole
        try:
            with self._refusals:
                # Where others are refused, what has come was paid for.
                yield from go(errand, lambda: bool(halted) or stop(), stop)
        except Stopped:
            if not halted or stop():
                raise
            mosaic.fail(halted[0])
        except StoreError:
            raise
        except SceneSlotsError as error:
            mosaic.fail(error)
            if ends_run(error):
                halted.append(error)
        self._left -= 1
        self._missing[slot] -= 1
        if not self._missing[slot]:
            self._landed.append(mosaic)

    def _document(self) -> dict[str, Any]:
        """Return what ``run.json`` holds now; only what is new is described anew."""
        run = self._folder.run
        slots = dict(run["slots"])
        for name, mosaic in self._mosaics.items():
            row, count = self.rows[name], len(mosaic.requests)
            known = self._described.get(name)
            if known is None or known[0] is not row or known[1] != count:
                self._described[name] = row, count
                slots[name] = describe_slot(
                    self._prepared, mosaic.plan, row, mosaic.requests
                )
        return {**run, "slots": slots}

    def _finish(self, mosaic: Mosaic) -> None:
        """Give the files of a slot their names."""
        image, scenes, usages = mosaic.finish()
        if not image.pieces_failed:
            self._whole.add(image.slot)
        older = self._prepared.outdated.get(image.slot)
        if older is not None and image.state is State.FAILED:
            image = say_older(self.rows[image.slot], image.reason)
            scenes, usages = older.scenes, older.usages
        self.rows[image.slot] = image
        if not self._finished:
            self._since = monotonic()
        self._finished.append((image, scenes, usages))

    def _write(self, stop: Stop) -> None:
        """Tell of all slots that were finished, in documents and tables."""
        finished = self._finished
        images = [image for image, _, _ in finished]
        self._folder.write_slots(
            images,
            [scene for _, scenes, _ in finished for scene in scenes],
            [usage for _, _, usages in finished for usage in usages],
            self._document(),
            stop,
        )
        self._finished = []
        self.has_written = True
        for image in images:
            del self._missing[image.slot]
            self._on_image(image)
        self._answers.settle(self._whole)
