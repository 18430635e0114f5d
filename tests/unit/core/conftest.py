"""Scenes, grids and outlines for the tests of the core."""

from __future__ import annotations

from datetime import datetime, timezone

import numpy as np
import pytest
import shapely
from scene_slots.plugin.core.grid import Grid
from scene_slots.plugin.core.scenes import Scene


def _utc(text):
    return datetime.fromisoformat(text).replace(tzinfo=timezone.utc)


def _scene(key, acquired="2018-03-05T09:12:31", **facts):
    moment = _utc(acquired) if isinstance(acquired, str) else acquired
    return Scene(
        key=key,
        acquired=moment,
        collection="sentinel-2-l2a",
        **{"product_id": key, **facts},
    )


def _to_box(left, top, right, bottom):
    """Outline of a window of pixels of ``small_grid`` (rows count down)."""
    return shapely.box(
        left * 10.0, 1000.0 - bottom * 10, right * 10.0, 1000.0 - top * 10
    )


@pytest.fixture(scope="session")
def utc():
    return _utc


@pytest.fixture(scope="session")
def make_scene():
    return _scene


@pytest.fixture(scope="session")
def to_box():
    return _to_box


@pytest.fixture(scope="session")
def small_grid():
    """12 columns, 9 rows of 10 units; upper left corner at (0, 1000)."""
    return Grid(32633, 0.0, 1000.0, 10.0, 12, 9)


@pytest.fixture(scope="session")
def as_is():
    """Transform of footprints that are given in the grid's own coordinates."""
    return lambda coordinates: np.asarray(coordinates)
