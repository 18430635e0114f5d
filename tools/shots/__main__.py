"""`./dev shots`: pictures of every page and window, in each theme."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from ...plugin.core.errors import InputError
from ...plugin.local_hub.samples import SampleError, sample_folder
from ..demo.desktop import (
    DesktopError,
    last_line,
    make_profile,
    private_environment,
    private_screen,
    run_script,
)
from ..demo.journey import WISH, packages
from ..demo.options import ROOT
from .album import save_for_docs, write_album
from .names import PICTURES
from .options import THEMES, Options, read_options

DRIVER = Path(__file__).with_name("driver.py")
MARK = "shots.json"
"""Names a folder that holds pictures and may be replaced by the next."""
WINDOW = (1500, 960)
MARGIN = 1.25
"""Of the screen around the window."""
DAMAGED = "nrt-romania-20180[57]*.tif"
"""Scenes of two months, which the hub shall fail to read."""


def main(arguments: list[str]) -> int:
    """Take the pictures; return the exit status."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    # The prepared sample scenes stay for the next time, and out of the user's home.
    os.environ["XDG_CACHE_HOME"] = str(ROOT / "build" / "cache")
    try:
        options = read_options(arguments)
        samples = sample_folder()
        _clear(options.out)
        # Not where QGIS would mark every layer as a temporary one.
        with tempfile.TemporaryDirectory(
            prefix="shots-", dir=ROOT / "build"
        ) as private:
            damaged = _damage(samples, Path(private) / "damaged")
            with ThreadPoolExecutor() as pool:
                list(
                    pool.map(
                        lambda theme: take(theme, options, damaged, Path(private)),
                        options.themes,
                    )
                )
    except (InputError, SampleError) as error:
        return _complain(str(error), 2)
    except DesktopError as error:
        return _complain(str(error), 1)
    except KeyboardInterrupt:
        return _complain("Stopped.", 130)
    write_album(options.out, options.themes)
    if options.docs is not None:
        save_for_docs(options.out, options.docs)
    print(f"{len(PICTURES)} pictures in each theme: {options.out / 'index.html'}")
    return 0


def take(theme: str, options: Options, damaged: Path, private: Path) -> None:
    """Take the pictures of one theme.

    Raises:
        DesktopError: one of them is missing.
    """
    folder, mine = options.out / theme, private / theme
    folder.mkdir()
    mine.mkdir()
    log = folder / "qgis.log"
    wish = {
        "folder": str(folder),
        "damaged": str(damaged),
        "narrow": options.width,
        "window": WINDOW,
    }
    environment = {
        **private_environment(mine, packages()),
        WISH: json.dumps(wish),
        "QT_SCALE_FACTOR": f"{options.scale:g}",
    }
    profile = make_profile(mine / "profile", ROOT, THEMES[theme], options.language)
    sides = (round(side * MARGIN * options.scale) for side in WINDOW)
    with private_screen(mine, log, "{}x{}x24".format(*sides)) as screen:
        for news in run_script(DRIVER, profile, {**environment, **screen}, log):
            if "sentence" in news:
                raise DesktopError(f"{theme}: {news['sentence']} See {log}.")
            print(f"{theme:5}  {news['picture']}", flush=True)
    missing = [name for name in PICTURES if not (folder / f"{name}.png").is_file()]
    if missing:
        last = f"{last_line(log)} (see {log})"
        raise DesktopError(f"{theme}: QGIS ended before {missing[0]}: {last}")


def _clear(folder: Path) -> None:
    """Make an empty folder, replacing old pictures and nothing else."""
    try:
        if folder.is_dir() and any(folder.iterdir()):
            if not (folder / MARK).is_file():
                message = f"{folder} is not empty and holds no pictures of before."
                raise InputError(message)
            shutil.rmtree(folder)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / MARK).write_text(json.dumps(PICTURES, indent=1), encoding="utf-8")
    except OSError as error:
        message = f"The folder {folder} cannot be written: {error.strerror}."
        raise InputError(message) from error


def _damage(samples: Path, folder: Path) -> Path:
    """Copy the sample scenes, and spoil the pixels of some."""
    shutil.copytree(samples, folder)
    for path in folder.rglob(DAMAGED):
        whole = path.read_bytes()
        path.write_bytes(whole[: len(whole) // 2])
    return folder


def _complain(sentence: str, status: int) -> int:
    sys.stderr.write(f"{sentence}\n")
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
