//VERSION=3
// title: Nitrogen dioxide (NO2)
// collections: sentinel-5p-l2
// bands: NO2
// unit: mol/m2
// style: ramp 1, 0 #30123b, 0.00003 #4686fb, 0.00006 #1be4b6, 0.00009 #a4fc3c, 0.00012 #fb7e21, 0.00015 #7a0403
// input bands: 1
function setup() {
  return {
    input: [{ bands: ["NO2"] }],
    output: { bands: 1, sampleType: "FLOAT32" }
  };
}

// The column of the troposphere; noise may be below 0.
function evaluatePixel(sample) {
  return [sample.NO2];
}
