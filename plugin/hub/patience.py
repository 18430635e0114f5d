"""Patience: how often a request is tried, and how long is waited before."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..core.errors import AnswerError, CredentialsError, ServiceError
from ..core.sentences import say
from .transport import TIMED_OUT

if TYPE_CHECKING:
    from ..core.job import Hub

_TIMED_OUT, _TOO_MANY = 408, 429
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


class Tries:
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
    about = say(f"about {hours} hours") if hours > 1 else say("up to an hour")
    message = say(
        f"{hub.title} allows no more requests for {about}: what is used up may be the"
        " units of a month. Run again later; what came is kept."
    )
    return ServiceError(message, status=error.status, code=error.code)


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
