// Tells the class of a pixel in each scene of a plan, all scenes side by side: band n
// is the scene n of the plan, NO_CLASS where it has no data.
/*HEAD*/
var sceneSlots = (function (settings) {
  var plan = settings.plan, scenes = plan, maximum = settings.maximum;
  var lastKeys = null, lastFound = [];

  /*INCLUDE matching.js*/

  function tilesOf(scenes) {
    if (scenes instanceof Array) { return scenes; }
    return (scenes && scenes.tiles) || [];
  }

  function setup() {
    return {
      input: [{ bands: [settings.band, "dataMask"], units: [settings.unit, "DN"] }],
      output: [{ id: "default", bands: plan.length, sampleType: "UINT8" }],
      mosaicking: "TILE"
    };
  }

  // What is no scene of the plan tells nothing here, and is not paid for.
  function preProcessScenes(collections) {
    var tiles = tilesOf(collections.scenes), found = resolve(tiles), kept = [], i;
    for (i = 0; i < tiles.length; i++) {
      if (found[i].value <= plan.length) { kept.push(tiles[i]); }
    }
    if (collections.scenes instanceof Array) { collections.scenes = kept; } else { collections.scenes.tiles = kept; }
    return collections;
  }

  function evaluatePixel(samples, scenes) {
    var tiles = tilesOf(scenes), found = known(tiles), classes = [], i, at;
    for (i = 0; i < plan.length; i++) { classes.push(settings.none); }
    for (i = 0; i < samples.length; i++) {
      at = found[i] ? found[i].value - 1 : plan.length;
      // A scene that is stored twice is the same in both.
      if (samples[i].dataMask === 1 && at < plan.length && classes[at] === settings.none) {
        classes[at] = samples[i][settings.band];
        if (settings.mask) { classes[at] &= settings.mask; }
      }
    }
    return { "default": classes };
  }

  // The list is resolved anew only where it is another one, or in another order.
  function known(tiles) {
    var keys = tiles.map(keyOf).join("\n");
    if (keys !== lastKeys) {
      lastKeys = keys;
      lastFound = resolve(tiles);
    }
    return lastFound;
  }

  function updateOutputMetadata(scenes, inputMetadata, outputMetadata) {
    var tiles = tilesOf(scenes), found = resolve(tiles), told = [], time, i;
    for (i = 0; i < tiles.length; i++) {
      time = timeOf(dateOf(tiles[i]));
      told.push({
        value: found[i].value,
        date: time === null ? null : new Date(time).toISOString(),
        shId: firstOf(tiles[i], ["shId", "tileId"]),
        tileOriginalId: firstOf(tiles[i], ["tileOriginalId"]),
        productId: firstOf(tiles[i], ID_FIELDS),
        dataPath: firstOf(tiles[i], ["dataPath"]),
        cloudCoverage: firstOf(tiles[i], ["cloudCoverage"])
      });
    }
    outputMetadata.userData = { scene_slots: { schema: 1, tiles: told, used: {} } };
  }

  return {
    setup: setup, preProcessScenes: preProcessScenes, evaluatePixel: evaluatePixel,
    updateOutputMetadata: updateOutputMetadata
  };
})(/*SETTINGS*/);

function setup() { return sceneSlots.setup(); }
function preProcessScenes(collections) { return sceneSlots.preProcessScenes(collections); }
function evaluatePixel(samples, scenes) { return sceneSlots.evaluatePixel(samples, scenes); }
function updateOutputMetadata(scenes, inputMetadata, outputMetadata) {
  return sceneSlots.updateOutputMetadata(scenes, inputMetadata, outputMetadata);
}
