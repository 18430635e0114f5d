//VERSION=3
// title: VV backscatter
// collections: sentinel-1-grd
// bands: VV
// unit: dB
// style: gray 1, -20 to 0
// input bands: 1
function setup() {
  return {
    input: [{ bands: ["VV"] }],
    output: { bands: 1, sampleType: "FLOAT32" }
  };
}

function evaluatePixel(sample) {
  return [sample.VV > 0 ? 10 * Math.log10(sample.VV) : NaN];
}
