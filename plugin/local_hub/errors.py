"""The error bodies of the service, word for word where they are recorded."""

from __future__ import annotations

import json
from typing import Any

REASONS = {
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden",
    404: "Not Found",
    405: "Method Not Allowed",
    413: "Payload Too Large",
    429: "Too Many Requests",
    500: "Internal Server Error",
    503: "Service Unavailable",
}


class HubError(Exception):
    """An answer that is not 2XX: `status`, `code`, `message` and violations."""

    def __init__(
        self,
        status: int,
        message: str,
        code: str = "COMMON_EXCEPTION",
        parameter: str | None = None,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.code = code
        self.parameter = parameter
        self.at_pixels = False
        """Raised by the script's pixels, not by what it declares."""
        self.over_limit = False
        """The script ran too long or used too much; its process is spent."""

    def body(self) -> dict[str, Any]:
        """Return the answer's JSON body."""
        error: dict[str, Any] = {
            "status": self.status,
            "reason": REASONS.get(self.status, "Error"),
            "message": self.message,
            "code": self.code,
        }
        if self.parameter is not None:
            violation = self.message.rstrip("\n")
            error["errors"] = [{"parameter": self.parameter, "violation": violation}]
        # The rate limiter stands in front of the service and wraps nothing.
        return error if self.status == 429 else {"error": error}  # noqa: PLR2004 HTTP

    def encoded(self) -> bytes:
        """Return the body as sent."""
        return json.dumps(self.body()).encode()


def bad_payload(message: str, parameter: str | None = None) -> HubError:
    """Return the 400 of a request that does not keep to the schema."""
    return HubError(400, message, "COMMON_BAD_PAYLOAD", parameter)


def bad_request(message: str) -> HubError:
    """Return the 400 of a well-formed request that cannot be served."""
    return HubError(400, message, "COMMON_EXCEPTION")


def renderer_error(message: str) -> HubError:
    """Return the 400 of an evalscript that fails."""
    return HubError(400, message, "RENDERER_EXCEPTION")
