//VERSION=3
// title: Landsat true colour
// collections: landsat-ot-l2, landsat-ot-l1
// bands: red, green, blue
// style: rgb 1 2 3, 0 to 255, gamma 1.8
// input bands: 3
function setup() {
  return {
    input: [{ bands: ["B02", "B03", "B04"], units: "REFLECTANCE" }],
    output: { bands: 3, sampleType: "AUTO" }
  };
}

function evaluatePixel(sample) {
  return [2.5 * sample.B04, 2.5 * sample.B03, 2.5 * sample.B02];
}
