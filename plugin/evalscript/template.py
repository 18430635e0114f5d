"""Template: a script to begin with, in the bands of a collection."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

# Two bands of each collection whose normalised difference shows something.
_PAIRS: Mapping[str, tuple[str, ...]] = {
    "sentinel-2-l2a": ("B08", "B04"),
    "sentinel-2-l1c": ("B08", "B04"),
    "landsat-ot-l2": ("B05", "B04"),
    "landsat-ot-l1": ("B05", "B04"),
    "sentinel-1-grd": ("VV", "VH"),
    "sentinel-3-olci": ("B17", "B08"),
}
_TEXT = """//VERSION=3
// title: {title}
// collections: {collection}
// unit: 1
// style: gray 1, -1 to 1
function setup() {{
  return {{
    input: [{{ bands: [{bands}] }}],
    // FLOAT32 keeps every value, at twice the price. AUTO keeps 0 to 1
    // in 256 steps, UINT8 whole numbers from 0 to 255.
    output: {{ bands: 1, sampleType: "FLOAT32" }}
  }};
}}

// Called for each pixel with the bands of the scene that won it.
function evaluatePixel(sample) {{
  return [{value}];
}}
"""


def template(collection: str, bands: tuple[str, ...], title: str) -> str:
    """Return a plain script that runs over a collection.

    Args:
        collection: its id.
        bands: those it has; the first is used where we know no better.
        title: of the new product.
    """
    pair = _PAIRS.get(collection, bands[:1])
    value = f"sample.{pair[0]}"
    if len(pair) > 1:
        high, low = (f"sample.{band}" for band in pair)
        value = f"({high} - {low}) / ({high} + {low})"
    quoted = ", ".join(f'"{band}"' for band in pair)
    text = _TEXT.format(title=title, collection=collection, bands=quoted, value=value)
    if len(pair) > 1:
        return text
    # The numbers of a single band are in its unit, and their range is its own.
    return text.replace("// unit: 1\n// style: gray 1, -1 to 1\n", "// style: gray 1\n")
