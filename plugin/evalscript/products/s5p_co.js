//VERSION=3
// title: Carbon monoxide (CO)
// collections: sentinel-5p-l2
// bands: CO
// unit: mol/m2
// style: ramp 1, 0.01 #30123b, 0.02 #4686fb, 0.03 #1be4b6, 0.04 #a4fc3c, 0.05 #fb7e21, 0.06 #7a0403
// input bands: 1
function setup() {
  return {
    input: [{ bands: ["CO"] }],
    output: { bands: 1, sampleType: "FLOAT32" }
  };
}

function evaluatePixel(sample) {
  return [sample.CO];
}
