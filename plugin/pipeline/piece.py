"""One piece of one slot: fetched, resolved, checked and topped up."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np

from ..core.errors import AnswerError
from ..core.plan import find_top_up
from ..core.provenance import parse_user_data, resolve_values
from ..evalscript.build import PlannedScene, wrap
from ..hub.process import build_request, send
from ..store.decode import decode_tiff

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ..core.collections import Collection
    from ..core.grid import Grid, Piece
    from ..core.job import Job
    from ..core.plan import Plan, TopUp
    from ..core.scenes import Scene
    from ..hub.service import Service
    from ..hub.transport import Stop

# Above this many scenes a value may not fit into 8 bits: tiles that the Catalog did
# not offer have values, too.
_NARROW_SCENES = 200


@dataclass(frozen=True)
class SentRequest:
    """What is worth remembering of a request that was answered."""

    hash: str
    scenes: tuple[str, ...]
    """Keys of the scenes asked for."""
    units: float | None
    """Processing units charged, None if the service did not say."""


@dataclass(frozen=True)
class PieceImage:
    """The pixels of a piece and where each came from."""

    piece: Piece
    image: np.ndarray = field(repr=False)
    """``(bands, height, width)``."""
    values: np.ndarray = field(repr=False)
    """Scene values ``(height, width)``, 0 where no scene has data."""
    scenes: Mapping[str, Scene]
    """The scenes delivered, by key, with the facts of service and Catalog."""
    extra: tuple[Scene, ...]
    """Delivered scenes that the Catalog did not offer; their values follow those of
    the offered ones in this order."""
    asked: frozenset[str]
    """Keys of the scenes asked for."""
    requests: tuple[SentRequest, ...]


def is_wide(plan: Plan) -> bool:
    """Return whether the scene values of a slot need 16 bits."""
    return len(plan.offered) > _NARROW_SCENES


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
    window that needs them, and merged by rank, until no pixel is in doubt.

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
    grid = piece.to_grid()
    fetch = _Fetch(service, job, collection, plan, stop)
    image, values = fetch.request(plan.planned, grid)
    asked = {scene.key for scene in plan.planned}
    # A planned scene that did not come is asked for once more where it matters.
    settled = asked & fetch.delivered.keys() if fetch.delivered else asked
    ranks = _rank_table(plan)
    while top_up := find_top_up(plan, ranks[values], inside, grid, settled):
        window = _window(piece, top_up)
        more_image, more_values = fetch.request(top_up.scenes, window.to_grid())
        view = (
            slice(*top_up.rows),
            slice(*top_up.columns),
        )
        better = ranks[more_values] < ranks[values[view]]
        image[(slice(None), *view)][:, better] = more_image[:, better]
        values[view][better] = more_values[better]
        keys = {scene.key for scene in top_up.scenes}
        asked |= keys
        settled |= keys
    return PieceImage(
        piece,
        image,
        values,
        fetch.delivered,
        tuple(fetch.extra.values()),
        frozenset(asked),
        tuple(fetch.sent),
    )


class _Fetch:
    """The requests of one piece, and what they delivered so far."""

    def __init__(
        self,
        service: Service,
        job: Job,
        collection: Collection,
        plan: Plan,
        stop: Stop,
    ) -> None:
        self._service = service
        self._job = job
        self._collection = collection
        self._plan = plan
        self._stop = stop
        self.delivered: dict[str, Scene] = {}
        self.extra: dict[str, Scene] = {}
        self.sent: list[SentRequest] = []

    def request(
        self, scenes: Sequence[Scene], grid: Grid
    ) -> tuple[np.ndarray, np.ndarray]:
        """Return image ``(bands, h, w)`` and slot-wide scene values ``(h, w)``."""
        wrapped = wrap(
            self._job.product.evalscript,
            [
                PlannedScene(scene.acquired, scene.tile_name, scene.product_id)
                for scene in scenes
            ],
            wide=is_wide(self._plan),
            no_data=self._collection.no_data,
        )
        request = build_request(
            self._job.hub,
            self._collection.id,
            wrapped.evalscript,
            self._plan.slot,
            scenes,
            grid,
            (wrapped.image_output, wrapped.scene_output),
        )
        answer = send(self._service, request, self._stop)
        keys = tuple(scene.key for scene in scenes)
        self.sent.append(SentRequest(request.hash, keys, answer.units))
        told = parse_user_data(answer.user_data, self._collection.id)
        resolved = resolve_values(told, scenes, self._plan.offered)
        for value in sorted(told.tiles):
            scene = resolved[value]
            self.delivered[scene.key] = scene
        image = _decode(answer.images, wrapped.image_output, grid)
        raw = _decode(answer.images, wrapped.scene_output, grid)[0]
        return image, self._to_slot_values(raw, resolved)

    def _to_slot_values(
        self, raw: np.ndarray, resolved: Mapping[int, Scene]
    ) -> np.ndarray:
        """Return the values of this request as values of the slot."""
        values = self._plan.values
        table = np.zeros(int(raw.max(initial=0)) + 1, dtype=np.uint16)
        for value in np.unique(raw):
            if value == 0:
                continue
            scene = resolved.get(int(value))
            if scene is None:
                message = (
                    f"Scene value {value} of the answer is named by nobody; the image"
                    " was not kept."
                )
                raise AnswerError(message)
            if scene.key not in values:
                self.extra.setdefault(scene.key, scene)
            table[value] = values.get(scene.key) or (
                len(values) + 1 + list(self.extra).index(scene.key)
            )
        return np.asarray(table[raw])


def _rank_table(plan: Plan) -> np.ndarray:
    """Return the rank of each slot value; unknown scenes and missing come last."""
    count = len(plan.offered)
    table = np.full(np.iinfo(np.uint16).max + 1, count, dtype=np.int32)
    table[0] = count + 1
    ranks = plan.ranks
    for key, value in plan.values.items():
        table[value] = ranks[key]
    return table


def _window(piece: Piece, top_up: TopUp) -> Piece:
    (top, bottom), (left, right) = top_up.rows, top_up.columns
    return replace(
        piece,
        column=piece.column + left,
        row=piece.row + top,
        width=right - left,
        height=bottom - top,
    )


def _decode(images: Mapping[str, bytes], name: str, grid: Grid) -> np.ndarray:
    if name not in images:
        message = f"The answer lacks its part “{name}”: try again."
        raise AnswerError(message)
    return decode_tiff(images[name], width=grid.width, height=grid.height).values
