"""Provenance: which scene each value of the scene raster stands for.

Pixel counts come from the raster and facts from Catalog and user data; a value is
resolved through facts that were told at the moment of use, never through an index.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

from .errors import AnswerError, ProvenanceError
from .scenes import (
    Scene,
    find_baseline,
    find_relative_orbit,
    find_tile_name,
    merge_facts,
    scene_key,
    strip_safe,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

# Catalog and service give the same time, one with fractions and one without,
# floored or rounded: within a second, never by rounding.
SAME_TIME = timedelta(seconds=1)


@dataclass(frozen=True)
class Told:
    """What the user data of one request say of its tiles."""

    tiles: Mapping[int, Scene]
    """Facts by scene value, of every tile that the request had."""
    used: Mapping[int, Scene]
    """The same, noted while pixels were evaluated; may lack some."""


def parse_user_data(document: Mapping[str, Any], collection: str) -> Told:
    """Return the tiles told by the wrapper's user data.

    Raises:
        AnswerError: the document is not what the wrapper writes.
    """
    try:
        told = document["scene_slots"]
        tiles = {int(tile["value"]): _scene(tile, collection) for tile in told["tiles"]}
        used = {
            int(value): _scene(tile, collection) for value, tile in told["used"].items()
        }
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        message = "The service's user data do not name the tiles of the image."
        raise AnswerError(message) from error
    return Told(tiles, used)


def resolve_values(
    told: Told, asked: Sequence[Scene], offered: Sequence[Scene]
) -> dict[int, Scene]:
    """Return the scene of each value, with the facts of service and Catalog merged.

    Args:
        told: the user data of the request.
        asked: the scenes of the request in rule order: value ``i + 1`` is ``asked[i]``.
        offered: every scene that the Catalog offered.

    Raises:
        ProvenanceError: two sources name different tiles for one value.
    """
    scenes: dict[int, Scene] = dict(enumerate(asked, 1))
    for value, tile in {**told.used, **told.tiles}.items():
        noted = told.used.get(value, tile)
        if not _same_tile(noted, tile):
            raise _disagreement(value, noted, tile)
        if value in scenes:
            if not _same_tile(scenes[value], tile):
                raise _disagreement(value, scenes[value], tile)
            scenes[value] = merge_facts(scenes[value], tile)
        else:
            known = find_in_catalog(tile, offered)
            scenes[value] = merge_facts(known, tile) if known else tile
    return scenes


def find_in_catalog(tile: Scene, offered: Sequence[Scene]) -> Scene | None:
    """Return the Catalog's scene for a tile that the service told, None if unclear.

    By product id without ``.SAFE``, then by time within a second and tile name.
    """
    for scene in offered:
        if tile.product_id and scene.product_id == tile.product_id:
            return scene
    close = [scene for scene in offered if _same_tile(scene, tile)]
    return close[0] if len(close) == 1 else None


def _same_tile(one: Scene, other: Scene) -> bool:
    if abs(one.acquired - other.acquired) > SAME_TIME:
        return False
    if one.tile_name and other.tile_name and one.tile_name != other.tile_name:
        return False
    return not (
        one.product_id and other.product_id and one.product_id != other.product_id
    )


def _disagreement(value: int, one: Scene, other: Scene) -> ProvenanceError:
    return ProvenanceError(
        f"Scene value {value} is named {one.key} by one source and {other.key} by"
        " another; the image was not kept."
    )


def _scene(tile: Mapping[str, Any], collection: str) -> Scene:
    acquired = parse_time(tile["date"])
    product_id = strip_safe(_text(tile.get("productId")))
    tile_id = _text(tile.get("tileOriginalId"))
    data_path = _text(tile.get("dataPath"))
    sh_id = tile.get("shId")
    cloud = tile.get("cloudCoverage")
    tile_name = find_tile_name(product_id, tile_id, data_path)
    return Scene(
        key=scene_key(
            product_id=product_id,
            sh_id=sh_id,
            data_path=data_path,
            acquired=acquired,
            tile_name=tile_name,
        ),
        acquired=acquired,
        collection=collection,
        product_id=product_id,
        tile_id=tile_id or product_id,
        cloud_coverage=None if cloud is None else float(cloud),
        relative_orbit=find_relative_orbit(product_id),
        tile_name=tile_name,
        processing_baseline=find_baseline(product_id, tile_id),
        sh_id=None if sh_id is None else int(sh_id),
        data_path=data_path,
        facts_source="userdata",
    )


def parse_time(text: str) -> datetime:
    """Return a time of the service, with or without fraction, as UTC.

    Raises:
        ValueError: the text is no time.
    """
    moment = datetime.fromisoformat(_pad_fraction(text.strip()))
    if moment.tzinfo is None:
        return moment.replace(tzinfo=timezone.utc)
    return moment.astimezone(timezone.utc)


def with_derived_id(scene: Scene, *, derived: bool) -> Scene:
    """Return the scene, marked if its id names no product that exists."""
    return replace(scene, id_is_derived=derived)


def _pad_fraction(text: str) -> str:
    # Python before 3.11 reads neither "Z" nor fractions of other than 3 or 6 digits.
    if text.endswith(("Z", "z")):
        text = f"{text[:-1]}+00:00"
    head, dot, tail = text.partition(".")
    if not dot:
        return text
    digits = len(tail) - len(tail.lstrip("0123456789"))
    return f"{head}.{tail[:digits][:6].ljust(6, '0')}{tail[digits:]}"


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None
