"""Reads the tables of a run back as values."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from osgeo import gdal

from ..core.errors import StoreError
from ..core.sentences import say
from .faults import known, said
from .features import read_rows
from .rows import IMAGES, SCENES, USAGE, Kind, Row, to_image, to_scene, to_usage

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

    from ..core.images import Image, Usage
    from ..core.scenes import Scene

T = TypeVar("T")


def read_images(path: Path) -> tuple[Image, ...]:
    """Return the rows of the layer ``images``, in time order.

    Raises:
        StoreError: the tables are missing or damaged.
    """
    images = _read(path, "images", IMAGES, lambda row, _: to_image(row))
    return tuple(sorted(images, key=lambda image: (image.start, image.end)))


def read_scenes(path: Path) -> tuple[Scene, ...]:
    """Return the rows of the layer ``scenes``.

    Raises:
        StoreError: the tables are missing or damaged.
    """
    return _read(path, "scenes", SCENES, to_scene)


def read_usages(path: Path) -> tuple[Usage, ...]:
    """Return the rows of the layer ``usage``.

    Raises:
        StoreError: the tables are missing or damaged.
    """
    return _read(path, "usage", USAGE, lambda row, _: to_usage(row))


def read_outlines(path: Path) -> dict[tuple[str, str], BaseGeometry]:
    """Return the part of each image that came from a scene, by slot and scene key.

    In the CRS of the grid; simplified, for showing.

    Raises:
        StoreError: the tables are missing or damaged.
    """

    def convert(
        row: Row, outline: BaseGeometry | None
    ) -> tuple[tuple[str, str], BaseGeometry | None]:
        return (str(row["slot"]), str(row["scene_key"])), outline

    found = dict(_read(path, "usage", USAGE, convert))
    return {key: outline for key, outline in found.items() if outline is not None}


def _read(
    path: Path,
    table: str,
    columns: Mapping[str, Kind],
    convert: Callable[[Row, BaseGeometry | None], T],
) -> tuple[T, ...]:
    with said(f"The tables {path} could not be read"):
        flags = gdal.OF_VECTOR | gdal.OF_VERBOSE_ERROR
        # A transaction that was cut off is undone by whoever may write.
        if path.with_name(f"{path.name}-journal").exists():
            flags |= gdal.OF_UPDATE
        package = known(gdal.OpenEx(str(path), flags, ["GPKG"]))
        rows = read_rows(known(package.GetLayerByName(table)), columns)
    try:
        return tuple(convert(*row) for row in rows)
    except (ValueError, KeyError, TypeError) as error:
        message = say(f"The tables {path} are damaged: {error}.")
        raise StoreError(message) from error
