"""Trial: a script run over a few pixels as a run would do it, and nothing kept."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..core.clipping import RANGES, find_clipping
from ..core.errors import InputError
from ..core.inside import Inside
from ..core.sentences import say
from ..evalscript.build import PlannedScene, wrap
from ..hub.process import build_request
from .answers import Answers
from .crowd import Alone
from .errand import Errand
from .piece import fetch_piece
from .prepare import prepare
from .relay import walk
from .whole import fetch_whole

if TYPE_CHECKING:
    import numpy as np

    from ..core.clipping import Clipping
    from ..core.job import Job
    from ..core.product import Product
    from ..core.scenes import Scene
    from ..hub.service import Service
    from ..hub.transport import Stop
    from .errand import PieceImage
    from .overlay import Pixels


@dataclass(frozen=True)
class Trial:
    """What a script did over a few pixels."""

    product: Product
    """As it ran: plain, with the bands that it reads."""
    image: np.ndarray = field(repr=False)
    """``(bands, height, width)``, as the service converts it."""
    valid: np.ndarray = field(repr=False)
    """Pixels with data, ``(height, width)``."""
    scenes: tuple[Scene, ...]
    """Those that were asked for, best first."""
    clipping: Clipping | None
    """What the sample type takes away; None for nothing, or where it is unknown."""


def try_script(job: Job, service: Service, stop: Stop) -> Trial:
    """Return what the product of a job does in its first slot; no file is left.

    Plan, wrapper, filters and checks are those of a run.

    Args:
        job: over an area that fits one request; its folder does not matter.
        service: the hub, where each unit is free.
        stop: whether to stop.

    Raises:
        InputError: the script cannot run, with what to change.
        ServiceError: it failed, in the lines of the user's file.
        StoreError: there is no room for the answer.
        Stopped: ``stop()`` became true.
    """
    prepared = prepare(job, service, stop)
    job, plan = prepared.job, prepared.plans[0]
    if not plan.is_asked:
        message = say("There is no scene to try the script on.")
        raise InputError(message)
    images: list[np.ndarray] = []
    masks: list[np.ndarray] = []

    def land(arrived: PieceImage, pixels: Pixels) -> None:
        images.append(pixels.image(0, arrived.piece.height))
        masks.append(arrived.inside & (arrived.values > 0))

    (piece,) = job.grid.pieces()
    inside = Inside(job.area, job.grid)
    errand = Errand(service, job, plan, piece, inside, land)
    fetch = fetch_piece if job.names_scenes else fetch_whole
    walk(fetch(errand, stop, stop), Alone())
    clipping, kind = None, job.product.sample_type
    if job.names_scenes and kind in RANGES:
        values = _unclipped(errand, stop)
        clipping = find_clipping(values, masks[0], kind)
    return Trial(job.product, images[0], masks[0], plan.planned, clipping)


def _unclipped(errand: Errand, stop: Stop) -> np.ndarray:
    """Return the values as the script returns them: ``(bands, height, width)``."""
    job, plan, collection = errand.job, errand.plan, errand.collection
    wrapped = wrap(
        job.product.plain or job.product.evalscript,
        [
            PlannedScene(scene.acquired, scene.tile_name, scene.product_id)
            for scene in plan.planned
        ],
        no_data=collection.no_data,
        mode=collection.mode,
        raw=True,
    )
    request = build_request(
        *(job.hub, collection.id, wrapped.evalscript, plan.slot, plan.planned),
        *(job.grid, (wrapped.image_output,)),
    )
    with Answers() as answers:
        received = answers.send(errand.service, request, stop)
        with received.file(wrapped.image_output, job.grid).open() as image:
            return image.read(0, job.grid.height)
