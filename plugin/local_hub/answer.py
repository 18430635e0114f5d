"""A job's answer: body, content type and price."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .declared import USERDATA
from .encode import EXTENSIONS, bundle, encode_image, mixed
from .evaluate import Evaluation, evaluate
from .pricing import processing_units

if TYPE_CHECKING:
    from .job import Job

MIXED = "multipart/mixed"


@dataclass(frozen=True)
class Answer:
    """What goes back over HTTP."""

    body: bytes
    content_type: str
    units: float
    script_seconds: float


def answer(job: Job) -> Answer:
    """Evaluate a Process job.

    Raises:
        HubError: the service would refuse it.
    """
    result = evaluate(job)
    parts = [(response, _encoded(job, result, response)) for response in job.responses]
    members = [
        (f"{r['identifier']}.{EXTENSIONS[_kind(r)]}", _kind(r), content)
        for r, content in parts
    ]
    if job.bundle == MIXED:
        body, kind = mixed(members)
    elif job.bundle:
        body = bundle([(name, content) for name, _, content in members])
        kind = job.bundle
    else:
        body, kind = parts[0][1], _kind(parts[0][0])
    return Answer(body, kind, price(job, result), result.script_seconds)


def price(job: Job, result: Evaluation) -> float:
    """Return the units of a Process answer."""
    inputs = [
        (given.billed_bands, samples)
        for given, samples in zip(result.declared.inputs, result.samples)
    ]
    asked = {r["identifier"] for r in job.responses if _kind(r) == "image/tiff"}
    floats = any(
        o.sample_type == "FLOAT32" and o.id in asked for o in result.declared.outputs
    )
    count = len(inputs)
    return processing_units(
        job.grid.width,
        job.grid.height,
        inputs,
        floats,
        job.factor * (count if count > 1 else 1),
    )


def _kind(response: dict[str, object]) -> str:
    if response["identifier"] == USERDATA:
        return "application/json"
    return str(response["format"])


def _encoded(job: Job, result: Evaluation, response: dict[str, object]) -> bytes:
    identifier = str(response["identifier"])
    if identifier == USERDATA:
        return result.userdata.encode()
    output = result.declared.output(identifier)
    nodata = output.nodata if output else None
    quality = int(str(response.get("quality", 90)))
    return encode_image(
        result.images[identifier], job.grid, _kind(response), nodata, quality
    )
