"""The Catalog: STAC search over the offered scenes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timezone
from typing import TYPE_CHECKING, Any

from shapely.errors import ShapelyError
from shapely.geometry import box, shape

from .checks import as_object, is_number, texts
from .cql import compile_filter
from .errors import bad_payload
from .item import item_of
from .offer import to_shape
from .times import parse_moment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shapely.geometry.base import BaseGeometry

    from .faults import Faults
    from .jsonvalue import Json
    from .scene import Scene

MAX_LIMIT = 100
DEFAULT_LIMIT = 10
EARLIEST = datetime.min.replace(tzinfo=timezone.utc)
LATEST = datetime.max.replace(tzinfo=timezone.utc)


@dataclass(frozen=True)
class Search:
    """A valid search."""

    collection: str
    begin: datetime
    end: datetime
    place: BaseGeometry | None
    ids: frozenset[str] | None
    limit: int
    offset: int


def search(
    body: dict[str, Any], scenes: Sequence[Scene], faults: Faults, base: str
) -> dict[str, Any]:
    """Return a page of a search.

    Raises:
        HubError: the body is malformed.
    """
    asked = _parse(body, {scene.collection for scene in scenes})
    passes = compile_filter(body.get("filter"), str(body.get("filter-lang") or ""))
    items = [item_of(scene, faults, base) for scene in scenes if _matches(scene, asked)]
    items = [item for item in items if passes(item["properties"])]
    if body.get("distinct"):
        return _distinct(str(body["distinct"]), items, asked)
    page = items[asked.offset : asked.offset + asked.limit]
    fields = as_object(body.get("fields"), "fields")
    include = texts(fields.get("include"), "fields->include")
    exclude = texts(fields.get("exclude"), "fields->exclude")
    return _collection(
        [_projected(item, include, exclude) for item in page], len(items), asked
    )


def _collection(page: list[Any], total: int, asked: Search) -> dict[str, Any]:
    context: dict[str, Any] = {"limit": asked.limit, "returned": len(page)}
    if asked.offset + len(page) < total:
        context["next"] = asked.offset + len(page)
    return {
        "type": "FeatureCollection",
        "features": page,
        "links": [],
        "context": context,
    }


def _parse(body: dict[str, Any], known: set[str]) -> Search:
    collections = body.get("collections")
    if not isinstance(collections, list) or len(collections) != 1:
        raise bad_payload("Exactly one collection must be given.", "collections")
    if not isinstance(collections[0], str) or collections[0] not in known:
        raise bad_payload(f"Collection {collections[0]} not found.", "collections")
    begin, end = interval(body.get("datetime"))
    limit, offset = body.get("limit", DEFAULT_LIMIT), body.get("next", 0)
    if not isinstance(limit, int) or not 1 <= limit <= MAX_LIMIT:
        raise bad_payload(f"limit must be between 1 and {MAX_LIMIT}.", "limit")
    if not isinstance(offset, int) or offset < 0:
        raise bad_payload("next must not be negative.", "next")
    ids = None if body.get("ids") is None else frozenset(texts(body["ids"], "ids"))
    return Search(
        collections[0],
        begin,
        end,
        place_of(body),
        ids,
        limit,
        offset,
    )


def interval(text: Json) -> tuple[datetime, datetime]:
    """Return both ends of a `datetime`; `..` is open.

    Raises:
        HubError: it is something else.
    """
    if not isinstance(text, str) or not text:
        raise bad_payload("datetime must be given.", "datetime")
    begin, _, end = text.partition("/")
    try:
        first = EARLIEST if begin == ".." else parse_moment(begin)
        if "/" not in text:
            return first, first
        return first, LATEST if end == ".." else parse_moment(end)
    except ValueError:
        raise bad_payload(f"Invalid datetime: {text}.", "datetime") from None


def place_of(body: dict[str, Any]) -> BaseGeometry | None:
    """Return `bbox` or `intersects`; None for everywhere.

    Raises:
        HubError: both are given, or one is malformed.
    """
    bbox, geometry = body.get("bbox"), body.get("intersects")
    if bbox is not None and geometry is not None:
        raise bad_payload("Only bbox or intersects can be given.", "bbox")
    if bbox is not None:
        numbers = isinstance(bbox, list) and all(is_number(v) for v in bbox)
        if not numbers or len(bbox) not in (4, 6):
            raise bad_payload("bbox must hold four numbers.", "bbox")
        half = len(bbox) // 2
        return box(bbox[0], bbox[1], bbox[half], bbox[half + 1])
    if geometry is None:
        return None
    try:
        place: BaseGeometry = shape(geometry)
    except (
        ArithmeticError,
        AttributeError,
        LookupError,
        TypeError,
        ValueError,
        ShapelyError,
    ):
        raise bad_payload("intersects must be a geometry.", "intersects") from None
    return place if place.is_valid else place.buffer(0)


def _matches(scene: Scene, asked: Search) -> bool:
    if scene.collection != asked.collection:
        return False
    if not asked.begin <= scene.acquired <= asked.end:
        return False
    if asked.ids is not None and scene.id not in asked.ids:
        return False
    if asked.place is None:
        return True
    return bool(to_shape(scene.footprint).intersects(asked.place))


def _distinct(name: str, items: list[dict[str, Any]], asked: Search) -> dict[str, Any]:
    if name == "date":
        values = [str(item["properties"]["datetime"])[:10] for item in items]
    else:
        values = [item["properties"].get(name) for item in items]
    unique = sorted({value for value in values if value is not None})
    page = unique[asked.offset : asked.offset + asked.limit]
    return _collection(page, len(unique), asked)


def _projected(
    item: dict[str, Any], include: list[str], exclude: list[str]
) -> dict[str, Any]:
    """Return an item with the asked fields only (`properties.datetime` …)."""
    kept = item
    if include:
        kept = {}
        for path in include:
            _copy(item, kept, path.split("."))
    for path in exclude:
        if path not in include:
            kept = _without(kept, path.split("."))
    return kept


def _copy(source: dict[str, Any], target: dict[str, Any], path: list[str]) -> None:
    name = path[0]
    if name not in source:
        return
    if len(path) == 1 or not isinstance(source[name], dict):
        target[name] = source[name]
        return
    _copy(source[name], target.setdefault(name, {}), path[1:])


def _without(item: dict[str, Any], path: list[str]) -> dict[str, Any]:
    name = path[0]
    if name not in item:
        return item
    if len(path) == 1:
        return {key: value for key, value in item.items() if key != name}
    if not isinstance(item[name], dict):
        return item
    return {**item, name: _without(item[name], path[1:])}
