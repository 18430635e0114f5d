"""The bands that tell what a pixel shows: cloud, shadow, snow or ground."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..core.clouds import landsat_kind

if TYPE_CHECKING:
    from collections.abc import Mapping

NO_CLASS = 255
"""Value of the cloud output where no scene has data."""


@dataclass(frozen=True)
class CloudBand:
    """A band of small whole numbers whose values are classes."""

    name: str
    unit: str
    order: tuple[tuple[int, ...], ...]
    """Groups of classes, clearest first; a class that is not listed comes last."""
    mask: int | None = None
    """Bits of the band's value that are its class; None for the whole value."""

    def levels(self) -> dict[int, int]:
        """Return the place of each listed class, 0 for the clearest."""
        return {
            value: level for level, group in enumerate(self.order) for value in group
        }


# Ground and water; snow, which may hide cloud; unclassified; shadow; then cloud, thin
# cirrus before medium and high probability. No data and defective pixels come last.
SCL = CloudBand("SCL", "DN", ((2, 4, 5, 6), (11,), (7,), (3,), (10,), (8,), (9,)))
CLM = CloudBand("CLM", "DN", ((0,), (1,)))
CLD = CloudBand("CLD", "PERCENT", tuple((percent,) for percent in range(101)))
CLP = CloudBand("CLP", "DN", tuple((share,) for share in range(255)))
_LANDSAT = ("clear", "snow", "dilated", "shadow", "cirrus", "cloud")
BQA = CloudBand(
    "BQA",
    "DN",
    tuple(
        # Bit 0 is no data.
        tuple(one for one in range(0, NO_CLASS, 2) if landsat_kind(one) == kind)
        for kind in _LANDSAT
    ),
    mask=0xFF,
)
CLOUD_BANDS: Mapping[str, CloudBand] = {
    band.name: band for band in (SCL, CLM, CLD, BQA)
}
"""Those that tell the image's own cloud, by name."""
