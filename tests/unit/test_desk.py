"""Pieces are worked on in one thread, whoever asks."""

import time
from threading import Event, get_ident

import pytest
from scene_slots.plugin.core.errors import AnswerError, Stopped
from scene_slots.plugin.pipeline.desk import Desk


def never():
    return False


def fail():
    raise AnswerError("no")


def test_calls_of_all_threads_are_made_by_the_one_who_serves(thread_pool):
    desk = Desk()
    asked = [thread_pool.submit(desk.ask, get_ident, never) for _ in range(6)]
    refused = thread_pool.submit(desk.ask, fail, never)
    while not (refused.done() and all(future.done() for future in asked)):
        desk.serve(0.01)
    assert {future.result() for future in asked} == {get_ident()}
    with pytest.raises(AnswerError):
        refused.result()
    # The one who serves need not wait for itself.
    assert desk.ask(get_ident, never) == get_ident()


def test_a_call_that_is_not_wanted_any_more_is_not_made(thread_pool):
    desk, stopped, made = Desk(), Event(), []
    waiting = thread_pool.submit(desk.ask, lambda: made.append(1), stopped.is_set)
    stopped.set()
    with pytest.raises(Stopped):
        waiting.result(5)
    desk.serve(0.0)
    assert made == []


def test_to_wake_it_ends_its_waiting():
    desk = Desk()
    desk.wake()
    started = time.monotonic()
    desk.serve(60.0)
    assert time.monotonic() - started < 30
