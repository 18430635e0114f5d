"""Pipeline: plan, fetch, check and write one run."""

from __future__ import annotations

from concurrent.futures import FIRST_COMPLETED, Future, wait
from typing import TYPE_CHECKING, Protocol, TypeVar

from .core.collections import find_collection
from .core.cost import process_units
from .core.coverage import inside
from .core.errors import (
    CredentialsError,
    InputError,
    SceneSlotsError,
    ServiceError,
    Stopped,
    StoreError,
)
from .core.grid import Piece
from .core.images import Image, State
from .core.job import Job, Run
from .core.plan import Plan, make_plan
from .core.rhythm import slice_period
from .core.rules import find_rule
from .core.summary import list_usages
from .hub.catalog import search
from .hub.geodesy import from_degrees
from .hub.service import Patience, Service
from .mosaic import Mosaic
from .piece import PieceImage, fetch_piece
from .run_document import describe_run
from .store.folder import RunFolder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from .core.scenes import Scene
    from .hub.session import Credentials
    from .hub.transport import Stop, Transport

T = TypeVar("T")
# How long a wish to stop may go unseen while waiting for workers, in seconds.
_POLL = 0.05
_SEARCHED = 5.0
_DONE = 100.0
# The monthly units are spent: every further request would be refused, too.
_NO_UNITS = "ACCESS_INSUFFICIENT_PROCESSING_UNITS"


class Pool(Protocol):
    """Runs functions in threads that may use the network."""

    def submit(self, function: Callable[[], T]) -> Future[T]:
        """Return the future of a call."""
        ...


def run(
    job: Job,
    credentials: Credentials,
    transport: Transport,
    pool: Pool,
    *,
    stop: Stop,
    progress: Callable[[float], None],
    on_image: Callable[[Image], None],
    patience: Patience | None = None,
) -> Run:
    """Do the job; return how each slot ended.

    Args:
        job: the run as asked.
        credentials: of the account at the job's hub.
        transport: the network.
        pool: threads for requests.
        stop: whether to stop; asked at least every 50 ms.
        progress: told percent done.
        on_image: told each slot as it ends, its files and rows on disk; called in
            this thread.
        patience: how long to wait for a busy service.

    Raises:
        InputError: the job cannot be done; nothing was fetched.
        ServiceError: the search failed; CredentialsError if the account is refused.
        StoreError: the run folder cannot be written.
        Stopped: ``stop()`` became true; slots that were not done are ``stopped``.
    """
    service = Service(job.hub, credentials, transport, patience)
    scenes = search(service, job.collection, job.period, job.grid, stop)
    plans = plan_slots(job, scenes)
    progress(_SEARCHED)
    rows = {plan.slot.name: _expected(job, plan) for plan in plans}
    folder = RunFolder.create(
        job.folder,
        run=describe_run(job, plans, rows, {}),
        grid=job.grid,
        area=job.area,
        images=tuple(rows.values()),
        scenes=scenes,
        usages=[use for plan in plans for use in list_usages(plan, {}, {}, 0)],
    )
    series = _Series(job, folder, plans, rows, on_image)
    series.settle_empty()
    try:
        series.fetch(service, pool, stop, progress)
    finally:
        series.close()
    progress(_DONE)
    return Run(job, tuple(series.rows.values()))


def plan_slots(job: Job, scenes: Sequence[Scene]) -> tuple[Plan, ...]:
    """Return the plan of every slot of the job, in time order.

    Raises:
        InputError: the period holds no slot.
    """
    slots = slice_period(job.period, job.rhythm, months=job.months, scenes=scenes)
    if not slots:
        message = (
            "There is no acquisition over the area in the period: choose other days"
            " or another place."
        )
        raise InputError(message)
    rule = find_rule(job.rule)
    to_grid = from_degrees(job.grid.epsg)
    return tuple(
        make_plan(slot, scenes, rule, job.grid, job.area, to_grid) for slot in slots
    )


class _Series:
    """The slots of one run on their way to disk."""

    def __init__(
        self,
        job: Job,
        folder: RunFolder,
        plans: Sequence[Plan],
        rows: dict[str, Image],
        on_image: Callable[[Image], None],
    ) -> None:
        self.rows = rows
        self._job = job
        self._folder = folder
        self._plans = plans
        self._on_image = on_image
        self._inside = inside(job.area, job.grid)
        self._mosaics: dict[str, Mosaic] = {}

    def settle_empty(self) -> None:
        """Tell of the slots that need no request."""
        for plan in self._plans:
            if not plan.planned:
                self._on_image(self.rows[plan.slot.name])

    def fetch(
        self,
        service: Service,
        pool: Pool,
        stop: Stop,
        progress: Callable[[float], None],
    ) -> None:
        """Fetch every piece of every planned slot, and write each as it arrives."""
        halted: list[SceneSlotsError] = []
        waiting = self._submit(service, pool, lambda: bool(halted) or stop())
        total = max(len(waiting), 1)
        try:
            while waiting:
                done, _ = wait(waiting, timeout=_POLL, return_when=FIRST_COMPLETED)
                if stop():
                    raise Stopped
                for future in done:
                    mosaic = waiting.pop(future)
                    self._take(future, mosaic, halted)
                progress(_SEARCHED + (_DONE - _SEARCHED) * (1 - len(waiting) / total))
        except BaseException:
            halted.append(Stopped())
            raise
        finally:
            _await(waiting)

    def close(self) -> None:
        """Discard what was not finished."""
        for mosaic in self._mosaics.values():
            mosaic.discard()

    def _submit(
        self, service: Service, pool: Pool, stop: Stop
    ) -> dict[Future[PieceImage], Mosaic]:
        collection = find_collection(self._job.collection)
        pieces = tuple(self._job.grid.pieces())
        futures: dict[Future[PieceImage], Mosaic] = {}
        for plan in self._plans:
            if not plan.planned:
                continue
            mosaic = Mosaic(
                self._folder,
                self._job,
                plan,
                self.rows[plan.slot.name],
                len(pieces),
                self._inside,
            )
            self._mosaics[plan.slot.name] = mosaic
            for piece in pieces:

                def fetch(plan: Plan = plan, piece: Piece = piece) -> PieceImage:
                    return fetch_piece(
                        service,
                        self._job,
                        collection,
                        plan,
                        piece,
                        self._inside[piece.window],
                        stop,
                    )

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
            if _ends_run(error):
                halted.append(error)
        if mosaic.is_whole:
            self._write(mosaic)

    def _write(self, mosaic: Mosaic) -> None:
        image, scenes, usages = mosaic.finish()
        self.rows[image.slot] = image
        requests = {name: one.requests for name, one in self._mosaics.items()}
        document = describe_run(self._job, self._plans, self.rows, requests)
        self._folder.write_slot(image, scenes, usages, document)
        self._on_image(image)


def _expected(job: Job, plan: Plan) -> Image:
    """Return the row of a slot before anything is fetched."""
    grid = job.grid
    if plan.planned:
        state, reason = State.STOPPED, "Not fetched yet."
    else:
        state, reason = State.EMPTY, _why_empty(plan)
    return Image(
        slot=plan.slot.name,
        start=plan.slot.start,
        end=plan.slot.end,
        state=state,
        reason=reason,
        product=job.product.name,
        rule=job.rule,
        collection=job.collection,
        hub=job.hub.name,
        scenes_offered=len(plan.offered),
        scenes_used=0,
        acquisitions=0,
        valid_pct=None if plan.planned else 0.0,
        width=grid.width,
        height=grid.height,
        resolution=grid.resolution,
        pieces=len(tuple(grid.pieces())) if plan.planned else 0,
        pieces_failed=0,
        requests=0,
        pu_estimated=estimate(job, plan),
        pu_charged=None if plan.planned else 0.0,
    )


def estimate(job: Job, plan: Plan) -> float:
    """Return the processing units that the plan of a slot will cost."""
    if not plan.planned:
        return 0.0
    return sum(
        process_units(
            piece.width,
            piece.height,
            bands=job.product.input_bands,
            samples=len(plan.planned),
            wide=job.product.sample_type == "FLOAT32",
        )
        for piece in job.grid.pieces()
    )


def _why_empty(plan: Plan) -> str:
    if not plan.offered:
        return "No acquisition in this slot."
    count = len(plan.offered)
    scenes = "The one scene" if count == 1 else f"None of the {count} scenes"
    return (
        f"{scenes} of this slot reaches the area."
        if count > 1
        else (f"{scenes} of this slot does not reach the area.")
    )


def _ends_run(error: SceneSlotsError) -> bool:
    if isinstance(error, CredentialsError):
        return True
    return isinstance(error, ServiceError) and error.code == _NO_UNITS


def _await(futures: Iterable[Future[PieceImage]]) -> None:
    """Return when no worker is at work any more; those waiting never start."""
    futures = tuple(futures)
    for future in futures:
        future.cancel()
    wait(futures)
