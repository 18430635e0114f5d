"""What a run pays, beside what it used and beside simpler ways to ask.

Each figure is taken over whole series of real scenes on the local hub, which charges
by the documented formula. Where a series is not at hand its line has no value and
says why.
"""

from __future__ import annotations

import atexit
import importlib
import json
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

SHARED = Path(__file__).resolve().parents[3] / "shared" / "scenes"
_TIME = "%Y-%m-%dT%H:%M:%SZ"
# As published in the forum answer that many scripts in the wild stem from, in short:
# every sample of the slot, best cloud first, and the first with data wins.
TILE_SCRIPT = """//VERSION=3
function setup() {
  return {
    input: [{ bands: ["B02", "B03", "B04", "dataMask"] }],
    output: { bands: 3 },
    mosaicking: Mosaicking.TILE
  };
}
function evaluatePixel(samples) {
  var found = [];
  for (var i = 0; i < samples.length; i++) {
    if (samples[i].dataMask == 1) { found.push(i); }
  }
  var best = samples[found[0]];
  return best ? [best.B04, best.B03, best.B02] : [0, 0, 0];
}
"""
SIMPLE_SCRIPT = """//VERSION=3
function setup() {
  return { input: ["B02", "B03", "B04"], output: { bands: 3 } };
}
function evaluatePixel(sample) {
  return [sample.B04, sample.B03, sample.B02];
}
"""


@dataclass(frozen=True)
class Series:
    """A job over real scenes: place, period and rhythm."""

    name: str
    grid: tuple
    """EPSG code, x_min, y_max, resolution, width, height."""
    days: tuple[str, str]
    rhythm: str
    scenes: Path | None
    """None: the sample scenes that the product installs."""

    @property
    def reason(self) -> str | None:
        """Why it cannot be run, None if it can."""
        if self.scenes is None or (self.scenes / "catalog.json").is_file():
            return None
        return "The folder of shared scenes is not beside this checkout."


SERIES = (
    Series(
        "flanders",
        (32631, 501360.0, 5629680.0, 10.0, 64, 64),
        ("2018-04-01", "2018-07-31"),
        "month",
        SHARED,
    ),
    Series(
        "border",
        (32633, 499980.0, 5109900.0, 120.0, 150, 230),
        ("2023-08-11", "2023-08-20"),
        "dekad",
        SHARED,
    ),
    Series(
        "samples 2018",
        (3035, 5271982.57655193, 2533004.21491519, 10.0, 100, 100),
        ("2018-01-01", "2018-12-31"),
        "month",
        None,
    ),
)


def pu_over_used() -> dict:
    """Units charged / units if exactly the scenes that win a pixel had been asked."""
    return _figure("pu_over_used", 1.05, _over_used)


def pu_ratio() -> dict:
    """Units charged / units of the TILE script for the same slots and area."""
    return _figure("pu_ratio", 0.45, _beside_tile)


def pu_vs_simple() -> dict:
    """Units charged / units of SIMPLE requests, over slots that one scene covers."""
    return _figure("pu_vs_simple", 1.0, _beside_simple)


def pu_vs_simple_with_cloud() -> dict:
    """The same with the cloud band asked for; (bands + 1) / bands is its price."""
    return _figure(
        "pu_vs_simple_with_cloud", 4 / 3, lambda one: _beside_simple(one, "SCL")
    )


FIGURES = (pu_over_used, pu_ratio, pu_vs_simple, pu_vs_simple_with_cloud)


def _figure(name: str, baseline: float, measure) -> dict:
    """Return the figure over all series at hand, and each series' own beside it."""
    sums = {one.name: measure(one) for one in SERIES if one.reason is None}
    reasons = {one.reason for one in SERIES if one.reason}
    paid = sum(numbers[0] for numbers in sums.values())
    against = sum(numbers[1] for numbers in sums.values())
    figure = {
        "name": name,
        "value": _ratio(paid, against),
        "unit": "ratio",
        "baseline": round(baseline, 4),
        "series": {
            one.name: _ratio(*sums[one.name]) if one.name in sums else None
            for one in SERIES
        },
    }
    return {**figure, "reason": " ".join(sorted(reasons))} if reasons else figure


def _ratio(paid: float, against: float) -> float | None:
    return round(paid / against, 4) if against else None


def _over_used(series: Series) -> tuple[float, float]:
    units = _module("core.cost").process_units
    _, _, _, _, width, height = series.grid
    return _sums(
        (image.pu_charged, units(width, height, bands=3, samples=image.scenes_used))
        for image in _run(series).images
        if image.scenes_used
    )


def _beside_tile(series: Series) -> tuple[float, float]:
    return _sums(
        (image.pu_charged, _ask(series, image, TILE_SCRIPT))
        for image in _run(series).images
        if image.scenes_used
    )


def _beside_simple(series: Series, cloud: str | None = None) -> tuple[float, float]:
    return _sums(
        (image.pu_charged, _ask(series, image, SIMPLE_SCRIPT))
        for image in _run(series, cloud).images
        if image.scenes_used == 1 and image.valid_pct == 100.0
    )


def _sums(pairs) -> tuple[float, float]:
    pairs = list(pairs)
    return sum(one for one, _ in pairs), sum(other for _, other in pairs)


@lru_cache
def _run(series: Series, cloud: str | None = None):
    """Return the run of the series with the rule of least tile cloud."""
    job_module = _module("core.job")
    grid = _module("core.grid").Grid(*series.grid)
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(6) as pool:
        job = job_module.Job(
            hub=_service(series).hub,
            collection="sentinel-2-l2a",
            product=_module("evalscript.products").find_product("true_color"),
            rule="leastCC",
            period=_module("core.slots").Period(*map(date.fromisoformat, series.days)),
            rhythm=series.rhythm,
            grid=grid,
            area=importlib.import_module("shapely").box(*grid.bounds),
            folder=Path(folder) / "run",
            cloud_source=cloud,
        )
        server = _server(series)
        return _module("pipeline.run").run(
            job,
            _module("hub.session").Credentials(server.client_id, server.client_secret),
            _Transport(),
            pool,
            stop=lambda: False,
            progress=lambda _: None,
            on_image=lambda _: None,
        )


def _ask(series: Series, image, script: str) -> float:
    """Return the units that one plain request for the image's slot costs."""
    epsg, x_min, y_max, resolution, width, height = series.grid
    box = [x_min, y_max - height * resolution, x_min + width * resolution, y_max]
    crs = f"http://www.opengis.net/def/crs/EPSG/0/{epsg}"
    last = image.end - timedelta(seconds=1)
    span = {"from": f"{image.start:{_TIME}}", "to": f"{last:{_TIME}}"}
    data_filter = {"timeRange": span, "mosaickingOrder": "leastCC"}
    body = {
        "input": {
            "bounds": {"bbox": box, "properties": {"crs": crs}},
            "data": [{"type": "sentinel-2-l2a", "dataFilter": data_filter}],
        },
        "evalscript": script,
        "output": {
            "width": width,
            "height": height,
            "responses": [{"identifier": "default", "format": {"type": "image/tiff"}}],
        },
    }
    service = _service(series)
    url = f"{service.hub.base_url}/api/v1/process"
    headers = {"Content-Type": "application/json", "Accept": "image/tiff"}
    answer = service.post(url, body, headers, lambda: False)
    return float(answer.headers["x-processingunits-spent"])


@lru_cache
def _server(series: Series):
    folder = series.scenes
    if folder is None:
        folder = Path(_kept(tempfile.TemporaryDirectory()).name) / "samples"
        _module("local_hub.samples").build(folder)
    server = _module("local_hub.server").LocalHub(scenes=folder).start()
    atexit.register(server.stop)
    return server


@lru_cache
def _service(series: Series):
    server = _server(series)
    hub = _module("core.job").Hub("local", "Local hub", server.url, server.token_url)
    account = _module("hub.session").Credentials(server.client_id, server.client_secret)
    return _module("hub.service").Service(hub, account, _Transport())


def _kept(folder: tempfile.TemporaryDirectory) -> tempfile.TemporaryDirectory:
    """Return the folder, which is deleted at the end of the process."""
    atexit.register(folder.cleanup)
    return folder


class _Transport:
    """Sends requests over the standard library."""

    def send(self, request, _stop, sink=None):
        parts = urlsplit(request.url)
        connection = HTTPConnection(parts.hostname, parts.port, timeout=60)
        connection.request("POST", parts.path, request.body, dict(request.headers))
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        headers = {name.lower(): value for name, value in answer.getheaders()}
        if sink is not None and answer.status == 200:
            sink.write(body)
            body = b""
        return _module("hub.transport").HttpResponse(answer.status, headers, body)

    def wait(self, _seconds, _stop):
        """Return at once: the local hub is never too busy."""


def _module(name: str):
    return importlib.import_module(f"scene_slots.plugin.{name}")


if __name__ == "__main__":
    for figure in FIGURES:
        sys.stdout.write(json.dumps(figure()) + "\n")
