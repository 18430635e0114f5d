"""Service: authorised requests to one hub, with patience where waiting helps."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, BinaryIO

from ..core.errors import AnswerError, CredentialsError, ServiceError
from .session import Credentials, Session
from .transport import HttpRequest, HttpResponse, Stop, Transport

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..core.job import Hub

_OK, _UNAUTHORIZED, _TIMED_OUT, _TOO_MANY = 200, 401, 408, 429
_SERVER_ERROR = 500
_MILLISECONDS = 1000.0
# Seconds before a retry that the service allows at once, and, in first waits, before
# one that it did not say when to make.
_SHORTEST_WAIT, _UNTOLD_WAIT = 0.05, 5
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
        tries = _Tries(self._patience, self._transport, stop)
        refused: str | None = None
        while True:
            try:
                token = self._session.token(stop, refused=refused)
                _rewind(sink)
                request = HttpRequest(
                    url, body, {**headers, "Authorization": f"Bearer {token}"}
                )
                response = self._transport.send(request, stop, sink)
            except ServiceError as error:
                tries.wait_or_raise(error)
                continue
            if response.status == _OK:
                return response
            if response.status == _UNAUTHORIZED and refused is None:
                refused = token
                continue
            tries.wait_or_raise(
                to_error(response, self.hub), response.headers.get("retry-after")
            )


class _Tries:
    """What is left of the patience for one request."""

    def __init__(self, patience: Patience, transport: Transport, stop: Stop) -> None:
        self._patience = patience
        self._transport = transport
        self._stop = stop
        self._failures = self._rate_limits = 0

    def wait_or_raise(
        self, error: ServiceError, retry_after: str | None = None
    ) -> None:
        """Wait before the next try, or raise the error where that is no use.

        Args:
            error: why the last try failed.
            retry_after: the header of that name, if there was one.

        Raises:
            ServiceError: the error itself.
            Stopped: the user asked to stop.
        """
        if error.status == _TOO_MANY:
            self._rate_limits += 1
            if self._rate_limits > self._patience.rate_limit_waits:
                raise error
            seconds = self._rate_limit_wait(retry_after)
        else:
            self._failures += 1
            if self._failures >= self._patience.attempts or not _is_passing(error):
                raise error
            seconds = self._doubled(self._failures)
        self._transport.wait(min(seconds, self._patience.longest_wait), self._stop)

    def _rate_limit_wait(self, retry_after: str | None) -> float:
        """Return the seconds to wait; the header is in milliseconds.

        One that is told to wait again and again waits longer than it is told, in case
        a deployment means seconds or many clients come back at once.
        """
        try:
            told = float(retry_after or "") / _MILLISECONDS
        except ValueError:
            told = math.nan
        if not told >= 0:
            told = self._patience.first_wait * _UNTOLD_WAIT
        if self._rate_limits == 1:
            return max(told, _SHORTEST_WAIT)
        return max(told, self._doubled(self._rate_limits - 1))

    def _doubled(self, times: int) -> float:
        return self._patience.first_wait * 2.0 ** (times - 1)


def to_error(response: HttpResponse, hub: Hub) -> ServiceError:
    """Return the service's own words as an error (service-facts 2.3)."""
    message, code = "", None
    try:
        error = json.loads(response.body)["error"]
        message, code = str(error.get("message") or "").strip(), error.get("code")
        details = [str(one["violation"]).strip() for one in error.get("errors") or ()]
        message = " ".join(dict.fromkeys(part for part in (message, *details) if part))
    except (ValueError, KeyError, TypeError, AttributeError):
        pass
    said = f": {message}" if message else "."
    # A new token is refused like the old one: no request of this account will pass.
    kind = CredentialsError if response.status == _UNAUTHORIZED else ServiceError
    return kind(
        f"{hub.title} answered HTTP {response.status}{said}",
        status=response.status,
        code=code if isinstance(code, str) else None,
    )


def _is_passing(error: ServiceError) -> bool:
    """Return whether the same request may be answered better the next time."""
    if isinstance(error, (AnswerError, CredentialsError)):
        return False
    if error.status is None or error.status == _TIMED_OUT:
        return True
    if error.status >= _SERVER_ERROR:
        # A missing source file stays missing; its error comes with this code.
        return error.code != "RENDERER_EXCEPTION"
    return _TRANSIENT_400 in str(error)


def _rewind(sink: BinaryIO | None) -> None:
    if sink is not None:
        sink.seek(0)
        sink.truncate()


def _unreadable(hub: Hub) -> str:
    return f"The answer of {hub.title} could not be read: try again later."
