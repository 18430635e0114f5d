"""A product: what is drawn; an evalscript with a name and a style."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum


class Family(Enum):
    """What kind of evalscript it is, and so how it runs."""

    PLAIN = "plain"
    """``setup`` and ``evaluatePixel(sample)``."""
    BARE = "bare"
    """The older form without functions; it is made plain before it runs."""
    COMPOSITE = "composite"
    """Reads several samples per pixel; runs as it is, over all scenes of a slot."""


RGB = (1, 2, 3)


@dataclass(frozen=True)
class Style:
    """How QGIS draws the bands of a product; one style serves the whole series."""

    kind: str
    """``rgb``, ``gray`` or ``ramp``."""
    bands: tuple[int, ...] = RGB
    """1-based band numbers: three for ``rgb``, else one."""
    minimum: float | None = None
    """Value drawn darkest, None to take it from the series."""
    maximum: float | None = None
    ramp: tuple[tuple[float, str], ...] = ()
    """``(value, #rrggbb)`` stops of a colour ramp."""
    gamma: float = 1.0
    """Reflectance is linear, a screen is not: above 1 dark ground becomes visible."""
    guessed: bool = field(default=False, compare=False)
    """Whether nobody chose it: the image may show that it is meant otherwise."""

    def fitting(self, count: int) -> Style:
        """Return the style for an image of so many bands.

        One that shows a band which the image lacks gives way to its first; one that
        was guessed to be grey, to three colours.
        """
        if max(self.bands) > count:
            return Style("gray", (1,))
        if self.guessed and self.kind == "gray" and count >= len(RGB):
            return Style("rgb", RGB)
        return self


@dataclass(frozen=True)
class Source:
    """One of several collections that a script reads at once."""

    id: str
    """What the script calls it."""
    collection: str
    bands: int = 1
    """Input bands that are paid for."""
    mosaicking: str = "SIMPLE"


@dataclass(frozen=True)
class Product:
    """What is drawn: an evalscript with a name and a style."""

    name: str
    """Identifier such as ``true_color``."""
    title: str
    """The words a person reads."""
    evalscript: str
    collections: tuple[str, ...]
    """Catalog ids of the collections that it is made for; empty for any."""
    bands: tuple[str, ...] = ()
    """Names of the output bands, in order; empty where unknown."""
    unit: str | None = None
    style: Style = Style("gray", (1,))
    input_bands: int = 3
    """Number of input bands that are paid for (dataMask is free)."""
    sample_type: str = "AUTO"
    """Of the image output; ``FLOAT32`` costs twice the others."""
    family: Family = Family.PLAIN
    mosaicking: str = "SIMPLE"
    """What the script declares; a composite may say ``TILE`` or ``ORBIT``."""
    sources: tuple[Source, ...] = ()
    """Of a script that reads several collections; empty for one."""
    plain: str | None = None
    """The script in the plain form, where it was written in the older one."""
