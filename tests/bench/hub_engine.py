"""How fast the local hub is beside a plain loop in the same V8."""

from __future__ import annotations

import importlib
import json
import sys
import tempfile
import time
from functools import lru_cache
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import numpy as np
from osgeo import gdal, osr
from py_mini_racer import MiniRacer

SIDE, SCENES, ROUNDS = 1000, 5, 5
BANDS = ("B02", "B03", "B04", "SCL")
WEST, NORTH = 500000.0, 5100000.0
SCRIPT = """//VERSION=3
function setup() {
  return {
    input: [{ bands: ["B02", "B03", "B04", "dataMask"] }],
    output: { bands: 3 },
    mosaicking: "TILE"
  };
}
function evaluatePixel(samples) {
  for (var i = 0; i < samples.length; i++) {
    var s = samples[i];
    if (s.dataMask === 1) return [2.5 * s.B04, 2.5 * s.B03, 2.5 * s.B02];
  }
  return [0, 0, 0];
}
"""
PLAIN_LOOP = """
function plainLoop(n) {
  for (var p = 0; p < n; p++) {
    var samples = [];
    for (var s = 0; s < scenes.length; s++) {
      var a = scenes[s];
      samples.push({
        B02: a.B02[p] * 0.0001, B03: a.B03[p] * 0.0001, B04: a.B04[p] * 0.0001,
        dataMask: a.dataMask[p]
      });
    }
    var pixel = evaluatePixel(samples);
    for (var b = 0; b < 3; b++) {
      out[p * 3 + b] = Math.max(0, Math.min(255, Math.round(pixel[b] * 255)));
    }
  }
}
"""


def hub_engine_ratio() -> dict:
    """Plain loop seconds / the hub's seconds from samples to pixels."""
    plain, _, engine = _seconds()
    return _figure("hub_engine_ratio", plain / engine)


def hub_request_ratio() -> dict:
    """Plain loop seconds / seconds of the whole request over HTTP."""
    plain, request, _ = _seconds()
    return _figure("hub_request_ratio", plain / request)


def _figure(name: str, value: float) -> dict:
    return {"name": name, "value": round(value, 3), "unit": "ratio", "baseline": 1.0}


@lru_cache
def _values() -> np.ndarray:
    """Return (scenes, bands, side, side) digital numbers like a landscape's."""
    generator = np.random.default_rng(7)
    rows, columns = np.mgrid[0:SIDE, 0:SIDE] / 60.0
    scenes = np.empty((SCENES, len(BANDS), SIDE, SIDE), np.uint16)
    for scene in range(SCENES):
        land = 900 + 500 * np.sin(rows + scene) * np.cos(columns - scene)
        for band in range(3):
            noise = generator.integers(0, 200, (SIDE, SIDE))
            scenes[scene, band] = land + 100 * band + noise
        scenes[scene, 3] = 4
        # The first scenes lack a part, so that the script looks at several samples.
        scenes[scene, :, :, : SIDE - 200 * scene - 200] = 0
    scenes[-1, :3] += 1
    return scenes


@lru_cache
def _seconds() -> tuple[float, float, float]:
    """Return the best times of plain loop, whole request and its evaluation.

    The rounds alternate, so that a busy machine slows all of them alike.
    """
    hub_module = importlib.import_module("scene_slots.plugin.local_hub.server")
    plain_loop = _plain_loop()
    plain, request = [], []
    with tempfile.TemporaryDirectory() as folder:
        _write_catalog(Path(folder))
        with hub_module.LocalHub(Path(folder)) as hub:
            connection = HTTPConnection(urlsplit(hub.url).netloc)
            headers = _headers(hub, connection)
            body = json.dumps(_body())
            for _ in range(ROUNDS + 1):
                plain.append(_timed(plain_loop))
                request.append(_timed(lambda: _send(connection, body, headers)))
            engine = [e.script_seconds for e in hub.log if e.script_seconds]
            connection.close()
    # The first round warms everything up.
    return min(plain[1:]), min(request[1:]), min(engine[1:])


def _plain_loop():
    """Return a loop over arrays that are in memory already."""
    racer = MiniRacer()
    pixels = SIDE * SIDE
    racer.eval(
        f"{SCRIPT}{PLAIN_LOOP} var scenes = [], out = new Uint8Array({pixels * 3});"
        f"for (var i = 0; i < {SCENES}; i++) scenes.push({{"
        f"B02: new Uint16Array({pixels}), B03: new Uint16Array({pixels}),"
        f"B04: new Uint16Array({pixels}), dataMask: new Uint8Array({pixels})}});"
    )
    for number, scene in enumerate(_values()):
        for band, values in zip(BANDS, scene):
            name, kind = ("dataMask", "u1") if band == "SCL" else (band, "u2")
            view = racer.eval(f"scenes[{number}].{name}.buffer")
            target = np.frombuffer(view, kind)
            target[:] = (values != 0).ravel() if band == "SCL" else values.ravel()
    return lambda: racer.eval(f"plainLoop({pixels})")


def _send(connection: HTTPConnection, body: str, headers: dict) -> None:
    connection.request("POST", "/api/v1/process", body, headers)
    answer = connection.getresponse()
    content = answer.read()
    if answer.status != 200:
        raise RuntimeError(content.decode())


def _timed(call) -> float:
    started = time.perf_counter()
    call()
    return time.perf_counter() - started


def _headers(hub, connection: HTTPConnection) -> dict:
    form = urlencode(
        {
            "grant_type": "client_credentials",
            "client_id": hub.client_id,
            "client_secret": hub.client_secret,
        }
    )
    connection.request("POST", urlsplit(hub.token_url).path, form)
    token = json.loads(connection.getresponse().read())["access_token"]
    return {
        "Authorization": f"Bearer {token}",
        "Content-Type": "application/json",
        "Accept": "application/x-tar",
    }


def _body() -> dict:
    extent = SIDE * 10.0
    return {
        "input": {
            "bounds": {
                "bbox": [WEST, NORTH - extent, WEST + extent, NORTH],
                "properties": {"crs": "http://www.opengis.net/def/crs/EPSG/0/32633"},
            },
            "data": [{"type": "sentinel-2-l2a"}],
        },
        "evalscript": SCRIPT,
        "output": {
            "width": SIDE,
            "height": SIDE,
            "responses": [
                {"identifier": "default", "format": {"type": "image/tiff"}},
                {"identifier": "userdata", "format": {"type": "application/json"}},
            ],
        },
    }


def _write_catalog(folder: Path) -> None:
    crs = osr.SpatialReference()
    crs.ImportFromEPSG(32633)
    options = ["TILED=YES", "COMPRESS=DEFLATE", "PREDICTOR=2"]
    for number, scene in enumerate(_values()):
        name = f"bench-{number}"
        target = gdal.GetDriverByName("GTiff").Create(
            str(folder / f"{name}.tif"),
            SIDE,
            SIDE,
            len(BANDS),
            gdal.GDT_UInt16,
            options,
        )
        target.SetGeoTransform((WEST, 10, 0, NORTH, 0, -10))
        target.SetSpatialRef(crs)
        target.WriteArray(scene)
        target = None
        item = {
            "type": "Feature",
            "id": name,
            "collection": "sentinel-2-l2a",
            "properties": {"datetime": f"2020-06-{number + 1:02d}T10:00:00Z"},
            "assets": {
                "data": {
                    "href": f"./{name}.tif",
                    "eo:bands": [{"name": band} for band in BANDS],
                    "raster:bands": [
                        {"scale": 1.0 if band == "SCL" else 0.0001} for band in BANDS
                    ],
                }
            },
        }
        (folder / f"{name}.json").write_text(json.dumps(item))


if __name__ == "__main__":
    for figure in (hub_engine_ratio, hub_request_ratio):
        sys.stdout.write(json.dumps(figure()) + "\n")
