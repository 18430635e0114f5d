"""A process that evaluates jobs, one after the other, until its stdin closes.

Scripts run apart from the hub because V8 ends its whole process when an allocation
goes beyond repair; the hub then starts another one and lives on.
"""

from __future__ import annotations

import os
import sys
import threading
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from .errors import REASONS, HubError, renderer_error
from .frames import receive, send
from .job import Job

if TYPE_CHECKING:
    from collections.abc import Callable

    from .answer import Answer

LOOK_SECONDS = 0.05
STATM = Path("/proc/self/statm")


def main() -> None:
    """Serve jobs."""
    source, sink = sys.stdin.buffer, sys.stdout.buffer
    # A stray print must not get between the messages.
    sys.stdout = sys.stderr
    from .answer import answer  # noqa: PLC0415 the slow imports; the pool is waiting
    from .statistical import statistics_answer  # noqa: PLC0415

    guard = _Guard()
    while True:
        message = receive(source)
        if message is None:
            return
        job = Job.from_json(message[0])
        guard.limit = job.limits.process_bytes
        work = answer if job.statistics is None else statistics_answer
        _serve(job, work, sink)
        guard.limit = None


def _serve(job: Job, work: Callable[[Job], Answer], sink: BinaryIO) -> None:
    try:
        result = work(job)
    except HubError as error:
        refused = {"status": error.status, "spent": error.over_limit}
        send(sink, refused | {"at_pixels": error.at_pixels}, error.encoded())
        if error.over_limit:
            # Its context cannot be freed.
            os._exit(0)
        return
    except RecursionError:
        deep = renderer_error("Failed to evaluate script!\nIt is nested too deeply.")
        send(sink, {"status": 400, "spent": False, "at_pixels": False}, deep.encoded())
        return
    except Exception:  # noqa: BLE001 process boundary: the hub answers for it
        traceback.print_exc()
        broken = HubError(500, REASONS[500], "RENDERER_EXCEPTION")
        refused = {"status": 500, "spent": False, "at_pixels": True}
        send(sink, refused, broken.encoded())
        return
    head: dict[str, Any] = {
        "status": 200,
        "spent": False,
        "type": result.content_type,
        "units": result.units,
        "script_seconds": result.script_seconds,
    }
    send(sink, head, result.body)


class _Guard:
    """Ends the process when its parent has ended, or when it outgrows the limit.

    V8 limits its heap itself; array buffers are not part of it.
    """

    def __init__(self) -> None:
        self.limit: int | None = None
        if STATM.exists():
            self._page = os.sysconf("SC_PAGE_SIZE")
            self._parent = os.getppid()
            threading.Thread(target=self._watch, daemon=True).start()

    def _watch(self) -> None:
        pause = threading.Event()
        while True:
            pause.wait(LOOK_SECONDS)
            resident = int(STATM.read_text().split()[1]) * self._page
            if self.limit is not None and resident > self.limit:
                os._exit(3)
            if os.getppid() != self._parent:
                # The hub was killed; a script at work would not see stdin end.
                os._exit(4)


if __name__ == "__main__":
    main()
