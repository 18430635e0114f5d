"""Which pixels of a grid lie inside the asked geometry."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from osgeo import gdal, ogr

from .bounds import spatial_reference

if TYPE_CHECKING:
    from .job import JobGrid

Array = NDArray[Any]


def geometry_mask(grid: JobGrid) -> Array | None:
    """Return where pixel centres lie inside the asked geometry (rows, width)."""
    if grid.geometry is None:
        return None
    west, south, east, north = grid.bbox
    target = gdal.GetDriverByName("MEM").Create("", grid.width, grid.height, 1)
    target.SetGeoTransform(
        (west, (east - west) / grid.width, 0, north, 0, (south - north) / grid.height)
    )
    crs = spatial_reference(grid.epsg)
    target.SetSpatialRef(crs)
    memory = ogr.GetDriverByName("Memory").CreateDataSource("")
    layer = memory.CreateLayer("asked", crs, ogr.wkbMultiPolygon)
    feature = ogr.Feature(layer.GetLayerDefn())
    feature.SetGeometry(_multi_polygon(grid.geometry))
    layer.CreateFeature(feature)
    gdal.RasterizeLayer(target, [1], layer, burn_values=[1])
    return np.asarray(target.ReadAsArray()).astype(bool)


def _multi_polygon(parts: list[list[list[list[float]]]]) -> ogr.Geometry:
    shape = ogr.Geometry(ogr.wkbMultiPolygon)
    for rings in parts:
        polygon = ogr.Geometry(ogr.wkbPolygon)
        for points in rings:
            ring = ogr.Geometry(ogr.wkbLinearRing)
            for x, y in points:
                ring.AddPoint_2D(x, y)
            ring.CloseRings()
            polygon.AddGeometry(ring)
        shape.AddGeometry(polygon)
    return shape
