"""A local hub over scenes that a test makes, and a plain HTTP client for it."""

from __future__ import annotations

import io
import json
import tarfile
from dataclasses import dataclass, field
from datetime import date
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode, urlsplit
from uuid import uuid4

import numpy as np
import pytest
import shapely
from osgeo import gdal, ogr, osr

UTM33 = "http://www.opengis.net/def/crs/EPSG/0/32633"
WEST, NORTH = 500000.0, 5100000.0


@dataclass(frozen=True)
class TestScene:
    """A scene: band name → stored numbers (rows, columns)."""

    __test__ = False

    id: str
    acquired: str
    bands: dict
    cloud: float | None = None
    collection: str = "sentinel-2-l2a"
    west: float = WEST
    north: float = NORTH
    pixel: float = 10.0
    epsg: int = 32633
    scale: float = 0.0001
    offset: float = 0.0
    nodata: float | None = None
    properties: dict = field(default_factory=dict)
    one_asset_a_band: bool = False
    overviews: tuple = ()


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict
    body: bytes

    @property
    def json(self):
        return json.loads(self.body)

    @property
    def error(self):
        return self.json["error"]

    def member(self, name):
        with tarfile.open(fileobj=io.BytesIO(self.body)) as archive:
            return archive.extractfile(name).read()

    @property
    def userdata(self):
        return json.loads(self.member("userdata.json"))

    def dataset(self, name=None):
        path = f"/vsimem/{uuid4().hex}"
        gdal.FileFromMemBuffer(path, self.member(name) if name else self.body)
        return gdal.Open(path)

    def pixels(self, name=None):
        """Return (bands, rows, columns) of a TIFF, PNG or JPEG."""
        values = self.dataset(name).ReadAsArray()
        return values[None] if values.ndim == 2 else values


class Client:
    """One keep-alive connection with a token of its own."""

    def __init__(self, hub):
        self._hub = hub
        self._connection = HTTPConnection(urlsplit(hub.url).netloc, timeout=30)
        self.token = self.fetch_token().json["access_token"]

    def fetch_token(self, **changes):
        form = {
            "grant_type": "client_credentials",
            "client_id": self._hub.client_id,
            "client_secret": self._hub.client_secret,
            **changes,
        }
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        path = urlsplit(self._hub.token_url).path
        return self.send("POST", path, urlencode(form), kind)

    def send(self, method, path, body=None, headers=None):
        self._connection.request(method, path, body, headers or {})
        answer = self._connection.getresponse()
        return Answer(answer.status, dict(answer.getheaders()), answer.read())

    def post(self, path, body, accept="*/*", **headers):
        head = {
            "Authorization": f"Bearer {self.token}",
            "Content-Type": "application/json",
            "Accept": accept,
            **headers,
        }
        text = body if isinstance(body, (str, bytes)) else json.dumps(body)
        return self.send("POST", path, text, head)

    def get(self, path):
        return self.send("GET", path, None, {"Authorization": f"Bearer {self.token}"})

    def process(self, body, accept="*/*"):
        return self.post("/api/v1/process", body, accept)

    def search(self, **body):
        start = {"collections": ["sentinel-2-l2a"], "datetime": "../.."}
        return self.post("/api/v1/catalog/1.0.0/search", {**start, **body})

    def statistics(self, body):
        return self.post("/api/v1/statistics", body)

    def close(self):
        self._connection.close()


@pytest.fixture(scope="session")
def scene():
    """The class of a test's scenes."""
    return TestScene


@pytest.fixture
def write_scenes(tmp_path):
    """Write scenes as a static STAC catalog; return its folder."""

    def write(*scenes):
        folder = tmp_path / "scenes"
        folder.mkdir(exist_ok=True)
        for one in scenes:
            _write(folder, one)
        return folder

    return write


@pytest.fixture
def serve():
    """Start a hub that ends with the test."""
    from scene_slots.plugin.local_hub.server import LocalHub

    started = []

    def start(folder, **options):
        hub = LocalHub(Path(folder), **options).start()
        started.append(hub)
        return hub

    yield start
    for hub in started:
        hub.stop()


@pytest.fixture
def connect():
    """Connect to a hub."""
    clients = []

    def open_client(hub):
        clients.append(Client(hub))
        return clients[-1]

    yield open_client
    for client in clients:
        client.close()


@pytest.fixture
def client_of(write_scenes, serve, connect):
    """Serve scenes and connect: `client_of(scene, …, faults=…)`."""

    def start(*scenes, **options):
        return connect(serve(write_scenes(*scenes), **options))

    return start


@pytest.fixture
def three(scene):
    """Three passes over one place: new and cloudy, old and clear, oldest in part.

    4 by 4 pixels; the newest lacks its left half, the oldest its right half.
    """
    part = np.ones((4, 4), np.uint16)
    left, right = part.copy(), part.copy()
    left[:, 2:], right[:, :2] = 0, 0

    def bands(number, where):
        values = {"B02": 1000, "B03": 2000, "B04": 3000, "B08": 4000}
        made = {n: (v + number) * where for n, v in values.items()}
        return {**made, "SCL": 4 * where}

    def product(day, orbit):
        return f"S2A_MSIL2A_{day}T100031_N0400_R{orbit}_T33TVL_{day}T120000"

    return (
        scene(
            product("20200620", "122"),
            "2020-06-20T10:10:31.700Z",
            bands(1, right),
            80.5,
        ),
        scene(
            product("20200610", "122"), "2020-06-10T10:10:31.200Z", bands(2, part), 1.25
        ),
        scene(
            product("20200601", "079"), "2020-06-01T10:00:09.024Z", bands(3, left), 20.0
        ),
    )


@pytest.fixture
def request_body():
    """Make a Process body for the place of `three`."""
    return make_body


def make_body(evalscript, *outputs, width=4, height=4, bbox=None, crs=UTM33, **data):
    """Return a Process body; `data` are entries of the only data source."""
    extent = [WEST, NORTH - 40, WEST + 40, NORTH]
    responses = [
        {
            "identifier": name,
            "format": {
                "type": "application/json" if name == "userdata" else "image/tiff"
            },
        }
        for name in outputs or ("default",)
    ]
    return {
        "input": {
            "bounds": {"bbox": bbox or extent, "properties": {"crs": crs}},
            "data": [{"type": "sentinel-2-l2a", **data}],
        },
        "evalscript": evalscript,
        "output": {"width": width, "height": height, "responses": responses},
    }


def _write(folder, one):
    crs = osr.SpatialReference()
    crs.ImportFromEPSG(one.epsg)
    groups = (
        [[name] for name in one.bands] if one.one_asset_a_band else [list(one.bands)]
    )
    assets = {}
    for names in groups:
        key = names[0] if one.one_asset_a_band else "data"
        stack = np.stack([one.bands[name] for name in names])
        file = f"{one.id}-{key}.tif"
        _write_tiff(folder / file, stack, one, crs)
        assets[key] = {
            "href": f"./{file}",
            "type": "image/tiff; application=geotiff",
            "eo:bands": [{"name": name} for name in names],
            "raster:bands": [
                {"scale": 1.0}
                if name in ("SCL", "BQA", "CLM", "VV", "VH")
                else {"scale": one.scale, "offset": one.offset}
                for name in names
            ],
        }
    properties = {"datetime": one.acquired, "platform": "sentinel-2a"}
    if one.cloud is not None:
        properties["eo:cloud_cover"] = one.cloud
    item = {
        "type": "Feature",
        "stac_version": "1.0.0",
        "id": one.id,
        "collection": one.collection,
        "properties": {**properties, **one.properties},
        "assets": assets,
    }
    (folder / f"{one.id}.json").write_text(json.dumps(item))


def _write_tiff(path, stack, one, crs):
    count, height, width = stack.shape
    kind = {"uint8": 1, "uint16": 2, "int16": 3, "float32": 6}[str(stack.dtype)]
    target = gdal.GetDriverByName("GTiff").Create(
        str(path), width, height, count, kind, ["COMPRESS=DEFLATE"]
    )
    target.SetGeoTransform((one.west, one.pixel, 0, one.north, 0, -one.pixel))
    target.SetSpatialRef(crs)
    target.WriteArray(stack)
    if one.nodata is not None:
        for number in range(1, count + 1):
            target.GetRasterBand(number).SetNoDataValue(one.nodata)
    if one.overviews:
        target.BuildOverviews("AVERAGE", list(one.overviews))
    target = None


@pytest.fixture(scope="module")
def hub_over(tmp_path_factory):
    """Start a hub over scenes that serves all tests of a module."""
    from scene_slots.plugin.local_hub.server import LocalHub

    started = []

    def start(*scenes, **options):
        folder = tmp_path_factory.mktemp("scenes")
        for one in scenes:
            _write(folder, one)
        started.append(LocalHub(folder, **options).start())
        return started[-1]

    yield start
    for hub in started:
        hub.stop()


@dataclass(frozen=True)
class Outcome:
    """What a run left: its rows, its files and what it sent."""

    run: object
    bodies: list
    """Of its Process requests, in the order they were sent."""

    @property
    def folder(self):
        return self.run.folder

    @property
    def images(self):
        return self.run.images

    def pixels(self, image, kind=""):
        """Return (bands, rows, columns) of a file of a slot."""
        path = self.folder / image.path
        path = path.with_name(f"{path.stem}{kind}.tif")
        values = gdal.Open(str(path)).ReadAsArray()
        return values[None] if values.ndim == 2 else values

    def valid(self, image):
        dataset = gdal.Open(str(self.folder / image.path))
        return dataset.GetRasterBand(1).GetMaskBand().ReadAsArray() > 0

    def tile_ids(self, image):
        """Return the tile id of each pixel, as the scene raster itself names it."""
        path = (self.folder / image.path).with_suffix(".scene.tif")
        dataset = gdal.Open(str(path))
        band = dataset.GetRasterBand(1)
        table = band.GetDefaultRAT()
        columns = {table.GetNameOfCol(n): n for n in range(table.GetColumnCount())}
        names = {
            table.GetValueAsInt(row, columns["Value"]): table.GetValueAsString(
                row, columns["tile_id"]
            )
            for row in range(table.GetRowCount())
        }
        return np.vectorize(lambda value: names.get(value, ""))(band.ReadAsArray())

    def rows(self, layer):
        dataset = ogr.Open(str(self.folder / "scene_slots.gpkg"))
        return [feature.items() for feature in dataset.GetLayerByName(layer)]

    def read(self, name):
        return json.loads((self.folder / name).read_text())


@pytest.fixture
def run_job(http_transport, thread_pool, tmp_path):
    """Run a job on a hub in this process: `run_job(hub, product, collection=…)`."""
    from scene_slots.plugin.core.grid import Grid
    from scene_slots.plugin.core.job import Hub, Job
    from scene_slots.plugin.core.slots import Period
    from scene_slots.plugin.hub.patience import Patience
    from scene_slots.plugin.hub.session import Credentials
    from scene_slots.plugin.pipeline.run import run

    def do(hub, product, *, days=("2018-01-01", "2018-01-31"), **asked):
        grid = asked.pop("grid", None) or Grid(32633, WEST, NORTH, 10.0, 12, 10)
        transport = asked.pop("transport", http_transport)
        job = Job(
            hub=Hub("local", "Local hub", hub.url, hub.token_url),
            product=product,
            period=Period(*(date.fromisoformat(day) for day in days)),
            grid=grid,
            folder=tmp_path / asked.pop("folder", "run"),
            **{
                "collection": "sentinel-2-l2a",
                "rule": "mostRecent",
                "rhythm": "month",
                "area": shapely.box(*grid.bounds),
                **asked,
            },
        )
        recording = _Recording(transport)
        seen = []
        done = run(
            job,
            Credentials(hub.client_id, hub.client_secret),
            recording,
            thread_pool,
            stop=lambda: False,
            progress=lambda _: None,
            on_image=seen.append,
            patience=Patience(attempts=2, first_wait=0.01),
        )
        assert sorted(image.slot for image in seen) == [i.slot for i in done.images]
        return Outcome(done, recording.bodies)

    return do


class _Recording:
    """A transport that remembers the Process requests."""

    def __init__(self, transport):
        self._transport = transport
        self.bodies = []

    def send(self, request, stop, sink=None):
        answer = self._transport.send(request, stop, sink)
        if request.url.endswith("/process"):
            self.bodies.append(json.loads(request.body))
        return answer

    def wait(self, seconds, stop):
        self._transport.wait(seconds, stop)
