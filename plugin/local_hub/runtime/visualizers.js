// Documented visualizers and their colour tables. Values are given as numbers in the
// examples of the documentation; tests hold each of them.
(function (target) {
  "use strict";

  target.blueRed = [
    [1.0, 0x000080], [0.875, 0x0000ff], [0.625, 0x00ffff],
    [0.375, 0xffff00], [0.125, 0xff0000], [0.0, 0x800000]
  ];
  target.redTemperature = [
    [1.0, 0x000000], [0.525, 0xae0000], [0.3, 0xff6e00], [0.25, 0xff8600],
    [0.0, 0xffffff]
  ];
  target.greenWhite = [
    [1.0, 0x000000], [0.6, 0x006600], [0.3, 0x80b300], [0.0, 0xffffff]
  ];
  target.oceanColor = [
    [0.0, 147, 0, 108], [0.0471, 111, 0, 144], [0.098, 72, 0, 183],
    [0.149, 33, 0, 222], [0.2, 0, 10, 255], [0.2471, 0, 74, 255],
    [0.298, 0, 144, 255], [0.349, 0, 213, 255], [0.4, 0, 255, 215],
    [0.4471, 0, 255, 119], [0.498, 0, 255, 15], [0.549, 96, 255, 0],
    [0.6, 200, 255, 0], [0.6471, 255, 235, 0], [0.698, 255, 183, 0],
    [0.749, 255, 131, 0], [0.8, 255, 79, 0], [0.8471, 255, 31, 0],
    [0.898, 230, 0, 0], [0.949, 165, 0, 0], [1.0, 105, 0, 0]
  ].map(function (row) {
    return [row[0], [row[1] / 255, row[2] / 255, row[3] / 255]];
  });

  function channels(color) {
    if (Array.isArray(color)) {
      return color.map(function (share) { return share * 255; });
    }
    return [(color >> 16) & 255, (color >> 8) & 255, color & 255];
  }
  function byValue(first, second) { return first[0] - second[0]; }
  function stops(pairs) {
    return pairs.map(function (pair) {
      return [pair[0], channels(pair[1])];
    }).sort(byValue);
  }
  // The colour between stops; `whole` turns a channel into an integer.
  function between(list, value, whole) {
    var last = list.length - 1, n = 1;
    if (!(value > list[0][0])) return finished(list[0][1]);
    if (value >= list[last][0]) return finished(list[last][1]);
    while (value >= list[n][0]) n++;
    var low = list[n - 1], high = list[n];
    var share = (value - low[0]) / (high[0] - low[0]);
    return finished(low[1].map(function (channel, c) {
      return whole(channel + (high[1][c] - channel) * share);
    }));
  }
  function finished(color) {
    return color.map(function (channel) { return channel / 255; });
  }

  class ColorMapVisualizer {
    constructor(pairs) { this.stops = stops(pairs); }
    static createDefaultColorMap() {
      return new ColorMapVisualizer([
        [-1.0, 0x000000], [-0.2, 0xff0000], [-0.1, 0x9a0000], [0.0, 0x660000],
        [0.1, 0xffff33], [0.2, 0xcccc33], [0.3, 0x666600], [0.4, 0x33ffff],
        [0.5, 0x33cccc], [0.6, 0x006666], [0.7, 0x33ff33], [0.8, 0x33cc33],
        [0.9, 0x006600]
      ]);
    }
    process(value) {
      var n = this.stops.length - 1;
      while (n > 0 && !(value >= this.stops[n][0])) n--;
      return finished(this.stops[n][1]);
    }
  }

  class ColorRampVisualizer {
    constructor(ramps, minVal, maxVal) {
      var list = stops(ramps), low = list[0][0], high = list[list.length - 1][0];
      var from = minVal === undefined ? low : minVal;
      var to = maxVal === undefined ? high : maxVal;
      this.ramps = ramps;
      this.minVal = from;
      this.maxVal = to;
      this.stops = list.map(function (stop) {
        var share = high === low ? 0 : (stop[0] - low) / (high - low);
        var same = from === low && to === high;
        return [same ? stop[0] : from + share * (to - from), stop[1]];
      });
    }
    // The documented tables run downwards; here the smallest value takes the first
    // colour of the table.
    static fromTable(table, minVal, maxVal) {
      var values = table.map(function (pair) { return pair[0]; }).sort(function (a, b) {
        return a - b;
      });
      var pairs = table.map(function (pair, n) { return [values[n], pair[1]]; });
      return new ColorRampVisualizer(pairs, minVal, maxVal);
    }
    static createRedTemperature(minVal, maxVal) {
      return ColorRampVisualizer.fromTable(target.redTemperature, minVal, maxVal);
    }
    static createWhiteGreen(minVal, maxVal) {
      return ColorRampVisualizer.fromTable(target.greenWhite, minVal, maxVal);
    }
    static createBlueRed(minVal, maxVal) {
      return ColorRampVisualizer.fromTable(target.blueRed, minVal, maxVal);
    }
    static createOceanColor(minVal, maxVal) {
      return new ColorRampVisualizer(target.oceanColor, minVal, maxVal);
    }
    inverse() {
      var list = stops(this.ramps), last = list.length - 1;
      var pairs = list.map(function (stop, n) {
        return [list[0][0] + list[last][0] - stop[0], finished(stop[1])];
      });
      return new ColorRampVisualizer(pairs, this.minVal, this.maxVal);
    }
    process(value) { return between(this.stops, value, Math.floor); }
  }

  class ColorGradientVisualizer {
    constructor(pairs, minVal, maxVal) {
      var low = minVal === undefined ? 0 : minVal;
      var high = maxVal === undefined ? 1 : maxVal;
      this.stops = pairs.map(function (pair) {
        return [low * pair[0] + high * (1 - pair[0]), channels(pair[1])];
      }).sort(byValue);
    }
    static createRedTemperature(minVal, maxVal) {
      return new ColorGradientVisualizer(target.redTemperature, minVal, maxVal);
    }
    static createWhiteGreen(minVal, maxVal) {
      return new ColorGradientVisualizer(target.greenWhite, minVal, maxVal);
    }
    static createBlueRed(minVal, maxVal) {
      return new ColorGradientVisualizer(target.blueRed, minVal, maxVal);
    }
    process(value) { return between(this.stops, value, Math.round); }
  }

  // Linear up to 0.92, then a slow line that reaches 1 at 2 * maxValue - minValue.
  var KNEE = 0.92;
  class HighlightCompressVisualizer {
    constructor(minValue, maxValue, gain, offset, gamma) {
      this.minValue = minValue === undefined ? 0 : minValue;
      this.maxValue = maxValue === undefined ? 1 : maxValue;
      this.gain = gain === undefined ? 1 : gain;
      this.offset = offset === undefined ? 0 : offset;
      this.gamma = gamma === undefined ? 1 : gamma;
    }
    process(value) {
      var share = (value - this.minValue) / (this.maxValue - this.minValue);
      if (share > KNEE && this.maxValue > 0 && this.maxValue < 1) {
        share = KNEE + (share - KNEE) * (1 - KNEE) / (2 - KNEE);
      }
      share = Math.max(0, Math.min(1, share)) * this.gain + this.offset;
      if (this.gamma !== 1) share = Math.pow(Math.max(0, share), 1 / this.gamma);
      return Math.max(0, Math.min(1, share));
    }
  }

  target.ColorMapVisualizer = ColorMapVisualizer;
  target.ColorRampVisualizer = ColorRampVisualizer;
  target.ColorGradientVisualizer = ColorGradientVisualizer;
  target.HighlightCompressVisualizer = HighlightCompressVisualizer;
})(globalThis);
