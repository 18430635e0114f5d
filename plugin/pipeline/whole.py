"""A piece of an image that does not tell its scenes: a composite, or without time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ..core.blocks import blocks_of
from ..core.collections import Mode, find_collection
from ..core.errors import ServiceError
from ..core.product import Family
from ..evalscript.build import wrap
from ..evalscript.families import output_ids, writes_user_data
from ..hub.filters import whole_filter
from ..hub.process import USER_DATA, build_filtered
from .errand import Errand, PieceImage
from .fetch import SentRequest
from .overlay import Pixels
from .script import in_own_lines

if TYPE_CHECKING:
    from ..core.collections import Collection
    from ..core.job import Job
    from ..core.plan import Plan
    from ..evalscript.lines import Sent
    from ..hub.transport import Stop
    from ..store.decode import AnswerFile
    from .relay import Steps

_IMAGE, _MASK = "default", "dataMask"
# The one order that a collection without cloud figures has not.
_BY_CLOUD = "leastCC"


class _Unchanged:
    """A script that was sent as it is."""

    line_offset = 0


def fetch_whole(errand: Errand, hold: Stop, stop: Stop) -> Steps:
    """Fetch what the script makes of a piece, and land it; the steps.

    Args:
        errand: of any slot.
        hold: whether to send nothing more; what has come is still landed.
        stop: whether to stop.

    Raises:
        ServiceError: the service failed, or its answer is not what was asked for.
        StoreError: the disk refuses.
        Stopped: ``stop()`` became true, or ``hold()`` before the answer had come.
    """
    job, plan, piece = errand.job, errand.plan, errand.piece
    script, outputs, sent = _prepare(job, errand.collection)
    grid = piece.to_grid()
    asked = (*outputs, USER_DATA) if writes_user_data(script) else outputs
    request = build_filtered(job.hub, _sources(job, plan), script, grid, asked)
    with errand.answers() as answers:
        try:
            received = yield lambda: answers.send(errand.service, request, stop, hold)
        except ServiceError as error:
            raise in_own_lines(error, job, sent) from error
        image, *masks = (received.file(name, grid) for name in outputs)
        keys = tuple(scene.key for scene in plan.planned)
        answer = received.answer
        own = answer.user_data
        if job.product.family is not Family.COMPOSITE:
            own = own.get("user") or {}
        told = SentRequest(request.hash, keys, answer.units, own or None)
        _land(errand, image, masks[0] if masks else None, told, stop)


def _land(
    errand: Errand,
    image: AnswerFile,
    mask: AnswerFile | None,
    told: SentRequest,
    stop: Stop,
) -> None:
    image.check(stop)
    piece = errand.piece
    valid = _valid(mask or image, is_mask=mask is not None)
    arrived = PieceImage(
        piece,
        errand.inside.of(piece),
        np.ones((piece.height, piece.width), np.uint8)
        if valid is None
        else valid.view(np.uint8),
        scenes={},
        extra=(),
        asked=frozenset(told.scenes),
        requests=(told,),
        tells_valid=valid is not None,
    )
    with image.open() as pixels:
        errand.land(arrived, Pixels(piece, pixels.bands, pixels.dtype, pixels.read))


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


def _valid(file: AnswerFile, *, is_mask: bool) -> np.ndarray | None:
    """Return the pixels that have data, None where nothing tells.

    Args:
        file: a mask, or an image whose missing pixels are NaN in all bands.
        is_mask: which of them it is.
    """
    with file.open() as raster:
        if not is_mask and raster.dtype.kind != "f":
            return None
        valid = np.empty((file.height, file.width), dtype=bool)
        for top, bottom in blocks_of(file.height):
            rows = raster.read(top, bottom)
            valid[top:bottom] = rows[0] > 0 if is_mask else ~np.isnan(rows).all(axis=0)
    return valid
