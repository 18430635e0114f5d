//VERSION=3
// title: EVI (enhanced vegetation index)
// collections: sentinel-2-l2a, sentinel-2-l1c
// bands: EVI
// unit: 1
// style: ramp 1, -0.2 #8c8c8c, 0 #ffffe5, 0.2 #d9f0a3, 0.4 #78c679, 0.6 #238443, 0.9 #004529
// input bands: 3
function setup() {
  return {
    input: [{ bands: ["B02", "B04", "B08"], units: "REFLECTANCE" }],
    output: { bands: 1, sampleType: "FLOAT32" }
  };
}

function evaluatePixel(sample) {
  return [
    2.5 * (sample.B08 - sample.B04) /
      (sample.B08 + 6 * sample.B04 - 7.5 * sample.B02 + 1)
  ];
}
