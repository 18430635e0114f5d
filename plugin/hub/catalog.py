"""Catalog: the scenes that a hub offers over an area in a period."""

from __future__ import annotations

import math
from itertools import chain
from typing import TYPE_CHECKING, Any

from ..core.errors import AnswerError
from ..core.scenes import (
    Radar,
    Scene,
    find_baseline,
    find_relative_orbit,
    find_tile_name,
    scene_key,
    strip_safe,
)
from ..core.times import parse_time
from .footprint import parse_footprint
from .geodesy import bounds_in_degrees

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..core.grid import Grid
    from ..core.slots import Period
    from .service import Service
    from .transport import Stop

_PAGE = 100
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
        ServiceError: the search failed; AnswerError if it is no catalog's answer.
        Stopped: ``stop()`` became true.
    """
    # sentinelhub takes a third of a second to import: not before it is needed.
    from sentinelhub import CRS, BBox, SentinelHubCatalog, SHConfig  # noqa: PLC0415

    config = SHConfig(use_defaults=True, sh_base_url=service.hub.base_url)
    catalog = SentinelHubCatalog(config=config)
    catalog.client = _Client(service, stop)
    # The boxes are ours: sentinelhub's are those of the grid's corners alone, which
    # leave out what lies beyond a bent edge, and go around the Earth at 180 degrees.
    found = chain.from_iterable(
        catalog.search(
            collection,
            bbox=BBox(bounds, CRS.WGS84),
            time=(period.start, period.end),
            limit=_PAGE,
        )
        for bounds in bounds_in_degrees(grid)
    )
    scenes: dict[str, Scene] = {}
    try:
        for item in found:
            scene = parse_item(item, collection)
            if period.start <= scene.acquired < period.end:
                scenes[scene.key] = scene
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        message = (
            f"The Catalog of {service.hub.title} gave an answer that could not be"
            " read: try again later."
        )
        raise AnswerError(message) from error
    return tuple(scenes.values())


def parse_item(item: Mapping[str, Any], collection: str) -> Scene:
    """Return the scene of a STAC item.

    Raises:
        KeyError, TypeError, ValueError: it lacks its id or time.
    """
    properties = item["properties"]
    acquired = parse_time(properties["datetime"])
    product_id = strip_safe(str(item["id"]))
    data_path = ((item.get("assets") or {}).get("data") or {}).get("href")
    tile_name = find_tile_name(product_id, data_path)
    cloud = properties.get("eo:cloud_cover")
    elevation = _finite(properties.get("view:sun_elevation"))
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
        cloud_coverage=_finite(cloud),
        platform=properties.get("platform"),
        relative_orbit=find_relative_orbit(product_id)
        or properties.get("sat:relative_orbit"),
        tile_name=tile_name,
        processing_baseline=find_baseline(product_id),
        sun_zenith=None if elevation is None else 90.0 - elevation,
        data_path=data_path,
        id_is_derived=bool(properties.get("sample:id_is_derived", False)),
        radar=_radar(properties),
    )


def _radar(properties: Mapping[str, Any]) -> Radar | None:
    """Return how a radar scene was taken, None for other scenes."""
    told = [properties.get(name) for name in _RADAR]
    state, polarization, mode = (str(fact) if fact else None for fact in told)
    if not any(told):
        return None
    return Radar(state.lower() if state else None, polarization, mode)


def _finite(number: float | None) -> float | None:
    """Return the number, None where there is none: NaN has no place in an order."""
    return None if number is None or not math.isfinite(number) else float(number)


class _Client:
    """What sentinelhub's catalog asks of its download client, over our transport."""

    def __init__(self, service: Service, stop: Stop) -> None:
        self._service = service
        self._stop = stop

    def get_json_dict(
        self,
        url: str,
        post_values: Mapping[str, Any],
        *,
        use_session: bool,  # noqa: ARG002  every request of ours has the session
    ) -> dict[str, Any]:
        return self._service.post_json(url, post_values, self._stop)
