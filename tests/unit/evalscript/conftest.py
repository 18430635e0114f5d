"""A service in miniature: one script in V8, tiles and pixels given as plain values."""

from __future__ import annotations

import json
from dataclasses import dataclass, field

import pytest
from py_mini_racer import MiniRacer

# The order of calls, and what each function gets, as the service documents them.
# A tile that is `null` in a pixel has no sample; dates may be made Date objects.
ENGINE = """
var Mosaicking = {SIMPLE: "SIMPLE", ORBIT: "ORBIT", TILE: "TILE"};
var SampleType = {AUTO: "AUTO", UINT8: "UINT8", UINT16: "UINT16", FLOAT32: "FLOAT32"};
function index(x, y) { return x + y === 0 ? 0 : (x - y) / (x + y); }

function engineRun(job) {
  var request = setup(), tile = String(request.mosaicking).toUpperCase() === "TILE";
  var asked = request.input[0].bands || request.input;
  var outputs = {}, metadata = {}, calls = 0;
  [].concat(request.output).forEach(function (output) {
    outputs[output.id || "default"] = {bands: output.bands};
  });
  function order(list) {
    calls += 1;
    var turned = list.slice();
    var turn = job.shuffle ? calls % Math.max(1, list.length) : 0;
    return turned.slice(turn).concat(turned.slice(0, turn));
  }
  function dress(tiles) {
    return tiles.map(function (tile) {
      var dressed = JSON.parse(JSON.stringify(tile));
      if (job.dateObjects) { dressed.date = new Date(dressed.date); }
      return dressed;
    });
  }
  function scenesOf(tiles) { return job.plainArray ? tiles : {tiles: tiles}; }
  var tiles = dress(job.tiles), names = job.tiles.map(function (t, i) { return i; });
  tiles.forEach(function (tile, i) { Object.defineProperty(tile, "at", {value: i}); });
  if (tile && job.preProcess && typeof preProcessScenes === "function") {
    var collections = {scenes: scenesOf(order(tiles))};
    tiles = preProcessScenes(collections).scenes;
    tiles = tiles.tiles || tiles;
  }
  var kept = tiles.map(function (tile) { return tile.at; });
  if (typeof updateOutput === "function") { updateOutput(outputs, {scenes: []}); }
  function sampleOf(pixel, at) {
    var sample = {}, given = pixel[at];
    asked.forEach(function (band) { sample[band] = given ? given[band] : job.noData; });
    if (asked.indexOf("dataMask") >= 0) { sample.dataMask = given ? 1 : 0; }
    return sample;
  }
  var pixels = job.pixels.map(function (pixel) {
    var result;
    if (tile) {
      var shown = order(tiles);
      if (job.anew) { shown.forEach(function (t, i) {
        var twin = dress([job.tiles[t.at]])[0];
        Object.defineProperty(twin, "at", {value: t.at});
        shown[i] = twin;
      }); }
      var samples = shown.map(function (t) { return sampleOf(pixel, t.at); });
      result = evaluatePixel(samples, scenesOf(shown), job.inputMetadata, {}, metadata);
    } else {
      var first = kept.filter(function (at) { return pixel[at]; })[0];
      var sample = sampleOf(pixel, first);
      result = evaluatePixel(sample, {}, job.inputMetadata, {}, metadata);
      if (result instanceof Array) { result = {"default": result.slice()}; }
    }
    return result;
  });
  if (typeof updateOutputMetadata === "function") {
    var scenes = tile ? scenesOf(order(tiles)) : {};
    updateOutputMetadata(scenes, job.inputMetadata, metadata);
  }
  return JSON.stringify({request: request, outputs: outputs, kept: kept, pixels: pixels,
    userData: metadata.userData}, function (key, value) {
      return typeof value === "number" && !isFinite(value) ? String(value) : value;
    });
}
"""


@dataclass(frozen=True)
class Answer:
    request: dict
    outputs: dict
    kept: list
    pixels: list
    userData: dict = field(default_factory=dict)  # noqa: N815  the service's word

    @property
    def scenes(self) -> list:
        return [pixel["scene_slots_scene"][0] for pixel in self.pixels]

    @property
    def images(self) -> list:
        return [pixel["default"] for pixel in self.pixels]

    def fact(self, value: int, name: str = "shId"):
        """Return what userdata says of the tile with this scene value."""
        tiles = self.userData["scene_slots"]["tiles"]
        (told,) = {tile[name] for tile in tiles if tile["value"] == value}
        return told


class Service:
    """Runs a script as one context of the service would."""

    def run(self, evalscript: str, tiles=(), pixels=({},), **options) -> Answer:
        """Return the answer to one request.

        ``pixels`` holds one dict of samples per pixel: bands by position of the tile.
        Options: ``shuffle``, ``anew`` (new tile objects per pixel), ``dateObjects``,
        ``plainArray``, ``preProcess``, ``noData``.
        """
        engine = MiniRacer()
        engine.eval(ENGINE)
        engine.eval(evalscript)
        job = {
            "tiles": list(tiles),
            "pixels": list(pixels),
            "noData": 0,
            "preProcess": True,
            "inputMetadata": {"serviceVersion": "5.0", "normalizationFactor": 0.0001},
            **options,
        }
        # NaN is no JSON, but it is JavaScript.
        return Answer(**json.loads(engine.eval(f"engineRun({json.dumps(job)})")))


@pytest.fixture
def service() -> Service:
    return Service()
