//VERSION=3
// title: NDMI (moisture index)
// collections: sentinel-2-l2a, sentinel-2-l1c
// bands: NDMI
// unit: 1
// style: ramp 1, -0.8 #8c510a, -0.24 #d8b365, 0 #f6e8c3, 0.24 #5ab4ac, 0.8 #01665e
// input bands: 2
function setup() {
  return {
    input: [{ bands: ["B08", "B11"], units: "REFLECTANCE" }],
    output: { bands: 1, sampleType: "FLOAT32" }
  };
}

// Where both are 0 the index is unknown, and NaN says so.
function evaluatePixel(sample) {
  return [(sample.B08 - sample.B11) / (sample.B08 + sample.B11)];
}
