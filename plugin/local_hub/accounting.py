"""What an account may use: units, requests a minute, a quota."""

from __future__ import annotations

import threading
import time
from collections import deque
from dataclasses import dataclass, field

from .errors import HubError

MINUTE = 60.0


@dataclass(frozen=True)
class Rate:
    """Limits within a sliding window."""

    requests: int | None = None
    units: float | None = None
    seconds: float = MINUTE


@dataclass
class Ledger:
    """What has been used; thread-safe."""

    quota: float | None = None
    """Units the account has in all; None: no end."""
    rate: Rate | None = None
    used: float = 0.0
    _recent: deque[tuple[float, float]] = field(default_factory=deque)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def admit(self) -> None:
        """Count a request.

        Raises:
            HubError: 403 when the quota is spent.
            RateLimitError: 429 when there were too many.
        """
        with self._lock:
            if self.quota is not None and self.used >= self.quota:
                raise HubError(
                    403,
                    "Insufficient processing units or requests available in your "
                    "account.",
                    "ACCESS_INSUFFICIENT_PROCESSING_UNITS",
                )
            wait = self._wait(time.monotonic())
            if wait > 0:
                raise RateLimitError(max(1, round(wait * 1000)))
            self._recent.append((time.monotonic(), 0.0))

    def left(self) -> dict[str, dict[str, float]]:
        """Return what is left in each period, as the limiter's own address tells it."""
        if self.quota is None:
            return {}
        with self._lock:
            return {"PROCESSING_UNITS": {"PT744H": max(0.0, self.quota - self.used)}}

    def charge(self, units: float) -> None:
        """Book the price of an answer."""
        with self._lock:
            self.used += units
            self._recent.append((time.monotonic(), units))

    def _wait(self, now: float) -> float:
        """Return the seconds until the next request is free."""
        if self.rate is None:
            return 0.0
        while self._recent and self._recent[0][0] <= now - self.rate.seconds:
            self._recent.popleft()
        requests = [at for at, units in self._recent if units == 0.0]
        wait = 0.0
        if self.rate.requests is not None and len(requests) >= self.rate.requests:
            first = requests[-self.rate.requests] if self.rate.requests else now
            wait = first + self.rate.seconds - now
        return max(wait, self._wait_for_units(now))

    def _wait_for_units(self, now: float) -> float:
        if self.rate is None or self.rate.units is None:
            return 0.0
        spent = 0.0
        for at, units in reversed(self._recent):
            spent += units
            if spent >= self.rate.units:
                return at + self.rate.seconds - now
        return 0.0


class RateLimitError(HubError):
    """The 429 of the rate limiter."""

    def __init__(self, retry_after_ms: int) -> None:
        super().__init__(
            429, "You have exceeded your rate limit", "RATE_LIMIT_EXCEEDED"
        )
        self.retry_after_ms = retry_after_ms
