"""The requests of one piece: scripts wrapped, sent, and their answers numbered."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from ..core.blocks import blocks_of
from ..core.errors import AnswerError, ServiceError
from ..core.exclusion import Exclusion
from ..core.provenance import parse_user_data, resolve_values
from ..core.sentences import say
from ..evalscript.build import PlannedScene, wrap
from ..evalscript.cloud import CLOUD_BANDS
from ..hub.process import build_request
from .overlay import Sheet
from .script import in_own_lines

if TYPE_CHECKING:
    from collections.abc import Generator, Mapping, Sequence

    from ..core.blocks import Span
    from ..core.grid import Grid, Piece
    from ..core.plan import Plan
    from ..core.scenes import Scene
    from ..hub.transport import Stop
    from ..store.decode import AnswerFile
    from .answers import Answers, Received
    from .errand import Errand
    from .relay import Call

# Above this many scenes a value may not fit into 8 bits: tiles that the Catalog did
# not offer have values, too.
_NARROW_SCENES = 200
_MOST_VALUES = 2**16


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


class Fetch:
    """The requests of one piece, and what they delivered so far."""

    def __init__(
        self, errand: Errand, answers: Answers, hold: Stop, stop: Stop
    ) -> None:
        """Hold none.

        Args:
            errand: the piece and all that its requests are made of.
            answers: keeps the bodies of what is answered.
            hold: whether to send nothing more; what has come is still made use of.
            stop: whether to stop.
        """
        self._errand = errand
        self._answers = answers
        self._hold = hold
        self._stop = stop
        job, plan = errand.job, errand.plan
        # By what they are known, not left to the filters: these also let through what
        # the plan does not know.
        by_hand = Exclusion(job.excluded_scenes)
        self._excluded = [
            _to_planned(scene) for scene in plan.offered if by_hand.holds(scene)
        ]
        self.delivered: dict[str, Scene] = {}
        self.extra: dict[str, Scene] = {}
        self.sent: list[SentRequest] = []

    def request(
        self, scenes: Sequence[Scene], rows: Span, columns: Span
    ) -> Generator[Call, Received, Sheet]:
        """Return what the scenes are over a window of the piece, in steps.

        Every pixel has been read once: none of them will be missing later.

        Raises:
            ServiceError: the service failed; what it says of the script is in the
                lines of the user's file.
            ProvenanceError: the answer contradicts itself about its tiles.
            StoreError: the disk refuses.
            Stopped: nothing more is to be sent, or the user asked to stop.
        """
        job, plan, collection = (
            *(self._errand.job, self._errand.plan, self._errand.collection),
        )
        grid = _window(self._errand.piece, rows, columns)
        wrapped = wrap(
            job.product.plain or job.product.evalscript,
            [_to_planned(scene) for scene in scenes],
            wide=is_wide(plan),
            excluded=self._excluded,
            no_data=collection.no_data,
            cloud=CLOUD_BANDS.get(job.cloud_source or ""),
            clearest=plan.depth > 1,
            mode=collection.mode,
        )
        outputs: tuple[str, ...] = (wrapped.image_output, wrapped.scene_output)
        if wrapped.cloud_output:
            outputs += (wrapped.cloud_output,)
        request = build_request(
            job.hub,
            collection.id,
            wrapped.evalscript,
            plan.slot,
            scenes,
            grid,
            outputs,
        )
        try:
            received = yield lambda: self._answers.send(
                self._errand.service, request, self._stop, self._hold
            )
        except ServiceError as error:
            raise in_own_lines(error, job, wrapped) from error
        answer = received.answer
        keys = tuple(scene.key for scene in scenes)
        own = answer.user_data.get("user")
        self.sent.append(SentRequest(request.hash, keys, answer.units, own))
        told = parse_user_data(answer.user_data, collection.id)
        resolved = resolve_values(told, scenes, plan.offered)
        for value in sorted(told.tiles):
            scene = resolved[value]
            self.delivered[scene.key] = scene
        files = [received.file(one, grid) for one in outputs]
        image, values, *classes = files
        image.check(self._stop)
        for one in classes:
            _check_classes(one)
        table = self._number(_present(values), resolved)
        return Sheet(rows, columns, image, values, next(iter(classes), None), table)

    def _number(self, present: np.ndarray, resolved: Mapping[int, Scene]) -> np.ndarray:
        """Return the value in the slot of each value that an answer has pixels of."""
        values = self._errand.plan.values
        table = np.zeros(int(present.max(initial=0)) + 1, dtype=np.uint16)
        for value in present.tolist():
            scene = resolved.get(value)
            if scene is None:
                message = say(
                    f"Scene value {value} of the answer is named by nobody; the image"
                    " was not kept."
                )
                raise AnswerError(message)
            if scene.key not in values:
                self.extra.setdefault(scene.key, scene)
            table[value] = values.get(scene.key) or (
                len(values) + 1 + list(self.extra).index(scene.key)
            )
        return table


def _to_planned(scene: Scene) -> PlannedScene:
    return PlannedScene(scene.acquired, scene.tile_name, scene.product_id)


def _present(values: AnswerFile) -> np.ndarray:
    """Return the scene values that have pixels, but not 0.

    Raises:
        AnswerError: they cannot be read, or are no scene values.
    """
    counts = np.zeros(_MOST_VALUES, dtype=np.int64)
    with values.open() as raster:
        if raster.bands != 1 or raster.dtype not in (np.uint8, np.uint16):
            message = say(
                "The service sent something else than scene values: try again."
            )
            raise AnswerError(message)
        for rows in blocks_of(values.height):
            block = raster.read(*rows)
            counts += np.bincount(block.ravel(), minlength=_MOST_VALUES)
    counts[0] = 0
    return np.flatnonzero(counts)


def _check_classes(classes: AnswerFile) -> None:
    """Read every class once.

    Raises:
        AnswerError: they cannot be read, or are no classes.
    """
    with classes.open() as raster:
        if raster.bands != 1 or raster.dtype != np.uint8:
            message = say("The service sent something else than classes: try again.")
            raise AnswerError(message)
    classes.check()


def _window(piece: Piece, rows: Span, columns: Span) -> Grid:
    """Return a window of a piece as a grid of its own."""
    return replace(
        piece,
        column=piece.column + columns[0],
        row=piece.row + rows[0],
        width=columns[1] - columns[0],
        height=rows[1] - rows[0],
    ).to_grid()
