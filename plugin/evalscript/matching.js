// Which tile of an answer is which scene of the plan; a part of wrapper.js.
//
// No document says that index orders agree between the functions of a script, so a
// tile is known by what it says of itself, each time anew. The whole list is resolved
// at once: a tile that could be a scene gives way to one that surely is.

var SECOND = 1000;
var BY_ID = 3, BY_TIME_AND_NAME = 2, BY_TIME = 1;
var numbers = {}, count = 0; // of the unplanned tiles, by what they say of themselves
var ID_FIELDS = ["sentinel2ProductId", "sentinel1ProductId", "productId"];
var TEXT_FIELDS = ID_FIELDS.concat(["tileOriginalId", "dataPath"]);

// Returns one {value, rank, drop} per tile: `value` is written to the scene output,
// the lowest `rank` with data wins, `drop` is true for what was excluded by hand.
function resolve(tiles) {
  var told = [], found = [], taken = [], level, i;
  for (i = 0; i < tiles.length; i++) {
    told.push(read(tiles[i]));
    found.push({ scene: -1, options: [] });
  }
  for (level = BY_ID; level >= BY_TIME; level--) { settle(told, found, taken, level); }
  return number(told, found);
}

// Gives scenes to the tiles that are still open and as like them as `level` asks.
function settle(told, found, taken, level) {
  var claims = [], fresh = [], t, s;
  for (t = 0; t < told.length; t++) {
    fresh[t] = isOpen(found[t]) ? scenesLike(told[t], taken, level) : [];
    for (s = 0; s < fresh[t].length; s++) {
      claims[fresh[t][s]] = (claims[fresh[t][s]] || 0) + 1;
    }
  }
  for (t = 0; t < told.length; t++) {
    if (!fresh[t].length) { continue; }
    found[t].options = fresh[t];
    // A scene that is stored twice under one id is one scene; else one tile each.
    if (fresh[t].length === 1 && (level === BY_ID || claims[fresh[t][0]] === 1)) {
      found[t].scene = fresh[t][0];
    }
  }
  for (s = 0; s < scenes.length; s++) { taken[s] = taken[s] || claims[s] > 0; }
}

function isOpen(found) {
  return found.scene < 0 && !found.options.length;
}

function scenesLike(told, taken, level) {
  var options = [], s;
  for (s = 0; s < scenes.length; s++) {
    if (!taken[s] && likeness(told, scenes[s]) === level) { options.push(s); }
  }
  return options;
}

function likeness(told, scene) {
  if (told.until !== null) {
    return scene.time > told.time - SECOND && scene.time < told.until + SECOND ? BY_TIME : 0;
  }
  if (told.name && scene.name && told.name !== scene.name) { return 0; }
  if (scene.id && told.ids[scene.id] === true) { return BY_ID; }
  if (told.baseline && scene.baseline && told.baseline !== scene.baseline) { return 0; }
  if (told.time === null) {
    return told.name && told.name === scene.name && told.day === scene.day ? BY_TIME : 0;
  }
  if (Math.abs(told.time - scene.time) > SECOND) { return 0; }
  if (told.name && scene.name) { return BY_TIME_AND_NAME; }
  return told.hasId && scene.id ? 0 : BY_TIME;
}

function number(told, found) {
  var results = [], strangers = [], t, scene;
  for (t = 0; t < told.length; t++) {
    scene = found[t].scene < 0 ? excludedOption(found[t].options) : found[t].scene;
    if (scene >= plan.length) {
      results.push({ value: maximum, rank: Infinity, drop: true });
    } else {
      results.push({ value: scene + 1, rank: scene + 1, drop: false });
    }
    if (scene < 0) { strangers.push({ at: t, told: told[t], best: best(found[t].options) }); }
  }
  strangers.sort(compareStrangers);
  for (t = 0; t < strangers.length; t++) {
    results[strangers[t].at].value = valueOfStranger(strangers[t].told.key);
    // A tile that could be one of several scenes stands right behind the best of them.
    results[strangers[t].at].rank = strangers[t].best + (t + 1) / 1e6;
  }
  return results;
}

// Should the list of tiles change from pixel to pixel, a tile still keeps its value.
function valueOfStranger(key) {
  if (numbers[key] === undefined) {
    numbers[key] = Math.min(plan.length + 1 + count, maximum);
    count += 1;
  }
  return numbers[key];
}

// A tile that could only be scenes that are excluded is one of them.
function excludedOption(options) {
  return options.length && options[0] >= plan.length ? options[0] : -1;
}

// Options are in the order of the plan, with the excluded scenes behind it.
function best(options) {
  return options.length ? options[0] + 1 : plan.length + 1;
}

// Latest first, then by text: every context of a request must number them alike.
function compareStrangers(one, other) {
  var a = one.told.time, b = other.told.time;
  if (a !== b) { return (b === null ? -1e18 : b) - (a === null ? -1e18 : a); }
  return one.told.key < other.told.key ? -1 : one.told.key > other.told.key ? 1 : 0;
}

function read(tile) {
  var told = {
    time: timeOf(dateOf(tile)), key: keyOf(tile), name: null, baseline: null, day: null,
    until: tile && tile.dateTo ? timeOf(tile.dateTo) : null, ids: {}, hasId: Boolean(firstOf(tile, ID_FIELDS))
  };
  for (var i = 0; i < TEXT_FIELDS.length; i++) {
    if (tile && typeof tile[TEXT_FIELDS[i]] === "string") { readText(told, tile[TEXT_FIELDS[i]]); }
  }
  return told;
}

// An id may stand alone or as a folder of a path.
function readText(told, text) {
  var parts = text.split("/").concat(text);
  for (var i = 0; i < parts.length; i++) { told.ids[parts[i].replace(/\.(SAFE|SEN3)$/, "")] = true; }
  told.name = told.name || nameIn(text);
  told.baseline = told.baseline || baselineIn(text);
  told.day = told.day || dayIn(text);
}

function nameIn(text) {
  var found = /_T(\d{2}[A-Z]{3})(?:_|$|\.)/.exec(text) || /\/(\d{2}[A-Z]{3})(?:\/|$)/.exec(text);
  if (found) { return "T" + found[1]; }
  found = /\/tiles\/(\d{1,2})\/([A-Z])\/([A-Z]{2})\//.exec(text);
  if (found) { return "T" + ("0" + found[1]).slice(-2) + found[2] + found[3]; }
  found = /(?:^|\/)L[A-Z]\d{2}_[A-Z0-9]{4}_(\d{3})(\d{3})_/.exec(text);
  return found ? found[1] + "/" + found[2] : null;
}

function baselineIn(text) {
  var found = /_N(\d{2})(\d{2})_R\d{3}_/.exec(text) || /_N(\d{2})\.(\d{2})$/.exec(text);
  return found ? found[1] + "." + found[2] : null;
}

function dayIn(path) {
  var found = /\/(\d{4})\/(\d{1,2})\/(\d{1,2})(?:\/|$)/.exec(path);
  return found ? Date.UTC(+found[1], +found[2] - 1, +found[3]) : null;
}

// What ORBIT gives is no tile but a day: all that was acquired from dateFrom to dateTo.
function dateOf(tile) {
  return tile ? (tile.date === undefined ? tile.dateFrom : tile.date) : null;
}

// Milliseconds since 1970, null where there is no date; without zone it is UTC.
function timeOf(date) {
  var time = NaN;
  if (typeof date === "string") {
    time = Date.parse(/(Z|[+-]\d\d:?\d\d)$/i.test(date) ? date : date + "Z");
  } else if (date !== null && date !== undefined) {
    time = Number(date);
  }
  return isNaN(time) ? null : time;
}

// All that a tile says of itself, in one text.
function keyOf(tile) {
  if (!tile) { return ""; }
  return firstOf(tile, ID_FIELDS) + "|" + tile.tileOriginalId + "|" + tile.shId + "|" +
    tile.dataPath + "|" + (typeof dateOf(tile) === "string" ? dateOf(tile) : timeOf(dateOf(tile)));
}

function firstOf(tile, fields) {
  for (var i = 0; i < fields.length; i++) {
    if (tile && tile[fields[i]] !== undefined && tile[fields[i]] !== null) { return tile[fields[i]]; }
  }
  return null;
}
