"""One piece of one slot: fetched, resolved, checked and topped up."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np

from ..core.clouds import NO_CLASS
from ..core.plan import plan_piece
from ..core.price import piece_parts
from ..core.reach import find_reach
from ..core.top_up import find_top_up
from .fetch import Fetch, Pixels, SentRequest

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ..core.collections import Collection
    from ..core.grid import Piece
    from ..core.job import Job
    from ..core.parts import Part
    from ..core.plan import Plan
    from ..core.scenes import Scene
    from ..core.top_up import TopUp
    from ..hub.service import Service
    from ..hub.transport import Stop

# Pixels up to here beyond an outline, in pixels of image or collection, are rounding.
_SLACK = 0.75
# Scenes are asked for again only where outlines prove so many times worse than known.
_FARTHER = 1.25


@dataclass(frozen=True)
class PieceImage:
    """The pixels of a piece and where each came from."""

    piece: Piece
    image: np.ndarray = field(repr=False)
    """``(bands, height, width)``."""
    values: np.ndarray = field(repr=False)
    """Scene values ``(height, width)``, 0 where no scene has data; of an image that
    does not tell its scenes, 1 where it has data."""
    scenes: Mapping[str, Scene]
    """The scenes delivered, by key, with the facts of service and Catalog."""
    extra: tuple[Scene, ...]
    """Delivered scenes that the Catalog did not offer; their values follow those of
    the offered ones in this order."""
    asked: frozenset[str]
    """Keys of the scenes asked for."""
    requests: tuple[SentRequest, ...]
    classes: np.ndarray | None = field(default=None, repr=False)
    """Class of the chosen sample ``(height, width)``, where a cloud source was asked
    for."""
    tells_valid: bool = True
    """False where nothing tells which pixels have data; then all values are 1."""


def fetch_piece(
    service: Service,
    job: Job,
    collection: Collection,
    plan: Plan,
    piece: Piece,
    inside: np.ndarray,
    stop: Stop,
) -> PieceImage:
    """Return the mosaic of the planned scenes over a piece.

    Scenes that a lying footprint kept out of the plan are fetched behind, over the
    window that needs them, and merged by rank, until no pixel is in doubt. An outline
    that claims too much shows by its gaps, ones that claim too little by winners
    beyond their own (see `core/reach.py`).

    Args:
        service: the hub as the account sees it.
        job: the run as asked.
        collection: the job's collection.
        plan: the plan of the slot, with at least one scene.
        piece: the window of the grid.
        inside: pixels of the asked geometry in the piece, ``(height, width)``.
        stop: whether to stop.

    Raises:
        ServiceError: the service failed, or its answer is not what was asked for.
        ProvenanceError: the answer contradicts itself about its tiles.
        Stopped: ``stop()`` became true.
    """
    fetch = Fetch(service, job, collection, plan, stop)
    grid = piece.to_grid()
    ranks = _rank_table(plan)
    planned = plan_piece(plan, grid, job.area) or plan.planned
    parts = piece_parts(job, plan, grid, planned)
    pixels = _fetch_parts(fetch, piece, parts, ranks)
    asked = {scene.key for scene in planned}
    # A planned scene that did not come is asked for once more where it matters, and
    # so is one of a part beyond its window.
    came = asked & fetch.delivered.keys() if fetch.delivered else set(asked)
    windows = {scene.key: _view(part) for part in parts for scene in part.scenes}
    windows = {key: view for key, view in windows.items() if key in came}
    whole = came if len(parts) == 1 else set()
    settled = set(whole)
    slack = _SLACK * max(grid.resolution, collection.resolution / grid.unit_metres)
    reach = 0.0
    while True:
        seen = find_reach(plan, pixels.values, inside, grid, slack)
        if seen > reach * _FARTHER:
            # What was in doubt so far was asked for; now more is.
            reach, settled = seen, set(whole)
        found = ranks[pixels.values]
        top_up = find_top_up(plan, found, inside, grid, settled, reach, windows)
        if top_up is None:
            break
        more = fetch.request(top_up.scenes, _window(piece, top_up).to_grid())
        pixels.merge(more, _view(top_up), ranks)
        keys = {scene.key for scene in top_up.scenes}
        asked |= keys
        settled |= keys
    return PieceImage(
        piece,
        pixels.image,
        pixels.values,
        fetch.delivered,
        tuple(fetch.extra.values()),
        frozenset(asked),
        tuple(fetch.sent),
        pixels.classes,
    )


def _fetch_parts(
    fetch: Fetch, piece: Piece, parts: Sequence[Part], ranks: np.ndarray
) -> Pixels:
    """Return the pixels of all parts; what is in no part has no data."""
    first = fetch.request(parts[0].scenes, _window(piece, parts[0]).to_grid())
    if len(parts) == 1:
        return first
    shape = (piece.height, piece.width)
    pixels = Pixels(
        np.zeros((len(first.image), *shape), dtype=first.image.dtype),
        np.zeros(shape, dtype=first.values.dtype),
        None
        if first.classes is None
        else np.full(shape, NO_CLASS, dtype=first.classes.dtype),
    )
    pixels.merge(first, _view(parts[0]), ranks)
    for part in parts[1:]:
        more = fetch.request(part.scenes, _window(piece, part).to_grid())
        pixels.merge(more, _view(part), ranks)
    return pixels


def _view(part: Part | TopUp) -> tuple[slice, slice]:
    return slice(*part.rows), slice(*part.columns)


def _rank_table(plan: Plan) -> np.ndarray:
    """Return the rank of each slot value; unknown scenes and missing come last."""
    count = len(plan.offered)
    table = np.full(np.iinfo(np.uint16).max + 1, count, dtype=np.int32)
    table[0] = count + 1
    if plan.depth > 1:
        table[1:] = 0  # the clearest won, whatever its rank: only gaps are in doubt
        return table
    ranks = plan.ranks
    for key, value in plan.values.items():
        table[value] = ranks[key]
    return table


def _window(piece: Piece, top_up: TopUp | Part) -> Piece:
    (top, bottom), (left, right) = top_up.rows, top_up.columns
    return replace(
        piece,
        column=piece.column + left,
        row=piece.row + top,
        width=right - left,
        height=bottom - top,
    )
