"""Histograms as the Statistical API describes them."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .errors import HubError, bad_payload

Array = NDArray[Any]
MAX_BINS = 10_000


def histogram(values: Array, asked: dict[str, Any]) -> dict[str, Any]:
    """Return bins and what lies beyond; a bin holds its low edge, the last both."""
    edges = bin_edges(values, asked)
    inside = values[(values >= edges[0]) & (values <= edges[-1])]
    counts, _ = np.histogram(inside, np.array(edges, float))
    return {
        "bins": [
            {"lowEdge": low, "highEdge": high, "count": int(count)}
            for low, high, count in zip(edges, edges[1:], counts)
        ],
        "overflowCount": int((values > edges[-1]).sum()),
        "underflowCount": int((values < edges[0]).sum()),
    }


def bin_edges(values: Array, asked: dict[str, Any]) -> list[float]:
    """Return the edges: given, by number or by width; open ends follow the data.

    Raises:
        HubError: they make no histogram.
    """
    given = asked.get("bins")
    if given:
        if len(given) < 2 or any(a >= b for a, b in zip(given, given[1:])):  # noqa: PLR2004 two edges
            raise _bad("bins must ascend.")
        return list(given)
    least = float(values.min()) if values.size else 0.0
    most = float(values.max()) if values.size else 1.0
    low, high = (
        default if asked.get(key) is None else float(asked[key])
        for key, default in (("lowEdge", least), ("highEdge", most))
    )
    if high <= low:
        high = low + 1.0
    number, width = asked.get("nBins"), asked.get("binWidth")
    if number and number >= 1:
        step = (high - low) / number
        _check_count(number)
        return [low + n * step for n in range(int(number))] + [high]
    if width and width > 0:
        count = max(1, math.ceil((high - low) / width - 1e-9))
        _check_count(count)
        return [low + n * width for n in range(count + 1)]
    raise _bad("nBins, binWidth or bins must be given.")


def _check_count(bins: float) -> None:
    if bins > MAX_BINS:
        raise _bad(f"there may be at most {MAX_BINS} bins.")


def _bad(why: str) -> HubError:
    return bad_payload(f"Histogram: {why}", "calculations")
