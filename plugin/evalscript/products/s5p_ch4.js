//VERSION=3
// title: Methane (CH4)
// collections: sentinel-5p-l2
// bands: CH4
// unit: ppb
// style: ramp 1, 1750 #30123b, 1790 #4686fb, 1830 #1be4b6, 1870 #a4fc3c, 1910 #fb7e21, 1950 #7a0403
// input bands: 1
function setup() {
  return {
    input: [{ bands: ["CH4"] }],
    output: { bands: 1, sampleType: "FLOAT32" }
  };
}

function evaluatePixel(sample) {
  return [sample.CH4];
}
