from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from scene_slots.plugin.core.errors import (
    CredentialsError,
    InputError,
    ServiceError,
    Stopped,
)
from scene_slots.plugin.pipeline.crowd import Alone, ends_run, gather


@pytest.fixture(params=["alone", "threads"])
def pool(request):
    if request.param == "alone":
        yield Alone()
        return
    with ThreadPoolExecutor(2) as threads:
        yield threads


def failing(error):
    def call(_hold):
        raise error

    return call


def never():
    return False


def nothing(_):
    return None


def test_each_call_has_its_result_or_its_error_in_order(pool):
    error, seen = InputError("no"), []
    calls = {"a": lambda _: 1, "b": failing(error), "c": lambda _: 3}

    found = gather(pool, calls, never, seen.append, ends_run)

    assert found == {"a": 1, "b": error, "c": 3}
    assert list(found) == ["a", "b", "c"]
    assert seen[-1] == 1.0


def test_an_error_that_ends_the_run_ends_every_call(pool):
    error = CredentialsError("refused", status=401)
    calls = {"a": failing(error), **{str(n): (lambda _: 0) for n in range(20)}}

    found = gather(pool, calls, never, nothing, ends_run)

    assert found["a"] is error
    assert set(found) == set(calls)


def test_what_is_under_way_when_all_ends_is_kept_and_sends_nothing_more():
    error, out, ended = CredentialsError("refused", status=401), Event(), []

    def refused(_hold):
        out.wait(5)
        raise error

    def paid(hold):
        out.set()
        while not hold():
            Event().wait(0.001)
        ended.append(hold())
        return "paid"

    with ThreadPoolExecutor(2) as threads:
        found = gather(
            threads,
            {"a": refused, "b": paid, "c": failing(InputError("never sent"))},
            never,
            nothing,
            ends_run,
        )

    assert (found["a"], found["b"]) == (error, "paid")
    assert ended == [True]


def test_a_stopped_crowd_starts_nothing_more():
    begun, stop = Event(), Event()

    def call(_hold):
        begun.set()
        stop.wait(5)
        raise Stopped

    with ThreadPoolExecutor(1) as threads:
        found = gather(
            threads,
            dict.fromkeys(range(9), call),
            lambda: begun.is_set() and not stop.set(),
            nothing,
            ends_run,
        )

    assert len(found) == 9
    assert all(isinstance(result, Stopped) for result in found.values())


def test_spent_units_end_a_run_and_other_failures_do_not():
    code = "ACCESS_INSUFFICIENT_PROCESSING_UNITS"

    assert ends_run(ServiceError("spent", status=403, code=code))
    assert ends_run(CredentialsError("refused"))
    assert not ends_run(ServiceError("busy", status=503))
    assert not ends_run(InputError("no"))
