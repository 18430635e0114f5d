// The wrapper that lets a plain script run over the scenes of a plan, one winner per
// pixel, and tell which scene that was. ES5, so that it runs anywhere.
//
// The script stands at SCRIPT inside two functions: the inner one keeps what it
// declares, the outer one catches the service's names where it only assigns them.
// build.py writes the head, up to SCRIPT, on the line of the script's first word.
//
// Comments and indents of this file are left out of what is sent.
/*HEAD*/
var sceneSlots = (function () { var setup, preProcessScenes, updateOutput, evaluatePixel, updateOutputMetadata; return (function () {/*SCRIPT*/
;return { setup: setup, updateOutput: updateOutput, evaluatePixel: evaluatePixel,
  updateOutputMetadata: updateOutputMetadata }; })(); })();

sceneSlots = (function (script, settings) {
  var plan = settings.plan, scenes = plan.concat(settings.excluded), maximum = settings.maximum;
  var cloud = settings.cloud; // null, or the band that tells the class of a pixel
  var isAlone = settings.mosaicking === "SIMPLE"; // one sample, which is of no tile
  var evaluate = script.evaluatePixel;
  var contract = null;    // what setup() asks for, in our words
  var ownMetadata = null; // the outputMetadata that the script sees
  var used = {};          // facts of the tiles that won a pixel, by scene value
  var lastTiles = [], lastFound = [], byKey = {};

  /*INCLUDE contract.js*/
  /*INCLUDE matching.js*/

  function setup() {
    return copy(ask().request);
  }

  // Keeps the planned scenes. Where one of them is not to be found, what could not be
  // matched stays too, so that nothing is lost; what was excluded always goes. A plain
  // script's own preProcessScenes is not called: the service knows it for ORBIT and
  // TILE only, and never calls it in SIMPLE.
  function preProcessScenes(collections) {
    var tiles = tilesOf(collections && collections.scenes);
    var found = resolve(tiles), whole = countMatched(found) === plan.length && plan.length > 0;
    var kept = [];
    // What is dropped here takes no value; every context counts what is left.
    numbers = {};
    count = 0;
    for (var i = 0; i < tiles.length; i++) {
      if (!found[i].drop && (!whole || found[i].value <= plan.length)) { kept.push(tiles[i]); }
    }
    if (collections && collections.scenes instanceof Array) {
      collections.scenes = kept;
    } else if (collections && collections.scenes) {
      collections.scenes[collections.scenes.orbits ? "orbits" : "tiles"] = kept;
    }
    return collections;
  }

  function countMatched(found) {
    var matched = {};
    for (var i = 0; i < found.length; i++) {
      if (found[i].value <= plan.length) { matched[found[i].value] = true; }
    }
    return Object.keys(matched).length;
  }

  function tilesOf(scenes) {
    if (scenes instanceof Array) { return scenes; }
    return (scenes && (scenes.tiles || scenes.orbits)) || [];
  }

  function updateOutput(output, collection) {
    if (typeof script.updateOutput !== "function") { return; }
    var own = {}, asked = ask(), i;
    for (i = 0; i < asked.outputs.length; i++) {
      own[idOf(asked.outputs[i])] = { bands: asked.outputs[i].bands };
    }
    (0, script.updateOutput)(own, collection);
    asked.size = own[asked.id] ? own[asked.id].bands : asked.size;
    if (output && output["default"]) { output["default"].bands = asked.size; }
  }

  function evaluatePixel(samples, scenes, inputMetadata, customData, outputMetadata) {
    var asked = contract || ask(), tiles = tilesOf(scenes);
    var winner = -1, rank = Infinity, level = Infinity, value = 0, i, sample, found, lower, result;
    if (isAlone) { samples = [samples]; } else if (!(samples instanceof Array)) { samples = listOf(samples); }
    if (!isLast(tiles)) { recall(tiles); }
    for (i = 0; i < samples.length; i++) {
      sample = samples[i];
      if (sample && sample.dataMask === 1) {
        // A sample without a tile has a value that no tile of userdata explains.
        if (i >= lastFound.length) { lastFound[i] = { value: isAlone ? 1 : maximum, rank: maximum, drop: false }; }
        found = lastFound[i];
        lower = cloud && cloud.levels ? levelOf(classOf(sample)) : 0;
        if (!found.drop && (lower < level || (lower === level && found.rank < rank))) {
          rank = found.rank;
          level = lower;
          winner = i;
        }
      }
    }
    if (winner >= 0) {
      value = lastFound[winner].value;
      if (used[value] === undefined) { used[value] = facts(tiles[winner], value); }
    }
    if (!ownMetadata) { ownMetadata = copy(outputMetadata || {}); }
    sample = winner < 0 ? asked.none : samples[winner];
    result = evaluate(asked.pick(sample), {}, inputMetadata, customData, ownMetadata);
    result = { "default": imageValues(asked, result), "scene_slots_scene": [value] };
    if (cloud) { result["scene_slots_cloud"] = [winner < 0 ? cloud.none : classOf(samples[winner])]; }
    return result;
  }

  // Of a band of flags the class is some of its bits.
  function classOf(sample) {
    return cloud.mask ? sample[cloud.band] & cloud.mask : sample[cloud.band];
  }

  // A class that is not listed is the least clear.
  function levelOf(value) {
    var level = cloud.levels[value];
    return level === undefined ? maximum : level;
  }

  function listOf(samples) {
    need(samples && samples.length !== undefined, "gets no list of samples");
    return samples;
  }

  function isLast(tiles) {
    if (tiles.length !== lastTiles.length) { return false; }
    for (var i = 0; i < tiles.length; i++) {
      if (tiles[i] !== lastTiles[i] && !isTwin(tiles[i], lastTiles[i])) { return false; }
    }
    return true;
  }

  // The service may make its objects anew for each pixel. (Dates never are twins.)
  function isTwin(tile, other) {
    return Boolean(tile && other) && tile.date === other.date && tile.dateFrom === other.dateFrom &&
      tile.shId === other.shId && tile.tileOriginalId === other.tileOriginalId &&
      tile.dataPath === other.dataPath && tile.productId === other.productId &&
      tile.sentinel2ProductId === other.sentinel2ProductId &&
      tile.sentinel1ProductId === other.sentinel1ProductId;
  }

  // Other objects, or another order: the same tiles are known again by their keys.
  function recall(tiles) {
    var found = [], i, at;
    for (i = 0; i < tiles.length; i++) {
      at = lastTiles.indexOf(tiles[i]);
      found[i] = at < 0 ? byKey[keyOf(tiles[i])] : lastFound[at];
      if (!found[i]) { break; }
    }
    if (i < tiles.length || tiles.length !== lastTiles.length) {
      found = resolve(tiles);
      byKey = {};
      for (i = 0; i < tiles.length; i++) { byKey[keyOf(tiles[i])] = found[i]; }
    }
    lastTiles = tiles.slice();
    lastFound = found;
  }

  function imageValues(asked, returned) {
    var values = returned, i;
    if (values instanceof Array) { return values.slice(); }
    if (returned === undefined || returned === null) {
      values = [];
      for (i = 0; i < asked.size; i++) { values.push(0); }
      return values;
    }
    if (typeof returned === "object" && returned.length === undefined) {
      values = returned[asked.id];
      need(values !== undefined, "returns nothing for its output '" + asked.id + "'");
    }
    return typeof values === "number" ? [values] : Array.prototype.slice.call(values);
  }

  function updateOutputMetadata(scenes, inputMetadata, outputMetadata) {
    var tiles = tilesOf(scenes), found = resolve(tiles), all = [], own, i;
    for (i = 0; i < tiles.length; i++) {
      if (!found[i].drop) { all.push(facts(tiles[i], found[i].value)); }
    }
    ownMetadata = ownMetadata || copy(outputMetadata || {});
    if (typeof script.updateOutputMetadata === "function") {
      // In SIMPLE too there are scripts that read the tiles here, though not for pixels.
      own = scenes && scenes.orbits ? { orbits: copy(tiles) } : { tiles: copy(tiles) };
      (0, script.updateOutputMetadata)(own, inputMetadata, ownMetadata);
    }
    outputMetadata.userData = {
      scene_slots: {
        schema: 1, tiles: all, used: used, planned: plan.length, matched: countMatched(found),
        inputMetadata: { serviceVersion: known(inputMetadata && inputMetadata.serviceVersion) }
      },
      user: known(ownMetadata.userData)
    };
  }

  // What is unknown is null: no tile gets a cloud cover of 0 for want of a figure.
  function facts(tile, value) {
    var time = timeOf(dateOf(tile)), cloud = tile ? tile.cloudCoverage : null, told;
    told = {
      value: value,
      date: time === null ? null : new Date(time).toISOString(),
      shId: known(firstOf(tile, ["shId", "tileId"])),
      tileOriginalId: known(tile && tile.tileOriginalId),
      productId: firstOf(tile, ID_FIELDS),
      dataPath: known(tile && tile.dataPath),
      cloudCoverage: typeof cloud === "number" && isFinite(cloud) ? cloud : null
    };
    if (tile && tile.dateTo) {
      told.dateTo = new Date(timeOf(tile.dateTo)).toISOString();
      told.tiles = (tile.tiles || []).map(function (part) { return facts(part, value); });
    }
    return told;
  }

  function known(fact) { return fact === undefined ? null : fact; }

  return {
    setup: setup, preProcessScenes: preProcessScenes, updateOutput: updateOutput,
    evaluatePixel: evaluatePixel, updateOutputMetadata: updateOutputMetadata
  };
})(sceneSlots, /*SETTINGS*/);

function setup() { return sceneSlots.setup(); }
function preProcessScenes(collections) { return sceneSlots.preProcessScenes(collections); }
function updateOutput(output, collection) { return sceneSlots.updateOutput(output, collection); }
function evaluatePixel(samples, scenes, inputMetadata, customData, outputMetadata) {
  return sceneSlots.evaluatePixel(samples, scenes, inputMetadata, customData, outputMetadata);
}
function updateOutputMetadata(scenes, inputMetadata, outputMetadata) {
  return sceneSlots.updateOutputMetadata(scenes, inputMetadata, outputMetadata);
}
