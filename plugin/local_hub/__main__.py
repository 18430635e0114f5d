"""`python3 -m local_hub`: serve a folder of scenes."""

from __future__ import annotations

import argparse
import json
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .cube import SampleError
from .itemchecks import SceneError
from .landing import joint_bbox, joint_time
from .made import made_folder
from .samples import sample_folder
from .server import LocalHub
from .workers import shared_pool

if TYPE_CHECKING:
    from .stac import Catalog
    from .web import Entry

MAX_PORT = 65_535


def main(arguments: list[str] | None = None) -> int:
    """Run until stdin closes (or Ctrl-C); return the exit status."""
    options = _parser().parse_args(arguments)
    try:
        if options.made:
            folder = made_folder(options.made.split(","))
        else:
            folder = options.scenes or sample_folder()
        hub = LocalHub(
            folder,
            port=options.port,
            on_request=_print_request if options.request_log or options.stay else None,
        )
    except (SceneError, SampleError) as error:
        _say(str(error))
        return 2
    except OSError as error:
        _say(f"Port {options.port} cannot be used: {error.strerror}.")
        return 2
    for problem in hub.catalog.problems:
        _say(f"Left out: {problem}")
    with hub:
        shared_pool().start()
        sys.stdout.write(json.dumps(describe(hub)) + "\n")
        sys.stdout.flush()
        if options.stay:
            _say(f"Serving {len(hub.catalog.scenes)} scenes on {hub.url}; Ctrl-C ends.")
        _wait(options.stay)
    return 0


def describe(hub: LocalHub) -> dict[str, Any]:
    """Return what a parent needs to know."""
    catalog = hub.catalog
    names = sorted({scene.collection for scene in catalog.scenes})
    return {
        "url": hub.url,
        "token_url": hub.token_url,
        "client_id": hub.client_id,
        "client_secret": hub.client_secret,
        "scenes": len(catalog.scenes),
        "collections": {name: _collection(name, catalog) for name in names},
    }


def _collection(name: str, catalog: Catalog) -> dict[str, Any]:
    scenes = [scene for scene in catalog.scenes if scene.collection == name]
    bands = {band.name: None for scene in scenes for band in scene.bands}
    codes = {scene.epsg for scene in scenes}
    derived = {scene.id_is_derived for scene in scenes}
    start, end = joint_time(scenes)
    return {
        "bands": list(bands),
        "start": start,
        "end": end,
        "bbox": list(joint_bbox(scenes)),
        "epsg": codes.pop() if len(codes) == 1 else None,
        "id_is_derived": derived.pop() if len(derived) == 1 else None,
        "attribution": catalog.attribution.get(name),
    }


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="local_hub", description="A small Sentinel Hub on 127.0.0.1."
    )
    source = parser.add_mutually_exclusive_group()
    source.add_argument(
        "--scenes", type=Path, metavar="DIR", help="static STAC catalog of GeoTIFFs"
    )
    source.add_argument(
        "--samples", action="store_true", help="the sample scenes (the default)"
    )
    source.add_argument(
        "--made",
        metavar="COLLECTIONS",
        help="made scenes with all bands of collections, ids with commas between",
    )
    parser.add_argument("--port", type=_port, default=0, help="0: any free port")
    parser.add_argument(
        "--request-log", action="store_true", help="one line a request on stderr"
    )
    parser.add_argument(
        "--stay", action="store_true", help="serve until Ctrl-C, with a request log"
    )
    return parser


def _port(text: str) -> int:
    port = int(text)
    if not 0 <= port <= MAX_PORT:
        raise argparse.ArgumentTypeError(f"a port lies between 0 and {MAX_PORT}")
    return port


def _wait(stay: bool) -> None:
    """Return when the parent is gone, or on Ctrl-C."""
    try:
        if stay:
            threading.Event().wait()
        while sys.stdin.buffer.read(4096):
            pass
    except KeyboardInterrupt:
        return


def _print_request(entry: Entry) -> None:
    units = "" if entry.pu is None else f" {entry.pu:.4g} PU"
    took = f"{entry.seconds * 1000:.0f} ms"
    _say(f"{entry.method} {entry.path} {entry.status}{units} {took}")


def _say(text: str) -> None:
    sys.stderr.write(text + "\n")
    sys.stderr.flush()


if __name__ == "__main__":
    sys.exit(main())
