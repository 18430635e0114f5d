"""Errand: a piece of the image of one slot that is to be fetched, and what came."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Callable

from ..core.collections import find_collection
from .answers import Answers, KeptAnswers

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np

    from ..core.collections import Collection
    from ..core.grid import Piece
    from ..core.inside import Inside
    from ..core.job import Job
    from ..core.plan import Plan
    from ..core.scenes import Scene
    from ..hub.service import Service
    from ..store.pieces import Pieces
    from .fetch import SentRequest
    from .overlay import Pixels


@dataclass(frozen=True)
class Errand:
    """A piece of the image of one slot, and all that it takes to fetch it."""

    service: Service
    """The hub as the account sees it."""
    job: Job
    plan: Plan
    """Of the slot."""
    piece: Piece
    inside: Inside
    """The pixels of the asked geometry."""
    land: Land
    """Takes the piece over when it has come."""
    pieces: Pieces | None = None
    """Where the bodies of answers are kept; None keeps none."""

    @property
    def collection(self) -> Collection:
        """The collection of the job."""
        return find_collection(self.job.collection)

    def answers(self) -> Answers:
        """Return the place of the bodies of its answers, a context."""
        if self.pieces is None:
            return Answers()
        # A script that chooses itself is not told its scenes: which ones there were
        # does not show in its requests.
        seen = () if self.job.names_scenes else self.plan.offered
        keys = sorted(scene.key for scene in seen)
        return KeptAnswers(self.pieces, self.plan.slot.name, keys)


@dataclass(frozen=True)
class PieceImage:
    """The pixels of a piece and where each came from."""

    piece: Piece
    inside: np.ndarray = field(repr=False)
    """Pixels of the asked geometry, bool ``(height, width)``."""
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
    tells_valid: bool = True
    """False where nothing tells which pixels have data; then all values are 1."""


Land = Callable[[PieceImage, "Pixels"], None]
"""Called with the open image of the piece.
It raises `StoreError` where the disk refuses and `Stopped` when the run is stopped."""
