"""Provenance: which scene each value of the scene raster stands for.

Pixel counts come from the raster and facts from Catalog and user data; a value is
resolved through facts that were told at the moment of use, never through an index.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
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
from .sentences import say
from .times import SAME_TIME, parse_time
from .told import told_percent, told_text, told_whole

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime


@dataclass(frozen=True)
class Tile:
    """What the service says of one tile; any of it may be unknown."""

    collection: str
    acquired: datetime | None = None
    product_id: str | None = None
    """Without ``.SAFE``."""
    tile_id: str | None = None
    """``tileOriginalId``."""
    cloud_coverage: float | None = None
    sh_id: int | None = None
    data_path: str | None = None
    until: datetime | None = None
    """End of the day that this is, where the service tells days; ``acquired`` is its
    start then, and ids are those of its only tile."""
    first: datetime | None = None
    """Of the day's tiles."""
    parts: tuple[Tile, ...] = ()
    """The day's tiles, where the service tells them."""

    @property
    def tile_name(self) -> str | None:
        """``T33TWL`` or path/row, from whatever tells it."""
        return find_tile_name(self.product_id, self.tile_id, self.data_path)

    @property
    def processing_baseline(self) -> str | None:
        """Digits in the form ``05.09``."""
        return find_baseline(self.product_id, self.tile_id)

    def to_scene(self, acquired: datetime) -> Scene:
        """Return the tile as a scene of that time."""
        return Scene(
            key=scene_key(
                product_id=self.product_id,
                sh_id=self.sh_id,
                data_path=self.data_path,
                acquired=acquired,
                tile_name=self.tile_name,
            ),
            acquired=acquired,
            collection=self.collection,
            product_id=self.product_id,
            tile_id=self.tile_id or self.product_id,
            cloud_coverage=self.cloud_coverage,
            relative_orbit=find_relative_orbit(self.product_id),
            tile_name=self.tile_name,
            processing_baseline=self.processing_baseline,
            sh_id=self.sh_id,
            data_path=self.data_path,
            facts_source="userdata",
        )


@dataclass(frozen=True)
class Told:
    """What the user data of one request say of its tiles."""

    tiles: Mapping[int, Tile]
    """Facts by scene value, of every tile that the request had."""
    used: Mapping[int, Tile]
    """The same, noted while pixels were evaluated; may lack some."""


def parse_user_data(document: Mapping[str, Any], collection: str) -> Told:
    """Return the tiles told by the wrapper's user data.

    Raises:
        AnswerError: the document is not what the wrapper writes.
        ProvenanceError: one scene value is given to two different tiles.
    """
    tiles: dict[int, Tile] = {}
    try:
        told = document["scene_slots"]
        for facts in told["tiles"]:
            value, tile = int(facts["value"]), _tile(facts, collection)
            if not _is_same(tiles.setdefault(value, tile), tile):
                raise _disagreement(value, _name(tiles[value]), _name(tile))
        used = {
            int(value): _tile(facts, collection)
            for value, facts in told["used"].items()
        }
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
        message = say("The service's user data do not name the tiles of the image.")
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
        ProvenanceError: two sources name different tiles for one value, or a tile
            that the Catalog did not offer has no time.
    """
    scenes: dict[int, Scene] = dict(enumerate(asked, 1))
    for value, tile in {**told.used, **told.tiles}.items():
        noted = told.used.get(value, tile)
        if not _is_same(noted, tile):
            raise _disagreement(value, _name(noted), _name(tile))
        known = scenes.get(value) or find_in_catalog(tile, offered)
        if known is not None:
            if not _is_same(known, tile):
                raise _disagreement(value, known.key, _name(tile))
            scenes[value] = merge_facts(known, tile.to_scene(known.acquired))
        elif tile.acquired is not None:
            scenes[value] = tile.to_scene(tile.first or tile.acquired)
        else:
            message = say(
                f"Scene value {value} is a tile without a time ({_name(tile)}); the"
                " image was not kept."
            )
            raise ProvenanceError(message)
    return scenes


def find_in_catalog(tile: Tile, offered: Sequence[Scene]) -> Scene | None:
    """Return the Catalog's scene for a tile that the service told, None if unclear.

    By product id without ``.SAFE``, then by time within a second and tile name.
    """
    for scene in offered:
        if tile.product_id and scene.product_id == tile.product_id:
            return scene
    if tile.acquired is None:
        return None
    close = [scene for scene in offered if _is_same(scene, tile)]
    return close[0] if len(close) == 1 else None


def _is_same(one: Scene | Tile, other: Tile) -> bool:
    """Return whether nothing that is known of the two tells them apart."""
    if other.until is not None:
        return _is_on_day(one, other)
    if one.product_id and other.product_id and _is_comparable(one, other):
        return one.product_id == other.product_id
    for mine, its in (
        (one.tile_name, other.tile_name),
        (one.processing_baseline, other.processing_baseline),
    ):
        if mine and its and mine != its:
            return False
    return (
        one.acquired is None
        or other.acquired is None
        or abs(one.acquired - other.acquired) <= SAME_TIME
    )


def _is_on_day(one: Scene | Tile, day: Tile) -> bool:
    if one.acquired is None or day.acquired is None or day.until is None:
        return True
    return day.acquired - SAME_TIME <= one.acquired <= day.until + SAME_TIME


def _is_comparable(one: Scene | Tile, other: Tile) -> bool:
    """Return whether both ids are of one form: a product's name, or some other id."""
    return (find_baseline(one.product_id) is None) == (
        find_baseline(other.product_id) is None
    )


def _disagreement(value: int, one: str, other: str) -> ProvenanceError:
    return ProvenanceError(
        say(
            f"Scene value {value} is named {one} by one source and {other} by another;"
            " the image was not kept."
        )
    )


def _name(tile: Tile) -> str:
    told = (tile.product_id, tile.tile_id, tile.data_path)
    return next(filter(None, told), f"shId {tile.sh_id}")


def _tile(facts: Mapping[str, Any], collection: str) -> Tile:
    if facts.get("dateTo") is None:
        return _tile_alone(facts, collection)
    inner = [_tile_alone(one, collection) for one in facts.get("tiles") or ()]
    times = [one.acquired for one in inner if one.acquired is not None]
    return replace(
        inner[0] if len(inner) == 1 else Tile(collection),
        acquired=parse_time(facts["date"]),
        until=parse_time(facts["dateTo"]),
        first=min(times, default=None),
        parts=tuple(inner),
    )


def _tile_alone(facts: Mapping[str, Any], collection: str) -> Tile:
    date, sh_id = facts.get("date"), facts.get("shId")
    return Tile(
        collection,
        acquired=None if date is None else parse_time(date),
        product_id=strip_safe(told_text(facts.get("productId"))),
        tile_id=told_text(facts.get("tileOriginalId")),
        cloud_coverage=told_percent(facts.get("cloudCoverage")),
        sh_id=None if sh_id is None else told_whole(int(sh_id)),
        data_path=told_text(facts.get("dataPath")),
    )
