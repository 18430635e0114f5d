//VERSION=3
// title: NBR (burn ratio)
// collections: sentinel-2-l2a, sentinel-2-l1c
// bands: NBR
// unit: 1
// style: ramp 1, -0.5 #7a0177, -0.1 #e31a1c, 0.1 #fd8d3c, 0.27 #ffffb2, 0.66 #238b45, 1 #00441b
// input bands: 2
function setup() {
  return {
    input: [{ bands: ["B08", "B12"], units: "REFLECTANCE" }],
    output: { bands: 1, sampleType: "FLOAT32" }
  };
}

// Where both are 0 the index is unknown, and NaN says so.
function evaluatePixel(sample) {
  return [(sample.B08 - sample.B12) / (sample.B08 + sample.B12)];
}
