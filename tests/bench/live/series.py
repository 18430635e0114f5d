"""In a QGIS of its own: a series of 24 months, and a run that is cancelled."""

from __future__ import annotations

import json
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from desk import Desk, hub

# The sample scenes: ETRS89-LAEA metres.
PLACE = (3035, 5271982.6, 2532004.2, 5272982.6, 2533004.2)


def main(options: dict) -> None:
    desk = Desk()
    with tempfile.TemporaryDirectory() as folder, hub(**options["hub"]) as facts:
        desk.look_at(*PLACE)
        form = desk.form(
            facts,
            Path(folder),
            first_day=date.fromisoformat(options["days"][0]),
            last_day=date.fromisoformat(options["days"][1]),
            epsg=PLACE[0],
            rhythm=options.get("rhythm", "month"),
        )
        figures = {"cancel": cancel, "series": series}[options["what"]](desk, form)
        print(json.dumps({**figures, "answers": facts["ask"]()}), flush=True)
        desk.close()


def series(desk: Desk, form) -> dict:
    """Return the seconds from the click until the last layer is drawn."""
    desk.open_dock()
    drawn = []
    desk.canvas.renderComplete.connect(lambda *_: drawn.append(time.monotonic()))
    since = time.monotonic()
    _, ended = desk.run(form)
    controller = desk.plugin.controller
    desk.until(lambda: bool(ended) and not controller.is_busy)
    outcome, run = ended[0]
    loaded = time.monotonic()
    desk.until(lambda: bool(drawn) and drawn[-1] >= loaded)
    images = [image for image in run.images if image.path]
    layers = [
        layer
        for layer in desk.project.mapLayers().values()
        if layer.customProperty("scene_slots/slot")
    ]
    if outcome != "succeeded" or len(layers) != len(images):
        raise RuntimeError(f"{outcome}: {len(layers)} layers of {len(images)} images")
    return {
        "seconds": drawn[-1] - since,
        "loaded": loaded - since,
        "images": len(images),
    }


def cancel(desk: Desk, form) -> dict:
    """Return the milliseconds from Cancel until the task has ended."""
    desk.open_dock()
    task, ended = desk.run(form)
    progress = []
    task.planned.connect(lambda _: progress.append(time.monotonic()))
    desk.until(lambda: bool(progress))
    # Every thread has a request out by then, each of which stalls.
    desk.until(lambda: time.monotonic() - progress[0] > 3.0)
    task.cancel()
    seconds = desk.until(lambda: bool(ended))
    desk.until(lambda: not desk.plugin.controller.is_busy)
    if ended[0][0] != "stopped":
        raise RuntimeError(str(ended[0]))
    return {"milliseconds": seconds * 1000}


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
