"""Session: the access token of a run, fetched when needed and renewed in time."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from ..core.errors import CredentialsError, NoTokenError, ServiceError
from ..core.sentences import say
from ..core.told import told_json
from .transport import HttpRequest, Stop, Transport

if TYPE_CHECKING:
    from ..core.job import Hub

_OK = 200
_REFUSED = (400, 401, 403)
_BUSY = (408, 429)
_SERVER_ERROR = 500
# A token is renewed this long before it ends, so that none ends on its way.
_EARLY_SECONDS = 60.0
# Where the answer does not say how long a token lasts: a refused one is renewed anyway.
_USUAL_SECONDS = 3600.0


@dataclass(frozen=True)
class Credentials:
    """Client id and secret of an OAuth client; the secret is never shown."""

    client_id: str
    secret: str = field(repr=False)


class Session:
    """Gives the token of one hub to any thread."""

    def __init__(
        self, hub: Hub, credentials: Credentials, transport: Transport
    ) -> None:
        self._hub = hub
        self._credentials = credentials
        self._transport = transport
        self._lock = Lock()
        self._token: str | None = None
        self._ends = 0.0

    def token(self, stop: Stop, *, refused: str | None = None) -> str:
        """Return a token that is valid now.

        Args:
            stop: whether to stop.
            refused: a token that the service just refused; never returned again.

        Raises:
            CredentialsError: the service refused client id and secret.
            ServiceError: the token service failed or could not be reached.
            Stopped: ``stop()`` became true.
        """
        with self._lock:
            token = self._token
            if token is None or token == refused or time.monotonic() >= self._ends:
                token = self._token = self._fetch(stop)
            return token

    def _fetch(self, stop: Stop) -> str:
        form = {
            "grant_type": "client_credentials",
            "client_id": self._credentials.client_id,
            "client_secret": self._credentials.secret,
        }
        response = self._transport.send(
            HttpRequest(
                self._hub.token_url,
                urlencode(form).encode("ascii"),
                {"Content-Type": "application/x-www-form-urlencoded"},
            ),
            stop,
        )
        if response.status in _REFUSED:
            message = say(
                f"{self._hub.title} refused the client id and secret: check them in the"
                " authentication configuration, and that they belong to this hub."
            )
            raise CredentialsError(message, status=response.status)
        if response.status != _OK:
            advice = (
                say("try again later")
                if response.status in _BUSY or response.status >= _SERVER_ERROR
                else say("check the token address")
            )
            message = say(
                f"{self._hub.title} gave no access token (HTTP {response.status}):"
                f" {advice}."
            )
            raise ServiceError(message, status=response.status)
        return self._keep(response.body)

    def _keep(self, body: bytes) -> str:
        token, lasts = None, _USUAL_SECONDS
        try:
            answer = told_json(body)
            token = answer["access_token"]
            lasts = float(answer.get("expires_in") or _USUAL_SECONDS)
        except (ValueError, KeyError, TypeError, AttributeError, OverflowError):
            token = None  # no "from": the error's text would show the answer
        if not _is_token(token):
            message = say(
                f"{self._hub.title} answered without an access token: check the token"
                " address."
            )
            raise NoTokenError(message)
        # A short-lived token is used for half its life rather than fetched each time.
        self._ends = time.monotonic() + max(lasts - _EARLY_SECONDS, lasts / 2)
        return str(token)


def _is_token(token: object) -> bool:
    # It becomes a header: nothing in it may end the line.
    return isinstance(token, str) and bool(re.fullmatch(r"[!-~]+", token))
