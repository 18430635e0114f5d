//VERSION=3
// title: Scene classification (SCL)
// collections: sentinel-2-l2a
// bands: SCL
// unit: class
// style: ramp 1, 0 #000000, 1 #ff0000, 2 #2f2f2f, 3 #643200, 4 #00a000, 5 #ffe65a, 6 #0000ff, 7 #808080, 8 #c0c0c0, 9 #ffffff, 10 #64c8ff, 11 #ff96ff
// input bands: 1
function setup() {
  return {
    input: [{ bands: ["SCL"], units: "DN" }],
    output: { bands: 1, sampleType: "UINT8" }
  };
}

function evaluatePixel(sample) {
  return [sample.SCL];
}
