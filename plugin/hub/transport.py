"""Transport: how a request reaches the service; the seam between us and the network."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import BinaryIO, Protocol

TIMED_OUT = "TIMED_OUT"
"""Code of a `ServiceError`: no answer came in time, and the service may go on."""

Stop = Callable[[], bool]
"""Asked often, from any thread: whether the user wants to stop."""


@dataclass(frozen=True)
class HttpRequest:
    """A request; headers and body may hold secrets, so its repr shows neither."""

    url: str
    body: bytes | None = field(repr=False)
    """Of a POST; None makes it a GET."""
    headers: Mapping[str, str] = field(repr=False)


@dataclass(frozen=True)
class HttpResponse:
    """An answer, whatever its status."""

    status: int
    headers: Mapping[str, str]
    """Names in lower case."""
    body: bytes = field(repr=False)
    """Empty where the body went into a sink."""


class Transport(Protocol):
    """Sends requests; used from several threads at once."""

    def send(
        self, request: HttpRequest, stop: Stop, sink: BinaryIO | None = None
    ) -> HttpResponse:
        """Return the answer; a body of status 200 is written to ``sink`` as it comes.

        Raises:
            Stopped: ``stop()`` became true; the transfer was ended.
            ServiceError: there was no whole answer; a sentence says why.
        """
        ...

    def wait(self, seconds: float, stop: Stop) -> None:
        """Return after some seconds.

        Raises:
            Stopped: ``stop()`` became true.
        """
        ...
