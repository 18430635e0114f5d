"""How long a run takes and how soon it ends when it is cancelled, in a real QGIS."""

from __future__ import annotations

import importlib
import os
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from live.desk import hub, in_child
from pu import TILE_SCRIPT

SERIES = Path(__file__).parent / "live" / "series.py"
DAYS = ("2017-01-01", "2018-12-31")
THREADS = 5
"""Of the script in the forum."""
ACQUISITIONS = 90
"""Of the sample scenes in the days that a hub with a limit is asked for."""


def series_wall_ratio() -> dict:
    """Seconds of 24 slots, click to last layer / those of the stock client's script."""
    slow = {"faults": {"latency": 1.0, "only": "/process"}}
    told = in_child(SERIES, what="series", hub=slow, days=DAYS)
    with hub(**slow) as facts:
        stock = _stock_seconds(facts)
    return {
        "name": "series_wall_ratio",
        "value": round(told["seconds"] / stock, 3),
        "unit": "ratio",
        "baseline": 0.7,
        "seconds": round(told["seconds"], 2),
        "loaded_seconds": round(told["loaded"], 2),
        "stock_seconds": round(stock, 2),
        "images": told["images"],
    }


def cancel_ms() -> dict:
    """Milliseconds from Cancel to the end of the task, with every body stalled."""
    stalled = {"faults": {"stall": 60.0, "only": "/process"}}
    told = in_child(SERIES, what="cancel", hub=stalled, days=DAYS)
    return {
        "name": "cancel_ms",
        "value": round(told["milliseconds"]),
        "unit": "ms",
        "baseline": 250,
    }


def wasted_requests() -> dict:
    """Refusals (429) of 90 images at a hub that allows 60 requests a minute."""
    limited = {"rate": {"requests": 60}}
    days = ("2015-08-01", "2019-07-11")
    told = in_child(SERIES, what="series", hub=limited, days=days, rhythm="acquisition")
    answers = told["answers"]
    if answers["/api/v1/process 200"] < ACQUISITIONS:
        raise RuntimeError(f"Too few requests to go beyond the limit: {answers}")
    return {
        "name": "wasted_requests",
        "value": sum(count for key, count in answers.items() if key.endswith(" 429")),
        "unit": "requests",
        "baseline": 1,
        "seconds": round(told["seconds"], 1),
        "answers": answers,
    }


def _stock_seconds(facts: dict) -> float:
    """Return the seconds that the script in the forum takes, arrays only."""
    os.environ["OAUTHLIB_INSECURE_TRANSPORT"] = "1"
    client = importlib.import_module("sentinelhub")
    config = client.SHConfig(
        use_defaults=True,
        sh_base_url=facts["url"],
        sh_token_url=facts["token_url"],
        sh_client_id=facts["client_id"],
        sh_client_secret=facts["client_secret"],
    )
    collection = client.DataCollection.SENTINEL2_L2A.define_from(
        "BENCH_L2A", service_url=facts["url"]
    )
    place = (5271980.0, 2532000.0, 5272990.0, 2533010.0)
    since = time.monotonic()
    requests = [
        client.SentinelHubRequest(
            evalscript=TILE_SCRIPT,
            input_data=[
                client.SentinelHubRequest.input_data(
                    data_collection=collection,
                    time_interval=slot,
                    mosaicking_order="leastCC",
                )
            ],
            responses=[
                client.SentinelHubRequest.output_response(
                    "default", client.MimeType.PNG
                )
            ],
            bbox=client.BBox(place, client.CRS(3035)),
            size=(101, 101),
            config=config,
        ).download_list[0]
        for slot in _months()
    ]
    data = client.SentinelHubDownloadClient(config=config).download(
        requests, max_threads=THREADS
    )
    if len(data) != 24:
        raise RuntimeError("The stock client did not bring 24 images.")
    return time.monotonic() - since


def _months() -> list[tuple[str, str]]:
    ends = {4: 30, 6: 30, 9: 30, 11: 30, 2: 28}
    return [
        (f"{year}-{month:02}-01", f"{year}-{month:02}-{ends.get(month, 31)}")
        for year in (2017, 2018)
        for month in range(1, 13)
    ]
