//VERSION=3
// title: Landsat NDVI (vegetation index)
// collections: landsat-ot-l2, landsat-ot-l1
// bands: NDVI
// unit: 1
// style: ramp 1, -0.2 #8c8c8c, 0 #ffffe5, 0.2 #d9f0a3, 0.4 #78c679, 0.6 #238443, 0.9 #004529
// input bands: 2
function setup() {
  return {
    input: [{ bands: ["B04", "B05"], units: "REFLECTANCE" }],
    output: { bands: 1, sampleType: "FLOAT32" }
  };
}

// Where both are 0 the index is unknown, and NaN says so.
function evaluatePixel(sample) {
  return [(sample.B05 - sample.B04) / (sample.B05 + sample.B04)];
}
