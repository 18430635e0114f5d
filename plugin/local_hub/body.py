"""The body of an HTTP request, as long as it is not too long."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from .errors import HubError, bad_payload

if TYPE_CHECKING:
    from collections.abc import Mapping

MAX_BODY = 20 * 2**20
DRAINED = 4 * MAX_BODY
"""So much of a refused body is read: who still sends does not listen."""
LINE = 1024
BLOCK = 2**16


class Stream(Protocol):
    """What is read from."""

    def read(self, size: int, /) -> bytes:
        """Return so many bytes, fewer at the end."""

    def readline(self, size: int, /) -> bytes:
        """Return a line, or so many bytes of it."""


def read_body(headers: Mapping[str, str], stream: Stream) -> bytes | None:
    """Return a whole body, None when the client went away.

    Raises:
        HubError: it is too long, or its length makes no sense; close the connection.
    """
    if (headers.get("Transfer-Encoding") or "identity").lower() != "identity":
        return _chunked(stream)
    length = _number(headers.get("Content-Length") or "0", 10)
    if length > MAX_BODY:
        _drain(stream, length)
        raise _too_long()
    body = stream.read(length)
    return body if len(body) == length else None


def _chunked(stream: Stream) -> bytes | None:
    parts, total = [], 0
    while True:
        line = stream.readline(LINE)
        size = _number(line.split(b";")[0].decode("latin-1").strip(), 16)
        total += size
        if total > MAX_BODY:
            raise _too_long()
        part = stream.read(size)
        if len(part) < size:
            return None
        parts.append(part)
        if size == 0:
            break
        stream.readline(LINE)
    while stream.readline(LINE).strip():
        continue
    return b"".join(parts)


def _number(text: str, base: int) -> int:
    digits = "0123456789abcdef"[:base]
    if not text or len(text) > LINE or set(text.lower()) - set(digits):
        raise bad_payload("The length of the body makes no sense.")
    return int(text, base)


def _drain(stream: Stream, length: int) -> None:
    left = min(length, DRAINED)
    while left > 0:
        block = stream.read(min(left, BLOCK))
        if not block:
            return
        left -= len(block)


def _too_long() -> HubError:
    return HubError(413, f"The body exceeds {MAX_BODY} bytes.", "COMMON_BAD_PAYLOAD")
