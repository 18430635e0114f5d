"""Catalog: the scenes that a hub offers over an area in a period."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any

from ..core.errors import AnswerError, InputError
from ..core.scenes import (
    Radar,
    Scene,
    find_baseline,
    find_relative_orbit,
    find_tile_name,
    scene_key,
    strip_safe,
)
from ..core.sentences import say
from ..core.times import parse_time
from ..core.told import told_number, told_percent, told_text, told_whole
from .footprint import parse_footprint
from .geodesy import bounds_in_degrees

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ..core.grid import Grid
    from ..core.slots import Period
    from .geodesy import Bounds
    from .service import Service
    from .transport import Stop

_PAGE = 100
# More scenes than any series is made of: years of a whole country, every day.
_MOST = 100_000
# No collection has more tracks; it becomes three digits of a name.
_MOST_ORBIT = 999
_RADAR = ("sat:orbit_state", "s1:polarization", "sar:instrument_mode")


def search(
    service: Service, collection: str, period: Period, grid: Grid, stop: Stop
) -> tuple[Scene, ...]:
    """Return every scene of the period over the grid, whatever its cloud.

    Args:
        service: the hub as the account sees it.
        collection: Catalog id.
        period: both days included; scenes outside of it are dropped.
        grid: the area is its bounds.
        stop: whether to stop.

    Raises:
        InputError: there are more scenes than anyone can plan with.
        ServiceError: the search failed; AnswerError if it is no catalog's answer.
        Stopped: ``stop()`` became true.
    """
    # sentinelhub takes a third of a second to import: not before it is needed.
    from sentinelhub import CRS, BBox, SentinelHubCatalog, SHConfig  # noqa: PLC0415

    config = SHConfig(use_defaults=True, sh_base_url=service.hub.base_url)
    catalog = SentinelHubCatalog(config=config)

    def find(bounds: Bounds) -> Iterable[Any]:
        catalog.client = _Pages(service, stop)
        box = BBox(bounds, CRS.WGS84)
        time = (period.start, period.end)
        yield from catalog.search(collection, bbox=box, time=time, limit=_PAGE)

    scenes: dict[str, Scene] = {}
    try:
        # The boxes are ours: sentinelhub's are those of the grid's corners alone: they
        # leave out what lies beyond a bent edge, and go around the Earth at 180°.
        for item in chain.from_iterable(map(find, bounds_in_degrees(grid))):
            scene = parse_item(item, collection)
            if period.start <= scene.acquired < period.end:
                scenes[scene.key] = scene
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        message = say(
            f"The Catalog of {service.hub.title} gave an answer that could not be"
            " read: try again later."
        )
        raise AnswerError(message) from error
    return tuple(scenes.values())


def parse_item(item: Mapping[str, Any], collection: str) -> Scene:
    """Return the scene of a STAC item.

    What else it lacks, or tells in a way that is no fact, is unknown.

    Raises:
        AttributeError, KeyError, TypeError, ValueError: it lacks its id or time.
    """
    properties = item["properties"]
    # One without a moment has a beginning, as STAC has it.
    acquired = parse_time(properties["datetime"] or properties["start_datetime"])
    product_id = strip_safe(told_text(item["id"]))
    if not product_id:
        message = "A scene has no id."
        raise ValueError(message)
    data_path = _data_path(item.get("assets"))
    tile_name = find_tile_name(product_id, data_path)
    elevation = told_number(properties.get("view:sun_elevation"))
    return Scene(
        key=scene_key(
            product_id=product_id,
            sh_id=None,
            data_path=data_path,
            acquired=acquired,
            tile_name=tile_name,
        ),
        acquired=acquired,
        collection=collection,
        footprint=parse_footprint(item),
        product_id=product_id,
        tile_id=product_id,
        cloud_coverage=told_percent(properties.get("eo:cloud_cover")),
        platform=told_text(properties.get("platform")),
        relative_orbit=find_relative_orbit(product_id)
        or told_whole(properties.get("sat:relative_orbit"), _MOST_ORBIT),
        tile_name=tile_name,
        processing_baseline=find_baseline(product_id),
        sun_zenith=None if elevation is None else 90.0 - elevation,
        data_path=data_path,
        id_is_derived=bool(properties.get("sample:id_is_derived", False)),
        radar=_radar(properties),
    )


def _data_path(assets: object) -> str | None:
    data = assets.get("data") if isinstance(assets, dict) else None
    return told_text(data.get("href")) if isinstance(data, dict) else None


def _radar(properties: Mapping[str, Any]) -> Radar | None:
    """Return how a radar scene was taken, None for other scenes."""
    told = [told_text(properties.get(name)) for name in _RADAR]
    if not any(told):
        return None
    state, polarization, mode = told
    return Radar(state.lower() if state else None, polarization, mode)


class _Pages:
    """What sentinelhub's catalog asks of its download client: pages of one search.

    It takes whatever it is given for features, and asks as long as there is a next
    page; so what is no page, or brings nothing new, is refused here.
    """

    def __init__(self, service: Service, stop: Stop) -> None:
        self._service = service
        self._stop = stop
        self._ids: set[str] = set()

    def get_json_dict(
        self,
        url: str,
        post_values: Mapping[str, Any],
        *,
        use_session: bool,  # noqa: ARG002  every request of ours has the session
    ) -> dict[str, Any]:
        page = self._service.post_json(url, post_values, self._stop)
        features, context = page["features"], page["context"]
        if not (isinstance(features, list) and isinstance(context, dict)):
            message = "That is no page of a search."
            raise TypeError(message)
        known = len(self._ids)
        self._ids.update(str(one["id"]) for one in features)
        if context.get("next") is not None and len(self._ids) == known:
            message = "It goes on for ever, or ends too early."
            raise ValueError(message)
        if len(self._ids) > _MOST:
            message = say(
                f"The Catalog of {self._service.hub.title} offers more than {_MOST}"
                " scenes: choose a smaller area or a shorter period."
            )
            raise InputError(message)
        return page
