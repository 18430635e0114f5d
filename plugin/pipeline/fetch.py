"""The requests of one piece: scripts wrapped, sent, and their answers numbered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from ..core.errors import AnswerError, ServiceError
from ..core.exclusion import Exclusion
from ..core.provenance import parse_user_data, resolve_values
from ..evalscript.build import PlannedScene, wrap
from ..evalscript.cloud import CLD, CLM, SCL
from ..hub.process import build_request, send
from ..store.decode import decode_tiff
from .script import in_own_lines

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ..core.collections import Collection
    from ..core.grid import Grid
    from ..core.job import Job
    from ..core.plan import Plan
    from ..core.scenes import Scene
    from ..hub.service import Service
    from ..hub.transport import Stop

# Above this many scenes a value may not fit into 8 bits: tiles that the Catalog did
# not offer have values, too.
_NARROW_SCENES = 200
_CLOUD_BANDS = {band.name: band for band in (SCL, CLM, CLD)}


@dataclass(frozen=True)
class SentRequest:
    """What is worth remembering of a request that was answered."""

    hash: str
    scenes: tuple[str, ...]
    """Keys of the scenes asked for."""
    units: float | None
    """Processing units charged, None if the service did not say."""
    user_data: Any = None
    """What the script itself wrote there, JSON; None where it wrote nothing."""


def is_wide(plan: Plan) -> bool:
    """Return whether the scene values of a slot need 16 bits."""
    return len(plan.offered) > _NARROW_SCENES


@dataclass(frozen=True)
class Pixels:
    """What one request delivered; a later one is merged into its arrays."""

    image: np.ndarray
    values: np.ndarray
    classes: np.ndarray | None

    def merge(self, more: Pixels, view: tuple[slice, slice], ranks: np.ndarray) -> None:
        """Take the pixels of a window whose scene ranks before ours."""
        better = ranks[more.values] < ranks[self.values[view]]
        self.image[(slice(None), *view)][:, better] = more.image[:, better]
        self.values[view][better] = more.values[better]
        if self.classes is not None and more.classes is not None:
            self.classes[view][better] = more.classes[better]


class Fetch:
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
        # By what they are known, not left to the filters: these also let through what
        # the plan does not know.
        by_hand = Exclusion(job.excluded_scenes)
        self._excluded = [
            _to_planned(scene) for scene in plan.offered if by_hand.holds(scene)
        ]
        self.delivered: dict[str, Scene] = {}
        self.extra: dict[str, Scene] = {}
        self.sent: list[SentRequest] = []

    def request(self, scenes: Sequence[Scene], grid: Grid) -> Pixels:
        """Return the pixels of the scenes, their values numbered for the slot.

        Raises:
            ServiceError: the service failed; what it says of the script is in the
                lines of the user's file.
            ProvenanceError: the answer contradicts itself about its tiles.
            Stopped: the user asked to stop.
        """
        wrapped = wrap(
            self._job.product.plain or self._job.product.evalscript,
            [_to_planned(scene) for scene in scenes],
            wide=is_wide(self._plan),
            excluded=self._excluded,
            no_data=self._collection.no_data,
            cloud=_CLOUD_BANDS.get(self._job.cloud_source or ""),
            clearest=self._plan.depth > 1,
            mode=self._collection.mode,
        )
        outputs: tuple[str, ...] = (wrapped.image_output, wrapped.scene_output)
        if wrapped.cloud_output:
            outputs += (wrapped.cloud_output,)
        request = build_request(
            self._job.hub,
            self._collection.id,
            wrapped.evalscript,
            self._plan.slot,
            scenes,
            grid,
            outputs,
        )
        try:
            answer = send(self._service, request, self._stop)
        except ServiceError as error:
            raise in_own_lines(error, self._job, wrapped) from error
        keys = tuple(scene.key for scene in scenes)
        own = answer.user_data.get("user")
        self.sent.append(SentRequest(request.hash, keys, answer.units, own))
        told = parse_user_data(answer.user_data, self._collection.id)
        resolved = resolve_values(told, scenes, self._plan.offered)
        for value in sorted(told.tiles):
            scene = resolved[value]
            self.delivered[scene.key] = scene
        image, raw, *classes = (decode(answer.images, one, grid) for one in outputs)
        return Pixels(
            image,
            self._to_slot_values(raw[0], resolved),
            classes[0][0] if classes else None,
        )

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


def _to_planned(scene: Scene) -> PlannedScene:
    return PlannedScene(scene.acquired, scene.tile_name, scene.product_id)


def decode(images: Mapping[str, bytes], name: str, grid: Grid) -> np.ndarray:
    """Return a part of an answer: ``(bands, height, width)`` of the grid.

    Raises:
        AnswerError: it is missing, or no image of that size.
    """
    if name not in images:
        message = f"The answer lacks its part “{name}”: try again."
        raise AnswerError(message)
    return decode_tiff(images[name], width=grid.width, height=grid.height).values
