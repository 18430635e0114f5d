"""Clouds: what the classes of a cloud band mean, and the shares they make.

SCL classes are those of Sen2Cor; CLM is the mask of s2cloudless, CLD the cloud
probability of Sen2Cor in percent (service-facts 7). BQA of Landsat is made of flags;
its class is its lowest eight bits, which say what the pixel shows (QA_PIXEL of
Collection 2 in the words of USGS); those above say how sure that is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

NO_CLASS = 255
"""Where no scene has data."""
_PERCENT = 100.0


@dataclass(frozen=True)
class CloudSource:
    """A band that tells for a pixel whether it is cloud."""

    band: str
    cloud: frozenset[int]
    shadow: frozenset[int] | None = None
    """None where the band does not know of shadow."""
    snow: frozenset[int] | None = None
    unclassified: frozenset[int] | None = None


SCL = CloudSource(
    "SCL",
    cloud=frozenset({8, 9, 10}),
    shadow=frozenset({3}),
    snow=frozenset({11}),
    unclassified=frozenset({7}),
)
CLM = CloudSource("CLM", cloud=frozenset({1}))
# Sen2Cor's own limit between low and medium probability.
CLD = CloudSource("CLD", cloud=frozenset(range(50, 101)))
FLAGS = {"dilated": 2, "cirrus": 4, "cloud": 8, "shadow": 16, "snow": 32}
"""Of Landsat, by what they mean; bit 0 is no data, 6 clear and 7 water."""
_FIRST = ("cloud", "cirrus", "shadow", "dilated", "snow")


def landsat_kind(flags: int) -> str:
    """Return what the eight flags of a Landsat pixel say, the worst of it.

    ``clear`` where no flag is set. What lies around a cloud is ``dilated``: whether it
    is cloud nobody knows.
    """
    return next((name for name in _FIRST if flags & FLAGS[name]), "clear")


def _landsat(*kinds: str) -> frozenset[int]:
    return frozenset(one for one in range(NO_CLASS) if landsat_kind(one) in kinds)


BQA = CloudSource(
    "BQA",
    cloud=_landsat("cloud", "cirrus"),
    shadow=_landsat("shadow"),
    snow=_landsat("snow"),
    unclassified=_landsat("dilated"),
)
CLOUD_SOURCES: Mapping[str, CloudSource] = {
    source.band: source for source in (SCL, CLM, CLD, BQA)
}


@dataclass(frozen=True)
class CloudShares:
    """Class pixels / valid pixels, in percent; None is unknown."""

    cloud: float | None
    shadow: float | None
    snow: float | None
    unclassified: float | None


def count_classes(classes: np.ndarray) -> np.ndarray:
    """Return how many of some pixels have each class: 256 counts.

    Args:
        classes: uint8, of any shape.
    """
    return np.bincount(classes.ravel(), minlength=NO_CLASS + 1)


def cloud_shares(counts: np.ndarray, source: CloudSource) -> CloudShares:
    """Return the shares that the counts of the classes make.

    Unclassified pixels are a share of their own, never silently cloud. An image
    without valid pixels has no shares.

    Args:
        counts: 256 numbers, pixels by class.
        source: the band that the classes come from.
    """
    valid = int(counts.sum())

    def share(classes: frozenset[int] | None) -> float | None:
        if classes is None or not valid:
            return None
        return _PERCENT * int(counts[sorted(classes)].sum()) / valid

    return CloudShares(
        share(source.cloud),
        share(source.shadow),
        share(source.snow),
        share(source.unclassified),
    )
