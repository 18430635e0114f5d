// Documented helper functions and constants. They are plain properties of the global
// object, so that a script may declare the same names with let, const or function.
(function (target) {
  "use strict";

  target.Mosaicking = { SIMPLE: "SIMPLE", ORBIT: "ORBIT", TILE: "TILE" };
  target.SampleType = {
    INT8: "INT8", UINT8: "UINT8", INT16: "INT16", UINT16: "UINT16",
    FLOAT32: "FLOAT32", AUTO: "AUTO"
  };
  target.JAVA_DOUBLE_MAX_VAL = 1.7976931348623157e308;

  target.int2rgb = function (color) {
    return [(color >> 16) & 255, (color >> 8) & 255, color & 255];
  };
  target.rgb2int = function (color) {
    return color[0] * 65536 + color[1] * 256 + color[2];
  };
  target.normalizeRGB = function (color) {
    return color.map(function (channel) { return channel / 255; });
  };
  target.combine = function (first, second, alpha) {
    return first.map(function (value, n) {
      return value * alpha + second[n] * (1 - alpha);
    });
  };
  target.index = function (x, y) {
    return x + y === 0 ? 0 : (x - y) / (x + y);
  };
  target.inverse = function (x) {
    return x === 0 ? target.JAVA_DOUBLE_MAX_VAL : 1 / x;
  };

  // Values belong to intervals (from, to]; beyond the ends the end value holds.
  target.valueMap = function (value, intervals, values) {
    if (!intervals || !values) return value;
    for (var n = 0; n < intervals.length; n++) {
      if (value <= intervals[n]) return values[n];
    }
    return values[values.length - 1];
  };
  function mixed(low, high, share) {
    if (!Array.isArray(low)) return low + (high - low) * share;
    return low.map(function (value, n) { return value + (high[n] - value) * share; });
  }
  target.valueInterpolate = function (value, intervals, values) {
    if (!intervals || !values) return value;
    var last = intervals.length - 1;
    if (value <= intervals[0]) return values[0];
    if (value > intervals[last]) return values[last];
    for (var n = 1; n <= last; n++) {
      if (value <= intervals[n]) {
        var share = (value - intervals[n - 1]) / (intervals[n] - intervals[n - 1]);
        return mixed(values[n - 1], values[n], share);
      }
    }
    return values[last];
  };
  target.colorBlend = target.valueInterpolate;

  target.decodeL8C2Qa = function (value) {
    function bit(n) { return (value >> n) & 1; }
    function pair(n) { return (value >> n) & 3; }
    return {
      fill: bit(0), dilatedCloud: bit(1), cirrus: bit(2), cloud: bit(3),
      cloudShadow: bit(4), snow: bit(5), clear: bit(6), water: bit(7),
      cloudConfidence: pair(8), cloudShadowConfidence: pair(10),
      snowIceConfidence: pair(12), cirrusConfidence: pair(14)
    };
  };

  // From the highest bit downwards; the saturation flags of B01 … B21 follow.
  var olciFlags = [
    "land", "coastline", "fresh_inland_water", "tidal_region", "bright",
    "straylight_risk", "invalid", "cosmetic", "duplicated", "sun_glint_risk", "dubious"
  ];
  for (var band = 1; band <= 21; band++) {
    olciFlags.push("saturatedB" + (band < 10 ? "0" : "") + band);
  }
  target.decodeS3OLCIQualityFlags = function (value) {
    var flags = {};
    olciFlags.forEach(function (name, n) { flags[name] = (value >>> (31 - n)) & 1; });
    return flags;
  };
})(globalThis);
