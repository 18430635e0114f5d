"""The parts of a STAC item that the hub reads, checked before they are used."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from .checks import is_number
from .footprint import valid_polygons

if TYPE_CHECKING:
    from .jsonvalue import Json

NUMBERS = ("scale", "offset", "nodata", "raster:scale", "raster:offset")
NOT_NUMBERS = ("nan", "inf", "-inf")
"""STAC writes these as text."""


class SceneError(Exception):
    """A scene or a catalog that cannot be served; the text says why."""


def check_item(item: dict[str, Any]) -> None:
    """Accept an item.

    Raises:
        SceneError: a part is not what STAC says.
    """
    properties = _object(item.get("properties") or {}, "properties")
    cloud = properties.get("eo:cloud_cover")
    if cloud is not None and not (is_number(cloud) and 0 <= cloud <= 100):  # noqa: PLR2004 percent
        raise SceneError(f"its eo:cloud_cover {cloud!r} is no percentage.")
    for name in ("proj:epsg", "proj:code"):
        code = properties.get(name)
        if code is not None and not re.fullmatch(r"([A-Za-z]+:)?\d{1,9}", str(code)):
            raise SceneError(f"its {name} {str(code)[:40]!r} is no code.")
    for name in ("id", "collection"):
        if item.get(name) is not None and not isinstance(item[name], str):
            raise SceneError(f"its {name} is no text.")
    if item.get("geometry") and valid_polygons(item["geometry"]) is None:
        raise SceneError("its geometry is neither a Polygon nor a MultiPolygon.")
    for key, asset in _object(item.get("assets") or {}, "assets").items():
        _check_asset(key, asset)


def _check_asset(key: str, asset: Json) -> None:
    asset = _object(asset, f"asset {key}")
    roles = asset.get("roles") or []
    if not isinstance(roles, list) or not all(isinstance(r, str) for r in roles):
        raise SceneError(f"roles of asset {key} are no list of texts.")
    for name in ("eo:bands", "bands", "raster:bands"):
        bands = asset.get(name) or []
        if not isinstance(bands, list):
            raise SceneError(f"{name} of asset {key} is no list.")
        for band in bands:
            _check_band(_object(band, f"{name} of asset {key}"), key)


def _check_band(band: dict[str, Any], key: str) -> None:
    for name in NUMBERS:
        value = band.get(name)
        if value is not None and value not in NOT_NUMBERS and not is_number(value):
            raise SceneError(f"{name} of a band of asset {key} is no number.")


def _object(value: Json, name: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise SceneError(f"{name} is no JSON object.")
    return value
