//VERSION=3
// title: Elevation
// collections: dem
// bands: elevation
// unit: m
// style: gray 1
// input bands: 1
function setup() {
  return {
    input: [{ bands: ["DEM"] }],
    output: { bands: 1, sampleType: "FLOAT32" }
  };
}

function evaluatePixel(sample) {
  return [sample.DEM];
}
