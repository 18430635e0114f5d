// What the script's setup asks for, and what is asked for in its place; a part of
// wrapper.js.

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
  if (settings.raw) { request.output[0].sampleType = "FLOAT32"; }
  if (cloud) { request.output.push({ id: "scene_slots_cloud", bands: 1, sampleType: "UINT8" }); }
  request.mosaicking = settings.mosaicking;
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
  add("dataMask", "DN");
  if (cloud) { add(cloud.band, cloud.unit); }
  if (input.units) { asked.units = units; }
  return asked;

  function add(band, unit) {
    if (asked.bands.indexOf(band) < 0) {
      asked.bands.push(band);
      units.push(unit);
    }
  }
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

function copy(thing) {
  var twin, name;
  if (thing instanceof Array) { return thing.map(copy); }
  if (!thing || Object.prototype.toString.call(thing) !== "[object Object]") { return thing; }
  twin = {};
  for (name in thing) { twin[name] = copy(thing[name]); }
  return twin;
}
