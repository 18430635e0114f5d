"""The journey: a private QGIS that fetches, and a visible one to look around in."""

from __future__ import annotations

import json
import sysconfig
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ...plugin.core.errors import InputError
from .desktop import (
    DesktopError,
    last_line,
    make_profile,
    private_environment,
    private_screen,
    qgis_environment,
    run_script,
    show_project,
)
from .options import ROOT
from .report import ProgressBar, plan_line

if TYPE_CHECKING:
    from collections.abc import Mapping

DRIVER = Path(__file__).with_name("driver.py")
WISH = "SCENE_SLOTS_WISH"
"""Environment variable: the driver's wish, as JSON."""
LOG = "qgis.log"


def fetch(wish: Mapping[str, Any], out: Path, private: Path) -> Path:
    """Let a QGIS without a screen do the job; return the run folder.

    Args:
        wish: see :func:`.wish.make_wish`.
        out: where QGIS's log goes.
        private: an empty folder for what QGIS would else leave in the home.

    Raises:
        InputError: the plugin's page refused what was asked for.
        DesktopError: it could not be done.
    """
    log = out / LOG
    environment = {
        **private_environment(private, packages()),
        WISH: json.dumps(wish),
    }
    profile = make_profile(private / "profile", ROOT)
    told: dict[str, Any] = {}
    with private_screen(private, log) as screen, ProgressBar() as bar:
        bar.show(0, "starting QGIS")
        for news in run_script(DRIVER, profile, {**environment, **screen}, log):
            if "images" in news:
                bar.say(plan_line(**news))
            if "percent" in news:
                bar.show(news["percent"], "fetching")
            told.update(news)
    if told.get("refused"):
        raise InputError(told["sentence"])
    if "sentence" in told:
        raise DesktopError(told["sentence"])
    if "folder" not in told:
        message = f"QGIS ended before the run did: {last_line(log)} (see {log})"
        raise DesktopError(message)
    return Path(told["folder"])


def open_window(project: Path, out: Path, private: Path) -> None:
    """Open QGIS on a project and return when it is closed."""
    profile = make_profile(private / "window", ROOT)
    print("QGIS opens; the demo ends when you close it.", flush=True)
    show_project(project, profile, qgis_environment(packages()), out / LOG)


def packages() -> Path:
    """Return the folder of the Python packages that the plugin needs."""
    return Path(sysconfig.get_path("purelib"))
