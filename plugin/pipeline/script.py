"""Script: the product's evalscript made ready to run, before anything is paid."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ..core.collections import OPEN_HUBS, Mode, find_collection
from ..core.cost import process_units
from ..core.errors import InputError, ServiceError
from ..core.grid import Grid
from ..core.product import Family
from ..core.sentences import say
from ..core.slots import Slot
from ..evalscript.bare import Probe, probe, read_probe, unfold
from ..evalscript.families import input_bands
from ..evalscript.fusion import find_sources
from ..evalscript.lines import explain
from ..evalscript.reading import count_outputs, free_bands
from ..hub.filters import whole_filter
from ..hub.process import USER_DATA, build_filtered
from .answers import send_for_user_data

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..core.job import Job
    from ..core.product import Product
    from ..evalscript.lines import Sent
    from ..hub.service import Service
    from ..hub.transport import Stop

_BAD_REQUEST = 400
# Pixels a side of a dry run: branches of a script are seen where they are taken.
_DRY_SIDE = 16
# Orders of samples that the service knows, for scripts that choose by themselves.
_ORDERS = ("mostRecent", "leastRecent", "leastCC")


def make_plain(job: Job, service: Service, stop: Stop) -> tuple[Job, float]:
    """Return the job with a script that runs, and the units that this cost.

    A script of the older form becomes a plain one. How many values it returns is seen
    in its text, or tried over a few pixels.

    Raises:
        InputError: the script cannot run, or not there, with what to change.
        ServiceError: the dry run failed.
        Stopped: ``stop()`` became true.
    """
    _refuse_missing(job)
    job = as_it_runs(job)
    product = job.product
    if product.family is Family.COMPOSITE:
        return replace(job, product=_with_sources(job)), 0.0
    if product.family is Family.PLAIN:
        return job, 0.0
    script = product.evalscript
    bands = (*find_collection(job.collection).bands, "dataMask")
    used = free_bands(script, bands)
    count, units = count_outputs(script), 0.0
    if count is None:
        count, units = _try(job, probe(script, bands), service, stop)
    plain = replace(
        product,
        plain=unfold(script, bands, count),
        input_bands=len(set(used) - {"dataMask"}) or 1,
    )
    return replace(job, product=plain), units


def make_plain_again(job: Job, run: Mapping[str, Any]) -> Job | None:
    """Return the job with a script that runs, as it ran before, without asking.

    Args:
        job: the run as asked.
        run: what ``run.json`` says of a run of the same script.

    Returns:
        None where only the service can tell.
    """
    product = job.product
    if product.family is Family.COMPOSITE:
        return replace(job, product=_with_sources(job))
    if product.family is Family.PLAIN:
        return job
    plain, bands = run.get("plain_script"), run.get("input_bands")
    if not isinstance(plain, str) or not isinstance(bands, int):
        return None
    return replace(job, product=replace(product, plain=plain, input_bands=bands))


def as_it_runs(job: Job) -> Job:
    """Return the job without what means nothing for its product.

    Of an image that does not tell its scenes that is its cloud source and its rule,
    but for the orders that the service has itself.
    """
    if job.names_scenes:
        return job
    rule = job.rule if job.rule in _ORDERS else _ORDERS[0]
    return replace(job, cloud_source=None, rule=rule)


def _with_sources(job: Job) -> Product:
    """Return the composite with the collections that it reads, if several."""
    product = job.product
    named = {source.id: source.collection for source in product.sources}
    for collection in named.values():
        find_collection(collection)
    sources = find_sources(product.evalscript, job.collection, named)
    if not sources:
        return replace(product, sources=())
    bands = sum(source.bands for source in sources)
    return replace(product, sources=sources, input_bands=bands)


def _refuse_missing(job: Job) -> None:
    """Refuse what the hub is known not to have, before the service does.

    Raises:
        InputError: the hub lacks the collection or a band of it.
    """
    collection = find_collection(job.collection)
    if not collection.is_offered(job.hub.name):
        message = say(
            f"{job.hub.title} does not offer {collection.title}: choose another."
        )
        raise InputError(message)
    measured = collection.measured(bands_of(job))
    if len(measured) > 1:
        message = say(
            f"The script reads {' and '.join(measured)}, and a scene of"
            f" {collection.title} holds one of them: use a script for each."
        )
        raise InputError(message)
    is_open = job.hub.name in OPEN_HUBS or job.product.family is not Family.PLAIN
    missing = () if is_open else collection.missing(bands_of(job), job.hub.name)
    if missing:
        message = say(
            f"{collection.title} has no band {', '.join(missing)} at"
            f" {job.hub.title}: choose another product or collection."
        )
        raise InputError(message)


def bands_of(job: Job) -> tuple[str, ...]:
    """Return the bands that the product reads, as far as its text names them."""
    return input_bands(job.product.plain or job.product.evalscript)


def in_own_lines(error: ServiceError, job: Job, sent: Sent) -> ServiceError:
    """Return the error of a request with the line numbers of the user's file.

    Args:
        error: what the service answered.
        job: whose product is the script.
        sent: the script that was sent in its place.
    """
    if error.status != _BAD_REQUEST:
        return error
    message = explain(str(error), sent, job.product.evalscript)
    return type(error)(message, status=error.status, code=error.code)


def _try(job: Job, tried: Probe, service: Service, stop: Stop) -> tuple[int, float]:
    """Return the number of values that a script returns over a few pixels."""
    collection = find_collection(job.collection)
    grid = _few_pixels(job.grid, collection.max_resolution)
    slot = Slot("dry run", job.period.start, job.period.end)
    source = {"type": collection.id, "dataFilter": whole_filter(slot, (), "")}
    if collection.mode is Mode.STATIC:
        source.pop("dataFilter")
    request = build_filtered(job.hub, [source], tried.evalscript, grid, [USER_DATA])
    try:
        answer = send_for_user_data(service, request, stop)
    except ServiceError as error:
        raise in_own_lines(error, job, tried) from error
    units = answer.units
    if units is None:
        bands = job.product.input_bands
        units = process_units(grid.width, grid.height, bands=bands, samples=1)
    return read_probe(dict(answer.user_data)), units


def _few_pixels(grid: Grid, coarsest: float) -> Grid:
    """Return a grid of few pixels over the middle of the area, or all of it."""
    side = max(grid.width, grid.height) / _DRY_SIDE
    factor = max(1.0, min(side, coarsest / (grid.resolution * grid.unit_metres)))
    width = min(_DRY_SIDE, max(1, round(grid.width / factor)))
    height = min(_DRY_SIDE, max(1, round(grid.height / factor)))
    resolution = grid.resolution * factor
    x_min, y_min, x_max, y_max = grid.bounds
    return Grid(
        grid.epsg,
        (x_min + x_max - width * resolution) / 2,
        (y_min + y_max + height * resolution) / 2,
        resolution,
        width,
        height,
    )
