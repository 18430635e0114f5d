"""The demo's options, read and checked before anything starts."""

from __future__ import annotations

import argparse
import os
from dataclasses import dataclass
from datetime import date
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pyproj

from ...plugin.core.collections import find_collection
from ...plugin.core.errors import InputError
from ...plugin.core.rhythm import slice_period
from ...plugin.core.rules import find_rule
from ...plugin.core.slots import Period
from ...plugin.evalscript.products import find_product

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .place import Bounds

ROOT = Path(__file__).resolve().parents[2]

_SIDES = 4


@dataclass(frozen=True)
class Options:
    """A demo as it was asked for; valid by construction of :func:`read_options`."""

    period: Period
    rhythm: str
    collection: str
    product: str
    rule: str
    resolution: float
    out: Path
    scenes: Path | None
    """A static STAC catalog, None for the sample scenes."""
    bbox: Bounds | None
    """In ``crs``, else in degrees."""
    crs: str | None
    """Of the map and of ``bbox``."""
    gui: bool
    screenshot: bool


def read_options(arguments: Sequence[str]) -> Options:
    """Return the options of a command line.

    Raises:
        InputError: with one sentence about the first option that is wrong.
    """
    given = _parser().parse_args(arguments)
    period = Period(_day("--from", given.first), _day("--to", given.last))
    if given.rhythm != "acquisition":
        slice_period(period, given.rhythm)
    find_rule(given.rule)
    collection = find_collection(given.collection)
    product = find_product(given.product)
    if collection.id not in product.collections:
        raise InputError(f"The product {product.name} is not made for {collection.id}.")
    return Options(
        period=period,
        rhythm=given.rhythm,
        collection=collection.id,
        product=product.name,
        rule=given.rule,
        resolution=_resolution(given.resolution, collection.max_resolution),
        out=Path(given.out).expanduser().absolute(),
        scenes=_scenes(given.scenes),
        bbox=_bbox(given.bbox),
        crs=_crs(given.crs),
        gui=_gui(given.gui),
        screenshot=given.screenshot,
    )


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise InputError(f"{message[:1].upper()}{message[1:]} (see ./dev demo --help).")


def _parser() -> _Parser:
    parser = _Parser(
        prog="./dev demo",
        description="Run the main job on a local hub in a headless QGIS: one mosaic"
        " per time slot, and the tiles that it is made of.",
        allow_abbrev=False,
    )
    add = parser.add_argument
    add("--from", dest="first", metavar="DAY", default="2018-01-01", help="first day")
    add("--to", dest="last", metavar="DAY", default="2018-12-31", help="last day")
    add("--rhythm", default="month", help="month, week, P10D, '6 parts' …")
    add("--collection", metavar="ID", default="sentinel-2-l2a")
    add("--product", default="true_color", help="true_color, false_color, ndvi or raw")
    add("--rule", default="leastCC", help="leastCC, mostRecent or leastRecent")
    add("--resolution", metavar="METRES", default="10")
    add("--scenes", metavar="DIR", help="a static STAC catalog; else sample scenes")
    add("--bbox", metavar="W,S,E,N", help="the map's extent; else that of the scenes")
    add("--crs", metavar="EPSG:N", help="of the map and of --bbox (else degrees)")
    add(
        "--out",
        metavar="DIR",
        default=str(ROOT / "build" / "demo"),
        help="replaced if it holds a demo (default build/demo)",
    )
    add("--gui", action="store_true", help="open QGIS on the result")
    add("--no-screenshot", dest="screenshot", action="store_false")
    return parser


def _day(option: str, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        message = f"{option} must be a day such as 2018-03-01, not “{text}”."
        raise InputError(message) from error


def _resolution(text: str, coarsest: float) -> float:
    try:
        resolution = float(text)
    except ValueError:
        resolution = 0.0
    if not 0 < resolution <= coarsest:
        message = f"--resolution must be above 0 and at most {coarsest:g} metres."
        raise InputError(message)
    return resolution


def _scenes(text: str | None) -> Path | None:
    if text is None:
        return None
    folder = Path(text).expanduser().absolute()
    if not (folder / "catalog.json").is_file():
        raise InputError(f"--scenes {text} holds no STAC catalog (catalog.json).")
    return folder


def _bbox(text: str | None) -> Bounds | None:
    if text is None:
        return None
    try:
        sides = [float(side) for side in text.split(",")]
    except ValueError:
        sides = []
    if (
        len(sides) != _SIDES
        or not all(map(isfinite, sides))
        or not (sides[0] < sides[2] and sides[1] < sides[3])
    ):
        message = (
            f"--bbox must be west,south,east,north with west < east and south < north,"
            f" not “{text}”."
        )
        raise InputError(message)
    return sides[0], sides[1], sides[2], sides[3]


def _crs(text: str | None) -> str | None:
    if text is None:
        return None
    name = text.upper()
    try:
        pyproj.CRS.from_user_input(name if ":" in name else f"EPSG:{name}")
    except pyproj.exceptions.CRSError as error:
        message = f"--crs must be a known code such as EPSG:32634, not “{text}”."
        raise InputError(message) from error
    return name if ":" in name else f"EPSG:{name}"


def _gui(asked: bool) -> bool:
    if asked and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        message = (
            "--gui needs a screen, and neither DISPLAY nor WAYLAND_DISPLAY names one."
        )
        raise InputError(message)
    return asked
