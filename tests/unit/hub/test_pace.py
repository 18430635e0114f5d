"""What a client of a limited hub may send, and when."""

from __future__ import annotations

import pytest
from scene_slots.plugin.hub.pace import Pace

FAST = 0.02


class Limited:
    """Allows some requests in a window, by a clock of its own."""

    def __init__(self, limit, window):
        self.limit, self.window, self.now = limit, window, 0.0
        self.taken, self.refused = [], 0

    def take(self):
        """Return None for yes, else the seconds until the next is free."""
        self.taken = [at for at in self.taken if at > self.now - self.window]
        if len(self.taken) < self.limit:
            self.taken.append(self.now)
            return None
        self.refused += 1
        return self.taken[-self.limit] + self.window - self.now


class Bucket(Limited):
    """Allows a burst, and then one request after another as the bucket refills."""

    def take(self):
        every = self.window / self.limit
        level = self.limit
        last = 0.0
        for at in self.taken:
            level = min(self.limit, level + (at - last) / every) - 1
            last = at
        level = min(self.limit, level + (self.now - last) / every)
        if level >= 1:
            self.taken.append(self.now)
            return None
        self.refused += 1
        return (1 - level) * every


def send_all(pace, hub, count, answer_seconds, width=12):
    """Send requests from threads that each wait for their answer; return the end."""
    threads = [0.0] * width
    for _ in range(count):
        while True:
            hub.now = threads[0] = max(min(threads), hub.now)
            ticket, seconds = pace.book()
            hub.now += seconds
            told = hub.take()
            if told is None:
                pace.note_answer(ticket)
                threads[0] = hub.now + answer_seconds
                threads.sort()
                break
            pace.note_refusal(ticket, told)
    return hub.now


@pytest.fixture
def hub():
    return Limited(limit=60, window=60.0)


def test_without_a_limit_nobody_waits():
    pace = Pace(clock=lambda: 0.0)

    ticket, seconds = pace.book()
    pace.note_answer(ticket)

    assert seconds == pace.book()[1] == 0.0


def test_one_refusal_teaches_the_pace(hub):
    end = send_all(Pace(clock=lambda: hub.now), hub, 90, answer_seconds=1.0)

    assert hub.refused == 1
    assert end < 95


def test_a_bucket_that_refills_is_kept_busy():
    hub = Bucket(limit=60, window=60.0)

    end = send_all(Pace(clock=lambda: hub.now), hub, 180, answer_seconds=1.0)

    assert hub.refused < 12
    assert end < 150


def test_an_announced_limit_is_never_met(hub):
    end = send_all(Pace(60, clock=lambda: hub.now), hub, 150, answer_seconds=1.0)

    assert hub.refused == 0
    assert end < 140


def test_a_limit_that_others_used_up_is_tried_again(hub):
    hub.taken = [0.0] * 59  # by another program of the account
    pace = Pace(clock=lambda: hub.now)

    send_all(pace, hub, 2, answer_seconds=0.1)
    end = send_all(pace, hub, 60, answer_seconds=0.1)

    assert hub.refused <= 2
    assert end < 20 * 60


def test_a_refusal_stops_what_was_booked_and_has_not_left():
    now = [0.0]
    pace = Pace(clock=lambda: now[0])
    first, _ = pace.book()
    second, wait = pace.book()

    pace.note_refusal(first, 30.0)

    assert wait == pytest.approx(FAST)
    assert pace.is_stale(second)
    third, wait = pace.book()
    assert wait == pytest.approx(30.0)
    assert not pace.is_stale(third)


def test_nobody_is_slow_for_long_because_others_took_all():
    now = [0.0]
    pace = Pace(clock=lambda: now[0])
    for _ in range(20):
        ticket, seconds = pace.book()
        now[0] += seconds
        pace.note_refusal(ticket, 5.0)

    ticket, seconds = pace.book()
    now[0] += seconds
    pace.note_answer(ticket)

    assert pace.book()[1] <= 5.0
