//VERSION=3
// title: Radar colours (VV, VH, VV/VH)
// collections: sentinel-1-grd
// bands: VV, VH, VV/VH
// style: rgb 1 2 3, 0 to 255
// input bands: 2
function setup() {
  return {
    input: [{ bands: ["VV", "VH"] }],
    output: { bands: 3, sampleType: "AUTO" }
  };
}

// No echo at all is shown as the darkest.
function decibel(power) {
  return 10 * Math.log10(Math.max(power, 1e-5));
}

function evaluatePixel(sample) {
  var vv = decibel(sample.VV), vh = decibel(sample.VH);
  return [(vv + 20) / 20, (vh + 27) / 22, (vv - vh) / 15];
}
