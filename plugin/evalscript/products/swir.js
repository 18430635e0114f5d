//VERSION=3
// title: Short-wave infrared
// collections: sentinel-2-l2a, sentinel-2-l1c
// bands: short-wave infrared, near infrared, red
// style: rgb 1 2 3, 0 to 255, gamma 1.8
// input bands: 3
function setup() {
  return {
    input: [{ bands: ["B04", "B8A", "B12"], units: "REFLECTANCE" }],
    output: { bands: 3, sampleType: "AUTO" }
  };
}

function evaluatePixel(sample) {
  return [2.5 * sample.B12, 2.5 * sample.B8A, 2.5 * sample.B04];
}
