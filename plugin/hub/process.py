"""Process: a mosaic of planned scenes, with its scene values and user data."""

from __future__ import annotations

import hashlib
import json
import math
import tarfile
from dataclasses import dataclass, field
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Any, BinaryIO

from ..core.errors import AnswerError, StoreError
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
_ACCEPT = "application/x-tar"
# What tarfile and json raise of bytes that are neither (sizes beyond all numbers, too).
_DAMAGED = (tarfile.TarError, ValueError, EOFError, OverflowError, RecursionError)


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


@dataclass(frozen=True)
class Answer:
    """The members of an answer, by identifier, and the units charged for it."""

    images: Mapping[str, bytes] = field(repr=False)
    """TIFF files by output identifier."""
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
        outputs: identifiers of the images asked for.
        data_filter: which scenes match; None for the narrowest one.
    """
    from sentinelhub import (  # noqa: PLC0415  see catalog.py
        CRS,
        BBox,
        MimeType,
        SentinelHubRequest,
        SHConfig,
    )

    if data_filter is None:
        data_filter = narrow_filter(slot, scenes)
    responses = [
        SentinelHubRequest.output_response(name, MimeType.TIFF) for name in outputs
    ]
    responses.append(SentinelHubRequest.output_response(USER_DATA, MimeType.JSON))
    request = SentinelHubRequest(
        evalscript=evalscript,
        input_data=[{"type": collection, "dataFilter": dict(data_filter)}],
        responses=responses,
        bbox=BBox(grid.bounds, CRS(grid.epsg)),
        size=(grid.width, grid.height),
        config=SHConfig(use_defaults=True, sh_base_url=hub.base_url),
    ).download_list[0]
    return ProcessRequest(str(request.url), dict(request.post_values or {}))


def send(service: Service, request: ProcessRequest, stop: Stop) -> Answer:
    """Return the answer to a request; its body is streamed to disk.

    Raises:
        ServiceError: the service failed; AnswerError if it did not send what was
            asked for.
        StoreError: the temporary folder is full.
        Stopped: ``stop()`` became true.
    """
    headers = {"Content-Type": "application/json", "Accept": _ACCEPT}
    try:
        with TemporaryFile() as body:
            response = service.post(request.url, request.payload, headers, stop, body)
            images, user_data = _read_tar(body, service.hub)
    except OSError as error:
        message = f"An answer could not be kept on disk: {error.strerror or error}."
        raise StoreError(message) from error
    return Answer(
        images, user_data, _units(response.headers.get("x-processingunits-spent"))
    )


def _read_tar(body: BinaryIO, hub: Hub) -> tuple[dict[str, bytes], dict[str, Any]]:
    """Read members by name only; nothing is ever unpacked to a path of the answer."""
    body.seek(0)
    images: dict[str, bytes] = {}
    user_data: dict[str, Any] = {}
    try:
        with tarfile.open(fileobj=body, mode="r:") as archive:
            for member in archive:
                name, _, extension = member.name.removeprefix("./").rpartition(".")
                if not member.isfile() or member.size > _MAX_MEMBER:
                    continue
                content = archive.extractfile(member)
                if content is None:
                    continue
                if extension in ("tif", "tiff"):
                    images[name] = content.read()
                elif (name, extension) == (USER_DATA, "json"):
                    user_data = json.loads(content.read())
    except _DAMAGED as error:
        message = f"The answer of {hub.title} is damaged: try again."
        raise AnswerError(message) from error
    if not isinstance(user_data, dict):
        user_data = {}
    return images, user_data


def _units(text: str | None) -> float | None:
    try:
        units = float(text) if text else None
    except ValueError:
        return None
    return units if units is not None and math.isfinite(units) else None
