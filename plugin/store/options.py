"""Options of GDAL that hold for this thread and a while."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from osgeo import gdal

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def gdal_option(name: str, value: str) -> Iterator[None]:
    """Set a configuration option for this thread; QGIS keeps its own."""
    before = gdal.GetThreadLocalConfigOption(name)
    gdal.SetThreadLocalConfigOption(name, value)
    try:
        yield
    finally:
        gdal.SetThreadLocalConfigOption(name, before)
