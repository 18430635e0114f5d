"""Products are files: an evalscript with a small header of comments.

A header line is ``// word: value``; all of them may be missing::

    // title: NDVI
    // collections: sentinel-2-l2a, sentinel-2-l1c
    // bands: NDVI
    // unit: 1
    // style: ramp 1, 0 #ffffe5, 0.9 #004529
    // input bands: 2
    // sources: s1 sentinel-1-grd, s2 sentinel-2-l2a

A style is ``rgb 1 2 3, 0 to 255, gamma 1.8``, ``gray 1, 0 to 1`` or a ramp of values
and colours; without a range it is taken from the images, and gamma is 1.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from ..core.errors import InputError
from ..core.product import Family, Product, Source, Style
from ..core.sentences import say
from .families import input_bands, mosaicking, output_size, output_type, recognise
from .header import read_header
from .reading import count_outputs

PRODUCT_FOLDER = Path(__file__).parent / "products"

_STOP = re.compile(r"^(?P<value>\S+)\s+(?P<colour>#[0-9a-fA-F]{6})$")
_BAND_COUNT = {"rgb": 3, "gray": 1, "ramp": 1}


def load_products(folder: Path = PRODUCT_FOLDER) -> tuple[Product, ...]:
    """Return the products of a folder's ``*.js`` files, by name.

    Raises:
        InputError: a file cannot be read, or its header is wrong; names it.
    """
    return tuple(load_product(path) for path in sorted(folder.glob("*.js")))


def load_product(path: Path) -> Product:
    """Return the product that a file holds; its name is that of the file.

    Raises:
        InputError: the file cannot be read, or its header is wrong.
    """
    try:
        script = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        message = say(f"The product {path.name} cannot be read: {error}.")
        raise InputError(message) from error
    return parse_product(path.stem, script)


@lru_cache(maxsize=128)  # a text is read at every look at the list of products
def parse_product(name: str, script: str) -> Product:
    """Return the product that a script with this name is.

    Without a line in the header, input bands are those named in the script.

    Raises:
        InputError: a line of the header is wrong, or the script cannot be read.
    """
    try:
        return _parse(name, script, read_header(script))
    except ValueError as error:
        message = say(f"The header of the product '{name}' is wrong: {error}.")
        raise InputError(message) from error


def own_product(script: str, title: str = "") -> Product:
    """Return the product that a person typed or pasted.

    Args:
        script: its text, with or without a header.
        title: the words a person reads, where the header has none.

    Raises:
        InputError: a line of the header is wrong, or the script is none that runs;
            the sentence says what to change.
    """
    titled = read_header(script).get("title") or title.strip() or "Own script"
    name = re.sub(r"\W+", "_", titled.lower()).strip("_") or "own"
    return replace(parse_product(name, script), title=titled)


def find_product(name: str, folder: Path = PRODUCT_FOLDER) -> Product:
    """Return the product with this name.

    Raises:
        InputError: there is none; the sentence lists those that there are.
    """
    products = {product.name: product for product in load_products(folder)}
    if name not in products:
        message = say(f"There is no product '{name}'; there are {', '.join(products)}.")
        raise InputError(message)
    return products[name]


def _parse(name: str, script: str, header: dict[str, str]) -> Product:
    bands = _split(header.get("bands", ""))
    style = parse_style(header["style"]) if "style" in header else None
    paid = int(header.get("input bands", len(input_bands(script)) or 3))
    kind, family = output_type(script), recognise(script)
    size = _count(script) if family is Family.BARE else output_size(script)
    return Product(
        name=name,
        title=header.get("title", name.replace("_", " ").capitalize()),
        evalscript=script,
        collections=_split(header.get("collections", "")),
        bands=bands,
        unit=header.get("unit"),
        style=style or _guess(bands, size, kind),
        input_bands=paid,
        sample_type=kind,
        family=family,
        mosaicking=mosaicking(script),
        sources=_parse_sources(header.get("sources", "")),
    )


def _split(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _count(script: str) -> int | None:
    """Return how many values a script without functions returns, None if unknown."""
    try:
        return count_outputs(script)
    except InputError:
        return None  # it is refused where it is run, with the bands of the collection


def _guess(bands: tuple[str, ...], size: int | None, kind: str) -> Style:
    """Return a style that suits the number of bands.

    Three bands of eight bits are a picture, drawn as the service means it.
    """
    if (len(bands) or size or 1) < _BAND_COUNT["rgb"]:
        return Style("gray", (1,), guessed=True)
    if size is None or kind not in ("AUTO", "UINT8"):
        return Style("rgb", guessed=True)
    return Style("rgb", minimum=0, maximum=255, guessed=True)


def _parse_sources(text: str) -> tuple[Source, ...]:
    pairs = [part.split() for part in _split(text)]
    if any(len(pair) != len(("id", "collection")) for pair in pairs):
        message = say(f"the sources '{text}' are no pairs such as 's1 sentinel-1-grd'")
        raise ValueError(message)
    return tuple(Source(name, collection) for name, collection in pairs)


def parse_style(text: str) -> Style:
    """Return the style that a line of the header means.

    Raises:
        ValueError: it means none.
    """
    first, *rest = _split(text)
    kind, *numbers = first.split()
    if kind not in _BAND_COUNT or len(numbers) != _BAND_COUNT[kind]:
        message = say(
            f"the style '{text}' is none of rgb, gray and ramp with its bands"
        )
        raise ValueError(message)
    bands = tuple(int(number) for number in numbers)
    if kind == "ramp":
        stops = tuple(_parse_stop(stop) for stop in rest)
        low, high = (stops[0][0], stops[-1][0]) if stops else (None, None)
        return Style(kind, bands, low, high, stops)
    if not rest:
        return Style(kind, bands)
    low, high = (float(number) for number in rest[0].split(" to "))
    gamma = float(rest[1].split()[-1]) if len(rest) > 1 else 1.0
    return Style(kind, bands, low, high, gamma=gamma)


def _parse_stop(text: str) -> tuple[float, str]:
    found = _STOP.match(text)
    if found is None:
        message = say(f"'{text}' is not a value and a colour such as '0.5 #78c679'")
        raise ValueError(message)
    return float(found["value"]), found["colour"]
