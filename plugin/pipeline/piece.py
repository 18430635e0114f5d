"""One piece of one slot: fetched, resolved, checked and topped up."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ..core.blocks import look_up
from ..core.plan import plan_piece
from ..core.price import piece_parts
from ..core.reach import find_reach
from ..core.top_up import find_top_up
from .errand import Errand, PieceImage
from .fetch import Fetch
from .overlay import Overlay

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..core.parts import Part
    from ..core.plan import Plan
    from ..core.scenes import Scene
    from ..core.top_up import TopUp
    from ..hub.transport import Stop
    from .overlay import Sheet
    from .relay import Steps

# Pixels up to here beyond an outline, in pixels of image or collection, are rounding.
_SLACK = 0.75
# Scenes are asked for again only where outlines prove so many times worse than known.
_FARTHER = 1.25


def fetch_piece(errand: Errand, hold: Stop, stop: Stop) -> Steps:
    """Fetch the mosaic of the planned scenes over a piece, and land it; the steps.

    Scenes that a lying footprint kept out of the plan are fetched behind, over the
    window that needs them, and laid in by rank, until no pixel is in doubt. An outline
    that claims too much shows by its gaps, ones that claim too little by winners
    beyond their own (see `core/reach.py`).

    Answers wait on disk: no array of the piece's size is held over a request.

    Args:
        errand: of a slot with at least one planned scene.
        hold: whether to send nothing more; what has come is still landed.
        stop: whether to stop.

    Raises:
        ServiceError: the service failed, or its answer is not what was asked for.
        ProvenanceError: the answer contradicts itself about its tiles.
        StoreError: the disk refuses.
        Stopped: ``stop()`` became true, or ``hold()`` before all had come.
    """
    ranks = _rank_table(errand.plan)
    with errand.answers() as answers:
        fetch = Fetch(errand, answers, hold, stop)
        planned, parts = _divide(errand)
        sheets = []
        for one in parts:
            sheet = yield from fetch.request(one.scenes, one.rows, one.columns)
            sheets.append(sheet)
        doubts = _Doubts(errand, planned, parts, frozenset(fetch.delivered))
        while True:
            top_up = _settle(errand, fetch, sheets, ranks, doubts, stop)
            if top_up is None:
                return
            more = yield from fetch.request(top_up.scenes, top_up.rows, top_up.columns)
            sheets.append(more)


def _divide(errand: Errand) -> tuple[Sequence[Scene], Sequence[Part]]:
    """Return the scenes that a piece needs, and the requests that deliver them."""
    job, plan, grid = errand.job, errand.plan, errand.piece.to_grid()
    planned = plan_piece(plan, grid, job.area) or plan.planned
    return planned, piece_parts(job, plan, grid, planned)


def _settle(
    errand: Errand,
    fetch: Fetch,
    sheets: Sequence[Sheet],
    ranks: np.ndarray,
    doubts: _Doubts,
    stop: Stop,
) -> TopUp | None:
    """Land the piece, or return what is to be asked for before."""
    overlay = Overlay(errand.piece, sheets, ranks, stop)
    inside = errand.inside.of(errand.piece)
    top_up = doubts.find(overlay.values, ranks, inside, stop)
    if top_up is not None:
        return top_up
    arrived = PieceImage(
        errand.piece,
        inside,
        overlay.values,
        fetch.delivered,
        tuple(fetch.extra.values()),
        doubts.asked,
        tuple(fetch.sent),
    )
    with overlay.open() as pixels:
        errand.land(arrived, pixels)
    return None


class _Doubts:
    """What is to be asked for once more, until nothing is in doubt."""

    def __init__(
        self,
        errand: Errand,
        planned: Sequence[Scene],
        parts: Sequence[Part],
        delivered: frozenset[str],
    ) -> None:
        self._plan = errand.plan
        self._grid = errand.piece.to_grid()
        self.asked = frozenset(scene.key for scene in planned)
        """Keys of all scenes that were asked for."""
        # A planned scene that did not come is asked for once more where it matters,
        # and so is one of a part beyond its window.
        came = self.asked & delivered if delivered else self.asked
        self._windows = {
            scene.key: (slice(*part.rows), slice(*part.columns))
            for part in parts
            for scene in part.scenes
            if scene.key in came
        }
        self._whole = came if len(parts) == 1 else frozenset()
        self._settled = self._whole
        pixel = errand.collection.resolution / self._grid.unit_metres
        self._slack = _SLACK * max(self._grid.resolution, pixel)
        self._reach = 0.0

    def find(
        self, values: np.ndarray, ranks: np.ndarray, inside: np.ndarray, stop: Stop
    ) -> TopUp | None:
        """Return what to ask for, None if no pixel is in doubt."""
        seen = find_reach(self._plan, values, inside, self._grid, self._slack, stop)
        if seen > self._reach * _FARTHER:
            # What was in doubt so far was asked for; now more is.
            self._reach, self._settled = seen, self._whole
        top_up = find_top_up(
            self._plan,
            look_up(ranks, values),
            inside,
            self._grid,
            self._settled,
            self._reach,
            self._windows,
            stop,
        )
        if top_up is not None:
            keys = {scene.key for scene in top_up.scenes}
            self.asked |= keys
            self._settled |= keys
        return top_up


def _rank_table(plan: Plan) -> np.ndarray:
    """Return the rank of each slot value; unknown scenes and missing come last."""
    count = len(plan.offered)
    kind = np.min_scalar_type(count + 1)
    table = np.full(np.iinfo(np.uint16).max + 1, count, dtype=kind)
    table[0] = count + 1
    if plan.depth > 1:
        table[1:] = 0  # the clearest won, whatever its rank: only gaps are in doubt
        return table
    ranks = plan.ranks
    for key, value in plan.values.items():
        table[value] = ranks[key]
    return table
