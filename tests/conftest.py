"""Import the checkout under the name that QGIS installs it as; shared fixtures."""

from __future__ import annotations

import json
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from threading import Event
from urllib.parse import urlsplit

import numpy as np
import pytest
import shapely
from osgeo import gdal, osr
from pyproj import Transformer
from shapely.geometry.base import BaseGeometry

NAME, ROOT = "scene_slots", Path(__file__).resolve().parents[1]

if NAME not in sys.modules:
    spec = spec_from_file_location(
        NAME, ROOT / "__init__.py", submodule_search_locations=[str(ROOT)]
    )
    assert spec is not None
    assert spec.loader is not None
    sys.modules[NAME] = module_from_spec(spec)
    spec.loader.exec_module(sys.modules[NAME])


SHARED = ROOT.parent / "shared"


@dataclass(frozen=True)
class SyntheticScene:
    """A scene that a test makes: its pixels, place and the facts about it."""

    id: str
    acquired: str
    cloud: float | None
    values: np.ndarray
    """DN ``(bands, height, width)`` of B02 B03 B04 B08 SCL; all 0 is no data."""
    x_min: float = 600000.0
    y_max: float = 5100000.0
    resolution: float = 10.0
    epsg: int = 32633
    footprint: BaseGeometry | None = None
    """In the CRS of the scene; by default the outline of its raster."""


def pytest_addoption(parser):
    parser.addoption(
        "--long",
        action="store_true",
        help="repeat random tests many times, and run what else takes long",
    )


def pytest_collection_modifyitems(config, items):
    """Leave out what proves again what another test proves, but for ``--long``."""
    if not config.getoption("--long"):
        again = [item for item in items if item.get_closest_marker("long")]
        config.hook.pytest_deselected(items=again)
        items[:] = [item for item in items if item not in set(again)]


@pytest.fixture(scope="session")
def rounds(pytestconfig):
    """How often to repeat what is random: `rounds(5, 50)` is 50 with `--long`."""
    return lambda few, many: many if pytestconfig.getoption("--long") else few


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real sample scenes and recorded answers, where it is."""
    if not SHARED.is_dir():
        pytest.skip("the folder of shared samples is not beside this checkout")
    return SHARED


@pytest.fixture(scope="session")
def synthetic_scene():
    """The class of scenes that a test makes."""
    return SyntheticScene


@pytest.fixture(scope="session")
def sample_scenes() -> Path:
    """The catalog of sample scenes that the plugin itself installs."""
    from scene_slots.plugin.local_hub.samples import sample_folder

    return sample_folder()


@pytest.fixture
def make_catalog(tmp_path):
    """Write scenes as a static STAC catalog of GeoTIFFs; return its folder."""
    return lambda scenes, name="scenes": _write_catalog(tmp_path / name, scenes)


@pytest.fixture(scope="session")
def make_shared_catalog(tmp_path_factory):
    """Write scenes as `make_catalog` does, for all tests."""
    return lambda scenes: _write_catalog(tmp_path_factory.mktemp("made") / "s", scenes)


@pytest.fixture(scope="session")
def http_transport():
    """A transport over the standard library, for threads without Qt."""
    return _HttpTransport()


@pytest.fixture
def thread_pool():
    """Six threads that run requests."""
    with ThreadPoolExecutor(6) as pool:
        yield pool


class _HttpTransport:
    def __init__(self):
        from scene_slots.plugin.core import errors
        from scene_slots.plugin.hub import transport

        self._errors, self._response = errors, transport.HttpResponse

    def send(self, request, stop, sink=None):
        if stop():
            raise self._errors.Stopped
        parts = urlsplit(request.url)
        connection = HTTPConnection(parts.hostname, parts.port, timeout=20)
        try:
            method = "GET" if request.body is None else "POST"
            connection.request(method, parts.path, request.body, dict(request.headers))
            answer = connection.getresponse()
            body = answer.read()
        except (OSError, HTTPException) as error:
            # As every transport does: in a sentence.
            message = f"The hub could not be reached: {error}."
            raise self._errors.ServiceError(message) from error
        finally:
            connection.close()
        headers = {name.lower(): value for name, value in answer.getheaders()}
        if sink is not None and answer.status == 200:
            sink.write(body)
            body = b""
        return self._response(answer.status, headers, body)

    def wait(self, seconds, stop):
        if stop():
            raise self._errors.Stopped
        Event().wait(min(seconds, 0.05))


def _write_catalog(folder, scenes):
    collection = folder / "sentinel-2-l2a"
    collection.mkdir(parents=True)
    for scene in scenes:
        _write_scene(collection, scene)
    links = [{"rel": "item", "href": f"./{scene.id}.json"} for scene in scenes]
    (collection / "collection.json").write_text(
        json.dumps(
            {
                "type": "Collection",
                "stac_version": "1.0.0",
                "id": "sentinel-2-l2a",
                "description": "Made by a test",
                "license": "proprietary",
                "extent": {
                    "spatial": {"bbox": [[-180, -90, 180, 90]]},
                    "temporal": {"interval": [["2000-01-01T00:00:00Z", None]]},
                },
                "links": links,
            }
        )
    )
    child = {"rel": "child", "href": "./sentinel-2-l2a/collection.json"}
    (folder / "catalog.json").write_text(
        json.dumps(
            {
                "type": "Catalog",
                "stac_version": "1.0.0",
                "id": "made",
                "description": "Made by a test",
                "links": [child],
            }
        )
    )
    return folder


def _write_scene(folder, scene):
    bands, height, width = scene.values.shape
    driver = gdal.GetDriverByName("GTiff")
    path = folder / f"{scene.id}.tif"
    dataset = driver.Create(str(path), width, height, bands, gdal.GDT_UInt16)
    dataset.SetGeoTransform(
        (scene.x_min, scene.resolution, 0, scene.y_max, 0, -scene.resolution)
    )
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(scene.epsg)
    dataset.SetProjection(reference.ExportToWkt())
    dataset.WriteArray(scene.values)
    dataset = None
    outline = scene.footprint or shapely.box(
        scene.x_min,
        scene.y_max - height * scene.resolution,
        scene.x_min + width * scene.resolution,
        scene.y_max,
    )
    degrees = Transformer.from_crs(scene.epsg, 4326, always_xy=True)
    footprint = shapely.transform(
        shapely.segmentize(outline, 500),
        lambda xy: np.column_stack(degrees.transform(xy[:, 0], xy[:, 1])),
    )
    properties = {
        "datetime": scene.acquired,
        "platform": f"sentinel-{scene.id[1:3].lower()}",
        "proj:epsg": scene.epsg,
    }
    if scene.cloud is not None:
        properties["eo:cloud_cover"] = scene.cloud
    names = ("B02", "B03", "B04", "B08", "SCL")[:bands]
    item = {
        "type": "Feature",
        "stac_version": "1.0.0",
        "id": scene.id,
        "collection": "sentinel-2-l2a",
        "geometry": shapely.geometry.mapping(footprint),
        "bbox": list(footprint.bounds),
        "properties": properties,
        "links": [],
        "assets": {
            "data": {
                "href": f"./{scene.id}.tif",
                "type": "image/tiff; application=geotiff",
                "roles": ["data"],
                "eo:bands": [{"name": name} for name in names],
                "raster:bands": [
                    {"scale": 1.0 if name == "SCL" else 0.0001} for name in names
                ],
            }
        },
    }
    (folder / f"{scene.id}.json").write_text(json.dumps(item))
