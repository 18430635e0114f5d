"""Service: authorised requests to one hub, with patience where waiting helps."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, BinaryIO

from ..core.errors import AnswerError, ServiceError
from .session import Credentials, Session
from .transport import HttpRequest, HttpResponse, Stop, Transport

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..core.job import Hub

_OK, _UNAUTHORIZED, _TOO_MANY = 200, 401, 429
_SERVER_ERROR = 500
# Seen to be transient by other clients of the service (service-facts 2.3).
_TRANSIENT_400 = "Request body should be non-empty."


@dataclass(frozen=True)
class Patience:
    """How often and how long to wait before giving a request up."""

    attempts: int = 4
    """Tries of a request that fails on the way or with a server error."""
    first_wait: float = 1.0
    """Seconds before the second try; doubled each time."""
    rate_limit_waits: int = 20
    """Times a request may be told to come back later."""
    longest_wait: float = 60.0
    """Seconds; a longer ``Retry-After`` is cut to this."""


class Service:
    """One hub, as an account sees it; used from several threads at once."""

    def __init__(
        self,
        hub: Hub,
        credentials: Credentials,
        transport: Transport,
        patience: Patience | None = None,
    ) -> None:
        self.hub = hub
        self._session = Session(hub, credentials, transport)
        self._transport = transport
        self._patience = patience or Patience()

    def post_json(
        self, url: str, payload: Mapping[str, Any], stop: Stop
    ) -> dict[str, Any]:
        """Return the JSON object that the service answers.

        Raises:
            ServiceError: as for ``post``; AnswerError if it is no JSON object.
            Stopped: ``stop()`` became true.
        """
        headers = {"Content-Type": "application/json", "Accept": "application/json"}
        response = self.post(url, payload, headers, stop)
        try:
            answer = json.loads(response.body)
        except ValueError as error:
            raise AnswerError(_unreadable(self.hub)) from error
        if not isinstance(answer, dict):
            raise AnswerError(_unreadable(self.hub))
        return answer

    def post(
        self,
        url: str,
        payload: Mapping[str, Any],
        headers: Mapping[str, str],
        stop: Stop,
        sink: BinaryIO | None = None,
    ) -> HttpResponse:
        """Return the service's answer of status 200.

        Raises:
            CredentialsError: the service refused the account.
            ServiceError: it answered with an error, or gave no answer.
            Stopped: ``stop()`` became true.
        """
        body = json.dumps(payload, separators=(",", ":")).encode("utf-8")
        failures = waits = 0
        refused: str | None = None
        while True:
            token = self._session.token(stop, refused=refused)
            _rewind(sink)
            try:
                response = self._transport.send(
                    HttpRequest(
                        url, body, {**headers, "Authorization": f"Bearer {token}"}
                    ),
                    stop,
                    sink,
                )
            except ServiceError:
                failures += 1
                if failures >= self._patience.attempts:
                    raise
                self._back_off(failures, stop)
                continue
            if response.status == _OK:
                return response
            if response.status == _UNAUTHORIZED and refused is None:
                refused = token
                continue
            error = to_error(response, self.hub)
            if response.status == _TOO_MANY and waits < self._patience.rate_limit_waits:
                waits += 1
                self._transport.wait(self._retry_after(response), stop)
                continue
            failures += 1
            if not _is_transient(response, error) or (
                failures >= self._patience.attempts
            ):
                raise error
            self._back_off(failures, stop)

    def _back_off(self, failures: int, stop: Stop) -> None:
        seconds = self._patience.first_wait * 2 ** (failures - 1)
        self._transport.wait(min(seconds, self._patience.longest_wait), stop)

    def _retry_after(self, response: HttpResponse) -> float:
        """Return the seconds to wait; the header is in milliseconds."""
        text = response.headers.get("retry-after", "")
        try:
            seconds = float(text) / 1000.0
        except ValueError:
            seconds = self._patience.first_wait * 5
        return min(max(seconds, 0.05), self._patience.longest_wait)


def to_error(response: HttpResponse, hub: Hub) -> ServiceError:
    """Return the service's own words as an error (service-facts 2.3)."""
    message, code = "", None
    try:
        error = json.loads(response.body)["error"]
        message, code = str(error.get("message", "")).strip(), error.get("code")
        details = [str(one["violation"]).strip() for one in error.get("errors") or ()]
        message = " ".join(dict.fromkeys(part for part in (message, *details) if part))
    except (ValueError, KeyError, TypeError, AttributeError):
        pass
    said = f": {message}" if message else "."
    return ServiceError(
        f"{hub.title} answered HTTP {response.status}{said}",
        status=response.status,
        code=code if isinstance(code, str) else None,
    )


def _is_transient(response: HttpResponse, error: ServiceError) -> bool:
    if response.status >= _SERVER_ERROR:
        # A missing source file stays missing; its error comes with this code.
        return error.code != "RENDERER_EXCEPTION"
    return _TRANSIENT_400 in str(error)


def _rewind(sink: BinaryIO | None) -> None:
    if sink is not None:
        sink.seek(0)
        sink.truncate()


def _unreadable(hub: Hub) -> str:
    return f"The answer of {hub.title} could not be read: try again later."
