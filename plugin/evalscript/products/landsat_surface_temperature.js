//VERSION=3
// title: Landsat surface temperature
// collections: landsat-ot-l2
// bands: surface temperature
// unit: K
// style: ramp 1, 263 #313695, 278 #74add1, 293 #ffffbf, 308 #f46d43, 323 #a50026
// input bands: 1
function setup() {
  return {
    input: [{ bands: ["B10"] }],
    output: { bands: 1, sampleType: "FLOAT32" }
  };
}

function evaluatePixel(sample) {
  return [sample.B10];
}
