"""The pool of worker processes, shared by all hubs of this process."""

from __future__ import annotations

import atexit
import os
import queue
import subprocess  # nosec B404 # for the hub's own workers alone
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from .errors import HubError, renderer_error
from .frames import receive, send

if TYPE_CHECKING:
    from .job import Job

PACKAGE = Path(__file__).resolve().parent
GRACE_SECONDS = 60.0
"""Reading and writing may take this much beside the script."""


@dataclass(frozen=True)
class Result:
    """An answer of a worker."""

    body: bytes
    content_type: str
    units: float
    script_seconds: float


class Worker:
    """One process."""

    def __init__(self) -> None:
        path = os.pathsep.join(
            [str(PACKAGE.parent), *filter(None, [os.environ.get("PYTHONPATH")])]
        )
        self._process = subprocess.Popen(  # noqa: S603 no shell # nosec B603
            [sys.executable, "-m", f"{PACKAGE.name}.worker"],
            # `-m` looks in the working directory first: make it a known one.
            cwd=PACKAGE.parent,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=None if os.environ.get("LOCAL_HUB_DEBUG") else subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": path},
        )

    @property
    def is_alive(self) -> bool:
        """Return whether it can take a job."""
        return self._process.poll() is None

    def run(self, job: Job) -> Result:
        """Send a job and wait.

        Raises:
            HubError: the script failed, or took the process down.
        """
        process = self._process
        timer = threading.Timer(job.limits.seconds + GRACE_SECONDS, process.kill)
        timer.start()
        try:
            send(process.stdin, job.to_json())  # type: ignore[arg-type]
            message = receive(process.stdout)  # type: ignore[arg-type]
        except OSError:
            message = None
        finally:
            timer.cancel()
        if message is None:
            self.stop()
            error = renderer_error(
                "Failed to evaluate script!\nThe script used too much memory or time."
            )
            error.at_pixels = error.over_limit = True
            raise error
        head, body = message
        if head["spent"]:
            self.stop()
        if head["status"] != 200:  # noqa: PLR2004 HTTP
            raise PackedError(head, body)
        return Result(body, head["type"], head["units"], head["script_seconds"])

    def stop(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                _close(stream)


class PackedError(HubError):
    """A worker's error, whose body is encoded already."""

    def __init__(self, head: dict[str, Any], body: bytes) -> None:
        super().__init__(head["status"], "")
        self._body = body
        self.at_pixels = head["at_pixels"]
        self.over_limit = head["spent"]

    def encoded(self) -> bytes:
        """Return the body as the worker made it."""
        return self._body


class Pool:
    """Idle workers; started when first needed."""

    def __init__(self, size: int) -> None:
        self._idle: queue.LifoQueue[Worker | None] = queue.LifoQueue()
        for _ in range(size):
            self._idle.put(None)

    def start(self) -> None:
        """Start every worker, so that first jobs need not wait for what it imports."""
        for worker in [self._idle.get() for _ in range(self._idle.qsize())]:
            self._idle.put(worker or Worker())

    def run(self, job: Job) -> Result:
        """Run a job on the next free worker.

        Raises:
            HubError: the script failed.
        """
        worker = self._idle.get()
        try:
            if worker is None or not worker.is_alive:
                worker = Worker()
            return worker.run(job)
        finally:
            self._idle.put(worker)

    def stop(self) -> None:
        """End the workers that are idle."""
        idle = []
        while not self._idle.empty():
            idle.append(self._idle.get())
        for worker in idle:
            if worker is not None:
                worker.stop()
            self._idle.put(None)


_LOCK = threading.Lock()
_SHARED: dict[str, Any] = {}


def shared_pool() -> Pool:
    """Return this process's pool, one worker a core."""
    with _LOCK:
        if "pool" not in _SHARED:
            pool = _SHARED["pool"] = Pool(os.cpu_count() or 2)
            atexit.register(pool.stop)
        return _SHARED["pool"]  # type: ignore[no-any-return]


def _close(stream: IO[bytes]) -> None:
    try:
        stream.close()
    except OSError:
        return
