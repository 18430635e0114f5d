"""Calibration: what a hub really charged beside what the formula said."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .images import State

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from .images import Image

Key = tuple[str, str]
"""Name of the hub, id of the collection."""

# A factor beyond these is a mistake of ours or a change of prices, not a habit.
_LEAST, _MOST = 0.1, 10.0
# Fewer images than this tell little: the factor is drawn towards 1.
_WEIGHT_OF_ONE = 3.0


@dataclass(frozen=True)
class Calibration:
    """Units estimated by the formula and charged for them, of one hub and collection.

    Both are sums, so that two calibrations add up to that of all their images.
    """

    estimated: float = 0.0
    charged: float = 0.0
    images: int = 0

    @property
    def factor(self) -> float:
        """By what an estimate of the formula is to be multiplied; 1 if unknown."""
        if not self.images or self.estimated <= 0:
            return 1.0
        ratio = min(max(self.charged / self.estimated, _LEAST), _MOST)
        weight = self.images / (self.images + _WEIGHT_OF_ONE)
        return 1.0 + weight * (ratio - 1.0)

    def add(self, other: Calibration) -> Calibration:
        """Return the calibration of both's images."""
        return Calibration(
            self.estimated + other.estimated,
            self.charged + other.charged,
            self.images + other.images,
        )


def calibrate(
    images: Iterable[Image], used_factor: float = 1.0
) -> Mapping[Key, Calibration]:
    """Return what images tell, by hub and collection.

    Only whole images count: of others requests are missing, or were never sent.

    Args:
        images: rows of one run.
        used_factor: what the estimates of the run were multiplied by already.
    """
    found: dict[Key, Calibration] = defaultdict(Calibration)
    for image in images:
        if image.state not in (State.COMPLETE, State.REJECTED) or image.pieces_failed:
            continue
        if not image.pu_estimated or image.pu_charged is None:
            continue
        key = (image.hub, image.collection)
        one = Calibration(image.pu_estimated / used_factor, image.pu_charged, 1)
        found[key] = found[key].add(one)
    return dict(found)
