"""Client credentials and the tokens they buy."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
import threading
import time
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs

from .errors import HubError

LIFETIME = 3600
SCHEME = "Bearer"
"""Of the `Authorization` header."""


@dataclass
class Tokens:
    """The account of a hub; thread-safe."""

    client_id: str = field(default_factory=lambda: f"local-{secrets.token_hex(8)}")
    client_secret: str = field(
        default_factory=lambda: secrets.token_urlsafe(24), repr=False
    )
    _key: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)
    _issued: dict[str, float] = field(default_factory=dict, repr=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def grant(self, form: str, basic: str | None) -> tuple[int, dict[str, Any]]:
        """Return status and body of a token request."""
        given = {key: values[0] for key, values in parse_qs(form).items()}
        user, secret = _basic(basic)
        user = given.get("client_id", user)
        secret = given.get("client_secret", secret)
        if given.get("grant_type") != "client_credentials":
            return 400, {
                "error": "unsupported_grant_type",
                "error_description": "Unsupported grant_type",
            }
        same = user == self.client_id and hmac.compare_digest(
            secret.encode(), self.client_secret.encode()
        )
        if not same:
            return 401, {
                "error": "invalid_client",
                "error_description": "Invalid client or Invalid client credentials",
            }
        return 200, {
            "access_token": self._issue(),
            "expires_in": LIFETIME,
            "refresh_expires_in": 0,
            "token_type": SCHEME,
            "not-before-policy": 0,
            "scope": "",
        }

    def check(self, header: str | None) -> None:
        """Accept an `Authorization` header.

        Raises:
            HubError: it is missing, wrong or expired.
        """
        kind, _, token = (header or "").partition(" ")
        with self._lock:
            expires = self._issued.get(token.strip(), 0.0)
        if kind.lower() != "bearer" or expires < time.time():
            raise HubError(
                401,
                "You are not authorized! Please provide a valid access token.",
                "COMMON_UNAUTHORIZED",
            )

    def expire(self) -> None:
        """Let all tokens given out so far be refused."""
        with self._lock:
            self._issued.clear()

    def _issue(self) -> str:
        now = int(time.time())
        head = {"alg": "HS256", "typ": "JWT"}
        claims = {
            "exp": now + LIFETIME,
            "iat": now,
            "jti": secrets.token_hex(8),
            "azp": self.client_id,
            "sub": f"account-of-{self.client_id}",
            "typ": SCHEME,
        }
        unsigned = ".".join(_part(json.dumps(p).encode()) for p in (head, claims))
        signature = hmac.new(self._key, unsigned.encode(), hashlib.sha256).digest()
        token = f"{unsigned}.{_part(signature)}"
        with self._lock:
            self._issued[token] = now + LIFETIME
        return token


def _part(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def _basic(header: str | None) -> tuple[str, str]:
    kind, _, text = (header or "").partition(" ")
    if kind.lower() != "basic":
        return "", ""
    try:
        user, _, secret = base64.b64decode(text).decode().partition(":")
    except ValueError:
        return "", ""
    return user, secret
