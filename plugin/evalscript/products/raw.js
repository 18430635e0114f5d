//VERSION=3
// title: Raw bands (digital numbers)
// collections: sentinel-2-l2a, sentinel-2-l1c
// bands: B02, B03, B04, B08
// unit: reflectance x 10000
// style: rgb 3 2 1, 0 to 3000, gamma 1.4
// input bands: 4
function setup() {
  return {
    input: [{ bands: ["B02", "B03", "B04", "B08"], units: "DN" }],
    output: { bands: 4, sampleType: "UINT16" }
  };
}

function evaluatePixel(sample) {
  return [sample.B02, sample.B03, sample.B04, sample.B08];
}
