"""Areas over two UTM zones, the 180th meridian between them or not, are one image."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from pyproj import Transformer
from scene_slots.plugin.core.grid import snap
from scene_slots.plugin.core.images import State
from scene_slots.plugin.evalscript.products import find_product
from scene_slots.plugin.local_hub.server import LocalHub

# How far the tiles of either zone reach beyond its edge, and inside, in metres.
BEYOND, INSIDE = 300.0, 1500.0
PIXEL = 30.0


def place(epsg, longitude, latitude):
    return Transformer.from_crs(4326, epsg, always_xy=True).transform(
        longitude, latitude
    )


@pytest.fixture
def tile(synthetic_scene):
    """Return a function that makes a tile of one value beside a meridian."""

    def make(name, epsg, longitude, latitude, value, *, is_west):
        x, y = place(epsg, longitude, latitude)
        left = x - INSIDE if is_west else x - BEYOND
        size = round((INSIDE + BEYOND) / PIXEL)
        values = np.full((4, size, size), value, dtype=np.uint16)
        return synthetic_scene(
            f"S2A_MSIL2A_20180714T221551_N0500_R029_{name}_20180715T000000",
            f"2018-07-14T22:15:{51 if is_west else 55}Z",
            5.0,
            values,
            x_min=round(left / PIXEL) * PIXEL,
            y_max=round((y + INSIDE / 2) / PIXEL) * PIXEL,
            resolution=PIXEL,
            epsg=epsg,
        )

    return make


@pytest.mark.parametrize(
    ("longitude", "latitude", "west", "east"),
    [
        (180.0, -16.5, (32760, "T60KXF"), (32701, "T01KAB")),
        (12.0, 46.0, (32632, "T32TQR"), (32633, "T33TTM")),
    ],
    ids=["180th meridian", "12 degrees"],
)
def test_an_image_over_the_edge_of_two_zones_is_whole(
    tile, make_catalog, run_job, longitude, latitude, west, east
):
    here = -180.0 if longitude == 180.0 else longitude
    scenes = (
        tile(west[1], west[0], longitude, latitude, 900, is_west=True),
        tile(east[1], east[0], here, latitude, 1500, is_west=False),
    )
    # 20 pixels to the west of the meridian, 20 to the east, in the eastern zone.
    x, y = place(east[0], here, latitude)
    grid = snap((x - 600, y - 300, x + 600, y + 300), PIXEL, east[0])
    # And of that a triangle: what lies beside it does not count.
    left, bottom, right, top = grid.bounds
    area = shapely.Polygon([(left, bottom), (right, bottom), (left, top)])

    with LocalHub(make_catalog(scenes)) as hub:
        done = run_job(
            hub,
            find_product("true_color"),
            days=("2018-07-01", "2018-07-31"),
            grid=grid,
            area=area,
        )

    (image,) = done.images
    assert image.state is State.COMPLETE
    assert image.valid_pct == 100.0
    assert image.scenes_used == 2
    ids = done.tile_ids(image)
    assert all(west[1] in one for one in ids[:, 0])
    assert all(east[1] in one for one in ids[:, -1])
    shares = [row["share_pct"] for row in done.rows("usage")]
    assert sum(shares) == pytest.approx(100.0)
