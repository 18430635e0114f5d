"""Picture: an image drawn by the style of its product, as a map would draw it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from .product import Style

_DEVIATIONS = 2
_BLACK, _WHITE = 0.0, 255.0


def draw(image: np.ndarray, valid: np.ndarray, style: Style) -> np.ndarray:
    """Return the picture: red, green, blue and opacity, uint8 ``(height, width, 4)``.

    Without a range of its own the style takes mean ± 2 standard deviations of the
    bands that it shows.

    Args:
        image: ``(bands, height, width)``.
        valid: pixels with data, ``(height, width)``.
        style: of the product.
    """
    style = style.fitting(len(image))
    bands = image[[number - 1 for number in style.bands]].astype(float)
    known = valid & np.isfinite(bands).all(axis=0)
    if style.ramp:
        colours = _by_ramp(bands[0], style)
    else:
        colours = _by_range(bands, known, style)
    picture = np.zeros((*valid.shape, 4), np.uint8)
    picture[..., :3] = np.floor(np.where(known[..., None], colours, _BLACK) + 0.5)
    picture[..., 3] = np.where(known, _WHITE, _BLACK)
    return picture


def _by_ramp(band: np.ndarray, style: Style) -> np.ndarray:
    values = [value for value, _ in style.ramp]
    parts = [
        [int(colour[at : at + 2], 16) for _, colour in style.ramp] for at in (1, 3, 5)
    ]
    whole = np.nan_to_num(band)
    return np.stack([np.interp(whole, values, part) for part in parts], axis=-1)


def _by_range(bands: np.ndarray, known: np.ndarray, style: Style) -> np.ndarray:
    low, high = style.minimum, style.maximum
    if low is None or high is None:
        low, high = _limits(bands[:, known])
    share = np.clip((np.nan_to_num(bands) - low) / ((high - low) or 1.0), 0, 1)
    bright = _WHITE * share ** (1 / style.gamma)
    if len(bright) < len("rgb"):
        bright = np.repeat(bright[:1], len("rgb"), axis=0)
    return np.moveaxis(bright[:3], 0, -1)


def _limits(values: np.ndarray) -> tuple[float, float]:
    if not values.size:
        return 0.0, 1.0
    mean, spread = values.mean(axis=1), _DEVIATIONS * values.std(axis=1)
    low = np.maximum(values.min(axis=1), mean - spread).min()
    high = np.minimum(values.max(axis=1), mean + spread).max()
    return float(low), float(high)
