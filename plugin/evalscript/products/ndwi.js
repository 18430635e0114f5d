//VERSION=3
// title: NDWI (water index)
// collections: sentinel-2-l2a, sentinel-2-l1c
// bands: NDWI
// unit: 1
// style: ramp 1, -0.8 #8c510a, -0.3 #dfc27d, 0 #f5f5f5, 0.3 #80b1d3, 0.8 #08306b
// input bands: 2
function setup() {
  return {
    input: [{ bands: ["B03", "B08"], units: "REFLECTANCE" }],
    output: { bands: 1, sampleType: "FLOAT32" }
  };
}

// Where both are 0 the index is unknown, and NaN says so.
function evaluatePixel(sample) {
  return [(sample.B03 - sample.B08) / (sample.B03 + sample.B08)];
}
