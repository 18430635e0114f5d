"""A piece of an image that does not tell its scenes: a composite, or without time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ..core.collections import Mode, find_collection
from ..core.errors import ServiceError
from ..core.product import Family
from ..evalscript.build import wrap
from ..evalscript.families import output_ids, writes_user_data
from ..hub.filters import whole_filter
from ..hub.process import USER_DATA, build_filtered, send
from .fetch import SentRequest, decode
from .piece import PieceImage
from .script import in_own_lines

if TYPE_CHECKING:
    from ..core.collections import Collection
    from ..core.grid import Piece
    from ..core.job import Job
    from ..core.plan import Plan
    from ..evalscript.lines import Sent
    from ..hub.service import Service
    from ..hub.transport import Stop

_IMAGE, _MASK = "default", "dataMask"
# The one order that a collection without cloud figures has not.
_BY_CLOUD = "leastCC"


class _Unchanged:
    """A script that was sent as it is."""

    line_offset = 0


def fetch_whole(
    service: Service,
    job: Job,
    collection: Collection,
    plan: Plan,
    piece: Piece,
    stop: Stop,
) -> PieceImage:
    """Return a piece of the image of a whole slot, in one request.

    A composite is sent unchanged: the time range is the slot, no scene is filtered
    out. Which pixels have data is told by its own output ``dataMask``, or by NaN where
    its values are floats, else by nothing.

    Args:
        service: the hub as the account sees it.
        job: the run as asked.
        collection: the job's collection.
        plan: the plan of the slot.
        piece: the window of the grid.
        stop: whether to stop.

    Raises:
        ServiceError: the service failed, or its answer is not what was asked for.
        Stopped: ``stop()`` became true.
    """
    script, outputs, sent = _prepare(job, collection)
    grid = piece.to_grid()
    asked = (*outputs, USER_DATA) if writes_user_data(script) else outputs
    request = build_filtered(job.hub, _sources(job, plan), script, grid, asked)
    try:
        answer = send(service, request, stop)
    except ServiceError as error:
        raise in_own_lines(error, job, sent) from error
    image, *masks = (decode(answer.images, name, grid) for name in outputs)
    valid = masks[0][0] > 0 if masks else _known_by_nan(image)
    keys = tuple(scene.key for scene in plan.planned)
    own = answer.user_data
    if job.product.family is not Family.COMPOSITE:
        own = own.get("user") or {}
    return PieceImage(
        piece,
        image,
        np.ones(image.shape[1:], np.uint16) if valid is None else valid.astype("u2"),
        scenes={},
        extra=(),
        asked=frozenset(keys),
        requests=(SentRequest(request.hash, keys, answer.units, own or None),),
        tells_valid=valid is not None,
    )


def _sources(job: Job, plan: Plan) -> list[dict[str, Any]]:
    """Return the entries of ``input.data``, one unless the script reads several."""
    if not job.product.sources:
        return [_source(job, job.collection, plan)]
    return [
        {"id": one.id, **_source(job, one.collection, plan)}
        for one in job.product.sources
    ]


def _source(job: Job, name: str, plan: Plan) -> dict[str, Any]:
    collection = find_collection(name)
    if collection.mode is Mode.STATIC:
        return {"type": name}
    scenes = [scene for scene in plan.planned if scene.collection == name]
    order = job.rule if collection.has_cloud or job.rule != _BY_CLOUD else ""
    return {"type": name, "dataFilter": whole_filter(plan.slot, scenes, order)}


def _prepare(job: Job, collection: Collection) -> tuple[str, tuple[str, ...], Sent]:
    """Return the script to send and its outputs: the image, and a mask if it can."""
    script = job.product.plain or job.product.evalscript
    if job.product.family is not Family.COMPOSITE:
        wrapped = wrap(script, (), no_data=collection.no_data, mode=Mode.STATIC)
        return (
            wrapped.evalscript,
            (wrapped.image_output, wrapped.scene_output),
            wrapped,
        )
    ids = output_ids(script)
    images = [name for name in ids if name != _MASK] or list(ids)
    image = _IMAGE if _IMAGE in images else images[0]
    masks = (_MASK,) if _MASK in ids and image != _MASK else ()
    return script, (image, *masks), _Unchanged()


def _known_by_nan(image: np.ndarray) -> np.ndarray | None:
    """Return the pixels that hold a number, None where the type has no NaN."""
    if image.dtype.kind != "f":
        return None
    return np.asarray(~np.isnan(image).all(axis=0))
