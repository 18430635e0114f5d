"""One stretch for a series: from what the worker measured in all of its images."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..core.errors import StoreError
from ..store.faults import said
from ..store.statistics import Statistics, merge
from ..store.tiff import open_tiff
from .style import apply_style, find_limits, fit_style

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from qgis.core import QgsRasterLayer

    from ..core.product import Style
    from .style import Range

_DEVIATIONS = 2


def series_limits(style: Style, paths: Sequence[str]) -> Range:
    """Return the darkest and brightest value for all images of a series.

    Those of the product where it fixes them; else mean ± 2 standard deviations over
    the pixels of all images, within their minimum and maximum. Nothing is measured
    here: the figures are in the files.

    Args:
        style: of the product.
        paths: of the images, at least one.

    Raises:
        StoreError: a file cannot be opened.
    """
    style = fit_style(style, paths[0])
    if (style.minimum is not None and style.maximum is not None) or style.ramp:
        return find_limits(style, paths[0])
    found = [
        limits
        for band in style.bands
        if (limits := _limits(merge(_figures(path, band) for path in paths)))
    ]
    if not found:
        return find_limits(style, paths[0])
    return min(low for low, _ in found), max(high for _, high in found)


def share_stretch(
    layers: Sequence[QgsRasterLayer], style: Style, drawn: Range
) -> Range:
    """Draw all images by the figures of all; return the limits they have now.

    Args:
        layers: at least one.
        style: of the product.
        drawn: limits that they are drawn with, as the first image suggested them.
    """
    try:
        limits = series_limits(style, [layer.source() for layer in layers])
    except StoreError:
        # A file has vanished: what is drawn stays drawn.
        return drawn
    if limits != drawn:
        for layer in layers:
            apply_style(layer, style, limits)
            layer.triggerRepaint()
    return limits


def share_style(source: QgsRasterLayer, layers: Iterable[QgsRasterLayer]) -> None:
    """Draw all layers as the one is drawn."""
    for layer in layers:
        if layer.id() == source.id():
            continue
        renderer = source.renderer().clone()
        layer.setRenderer(renderer)
        filters = source.brightnessFilter()
        layer.brightnessFilter().setGamma(filters.gamma())
        layer.brightnessFilter().setBrightness(filters.brightness())
        layer.brightnessFilter().setContrast(filters.contrast())
        layer.setOpacity(source.opacity())
        layer.triggerRepaint()
        layer.emitStyleChanged()


def _figures(path: str, number: int) -> Statistics | None:
    with said(f"The image {path} cannot be opened", strict=False):
        # The dataset must live as long as its band is used.
        dataset = open_tiff(path)
        band = dataset.GetRasterBand(number)
        told = [
            band.GetMetadataItem(f"STATISTICS_{name}")
            for name in ("MINIMUM", "MAXIMUM", "MEAN", "STDDEV", "VALID_PERCENT")
        ]
    if any(figure is None for figure in told[:4]):
        return None
    low, high, mean, deviation = (float(figure) for figure in told[:4])
    share = 1.0 if told[4] is None else float(told[4]) / 100
    count = max(1, round(share * dataset.RasterXSize * dataset.RasterYSize))
    return Statistics(count, low, high, mean, deviation)


def _limits(figures: Statistics | None) -> Range | None:
    if figures is None:
        return None
    spread = _DEVIATIONS * figures.deviation
    darkest = max(figures.minimum, figures.mean - spread)
    brightest = min(figures.maximum, figures.mean + spread)
    return (darkest, brightest) if darkest < brightest else None
