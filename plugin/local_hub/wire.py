"""Replies that are wrong on purpose."""

from __future__ import annotations

import io
import tarfile
from dataclasses import replace
from typing import TYPE_CHECKING

from .accounting import RateLimitError
from .encode import bundle
from .errors import REASONS, HubError
from .service import Reply, error_reply

if TYPE_CHECKING:
    from .faults import Faults

CODES = {
    401: "COMMON_UNAUTHORIZED",
    403: "COMMON_INSUFFICIENT_PERMISSIONS",
    500: "RENDERER_EXCEPTION",
    503: "COMMON_EXCEPTION",
}
TOO_MANY = 429
TARS = ("application/tar", "application/x-tar")


def status_reply(faults: Faults) -> Reply:
    """Return the error that a fault asks for."""
    status = faults.status or 500
    if status == TOO_MANY:
        error = RateLimitError(faults.retry_after_ms)
        return error_reply(error, {"Retry-After": str(faults.retry_after_ms)})
    reason = REASONS.get(status, "Error")
    return error_reply(HubError(status, reason, CODES.get(status, "COMMON_EXCEPTION")))


def spoil(reply: Reply, faults: Faults) -> Reply:
    """Return a reply with its content damaged as asked."""
    body = reply.body
    if faults.broken_json:
        body = _with_broken_json(reply)
    if faults.broken_tar and reply.content_type in TARS:
        body = b"\x00not a tar\xff" * (len(body) // 11 + 1)
    kind = faults.content_type or reply.content_type
    return replace(reply, body=body, content_type=kind)


def _with_broken_json(reply: Reply) -> bytes:
    if "json" in reply.content_type:
        return reply.body[: len(reply.body) // 2] + b"{"
    if reply.content_type not in TARS:
        return reply.body
    members = []
    with tarfile.open(fileobj=io.BytesIO(reply.body)) as archive:
        for entry in archive.getmembers():
            stream = archive.extractfile(entry)
            content = stream.read() if stream else b""
            if entry.name.endswith(".json"):
                content = content[: len(content) // 2] + b"{"
            members.append((entry.name, content))
    return bundle(members)
