"""The legend of a scene raster: colours, and a table that names every value."""

from __future__ import annotations

import colorsys
from typing import TYPE_CHECKING

from osgeo import gdal

from ..core.times import format_second
from .faults import done
from .rows import clean_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..core.scenes import Scene

# Neighbouring values get distant hues: steps of the golden angle around the circle.
_HUE_STEP = 0.618033988749895

_COLUMNS = (
    ("Value", gdal.GFT_Integer, gdal.GFU_MinMax),
    ("Count", gdal.GFT_Integer, gdal.GFU_PixelCount),
    ("label", gdal.GFT_String, gdal.GFU_Name),
    ("acquired", gdal.GFT_String, gdal.GFU_Generic),
    ("tile_id", gdal.GFT_String, gdal.GFU_Generic),
    ("product_id", gdal.GFT_String, gdal.GFU_Generic),
    ("tile_name", gdal.GFT_String, gdal.GFU_Generic),
    ("cloud_coverage", gdal.GFT_Real, gdal.GFU_Generic),
    ("Red", gdal.GFT_Integer, gdal.GFU_Red),
    ("Green", gdal.GFT_Integer, gdal.GFU_Green),
    ("Blue", gdal.GFT_Integer, gdal.GFU_Blue),
)


def colour_of(value: int) -> tuple[int, int, int]:
    """Return the red, green and blue of a scene value, the same in every image."""
    hue = (value * _HUE_STEP) % 1.0
    red, green, blue = colorsys.hsv_to_rgb(hue, 0.55 + 0.2 * (value % 3), 0.9)
    return round(red * 255), round(green * 255), round(blue * 255)


def label_of(scene: Scene) -> str:
    """Return the words that name a scene in a legend: time, tile and tile cloud."""
    cloud = scene.cloud_coverage
    words = [
        format_second(scene.acquired),
        scene.tile_name or scene.tile_id or scene.key,
        "tile cloud unknown" if cloud is None else f"tile cloud {cloud:.3g} %",
    ]
    return ", ".join(words)


def colour_table(entries: Sequence[tuple[int, Scene]]) -> gdal.ColorTable:
    """Return the colours of the scene values; no scene is transparent."""
    table = gdal.ColorTable()
    table.SetColorEntry(0, (0, 0, 0, 0))
    for value, _ in entries:
        table.SetColorEntry(value, (*colour_of(value), 255))
    return table


def attribute_table(
    entries: Sequence[tuple[int, Scene]], counts: dict[int, int]
) -> gdal.RasterAttributeTable:
    """Return the table that names every scene value.

    Args:
        entries: each scene value with its scene.
        counts: pixels by scene value.

    Raises:
        RuntimeError: GDAL refuses.
    """
    table = gdal.RasterAttributeTable()
    table.SetTableType(gdal.GRTT_THEMATIC)
    for name, kind, use in _COLUMNS:
        done(table.CreateColumn(name, kind, use))
    table.SetRowCount(len(entries))
    for row, (value, scene) in enumerate(sorted(entries, key=lambda entry: entry[0])):
        cells = (
            value,
            counts.get(value, 0),
            label_of(scene),
            format_second(scene.acquired),
            scene.tile_id or "",
            scene.product_id or "",
            scene.tile_name or "",
            # The table knows no NULL: not a number is its "unknown".
            float("nan" if scene.cloud_coverage is None else scene.cloud_coverage),
            *colour_of(value),
        )
        for column, cell in enumerate(cells):
            _set_cell(table, row, column, cell)
    return table


def _set_cell(
    table: gdal.RasterAttributeTable, row: int, column: int, cell: object
) -> None:
    if isinstance(cell, str):
        table.SetValueAsString(row, column, clean_text(cell))
    elif isinstance(cell, float):
        table.SetValueAsDouble(row, column, cell)
    else:
        table.SetValueAsInt(row, column, cell)
