"""Raster layers: an image of a slot, and the scene that each of its pixels is from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.core import QgsRasterLayer

from ..core.errors import StoreError
from ..core.sentences import say
from ..store.faults import said
from ..store.tiff import open_tiff
from .style import SceneClass, apply_scene_style, apply_style, find_limits
from .temporal import set_layer_range

if TYPE_CHECKING:
    from pathlib import Path

    from ..core.images import Image
    from ..core.product import Style

SCENE_SUFFIX = ".scene.tif"
_COLUMNS = {"Value", "label", "Red", "Green", "Blue"}


def image_layer(
    folder: Path, image: Image, style: Style, limits: tuple[float, float]
) -> QgsRasterLayer:
    """Return the layer of an image that has a file.

    Raises:
        StoreError: the file cannot be opened.
    """
    layer = _open(folder / str(image.path), image.slot)
    apply_style(layer, style, limits)
    set_layer_range(layer, image.start, image.end)
    return layer


def image_limits(folder: Path, image: Image, style: Style) -> tuple[float, float]:
    """Return the limits that a whole series takes from its first image."""
    return find_limits(style, str(folder / str(image.path)))


def scene_layer(folder: Path, image: Image) -> QgsRasterLayer | None:
    """Return the layer of the scene raster beside an image, None without one."""
    path = scene_path(folder, image)
    if not path.is_file():
        return None
    layer = _open(path, image.slot)
    apply_scene_classes(layer, path)
    set_layer_range(layer, image.start, image.end)
    return layer


def scene_path(folder: Path, image: Image) -> Path:
    """Return the place of the scene raster beside an image that has a file."""
    path = (folder / str(image.path)).with_suffix("")
    return path.with_name(path.name + SCENE_SUFFIX)


def apply_scene_classes(layer: QgsRasterLayer, path: Path) -> None:
    """Colour a scene raster by the scenes that it names.

    Raises:
        StoreError: the file cannot be opened.
    """
    apply_scene_style(layer, scene_classes(path))


def scene_classes(path: Path) -> tuple[SceneClass, ...]:
    """Return the scenes that the raster's attribute table names, none without one.

    Raises:
        StoreError: the file cannot be opened.
    """
    with said(f"The image {path.name} cannot be opened", strict=False):
        # The dataset must live as long as its band and table are used.
        dataset = open_tiff(str(path))
        table = dataset.GetRasterBand(1).GetDefaultRAT()
    if table is None:
        return ()
    columns = {table.GetNameOfCol(n): n for n in range(table.GetColumnCount())}
    if not columns.keys() >= _COLUMNS:
        return ()
    value, label = columns["Value"], columns["label"]
    colour = [columns[name] for name in ("Red", "Green", "Blue")]
    return tuple(
        SceneClass(
            table.GetValueAsInt(row, value),
            table.GetValueAsString(row, label),
            (
                table.GetValueAsInt(row, colour[0]),
                table.GetValueAsInt(row, colour[1]),
                table.GetValueAsInt(row, colour[2]),
            ),
        )
        for row in range(table.GetRowCount())
    )


def _open(path: Path, name: str) -> QgsRasterLayer:
    # Without a default style QGIS does not compute statistics on opening.
    options = QgsRasterLayer.LayerOptions(loadDefaultStyle=False)
    layer = QgsRasterLayer(str(path), name, "gdal", options)
    if not layer.isValid():
        message = say(
            f"The image {path.name} cannot be opened: was it moved or deleted?"
        )
        raise StoreError(message)
    return layer
