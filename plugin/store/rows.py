"""Rows: images, scenes and usages as plain values, the same for table and JSON."""

from __future__ import annotations

import math
import re
from dataclasses import fields
from datetime import datetime
from enum import Enum
from typing import TYPE_CHECKING, Any

from ..core.images import Image, State, Usage, Use
from ..core.scenes import Scene
from ..core.sentences import say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shapely.geometry.base import BaseGeometry

Cell = object
"""``str``, ``int``, ``float``, ``bool``, an aware ``datetime``, or None for NULL."""
Row = dict[str, Cell]

_IMAGE_PATH = re.compile(r"images/[^/\\]+\.tif")


class Kind(Enum):
    """What a column holds."""

    TEXT = "text"
    TIME = "time"
    INTEGER = "integer"
    REAL = "real"
    FLAG = "flag"


_KINDS = {
    "datetime": Kind.TIME,
    "int": Kind.INTEGER,
    "float": Kind.REAL,
    "bool": Kind.FLAG,
}


def _columns(*names: str, of: type) -> dict[str, Kind]:
    declared = {field.name: str(field.type) for field in fields(of)}
    return {
        name: _KINDS.get(declared.get(name, "").split(" |")[0], Kind.TEXT)
        for name in names
    }


# The order is the contract's, for people who read the tables.
IMAGES = _columns(
    *("slot", "start", "end", "state", "reason", "path", "product", "rule"),
    *("collection", "hub", "scenes_offered", "scenes_used", "acquisitions"),
    *("first_acquired", "last_acquired", "mean_acquired", "main_acquired"),
    *("main_share_pct", "valid_pct", "cloud_pct", "shadow_pct", "snow_pct"),
    *("unclassified_pct", "cloud_source", "tile_cloud_min", "tile_cloud_max"),
    *("width", "height", "resolution", "pieces", "pieces_failed", "requests"),
    *("pu_estimated", "pu_charged", "fetched"),
    of=Image,
)
SCENES = _columns(
    *("scene_key", "tile_id", "product_id", "acquisition_key", "acquired"),
    *("cloud_coverage", "platform", "relative_orbit", "tile_name"),
    *("processing_baseline", "sun_zenith", "sh_id", "data_path", "collection"),
    *("id_is_derived", "facts_source"),
    of=Scene,
)
USAGE = _columns(
    *("slot", "scene_key", "tile_id", "acquired", "cloud_coverage", "used"),
    *("pixels", "share_pct", "scene_value", "reason"),
    of=Usage,
) | {"used": Kind.FLAG}


def image_row(image: Image) -> Row:
    """Return an image as a row of the layer ``images``."""
    return _row(IMAGES, image, state=image.state.value)


def scene_row(scene: Scene, acquisition_key: str | None) -> Row:
    """Return a scene as a row of the layer ``scenes``, without its footprint."""
    return _row(SCENES, scene, scene_key=scene.key, acquisition_key=acquisition_key)


def usage_row(usage: Usage) -> Row:
    """Return a usage as a row of the layer ``usage``."""
    return _row(USAGE, usage, reason=usage.reason.value)


def to_image(row: Mapping[str, Any]) -> Image:
    """Return the image of a row.

    Raises:
        ValueError, KeyError, TypeError: the row is none of ours.
    """
    path = row["path"]
    # A stranger's table shall open no other file, let alone an address.
    if path is not None and not _IMAGE_PATH.fullmatch(path):
        message = f"“{path}” is no image of a run"
        raise ValueError(message)
    return Image(**{**_known(Image, row), "state": State(row["state"])})


def to_scene(row: Mapping[str, Any], footprint: BaseGeometry | None) -> Scene:
    """Return the scene of a row.

    Raises:
        ValueError, KeyError, TypeError: the row is none of ours.
    """
    facts = {**_known(Scene, row), "key": row["scene_key"], "footprint": footprint}
    return Scene(**{**facts, "id_is_derived": bool(row["id_is_derived"])})


def to_usage(row: Mapping[str, Any]) -> Usage:
    """Return the usage of a row.

    Raises:
        ValueError, KeyError, TypeError: the row is none of ours.
    """
    return Usage(**{**_known(Usage, row), "reason": Use(row["reason"])})


def clean_text(text: str) -> str:
    """Return the text without what neither XML nor UTF-8 nor SQLite can hold."""
    if text.isprintable():
        return text
    text = text.encode("utf-8", "replace").decode("utf-8")
    return "".join(letter for letter in text if letter in "\t\n" or letter >= " ")


def _row(columns: Mapping[str, Kind], value: object, **others: Cell) -> Row:
    return {
        name: _cell(kind, others[name] if name in others else getattr(value, name))
        for name, kind in columns.items()
    }


def _cell(kind: Kind, cell: Any) -> Cell:  # noqa: ANN401  any type of a value
    """Return the cell in Python's own type: neither OGR nor JSON knows numpy's."""
    if cell is None:
        return None
    if kind is Kind.TEXT:
        return clean_text(str(cell))
    if kind is Kind.INTEGER:
        return int(cell)
    if kind is Kind.REAL:
        return float(cell) if math.isfinite(cell) else None
    if kind is Kind.FLAG:
        return bool(cell)
    if not (isinstance(cell, datetime) and cell.tzinfo):
        message = say(f"{cell!r} is no time with a zone.")
        raise ValueError(message)
    return cell


def _known(of: type, row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        field.name: row[field.name]
        for field in fields(of)
        if field.init and field.name in row
    }
