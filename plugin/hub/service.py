"""Service: authorised requests to one hub, with patience where waiting helps."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, BinaryIO

from ..core.errors import (
    AnswerError,
    CredentialsError,
    ServiceError,
    Stopped,
    as_sentence,
)
from ..core.sentences import say
from ..core.told import told_json, told_text, told_words
from .endpoints import REQUESTS_A_MINUTE
from .pace import Pace, Ticket
from .patience import Patience, Tries
from .session import Credentials, Session
from .transport import HttpRequest, HttpResponse, Stop, Transport

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ..core.job import Hub

_OK, _UNAUTHORIZED, _TOO_MANY = 200, 401, 429
# What a person can do about a status whose own words rarely say it.
_ADVICE = {
    _UNAUTHORIZED: say("Check the account."),
    403: say("The units of the account may be used up, or it may lack the right."),
    _TOO_MANY: say("Run again later."),
}
# Waits from here on are told, in seconds.
_LONG = 2.0


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
            message = say(f"{self.hub.title} answered HTTP {response.status}.")
            raise ServiceError(message, status=response.status)
        return _json_object(response.body, self.hub)

    def post(
        self,
        url: str,
        payload: Mapping[str, Any],
        headers: Mapping[str, str],
        stop: Stop,
        sink: BinaryIO | None = None,
        *,
        hold: Stop | None = None,
    ) -> HttpResponse:
        """Return the service's answer of status 200.

        Args:
            url: of the service.
            payload: the body, JSON.
            headers: besides those of the account.
            stop: whether to stop; ends what is on its way.
            sink: a file for the body of the answer; None returns it.
            hold: whether to send nothing more: waits end, but an answer on its way,
                which may be charged, still comes. None is ``stop``.

        Raises:
            CredentialsError: the service refused the account.
            ServiceError: it answered with an error, or gave no answer.
            Stopped: ``stop()`` became true, or ``hold()`` while waiting.
        """
        hold = hold or stop
        body = json.dumps(payload, separators=(",", ":")).encode("utf-8")
        tries = Tries(self._patience, self.hub)
        refused: str | None = None
        while True:
            ticket = None
            try:
                token = self._session.token(hold, refused=refused)
                ticket = self._enter(hold)
                _rewind(sink)
                request = HttpRequest(
                    url, body, {**headers, "Authorization": f"Bearer {token}"}
                )
                response = self._transport.send(request, stop, sink)
            except ServiceError as error:
                if ticket is not None:
                    self._pace.note_answer(ticket)
                self._wait(tries.seconds_after(error), str(error), hold)
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
            self._wait(tries.seconds_after(failed), str(failed), hold)

    def _enter(self, stop: Stop) -> Ticket:
        """Return the ticket of a request that may leave now."""
        while not stop():
            ticket, seconds = self._pace.book()
            if seconds:
                reason = say(f"{self.hub.title} allows no more requests a minute.")
                self._wait(seconds, reason, stop)
            if not self._pace.is_stale(ticket):
                return ticket
        raise Stopped

    def _wait(self, seconds: float, reason: str, stop: Stop) -> None:
        if seconds >= _LONG:
            self._tell(say(f"{reason} Waiting {seconds:.0f} s."))
        self._transport.wait(seconds, stop)


def to_error(response: HttpResponse, hub: Hub) -> ServiceError:
    """Return the service's own words as an error (service-facts 2.3)."""
    message, code = "", None
    try:
        error = told_json(response.body)["error"]
        message, code = told_words(error.get("message")), told_text(error.get("code"))
        details = [told_words(one["violation"]) for one in error.get("errors") or ()]
        parts = dict.fromkeys(part for part in (message, *details) if part)
        message = told_words(" ".join(parts))
    except (ValueError, KeyError, TypeError, AttributeError):
        pass
    said = f": {as_sentence(message)}" if message else "."
    told = say(f"{hub.title} answered HTTP {response.status}{said}")
    # A new token is refused like the old one: no request of this account will pass.
    kind = CredentialsError if response.status == _UNAUTHORIZED else ServiceError
    return kind(
        " ".join(filter(None, (told, _ADVICE.get(response.status)))),
        status=response.status,
        code=code,
    )


def _json_object(body: bytes, hub: Hub) -> dict[str, Any]:
    try:
        answer = told_json(body)
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
    return say(f"The answer of {hub.title} could not be read: try again later.")
