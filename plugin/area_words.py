"""The words of the area: its size, its grid, and what is to be known of them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from qgis.core import QgsCoordinateReferenceSystem

from .core.area import ACCEPTED_EPSG
from .core.numbers import grouped
from .words import translate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .core.grid import Grid

_LARGE_KM2 = 1000
# Of the choice: degrees are left out, whose pixels would not be metres.
_DEGREES = 4326
_UTM = (range(32601, 32661), range(32701, 32761))
# Pieces of an image from which on it is called very large.
_VERY_LARGE = 16
# Of three bands of 16 bit, with what belongs to an image beside them.
_BYTES_A_PIXEL = 8


def crs_choices() -> Iterator[tuple[str, str]]:
    """Yield ``(code, title)`` of each CRS that a grid can have; the zone first."""
    yield "", translate("SceneSlots", "UTM zone of the area")
    others = ACCEPTED_EPSG.difference(*_UTM, [_DEGREES])
    titled = ((code, _crs_name(code)) for code in others)
    for code, name in sorted(titled, key=lambda one: one[1]):
        yield str(code), f"{name} (EPSG:{code})"


def describe_area(grid: Grid, km2: float, runs: int, *, is_held: bool = False) -> str:
    """Return area, pixels and CRS of an area, as rich text.

    Args:
        grid: of the first run.
        km2: of all runs.
        runs: how many there are.
        is_held: whether the map shows something else since it was asked for.
    """
    area = translate("SceneSlots", "<b>{area} km²</b>").format(area=format_km2(km2))
    if runs > 1:
        text = translate("SceneSlots", "{area} in {count} runs; the first one:")
        area = f"{text.format(area=area, count=runs)}<br>"
    else:
        area += " · "
    pixels = translate(
        "SceneSlots",
        "{width} × {height} pixels of {resolution:g}\u00a0m",  # noqa: RUF001  the sign people read
    ).format(width=grid.width, height=grid.height, resolution=grid.resolution)
    pieces = grid_pieces(grid)
    told = [f"{area}{pixels}", crs_title(grid.epsg)]
    if pieces > 1:
        text = translate("SceneSlots", "{count} pieces").format(count=pieces)
        told[1] += f" · {text}"
    if is_held:
        told.append(
            translate(
                "SceneSlots",
                "As before the map was resized: pan or zoom to take what it shows now.",
            )
        )
    return "<br>".join(told)


def crs_title(epsg: int) -> str:
    """Return “UTM zone 34 N (EPSG:32634)”, or the name of another CRS."""
    zone, side = epsg % 100, "N" if epsg in _UTM[0] else "S"
    if any(epsg in one for one in _UTM):
        text = translate("SceneSlots", "UTM zone {zone} {side} (EPSG:{epsg})")
        return str(text.format(zone=zone, side=side, epsg=epsg))
    return f"{_crs_name(epsg)} (EPSG:{epsg})"


def how_to_draw(shape: str) -> str:
    """Return how a ``box`` or a ``polygon`` is drawn, empty for nothing."""
    words = {
        "box": translate(
            "SceneSlots", "Drag a box on the map, or click two corners; Esc gives up."
        ),
        "polygon": translate(
            "SceneSlots",
            "Click the corners on the map; a right click or Enter ends, Backspace"
            " takes the last corner back, Esc gives up.",
        ),
    }
    return str(words.get(shape, ""))


def hint(grid: Grid, zones: int, runs: int = 1) -> str:
    """Return what is to be known of an area, empty for nothing.

    Args:
        grid: of the first run.
        zones: UTM zones that its area reaches over.
        runs: how many there are.
    """
    told = []
    if runs > 1:
        told.append(
            translate(
                "SceneSlots",
                "The plan is that of the first run; the others are planned when they"
                " run.",
            )
        )
    pieces = grid_pieces(grid)
    if pieces > _VERY_LARGE:
        text = translate(
            "SceneSlots",
            "Very large: each image takes {count} requests or more, and up to {size}"
            " of disk. Try a smaller area or a coarser resolution first.",
        )
        told.append(text.format(count=pieces, size=_disk(grid)))
    elif pieces > 1:
        text = translate(
            "SceneSlots",
            "Large: each image takes {count} requests or more, and up to {size} of"
            " disk.",
        )
        told.append(text.format(count=pieces, size=_disk(grid)))
    if zones > 1:
        text = translate(
            "SceneSlots",
            "The area reaches over {count} UTM zones; all images lie in the zone of"
            " its middle.",
        )
        told.append(text.format(count=zones))
    return " ".join(told)


def format_km2(km2: float) -> str:
    """Return square kilometres as people read them: 0.16, 12.4, 1,230."""
    return f"{km2:.3g}" if km2 < _LARGE_KM2 else grouped(km2)


def grid_pieces(grid: Grid) -> int:
    """Return how many requests one image takes at least."""
    return sum(1 for _ in grid.pieces())


def _disk(grid: Grid) -> str:
    megabytes = grid.pixels * _BYTES_A_PIXEL / 1e6
    thousand = 1000
    if megabytes < thousand:
        return f"{math.ceil(megabytes / 10) * 10} MB"
    return f"{megabytes / thousand:.1f} GB"


def _crs_name(epsg: int) -> str:
    crs = QgsCoordinateReferenceSystem(f"EPSG:{epsg}")
    return str(crs.description()) if crs.isValid() else f"EPSG:{epsg}"
