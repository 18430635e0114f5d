"""Draw the small pictures of the products.

Run as ``PYTHONPATH=build python -m scene_slots.tools.thumbnails``.

Products of Sentinel-2 L2A are drawn over the real sample scenes. Where these lack the
collection or a band, made scenes show the colours of the product, and no place.
"""

from __future__ import annotations

import sys
from datetime import date
from http.client import HTTPConnection
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, BinaryIO
from urllib.parse import urlsplit

import shapely
from PIL import Image

from ..plugin.core.collections import find_collection
from ..plugin.core.grid import Grid
from ..plugin.core.job import Hub, Job
from ..plugin.core.picture import draw
from ..plugin.core.slots import Period
from ..plugin.evalscript.families import input_bands
from ..plugin.evalscript.products import load_products
from ..plugin.hub.service import Service
from ..plugin.hub.session import Credentials
from ..plugin.hub.transport import HttpRequest, HttpResponse, Stop
from ..plugin.local_hub.made import made_folder
from ..plugin.local_hub.samples import ORDER, sample_folder
from ..plugin.local_hub.server import LocalHub
from ..plugin.pipeline.trial import try_script

if TYPE_CHECKING:
    import numpy as np

    from ..plugin.core.product import Product

FOLDER = Path(__file__).resolve().parents[1] / "ui" / "thumbnails"
SIDE, COLOURS = 80, 64
"""Pixels and colours of a picture."""
SAMPLED = "sentinel-2-l2a"
DAY = date(2018, 8, 25)
"""The clearest of the sample scenes in the summer of that year."""
DAYS = {"scl": date(2020, 3, 12)}
"""Of products that show nothing on a clear day."""


def main() -> int:
    """Draw all; return the exit status."""
    FOLDER.mkdir(exist_ok=True)
    for product in load_products():
        is_sampled = SAMPLED in product.collections
        is_real = is_sampled and set(input_bands(product.evalscript)) <= set(ORDER)
        collection = SAMPLED if is_sampled else product.collections[0]
        scenes = sample_folder() if is_real else made_folder([collection])
        path = FOLDER / f"{product.name}.png"
        picture = Image.fromarray(draw_product(product, collection, scenes))
        picture.convert("RGB").quantize(COLOURS).save(path, optimize=True)
        size = path.stat().st_size
        sys.stdout.write(f"{product.name}: {size} bytes, {scenes.name}\n")
    return 0


def draw_product(product: Product, collection: str, scenes: Path) -> np.ndarray:
    """Return the picture of a product: uint8 ``(height, width, 4)``."""
    with LocalHub(scenes) as hub:
        job = _job(product, collection, hub)
        account = Credentials(hub.client_id, hub.client_secret)
        service = Service(job.hub, account, _Http())
        trial = try_script(job, service, lambda: False)
    return draw(trial.image, trial.valid, product.style)


def _job(product: Product, collection: str, hub: LocalHub) -> Job:
    scene = next(one for one in hub.catalog.scenes if one.collection == collection)
    if scene.native_bbox is None or scene.epsg is None:
        raise ValueError(scene.id)
    west, _, east, north = scene.native_bbox
    grid = Grid(scene.epsg, west, north, (east - west) / SIDE, SIDE, SIDE)
    days = [one.acquired.date() for one in hub.catalog.scenes]
    wanted = DAYS.get(product.name, DAY)
    day = wanted if wanted in days else min(days)
    return Job(
        hub=Hub("local", "Local hub", hub.url, hub.token_url),
        collection=collection,
        product=product,
        rule="leastCC" if find_collection(collection).has_cloud else "mostRecent",
        period=Period(day, day),
        rhythm="1 part",
        grid=grid,
        area=shapely.box(*grid.bounds),
        folder=Path(),
    )


class _Http:
    """A transport over the standard library, for one thread."""

    def send(
        self, request: HttpRequest, stop: Stop, sink: BinaryIO | None = None
    ) -> HttpResponse:
        """Return the answer to a request."""
        del stop  # nobody is there to ask
        parts = urlsplit(request.url)
        connection = HTTPConnection(parts.netloc, timeout=60)
        connection.request("POST", parts.path, request.body, dict(request.headers))
        answer = connection.getresponse()
        body = answer.read()
        headers = {name.lower(): value for name, value in answer.getheaders()}
        connection.close()
        if sink is not None:
            sink.write(body)
            body = b""
        return HttpResponse(answer.status, headers, body)

    def wait(self, seconds: float, stop: Stop) -> None:
        """Wait before another try."""
        del stop
        Event().wait(seconds)


if __name__ == "__main__":
    sys.exit(main())
