"""Every product of the catalogue, planned, equals itself alone over real scenes."""

from __future__ import annotations

import io
import json
import tarfile
from datetime import datetime
from http.client import HTTPConnection
from urllib.parse import urlencode, urlsplit

import numpy as np
import pytest
from osgeo import gdal
from scene_slots.plugin.core.collections import Mode
from scene_slots.plugin.evalscript.build import PlannedScene, wrap
from scene_slots.plugin.evalscript.cloud import CLM, SCL
from scene_slots.plugin.evalscript.products import load_products
from scene_slots.plugin.local_hub.server import LocalHub

SIZE = 24
# Where the sample scenes of a collection are, and what tells cloud there.
PLACES = {
    "sentinel-2-l2a": ("flanders", SCL, 0.0),
    "sentinel-2-l1c": ("slovenia", CLM, 0.0),
    "landsat-ot-l2": ("flanders", None, float("nan")),
    "sentinel-1-grd": ("flanders", None, 0.0),
}
CASES = [
    (product, collection)
    for product in load_products()
    for collection in product.collections
    if collection in PLACES
]


@pytest.fixture(scope="module")
def hub(request):
    shared = request.getfixturevalue("shared")
    with LocalHub(scenes=shared / "scenes") as running:
        yield running


@pytest.fixture(scope="module")
def token(hub) -> str:
    asked = {
        "grant_type": "client_credentials",
        "client_id": hub.client_id,
        "client_secret": hub.client_secret,
    }
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    answer = _post(hub.token_url, urlencode(asked).encode(), kind)
    return json.loads(answer)["access_token"]


@pytest.fixture
def items(shared):
    """Return the items of a collection at its place, newest first."""

    def read(collection: str) -> list[dict]:
        folder = shared / "scenes" / PLACES[collection][0] / collection
        paths = [path for path in folder.glob("*.json") if path.stem != "collection"]
        found = [json.loads(path.read_text()) for path in paths]
        return sorted(found, key=lambda one: one["properties"]["datetime"])[::-1]

    return read


@pytest.mark.parametrize(
    ("product", "collection"),
    CASES,
    ids=[f"{product.name} {collection}" for product, collection in CASES],
)
def test_a_planned_product_equals_itself_alone(hub, token, items, product, collection):
    found = items(collection)
    _, cloud, no_data = PLACES[collection]
    plan = [_planned(item) for item in found]
    wrapped = wrap(
        product.evalscript,
        plan,
        no_data=no_data,
        cloud=cloud,
        # Tiles of Sentinel-1 are not documented; its scenes here are one a day.
        mode=Mode.ORBIT if collection == "sentinel-1-grd" else Mode.TILE,
    )
    outputs = ["default", wrapped.scene_output, "userdata"]
    outputs += [wrapped.cloud_output] if cloud else []
    alone = _ask(hub, token, product.evalscript, found, ["default", "userdata"])
    ours = _ask(hub, token, wrapped.evalscript, found, outputs)
    np.testing.assert_array_equal(ours["default"], alone["default"])
    assert len(ours["default"]) == len(product.bands)
    scenes = ours[wrapped.scene_output]
    assert scenes.max() <= len(plan)
    assert scenes.any()
    told = ours["userdata"]["scene_slots"]
    assert told["matched"] == told["planned"] == len(plan)
    if cloud:
        assert ((ours[wrapped.cloud_output] == 255) == (scenes == 0)).all()


def _planned(item: dict) -> PlannedScene:
    acquired = item["properties"]["datetime"].replace("Z", "+00:00")
    return PlannedScene(datetime.fromisoformat(acquired), None, item["id"])


def _ask(hub, token: str, script: str, found: list[dict], outputs: list[str]) -> dict:
    place = found[0]["properties"]
    x_min, y_min, x_max, y_max = place["proj:bbox"]
    crs = f"http://www.opengis.net/def/crs/EPSG/0/{place['proj:epsg']}"
    first, last = (found[at]["properties"]["datetime"] for at in (-1, 0))
    days = {"from": f"{first[:10]}T00:00:00Z", "to": f"{last[:10]}T23:59:59Z"}
    source = {"type": found[0]["collection"], "dataFilter": {"timeRange": days}}
    body = {
        "input": {
            "bounds": {
                "bbox": [x_min, y_min, x_max, y_max],
                "properties": {"crs": crs},
            },
            "data": [source],
        },
        "evalscript": script,
        "output": {
            "width": SIZE,
            "height": SIZE,
            "responses": [{"identifier": one, "format": _kind(one)} for one in outputs],
        },
    }
    headers = {
        "Authorization": f"Bearer {token}",
        "Content-Type": "application/json",
        "Accept": "application/x-tar",
    }
    answer = _post(f"{hub.url}/api/v1/process", json.dumps(body).encode(), headers)
    with tarfile.open(fileobj=io.BytesIO(answer)) as members:
        return {
            name.split(".")[0]: _read(name, members.extractfile(name).read())
            for name in members.getnames()
        }


def _kind(identifier: str) -> dict:
    is_data = identifier == "userdata"
    return {"type": "application/json" if is_data else "image/tiff"}


def _post(url: str, body: bytes, headers: dict) -> bytes:
    parts = urlsplit(url)
    connection = HTTPConnection(parts.hostname, parts.port, timeout=60)
    try:
        connection.request("POST", parts.path, body, headers)
        answer = connection.getresponse()
        content = answer.read()
    finally:
        connection.close()
    assert answer.status == 200, content
    return content


def _read(name: str, content: bytes):
    if name.endswith(".json"):
        return json.loads(content)
    path = f"/vsimem/product_{name}"
    gdal.FileFromMemBuffer(path, content)
    array = gdal.Open(path).ReadAsArray()
    gdal.Unlink(path)
    return array.reshape(-1, SIZE, SIZE)
