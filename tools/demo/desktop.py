"""A QGIS desktop of its own: private screen, private profile, one script to run."""

from __future__ import annotations

import json
import os
import secrets
import select
import signal
import struct
import subprocess
import time
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

QGIS = "/usr/bin/qgis"
SYSTEM_PATH = "/usr/bin:/bin"
NEWS_FD = "SCENE_SLOTS_NEWS_FD"
"""Environment variable: where the script tells what happens, a line of JSON each."""

SILENT_SECONDS = 180
"""Nothing was told for so long: something hangs."""
CLOSING_SECONDS = 20
SCREEN = "1920x1200x24"

# Nothing may ask or greet before the script runs.
_SETTINGS = """\
[PythonPlugins]
scene_slots=true
db_manager=false
MetaSearch=false
grassprovider=false
sagaprovider=false
otbprovider=false

[qgis]
checkVersion=false
showTips322=false
showTips=false
iconSize=24
dockAttributeTable=true

[locale]
overrideFlag=true
userLocale=en_US
"""


class DesktopError(Exception):
    """QGIS did not do its work; the text is a sentence."""


def make_profile(
    folder: Path, plugin: Path, theme: str = "", language: str = ""
) -> Path:
    """Write a profile in which the plugin is linked and enabled; return ``folder``.

    Args:
        folder: is made.
        plugin: the checkout.
        theme: name of one of QGIS's; empty for that of the system.
        language: that QGIS speaks, such as “de”; empty for that of the system.
    """
    profile = folder / "profiles" / "default"
    plugins = profile / "python" / "plugins"
    plugins.mkdir(parents=True)
    (plugins / "scene_slots").symlink_to(plugin, target_is_directory=True)
    settings = profile / "QGIS" / "QGIS3.ini"
    settings.parent.mkdir()
    text = f"{_SETTINGS}\n[UI]\nUITheme={theme or 'default'}\n"
    if language:
        text += f"\n[locale]\noverrideFlag=true\nuserLocale={language}\n"
    settings.write_text(text, encoding="utf-8")
    return folder


def private_environment(folder: Path, packages: Path) -> dict[str, str]:
    """Return the environment of a QGIS whose home is a new folder inside ``folder``."""
    home = folder / "home"
    home.mkdir()
    home.chmod(0o700)
    return {
        **qgis_environment(packages),
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home),
        "XDG_DATA_HOME": str(home),
        "XDG_RUNTIME_DIR": str(home),
        "QT_QPA_PLATFORM": "xcb",
    }


def qgis_environment(packages: Path) -> dict[str, str]:
    """Return the environment of a QGIS that finds the Python packages of a folder."""
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("QGIS_", "QT_", "PYTHON"))
    }
    local = "127.0.0.1,localhost"
    return {
        **environment,
        # The Python inside QGIS takes its library from the first python3 on the path.
        "PATH": ":".join(filter(None, (SYSTEM_PATH, environment.get("PATH")))),
        "PYTHONPATH": str(packages),
        "no_proxy": ",".join(filter(None, (environment.get("no_proxy"), local))),
    }


@contextmanager
def private_screen(
    folder: Path, log: Path, size: str = SCREEN
) -> Iterator[dict[str, str]]:
    """Start an X server that nobody else may use; yield its environment.

    Args:
        folder: for its key.
        log: for its errors.
        size: width, height and depth, as Xvfb takes them.

    Raises:
        DesktopError: it does not start.
    """
    cookie = folder / "xauthority"
    cookie.write_bytes(_any_display_cookie())
    cookie.chmod(0o600)
    reader, writer = os.pipe()
    command = ["/usr/bin/Xvfb", "-displayfd", str(writer), "-auth", str(cookie)]
    command += ["-screen", "0", size, "-nolisten", "tcp"]
    with log.open("ab") as errors, os.fdopen(reader) as told:
        server = _start(command, dict(os.environ), errors, writer)
        os.close(writer)
        try:
            ready, _, _ = select.select([told], [], [], CLOSING_SECONDS)
            number = told.readline().strip() if ready else ""
            if not number:
                message = f"The virtual screen (Xvfb) did not start; see {log}."
                raise DesktopError(message)
            yield {"DISPLAY": f":{number}", "XAUTHORITY": str(cookie)}
        finally:
            end(server)


def run_script(
    script: Path, profile: Path, environment: dict[str, str], log: Path
) -> Iterator[dict[str, Any]]:
    """Start QGIS with a script; yield what the script tells until QGIS is gone.

    Raises:
        DesktopError: QGIS cannot start, ends before the script does, or is silent.
    """
    reader, writer = os.pipe()
    command = [QGIS, "--nologo", "--noversioncheck", "--hide-browser"]
    command += ["--profiles-path", str(profile), "--code", str(script)]
    with log.open("ab") as output, os.fdopen(reader, "rb") as news:
        whole = {**environment, NEWS_FD: str(writer)}
        process = _start(command, whole, output, writer)
        os.close(writer)
        try:
            for line in _lines(news, log):
                yield json.loads(line)
            # The script let go of its end: QGIS is closing.
            process.wait(CLOSING_SECONDS)
        except subprocess.TimeoutExpired:
            return
        finally:
            end(process)


def last_line(log: Path) -> str:
    """Return the last line that a log holds, empty for none."""
    lines = log.read_text(encoding="utf-8", errors="replace").split("\n")
    return next((line for line in reversed(lines) if line.strip()), "")


def show_project(
    project: Path, profile: Path, environment: dict[str, str], log: Path
) -> None:
    """Open a visible QGIS on a project, and wait until its user closes it."""
    command = [QGIS, "--nologo", "--noversioncheck", "--profiles-path", str(profile)]
    with log.open("ab") as output:
        process = _start([*command, str(project)], environment, output)
        try:
            process.wait()
        finally:
            end(process)


def end(process: subprocess.Popen[bytes]) -> None:
    """End a process that :func:`_start` started, and all that it started."""
    for number in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, number)
        except ProcessLookupError:
            break
        if _is_gone(process, seconds=2):
            break
    process.wait()


def _start(
    command: list[str], environment: dict[str, str], output: IO[bytes], *keep: int
) -> subprocess.Popen[bytes]:
    # A session of its own, so that its children can be ended with it, and a signal
    # from the kernel for the case that we are killed.
    return subprocess.Popen(
        ["/usr/bin/setpriv", "--pdeathsig", "TERM", *command],
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=output,
        pass_fds=keep,
        start_new_session=True,
    )


def _is_gone(process: subprocess.Popen[bytes], seconds: float) -> bool:
    """Return whether the process group is empty before the time is up."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        process.poll()
        try:
            os.killpg(process.pid, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.02)
    return False


def _lines(news: IO[bytes], log: Path) -> Iterator[bytes]:
    rest = b""
    while True:
        ready, _, _ = select.select([news], [], [], SILENT_SECONDS)
        if not ready:
            message = f"QGIS was silent for {SILENT_SECONDS} seconds; see {log}."
            raise DesktopError(message)
        told = os.read(news.fileno(), 65536)
        if not told:
            return
        *lines, rest = (rest + told).split(b"\n")
        yield from lines


def _any_display_cookie() -> bytes:
    """Return an Xauthority file with one fresh key, good for any display number."""
    name, key = b"MIT-MAGIC-COOKIE-1", secrets.token_bytes(16)
    wild = 0xFFFF
    parts = [struct.pack(">H", wild)]
    for field in (b"", b"", name, key):
        parts += [struct.pack(">H", len(field)), field]
    return b"".join(parts)
