"""An area beyond one request: pieces on one grid, and nothing tells where they meet."""

from __future__ import annotations

import io
import json
import tarfile
from collections import defaultdict
from dataclasses import replace

import numpy as np
import pytest
import shapely
from scene_slots.plugin.core.grid import Grid
from scene_slots.plugin.core.images import State
from scene_slots.plugin.evalscript.products import find_product
from scene_slots.plugin.local_hub.faults import Faults
from scene_slots.plugin.local_hub.server import LocalHub

JULY = ("2018-07-01", "2018-07-31")
RAW = find_product("raw")
# 18 degrees east, where zone 33 ends, lies at 733 km.
WIDE = Grid(32633, 707_000.0, 5_000_200.0, 10.0, 5200, 20)
# Of the same place, in degrees; 5200 pixels from north to south.
TALL = Grid(4326, 17.9, 45.5, 0.0001, 16, 5200)


def name_of(day, tile="33TXL", clock="100421"):
    return f"S2A_MSIL2A_201807{day:02}T{clock}_N0206_R122_T{tile}_201807{day:02}T150000"


@pytest.fixture(scope="module")
def scene_at(synthetic_scene):
    """Make a scene of noise: day, cloud, west, north, columns, rows, and its CRS."""

    def make(day, cloud, west, north, columns, rows, epsg=32633, **others):
        random = np.random.default_rng(day)
        values = random.integers(1, 9000, (5, rows, columns)).astype(np.uint16)
        values[4] = random.integers(3, 12, (rows, columns))
        values[:, :, columns - others.pop("hole", 0) :] = 0
        return synthetic_scene(
            name_of(day, others.pop("tile", "33TXL")),
            f"2018-07-{day:02}T10:04:21.024Z",
            cloud,
            values,
            x_min=west,
            y_max=north,
            epsg=epsg,
            **others,
        )

    return make


@pytest.fixture(scope="module")
def wide_hub(make_shared_catalog, scene_at):
    """Scenes of two zones whose borders lie in pieces and across their seams."""
    north = 5_000_400.0
    scenes = [
        scene_at(1, 40.0, 707_000.0, north, 1300, 30, resolution=20.0),
        # Its outline claims more than its data: others are fetched behind.
        scene_at(4, 10.0, 715_000.0, north, 1100, 60, hole=300),
        scene_at(9, 20.0, 720_000.0, north, 500, 60),
        # Zone 34 lies aslant in the pixels of zone 33.
        scene_at(
            *(14, 5.0, 240_000.0, 5_020_000.0, 1600, 1600, 32634),
            resolution=20.0,
            tile="34TBQ",
        ),
        scene_at(
            *(19, 60.0, 258_000.0, 5_020_000.0, 1600, 1600, 32634),
            resolution=20.0,
            tile="34TCQ",
        ),
        scene_at(24, 90.0, 706_000.0, north, 2700, 30, resolution=20.0),
    ]
    with LocalHub(scenes=make_shared_catalog(scenes)) as hub:
        yield hub


def part_of(grid, column=0, row=0, width=None, height=None):
    """Return a window of a grid, which one request can hold."""
    return replace(
        grid,
        x_min=grid.x_min + column * grid.resolution,
        y_max=grid.y_max - row * grid.resolution,
        width=width or grid.width,
        height=height or grid.height,
    )


def check_same(large, one, view):
    """Compare what both tell of each pixel of a window."""
    (whole,), (part,) = large.images, one.images
    assert (whole.state, part.state) == (State.COMPLETE, State.COMPLETE)
    valid = one.valid(part)
    np.testing.assert_array_equal(large.valid(whole)[view], valid)
    for kind, within in (("", valid), (".cloud", np.ones_like(valid))):
        found, wanted = large.pixels(whole, kind), one.pixels(part, kind)
        found = found[(slice(None), *view)]
        np.testing.assert_array_equal(found[:, within], wanted[:, within])
    np.testing.assert_array_equal(large.tile_ids(whole)[view], one.tile_ids(part))
    assert not list((large.folder / "images").glob("*.part*"))


@pytest.mark.parametrize(
    ("grid", "window", "rule", "pieces"),
    [
        (WIDE, {"column": 1400, "width": 2500}, "leastCC", 3),
        # No scene reaches the piece in the south.
        (TALL, {"row": 1400, "height": 2500}, "clearest:3", 2),
    ],
    ids=["wide, over two zones", "tall, in degrees"],
)
def test_pieces_make_the_image_that_one_request_makes(
    run_job, wide_hub, grid, window, rule, pieces
):
    asked = {"rule": rule, "days": JULY, "cloud_source": "SCL"}
    large = run_job(wide_hub, RAW, grid=grid, **asked)
    within = part_of(grid, **window)
    one = run_job(wide_hub, RAW, grid=within, folder="one", **asked)
    top, left = window.get("row", 0), window.get("column", 0)
    rows, columns = slice(top, top + within.height), slice(left, left + within.width)
    check_same(large, one, (rows, columns))
    (image,) = large.images
    assert (image.pieces, one.images[0].pieces) == (pieces, 1)
    assert image.scenes_used > 2


class Forgetful:
    """A transport to a hub whose Catalog knows some scenes not, and one wrongly."""

    def __init__(self, transport, unknown, wrong):
        self._transport = transport
        self._unknown, self._wrong = unknown, wrong
        self.told = []
        """Of each request, the scene value of each product."""

    def send(self, request, stop, sink=None):
        answer = self._transport.send(request, stop, sink)
        if request.url.endswith("/search"):
            found = json.loads(answer.body)
            found["features"] = [
                self._seen(item)
                for item in found["features"]
                if item["id"] not in self._unknown
            ]
            return replace(answer, body=json.dumps(found).encode())
        if request.url.endswith("/process"):
            sink.seek(0)
            body = io.BytesIO(sink.read())
            with tarfile.open(fileobj=body) as archive:
                told = json.load(archive.extractfile("userdata.json"))
            tiles = told["scene_slots"]["tiles"]
            self.told.append({one["productId"]: one["value"] for one in tiles})
        return answer

    def _seen(self, item):
        if item["id"] == self._wrong:
            item["id"] = name_of(15, clock="123456")
            item["properties"]["datetime"] = "2018-07-15T12:34:56Z"
        return item

    def wait(self, seconds, stop):
        self._transport.wait(seconds, stop)


def test_scenes_are_merged_by_key_though_every_piece_numbers_them_anew(
    scene_at, make_catalog, run_job, http_transport
):
    """The planned scenes leave gaps that scenes fill which no Catalog told of."""
    # Of each day the columns; in each piece an early and a late scene are planned.
    spans = {
        2: (0, 600),
        28: (600, 1300),
        # What the Catalog tells wrongly, and what it does not know, over the seams.
        15: (1300, 1500),
        10: (1500, 2000),
        3: (2000, 2400),
        27: (2400, 2900),
        13: (2900, 3500),
        4: (3500, 3600),
        16: (3600, 5100),
        26: (5100, 5200),
    }
    unknown = [name_of(day) for day in (10, 13, 16)]
    scenes = [
        scene_at(
            *(day, 50.0 if day == 15 else 5.0, WIDE.x_min + 10 * left, WIDE.y_max),
            *(right - left, WIDE.height),
            # So that it is asked for in every piece, and found in none.
            footprint=shapely.box(*WIDE.bounds) if day == 15 else None,
        )
        for day, (left, right) in spans.items()
    ]
    forgetful = Forgetful(http_transport, unknown, wrong=name_of(15))
    faults = Faults(shuffle="pieces", shuffle_each=True)
    with LocalHub(scenes=make_catalog(scenes), faults=faults) as hub:
        done = run_job(
            *(hub, RAW),
            transport=forgetful,
            grid=WIDE,
            days=JULY,
            rule="leastCC",
        )
    numbers = defaultdict(set)
    for told in forgetful.told:
        for product, value in told.items():
            numbers[product].add(value)
    assert any(len(numbers[name]) > 1 for name in unknown), numbers
    (image,) = done.images
    assert image.state is State.COMPLETE, image.reason
    expected = np.empty(WIDE.width, dtype=object)
    for day, (left, right) in spans.items():
        expected[left:right] = name_of(day)
    np.testing.assert_array_equal(
        done.tile_ids(image), np.tile(expected, (WIDE.height, 1))
    )
    used = {row["tile_id"]: row["pixels"] for row in done.rows("usage") if row["used"]}
    assert used == {
        name_of(day): (right - left) * WIDE.height
        for day, (left, right) in spans.items()
    }


def test_an_area_across_the_antimeridian_is_one_image(scene_at, make_catalog, run_job):
    """Zone 1 begins at 180 degrees; its pixels go on to the west of that."""
    # Here 180 degrees is 166 km east of the false origin of zone 1, 834 of zone 60.
    grid = Grid(32601, 165_000.0, 200_000.0, 10.0, 240, 20)
    scenes = [
        scene_at(3, 5.0, 165_800.0, 201_000.0, 600, 200, 32601, tile="01NAC"),
        scene_at(8, 1.0, 831_000.0, 201_000.0, 320, 200, 32660, tile="60NZH"),
    ]
    with LocalHub(scenes=make_catalog(scenes)) as hub:
        done = run_job(hub, RAW, grid=grid, days=JULY, rule="leastCC")
    (image,) = done.images
    assert image.state is State.COMPLETE, image.reason
    assert image.valid_pct == 100.0
    assert {*done.tile_ids(image)[0]} == {name_of(3, "01NAC"), name_of(8, "60NZH")}
