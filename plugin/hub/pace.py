"""Pace: when the next request may be sent, by what the service allows.

The service limits requests and units per minute, by several policies at once, and
tells a client that went too far when the next request will be taken (service-facts
2.3). What it allows is announced by some deployments; else refusals teach it.
"""

from __future__ import annotations

import math
import time
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

MINUTE = 60.0
# Seconds between requests whose answers are out: the first refusal is known before
# many more are sent.
_SPACING = 0.02
# Seconds that a window is waited for longer, as clocks and ways differ.
_MARGIN = 0.25
# The gap between requests grows by so much where it was too small, and shrinks after
# each window without refusal: limits are shared with other programs, which end.
_SLOWER, _FASTER = 1.5, 0.8


@dataclass
class Ticket:
    """One request: when it may leave, and later when its answer came."""

    leaves: float
    """By the clock of the pace, in seconds."""
    counted: float
    """When the service counted it, at the latest that is known."""
    is_out: bool = True
    """Whether there is no answer yet."""


class Pace:
    """Spreads the requests of all threads of one account at one hub."""

    def __init__(
        self,
        announced: int | None = None,
        window: float = MINUTE,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Know nothing but what is announced.

        Args:
            announced: requests that the hub allows in a window, None if unknown.
            window: in seconds.
            clock: seconds that never go back.
        """
        self._announced = announced
        self._window = window
        self._clock = clock
        self._lock = Lock()
        self._tickets: list[Ticket] = []
        self._gap = 0.0
        self._blocked = self._eased = -math.inf

    def book(self) -> tuple[Ticket, float]:
        """Return a ticket for one request and the seconds to wait before it leaves."""
        with self._lock:
            now = self._clock()
            self._forget(now)
            leaves = max(now, self._blocked, self._after_last(now))
            if self._announced is not None and len(self._tickets) >= self._announced:
                counted = sorted(one.counted for one in self._tickets)
                first = counted[-self._announced]
                leaves = max(leaves, first + self._window + _MARGIN)
            ticket = Ticket(leaves, leaves)
            self._tickets.append(ticket)
            return ticket, max(leaves - now, 0.0)

    def is_stale(self, ticket: Ticket) -> bool:
        """Return whether a refusal came after the booking, so that it must not leave.

        A stale ticket is void: book another.
        """
        with self._lock:
            stale = ticket.leaves < self._blocked
            if stale:
                self._remove(ticket)
            return stale

    def note_answer(self, ticket: Ticket) -> None:
        """Note that the service took the request, whatever it answered."""
        with self._lock:
            ticket.counted, ticket.is_out = self._clock(), False

    def note_refusal(self, ticket: Ticket, seconds: float) -> None:
        """Note that there were too many, and in how many seconds there may be more."""
        with self._lock:
            now = self._clock()
            self._remove(ticket)
            self._forget(now)
            sent = sum(one.leaves <= now for one in self._tickets)
            gap = min(self._window / max(sent, 1), seconds)
            # Not one of several that were refused for the same reason, nor one while
            # others use up what there is: then no gap between ours is too small.
            if sent and ticket.leaves >= self._blocked:
                gap = max(gap, min(self._gap * _SLOWER, self._window))
            self._gap = max(self._gap, gap)
            self._blocked = self._eased = max(self._blocked, now + seconds)

    def _after_last(self, now: float) -> float:
        """Return when the next request may follow the last one."""
        if now - self._eased > self._window:
            self._gap, self._eased = self._gap * _FASTER, now
        if not self._tickets:
            return now
        last = self._tickets[-1]
        gap = _SPACING if last.is_out else 0.0
        if last.leaves >= self._blocked:
            gap = max(gap, self._gap)
        return last.leaves + gap

    def _forget(self, now: float) -> None:
        since = now - self._window - _MARGIN
        self._tickets = [one for one in self._tickets if one.counted > since]

    def _remove(self, ticket: Ticket) -> None:
        self._tickets = [one for one in self._tickets if one is not ticket]
