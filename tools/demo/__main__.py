"""`./dev demo`: the main job, end to end, in a real QGIS."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
import tempfile
from pathlib import Path

from ...plugin.core.errors import InputError
from ...plugin.local_hub.samples import SampleError
from .desktop import DesktopError
from .journey import fetch, open_window
from .options import ROOT, Options, read_options
from .report import closing_lines, read_rows, table_lines
from .wish import make_wish

MARK = "demo.json"
"""Names a folder that holds a demo and may be replaced by the next."""


def main(arguments: list[str]) -> int:
    """Run the demo; return the exit status."""
    # An end from outside shall end what was started, too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    signal.signal(signal.SIGINT, signal.default_int_handler)
    # The prepared sample scenes stay for the next demo, and out of the user's home.
    os.environ["XDG_CACHE_HOME"] = str(ROOT / "build" / "cache")
    try:
        options = read_options(arguments)
        wish = make_wish(options)
        clear(options.out)
    except (InputError, SampleError) as error:
        return _complain(str(error), 2)
    (options.out / MARK).write_text(json.dumps(wish, indent=1), encoding="utf-8")
    try:
        with tempfile.TemporaryDirectory(prefix="scene-slots-") as private:
            folder = fetch(wish, options.out, Path(private))
            status = tell(options, folder)
            if options.gui:
                open_window(Path(wish["project"]), options.out, Path(private))
    except InputError as error:
        return _complain(str(error), 2)
    except DesktopError as error:
        return _complain(str(error), 1)
    except KeyboardInterrupt:
        return _complain("Stopped.", 130)
    return status


def clear(folder: Path) -> None:
    """Make an empty folder, replacing an old demo and nothing else.

    Raises:
        InputError: it holds something else, or cannot be written.
    """
    try:
        if folder.is_dir() and any(folder.iterdir()):
            if not (folder / MARK).is_file():
                message = f"{folder} is not empty and holds no demo: choose another."
                raise InputError(message)
            shutil.rmtree(folder)
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        message = f"The folder {folder} cannot be written: {error.strerror}."
        raise InputError(message) from error


def tell(options: Options, folder: Path) -> int:
    """Print what came; return the exit status."""
    rows = read_rows(folder)
    files = {
        "run folder": folder,
        "project": options.out / "project.qgz",
        "picture": options.out / "map.png" if options.screenshot else None,
        "contact sheet": folder / "contact_sheet.pdf",
        "animation": folder / "animation.gif",
        "catalog": folder / "collection.json",
    }
    shown = {
        name: _short(path) for name, path in files.items() if path and path.exists()
    }
    print("\n".join([*table_lines(rows), "", *closing_lines(rows, shown)]))
    return 0 if rows and all(row.is_good for row in rows) else 1


def _short(path: Path) -> str:
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)


def _complain(sentence: str, status: int) -> int:
    sys.stderr.write(f"{sentence}\n")
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
