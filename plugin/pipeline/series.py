"""The slots of one run on their way to disk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..core.errors import SceneSlotsError, Stopped, StoreError
from ..core.images import State
from ..core.inside import Inside
from ..core.keeping import say_older
from ..core.outlook import is_needed
from .crowd import POLL, Pool, await_all, ends_run
from .desk import Desk
from .document import describe_slot
from .errand import Errand
from .mosaic import Mosaic
from .piece import fetch_piece
from .refusals import Refusals
from .whole import fetch_whole

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future

    from ..core.images import Image
    from ..core.plan import Plan
    from ..hub.service import Service
    from ..hub.transport import Stop
    from ..store.folder import RunFolder
    from .prepared import Prepared

_UNSETTLED = (State.FAILED, State.PARTIAL, State.STOPPED)


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
        self._plans = prepared.plans
        self._on_image = on_image
        self._inside = Inside(job.area, job.grid)
        self._desk = Desk()
        self._mosaics: dict[str, Mosaic] = {}
        self._is_over = False
        """Whether nobody serves the desk any more."""
        self._described: dict[str, tuple[Image, int]] = {}

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
        halted: list[SceneSlotsError] = []
        refusals = Refusals(halted.append)
        waiting: dict[Future[None], Mosaic] = {}
        try:
            self._submit(waiting, service, pool, stop, halted, refusals)
            total = max(len(waiting), 1)
            while waiting and not stop():
                self._desk.serve(POLL)
                for future in [one for one in waiting if one.done()]:
                    mosaic = waiting.pop(future)
                    self._take(future, mosaic, halted)
                    # Pieces land before their calls end: the last call ends a slot.
                    if mosaic not in waiting.values():
                        self._write(mosaic)
                progress(1 - len(waiting) / total)
        finally:
            halted.append(Stopped())
            self._is_over = True
            await_all(waiting)
        if stop() and waiting:
            raise Stopped

    def close(self) -> None:
        """Discard what was not finished."""
        for mosaic in self._mosaics.values():
            mosaic.discard()
        self._folder.pieces.retain(
            {
                image.slot
                for image in self.rows.values()
                if image.state in _UNSETTLED or image.pieces_failed
            }
        )

    def _submit(
        self,
        futures: dict[Future[None], Mosaic],
        service: Service,
        pool: Pool,
        stop: Stop,
        halted: list[SceneSlotsError],
        refusals: Refusals,
    ) -> None:
        for plan in filter(self._is_asked, self._plans):
            if stop():
                raise Stopped
            pieces = [
                piece
                for piece in self._job.grid.pieces()
                if is_needed(self._job, plan, piece)
            ]
            mosaic = Mosaic(
                self._folder,
                self._job,
                plan,
                self._prepared.rows[plan.slot.name],
                len(pieces),
                self._inside.pixels,
                stop,
            )
            if scanned := self._prepared.scanned.get(plan.slot.name):
                mosaic.requests.extend(scanned.requests)
            self._mosaics[plan.slot.name] = mosaic
            for piece in pieces:
                errand = Errand(
                    *(service, self._job, plan, piece, self._inside, self._desk),
                    *(mosaic.land, self._folder.pieces),
                )

                def fetch(errand: Errand = errand) -> None:
                    go = fetch_piece if self._job.names_scenes else fetch_whole
                    with refusals:
                        # Where others are refused, what has come was paid for.
                        go(
                            errand,
                            lambda: bool(halted) or stop(),
                            lambda: self._is_over or stop(),
                        )

                future = pool.submit(fetch)
                future.add_done_callback(self._desk.wake)
                futures[future] = mosaic
            # What large pieces need takes its time: the first requests go out before.
            for _ in pieces:
                self._desk.serve(0.0)

    def _take(
        self,
        future: Future[None],
        mosaic: Mosaic,
        halted: list[SceneSlotsError],
    ) -> None:
        """Note why a piece did not land, if so."""
        try:
            future.result()
        except Stopped:
            if not halted:
                raise
            mosaic.fail(halted[0])
        except StoreError:
            raise
        except SceneSlotsError as error:
            mosaic.fail(error)
            if ends_run(error):
                halted.append(error)

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

    def _write(self, mosaic: Mosaic) -> None:
        image, scenes, usages = mosaic.finish()
        older = self._prepared.outdated.get(image.slot)
        if older is not None and image.state is State.FAILED:
            image = say_older(self.rows[image.slot], image.reason)
            scenes, usages = older.scenes, older.usages
        self.rows[image.slot] = image
        self._folder.write_slot(image, scenes, usages, self._document())
        self.has_written = True
        if not image.pieces_failed:
            self._folder.pieces.settle(image.slot)
        self._on_image(image)
