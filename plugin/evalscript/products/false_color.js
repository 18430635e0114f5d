//VERSION=3
// title: False colour (vegetation red)
// collections: sentinel-2-l2a, sentinel-2-l1c
// bands: near infrared, red, green
// style: rgb 1 2 3, 0 to 255, gamma 1.8
// input bands: 3
function setup() {
  return {
    input: [{ bands: ["B03", "B04", "B08"], units: "REFLECTANCE" }],
    output: { bands: 3, sampleType: "AUTO" }
  };
}

function evaluatePixel(sample) {
  return [2.5 * sample.B08, 2.5 * sample.B04, 2.5 * sample.B03];
}
