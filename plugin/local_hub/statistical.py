"""Statistics of one interval, in the worker: stats, percentiles, histograms."""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from .answer import Answer
from .declared import DATA_MASK, Output, check_mask
from .errors import HubError
from .evaluate import Evaluation, evaluate
from .histogram import histogram
from .pricing import processing_units

if TYPE_CHECKING:
    from .job import Job

Array = NDArray[Any]
DEFAULT = "default"


def statistics_answer(job: Job) -> Answer:
    """Return `{"outputs": …}` of one interval, or `{"error": …}` of its pixels.

    Raises:
        HubError: the script cannot serve the Statistical API at all.
    """
    try:
        result = evaluate(job, default_type="FLOAT32")
    except HubError as error:
        if not error.at_pixels:
            raise
        kind = "TIMEOUT" if error.over_limit else "EXECUTION_ERROR"
        return _packed({"error": {"type": kind}}, 0.0, 0.0)
    mask = check_mask(result.declared)
    outputs = {
        output.id: {"bands": _bands(job, result, output, mask)}
        for output in result.declared.outputs
        if output.id != DATA_MASK
    }
    inputs = [
        (given.billed_bands, samples)
        for given, samples in zip(result.declared.inputs, result.samples)
    ]
    grid = job.grid
    units = processing_units(
        grid.width, grid.height, inputs, factor=job.factor, minimum=0.0
    )
    return _packed({"outputs": outputs}, units, result.script_seconds)


def _packed(content: dict[str, Any], units: float, seconds: float) -> Answer:
    return Answer(json.dumps(content).encode(), "application/json", units, seconds)


def _bands(
    job: Job, result: Evaluation, output: Output, mask: Output
) -> dict[str, Any]:
    image = result.images[output.id]
    names = output.names or tuple(f"B{n}" for n in range(output.bands))
    which = mask.names.index(output.id) if output.id in mask.names else 0
    valid = result.images[DATA_MASK][:, :, which] != 0
    asked = _pick(job.statistics or {}, output.id)
    return {
        name: _band(image[:, :, n], valid, name, asked) for n, name in enumerate(names)
    }


def _band(
    values: Array, valid: Array, name: str, asked: dict[str, Any]
) -> dict[str, Any]:
    kept = values[valid].astype(float)
    # A number that is none cannot be counted in, whatever the mask says.
    kept = kept[~np.isnan(kept)]
    stats = _stats(kept, values.size)
    ranks = (_pick(asked.get("statistics") or {}, name).get("percentiles") or {}).get(
        "k"
    )
    if ranks and kept.size:
        stats["percentiles"] = percentiles(kept, ranks)
    found: dict[str, Any] = {"stats": stats}
    shape = _pick(asked.get("histograms") or {}, name)
    if shape:
        found["histogram"] = histogram(kept, shape)
    return found


def _stats(kept: Array, total: int) -> dict[str, Any]:
    counts = {"sampleCount": total, "noDataCount": total - kept.size}
    if not kept.size:
        return dict.fromkeys(("min", "max", "mean", "stDev"), "NaN") | counts
    return {
        "min": float(kept.min()),
        "max": float(kept.max()),
        "mean": float(kept.mean()),
        "stDev": float(kept.std()),
    } | counts


def percentiles(values: Array, ranks: list[float]) -> dict[str, float]:
    """Return the nearest-rank percentiles (recorded ones are values of pixels)."""
    ordered = np.sort(values)
    return {
        str(float(k)): float(ordered[max(0, math.ceil(k / 100 * ordered.size) - 1)])
        for k in ranks
    }


def _pick(by_name: dict[str, Any], name: str) -> dict[str, Any]:
    return by_name.get(name) or by_name.get(DEFAULT) or {}
