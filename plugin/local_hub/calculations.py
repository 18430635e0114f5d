"""The `calculations` of a Statistical body, checked before any pixel is read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .checks import as_list, as_object, is_number
from .errors import bad_payload

if TYPE_CHECKING:
    from .jsonvalue import Json

PARENT = "calculations"
EDGES = ("lowEdge", "highEdge", "nBins", "binWidth")


def parse_calculations(data: Json) -> dict[str, Any]:
    """Return what is to be counted of each output and band.

    Raises:
        HubError: a part is malformed.
    """
    asked = as_object(data, PARENT)
    for name, output in asked.items():
        me = f"{PARENT}->{name}"
        as_object(output, me)
        statistics = as_object(output.get("statistics"), f"{me}->statistics")
        for band, wanted in statistics.items():
            _check_percentiles(wanted, f"{me}->statistics->{band}")
        histograms = as_object(output.get("histograms"), f"{me}->histograms")
        for band, wanted in histograms.items():
            _check_histogram(wanted, f"{me}->histograms->{band}")
    return asked


def _check_percentiles(wanted: Json, parent: str) -> None:
    me = f"{parent}->percentiles"
    found = as_object(as_object(wanted, parent).get("percentiles"), me)
    ranks = as_list(found.get("k"), f"{me}->k")
    if not all(is_number(k) and 0 <= k <= 100 for k in ranks):  # noqa: PLR2004 percent
        raise bad_payload("Percentiles must be between 0 and 100.", f"{me}->k")


def _check_histogram(wanted: Json, parent: str) -> None:
    shape = as_object(wanted, parent)
    bins = as_list(shape.get("bins"), f"{parent}->bins")
    given = [shape[key] for key in EDGES if shape.get(key) is not None]
    if not all(is_number(value) for value in [*bins, *given]):
        raise bad_payload("A histogram is described by numbers.", parent)
