"""The input and output parts of a Process or Statistical body, validated."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .bounds import Bounds, Grid, check_resolution, parse_bounds, parse_grid
from .checks import as_list, as_object, is_number
from .errors import bad_payload, bad_request
from .kinds import Kind, kind_of
from .times import parse_moment

if TYPE_CHECKING:
    from datetime import datetime

    from .jsonvalue import Json

ORDERS = ("mostRecent", "leastRecent", "leastCC")
RESAMPLINGS = ("NEAREST", "BILINEAR", "BICUBIC")
FORMATS = ("image/jpeg", "image/png", "image/tiff", "application/json")
BUNDLES = ("application/tar", "application/x-tar", "multipart/mixed")
ANYTHING = ("*/*", "")
QUALITY = 90


@dataclass(frozen=True)
class Source:
    """One entry of `input.data`."""

    id: str
    kind: Kind
    begin: datetime | None
    end: datetime | None
    """Inclusive."""
    max_cloud: float
    order: str
    filters: dict[str, Any]
    """The whole `dataFilter`, for what only one collection knows."""
    upsampling: str
    downsampling: str
    harmonize: bool
    processing: dict[str, Any]


@dataclass(frozen=True)
class Response:
    """One entry of `output.responses`."""

    identifier: str
    format: str
    quality: int = QUALITY


@dataclass(frozen=True)
class ProcessRequest:
    """A Process body."""

    evalscript: str
    bounds: Bounds
    grid: Grid
    sources: tuple[Source, ...]
    responses: tuple[Response, ...]
    bundle: str
    """Media type that holds several answers; empty for a bare one."""


def parse_process(
    body: dict[str, Any], accept: str, collections: set[str]
) -> ProcessRequest:
    """Return a valid request.

    Raises:
        HubError: the service would refuse it.
    """
    bounds, sources = parse_input(body.get("input"), collections)
    output = as_object(body.get("output"), "output")
    grid = parse_grid(bounds, output)
    for source in sources:
        check_resolution(grid, source.kind)
    responses, bundle = _responses(output.get("responses"), accept)
    return ProcessRequest(
        parse_evalscript(body.get("evalscript")),
        bounds,
        grid,
        sources,
        responses,
        bundle,
    )


def parse_evalscript(text: Json) -> str:
    """Return the script.

    Raises:
        HubError: there is none.
    """
    if not isinstance(text, str) or not text.strip():
        raise bad_request("Missing or empty evalscript.")
    # Half of a surrogate pair is no character; files and pipes take none.
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def parse_input(data: Json, collections: set[str]) -> tuple[Bounds, tuple[Source, ...]]:
    """Return bounds and data sources of a body's `input`.

    Raises:
        HubError: something is missing or malformed.
    """
    if not isinstance(data, dict):
        raise bad_payload("Input must be provided.", "input")
    entries = data.get("data")
    if not isinstance(entries, list) or not entries:
        raise bad_payload("At least one data source is needed.", "input->data")
    bounds = parse_bounds(data.get("bounds"))
    sources = tuple(
        _source(entry, number, collections) for number, entry in enumerate(entries)
    )
    if len({source.id for source in sources}) != len(sources):
        raise bad_payload("Ids of data sources must be unique.", "input->data")
    return bounds, sources


def parse_time(text: Json, parameter: str) -> datetime:
    """Return a moment; a date without a time is refused, as the service does.

    Raises:
        HubError: it is no date-time.
    """
    try:
        return parse_moment(text if isinstance(text, str) else "")
    except ValueError:
        raise bad_payload(f"Invalid date-time: {text!r}.", parameter) from None


def _source(entry: Json, number: int, collections: set[str]) -> Source:
    parent = f"input->data[{number}]"
    entry = as_object(entry, parent)
    name = entry.get("type")
    if not isinstance(name, str) or name not in collections:
        raise bad_payload(f"Collection {name!r} does not exist.", f"{parent}->type")
    filters = as_object(entry.get("dataFilter"), f"{parent}->dataFilter")
    processing = as_object(entry.get("processing"), f"{parent}->processing")
    begin, end = _time_range(filters.get("timeRange"), f"{parent}->dataFilter")
    order = filters.get("mosaickingOrder", ORDERS[0])
    _one_of(order, ORDERS, f"{parent}->dataFilter->mosaickingOrder")
    ways = [
        processing.get(key, RESAMPLINGS[0]) for key in ("upsampling", "downsampling")
    ]
    for way in ways:
        _one_of(way, RESAMPLINGS, f"{parent}->processing")
    cloud = filters.get("maxCloudCoverage", 100)
    if not is_number(cloud) or not 0 <= cloud <= 100:  # noqa: PLR2004 %
        raise bad_payload(
            "maxCloudCoverage must be between 0 and 100.",
            f"{parent}->dataFilter->maxCloudCoverage",
        )
    return Source(
        id=str(entry.get("id", number)),
        kind=kind_of(entry["type"]),
        begin=begin,
        end=end,
        max_cloud=float(cloud),
        order=order,
        filters=filters,
        upsampling=ways[0],
        downsampling=ways[1],
        harmonize=processing.get("harmonizeValues", True) is not False,
        processing=processing,
    )


def _time_range(data: Json, parent: str) -> tuple[datetime | None, datetime | None]:
    if data is None:
        return None, None
    if not isinstance(data, dict):
        raise bad_payload("timeRange must have from and to.", f"{parent}->timeRange")
    begin = parse_time(data.get("from"), f"{parent}->timeRange->from")
    end = parse_time(data.get("to"), f"{parent}->timeRange->to")
    if begin > end:
        raise bad_payload(
            "timeRange: from must not be after to.", f"{parent}->timeRange"
        )
    return begin, end


def _one_of(value: Json, allowed: tuple[str, ...], parameter: str) -> None:
    if value not in allowed:
        raise bad_payload(f"{value!r} is not one of {', '.join(allowed)}.", parameter)


def _responses(data: Json, accept: str) -> tuple[tuple[Response, ...], str]:
    accept = accept.split(",")[0].split(";")[0].strip()
    if accept not in (*FORMATS, *BUNDLES, *ANYTHING):
        raise bad_payload(f"Format {accept} is not supported.", "Accept")
    entries = as_list(data, "output->responses") or [{}]
    responses = []
    for number, entry in enumerate(entries):
        me = f"output->responses[{number}]"
        entry = as_object(entry, me)  # noqa: PLW2901 the same, checked
        described = as_object(entry.get("format"), f"{me}->format")
        kind = described.get("type", "image/png")
        if accept in FORMATS and len(entries) == 1:
            kind = accept
        _one_of(kind, FORMATS, f"{me}->format->type")
        quality = described.get("quality", QUALITY)
        if not is_number(quality) or not 0 <= quality <= 100:  # noqa: PLR2004 percent
            raise bad_payload(
                "quality must be between 0 and 100.", f"{me}->format->quality"
            )
        identifier = str(entry.get("identifier", "default"))
        responses.append(Response(identifier, kind, int(quality)))
    if len(responses) > 1 and accept not in (*BUNDLES, *ANYTHING):
        raise bad_payload("Multiple responses need Accept: application/tar.", "Accept")
    if accept in BUNDLES:
        return tuple(responses), accept
    return tuple(responses), BUNDLES[0] if len(responses) > 1 else ""
