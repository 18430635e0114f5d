"""Errands take turns in one thread; only their calls are made in others."""

import time
from threading import Event, get_ident

import pytest
from scene_slots.plugin.core.errors import AnswerError, Stopped, StoreError
from scene_slots.plugin.pipeline.crowd import Alone
from scene_slots.plugin.pipeline.relay import Relay, walk


@pytest.mark.parametrize("width", [None, 6])
def test_steps_are_made_by_the_one_who_serves_and_calls_by_the_pool(width, thread_pool):
    seen = []

    def errand(number):
        called = yield get_ident
        again = yield lambda: called + number
        seen.append((get_ident(), called, again - called))

    with Relay(thread_pool if width else Alone()) as relay:
        for number in range(6):
            relay.start(errand(number))
        while relay:
            relay.serve(5.0)
    mine = get_ident()
    assert {thread for thread, _, _ in seen} == {mine}
    assert all((caller == mine) is (width is None) for _, caller, _ in seen)
    assert sorted(number for _, _, number in seen) == list(range(6))


def test_what_a_call_raises_is_raised_where_it_was_asked_for():
    def fail():
        raise AnswerError("no")

    def errand():
        try:
            yield fail
        except AnswerError as error:
            raise StoreError(f"{error}, really") from error

    with pytest.raises(StoreError, match="no, really"):
        walk(errand(), Alone())


def test_who_waits_in_the_end_is_told_once_the_calls_are_over(thread_pool):
    began, may_end, told = Event(), Event(), []

    def call():
        began.set()
        may_end.wait(10)
        told.append("call")

    def errand():
        try:
            yield call
        except Stopped:
            told.append("errand")
            raise

    with Relay(thread_pool) as relay:
        relay.start(errand())
        began.wait(10)
        may_end.set()
    assert told == ["call", "errand"]
    assert not relay


def test_to_wait_ends_after_some_seconds():
    started = time.monotonic()
    with Relay(Alone()) as relay:
        assert relay.serve(0.01) is False
    assert time.monotonic() - started < 5


def test_each_who_waits_is_told_of_the_end_whatever_another_raises(thread_pool):
    told = []

    def errand(number):
        try:
            yield lambda: None
        except Stopped:
            told.append(number)
            raise StoreError(str(number)) from None

    def leave():
        with Relay(thread_pool) as relay:
            for number in range(3):
                relay.start(errand(number))

    with pytest.raises(StoreError, match="0"):
        leave()
    assert sorted(told) == [0, 1, 2]
