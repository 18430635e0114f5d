"""The pixel loop, written out for the bands, scenes and outputs of one request.

Samples are fresh objects for every pixel: a script may keep, sort or change them.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

INLINE_ARRAYS = 160
"""Above this the loop calls a maker per scene: V8 gives up on very long functions."""

NOWHERE = -1
"""Position of a band without an array: its factor is its value."""

STORE = {
    "AUTO": "v = v * 255; t[q] = v >= 255 ? 255 : v > 0 ? Math.floor(v + 0.5) : 0;",
    "UINT8": "t[q] = v >= 255 ? 255 : v > 0 ? Math.floor(v + 0.5) : 0;",
    "UINT16": "t[q] = v >= 65535 ? 65535 : v > 0 ? Math.floor(v + 0.5) : 0;",
    "INT8": (
        "t[q] = v >= 127 ? 127 : v >= -128 ? Math.floor(v + 0.5) : v < 0 ? -128 : 0;"
    ),
    "INT16": (
        "t[q] = v >= 32767 ? 32767 : v >= -32768 ? Math.floor(v + 0.5) "
        ": v < 0 ? -32768 : 0;"
    ),
    "FLOAT32": "t[q] = v;",
}
JS_TYPES = {
    "AUTO": "Uint8Array",
    "UINT8": "Uint8Array",
    "UINT16": "Uint16Array",
    "INT8": "Int8Array",
    "INT16": "Int16Array",
    "FLOAT32": "Float32Array",
}


@dataclass(frozen=True)
class SampleCode:
    """A group of pixels as arrays in the context."""

    bands: tuple[tuple[str, int, float], ...]
    """(band, position in `__hub.inputs`, factor)."""


@dataclass(frozen=True)
class SourceCode:
    """The samples of a source."""

    id: str
    single: bool
    """SIMPLE: an object, not an array."""
    samples: tuple[SampleCode, ...]


@dataclass(frozen=True)
class OutputCode:
    """An output that is kept."""

    id: str
    bands: int
    sample_type: str
    position: int
    """Position in `__hub.outputs`."""


def loop_source(
    sources: Sequence[SourceCode],
    outputs: Sequence[OutputCode],
    declared: int,
    fusion: bool,
) -> str:
    """Return JavaScript that defines `__hub.run(pixels)`.

    `declared` is the number of image outputs of the script: with one, a plain array
    may be returned.
    """
    arrays = sorted(
        {b[1] for s in sources for c in s.samples for b in c.bands} - {NOWHERE}
    )
    lines = ["__hub.run = (function (Math, Array, ArrayBuffer) {"]
    lines += [f"  var a{n} = __hub.inputs[{n}];" for n in arrays]
    lines += [f"  var o{o.position} = __hub.outputs[{o.position}];" for o in outputs]
    short = len(arrays) <= INLINE_ARRAYS
    lines += [] if short else _makers(sources)
    lines += [
        "  var scenes = __hub.scenes(), m = __hub.metadata;",
        "  var im = m.inputMetadata, cd = m.customData, om = m.outputMetadata;",
        "  return function (n) {",
        "    for (var p = 0; p < n; p++) {",
        f"      var r = evaluatePixel({_samples(sources, fusion, short)}, "
        "scenes, im, cd, om);",
        *_stores(outputs, declared),
        "    }",
        "  };",
        "})(__hub.language.Math, __hub.language.Array, __hub.language.ArrayBuffer);",
        "//# sourceURL=hub.js",
    ]
    return "\n".join(lines)


def _samples(sources: Sequence[SourceCode], fusion: bool, short: bool) -> str:
    texts = []
    for number, source in enumerate(sources):
        if short:
            entries = [_literal(code) for code in source.samples]
            as_list = "[" + ", ".join(entries) + "]"
        else:
            entries = []
            as_list = f"make{number}(p)"
        if source.single and not fusion:
            return entries[0] if short else f"{as_list}[0]"
        texts.append(f"{json.dumps(source.id)}: {as_list}" if fusion else as_list)
    return "{" + ", ".join(texts) + "}" if fusion else texts[0]


def _literal(code: SampleCode) -> str:
    parts = [
        f"{json.dumps(band)}: {_value(position, factor)}"
        for band, position, factor in code.bands
    ]
    return "{" + ", ".join(parts) + "}"


def _value(position: int, factor: float) -> str:
    if position == NOWHERE:
        return "NaN" if factor != factor else repr(factor)  # noqa: PLR0124 NaN
    text = f"a{position}[p]"
    return text if factor == 1.0 else f"{text} * {factor!r}"


def _makers(sources: Sequence[SourceCode]) -> list[str]:
    lines = []
    for number, source in enumerate(sources):
        bands = source.samples[0].bands if source.samples else ()
        names = ", ".join(f"b{n}, f{n}" for n in range(len(bands)))
        parts = ", ".join(
            f"{json.dumps(band[0])}: b{n}[p] * f{n}" for n, band in enumerate(bands)
        )
        calls = ", ".join(
            "one(" + ", ".join(f"a{b[1]}, {b[2]!r}" for b in code.bands) + ")"
            for code in source.samples
        )
        lines += [
            f"  var make{number} = (function () {{",
            f"    function one({names}) {{",
            f"      return function (p) {{ return {{{parts}}}; }};",
            "    }",
            f"    var all = [{calls}];",
            "    return function (p) {",
            "      var s = new Array(all.length);",
            "      for (var i = 0; i < s.length; i++) s[i] = all[i](p);",
            "      return s;",
            "    };",
            "  })();",
        ]
    return lines


def _stores(outputs: Sequence[OutputCode], declared: int) -> list[str]:
    lines = []
    for output in outputs:
        name, bands = json.dumps(output.id), output.bands
        pick = f"r[{name}]"
        if declared == 1:
            pick = f"Array.isArray(r) || ArrayBuffer.isView(r) ? r : {pick}"
        lines += [
            f"      var t = o{output.position}, q = p * {bands};",
            "      if (r === undefined || r === null) {",
            f"        for (var b = 0; b < {bands}; b++) t[q + b] = 0;",
            "      } else {",
            f"        var x = {pick};",
            "        if (!Array.isArray(x) && !ArrayBuffer.isView(x)) "
            '__hub.refuse("Script must return an array.");',
            f"        if (x.length !== {bands}) __hub.refuse("
            f'"Output " + {name} + " requires {bands} bands but the script returned " '
            '+ x.length + ".");',
            f"        for (var b = 0; b < {bands}; b++, q++) {{",
            "          var v = +x[b];",
            f"          {STORE[output.sample_type]}",
            "        }",
            "      }",
        ]
    return lines
