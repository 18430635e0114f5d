"""Service: authorised requests to one hub, with patience where waiting helps."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, BinaryIO

from ..core.errors import AnswerError, CredentialsError, ServiceError, as_sentence
from .endpoints import REQUESTS_A_MINUTE
from .pace import Pace, Ticket
from .session import Credentials, Session
from .transport import TIMED_OUT, HttpRequest, HttpResponse, Stop, Transport

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ..core.job import Hub

_OK, _UNAUTHORIZED, _TIMED_OUT, _TOO_MANY = 200, 401, 408, 429
_SERVER_ERROR = 500
_MILLISECONDS, _HOUR = 1000.0, 3600.0
# Seconds before a retry that the service allows at once, and, in first waits, before
# one that it did not say when to make.
_SHORTEST_WAIT, _UNTOLD_WAIT = 0.05, 5
# Tries of a request that nobody waits for any longer: the service may finish, and
# charge, each of them.
_TRIES_IN_VAIN = 2
# A wait that no limit per minute asks for, in seconds: the units of a month are spent.
_NEVER_MIND = 600.0
# Waits from here on are told, in seconds.
_LONG = 2.0
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
        *,
        pace: Pace | None = None,
        tell: Callable[[str], None] | None = None,
    ) -> None:
        """Hold the way to a hub.

        Args:
            hub: its addresses.
            credentials: of the account.
            transport: the network.
            patience: how often and how long to wait.
            pace: of the account's requests; by default what the hub announces.
            tell: told in a sentence what is waited for, from any thread.
        """
        self.hub = hub
        self._session = Session(hub, credentials, transport)
        self._transport = transport
        self._patience = patience or Patience()
        self._pace = pace or Pace(REQUESTS_A_MINUTE.get(hub.name))
        self._tell = tell or (lambda _: None)

    def post_json(
        self, url: str, payload: Mapping[str, Any], stop: Stop
    ) -> dict[str, Any]:
        """Return the JSON object that the service answers.

        Raises:
            ServiceError: as for ``post``; AnswerError if it is no JSON object.
            Stopped: ``stop()`` became true.
        """
        headers = {"Content-Type": "application/json", "Accept": "application/json"}
        return _json_object(self.post(url, payload, headers, stop).body, self.hub)

    def token(self, stop: Stop) -> str:
        """Return a token of the account that is valid now; see `Session.token`."""
        return self._session.token(stop)

    def get_json(self, url: str, stop: Stop) -> dict[str, Any]:
        """Return the JSON object at an address; one try, for what may be missing.

        Raises:
            CredentialsError: the service refused client id and secret.
            ServiceError: it gave no such answer.
            Stopped: ``stop()`` became true.
        """
        headers = {
            "Accept": "application/json",
            "Authorization": f"Bearer {self.token(stop)}",
        }
        response = self._transport.send(HttpRequest(url, None, headers), stop)
        if response.status != _OK:
            message = f"{self.hub.title} answered HTTP {response.status}."
            raise ServiceError(message, status=response.status)
        return _json_object(response.body, self.hub)

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
        tries = _Tries(self._patience, self.hub)
        refused: str | None = None
        while True:
            ticket = None
            try:
                token = self._session.token(stop, refused=refused)
                ticket = self._enter(stop)
                _rewind(sink)
                request = HttpRequest(
                    url, body, {**headers, "Authorization": f"Bearer {token}"}
                )
                response = self._transport.send(request, stop, sink)
            except ServiceError as error:
                if ticket is not None:
                    self._pace.note_answer(ticket)
                self._wait(tries.seconds_after(error), str(error), stop)
                continue
            if response.status == _TOO_MANY:
                busy = to_error(response, self.hub)
                told = response.headers.get("retry-after")
                self._pace.note_refusal(ticket, tries.seconds_after(busy, told))
                continue
            self._pace.note_answer(ticket)
            if response.status == _OK:
                return response
            if response.status == _UNAUTHORIZED and refused is None:
                refused = token
                continue
            failed = to_error(response, self.hub)
            self._wait(tries.seconds_after(failed), str(failed), stop)

    def _enter(self, stop: Stop) -> Ticket:
        """Return the ticket of a request that may leave now."""
        while True:
            ticket, seconds = self._pace.book()
            if seconds:
                reason = f"{self.hub.title} allows no more requests a minute."
                self._wait(seconds, reason, stop)
            if not self._pace.is_stale(ticket):
                return ticket

    def _wait(self, seconds: float, reason: str, stop: Stop) -> None:
        if seconds >= _LONG:
            self._tell(f"{reason} Waiting {seconds:.0f} s.")
        self._transport.wait(seconds, stop)


class _Tries:
    """What is left of the patience for one request."""

    def __init__(self, patience: Patience, hub: Hub) -> None:
        self._patience = patience
        self._hub = hub
        self._failures = self._rate_limits = 0

    def seconds_after(
        self, error: ServiceError, retry_after: str | None = None
    ) -> float:
        """Return the seconds to wait before the next try.

        Args:
            error: why the last try failed.
            retry_after: the header of that name, if there was one.

        Raises:
            ServiceError: the next try is no use.
        """
        if error.status == _TOO_MANY:
            self._rate_limits += 1
            seconds = self._rate_limit_wait(retry_after)
            if seconds > _NEVER_MIND:
                raise _spent(error, self._hub, seconds)
            if self._rate_limits > self._patience.rate_limit_waits:
                raise error
        else:
            self._failures += 1
            most = self._patience.attempts
            if error.code == TIMED_OUT:
                most = min(most, _TRIES_IN_VAIN)
            if self._failures >= most or not _is_passing(error):
                raise error
            seconds = self._doubled(self._failures)
        return min(seconds, self._patience.longest_wait)

    def _rate_limit_wait(self, retry_after: str | None) -> float:
        """Return the seconds to wait; the header is in milliseconds.

        One that is told to wait again and again waits longer than it is told, in case
        a deployment means seconds or many clients come back at once.
        """
        try:
            told = float(retry_after or "") / _MILLISECONDS
        except ValueError:
            told = math.nan
        if not 0 <= told < math.inf:
            told = self._patience.first_wait * _UNTOLD_WAIT
        if self._rate_limits == 1:
            return max(told, _SHORTEST_WAIT)
        return max(told, min(self._doubled(self._rate_limits - 1), _NEVER_MIND))

    def _doubled(self, times: int) -> float:
        return self._patience.first_wait * 2.0 ** (times - 1)


def _spent(error: ServiceError, hub: Hub, seconds: float) -> ServiceError:
    """Return the refusal of a service that will not answer for long."""
    hours = math.ceil(seconds / _HOUR)
    about = f"about {hours} hours" if hours > 1 else "up to an hour"
    message = (
        f"{hub.title} allows no more requests for {about}: what is used up may be the"
        " units of a month. Run again later; what came is kept."
    )
    return ServiceError(message, status=error.status, code=error.code)


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
    said = f": {as_sentence(message)}" if message else "."
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


def _json_object(body: bytes, hub: Hub) -> dict[str, Any]:
    try:
        answer = json.loads(body)
    except ValueError as error:
        raise AnswerError(_unreadable(hub)) from error
    if not isinstance(answer, dict):
        raise AnswerError(_unreadable(hub))
    return answer


def _rewind(sink: BinaryIO | None) -> None:
    if sink is not None:
        sink.seek(0)
        sink.truncate()


def _unreadable(hub: Hub) -> str:
    return f"The answer of {hub.title} could not be read: try again later."
