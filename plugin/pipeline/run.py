"""Pipeline: plan, fetch, check and write one run."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import contextmanager, nullcontext, suppress
from typing import TYPE_CHECKING

from ..core.errors import Declined, StoreError
from ..core.job import Job, Run
from ..core.scenes import merge_facts
from ..core.sentences import say
from ..hub.service import Service
from ..store.folder import RunFolder
from ..store.stac import has_catalog, write_catalog
from .document import describe_run
from .prepare import is_as_planned, look_again, prepare
from .prepared import Prepared
from .resume import rows_before
from .scans import scan
from .series import Series
from .tally import expected_usages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..core.images import Image, Usage
    from ..core.scenes import Scene
    from ..hub.patience import Patience
    from ..hub.session import Credentials
    from ..hub.transport import Stop, Transport
    from .crowd import Pool

Accept = Callable[[Prepared], bool]
"""Asked whether a price is accepted, in the thread of the run."""

_SEARCHED, _DONE = 5.0, 100.0
"""Percent done after the search, and at the end."""
_SERVICE_ALONE = "userdata"
"""Source of the facts of a scene that the Catalog did not tell of."""
_SCAN_SHARE = 0.2
"""Of the work behind, where there is a scan."""


def run(  # noqa: PLR0913  every seam of a run comes by parameter
    job: Job,
    credentials: Credentials,
    transport: Transport,
    pool: Pool,
    *,
    stop: Stop,
    progress: Callable[[float], None],
    on_image: Callable[[Image], None],
    patience: Patience | None = None,
    accept: Accept | None = None,
) -> Run:
    """Do the job; return how each slot ended.

    A folder that holds the run already, or a part of it, is gone on with: images that
    would not be others are kept.

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
        accept: asked before anything is fetched where the run may cost more than the
            job's unit limit; None declines.

    Raises:
        InputError: the job cannot be done; nothing was fetched.
        ServiceError: the search failed; CredentialsError if the account is refused.
        StoreError: the run folder cannot be written.
        Declined: the price was not accepted; there is no folder.
        Stopped: ``stop()`` became true; slots that were not done are ``stopped``.
    """
    service = Service(job.hub, credentials, transport, patience)
    prepared = prepare(job, service, stop, pool)
    progress(_SEARCHED)
    return fetch(
        prepared,
        service,
        pool,
        stop=stop,
        progress=lambda share: progress(_SEARCHED + (_DONE - _SEARCHED) * share),
        on_image=on_image,
        accept=accept,
    )


def fetch(
    prepared: Prepared,
    service: Service,
    pool: Pool,
    *,
    stop: Stop,
    progress: Callable[[float], None],
    on_image: Callable[[Image], None],
    accept: Accept | None = None,
) -> Run:
    """Fetch what is planned; return how each slot ended.

    Args:
        prepared: the job with its plan.
        service: the hub as the account sees it.
        pool: threads for requests.
        stop: whether to stop.
        progress: told the share done, 0 to 1.
        on_image: told each slot as it ends.
        accept: asked before anything is fetched where the run may cost more than the
            job's unit limit; None declines.

    Raises:
        CredentialsError: the account is refused before anything was fetched.
        StoreError: the run folder cannot be written.
        Declined: the price was not accepted; there is no folder.
        Stopped: ``stop()`` became true; slots that were not done are ``stopped``.
    """
    prepared = look_again(prepared)
    if not (prepared.is_within_limit or (accept is not None and accept(prepared))):
        raise Declined(_too_dear(prepared))
    share = _SCAN_SHARE if prepared.to_scan else 0.0
    prepared = scan(prepared, service, pool, stop, lambda done: progress(share * done))
    job, rows = prepared.job, rows_before(prepared)
    scans = {slot: one.requests for slot, one in prepared.scanned.items()}
    folder = RunFolder.create(
        job.folder,
        run=describe_run(prepared, rows, scans),
        grid=job.grid,
        area=job.area,
        images=(*rows.values(), *(one.image for one in prepared.beside.values())),
        scenes=_scenes(prepared),
        usages=_usages(prepared),
        lock_if=lambda: is_as_planned(prepared),
    )
    series = Series(prepared, folder, rows, on_image)
    with _ended(series, folder):
        series.settle()
        series.fetch(
            service, pool, stop, lambda done: progress(share + (1 - share) * done)
        )
    progress(1.0)
    return Run(
        job,
        tuple(series.rows.values()),
        frozenset(prepared.kept),
        prepared.search_units,
        prepared.notes,
        series.paid,
    )


@contextmanager
def _ended(series: Series, folder: RunFolder) -> Iterator[None]:
    """Leave a folder that others may write to, however the run ends.

    Raises:
        StoreError: the disk refuses; what it refused first, which the rest follows.
    """
    failed = False
    try:
        yield
    except StoreError:
        failed = True
        raise
    finally:
        with suppress(StoreError) if failed else nullcontext():
            try:
                series.close()
                # What a stopped run leaves is a catalog, too.
                if series.has_written or not has_catalog(folder):
                    write_catalog(folder)
            finally:
                folder.release()


def _too_dear(prepared: Prepared) -> str:
    worst, limit = prepared.price.worst, prepared.job.unit_limit
    return say(
        f"Nothing was fetched: the run may cost up to {worst:.4g} processing units,"
        f" more than the limit of {limit:g}."
    )


def _scenes(prepared: Prepared) -> tuple[Scene, ...]:
    """Return the scenes of all rows; a pass of several tiles is one."""
    scenes = {scene.key: scene for plan in prepared.plans for scene in plan.offered}
    # The service has told more of those whose images are there; the Catalog too, unless
    # it could not be asked then.
    for slot in (*prepared.beside.values(), *prepared.held.values()):
        for scene in slot.scenes:
            found = scenes.get(scene.key, scene)
            is_poor = scene.facts_source == _SERVICE_ALONE != found.facts_source
            scenes[scene.key] = merge_facts(found, scene) if is_poor else scene
    return tuple(scenes.values())


def _usages(prepared: Prepared) -> list[Usage]:
    held = prepared.held
    there = [use for slot in prepared.beside.values() for use in slot.usages]
    for plan in prepared.plans:
        slot = held.get(plan.slot.name)
        there += slot.usages if slot else expected_usages(prepared.job, plan)
    return there
