"""Scan: the cloud of whole scenes over the area, read before they are put in order."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

from ..core.coverage import inside
from ..core.errors import AnswerError
from ..core.provenance import parse_user_data, resolve_values
from ..core.scan import SlotScan, batches, count_inside, scan_grid
from ..core.sentences import say
from ..evalscript.build import PlannedScene
from ..evalscript.cloud import CLOUD_BANDS, CloudBand
from ..evalscript.scan import SCAN_OUTPUT, scan_script
from ..hub.process import build_request
from .answers import Answers
from .fetch import SentRequest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import Any

    import numpy as np

    from ..core.collections import Collection
    from ..core.grid import Grid
    from ..core.job import Job
    from ..core.scenes import Scene
    from ..core.slots import Slot
    from ..hub.process import ProcessRequest
    from .answers import Received

    Send = Callable[[Answers, ProcessRequest], Received]


@dataclass(frozen=True)
class Scanned:
    """A scan and what it took."""

    scan: SlotScan
    requests: tuple[SentRequest, ...] = ()
    """None where an earlier run had done it."""


def scan_slot(
    job: Job,
    collection: Collection,
    slot: Slot,
    scenes: Sequence[Scene],
    send: Send,
) -> Scanned:
    """Return the classes of every scene inside the area, in one request per piece.

    Args:
        job: the run as asked.
        collection: the job's collection.
        slot: of the scenes.
        scenes: at least one.
        send: brings the answer to a request.

    Raises:
        ServiceError: the service failed, or its answer is not what was asked for.
        ProvenanceError: the answer contradicts itself about its tiles.
        Stopped: ``stop()`` became true.
    """
    band = CLOUD_BANDS[scan_band(job, collection)]
    grid = scan_grid(job.grid, job.area, collection.max_resolution)
    valid = inside(job.area, grid)
    counts: dict[str, dict[int, int]] = {scene.key: {} for scene in scenes}
    sent = []
    for piece, batch in product(grid.pieces(), batches(scenes)):
        layers, request = _ask(job, slot, batch, piece.to_grid(), band, send)
        sent.append(request)
        for scene, classes in zip(batch, layers):
            for one, count in count_inside(classes, valid[piece.window]).items():
                told = counts[scene.key]
                told[one] = told.get(one, 0) + count
    return Scanned(SlotScan(band.name, grid.resolution, counts), tuple(sent))


def scan_band(job: Job, collection: Collection) -> str:
    """Return the band whose classes a scan reads.

    Raises:
        KeyError: the collection has none at the job's hub.
    """
    band = job.cloud_source or collection.cloud_band(job.hub.name)
    return CLOUD_BANDS[band or ""].name


def describe_scan(scan: SlotScan) -> dict[str, Any]:
    """Return the scan as JSON values."""
    return {
        "band": scan.band,
        "resolution": scan.resolution,
        "classes": {
            key: {str(one): count for one, count in classes.items()}
            for key, classes in scan.counts.items()
        },
        "area_cloud_pct": scan.area_cloud,
    }


def parse_scan(told: Mapping[str, Any]) -> SlotScan:
    """Return the scan that `describe_scan` described.

    Raises:
        KeyError, TypeError, ValueError, AttributeError: it is none.
    """
    return SlotScan(
        CLOUD_BANDS[told["band"]].name,
        float(told["resolution"]),
        {
            str(key): {int(one): int(count) for one, count in classes.items()}
            for key, classes in told["classes"].items()
        },
    )


def _ask(
    job: Job,
    slot: Slot,
    scenes: Sequence[Scene],
    grid: Grid,
    band: CloudBand,
    send: Send,
) -> tuple[np.ndarray, SentRequest]:
    """Return the classes ``(scenes, height, width)`` over a piece."""
    facts = [PlannedScene(o.acquired, o.tile_name, o.product_id) for o in scenes]
    script = scan_script(facts, band)
    request = build_request(
        job.hub, job.collection, script, slot, scenes, grid, (SCAN_OUTPUT,)
    )
    with Answers() as answers:
        received = send(answers, request)
        answer = received.answer
        # Two names for one scene would count the pixels of one for another.
        told = parse_user_data(answer.user_data, job.collection)
        resolve_values(told, scenes, scenes)
        values = received.file(SCAN_OUTPUT, grid).read()
    if len(values) != len(scenes):
        message = say("The scan of the cloud over the area is not what was asked for.")
        raise AnswerError(message)
    keys = tuple(scene.key for scene in scenes)
    return values, SentRequest(request.hash, keys, answer.units)
