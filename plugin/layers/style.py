"""Styles: one for all images of a run, and one that names the scenes of a slot."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from osgeo import gdal
from qgis.core import (
    Qgis,
    QgsColorRampShader,
    QgsContrastEnhancement,
    QgsMultiBandColorRenderer,
    QgsPalettedRasterRenderer,
    QgsRasterShader,
    QgsSingleBandGrayRenderer,
    QgsSingleBandPseudoColorRenderer,
)
from qgis.PyQt.QtGui import QColor

from ..compat import mask_band
from ..store.faults import said
from ..store.tiff import open_tiff

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qgis.core import QgsRasterLayer, QgsRasterRenderer

    from ..core.product import Style

Range = tuple[float, float]


@dataclass(frozen=True)
class SceneClass:
    """One value of a scene raster as it is drawn."""

    value: int
    label: str
    colour: tuple[int, int, int]


def apply_style(layer: QgsRasterLayer, style: Style, limits: Range) -> None:
    """Draw the layer; pass the same limits for every image of a series."""
    provider = layer.dataProvider()
    mask = mask_band(provider)
    style = style.fitting(provider.bandCount() - (mask is not None))
    make = {"rgb": _rgb, "ramp": _ramp}.get(style.kind, _gray)
    renderer = make(layer, style, limits)
    if mask is not None:
        renderer.setAlphaBand(mask)
    layer.setRenderer(renderer)
    layer.brightnessFilter().setGamma(style.gamma)


def apply_scene_style(layer: QgsRasterLayer, classes: Sequence[SceneClass]) -> None:
    """Draw a scene raster with the colour and label of each scene."""
    drawn = [
        QgsPalettedRasterRenderer.Class(one.value, QColor(*one.colour), one.label)
        for one in classes
    ]
    layer.setRenderer(QgsPalettedRasterRenderer(layer.dataProvider(), 1, drawn))


def fit_style(style: Style, path: str) -> Style:
    """Return the style as it suits the bands of a file.

    Raises:
        StoreError: the file cannot be opened.
    """
    if not style.guessed and style.bands == (1,):
        return style
    with said(f"The image {path} cannot be opened", strict=False):
        return style.fitting(int(open_tiff(path).RasterCount))


def find_limits(style: Style, path: str) -> Range:
    """Return the darkest and brightest value of a series.

    They are the product's own; else what the worker left in the file's band
    metadata; else the whole range of the data type. Nothing is computed here.

    Raises:
        StoreError: the file cannot be opened.
    """
    style = fit_style(style, path)
    if style.minimum is not None and style.maximum is not None:
        return style.minimum, style.maximum
    if style.ramp:
        return style.ramp[0][0], style.ramp[-1][0]
    with said(f"The image {path} cannot be opened", strict=False):
        dataset = open_tiff(path)
        bands = [dataset.GetRasterBand(band) for band in style.bands]
        told = [limits for limits in map(_told_limits, bands) if limits]
    if told:
        return min(low for low, _ in told), max(high for _, high in told)
    return _TYPE_LIMITS.get(bands[0].DataType, (0.0, 1.0))


def _told_limits(band: gdal.Band) -> Range | None:
    """Return mean ± 2 standard deviations, within minimum and maximum."""
    told = [band.GetMetadataItem(f"STATISTICS_{name}") for name in _FIGURES]
    if any(figure is None for figure in told):
        return None
    low, high, mean, deviation = (float(figure) for figure in told)
    darkest = max(low, mean - 2 * deviation)
    brightest = min(high, mean + 2 * deviation)
    return (darkest, brightest) if darkest < brightest else None


_FIGURES = ("MINIMUM", "MAXIMUM", "MEAN", "STDDEV")
# Digital numbers of optical collections: 4000 is a reflectance of 0.4.
_TYPE_LIMITS = {gdal.GDT_Byte: (0.0, 255.0), gdal.GDT_UInt16: (0.0, 4000.0)}


def _rgb(layer: QgsRasterLayer, style: Style, limits: Range) -> QgsRasterRenderer:
    renderer = QgsMultiBandColorRenderer(layer.dataProvider(), *style.bands)
    # By setters: the constructor takes stretches without owning them, and crashes.
    for set_stretch, band in zip(
        (
            renderer.setRedContrastEnhancement,
            renderer.setGreenContrastEnhancement,
            renderer.setBlueContrastEnhancement,
        ),
        style.bands,
    ):
        set_stretch(_stretch(layer, band, limits))
    return renderer


def _gray(layer: QgsRasterLayer, style: Style, limits: Range) -> QgsRasterRenderer:
    band = style.bands[0]
    renderer = QgsSingleBandGrayRenderer(layer.dataProvider(), band)
    renderer.setContrastEnhancement(_stretch(layer, band, limits))
    return renderer


def _ramp(layer: QgsRasterLayer, style: Style, limits: Range) -> QgsRasterRenderer:
    low, high = limits
    ramp = QgsColorRampShader(low, high)
    ramp.setColorRampType(QgsColorRampShader.Type.Interpolated)
    ramp.setColorRampItemList(
        [
            QgsColorRampShader.ColorRampItem(value, QColor(colour), f"{value:g}")
            for value, colour in style.ramp
        ]
    )
    shader = QgsRasterShader(low, high)
    shader.setRasterShaderFunction(ramp)
    renderer = QgsSingleBandPseudoColorRenderer(layer.dataProvider(), style.bands[0])
    renderer.setShader(shader)
    renderer.setClassificationMin(low)
    renderer.setClassificationMax(high)
    return renderer


def _stretch(layer: QgsRasterLayer, band: int, limits: Range) -> QgsContrastEnhancement:
    stretch = QgsContrastEnhancement(Qgis.DataType(layer.dataProvider().dataType(band)))
    stretch.setMinimumValue(limits[0])
    stretch.setMaximumValue(limits[1])
    stretch.setContrastEnhancementAlgorithm(
        QgsContrastEnhancement.ContrastEnhancementAlgorithm.StretchToMinimumMaximum
    )
    return stretch
