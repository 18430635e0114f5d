"""Rows into and out of an OGR layer; times are UTC whatever zone the computer is in."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING

import shapely
from osgeo import ogr
from shapely.geometry import MultiPolygon, Polygon

from ..core.sentences import say
from .faults import done
from .rows import Cell, Kind, Row

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from shapely.geometry.base import BaseGeometry

_UTC_FLAG = 100
"""OGR's time zone flag for UTC; 0 is unknown, 1 local."""

_TYPES = {
    Kind.TEXT: ogr.OFTString,
    Kind.TIME: ogr.OFTDateTime,
    Kind.INTEGER: ogr.OFTInteger64,
    Kind.REAL: ogr.OFTReal,
    Kind.FLAG: ogr.OFTInteger,
}


def field_of(name: str, kind: Kind) -> ogr.FieldDefn:
    """Return the definition of a column."""
    definition = ogr.FieldDefn(name, _TYPES[kind])
    if kind is Kind.FLAG:
        definition.SetSubType(ogr.OFSTBoolean)
    return definition


def add_rows(layer: ogr.Layer, rows: Iterable[tuple[Row, BaseGeometry | None]]) -> None:
    """Append rows.

    Raises:
        RuntimeError: OGR refuses.
    """
    for row, geometry in rows:
        done(layer.CreateFeature(_feature(layer, row, geometry)))


def put_row(
    layer: ogr.Layer, key: str, row: Row, geometry: BaseGeometry | None
) -> None:
    """Replace the row with the same key, which keeps its id, or append it.

    Raises:
        RuntimeError: OGR refuses.
    """
    feature = _feature(layer, row, geometry)
    ids = _find(layer, key, row[key])
    if not ids:
        done(layer.CreateFeature(feature))
        return
    feature.SetFID(ids[0])
    done(layer.SetFeature(feature))


def delete_rows(layer: ogr.Layer, key: str | None, value: Cell) -> None:
    """Delete the rows with this value; all rows without a key.

    Raises:
        RuntimeError: OGR refuses.
    """
    for fid in _find(layer, key, value):
        done(layer.DeleteFeature(fid))


def read_rows(
    layer: ogr.Layer, columns: Mapping[str, Kind]
) -> list[tuple[Row, BaseGeometry | None]]:
    """Return the rows of a layer with their geometries.

    Raises:
        RuntimeError: a column is missing.
    """
    definition = layer.GetLayerDefn()
    for name in columns:
        if definition.GetFieldIndex(name) < 0:
            message = say(f"the column {name} is missing")
            raise RuntimeError(message)
    return [
        (
            {name: _read_cell(feature, name, kind) for name, kind in columns.items()},
            _read_geometry(feature),
        )
        for feature in layer
    ]


def _find(layer: ogr.Layer, key: str | None, value: Cell) -> list[int]:
    if key is None:
        done(layer.SetAttributeFilter(None))
    else:
        text = str(value).replace("'", "''")
        done(layer.SetAttributeFilter(f"\"{key}\" = '{text}'"))
    try:
        return [feature.GetFID() for feature in layer]
    finally:
        layer.SetAttributeFilter(None)


def _feature(layer: ogr.Layer, row: Row, geometry: BaseGeometry | None) -> ogr.Feature:
    feature = ogr.Feature(layer.GetLayerDefn())
    for name, cell in row.items():
        if isinstance(cell, datetime):
            utc = cell.astimezone(timezone.utc)
            clock = (utc.hour, utc.minute, utc.second + utc.microsecond / 1e6)
            index = feature.GetFieldIndex(name)
            feature.SetField(index, utc.year, utc.month, utc.day, *clock, _UTC_FLAG)
        elif cell is None:
            feature.SetFieldNull(name)
        else:
            feature.SetField(name, int(cell) if isinstance(cell, bool) else cell)
    if (shape := _fit(geometry, layer.GetGeomType())) is not None:
        wkb = shapely.to_wkb(shapely.force_2d(shape))
        done(feature.SetGeometryDirectly(ogr.CreateGeometryFromWkb(wkb)))
    return feature


def _fit(geometry: BaseGeometry | None, kind: int) -> BaseGeometry | None:
    """Return the polygons of a geometry in the type of the layer; None without any."""
    if geometry is None:
        return None
    parts = [
        part
        for part in shapely.get_parts(shapely.get_parts(geometry)).tolist()
        if isinstance(part, Polygon) and not part.is_empty
    ]
    if not parts:
        return None
    if kind == ogr.wkbPolygon and len(parts) == 1:
        return parts[0]
    return MultiPolygon(parts)


def _read_cell(feature: ogr.Feature, name: str, kind: Kind) -> Cell:
    if not feature.IsFieldSetAndNotNull(name):
        return None
    index = feature.GetFieldIndex(name)
    if kind is Kind.TIME:
        year, month, day, hour, minute, seconds, _ = feature.GetFieldAsDateTime(index)
        start = datetime(year, month, day, hour, minute, tzinfo=timezone.utc)
        # OGR keeps seconds as a 32-bit float and the file milliseconds.
        return start + timedelta(milliseconds=round(seconds * 1000))
    if kind is Kind.FLAG:
        return bool(feature.GetFieldAsInteger(index))
    if kind is Kind.INTEGER:
        return int(feature.GetFieldAsInteger64(index))
    if kind is Kind.REAL:
        return float(feature.GetFieldAsDouble(index))
    return str(feature.GetFieldAsString(index))


def _read_geometry(feature: ogr.Feature) -> BaseGeometry | None:
    geometry = feature.GetGeometryRef()
    return shapely.from_wkb(bytes(geometry.ExportToWkb())) if geometry else None
