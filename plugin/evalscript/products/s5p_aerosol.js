//VERSION=3
// title: Aerosol index (354 / 388 nm)
// collections: sentinel-5p-l2
// bands: aerosol index
// unit: 1
// style: ramp 1, -2 #313695, -0.5 #74add1, 0.5 #ffffbf, 2 #f46d43, 4 #a50026
// input bands: 1
function setup() {
  return {
    input: [{ bands: ["AER_AI_354_388"] }],
    output: { bands: 1, sampleType: "FLOAT32" }
  };
}

// Smoke and dust are above 1; cloud is near 0 or below.
function evaluatePixel(sample) {
  return [sample.AER_AI_354_388];
}
