"""The pool runs functions on threads of Qt and leaves none behind."""

from __future__ import annotations

from concurrent.futures import CancelledError, wait
from threading import Barrier, Event

import pytest
from qgis.PyQt.QtCore import QCoreApplication, QThread
from scene_slots.plugin.jobs.pool import WorkerPool


def test_as_many_functions_run_at_once_as_the_pool_is_wide():
    barrier = Barrier(12)
    with WorkerPool(12) as pool:
        futures = [pool.submit(lambda: barrier.wait(timeout=5)) for _ in range(12)]
        assert sorted(future.result(timeout=5) for future in futures) == list(range(12))


def test_functions_run_on_threads_of_qt():
    main = QCoreApplication.instance().thread()
    with WorkerPool(1) as pool:
        assert pool.submit(QThread.currentThread).result(timeout=5) != main


def test_an_error_is_raised_where_the_result_is_wanted():
    with WorkerPool(1) as pool:
        future = pool.submit(lambda: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            future.result(timeout=5)


def test_closing_drops_what_is_queued_and_waits_for_what_runs():
    gate, running = Event(), Event()

    def work():
        running.set()
        return gate.wait(timeout=5)

    pool = WorkerPool(1)
    first = pool.submit(work)
    queued = [pool.submit(work) for _ in range(50)]
    running.wait(timeout=5)
    for future in queued:
        future.cancel()
    gate.set()
    assert pool.close()
    assert first.result() is True
    for future in queued:
        with pytest.raises(CancelledError):
            future.result(timeout=0)


def test_closing_is_bounded():
    gate, running = Event(), Event()

    def work():
        running.set()
        gate.wait(timeout=10)

    pool = WorkerPool(1, closing_ms=10)
    pool.submit(work)
    running.wait(timeout=5)
    assert not pool.close()
    gate.set()


def test_cancelled_futures_let_waiters_go_on():
    gate = Event()
    with WorkerPool(1) as pool:
        first = pool.submit(lambda: gate.wait(timeout=5))
        queued = [pool.submit(lambda: None) for _ in range(10)]
        for future in queued:
            future.cancel()
        gate.set()
        done, waiting = wait([first, *queued], timeout=5)
    assert len(done) == 11
    assert not waiting


def test_many_short_functions_come_through():
    with WorkerPool(12) as pool:
        futures = [pool.submit(lambda n=n: n) for n in range(2000)]
        assert [future.result(timeout=5) for future in futures] == list(range(2000))
