"""One pixel of a run: for each image its value, its scene and its class, from disk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .faults import known, said
from .folder import TABLES
from .reading import read_images, read_outlines, read_scenes, read_usages
from .tiff import open_tiff
from .turns import turn_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from osgeo import gdal
    from shapely.geometry.base import BaseGeometry

    from ..core.images import Image
    from ..core.scenes import Scene


@dataclass(frozen=True)
class Pixel:
    """What one pixel of one image is, and where it came from; None is unknown."""

    image: Image
    bands: tuple[tuple[str, float], ...]
    """Name and value of each band; empty where the image has no data."""
    scene_value: int | None = None
    scene: Scene | None = None
    part: BaseGeometry | None = None
    """What else of the image came from the scene, in the CRS of the grid."""
    cloud_class: int | None = None
    """Of the band `Image.cloud_source`."""


def read_pixels(
    folder: Path, slots: Iterable[str], x: float, y: float
) -> tuple[Pixel, ...]:
    """Return the pixel at a place for each of the images, in time order.

    Slots without an image, and images that do not reach there, are left out.

    Args:
        folder: of the run; nothing else is asked.
        slots: whose images are wanted.
        x: easting of the place in the CRS of the grid.
        y: northing.

    Raises:
        StoreError: a file is missing or damaged.
    """
    tables = folder / TABLES
    wanted = set(slots)
    # A run may be writing them just now.
    with turn_of(tables):
        images, usages = read_images(tables), read_usages(tables)
        scenes = {scene.key: scene for scene in read_scenes(tables)}
        outlines = read_outlines(tables)
    keys = {
        (usage.slot, usage.scene_value): usage.scene_key
        for usage in usages
        if usage.scene_value is not None
    }
    pixels = []
    for image in images:
        if image.slot not in wanted or image.path is None:
            continue
        pixel = _read(folder, image, x, y)
        if pixel is not None:
            pixels.append(_explain(pixel, scenes, keys, outlines))
    return tuple(pixels)


def _explain(
    pixel: Pixel,
    scenes: Mapping[str, Scene],
    keys: Mapping[tuple[str, int], str],
    outlines: Mapping[tuple[str, str], BaseGeometry],
) -> Pixel:
    slot = pixel.image.slot
    key = keys.get((slot, pixel.scene_value or 0), "")
    return Pixel(
        pixel.image,
        pixel.bands,
        pixel.scene_value,
        scenes.get(key),
        outlines.get((slot, key)),
        pixel.cloud_class,
    )


def _read(folder: Path, image: Image, x: float, y: float) -> Pixel | None:
    path = folder / str(image.path)
    with said(f"The image {path} could not be read"):
        dataset = open_tiff(str(path))
        place = _place(dataset, x, y)
        if place is None:
            return None
        bands: tuple[tuple[str, float], ...] = ()
        if _sample(dataset.GetRasterBand(1).GetMaskBand(), place):
            bands = tuple(
                (band.GetDescription() or str(number), _sample(band, place))
                for number in range(1, dataset.RasterCount + 1)
                if (band := dataset.GetRasterBand(number))
            )
    value = _beside(path, "scene", place)
    return Pixel(
        image,
        bands,
        int(value) if value else None,
        cloud_class=_class(_beside(path, "cloud", place), is_valid=bool(bands)),
    )


def _place(dataset: gdal.Dataset, x: float, y: float) -> tuple[int, int] | None:
    """Return column and row, None outside."""
    west, width, _, north, _, height = dataset.GetGeoTransform()
    column, row = (x - west) / width, (y - north) / height
    if 0 <= column < dataset.RasterXSize and 0 <= row < dataset.RasterYSize:
        return int(column), int(row)
    return None


def _beside(path: Path, name: str, place: tuple[int, int]) -> float | None:
    """Return the value of a raster beside the image, None without one."""
    beside = path.with_name(f"{path.stem}.{name}.tif")
    if not beside.is_file():
        return None
    with said(f"The raster {beside} could not be read"):
        dataset = open_tiff(str(beside))
        return _sample(dataset.GetRasterBand(1), place)


def _class(value: float | None, *, is_valid: bool) -> int | None:
    return int(value) if value is not None and is_valid else None


def _sample(band: Any, place: tuple[int, int]) -> float:  # noqa: ANN401  GDAL's band
    values = known(band.ReadAsArray(*place, 1, 1))
    return values[0, 0].item()  # type: ignore[no-any-return]  # numpy's
