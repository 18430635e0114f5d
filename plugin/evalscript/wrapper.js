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
  var evaluate = script.evaluatePixel;
  var contract = null;    // what setup() asks for, in our words
  var ownMetadata = null; // the outputMetadata that the script sees
  var used = {};          // facts of the tiles that won a pixel, by scene value
  var lastTiles = [], lastFound = [], byKey = {};

  /*MATCHING*/

  function setup() {
    contract = null;
    return ask().request;
  }

  // The script's setup is called once and copied: nothing of ours may reach it.
  function ask() {
    if (contract) { return contract; }
    need(typeof script.setup === "function", "has no function setup");
    need(typeof evaluate === "function", "has no function evaluatePixel");
    var request = copy((0, script.setup)());
    need(request && typeof request === "object", "gets nothing from its setup");
    var inputs = inputsOf(request.input);
    refuseComposite(request, inputs);
    var outputs = [].concat(request.output === undefined ? [] : request.output);
    need(outputs.length > 0, "names no output in its setup");
    var image = imageOf(outputs), bands = inputs[0].bands;
    contract = {
      request: request, outputs: outputs, id: idOf(image), size: image.bands,
      pick: pickerOf(bands), none: noDataOf(bands)
    };
    request.input = [withOurBands(inputs[0])];
    request.output = [copy(image), { id: "scene_slots_scene", bands: 1, sampleType: settings.sampleType }];
    request.output[0].id = "default";
    request.mosaicking = "TILE";
    return contract;
  }

  function need(holds, complaint) {
    if (!holds) { throw new Error("The script " + complaint + "."); }
  }

  // Bands may be given as names alone, as one object, or as a list of objects.
  function inputsOf(input) {
    var inputs = [].concat(input === undefined || input === null ? [] : input);
    if (!inputs.length || typeof inputs[0] === "string") { inputs = [{ bands: inputs }]; }
    inputs[0].bands = [].concat(inputs[0].bands || []);
    return inputs;
  }

  function refuseComposite(request, inputs) {
    var mode = String(inputs[0].mosaicking || request.mosaicking || "SIMPLE").toUpperCase();
    need(mode === "SIMPLE", "reads several samples per pixel (mosaicking " + mode + ")");
    need(inputs.length === 1, "reads several data sources");
  }

  function idOf(output) { return output.id === undefined ? "default" : output.id; }

  function imageOf(outputs) {
    for (var i = 0; i < outputs.length; i++) { if (idOf(outputs[i]) === "default") { return outputs[i]; } }
    return outputs[0];
  }

  // Our bands come behind the script's. A unit is given to each only where the
  // script gave units; a single one speaks for all of its bands but the mask.
  function withOurBands(input) {
    var asked = copy(input), units = [], i;
    delete asked.mosaicking;
    for (i = 0; i < input.bands.length; i++) {
      units.push(input.units instanceof Array ? input.units[i] : input.bands[i] === "dataMask" ? "DN" : input.units);
    }
    if (input.bands.indexOf("dataMask") < 0) {
      asked.bands.push("dataMask");
      units.push("DN");
    }
    if (input.units) { asked.units = units; }
    return asked;
  }

  // Keeps the planned scenes. Where one of them is not to be found, what could not be
  // matched stays too, so that nothing is lost; what was excluded always goes.
  function preProcessScenes(collections) {
    var tiles = tilesOf(collections && collections.scenes);
    var found = resolve(tiles), whole = countMatched(found) === plan.length && plan.length > 0;
    var kept = [];
    for (var i = 0; i < tiles.length; i++) {
      if (!found[i].drop && (!whole || found[i].value <= plan.length)) { kept.push(tiles[i]); }
    }
    if (collections && collections.scenes instanceof Array) {
      collections.scenes = kept;
    } else if (collections && collections.scenes) {
      collections.scenes.tiles = kept;
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
    return (scenes && scenes.tiles) || [];
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
    var winner = -1, rank = Infinity, value = 0, i, sample;
    if (!(samples instanceof Array)) { samples = listOf(samples); }
    if (!isLast(tiles)) { recall(tiles); }
    for (i = 0; i < samples.length; i++) {
      sample = samples[i];
      if (sample && sample.dataMask === 1) {
        // A sample without a tile has a value that no tile of userdata explains.
        if (i >= lastFound.length) { lastFound[i] = { value: maximum, rank: maximum, drop: false }; }
        if (lastFound[i].rank < rank) { rank = lastFound[i].rank; winner = i; }
      }
    }
    if (winner >= 0) {
      value = lastFound[winner].value;
      if (used[value] === undefined) { used[value] = facts(tiles[winner], value); }
    }
    if (!ownMetadata) { ownMetadata = copy(outputMetadata || {}); }
    return {
      "default": imageValues(asked, evaluate(
        asked.pick(winner < 0 ? asked.none : samples[winner]),
        {}, inputMetadata, customData, ownMetadata)),
      "scene_slots_scene": [value]
    };
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
    return Boolean(tile && other) && tile.date === other.date && tile.shId === other.shId &&
      tile.tileOriginalId === other.tileOriginalId && tile.dataPath === other.dataPath &&
      tile.productId === other.productId && tile.sentinel2ProductId === other.sentinel2ProductId &&
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

  // Returns the function that copies the script's own bands from a sample. Generated
  // code takes half the time of a loop; where that is forbidden, the loop does it.
  function pickerOf(bands) {
    var fields = bands.map(function (band) {
      return JSON.stringify(band) + ":sample[" + JSON.stringify(band) + "]";
    });
    try {
      return Function("sample", "return {" + fields.join(",") + "};");
    } catch (error) {
      return function (sample) {
        var own = {};
        for (var i = 0; i < bands.length; i++) { own[bands[i]] = sample[bands[i]]; }
        return own;
      };
    }
  }

  function noDataOf(bands) {
    var none = {};
    for (var i = 0; i < bands.length; i++) {
      none[bands[i]] = bands[i] === "dataMask" ? 0 : settings.noData;
    }
    return none;
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
    var tiles = tilesOf(scenes), found = resolve(tiles), all = [], i;
    for (i = 0; i < tiles.length; i++) { all.push(facts(tiles[i], found[i].value)); }
    ownMetadata = ownMetadata || copy(outputMetadata || {});
    if (typeof script.updateOutputMetadata === "function") {
      (0, script.updateOutputMetadata)(emptyScenes(tiles), inputMetadata, ownMetadata);
    }
    outputMetadata.userData = {
      scene_slots: {
        schema: 1, tiles: all, used: used, planned: plan.length, matched: countMatched(found),
        inputMetadata: { serviceVersion: known(inputMetadata && inputMetadata.serviceVersion) }
      },
      user: known(ownMetadata.userData)
    };
  }

  // In SIMPLE the scenes are an empty object; yet there are scripts that read the
  // tiles of it here, so they find them, out of sight.
  function emptyScenes(tiles) {
    return Object.defineProperty({}, "tiles", { value: copy(tiles) });
  }

  // What is unknown is null: no tile gets a cloud cover of 0 for want of a figure.
  function facts(tile, value) {
    var time = timeOf(tile), cloud = tile ? tile.cloudCoverage : null;
    return {
      value: value,
      date: time === null ? null : new Date(time).toISOString(),
      shId: known(firstOf(tile, ["shId", "tileId"])),
      tileOriginalId: known(tile && tile.tileOriginalId),
      productId: firstOf(tile, ID_FIELDS),
      dataPath: known(tile && tile.dataPath),
      cloudCoverage: typeof cloud === "number" && isFinite(cloud) ? cloud : null
    };
  }

  function known(fact) { return fact === undefined ? null : fact; }

  function copy(thing) {
    var twin, name;
    if (thing instanceof Array) { return thing.map(copy); }
    if (!thing || Object.prototype.toString.call(thing) !== "[object Object]") { return thing; }
    twin = {};
    for (name in thing) { twin[name] = copy(thing[name]); }
    return twin;
  }

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
