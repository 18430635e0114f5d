//VERSION=3
// title: VH backscatter
// collections: sentinel-1-grd
// bands: VH
// unit: dB
// style: gray 1, -27 to -5
// input bands: 1
function setup() {
  return {
    input: [{ bands: ["VH"] }],
    output: { bands: 1, sampleType: "FLOAT32" }
  };
}

function evaluatePixel(sample) {
  return [sample.VH > 0 ? 10 * Math.log10(sample.VH) : NaN];
}
