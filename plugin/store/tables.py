"""The tables of a run: a GeoPackage made whole, then updated in place slot by slot."""

from __future__ import annotations

from dataclasses import dataclass, field
from time import monotonic, sleep
from typing import TYPE_CHECKING

from osgeo import gdal, ogr

from ..core.sentences import say
from .faults import LockedError, done, known, said
from .features import add_rows, delete_rows, field_of, put_row
from .landing import discard, land, part_of
from .options import gdal_option
from .rows import IMAGES, SCENES, USAGE, Kind, Row, image_row, scene_row, usage_row
from .tiff import reference_of
from .turns import turn_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from pathlib import Path

    from shapely.geometry import MultiPolygon
    from shapely.geometry.base import BaseGeometry

    from ..core.images import Image, Usage
    from ..core.scenes import Scene

_DEGREES = 4326

_PATIENCE, _PAUSE = 10.0, 0.05
"""Seconds to wait for a program that reads or writes just then, and between tries."""
# A program that is killed leaves the tables whole either way; to wait for the disk at
# each step as well would take fifty times as long, and they can be made anew.
_NO_SYNC = ("OGR_SQLITE_SYNCHRONOUS", "OFF")

_BESIDE = ("-journal", "-wal", "-shm")
"""What SQLite keeps beside a database while it is written."""

_INDEXES = (
    ("images_slot", "images", "slot"),
    ("scenes_scene_key", "scenes", "scene_key"),
    ("usage_slot", "usage", "slot"),
    ("usage_scene_key", "usage", "scene_key"),
)


@dataclass(frozen=True)
class Content:
    """Rows that belong together: some slots with all that is said about them."""

    images: Sequence[Image]
    scenes: Sequence[Scene]
    usages: Sequence[Usage]
    """All usages of the images above."""
    acquisitions: Mapping[str, str]
    """Acquisition by scene key."""
    outlines: Mapping[tuple[str, int], MultiPolygon] = field(default_factory=dict)
    """By slot and scene value, in the CRS of the grid."""
    gone_slots: Collection[str] = ()
    """Names of slots whose rows go."""
    gone_scenes: Collection[str] = ()
    """Keys of scenes that no slot has any more."""


def create_tables(path: Path, epsg: int, area: BaseGeometry, content: Content) -> None:
    """Write a new GeoPackage, by rename.

    Args:
        path: final name.
        epsg: CRS of the grid and of the area.
        area: the asked geometry.
        content: all rows of the run.

    Raises:
        StoreError: the file cannot be written.
    """
    discard(path)
    with said(f"The tables {path} could not be written"), gdal_option(*_NO_SYNC):
        try:
            _create(part_of(path), epsg, area, content)
            # SQLite would take what is left of an old transaction for one of the new.
            for name in (path.name, *(path.name + one for one in _BESIDE)):
                path.with_name(name).unlink(missing_ok=True)
            land(path)
        except (OSError, RuntimeError):
            discard(path)
            raise


def update_tables(path: Path, area: BaseGeometry, content: Content) -> None:
    """Replace the rows of some slots, all or nothing; QGIS may hold the file open.

    An image and a scene keep their feature ids.

    Args:
        path: of an existing GeoPackage.
        area: the asked geometry.
        content: the rows of these slots, the scenes that are new or changed, and
            what goes.

    Raises:
        StoreError: the file cannot be written, or another program keeps it locked.
    """
    deadline = monotonic() + _PATIENCE
    sentence = say(f"The tables {path} could not be written")
    while True:
        try:
            with said(sentence), turn_of(path), gdal_option(*_NO_SYNC):
                _update(path, area, content)
        except LockedError:  # noqa: PERF203  a try is a transaction
            # SQLite waits by itself in some cases only.
            if monotonic() > deadline:
                raise
            sleep(_PAUSE)
        else:
            return


def recover_tables(path: Path) -> None:
    """Have a transaction undone that was cut off; without effect where there is none.

    Raises:
        StoreError: the file is damaged or cannot be opened to write.
    """
    if not path.with_name(f"{path.name}-journal").exists():
        return
    with said(f"The tables {path} could not be read"), turn_of(path):
        flags = gdal.OF_VECTOR | gdal.OF_UPDATE | gdal.OF_VERBOSE_ERROR
        package = known(gdal.OpenEx(str(path), flags, ["GPKG"]))
        known(package.GetLayerByName("images")).GetFeatureCount()
        package = None


def _update(path: Path, area: BaseGeometry, content: Content) -> None:
    flags = gdal.OF_VECTOR | gdal.OF_UPDATE | gdal.OF_VERBOSE_ERROR
    package = known(gdal.OpenEx(str(path), flags, ["GPKG"]))
    done(package.StartTransaction())
    try:
        _put(package, area, content)
        done(package.CommitTransaction())
    except BaseException:
        package.RollbackTransaction()
        raise


def _create(path: Path, epsg: int, area: BaseGeometry, content: Content) -> None:
    driver = ogr.GetDriverByName("GPKG")
    package = known(driver.CreateDataSource(str(path), ["DATETIME_FORMAT=UTC"]))
    # Of one part: a polygon, as QGIS's users expect of an area.
    shape = ogr.wkbMultiPolygon if area.geom_type == "MultiPolygon" else ogr.wkbPolygon
    multi = ogr.wkbMultiPolygon
    _add_layer(package, "images", epsg, shape, IMAGES)
    _add_layer(package, "scenes", _DEGREES, multi, SCENES)
    _add_layer(package, "usage", epsg, multi, USAGE)
    done(package.StartTransaction())
    _add(package, area, content)
    for name, table, column in _INDEXES:
        package.ExecuteSQL(f'CREATE INDEX "{name}" ON "{table}" ("{column}")')
    done(package.CommitTransaction())
    done(package.FlushCache())


def _add_layer(
    package: ogr.DataSource,
    name: str,
    epsg: int,
    shape: int,
    columns: Mapping[str, Kind],
) -> None:
    title, description = _TITLES[name]
    options = [f"IDENTIFIER={title}", f"DESCRIPTION={description}"]
    layer = known(package.CreateLayer(name, reference_of(epsg), shape, options))
    for column, kind in columns.items():
        done(layer.CreateField(field_of(column, kind)))


def _add(package: ogr.DataSource, area: BaseGeometry, content: Content) -> None:
    """Append all rows to empty layers."""
    passes = content.acquisitions
    images = ((image_row(image), area) for image in content.images)
    scenes = (
        (scene_row(scene, passes.get(scene.key)), scene.footprint)
        for scene in content.scenes
    )
    add_rows(package.GetLayerByName("images"), images)
    add_rows(package.GetLayerByName("scenes"), scenes)
    add_rows(package.GetLayerByName("usage"), _usage_rows(content))


def _put(package: gdal.Dataset, area: BaseGeometry, content: Content) -> None:
    """Replace the rows of the content's slots and scenes."""
    images = package.GetLayerByName("images")
    for image in content.images:
        put_row(images, "slot", image_row(image), area)
    scenes = package.GetLayerByName("scenes")
    for scene in content.scenes:
        row = scene_row(scene, content.acquisitions.get(scene.key))
        put_row(scenes, "scene_key", row, scene.footprint)
    usage = package.GetLayerByName("usage")
    for slot in (*(image.slot for image in content.images), *content.gone_slots):
        delete_rows(usage, "slot", slot)
    for slot in content.gone_slots:
        delete_rows(images, "slot", slot)
    for key in content.gone_scenes:
        delete_rows(scenes, "scene_key", key)
    add_rows(usage, _usage_rows(content))


def _usage_rows(content: Content) -> Iterator[tuple[Row, MultiPolygon | None]]:
    for usage in content.usages:
        outline = content.outlines.get((usage.slot, usage.scene_value or 0))
        yield usage_row(usage), outline


_TITLES = {
    "images": (
        "Images",
        "One row per slot asked for: its mosaic, or why there is none",
    ),
    "scenes": ("Scenes", "One row per source tile: its facts and its claimed outline"),
    "usage": (
        "Usage",
        "One row per tile offered to a slot: its pixels in the mosaic, or why none",
    ),
}
