"""Discovery: the scenes of a period where the Catalog does not tell them.

A Process request names in its user data every tile that it could use. Over an area of
a few pixels that costs a hundredth of an image, and it tells all that a rule compares;
only outlines it does not tell, so that nothing can be left out. From which side radar
looks is told by nothing but the filter: each side is asked for by itself.
"""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from ..core.collections import Mode
from ..core.cost import process_units
from ..core.errors import SceneSlotsError, Stopped
from ..core.grid import MAX_SIDE, Grid
from ..core.provenance import parse_user_data
from ..core.rhythm import slice_period
from ..core.scenes import find_radar
from ..evalscript.build import wrap
from ..hub.process import build_request
from .answers import send_for_user_data
from .crowd import Pool, ends_run, gather

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from ..core.collections import Collection
    from ..core.job import Job
    from ..core.provenance import Tile
    from ..core.scenes import Scene
    from ..core.slots import Slot
    from ..hub.process import Answer, ProcessRequest
    from ..hub.service import Service
    from ..hub.transport import Stop

_SCRIPT = """//VERSION=3
function setup() { return { input: ["dataMask"], output: { bands: 1 } }; }
function evaluatePixel(sample) { return [sample.dataMask]; }
"""
_SIDES = ("ascending", "descending")
# The service takes so many pixels for the smallest area it charges.
_FREE_SIDE = 51
# Its limit in metres a pixel is met with room for what a projection stretches.
_ROOM = 0.5


def can_discover(collection: Collection) -> bool:
    """Return whether the tiles of a collection can be told without the Catalog."""
    return collection.mode is not Mode.STATIC


def discover(
    job: Job,
    collection: Collection,
    service: Service,
    pool: Pool,
    stop: Stop,
) -> tuple[tuple[Scene, ...], float]:
    """Return every scene of the period over the grid, and the units that this took.

    One small request a month, two of radar; scenes have no outline.

    Raises:
        ServiceError: a request failed; CredentialsError if the account is refused.
        Stopped: ``stop()`` became true.
    """
    spans = slice_period(job.period, "month", months=job.months)
    grid = tiny_grid(job.grid, collection.max_resolution)

    sides = _SIDES if collection.is_radar else ("",)

    def call(
        span: Slot, side: str
    ) -> Callable[[Stop], tuple[tuple[Scene, ...], float]]:
        return lambda hold: _ask(
            *(job, collection, span, side, grid),
            lambda request: send_for_user_data(service, request, stop, hold),
        )

    calls = {
        f"{span.name} {side}": call(span, side) for span in spans for side in sides
    }
    found = gather(pool, calls, stop, lambda _: None, ends_run)
    scenes: dict[str, Scene] = {}
    units = 0.0
    for result in found.values():
        if isinstance(result, SceneSlotsError):
            raise Stopped if stop() else result
        scenes.update({scene.key: scene for scene in result[0]})
        units += result[1]
    return tuple(scenes.values()), units


def tiny_grid(grid: Grid, coarsest: float) -> Grid:
    """Return a few large pixels over the grid, none coarser than the service renders.

    Args:
        grid: of the image.
        coarsest: in metres.
    """
    width, height = (side * grid.resolution for side in (grid.width, grid.height))
    least = max(width, height) / MAX_SIDE
    wanted = max(width, height) / _FREE_SIDE
    resolution = max(min(wanted, coarsest * _ROOM / grid.unit_metres), least)
    return Grid(
        grid.epsg,
        grid.x_min,
        grid.y_max,
        resolution,
        max(1, math.ceil(width / resolution - 1e-6)),
        max(1, math.ceil(height / resolution - 1e-6)),
    )


def _ask(
    job: Job,
    collection: Collection,
    span: Slot,
    side: str,
    grid: Grid,
    send: Callable[[ProcessRequest], Answer],
) -> tuple[tuple[Scene, ...], float]:
    """Return the scenes of a span, and what it took; of radar those of one side."""
    wrapped = wrap(
        _SCRIPT, (), wide=True, no_data=collection.no_data, mode=collection.mode
    )
    limits = {
        "from": f"{span.start:%Y-%m-%dT%H:%M:%SZ}",
        "to": f"{span.end - timedelta(seconds=1):%Y-%m-%dT%H:%M:%SZ}",
    }
    request = build_request(
        job.hub,
        collection.id,
        wrapped.evalscript,
        span,
        (),
        grid,
        (wrapped.scene_output,),
        data_filter={
            "timeRange": limits,
            **({"orbitDirection": side.upper()} if side else {}),
        },
    )
    answer = send(request)
    told = parse_user_data(answer.user_data, collection.id)
    scenes = tuple(
        _to_scene(part, part.first or part.acquired, side)
        for tile in told.tiles.values()
        for part in tile.parts or (tile,)
        if part.acquired is not None and span.holds(part.acquired)
    )
    formula = process_units(grid.width, grid.height, bands=1, samples=len(told.tiles))
    return scenes, formula if answer.units is None else answer.units


def _to_scene(tile: Tile, acquired: datetime, side: str) -> Scene:
    scene = tile.to_scene(acquired)
    if not side:
        return scene
    return replace(scene, radar=find_radar(side, tile.product_id, tile.data_path))
