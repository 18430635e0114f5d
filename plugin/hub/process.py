"""Process: a mosaic of planned scenes, with its scene values and user data."""

from __future__ import annotations

import hashlib
import json
import math
import tarfile
from dataclasses import dataclass, field
from os import SEEK_END
from threading import Lock
from typing import IO, TYPE_CHECKING, Any, BinaryIO

from ..core.errors import AnswerError, StoreError
from ..core.sentences import say
from ..core.told import is_deep, told_json
from .filters import narrow_filter

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ..core.grid import Grid
    from ..core.job import Hub
    from ..core.scenes import Scene
    from ..core.slots import Slot
    from .service import Service
    from .transport import Stop

USER_DATA = "userdata"
# No honest member of an answer is larger: 2500 x 2500 pixels of 13 doubles.
_MAX_MEMBER = 2500 * 2500 * 13 * 8
# Nor are its user data, of which the scripts of people write a part.
_MAX_USER_DATA = 64 * 1024 * 1024
_ACCEPT = "application/x-tar"
# What tarfile and json raise of bytes that are neither (sizes beyond all numbers, too).
_DAMAGED = (tarfile.TarError, ValueError, EOFError, OverflowError)

# sentinelhub adds a CRS that it meets first to its enumeration, which two threads at
# once must not do.
_BUILDING = Lock()


@dataclass(frozen=True)
class ProcessRequest:
    """A body of the Process API, ready to be sent."""

    url: str
    payload: Mapping[str, Any] = field(repr=False)

    @property
    def hash(self) -> str:
        """SHA-256 of address and body: the same request has the same hash."""
        text = json.dumps([self.url, self.payload], sort_keys=True)
        return hashlib.sha256(text.encode("utf-8")).hexdigest()

    @property
    def only_response(self) -> tuple[str, str] | None:
        """Identifier and media type of its one response, None where it has several."""
        responses = self.payload.get("output", {}).get("responses", ())
        if len(responses) != 1:
            return None
        return responses[0]["identifier"], responses[0]["format"]["type"]


@dataclass(frozen=True)
class Member:
    """Where a file lies in the body of an answer, in bytes."""

    offset: int
    size: int


@dataclass(frozen=True)
class Answer:
    """The members of an answer, by identifier, and the units charged for it."""

    images: Mapping[str, Member]
    """TIFF files in the body, by output identifier."""
    user_data: Mapping[str, Any] = field(repr=False)
    units: float | None = None


def build_request(
    hub: Hub,
    collection: str,
    evalscript: str,
    slot: Slot,
    scenes: Sequence[Scene],
    grid: Grid,
    outputs: Sequence[str],
    *,
    data_filter: Mapping[str, Any] | None = None,
) -> ProcessRequest:
    """Return the request for the scenes over a grid of at most 2500 pixels a side.

    The time range is narrowed to the scenes, the cloud limit to the worst of them,
    unless another filter is given.

    Args:
        hub: the deployment.
        collection: id of the collection.
        evalscript: the wrapped script.
        slot: bounds of the time range.
        scenes: the planned scenes, at least one unless a filter is given.
        grid: the pixels.
        outputs: identifiers of the images asked for; the user data come besides.
        data_filter: which scenes match; None for the narrowest one.
    """
    if data_filter is None:
        data_filter = narrow_filter(slot, scenes)
    return build_filtered(
        hub,
        [{"type": collection, "dataFilter": dict(data_filter)}],
        evalscript,
        grid,
        (*outputs, USER_DATA),
    )


def build_filtered(
    hub: Hub,
    sources: Sequence[Mapping[str, Any]],
    evalscript: str,
    grid: Grid,
    outputs: Sequence[str],
) -> ProcessRequest:
    """Return the request for what passes a filter.

    Args:
        hub: the deployment.
        sources: the entries of ``input.data``: type and filter of each.
        evalscript: any script.
        grid: the pixels, at most 2500 a side.
        outputs: identifiers of what is asked for, the user data among them or not.
    """
    from sentinelhub import (  # noqa: PLC0415  see catalog.py
        CRS,
        BBox,
        MimeType,
        SentinelHubRequest,
        SHConfig,
    )

    responses = [
        SentinelHubRequest.output_response(
            name, MimeType.JSON if name == USER_DATA else MimeType.TIFF
        )
        for name in outputs
    ]
    with _BUILDING:
        request = SentinelHubRequest(
            evalscript=evalscript,
            input_data=[dict(source) for source in sources],
            responses=responses,
            bbox=BBox(grid.bounds, CRS(grid.epsg)),
            size=(grid.width, grid.height),
            config=SHConfig(use_defaults=True, sh_base_url=hub.base_url),
        ).download_list[0]
    return ProcessRequest(str(request.url), dict(request.post_values or {}))


def send(
    service: Service,
    request: ProcessRequest,
    stop: Stop,
    body: BinaryIO,
    hold: Stop | None = None,
) -> Answer:
    """Send a request; return what its answer holds.

    Args:
        service: the hub as the account sees it.
        request: the request.
        stop: whether to stop.
        body: a file for the body of the answer, which goes there as it arrives and is
            never in memory as a whole.
        hold: whether to send nothing more; see `Service.post`.

    Raises:
        ServiceError: the service failed; AnswerError if it did not send what was
            asked for.
        StoreError: there is no room for the body.
        Stopped: ``stop()`` became true.
    """
    alone = request.only_response
    accept = alone[1] if alone else _ACCEPT
    headers = {"Content-Type": "application/json", "Accept": accept}
    try:
        response = service.post(
            *(request.url, request.payload, headers, stop, body), hold=hold
        )
        body.flush()
        units = _units(response.headers.get("x-processingunits-spent"))
        return _charged(service.hub, request, body, units)
    except OSError as error:
        message = say(
            f"An answer could not be kept on disk: {error.strerror or error}."
        )
        raise StoreError(message) from error


def _charged(
    hub: Hub, request: ProcessRequest, body: BinaryIO, units: float | None
) -> Answer:
    try:
        return read_answer(hub, request, body, units)
    except AnswerError as error:
        error.units = units  # it is paid for, whatever it is worth
        raise


def read_answer(
    hub: Hub, request: ProcessRequest, body: BinaryIO, units: float | None
) -> Answer:
    """Return what the body of an answer holds.

    Args:
        hub: that answered.
        request: what was asked.
        body: of the answer, a file.
        units: charged for it.

    Raises:
        AnswerError: it is not what was asked for.
        OSError: the file cannot be read.
    """
    alone = request.only_response
    if alone:
        images, user_data = _read_alone(body, alone[0], hub)
    else:
        images, user_data = _read_tar(body, hub)
    return Answer(images, user_data, units)


def _read_alone(
    body: BinaryIO, name: str, hub: Hub
) -> tuple[dict[str, Member], dict[str, Any]]:
    """Read the only part of an answer, which comes without a tar around it."""
    if name != USER_DATA:
        return {name: Member(0, body.seek(0, SEEK_END))}, {}
    body.seek(0)
    try:
        return {}, _user_data(body)
    except _DAMAGED as error:
        raise _damaged(hub) from error


def _read_tar(body: BinaryIO, hub: Hub) -> tuple[dict[str, Member], dict[str, Any]]:
    """Find members by name only; nothing is ever unpacked to a path of the answer."""
    length = body.seek(0, SEEK_END)
    body.seek(0)
    images: dict[str, Member] = {}
    user_data: dict[str, Any] = {}
    try:
        with tarfile.open(fileobj=body, mode="r:") as archive:
            for member in archive:
                name, _, extension = member.name.removeprefix("./").rpartition(".")
                if not member.isreg() or member.issparse() or member.size > _MAX_MEMBER:
                    continue
                if member.offset_data + member.size > length:
                    raise _damaged(hub)
                if extension in ("tif", "tiff"):
                    images[name] = Member(member.offset_data, member.size)
                elif (name, extension) == (USER_DATA, "json"):
                    user_data = _user_data(archive.extractfile(member))
    except _DAMAGED as error:
        raise _damaged(hub) from error
    return images, user_data


def _user_data(content: IO[bytes] | None) -> dict[str, Any]:
    """Return the user data, which will be written down as they are.

    Raises:
        ValueError: they are no JSON that can be.
    """
    user_data = told_json(content.read(_MAX_USER_DATA) if content else b"")
    if is_deep(user_data):
        message = "The user data are nested too deeply."
        raise ValueError(message)
    return user_data if isinstance(user_data, dict) else {}


def _damaged(hub: Hub) -> AnswerError:
    return AnswerError(say(f"The answer of {hub.title} is damaged: try again."))


def _units(text: str | None) -> float | None:
    try:
        units = float(text) if text else None
    except ValueError:
        return None
    return units if units is not None and math.isfinite(units) else None
