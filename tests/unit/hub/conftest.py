"""A service that answers from a script, and the values that requests are made of."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime, timezone
from threading import Lock

import pytest
from scene_slots.plugin.core.errors import Stopped
from scene_slots.plugin.core.job import Hub
from scene_slots.plugin.hub.pace import Pace
from scene_slots.plugin.hub.service import Service
from scene_slots.plugin.hub.session import Credentials
from scene_slots.plugin.hub.transport import HttpResponse

HUB = Hub("custom", "Test hub", "https://hub.test", "https://hub.test/token")
SECRET = "never-to-be-shown"  # noqa: S105  of no account


@dataclass
class ScriptedTransport:
    """A Transport that plays answers in turn; tokens are given out by themselves."""

    answers: list = field(default_factory=list)
    """Responses, or errors to raise, for requests that are not for a token."""
    token_answers: list = field(default_factory=list)
    """The same for tokens; when they are used up, tokens are numbered."""
    requests: list = field(default_factory=list)
    tokens: list = field(default_factory=list)
    """Requests for a token."""
    waits: list = field(default_factory=list)
    """Seconds."""
    lock: Lock = field(default_factory=Lock)

    def send(self, request, stop, sink=None):
        with self.lock:
            if stop():
                raise Stopped
            if request.url == HUB.token_url:
                self.tokens.append(request)
                response = self._next_token()
            else:
                self.requests.append(request)
                response = self.answers.pop(0)
        if isinstance(response, Exception):
            raise response
        if sink is not None and response.status == 200:
            sink.write(response.body)
            return HttpResponse(response.status, response.headers, b"")
        return response

    def wait(self, seconds, stop):
        if stop():
            raise Stopped
        self.waits.append(seconds)

    def _next_token(self):
        if self.token_answers:
            return self.token_answers.pop(0)
        number = len(self.tokens)
        return _answer({"access_token": f"token{number}", "expires_in": 3600})

    def payload(self, position=-1):
        return json.loads(self.requests[position].body)


def _answer(body=b"{}", status=200, **headers):
    """A response; a body that is not bytes is sent as JSON."""
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return HttpResponse(status, named, content)


def _error(status, message="", code="COMMON_EXCEPTION", **headers):
    """An answer of the service that carries an error."""
    error = {"status": status, "reason": "x", "message": message, "code": code}
    return _answer({"error": error}, status, **headers)


@pytest.fixture(scope="session")
def hub():
    return HUB


@pytest.fixture(scope="session")
def secret():
    return SECRET


@pytest.fixture(scope="session")
def credentials():
    return Credentials("client", SECRET)


@pytest.fixture(scope="session")
def answer():
    return _answer


@pytest.fixture(scope="session")
def error():
    return _error


@pytest.fixture
def transport():
    return ScriptedTransport()


@pytest.fixture
def service(transport, credentials):
    # Its clock goes by the waits alone.
    pace = Pace(clock=lambda: sum(transport.waits))
    return Service(HUB, credentials, transport, pace=pace)


@pytest.fixture(scope="session")
def go():
    """Nobody wants to stop."""
    return lambda: False


@pytest.fixture(scope="session")
def utc():
    return lambda text: datetime.fromisoformat(text).replace(tzinfo=timezone.utc)
