"""Messages between hub and worker: a JSON head and a body of bytes."""

from __future__ import annotations

import json
import struct
from typing import Any, BinaryIO

HEAD = struct.Struct("!IQ")


def send(stream: BinaryIO, head: dict[str, Any], body: bytes = b"") -> None:
    """Write one message."""
    text = json.dumps(head).encode()
    stream.write(HEAD.pack(len(text), len(body)) + text)
    stream.write(body)
    stream.flush()


def receive(stream: BinaryIO) -> tuple[dict[str, Any], bytes] | None:
    """Read one message; None where the other side has ended."""
    start = stream.read(HEAD.size)
    if len(start) < HEAD.size:
        return None
    text_size, body_size = HEAD.unpack(start)
    text, body = stream.read(text_size), stream.read(body_size)
    if len(text) < text_size or len(body) < body_size:
        return None
    return dict(json.loads(text)), body
