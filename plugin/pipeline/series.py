"""The slots of one run on their way to disk."""

from __future__ import annotations

from concurrent.futures import FIRST_COMPLETED, wait
from typing import TYPE_CHECKING

from ..core.collections import find_collection
from ..core.coverage import inside
from ..core.errors import SceneSlotsError, Stopped, StoreError
from ..core.outlook import is_needed
from .crowd import POLL, Pool, await_all, ends_run
from .document import describe_run
from .mosaic import Mosaic
from .piece import PieceImage, fetch_piece
from .refusals import Refusals
from .whole import fetch_whole

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future

    from ..core.grid import Piece
    from ..core.images import Image
    from ..core.plan import Plan
    from ..hub.service import Service
    from ..hub.transport import Stop
    from ..store.folder import RunFolder
    from .prepared import Prepared


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
        self._prepared = prepared
        self._job = job
        self._folder = folder
        self._plans = prepared.plans
        self._on_image = on_image
        self._inside = inside(job.area, job.grid)
        self._mosaics: dict[str, Mosaic] = {}

    def settle_empty(self) -> None:
        """Tell of the slots that need no request."""
        for plan in self._plans:
            if not plan.is_asked:
                self._on_image(self.rows[plan.slot.name])

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
        waiting = self._submit(service, pool, lambda: bool(halted) or stop(), refusals)
        total = max(len(waiting), 1)
        try:
            while waiting and not stop():
                done, _ = wait(waiting, timeout=POLL, return_when=FIRST_COMPLETED)
                for future in done:
                    self._take(future, waiting.pop(future), halted)
                progress(1 - len(waiting) / total)
        finally:
            halted.append(Stopped())
            await_all(waiting)
        if stop() and waiting:
            raise Stopped

    def close(self) -> None:
        """Discard what was not finished."""
        for mosaic in self._mosaics.values():
            mosaic.discard()

    def _submit(
        self, service: Service, pool: Pool, stop: Stop, refusals: Refusals
    ) -> dict[Future[PieceImage], Mosaic]:
        collection = find_collection(self._job.collection)
        futures: dict[Future[PieceImage], Mosaic] = {}
        for plan in filter(lambda one: one.is_asked, self._plans):
            pieces = [
                piece
                for piece in self._job.grid.pieces()
                if is_needed(self._job, plan, piece)
            ]
            mosaic = Mosaic(
                self._folder,
                self._job,
                plan,
                self.rows[plan.slot.name],
                len(pieces),
                self._inside,
            )
            if scanned := self._prepared.scanned.get(plan.slot.name):
                mosaic.requests.extend(scanned.requests)
            self._mosaics[plan.slot.name] = mosaic
            for piece in pieces:

                def fetch(plan: Plan = plan, piece: Piece = piece) -> PieceImage:
                    where = (service, self._job, collection, plan, piece)
                    with refusals:
                        if not self._job.names_scenes:
                            return fetch_whole(*where, stop)
                        return fetch_piece(*where, self._inside[piece.window], stop)

                futures[pool.submit(fetch)] = mosaic
        return futures

    def _take(
        self,
        future: Future[PieceImage],
        mosaic: Mosaic,
        halted: list[SceneSlotsError],
    ) -> None:
        """Write a piece that arrived, or note why it did not."""
        try:
            mosaic.add(future.result())
        except Stopped:
            mosaic.fail(halted[0])
        except StoreError:
            raise
        except SceneSlotsError as error:
            mosaic.fail(error)
            if ends_run(error):
                halted.append(error)
        if mosaic.is_whole:
            self._write(mosaic)

    def _write(self, mosaic: Mosaic) -> None:
        image, scenes, usages = mosaic.finish()
        self.rows[image.slot] = image
        requests = {name: one.requests for name, one in self._mosaics.items()}
        document = describe_run(self._prepared, self.rows, requests)
        self._folder.write_slot(image, scenes, usages, document)
        self._on_image(image)
