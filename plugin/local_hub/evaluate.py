"""Evaluate a script over its scenes: numbers and userdata out."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from .declared import DATA_MASK, Declared, Input, Output, check_mask, check_responses
from .errors import HubError
from .feeds import Feed, loop_code, make_feed
from .inside import geometry_mask
from .loop import JS_TYPES
from .reading import read_ahead, strips
from .sandbox import Sandbox
from .script import Script

if TYPE_CHECKING:
    from .job import Job
    from .reading import Layer
    from .timeline import Group

Array = NDArray[Any]


@dataclass(frozen=True)
class Evaluation:
    """The result of a script."""

    declared: Declared
    images: dict[str, Array]
    """Output id → (height, width, bands)."""
    userdata: str
    samples: tuple[int, ...]
    """Data samples per pixel of each input."""
    script_seconds: float
    """Time from samples in memory to pixels in memory."""


def evaluate(job: Job, default_type: str = "AUTO") -> Evaluation:
    """Run a job.

    Raises:
        HubError: the script fails or asks for what cannot be given.
    """
    height = job.grid.height
    parts = max(1, min(job.quirks.contexts, height))
    edges = [height * n // parts for n in range(parts + 1)]
    inside = geometry_mask(job.grid)
    results = []
    for rows in zip(edges, edges[1:]):
        with Sandbox(job.limits) as sandbox:
            script = Script.load(job, sandbox, default_type)
            results.append(_evaluate_rows(script, rows, inside))
    images = {
        key: np.concatenate([result.images[key] for result in results])
        for key in results[0].images
    }
    seconds = sum(result.script_seconds for result in results)
    # Which context's userdata the service would keep is unknown; the last one's here.
    return replace(results[-1], images=images, script_seconds=seconds)


def _evaluate_rows(
    script: Script, rows: tuple[int, int], inside: Array | None
) -> Evaluation:
    kept = script.keep()
    script = script.with_updated_outputs(kept)
    job, declared = script.job, script.declared
    check_responses(declared, job.responses)
    if job.statistics is not None:
        check_mask(declared)
    samples = script.show_scenes(kept)
    feeds = [
        [make_feed(job, given, group, inside) for group in ordered]
        for given, ordered in zip(declared.inputs, samples)
    ]
    wanted = [o for o in declared.outputs if _is_wanted(job, o)]
    images, seconds = _loop(script, feeds, wanted, rows)
    return Evaluation(
        declared,
        images,
        script.userdata(kept),
        tuple(_sample_count(g, s) for g, s in zip(declared.inputs, samples)),
        seconds,
    )


def _is_wanted(job: Job, output: Output) -> bool:
    if job.statistics is not None:
        return True
    return any(response["identifier"] == output.id for response in job.responses)


def _sample_count(given: Input, samples: list[Group]) -> int:
    return min(1, len(samples)) if given.mosaicking == "SIMPLE" else len(samples)


def _loop(
    script: Script,
    feeds: list[list[Feed]],
    outputs: list[Output],
    rows: tuple[int, int],
) -> tuple[dict[str, Array], float]:
    """Return the images of rows [first, last) and the seconds spent in V8."""
    job, sandbox, width = script.job, script.sandbox, script.job.grid.width
    flat = [feed for group in feeds for feed in group]
    cost = sum(np.dtype("f8").itemsize * len(feed.bands) for feed in flat)
    ranges = strips(job.grid, cost, *rows)
    length = max((last - first) * width for first, last in ranges)
    wanted = [("inputs", kind, length) for feed in flat for _, kind, _ in feed.bands]
    wanted += [("outputs", JS_TYPES[o.sample_type], length * o.bands) for o in outputs]
    shared = iter(sandbox.arrays(wanted))
    arrays = [[(band, next(shared)) for band, _, _ in feed.bands] for feed in flat]
    sinks = list(shared)
    sandbox.run(loop_code(script.declared, feeds, outputs))
    images = {
        o.id: np.empty((rows[1] - rows[0], width, o.bands), sink.dtype)
        for o, sink in zip(outputs, sinks)
    }
    seconds = 0.0
    readers = [feed.readers for feed in flat]
    for strip, layers in read_ahead(readers, ranges, max(1, (os.cpu_count() or 2) - 1)):
        started = time.perf_counter()
        _fill(arrays, layers)
        pixels = (strip[1] - strip[0]) * width
        _run(sandbox, pixels)
        for output, sink in zip(outputs, sinks):
            part = sink[: pixels * output.bands]
            images[output.id][strip[0] - rows[0] : strip[1] - rows[0]] = part.reshape(
                -1, width, output.bands
            )
        seconds += time.perf_counter() - started
    return images, seconds


def _run(sandbox: Sandbox, pixels: int) -> None:
    try:
        sandbox.run(f"__hub.run({pixels})")
    except HubError as error:
        error.at_pixels = True
        raise


def _fill(arrays: list[list[tuple[str, Array]]], layers: list[Layer | None]) -> None:
    for targets, layer in zip(arrays, layers):
        if layer is None:
            continue
        for band, target in targets:
            values = layer.valid if band == DATA_MASK else layer.values[band]
            target[: values.size] = values
