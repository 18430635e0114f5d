"""`./dev test`: all tests, in parts that run side by side.

Without QGIS in the interpreter it is provable that the core needs none; and side by
side the parts use every core.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PASSED, NO_TESTS = 0, 5
"""Exit statuses of pytest."""


@dataclass(frozen=True)
class Part:
    """Tests that share one interpreter."""

    name: str
    """Of the folder below ``tests``."""
    options: tuple[str, ...] = ()

    @property
    def folder(self) -> Path:
        """Where the tests are."""
        return ROOT / "tests" / self.name


@dataclass(frozen=True)
class Running:
    """A part under way."""

    part: Part
    process: subprocess.Popen[bytes]
    log: Path | None
    """What it says, None where it speaks for itself."""
    since: float


_PURE = ("-p", "no:pytest_qgis", "-p", "no:pytest-qt")
PARTS = (
    Part("unit", _PURE),
    Part("service", _PURE),
    # Two processes: the main thread of a QGIS mostly waits, and so do its tests.
    Part("qgis", ("-n", "2", "--dist", "loadfile")),
)
LIMIT_SECONDS, LONG_LIMIT_SECONDS = 600, 7200
"""A part that takes longer hangs; the second one with ``--long``."""
LONG = "--long"
"""The option of `tests/conftest.py` that repeats random tests many times."""
HUNG = 124


def main(arguments: list[str]) -> int:
    """Run the parts; return the exit status."""
    # An end from outside shall end what was started, too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    signal.signal(signal.SIGINT, signal.default_int_handler)
    with tempfile.TemporaryDirectory(prefix="scene-slots-test-") as private:
        asked = [(part, arguments_for(part, arguments)) for part in PARTS]
        started: list[Running] = []
        try:
            for part, given in asked:
                if given is not None:
                    home = Path(private) / part.name
                    started.append(start(part, given, home, speaks=not started))
            limit = LONG_LIMIT_SECONDS if LONG in arguments else LIMIT_SECONDS
            statuses = [finish(running, limit) for running in started]
        finally:
            for running in started:
                end(running.process)
    if all(status == NO_TESTS for status in statuses):
        return NO_TESTS
    failed = [status for status in statuses if status not in (PASSED, NO_TESTS)]
    return failed[0] if failed else PASSED


def arguments_for(part: Part, arguments: list[str]) -> list[str] | None:
    """Return what pytest gets for a part, None where no asked file is in it."""
    paths = [one for one in arguments if is_test_path(one)]
    if not paths:
        return [*arguments, str(part.folder.relative_to(ROOT))]
    rest = [one for one in arguments if one not in paths]
    ours = [path for path in paths if path_of(path).is_relative_to(part.folder)]
    if any(part.folder.is_relative_to(path_of(path)) for path in paths):
        ours.append(str(part.folder))
    return [*rest, *ours] if ours else None


def is_test_path(argument: str) -> bool:
    """Return whether an argument names a file, a folder or a test in one."""
    return not argument.startswith("-") and path_of(argument).exists()


def path_of(argument: str) -> Path:
    """Return the file of a test; relative ones are meant from the root."""
    return (ROOT / argument.split("::")[0]).resolve()


def start(part: Part, arguments: list[str], home: Path, *, speaks: bool) -> Running:
    """Start pytest in a home of its own; one part speaks at once, others in the end."""
    home.mkdir(mode=0o700)
    environment = {
        **os.environ,
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_DATA_HOME": str(home / "data"),
        "XDG_CACHE_HOME": str(ROOT / "build" / "cache"),
        "XDG_RUNTIME_DIR": str(home),
        "QT_QPA_PLATFORM": "offscreen",
    }
    command = [sys.executable, "-m", "pytest", *part.options]
    command += ["-o", f"cache_dir=build/pytest/{part.name}", *arguments]
    log = None if speaks else home / "pytest.log"
    with log.open("wb") if log else nullcontext() as output:
        # A session of its own: a part that hangs ends with all that it started.
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=environment,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
    return Running(part, process, log, time.monotonic())


def finish(running: Running, limit: float) -> int:
    """Wait for a part, show what it said, and return its status."""
    left = limit - (time.monotonic() - running.since)
    try:
        status = running.process.wait(max(left, 1))
    except subprocess.TimeoutExpired:
        end(running.process)
        status = HUNG
    if running.log is not None:
        sys.stdout.write(running.log.read_text(encoding="utf-8", errors="replace"))
    words = {PASSED: "passed", NO_TESTS: "no tests", HUNG: "hung"}
    result = words.get(status, f"failed ({status})")
    seconds = time.monotonic() - running.since
    print(f"== tests/{running.part.name}: {result}, {seconds:.0f} s", flush=True)
    return status


def end(process: subprocess.Popen[bytes]) -> None:
    """End a part and what it started; without effect when it has ended."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
