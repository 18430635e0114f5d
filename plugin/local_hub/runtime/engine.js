// What the hub calls inside the script's context; hidden under one name.
// What it needs of the language is taken now: a script may use any name for itself.
Object.defineProperty(this, "__hub", { value: (function (Object, Array, JSON, Date) {
  "use strict";
  var inputs = [], outputs = [];
  var stringify = JSON.stringify, parse = JSON.parse;
  var ArrayBuffer = globalThis.ArrayBuffer;
  var types = {
    Uint8Array: Uint8Array, Int8Array: Int8Array, Uint16Array: Uint16Array,
    Int16Array: Int16Array, Uint32Array: Uint32Array, Int32Array: Int32Array,
    Float32Array: Float32Array, Float64Array: Float64Array
  };

  function Refusal(message) { this.message = message; }
  Refusal.prototype.toString = function () { return "HubRefusal:" + this.message; };
  function refuse(message) { throw new Refusal(message); }

  function freeze(value) {
    if (value && typeof value === "object" && !Object.isFrozen(value)) {
      Object.freeze(value);
      Object.keys(value).forEach(function (key) { freeze(value[key]); });
    }
    return value;
  }

  function indices(list, known) {
    if (!Array.isArray(list)) refuse("preProcessScenes must return its scenes.");
    var found = [], taken = {};
    for (var n = 0; n < list.length; n++) {
      var place = placeOf(list[n], known);
      if (!taken[place]) found.push(place);
      taken[place] = true;
    }
    return found;
  }

  function placeOf(entry, known) {
    if (entry && known[entry.__idx]) return +entry.__idx;
    for (var i = 0; i < known.length; i++) {
      if (entry && known[i].shId !== undefined && known[i].shId === entry.shId) return i;
    }
    return refuse("preProcessScenes returned an unknown scene.");
  }

  function withDates(entries) {
    return entries.map(function (entry) {
      return Object.assign({}, entry, { date: new Date(entry.date) });
    });
  }

  var metadata = { inputMetadata: {}, outputMetadata: {}, customData: {} };
  var scenes = {};

  return {
    refuse: refuse,
    language: { Math: Math, Array: Array, ArrayBuffer: ArrayBuffer },
    inputs: inputs,
    outputs: outputs,
    metadata: metadata,

    scenes: function () { return scenes; },
    setScenes: function (json) { scenes = freeze(parse(json)); },
    setMetadata: function (json) { metadata.inputMetadata = freeze(parse(json)); },

    defines: function () {
      function has(value) { return typeof value === "function"; }
      return stringify({
        setup: typeof setup !== "undefined" && has(setup),
        evaluatePixel: typeof evaluatePixel !== "undefined" && has(evaluatePixel),
        preProcessScenes: typeof preProcessScenes !== "undefined" && has(preProcessScenes),
        updateOutput: typeof updateOutput !== "undefined" && has(updateOutput),
        updateOutputMetadata:
          typeof updateOutputMetadata !== "undefined" && has(updateOutputMetadata)
      });
    },

    setup: function () { return stringify(setup()) || "null"; },

    // {id: {from, to, scenes: {tiles|orbits: […]}}} and whether there is one source
    preProcess: function (json, single) {
      var all = parse(json), known = {}, kept = {};
      Object.keys(all).forEach(function (id) {
        var entry = all[id];
        known[id] = parse(stringify(entry.scenes));
        if (entry.from) entry.from = new Date(entry.from);
        if (entry.to) entry.to = new Date(entry.to);
      });
      var ids = Object.keys(all);
      var result = preProcessScenes(single ? all[ids[0]] : all);
      if (!result || typeof result !== "object") {
        refuse("preProcessScenes must return its scenes.");
      }
      ids.forEach(function (id) {
        var after = single ? result : result[id];
        var key = known[id].tiles ? "tiles" : "orbits";
        kept[id] = indices(after && after.scenes && after.scenes[key], known[id][key]);
      });
      return stringify(kept);
    },

    updateOutput: function (outputJson, scenesJson, single) {
      var output = parse(outputJson), all = parse(scenesJson), collection = {};
      var ids = Object.keys(all);
      ids.forEach(function (id) { collection[id] = { scenes: withDates(all[id]) }; });
      updateOutput(output, single ? collection[ids[0]] : collection);
      return stringify(output);
    },

    // [[list, type, offset, length], …] as views of one buffer
    allocate: function (bytes, json) {
      var buffer = new ArrayBuffer(bytes), lists = this;
      parse(json).forEach(function (one) {
        lists[one[0]].push(new types[one[1]](buffer, one[2], one[3]));
      });
      return buffer;
    },

    userData: function (json) {
      if (typeof updateOutputMetadata === "function") {
        updateOutputMetadata(
          parse(json), metadata.inputMetadata, metadata.outputMetadata);
      }
      var text = stringify(metadata.outputMetadata.userData);
      return text === undefined ? "{}" : text;
    }
  };
})(Object, Array, JSON, Date) });
// The binding offers these, the service does not.
var setTimeout = undefined, clearTimeout = undefined;
