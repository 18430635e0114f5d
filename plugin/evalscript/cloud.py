"""The bands that tell what a pixel shows: cloud, shadow, snow or ground."""

from __future__ import annotations

from dataclasses import dataclass

NO_CLASS = 255
"""Value of the cloud output where no scene has data."""


@dataclass(frozen=True)
class CloudBand:
    """A band of small whole numbers whose values are classes."""

    name: str
    unit: str
    order: tuple[tuple[int, ...], ...]
    """Groups of classes, clearest first; a class that is not listed comes last."""

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
