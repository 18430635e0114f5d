//VERSION=3
// title: OLCI true colour
// collections: sentinel-3-olci
// bands: red, green, blue
// style: rgb 1 2 3, 0 to 255, gamma 1.8
// input bands: 3
function setup() {
  return {
    input: [{ bands: ["B04", "B06", "B08"], units: "REFLECTANCE" }],
    output: { bands: 3, sampleType: "AUTO" }
  };
}

function evaluatePixel(sample) {
  return [2.5 * sample.B08, 2.5 * sample.B06, 2.5 * sample.B04];
}
