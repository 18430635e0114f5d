"""A product: what is drawn; an evalscript with a name and a style."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Style:
    """How QGIS draws the bands of a product; one style serves the whole series."""

    kind: str
    """``rgb``, ``gray`` or ``ramp``."""
    bands: tuple[int, ...] = (1, 2, 3)
    """1-based band numbers: three for ``rgb``, else one."""
    minimum: float | None = None
    """Value drawn darkest, None to take it from the series."""
    maximum: float | None = None
    ramp: tuple[tuple[float, str], ...] = ()
    """``(value, #rrggbb)`` stops of a colour ramp."""


@dataclass(frozen=True)
class Product:
    """An evalscript in the plain form (``setup`` and ``evaluatePixel(sample)``)."""

    name: str
    """Identifier such as ``true_color``."""
    title: str
    """The words a person reads."""
    evalscript: str
    collections: tuple[str, ...]
    """Catalog ids of the collections that it runs on."""
    bands: tuple[str, ...] = ()
    """Names of the output bands, in order; empty where unknown."""
    unit: str | None = None
    style: Style = Style("gray", (1,))
    input_bands: int = 3
    """Number of input bands that are paid for (dataMask is free)."""
    sample_type: str = "AUTO"
    """Of the image output; ``FLOAT32`` costs twice the others."""
